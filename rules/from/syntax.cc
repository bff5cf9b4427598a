// Rules from-missing-whitespace, from-comment-address, from-bare-addr-then-angle,
// from-trailing-text-after-angle, from-multiple-no-sender: forms of From that programs read apart.
#include <fmt/core.h>

#include <algorithm>

#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view space_references[] = {"SpamAssassin FROM_MISSPACED"};
constexpr std::string_view attack_references[] = {
    "RFC 5322 3.4", "Chen et al., Composition Kills (USENIX Security 2020)"};
constexpr std::string_view sender_references[] = {"RFC 5322 3.6.2",
                                                  "Gmail: Email sender guidelines (81126)"};

/// Calls `use` for each problem of that kind in From.
template <typename Use>
void each(const AddressList& list, AddressProblem problem, Use use) {
  if (list.id != FieldId::from) return;
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem == problem) use(at);
  }
}

/// The address in `text`, if it belongs to another organization than the mailbox does.
ShownAddress foreign_address(const AddressList& list, const AddressProblemAt& at,
                             std::string_view text) {
  const ShownAddress shown = find_shown_address(text);
  if (shown.text.empty() || at.mailbox >= list.mailboxes.size()) return shown;
  const std::string_view domain = list.mailboxes[at.mailbox].domain;
  return same_organization(shown.domain, domain) ? ShownAddress{} : shown;
}

void missing_whitespace(const AddressList& list, const Facts&, const Settings&,
                        const Reporter& report) {
  each(list, AddressProblem::no_whitespace_before_angle,
       [&](const AddressProblemAt& at) { report(at.span, "no space before \"<\""); });
}

void comment_address(const AddressList& list, const Facts& facts, const Settings&,
                     const Reporter& report) {
  each(list, AddressProblem::comment_address, [&](const AddressProblemAt& at) {
    const ShownAddress shown = foreign_address(list, at, facts.message().text(at.span));
    if (!shown.text.empty()) report(at.span, fmt::format("a comment shows {}", shown.text));
  });
}

void bare_address(const AddressList& list, const Facts& facts, const Settings&,
                  const Reporter& report) {
  each(list, AddressProblem::bare_addr_then_angle, [&](const AddressProblemAt& at) {
    const ShownAddress shown = foreign_address(list, at, facts.message().text(at.span));
    if (!shown.text.empty()) {
      report(at.span, fmt::format("{} stands before another address without quotes", shown.text));
    }
  });
}

void trailing_text(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  each(list, AddressProblem::trailing_text,
       [&](const AddressProblemAt& at) { report(at.span, "text after the address"); });
}

void multiple_no_sender(const Message& message, const Facts& facts, const Settings&,
                        const Reporter& report) {
  const AddressList* from = facts.addresses(FieldId::from);
  if (from == nullptr || message.has(FieldId::sender)) return;
  const auto count = std::ranges::count_if(from->mailboxes, [](const Mailbox& mailbox) {
    return !mailbox.local_part.empty() && !mailbox.domain.empty();
  });
  if (count < 2) return;
  report(message.trimmed(*from->field), fmt::format("{} authors and no Sender", count));
}

}  // namespace

constinit const Rule from_missing_whitespace{
    .id = "from-missing-whitespace",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "No space between the sender's name and <",
    .why = "Programs write one; scripts of spammers forget it, so some filters count it.",
    .remedy = "Write  Anna Beispiel <anna@example.com>.",
    .references = space_references,
    .check = missing_whitespace,
};

constinit const Rule from_comment_address{
    .id = "from-comment-address",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "A comment in From shows an address of another organization",
    .why =
        "Some programs show the one address, others check the other: forgers use that, and filters "
        "reject it.",
    .remedy = "Leave one address in From, and nothing in parentheses but a name.",
    .references = attack_references,
    .check = comment_address,
};

constinit const Rule from_bare_addr_then_angle{
    .id = "from-bare-addr-then-angle",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "From holds one address before another, without quotes or a comma",
    .why =
        "Some programs take the first for the sender, others the second: forgers use that, and "
        "filters reject it.",
    .remedy = "Leave one address in From, with a name before it.",
    .references = attack_references,
    .check = bare_address,
};

constinit const Rule from_trailing_text_after_angle{
    .id = "from-trailing-text-after-angle",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Text after the address in From",
    .why = "Programs disagree which part is the sender; filters reject it.",
    .remedy = "Put the name before the address: Anna Beispiel <anna@example.com>.",
    .references = attack_references,
    .check = trailing_text,
};

constinit const Rule from_multiple_no_sender{
    .id = "from-multiple-no-sender",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Several authors in From, but no Sender",
    .why =
        "With more than one author the standard requires Sender, and Gmail refuses mail with "
        "several addresses in From.",
    .remedy = "Leave one address in From; put the others into Cc or Reply-To.",
    .references = sender_references,
    .check = multiple_no_sender,
};

}  // namespace maillint::rules
