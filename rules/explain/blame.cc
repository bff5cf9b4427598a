// Whether a reply is about the sender.
#include "rules/explain/blame.h"

#include <string_view>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"

namespace maillint {
namespace {

/// Words about the address that mail came from, not about one that it was for.
constexpr bounce::Phrases sender_words(std::to_array<std::string_view>(
    {"sender verif", "sender address", "verifying <", "verification failed for <", "return-path",
     "return path", "reverse-path", "from address", "from: header", "from header",
     "envelope sender", "envelope-from", "sender domain", "domain of sender"}));

/// Whether the text names this address, not one that ends or begins like it.
bool holds(std::string_view text, std::string_view address) {
  if (address.empty()) return false;
  const auto belongs = [](char c) {
    return ascii::is_alnum(c) || c == '_' || c == '-' || c == '+';
  };
  for (std::size_t at = ascii::find(text, address); at != std::string_view::npos;
       at = ascii::find(text, address, at + 1)) {
    const std::string_view after = text.substr(at + address.size());
    const bool begins = at == 0 || (!belongs(text[at - 1]) && text[at - 1] != '.');
    const bool goes_on =
        !after.empty() &&
        (belongs(after[0]) || (after[0] == '.' && after.size() > 1 && ascii::is_alnum(after[1])));
    if (begins && !goes_on) return true;
  }
  return false;
}

/// Where the bounce went to, or whom the message was from.
bool names_sender(const Report& report, std::string_view text) {
  if (text.find('@') == std::string_view::npos) return false;
  if (holds(text, report.delivery->original.from)) return true;
  const AddressList* to = report.facts->addresses(FieldId::to);
  return to != nullptr && to->mailboxes.size() == 1 && holds(text, to->mailboxes.front().address());
}

}  // namespace

Blame blame_of(const Report& report, const Refusal& refusal) {
  const std::string_view text = refusal.diagnostic;
  const bool named = holds(text, refusal.address);
  const bool answered = !refusal.reply_code.empty();
  const Command command = refusal.command;
  if (answered && !named && command != Command::none && command < Command::rcpt_to)
    return Blame::sender_itself;
  if (sender_words.in(text)) {
    // "verification failed for <jane@x.example>": a callout may check the recipient too.
    if (!named || names_sender(report, text)) return Blame::sender_itself;
    return Blame::open;
  }
  return !named && names_sender(report, text) ? Blame::names_sender : Blame::open;
}

}  // namespace maillint
