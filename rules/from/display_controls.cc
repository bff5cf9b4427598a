// Rules from-display-bidi, from-display-invisible: characters that show nothing themselves.
#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view bidi_references[] = {"UTR 36 2.6"};
constexpr std::string_view invisible_references[] = {"UTS 39 3.1"};
constexpr int many_marks = 5;

bool is_ascii(std::string_view text) { return std::ranges::none_of(text, ascii::is_8bit); }

bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

/// Marks, which names in Hebrew or Arabic may need.
bool is_bidi_mark(char32_t c) { return c == 0x200E || c == 0x200F || c == 0x61C; }

bool has_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    if (point.valid && is_right_to_left(point.value)) return true;
    at += point.length;
  }
  return false;
}

void bidi(const AddressList& list, const Facts& facts, const Settings&, const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    const std::string_view name = mailbox.display_name;
    if (is_ascii(name)) continue;
    const bool marks_fit = has_right_to_left(name);
    for (std::size_t at = 0; at < name.size();) {
      const utf8::CodePoint point = utf8::decode(name, at);
      const bool is_wrong =
          utf8::is_bidi_control(point.value) || (is_bidi_mark(point.value) && !marks_fit);
      if (point.valid && is_wrong) {
        report(span_in_display_name(facts.message(), mailbox, name.substr(at, point.length)),
               fmt::format("U+{:04X} turns the writing direction",
                           static_cast<unsigned>(point.value)));
        break;
      }
      at += point.length;
    }
  }
}

bool is_invisible(char32_t c, char32_t before) {
  if (c == 0x200C || c == 0x200D) return before < 0x300;  // joiners belong to Indic scripts, emoji
  if (c >= 0xE0000 && c <= 0xE007F) return before != 0x1F3F4 && before < 0xE0000;  // flags
  return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0xAD || c == 0x3164;
}

bool is_combining_mark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string words;
};

/// The first invisible character, or five combining marks on one letter; begin == end if none.
Piece find_invisible(std::string_view text) {
  char32_t before = 0;
  int marks = 0;
  std::size_t first_mark = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    const std::size_t end = at + point.length;
    if (point.valid && is_invisible(point.value, before)) {
      return {at, end, fmt::format("U+{:04X} cannot be seen", static_cast<unsigned>(point.value))};
    }
    if (!is_combining_mark(point.value)) marks = 0;
    if (is_combining_mark(point.value) && marks++ == 0) first_mark = at;
    if (marks == many_marks) return {first_mark, end, "a pile of combining marks"};
    before = point.value;
    at = end;
  }
  return {};
}

void invisible(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  if (const AddressList* from = facts.addresses(FieldId::from)) {
    for (const Mailbox& mailbox : from->mailboxes) {
      const std::string_view name = mailbox.display_name;
      if (is_ascii(name)) continue;
      const Piece piece = find_invisible(name);
      if (piece.begin == piece.end) continue;
      report(
          span_in_display_name(message, mailbox, name.substr(piece.begin, piece.end - piece.begin)),
          piece.words);
    }
  }
  const Subject* subject = facts.subject();
  if (subject == nullptr || is_ascii(subject->text)) return;
  const Piece piece = find_invisible(subject->text);
  if (piece.begin != piece.end) report(subject->source(piece.begin, piece.end), piece.words);
}

}  // namespace

constinit const Rule from_display_bidi{
    .id = "from-display-bidi",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "The sender's name holds a control that turns the writing direction",
    .why =
        "Such controls make \"moc.elpmaxe\" read \"example.com\". Filters take them for deception.",
    .remedy = "Type the name anew, without pasting it from elsewhere.",
    .references = bidi_references,
    .check = bidi,
};

constinit const Rule from_display_invisible{
    .id = "from-display-invisible",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Characters that nobody sees in the sender's name or the subject",
    .why = "Spammers break up words with them, so filters count each one.",
    .remedy = "Type the text anew; check the template or the address book entry it comes from.",
    .references = invisible_references,
    .check = invisible,
};

}  // namespace maillint::rules
