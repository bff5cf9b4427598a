// When a message was written, which one it is, and how its text begins to look to a filter.
#include "rules/batch/fingerprint.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "lint/ascii.h"
#include "rules/batch/hash.h"

namespace maillint {
namespace {

std::uint32_t time_of(const Facts& facts) {
  std::optional<DateTime> time = facts.date();
  if (!time && !facts.hops().empty()) time = facts.hops().front().time;
  if (!time || time->seconds <= 0 ||
      time->seconds > std::int64_t{std::numeric_limits<std::uint32_t>::max()})
    return 0;
  return static_cast<std::uint32_t>(time->seconds);
}

std::uint64_t message_id_of(const Facts& facts) {
  for (const MessageIdField& field : facts.message_ids()) {
    if (field.id != FieldId::message_id || field.parsed.ids.empty()) continue;
    const std::string_view id = field.parsed.ids.front().id;
    if (ascii::trim(id).empty()) return 0;
    TextHash hash;
    hash.add(id);
    return std::max<std::uint64_t>(hash.value(), 1);
  }
  return 0;
}

/// Without "[list] ", "*****SPAM***** ", "{Spam?} ", "Re: " at its beginning, in any order.
std::string_view without_tags(std::string_view subject) {
  constexpr std::size_t longest_tag = 40;
  while (true) {
    subject = ascii::trim(subject);
    if (subject.empty()) return subject;
    const std::size_t opening = std::string_view("[({*").find(subject.front());
    if (opening != std::string_view::npos) {
      std::size_t end = subject.find("])}*"[opening], 1);
      if (subject.front() == '*') {
        end = subject.find_first_not_of('*');
        if (end != std::string_view::npos) end = subject.find('*', end);
        if (end != std::string_view::npos) end = subject.find_first_not_of('*', end) - 1;
      }
      if (end >= longest_tag || end + 1 >= subject.size()) return subject;
      subject.remove_prefix(end + 1);
      continue;
    }
    const std::size_t colon = subject.find(':');
    if (colon == 0 || colon > 4 || !std::ranges::all_of(subject.substr(0, colon), ascii::is_alpha))
      return subject;
    subject.remove_prefix(colon + 1);
  }
}

std::uint32_t identity_of(const Facts& facts) {
  TextHash hash;
  if (const std::optional<DateTime> date = facts.date()) hash.add(std::to_string(date->seconds));
  std::vector<std::string> recipients;
  for (const AddressList& list : facts.address_lists()) {
    if (list.id != FieldId::to && list.id != FieldId::cc) continue;
    for (const Mailbox& mailbox : list.mailboxes)
      recipients.push_back(ascii::to_lower(mailbox.address()));
  }
  std::ranges::sort(recipients);
  for (const std::string& recipient : recipients) {
    hash.add(recipient);
    hash.add('\n');
  }
  if (const Subject* subject = facts.subject()) {
    for (char c : without_tags(subject->text)) {
      if (ascii::is_alnum(c) || ascii::is_8bit(c)) hash.add(ascii::lower(c));
    }
  }
  return static_cast<std::uint32_t>(hash.value());
}

}  // namespace

Fingerprint fingerprint_of(const Message& message, const Facts& facts, Kind kind) {
  if (kind == Kind::error || kind == Kind::template_ || !message.has_header()) return {};
  return Fingerprint{
      // Bounces look alike, and who gets them did not send them.
      .text = kind == Kind::report ? 0 : text_hash(facts),
      .message_id = message_id_of(facts),
      .time = time_of(facts),
      .identity = identity_of(facts),
  };
}

}  // namespace maillint
