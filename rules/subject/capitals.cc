// Rules subject-all-caps, subject-gappy.
#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view caps_references[] = {"SpamAssassin SUBJ_ALL_CAPS"};
constexpr std::string_view gappy_references[] = {"SpamAssassin GAPPY_SUBJECT"};

enum class Case { none, upper, lower };

/// Of Latin, Greek and Cyrillic letters; other scripts have no case, or hardly occur in mail.
Case case_of(char32_t c) {
  if (c >= 'A' && c <= 'Z') return Case::upper;
  if (c >= 'a' && c <= 'z') return Case::lower;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return Case::none;
  if (c <= 0xDE) return Case::upper;
  if (c <= 0xFF) return Case::lower;
  if (c <= 0x17F) return c % 2 == 0 ? Case::upper : Case::lower;  // nearly everywhere
  if (c >= 0x391 && c <= 0x3A9) return Case::upper;
  if (c >= 0x3B1 && c <= 0x3C9) return Case::lower;
  if (c >= 0x400 && c <= 0x42F) return Case::upper;
  if (c >= 0x430 && c <= 0x45F) return Case::lower;
  return Case::none;
}

/// Begin of what the author of this subject wrote: behind reply prefixes and [tags].
std::size_t skip_prefixes(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::string_view rest = text.substr(begin);
    if (rest.front() == ' ') {
      ++begin;
    } else if (const auto prefix = lists::reply_prefix(rest)) {
      begin += prefix->length;
    } else if (const std::size_t close = rest.find(']'); rest.front() == '[' && close < 40) {
      begin += close + 1;
    } else {
      break;
    }
  }
  return begin;
}

void check_caps(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  const std::string_view text = subject.text;
  const std::size_t begin = skip_prefixes(text);
  std::size_t capitals = 0;
  std::size_t words = 0;
  std::size_t long_words = 0;  // "RFC 5322, SPF, DKIM" holds abbreviations only
  std::size_t in_word = 0;
  for (std::size_t i = begin; i < text.size();) {
    const Case letter = case_of(next_code_point(text, i));
    if (letter == Case::lower) return;
    in_word = letter == Case::upper ? in_word + 1 : 0;
    if (in_word == 3) ++words;
    if (in_word == 5) ++long_words;
    capitals += letter == Case::upper;
  }
  if (capitals < 10 || words < 2 || long_words == 0) return;
  report(subject.source(begin, text.size()), "is all capitals");
}

/// "F R E E", "V.i.a.g.r.a": single letters with one and the same mark between them. Returns the
/// end of such a run at `begin`, or `begin`.
std::size_t gappy_run(std::string_view text, std::size_t begin) {
  if (begin + 1 >= text.size() || !ascii::is_alpha(text[begin])) return begin;
  const char gap = text[begin + 1];
  if (std::string_view(" .-_*~|/").find(gap) == std::string_view::npos) return begin;
  std::size_t letters = 1;
  std::size_t end = begin + 1;
  bool is_alphabet = true;  // "Appendix A B C D" spells nothing
  while (end + 1 < text.size() && text[end] == gap && ascii::is_alpha(text[end + 1]) &&
         (end + 2 == text.size() || !ascii::is_alnum(text[end + 2]))) {
    is_alphabet = is_alphabet && text[end + 1] == text[end - 1] + 1;
    ++letters;
    end += 2;
  }
  const std::size_t needed = gap == '.' ? 5 : 4;  // "a.s.a.p." is an abbreviation
  return letters >= needed && !is_alphabet ? end : begin;
}

void check_gappy(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  const std::string_view text = subject.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && (ascii::is_alnum(text[i - 1]) || ascii::is_8bit(text[i - 1]))) continue;
    const std::size_t end = gappy_run(text, i);
    if (end == i) continue;
    report(subject.source(i, end),
           "spells '" + std::string(text.substr(i, std::min<std::size_t>(end - i, 40))) +
               "' in single letters");
    return;
  }
}

}  // namespace

constinit const Rule subject_all_caps{
    .id = "subject-all-caps",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject is all capitals",
    .why = "Filters score shouting subjects as advertising.",
    .remedy = "Write it in the usual mix of small and capital letters.",
    .references = caps_references,
    .check = check_caps,
};

constinit const Rule subject_gappy{
    .id = "subject-gappy",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject spells words in single letters",
    .why = "Spam hides words from filters that way, so filters score it.",
    .remedy = "Write the word without gaps.",
    .references = gappy_references,
    .check = check_gappy,
};

}  // namespace maillint::rules
