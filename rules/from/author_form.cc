// Rules from-multiple-addresses, from-group-syntax, from-encoded-word-addr: forms of the author's
// address in which programs find different ones.
#include <fmt/format.h>

#include <algorithm>

#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view multiple_references[] = {"RFC 5322 3.6.2", "RFC 9989 5.3.1",
                                                    "CVE-2019-16378"};
constexpr std::string_view group_references[] = {"RFC 6854 5", "RFC 9989 5.3.1"};
constexpr std::string_view attack_references[] = {
    "RFC 5322 3.4", "Chen et al., Composition Kills (USENIX Security 2020)"};
constexpr auto npos = std::string_view::npos;

void multiple(const AddressList& list, const Facts& facts, const Settings&,
              const Reporter& report) {
  if (list.id != FieldId::from || list.mailboxes.size() < 2) return;
  const auto is_usable = [](const Mailbox& m) {
    return !m.local_part.empty() && !m.domain.empty();
  };
  const auto first = std::ranges::find_if(list.mailboxes, is_usable);
  if (first == list.mailboxes.end()) return;
  const auto other = std::ranges::find_if(list.mailboxes, [&](const Mailbox& m) {
    return is_usable(m) && !same_organization(m.domain, first->domain);
  });
  if (other == list.mailboxes.end()) return;
  // Authors of two houses, one of whom sends: as the standard has it.
  const AddressList* sender = facts.addresses(FieldId::sender);
  const bool is_declared =
      sender != nullptr && std::ranges::any_of(sender->mailboxes, [&](const Mailbox& m) {
        return is_usable(m) && std::ranges::any_of(list.mailboxes, [&](const Mailbox& author) {
                 return same_organization(author.domain, m.domain);
               });
      });
  report.as(is_declared ? Severity::info : Severity::warning, facts.message().trimmed(*list.field),
            {.message = fmt::format("authors at {} and at {}", first->domain, other->domain)});
}

void group(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (std::size_t i = 0; i < list.groups.size(); ++i) {
    const bool is_empty = std::ranges::none_of(list.mailboxes, [&](const Mailbox& mailbox) {
      return mailbox.group == static_cast<std::int32_t>(i);
    });
    report(list.groups[i].span, is_empty ? "a group without any address" : "a group of addresses");
  }
}

/// "<" and an address, or an address alone, in a name that is encoded.
bool hides_address(const Mailbox& mailbox) {
  const std::string_view name = mailbox.display_name;
  const ShownAddress shown = find_shown_address(name);
  if (shown.text.empty()) return false;
  const std::size_t angle = name.find('<');
  if (angle != npos && !find_shown_address(name.substr(angle)).text.empty()) return true;
  return shown.text.size() + 2 >= name.size() && !same_organization(shown.domain, mailbox.domain);
}

void encoded_address(const AddressList& list, const Facts& facts, const Settings&,
                     const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem == AddressProblem::encoded_word_in_addr_spec)
      report(at.span, "the address itself is encoded");
  }
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!mailbox.has_addr_spec() || mailbox.display_name.find('@') == npos) continue;
    if (facts.message().text(mailbox.display_name_span).find("=?") == npos) continue;
    if (!hides_address(mailbox)) continue;
    report(mailbox.display_name_span,
           {.message = "an encoded name holds an address", .evidence = mailbox.display_name});
  }
}

}  // namespace

constinit const Rule from_multiple_addresses{
    .id = "from-multiple-addresses",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "From holds addresses of several organizations",
    .why =
        "Receivers check one domain and readers see another; Gmail refuses several addresses in "
        "From.",
    .remedy = "Leave one address in From; put the others into Cc or Reply-To.",
    .references = multiple_references,
    .check = multiple,
};

constinit const Rule from_group_syntax{
    .id = "from-group-syntax",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "From holds a group",
    .why = "Many servers know no group there, and an empty one leaves nothing for DMARC to check.",
    .remedy = "Write one address into From.",
    .references = group_references,
    .check = group,
};

constinit const Rule from_encoded_word_addr{
    .id = "from-encoded-word-addr",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "An address in From is hidden in an encoded-word",
    .why =
        "Some programs decode it and show that address, others check the one that is left: "
        "forgers use that.",
    .remedy = "Encode the name only, and write the address as it is.",
    .references = attack_references,
    .check = encoded_address,
};

}  // namespace maillint::rules
