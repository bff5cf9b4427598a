// Rules from-display-excess-space, from-display-long-padding: white space in the sender's name.
#include <fmt/core.h>

#include "lint/encoded_word.h"
#include "lint/utf8.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view space_references[] = {"rspamd FROM_NAME_EXCESS_SPACE"};
constexpr std::string_view padding_references[] = {"Chen et al., Composition Kills, 5"};

constexpr std::size_t long_name = 100;  // characters
constexpr std::size_t long_run = 8;     // of white space

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000 ||
         c == 0x3164;
}

/// The longest run of white space inside a name as it stands (Mailbox::display_name is folded), and
/// how many characters the name has.
struct Spacing {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t longest = 0;
  std::size_t characters = 0;
  DecodedWords name;
};

Spacing spacing(const Message& message, const Mailbox& mailbox) {
  const Span span = mailbox.display_name_span;
  Spacing result{.name = decode_unstructured(message.text(span), span.begin)};
  const std::string_view text = result.name.text.text();
  std::size_t run = 0;
  std::size_t run_begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    ++result.characters;
    if (!is_space(point.value)) {
      run = 0;
    } else if (run++ == 0) {
      run_begin = at;
    }
    at += point.length;
    if (run > result.longest) {
      result.longest = run;
      result.begin = run_begin;
      result.end = at;
    }
  }
  return result;
}

void excess_space(const AddressList& list, const Facts& facts, const Settings&,
                  const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (mailbox.display_name.empty()) continue;
    const Spacing space = spacing(facts.message(), mailbox);
    if (space.longest < 2 || space.longest >= long_run) continue;  // -long-padding has the longer
    report(space.name.text.source(space.begin, space.end),
           fmt::format("{} spaces in a row", space.longest));
  }
}

void long_padding(const AddressList& list, const Facts& facts, const Settings&,
                  const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    if (mailbox.display_name_span.size() < long_run) continue;
    const Spacing space = spacing(facts.message(), mailbox);
    if (space.longest >= long_run) {
      report(space.name.text.source(space.begin, space.end),
             fmt::format("{} spaces in a row push the address out of view", space.longest));
    } else if (space.characters > long_name) {
      report(
          mailbox.display_name_span,
          fmt::format("a name of {} characters pushes the address out of view", space.characters));
    }
  }
}

}  // namespace

constinit const Rule from_display_excess_space{
    .id = "from-display-excess-space",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "Several spaces in a row in the sender's name",
    .why = "Careless bulk mailers leave them (an empty first name, say); some filters count it.",
    .remedy = "Trim the name in the account settings or the template.",
    .references = space_references,
    .check = excess_space,
};

constinit const Rule from_display_long_padding{
    .id = "from-display-long-padding",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "The sender's name is so long that the address goes out of view",
    .why = "Forgers hide the real address this way, so filters object to it.",
    .remedy = "Shorten the name.",
    .references = padding_references,
    .check = long_padding,
};

}  // namespace maillint::rules
