// Rules html-comment-obfuscation and html-entity-obfuscation: words written so that filters do not
// find them.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/html/tag.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view comment_references[] = {"SpamAssassin HTML_SHRT_CMNT_OBFU_MANY"};
constexpr std::string_view entity_references[] = {"SpamAssassin HTML_ENTITY_ASCII"};

bool is_letter(char c) { return ascii::is_alpha(c) || ascii::is_8bit(c); }

std::size_t letters_before(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (count < at && count < 32 && is_letter(text[at - count - 1])) ++count;
  return count;
}

std::size_t letters_from(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && count < 32 && is_letter(text[at + count])) ++count;
  return count;
}

/// "<!-- -->": page builders put it between what is fixed and what is filled in, also before the
/// "s" of a plural.
bool is_seam(std::string_view comment) {
  const std::size_t inner = comment.find_first_not_of("<!-> ");
  return inner == std::string_view::npos;
}

void check_comment(const HtmlBody& html, const Facts& facts, const Settings&,
                   const Reporter& report) {
  const std::string_view text = html.html();
  for (const Span comment : html.structure().comments) {
    const std::size_t before = letters_before(text, comment.begin);
    const std::size_t after = letters_from(text, comment.end);
    const std::string_view content = html.html(comment);
    if (!content.starts_with("<!--") || before == 0 || after == 0) continue;
    const bool ascii_around =
        ascii::is_alpha(text[comment.begin - 1]) && ascii::is_alpha(text[comment.end]);
    if (is_seam(content) && (!ascii_around || after < 2)) continue;
    report(facts.place_in(html, comment), fmt::format("a comment inside the word \"{}{}\"",
                                                      text.substr(comment.begin - before, before),
                                                      text.substr(comment.end, after)));
  }
}

/// A character reference with a number that means a letter or digit of ASCII; its length, 0 if it
/// is none.
std::size_t ascii_reference(std::string_view text) {
  if (!text.starts_with("&#")) return 0;
  std::size_t i = 2;
  const bool hex = text.size() > 2 && ascii::lower(text[2]) == 'x';
  i += hex ? 1 : 0;
  unsigned number = 0;
  const std::size_t digits = i;
  for (; i < text.size() && (hex ? ascii::is_hex(text[i]) : ascii::is_digit(text[i])); ++i) {
    number = std::min(number * (hex ? 16 : 10) + ascii::hex_value(text[i]), 0xFFFFU);
  }
  if (i == digits || number > 0x7A || !ascii::is_alnum(static_cast<char>(number))) return 0;
  return i + (i < text.size() && text[i] == ';' ? 1 : 0);
}

/// A piece of text without white space: as a word looks in the source.
struct Word {
  std::size_t end = 0;
  std::size_t references = 0;  // to letters and digits of ASCII
};

Word read_word(std::string_view text, std::size_t begin, std::size_t end) {
  Word word{.end = begin};
  while (word.end < end && !ascii::is_space(text[word.end])) {
    const std::size_t length = ascii_reference(text.substr(word.end, end - word.end));
    word.references += length > 0 ? 1 : 0;
    word.end += std::max<std::size_t>(length, 1);
  }
  return word;
}

void check_entity(const HtmlBody& html, const Facts& facts, const Settings&,
                  const Reporter& report) {
  const std::string_view text = html.html();
  for (const HtmlText& run : html.structure().texts) {
    if (html.html(run.span).find("&#") == std::string_view::npos) continue;
    for (std::size_t at = run.span.begin; at < run.span.end;) {
      if (ascii::is_space(text[at])) {
        ++at;
        continue;
      }
      const std::size_t begin = at;
      const Word word = read_word(text, at, run.span.end);
      at = word.end;
      if (word.references == 0) continue;
      const std::string meaning = decode_entities(text.substr(begin, at - begin));
      // Addresses are written so against programs that collect them.
      if (meaning.find('@') != std::string::npos) continue;
      report(facts.place_in(html, span_of(begin, at)),
             fmt::format("\"{}\" is written with {} character reference{}", shortened(meaning),
                         word.references, word.references == 1 ? "" : "s"));
    }
  }
}

}  // namespace

constinit const Rule html_comment_obfuscation{
    .id = "html-comment-obfuscation",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Comment stands inside a word",
    .why = "Spammers cut words in two so that filters do not find them, and filters know it.",
    .remedy = "Take the comment out.",
    .references = comment_references,
    .check = check_comment,
};

constinit const Rule html_entity_obfuscation{
    .id = "html-entity-obfuscation",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Plain letters are written as character references",
    .why = "Readers see no difference, so filters take it for an attempt to get past them.",
    .remedy = "Write the letters themselves.",
    .references = entity_references,
    .check = check_entity,
};

}  // namespace maillint::rules
