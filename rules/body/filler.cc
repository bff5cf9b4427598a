// Rule body-lorem-ipsum: filler text, or a note to oneself, was left in.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "rules/body/new_text.h"
#include "rules/index.h"
#include "rules/visible_text.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Litmus: pre-send checklist"};

struct Filler {
  std::string_view words;
  bool always = false;   // also in personal mail: nobody writes so about it
  bool is_stem = false;  // the word goes on in several ways
};
/// In any case; the beginnings of what designers and editors put in.
constexpr Filler fillers[] = {
    {"lorem ipsum dolor", true},       {"lorem ipsum", false},
    {"consectetur adipi", true, true}, {"your text here", false},
    {"your text goes here", true},     {"insert text here", true},
    {"insert your text", true},        {"add your text here", false},
    {"text goes here", false},         {"placeholder text", false},
    {"ihr text hier", false},          {"hier steht ihr text", false},
    {"platzhaltertext", false},        {"dies ist ein blindtext", false},
    {"votre texte ici", false},        {"su texto aquí", false},
};

bool is_word(char c) { return ascii::is_alnum(c) || c == '_' || ascii::is_8bit(c); }

/// "TODO", "FIXME", "TBD" in capitals, in brackets or with a colon.
std::size_t note_length(std::string_view text, std::size_t at, bool in_brackets) {
  for (const std::string_view note : {"TODO", "FIXME", "TBD"}) {
    if (!text.substr(at).starts_with(note) || (at > 0 && is_word(text[at - 1]))) continue;
    const std::string_view after = text.substr(at + note.size(), 1);
    const bool bracket = at > 0 && (text[at - 1] == '[' || text[at - 1] == '(') &&
                         (after == "]" || after == ")" || after == ":");
    if (bracket || (after == ":" && !in_brackets)) return note.size();
  }
  return 0;
}

void check(const TextBody& body, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind != Kind::message) return;
  const VisibleText visible(body, facts);
  const std::string_view text = visible.text();
  const auto tell = [&](std::size_t begin, std::size_t end) {
    if (is_quoted_line(text, begin) || visible.is_code(begin)) return;
    report(visible.place(begin, end),
           fmt::format("\"{}\" was left in", text.substr(begin, end - begin)));
  };
  const bool personal = settings.profile == Profile::personal;
  // Most fillers speak of text, and most messages do not: one search for many.
  constexpr std::string_view most = "text";
  const bool has_most = ascii::find(text, most) != std::string_view::npos;
  for (const Filler& filler : fillers) {
    const bool alone = personal && !filler.always;  // people speak of it, too
    if (!has_most && filler.words.find(most) != std::string_view::npos) continue;
    if (alone && filler.words != "lorem ipsum") continue;
    for (std::size_t i = 0; (i = ascii::find(text, filler.words, i)) != std::string_view::npos;) {
      const std::size_t end = i + filler.words.size();
      const bool longer = filler.words == "lorem ipsum" &&
                          ascii::find(text.substr(i, 17), "dolor") != std::string_view::npos;
      const bool apart = (i == 0 || !is_word(text[i - 1])) &&
                         (filler.is_stem || end >= text.size() || !is_word(text[end]));
      const bool speaks = alone && ascii::trim(visible.line(i)).size() > end - i + 1;
      if (apart && !longer && !speaks) tell(i, end);
      i = end;
    }
  }
  if (personal) return;  // people keep lists of what is to do
  const bool in_brackets = settings.profile != Profile::bulk;
  static constexpr OctetSet beginnings("TF");
  for (std::size_t i = 0; (i = beginnings.find(text, i)) < text.size(); ++i) {
    if (const std::size_t length = note_length(text, i, in_brackets)) tell(i, i + length);
  }
}

}  // namespace

constinit const Rule body_lorem_ipsum{
    .id = "body-lorem-ipsum",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Filler text was left in",
    .why = "Readers see an unfinished message, and filters know the words from spam made in haste.",
    .remedy = "Put the real text in, or take the block out.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
