// Rule subject-invisible-chars: characters that nobody sees.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/utf8.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view invisible_references[] = {"UTS 39", "UTR 36 2.5"};

bool is_ascii(std::string_view text) { return std::ranges::none_of(text, ascii::is_8bit); }

bool is_picture(char32_t c) {
  return (c >= 0x1F1E6 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0xFE0F;
}

/// Joins letters of Arabic and Indic scripts, and pictures of an emoji.
bool needs_joiners(char32_t c) {
  return (c >= 0x600 && c <= 0x1100) || (c >= 0x1780 && c <= 0x17FF) || is_picture(c);
}

bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

std::string_view name_of_invisible(char32_t c) {
  switch (c) {
    case 0xAD:
      return "soft hyphen";
    case 0x34F:
      return "combining grapheme joiner";
    case 0x61C:
      return "Arabic letter mark";
    case 0x115F:
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
      return "Hangul filler";
    case 0x180E:
      return "Mongolian vowel separator";
    case 0x200B:
      return "zero-width space";
    case 0x200C:
      return "zero-width non-joiner";
    case 0x200D:
      return "zero-width joiner";
    case 0x200E:
      return "left-to-right mark";
    case 0x200F:
      return "right-to-left mark";
    case 0x202A:
    case 0x202B:
    case 0x202C:
      return "bidi embedding";
    case 0x202D:
    case 0x202E:
      return "bidi override";
    case 0x2060:
      return "word joiner";
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
      return "bidi isolate";
    case 0xFEFF:
      return "zero-width no-break space";
    default:
      return c >= 0xE0000 && c <= 0xE007F ? "tag character" : "";
  }
}

/// Where the character has work to do.
bool is_at_home(char32_t c, char32_t before, bool has_right_to_left) {
  if (c == 0x200C || c == 0x200D) return needs_joiners(before);
  if (c >= 0xE0000) return before == 0x1F3F4 || (before >= 0xE0000 && before <= 0xE007F);  // flags
  const bool overrides = c == 0x202D || c == 0x202E;
  const bool is_bidi = c == 0x61C || c == 0x200E || c == 0x200F || utf8::is_bidi_control(c);
  return is_bidi && !overrides && has_right_to_left;
}

void check_invisible(const Subject& subject, const Facts&, const Settings&,
                     const Reporter& report) {
  if (is_ascii(subject.text)) return;
  bool has_right_to_left = false;
  for (std::size_t i = 0; i < subject.text.size() && !has_right_to_left;) {
    has_right_to_left = is_right_to_left(next_code_point(subject.text, i));
  }
  char32_t before = 0;
  for (std::size_t i = 0; i < subject.text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(subject.text, i);
    const std::string_view what = name_of_invisible(c);
    if (!what.empty() && !is_at_home(c, before, has_right_to_left)) {
      report(subject.source(begin, i),
             fmt::format("holds U+{:04X} ({})", static_cast<unsigned>(c), what));
    }
    before = c;
  }
}

}  // namespace

constinit const Rule subject_invisible_chars{
    .id = "subject-invisible-chars",
    .severity = Severity::error,
    .criterion = Criterion::subject,
    .summary = "Subject holds invisible characters",
    .why =
        "Spam hides words from filters with them, or turns the reading order; filters punish "
        "both.",
    .remedy = "Remove the character, for instance by typing the words anew.",
    .references = invisible_references,
    .check = check_invisible,
};

}  // namespace maillint::rules
