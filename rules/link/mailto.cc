// Rule link-mailto-invalid: a mailto link without an address that mail could go to.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/link/target.h"
#include "rules/placeholder.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 6068 2"};

bool is_atom_character(char c) {
  return ascii::is_alnum(c) || ascii::is_8bit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

bool is_local_part(std::string_view text) {
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') return true;
  return !text.empty() && text.front() != '.' && std::ranges::all_of(text, is_atom_character);
}

bool is_domain(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') return true;
  const auto fits = [](char c) {
    return ascii::is_alnum(c) || ascii::is_8bit(c) || c == '-' || c == '.' || c == '_';
  };
  return !text.empty() && text.front() != '.' && text.back() != '.' && text.front() != '-' &&
         text.find("..") == std::string_view::npos && std::ranges::all_of(text, fits);
}

/// What is wrong with one address, "" if nothing is.
std::string fault_of(std::string_view address) {
  address = ascii::trim(address);
  // Programs also understand "Jane Roe <jane@example.com>".
  const std::size_t angle = address.rfind('<');
  if (angle != std::string_view::npos && address.ends_with('>')) {
    address = address.substr(angle + 1, address.size() - angle - 2);
  }
  if (address.empty()) return "there is no address";
  const std::size_t sign = address.rfind('@');
  if (sign == std::string_view::npos) return fmt::format("\"{}\" has no @", address);
  if (!is_local_part(address.substr(0, sign))) {
    return fmt::format("\"{}\" cannot stand before the @", address.substr(0, sign));
  }
  if (!is_domain(address.substr(sign + 1))) {
    return fmt::format("\"{}\" is no domain", address.substr(sign + 1));
  }
  return {};
}

/// Whether the query names recipients (RFC 6068 2) or content, as links to share a page do.
bool has_query(const Url& url) { return url.query.find('=') != std::string::npos; }

void check(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  if (url.scheme != "mailto" || link.html == nullptr || find_placeholder(link.target)) return;
  const std::size_t colon = std::min(link.target.find(':'), link.target.size() - 1);
  std::string_view rest = link.target.substr(colon + 1);
  rest = rest.substr(0, rest.find('?'));
  if (ascii::trim(rest).empty() && has_query(url)) return;
  if (rest.starts_with("//")) {
    report(link.place, "no slashes stand before an address");
    return;
  }
  do {
    // Commas stand between addresses; one inside an address is written %2C.
    const std::string_view written = rest.substr(0, rest.find(','));
    std::string fault = fault_of(percent_decoded(written));
    if (!fault.empty()) {
      const auto begin = static_cast<std::size_t>(written.data() - link.target.data());
      report(target_place(link, facts, begin, begin + written.size()), std::move(fault));
      return;
    }
    rest.remove_prefix(std::min(written.size() + 1, rest.size()));
  } while (!rest.empty());
}

}  // namespace

constinit const Rule link_mailto_invalid{
    .id = "link-mailto-invalid",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "mailto: link without a valid address",
    .why = "The mail program opens a message that cannot be sent.",
    .remedy = "Write mailto:name@example.com, and commas between several addresses.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
