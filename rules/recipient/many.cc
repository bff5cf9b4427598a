// Rules recipient-too-many, recipient-duplicate, recipient-similar: what the
// visible recipients look like together.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view many_references[] = {"rspamd RCPT_COUNT_GT_50"};
constexpr std::string_view duplicate_references[] = {
    "ALL-INKL.COM, Email error messages: List hygiene"};
constexpr std::string_view similar_references[] = {"SpamAssassin SUSPICIOUS_RECIPS"};

constexpr std::size_t many = 50;
constexpr std::size_t similar = 3;

struct Recipient {
  const Mailbox* mailbox;
  std::string key;
};

bool is_visible(const AddressList& list) {
  return list.id == FieldId::to || list.id == FieldId::cc;
}

/// To and Cc, with the key that `key_of` makes; sorted by key, equal ones in message order.
template <typename KeyOf>
std::vector<Recipient> recipients_by(const Facts& facts, KeyOf key_of) {
  std::vector<Recipient> all;
  for (const AddressList& list : facts.address_lists()) {
    if (!is_visible(list)) continue;
    for (const Mailbox& mailbox : list.mailboxes) {
      if (mailbox.has_addr_spec()) all.push_back({&mailbox, key_of(mailbox)});
    }
  }
  std::ranges::stable_sort(all, {}, &Recipient::key);
  return all;
}

std::size_t visible_recipients(const Facts& facts) {
  std::size_t count = 0;
  for (const AddressList& list : facts.address_lists()) {
    if (is_visible(list)) count += list.mailboxes.size();
  }
  return count;
}

void check_many(const Message& message, const Facts& facts, const Settings&,
                const Reporter& report) {
  const std::size_t count = visible_recipients(facts);
  if (count <= many) return;
  const Field* field =
      message.has(FieldId::to) ? message.find(FieldId::to) : message.find(FieldId::cc);
  report(message.trimmed(*field), fmt::format("{} recipients see each other", count));
}

void check_duplicate(const Message& message, const Facts& facts, const Settings&,
                     const Reporter& report) {
  if (visible_recipients(facts) < 2) return;
  const auto all = recipients_by(
      facts, [](const Mailbox& m) { return ascii::to_lower(m.local_part) + '@' + m.domain; });
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].key != all[i - 1].key) continue;
    const Span first = all[i - 1].mailbox->addr_spec_span;
    report(all[i].mailbox->addr_spec_span,
           fmt::format("{} stands in line {} already", all[i].mailbox->address(),
                       message.source().position(first.begin).line));
  }
}

void check_similar(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  if (visible_recipients(facts) < similar) return;
  auto all = recipients_by(facts, [](const Mailbox& m) {
    std::string key;
    for (const char c : m.local_part) {
      if (!ascii::is_digit(c)) key += ascii::lower(c);
    }
    return key.size() == m.local_part.size() ? std::string() : key + '@' + m.domain;
  });
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    while (end < all.size() && all[end].key == all[i].key) ++end;
    // The same address several times is recipient-duplicate's.
    const auto differs = [&](const Recipient& r) {
      return r.mailbox->local_part != all[i].mailbox->local_part;
    };
    if (!all[i].key.empty() && end - i >= similar &&
        std::ranges::any_of(all.begin() + i, all.begin() + end, differs)) {
      report(all[i].mailbox->addr_spec_span,
             fmt::format("{} recipients differ only by digits", end - i));
    }
    i = end;
  }
}

}  // namespace

constinit const Rule recipient_too_many{
    .id = "recipient-too-many",
    .severity = Severity::warning,
    .criterion = Criterion::recipients,
    .summary = "More than 50 visible recipients",
    .why = "Filters score long recipient lists, and everybody learns everybody's address.",
    .remedy = "Send to many people through list software, a message for each.",
    .references = many_references,
    .check = check_many,
};

constinit const Rule recipient_duplicate{
    .id = "recipient-duplicate",
    .severity = Severity::info,
    .criterion = Criterion::recipients,
    .summary = "The same recipient twice",
    .why = "It shows a list that nobody cleans.",
    .remedy = "Keep each address once.",
    .references = duplicate_references,
    .check = check_duplicate,
};

constinit const Rule recipient_similar{
    .id = "recipient-similar",
    .severity = Severity::info,
    .criterion = Criterion::recipients,
    .summary = "Recipients differ only by digits",
    .why = "Spam tries out addresses that way, so filters score it.",
    .remedy = "Check where these addresses come from.",
    .references = similar_references,
    .check = check_similar,
};

}  // namespace maillint::rules
