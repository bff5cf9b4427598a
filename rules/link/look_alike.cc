// Labels that look like the name of a well-known domain.
#include "rules/link/look_alike.h"

#include <algorithm>
#include <vector>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/link/target.h"
#include "rules/remembered.h"

namespace maillint {
namespace {

/// Shorter names are like too many honest ones: "dhl" and "dhi", "apple" and "appie".
constexpr std::size_t shortest_by_digit = 5;
constexpr std::size_t shortest_by_letter = 6;
constexpr std::size_t shortest_with_slip = 6;

struct Look {
  std::string canonical;
  std::string_view label;
  std::string_view domain;
};

bool before(const Look& a, const Look& b) { return a.canonical < b.canonical; }

/// Sorted by the canonical form. Made at first use.
const std::vector<Look>& brand_looks() {
  static const std::vector<Look> looks = [] {
    std::vector<Look> result;
    for (std::uint32_t i = 0; i < lists::brand_count(); ++i) {
      std::string_view domains = lists::brand(i).domains;
      while (!domains.empty()) {
        const std::string_view domain = domains.substr(0, domains.find(' '));
        domains.remove_prefix(std::min(domain.size() + 1, domains.size()));
        const std::string_view label = domain.substr(0, domain.find('.'));
        if (label.size() >= shortest_by_digit)
          result.push_back({canonical_look(label), label, domain});
      }
    }
    std::ranges::stable_sort(result, before);
    return result;
  }();
  return looks;
}

/// The brand whose name has that canonical form, nullptr if none.
const Look* find_look(const std::string& canonical) {
  const auto& looks = brand_looks();
  const auto found = std::ranges::lower_bound(looks, canonical, {}, &Look::canonical);
  return found != looks.end() && found->canonical == canonical ? &*found : nullptr;
}

/// Whether a digit or a pair of letters of `piece` stands for a letter of the brand's name; "i" and
/// "l" alone are a weak sign.
bool is_imitation(std::string_view piece, std::string_view brand) {
  if (piece == brand) return false;
  const bool has_digit = std::ranges::any_of(piece, ascii::is_digit);
  return brand.size() >= (has_digit ? shortest_by_digit : shortest_by_letter);
}

std::string_view imitated_by(std::string_view piece) {
  if (piece.size() < shortest_by_digit) return {};
  const Look* look = find_look(canonical_look(piece));
  if (look == nullptr || !is_imitation(piece, look->label)) return {};
  // Two brands may differ by such a letter alone.
  return brand_domain_of_label(piece).empty() ? look->domain : std::string_view();
}

/// One letter twice, or two neighbours swapped: what remains is the brand's name.
std::string_view imitated_by_slip(std::string_view piece) {
  if (piece.size() < shortest_with_slip || !brand_domain_of_label(piece).empty()) return {};
  for (std::size_t i = 1; i < piece.size(); ++i) {
    std::string repaired(piece);
    if (piece[i] == piece[i - 1]) {
      repaired.erase(i, 1);
    } else {
      std::swap(repaired[i], repaired[i - 1]);
    }
    if (repaired.size() < shortest_with_slip) continue;
    const std::string_view domain = brand_domain_of_label(repaired);
    if (!domain.empty()) return domain;
  }
  return {};
}

/// "paypa1support": the name is in front, and a digit in it stands for a letter.
std::string_view imitated_in_front(std::string_view label) {
  const std::string canonical = canonical_look(label);
  for (const Look& look : brand_looks()) {
    if (look.label.size() < shortest_by_letter || !canonical.starts_with(look.canonical)) continue;
    const std::string_view front = label.substr(0, look.label.size());
    const bool has_digit = std::ranges::any_of(front, ascii::is_digit);
    if (has_digit && front != look.label && canonical_look(front) == look.canonical) {
      return look.domain;
    }
  }
  return {};
}

std::string_view find_imitated_brand(std::string_view label) {
  if (const auto domain = imitated_by(label); !domain.empty()) return domain;
  if (const auto domain = imitated_by_slip(label); !domain.empty()) return domain;
  std::string_view rest = label.find('-') == std::string_view::npos ? std::string_view() : label;
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, rest.find('-'));
    if (const auto domain = imitated_by(piece); !domain.empty()) return domain;
    rest.remove_prefix(std::min(piece.size() + 1, rest.size()));
  }
  if (std::ranges::none_of(label, ascii::is_digit)) return {};
  return imitated_in_front(label);
}

}  // namespace

std::string canonical_look(std::string_view label) {
  std::string result;
  result.reserve(label.size());
  for (std::size_t i = 0; i < label.size(); ++i) {
    const char next = i + 1 < label.size() ? label[i + 1] : '\0';
    switch (label[i]) {
      case '0':
        result += 'o';
        break;
      case '1':
      case 'i':
        result += 'l';
        break;
      case '3':
        result += 'e';
        break;
      case '4':
        result += 'a';
        break;
      case '5':
        result += 's';
        break;
      case '9':
        result += 'g';
        break;
      case 'r':
      case 'v':
        if (label[i] == 'r' && next == 'n') {
          result += 'm';
          ++i;
        } else if (label[i] == 'v' && next == 'v') {
          result += 'w';
          ++i;
        } else {
          result += label[i];
        }
        break;
      default:
        result += label[i];
    }
  }
  return result;
}

std::string_view imitated_brand(std::string_view label) {
  // The links of a message go to few hosts.
  return remembered<find_imitated_brand>(label);
}

}  // namespace maillint
