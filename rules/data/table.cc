// Binary search in the compiled-in lists.
#include "rules/data/table.h"

#include "lint/ascii.h"

namespace maillint::lists {
namespace {

/// Octet order after ASCII lower-casing, as embed.cc sorts: < 0, 0 or > 0.
int compare(std::string_view a, std::string_view b) {
  const std::size_t size = a.size() < b.size() ? a.size() : b.size();
  for (std::size_t i = 0; i < size; ++i) {
    const auto x = static_cast<unsigned char>(ascii::lower(a[i]));
    const auto y = static_cast<unsigned char>(ascii::lower(b[i]));
    if (x != y) return x < y ? -1 : 1;
  }
  if (a.size() == b.size()) return 0;
  return a.size() < b.size() ? -1 : 1;
}

}  // namespace

Rows Table::find(std::string_view key) const {
  std::uint32_t low = 0;
  std::uint32_t high = rows_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (compare(this->key(middle), key) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  Rows rows{low, low};
  while (rows.end < rows_ && compare(this->key(rows.end), key) == 0) ++rows.end;
  return rows;
}

Rows Table::find_host(std::string_view host) const {
  if (host.starts_with("www.")) host.remove_prefix(4);
  if (const Rows rows = find(host); !rows.empty()) return rows;
  for (std::size_t dot = host.find('.'); dot != std::string_view::npos;
       dot = host.find('.', dot + 1)) {
    if (const Rows rows = find(host.substr(dot)); !rows.empty()) return rows;
  }
  return {};
}

Rows Table::find_domain(std::string_view domain) const {
  while (!domain.empty()) {
    if (const Rows rows = find(domain); !rows.empty()) return rows;
    const std::size_t dot = domain.find('.');
    if (dot == std::string_view::npos) break;
    domain.remove_prefix(dot + 1);
  }
  return {};
}

}  // namespace maillint::lists
