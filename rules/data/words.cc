// Words of subjects and bodies.
#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/octet_set.h"
#include "rules/data/attachment_words.h"
#include "rules/data/lists.h"
#include "rules/data/phrases.h"
#include "rules/data/table.h"

namespace maillint::lists {
namespace {

constexpr std::string_view wide_colon = "\xEF\xBC\x9A";  // U+FF1A

/// Skips "[2]", "(3)", "^2", "2" after a prefix, and white space.
std::size_t skip_count(std::string_view text, std::size_t at) {
  const auto skip_space = [&] {
    while (at < text.size() && ascii::is_space(text[at])) ++at;
  };
  const auto skip_digits = [&] {
    while (at < text.size() && ascii::is_digit(text[at])) ++at;
  };
  skip_space();
  if (at < text.size() && (text[at] == '[' || text[at] == '(' || text[at] == '^')) {
    const char close = text[at] == '[' ? ']' : text[at] == '(' ? ')' : '\0';
    ++at;
    skip_digits();
    if (close != '\0' && at < text.size() && text[at] == close) ++at;
  } else {
    skip_digits();
  }
  skip_space();
  return at;
}

/// Also ordinary abbreviations: a reply prefix only where the colon follows at once.
bool is_ambiguous_prefix(std::string_view prefix) {
  static constexpr std::string_view words[] = {"R",  "I",  "ED", "CT",  "TL",  "PD", "Er", "HA",
                                               "VS", "VB", "TR", "ENC", "REF", "FS", "VL", "RES"};
  return std::ranges::any_of(words, [&](std::string_view w) { return ascii::equal(w, prefix); });
}

}  // namespace

std::optional<ReplyPrefix> reply_prefix(std::string_view subject) {
  const std::string_view head = subject.substr(0, 64);
  static constexpr OctetSet brackets("[(^");
  std::size_t end = std::min({head.find(':'), head.find(wide_colon), brackets.find(head)});
  if (end == head.size() || end == 0) return std::nullopt;
  std::string_view token = ascii::trim(head.substr(0, end));
  const bool spaced = token.size() != end;
  while (!token.empty() && ascii::is_digit(token.back())) token.remove_suffix(1);
  const Rows rows = reply_prefixes.find(token);
  if (rows.empty()) return std::nullopt;
  std::size_t at = skip_count(head, token.size());
  const bool colon_at_once = !spaced && at == token.size();
  if (at < head.size() && head[at] == ':') {
    at += 1;
  } else if (head.substr(at).starts_with(wide_colon)) {
    at += wide_colon.size();
  } else {
    return std::nullopt;
  }
  ReplyPrefix result{.is_forward = reply_prefixes.cell(rows.begin, 2) == "forward",
                     .is_ambiguous = is_ambiguous_prefix(token),
                     .length = 0,
                     .language = reply_prefixes.cell(rows.begin, 1)};
  if (result.is_ambiguous && !colon_at_once) return std::nullopt;
  while (at < subject.size() && ascii::is_space(subject[at])) ++at;
  result.length = at;
  return result;
}

std::optional<std::string_view> auto_reply_subject(std::string_view subject) {
  static const Phrases phrases(auto_reply_subjects);
  const auto match = phrases.prefix(subject, 0);
  if (!match) return std::nullopt;
  return auto_reply_subjects.cell(match->row, 1);
}

std::optional<UndeliverableSubject> undeliverable_subject(std::string_view subject) {
  static const Phrases phrases(undeliverable_subjects);
  const auto match = phrases.prefix(subject, 0);
  if (!match) return std::nullopt;
  if (undeliverable_subjects.cell(match->row, 3) == "=" && match->end != subject.size()) {
    return std::nullopt;
  }
  return UndeliverableSubject{.kind = undeliverable_subjects.cell(match->row, 4),
                              .sender = undeliverable_subjects.cell(match->row, 2)};
}

std::optional<WordMatch> find_unsubscribe_word(std::string_view text, std::size_t from) {
  static const Phrases phrases(unsubscribe_words);
  const auto match = phrases.next(text, from);
  if (!match) return std::nullopt;
  return WordMatch{match->begin, match->end, unsubscribe_words.key(match->row),
                   unsubscribe_words.cell(match->row, 1)};
}

bool is_weak_unsubscribe_word(std::string_view phrase) {
  static constexpr std::string_view words[] = {"baja",   "widerruf", "rezygnacja",
                                               "afmeld", "拒收",     "退会"};
  return std::ranges::find(words, phrase) != std::end(words);
}

bool is_unsubscribe_url(std::string_view url) {
  static constexpr bounce::Phrases hints(std::to_array<std::string_view>(
      {"unsub", "optout", "opt-out", "opt_out", "abmelden", "desabonn", "desinscri", "baja",
       "disiscri", "preferences", "email-settings", "list-manage", "austragen", "uitschrijven",
       "afmeld"}));
  return hints.in(url);
}

std::optional<WordMatch> find_attachment_word(std::string_view text, std::size_t from) {
  static const Phrases phrases(attachment_words);
  const auto match = phrases.next(text, from);
  if (!match) return std::nullopt;
  return WordMatch{match->begin, match->end, attachment_words.key(match->row),
                   attachment_words.cell(match->row, 1)};
}

std::optional<SpamPhrase> find_spam_phrase(std::string_view text, std::size_t from) {
  static const Phrases phrases(spam_phrases);
  const auto match = phrases.next(text, from);
  if (!match) return std::nullopt;
  const std::string_view weight = spam_phrases.cell(match->row, 1);
  return SpamPhrase{.begin = match->begin,
                    .end = match->end,
                    .phrase = spam_phrases.key(match->row),
                    .phrase_class = weight == "strong"   ? PhraseClass::strong
                                    : weight == "medium" ? PhraseClass::medium
                                                         : PhraseClass::weak,
                    .language = spam_phrases.cell(match->row, 2)};
}

std::optional<Greeting> greeting(std::string_view line) {
  static const Phrases phrases(greeting_words);
  const auto match = phrases.prefix(line, 0);
  if (!match) return std::nullopt;
  return Greeting{match->end, greeting_words.cell(match->row, 2),
                  greeting_words.cell(match->row, 1)};
}

}  // namespace maillint::lists
