// Rule from-display-domain: the name shows a domain that the message is not from.
#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {
    "ALL-INKL.COM, Email error messages: misleading sender names", "SpamAssassin FromNameSpoof"};

std::string_view first_label(std::string_view domain) { return domain.substr(0, domain.find('.')); }

bool is_token_character(char c) { return ascii::is_alnum(c) || c == '-' || c == '.'; }

/// "amazon.de", "https://www.example.com": a host name that people read as one. Not
/// "St.Petersburg", "A.De Vries" or "ASP.NET".
bool reads_as_domain(std::string_view token) {
  const std::size_t dot = token.rfind('.');
  if (dot == std::string_view::npos || first_label(token).size() < 3) return false;
  const std::string_view last = token.substr(dot + 1);
  if (last.size() < 2 || token.find("..") != std::string_view::npos) return false;
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::ranges::all_of(last, is_lower) && has_known_tld(token);
}

/// The next token of `name` from `at` on that reads as a domain, "" at the end.
std::string_view next_domain(std::string_view name, std::size_t& at) {
  while (at < name.size()) {
    std::size_t end = at;
    while (end < name.size() && is_token_character(name[end])) ++end;
    std::string_view token = name.substr(at, end - at);
    while (token.ends_with('.') || token.ends_with('-')) token.remove_suffix(1);
    at = end + 1;
    if (reads_as_domain(token)) return token;
  }
  return {};
}

bool is_claimed_by(std::string_view domain, std::string_view host) {
  const std::string claimed = organizational_domain(ascii::to_lower(domain));
  const std::string real = organizational_domain(ascii::to_lower(host));
  return claimed == real || first_label(claimed) == first_label(real);
}

void display_domain(const AddressList& list, const Facts& facts, const Settings&,
                    const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    const std::string_view name = mailbox.display_name;
    if (!mailbox.has_addr_spec() || name.find('.') == std::string_view::npos) continue;
    if (name.find('@') != std::string_view::npos || is_list_mail(facts.message())) continue;
    const auto signers = signing_domains(facts.message());
    std::size_t at = 0;
    for (auto domain = next_domain(name, at); !domain.empty(); domain = next_domain(name, at)) {
      if (is_claimed_by(domain, mailbox.domain)) continue;
      const auto is_claimed = [&](std::string_view d) { return is_claimed_by(domain, d); };
      if (std::ranges::any_of(signers, is_claimed)) continue;
      report(span_in_display_name(facts.message(), mailbox, domain),
             {.message =
                  fmt::format("the name shows {}, the message is from {}", domain, mailbox.domain),
              .evidence = std::string(domain)});
    }
  }
}

}  // namespace

constinit const Rule from_display_domain{
    .id = "from-display-domain",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "The sender's name shows a domain that the message is not from",
    .why = "People read the name as the origin. Filters take a foreign domain there for forgery.",
    .remedy = "Name yourself without a domain, or send from the domain that you show.",
    .references = references,
    .check = display_domain,
};

}  // namespace maillint::rules
