// Rule body-attachment-forgotten: the text promises a file, and there is none.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/body/carried.h"
#include "rules/body/new_text.h"
#include "rules/data/attachment_words.h"
#include "rules/index.h"
#include "rules/signs.h"
#include "rules/visible_text.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Thunderbird, Gmail: attachment reminder"};

bool has_any(std::string_view text, std::initializer_list<std::string_view> pieces) {
  return std::ranges::any_of(
      pieces, [&](auto piece) { return ascii::find(text, piece) != std::string_view::npos; });
}

/// What list software and filters leave of an attachment, and files inside the text.
bool was_taken_out(std::string_view text) {
  return has_any(
      text, {"next part --", "attachment was scrubbed", "attachment removed", "attachments removed",
             "\nbegin 6", "[demime", "anhang entfernt", "content-disposition:", "-----begin "});
}

/// The sentence around, as far as it tells something.
std::string_view sentence(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t longest = 160;
  std::size_t from = begin;
  while (from > begin - std::min(begin, longest) && text[from - 1] != '.' &&
         text[from - 1] != '!' && text[from - 1] != '?') {
    --from;
  }
  std::size_t to = end;
  while (to < text.size() && to < end + longest && text[to] != '.' && text[to] != '!') {
    if (text[to++] == '?') break;
  }
  return text.substr(from, to - from);
}

/// Denied, asked for, spoken of in general, or a notice on confidentiality.
bool is_no_promise(std::string_view text, const lists::WordMatch& word) {
  const std::string_view around = sentence(text, word.begin, word.end);
  if (has_any(around, {"?",
                       " no ",
                       "not ",
                       "n't ",
                       "without",
                       "forg",
                       "missing",
                       "nothing ",
                       " any ",
                       "whether",
                       "how to",
                       "virus",
                       "confiden",
                       "strings",
                       "previous",
                       "earlier",
                       "last mail",
                       "kein",
                       "nicht",
                       "ohne",
                       "vergess",
                       "falls ",
                       "wenn ",
                       "vertraul",
                       "fehlt",
                       " pas ",
                       "sans ",
                       "oubli",
                       " sin ",
                       "olvid",
                       "senza ",
                       "dimentic",
                       " sem ",
                       "zonder ",
                       "niet ",
                       "geen ",
                       " bez ",
                       " nie ",
                       "confidencial",
                       "riservat",
                       "removed",
                       "myself",
                       "forward",
                       "will be attached",
                       "should be attached",
                       "must be attached",
                       " when ",
                       " if "})) {
    return true;
  }
  if (ascii::starts_with(ascii::trim(around), "if ")) return true;
  if (word.phrase == "attached") return !has_any(around, {"find ", "attached:"});
  const std::string_view after = ascii::trim(text.substr(word.end, 24));
  if (word.phrase == "is attached" || word.phrase == "are attached" || word.phrase == "angehängt") {
    // "The handle is attached to the door": only to this message.
    return ascii::starts_with(after, "to ") && !ascii::starts_with(after, "to this");
  }
  if (word.phrase == "im anhang") {  // of a contract or a law
    return has_any(after.substr(0, 5),
                   {"des ", "zu ", "zur ", "zum ", "von ", "i ", "ii", "a ", "b "}) ||
           (!after.empty() && ascii::is_digit(after[0]));
  }
  return false;
}

void check_text(const TextBody& body, const Facts& facts, const Reporter& report) {
  const VisibleText visible(body, facts);
  const std::string_view text = visible.text();
  auto word = lists::find_attachment_word(text);
  if (!word || was_taken_out(text)) return;
  const std::vector<TextRange>& lines = new_lines(text);
  for (; word; word = lists::find_attachment_word(text, word->end)) {
    const auto after = std::ranges::upper_bound(lines, word->begin, {}, &TextRange::begin);
    if (after == lines.begin() || word->begin >= (after - 1)->end) continue;
    if (is_no_promise(text, *word)) continue;
    report(visible.place(word->begin, word->end),
           fmt::format("\"{}\", and nothing is attached",
                       text.substr(word->begin, word->end - word->begin)));
    return;
  }
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind != Kind::message || carries_something(message, facts)) return;
  // Lists of people take attachments off, and so do some servers when they answer.
  if (settings.profile == Profile::personal && is_list_mail(message)) return;
  if (message.has(FieldId::auto_submitted)) return;
  if (std::ranges::any_of(facts.links(), leads_to_file)) return;
  for (const TextBody& body : facts.text_bodies()) check_text(body, facts, report);
}

}  // namespace

constinit const Rule body_attachment_forgotten{
    .id = "body-attachment-forgotten",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Text promises an attachment, and there is none",
    .why = "The reader has to ask for it, and takes the message for a fraud.",
    .remedy = "Attach the file, or say where it is.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
