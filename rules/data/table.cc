// Look-ups in the compiled-in lists, by hash.
#include "rules/data/table.h"

#include "lint/ascii.h"
#include "rules/data/pack.h"

namespace maillint::lists {

void Table::point_to(const PackedTable& table) {
  cells_ = table.cells.data();
  offsets_ = table.offsets.data();
  index_ = table.index.data();
  mask_ = static_cast<std::uint32_t>(table.index.size() - 1);
  rows_ = table.rows;
}

Rows Table::find(std::string_view key, const KeyHash& hash) const {
  for (std::uint32_t slot = hash.slot(mask_); index_[slot] != 0; slot = (slot + 1) & mask_) {
    const std::uint32_t row = index_[slot] - 1u;
    if (!ascii::equal(this->key(row), key)) continue;
    Rows rows{row, row + 1};
    while (rows.end < rows_ && ascii::equal(this->key(rows.end), key)) ++rows.end;
    return rows;
  }
  return {};
}

Rows Table::find(std::string_view key) const {
  KeyHash hash;
  for (std::size_t i = key.size(); i > 0; --i) hash.add(key[i - 1]);
  return find(key, hash);
}

Rows Table::find_host(std::string_view host) const {
  if (host.starts_with("www.")) host.remove_prefix(4);
  KeyHash hash;
  Rows nearest;
  for (std::size_t i = host.size(); i > 0; --i) {
    hash.add(host[i - 1]);
    if (host[i - 1] != '.' && i != 1) continue;
    if (const Rows rows = find(host.substr(i - 1), hash); !rows.empty()) nearest = rows;
  }
  return nearest;
}

Rows Table::find_domain(std::string_view domain) const {
  KeyHash hash;
  Rows nearest;
  for (std::size_t i = domain.size(); i > 0; --i) {
    hash.add(domain[i - 1]);
    if (i != 1 && domain[i - 2] != '.') continue;
    if (const Rows rows = find(domain.substr(i - 1), hash); !rows.empty()) nearest = rows;
  }
  return nearest;
}

}  // namespace maillint::lists
