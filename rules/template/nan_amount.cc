// Rule template-nan-amount: a calculation went wrong, and the text shows its result.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/blocks.h"
#include "rules/index.h"
#include "rules/template/null_value.h"
#include "rules/template/prose.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"ECMA-262: NaN, Infinity, Date.prototype.toString"};

bool is_word(char c) { return ascii::is_alnum(c) || c == '_' || ascii::is_8bit(c); }

constexpr std::string_view currencies[] = {"€",   "$",   "£",   "¥",   "₹",   "%",   "zł",  "kr",
                                           "EUR", "USD", "GBP", "CHF", "JPY", "PLN", "SEK", "Euro"};

bool ends_with_currency(std::string_view before) {
  while (before.ends_with(' ') || before.ends_with('-')) before.remove_suffix(1);
  return std::ranges::any_of(currencies, [&](auto sign) { return before.ends_with(sign); });
}

bool starts_with_currency(std::string_view after) {
  while (after.starts_with(' ')) after.remove_prefix(1);
  return std::ranges::any_of(currencies, [&](auto sign) { return after.starts_with(sign); });
}

struct Result {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_amount = false;  // beside a currency or in a broken date: never meant
};

/// "NaN", "Infinity", "undefined" or "null" at text[at] where a number belongs.
Result number_at(std::string_view text, std::size_t at) {
  for (const std::string_view word : {"NaN", "Infinity", "undefined", "null"}) {
    if (!text.substr(at).starts_with(word)) continue;
    const std::size_t end = at + word.size();
    if (end < text.size() && (ascii::is_alnum(text[end]) || text[end] == '_')) return {};
    const std::string_view before =
        text.substr(at - std::min<std::size_t>(at, 12), std::min<std::size_t>(at, 12));
    const std::string_view after = text.substr(end, 12);
    // "undefined %" is said of functions too.
    const bool beside =
        ends_with_currency(before) ||
        (starts_with_currency(after) &&
         (word[0] == 'N' || word[0] == 'I' || after.find('%') == std::string_view::npos));
    const bool date = word == "NaN" && (after.starts_with("-NaN") || after.starts_with("/NaN") ||
                                        after.starts_with(".NaN") || after.starts_with(":NaN"));
    if (beside || date) return {at, end, true};
    const bool after_colon = ascii::trim(before).ends_with(':') && ends_with_label(before);
    if (word == "NaN" || (word == "Infinity" && after_colon)) return {at, end, false};
    return {};
  }
  return {};
}

/// "Your total is" -> "Your total".
std::string_view without_verb(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  for (const std::string_view verb : {" is", " was", " of", " ist", " beträgt", " due"}) {
    if (text.ends_with(verb)) return text.substr(0, text.size() - verb.size());
  }
  return text;
}

/// "Invalid Date" as scripts print it; "Invalid date format" is a sentence.
Result date_at(std::string_view text, std::size_t at) {
  for (const std::string_view words : {"Invalid Date", "Invalid date", "Invalid DateTime"}) {
    if (!text.substr(at).starts_with(words)) continue;
    const std::string_view after = text.substr(at + words.size(), 2);
    if (!after.empty() && is_word(after[0])) continue;
    const bool goes_on = after.size() == 2 && after[0] == ' ' && after[1] >= 'a' && after[1] <= 'z';
    if (goes_on && words != "Invalid Date") return {};
    return {at, at + words.size(), false};
  }
  return {};
}

bool is_log(std::string_view line) {
  for (const std::string_view word :
       {"error", "exception", "warning", "failed", "expected", "test"}) {
    if (ascii::find(line, word) != std::string_view::npos) return true;
  }
  return false;
}

/// Where "NaN", "Infinity", "Invalid", "undefined" or "null" may begin; text.size() if nowhere.
std::size_t find_beginning(std::string_view text, std::size_t from) {
  const auto may_begin = [](auto at) {
    const auto is = [&](char a, char b, char c) {
      return (at(0) == a) & (at(1) == b) & (at(2) == c);
    };
    return is('N', 'a', 'N') | is('I', 'n', 'f') | is('I', 'n', 'v') | is('u', 'n', 'd') |
           is('n', 'u', 'l');
  };
  return find_in_text<3>(text, from, may_begin);
}

void check(const TextBody& body, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const Prose prose(body, facts, settings);
  const std::string_view text = prose.text();
  for (std::size_t i = 0; (i = find_beginning(text, i)) < text.size(); ++i) {
    Result found = number_at(text, i);
    if (found.end == 0) found = date_at(text, i);
    if (found.end == 0) continue;
    const std::string_view window =
        text.substr(i - std::min<std::size_t>(i, 4), std::min<std::size_t>(i, 4));
    if (i > 0 && is_word(text[i - 1]) && !ends_with_currency(window)) continue;
    i = found.end - 1;
    const std::string_view line = prose.visible().line(found.begin);
    const std::string_view before =
        line.substr(0, static_cast<std::size_t>(text.data() + found.begin - line.data()));
    // People speak of NaN; programs that calculate print it after a label.
    const bool labelled = ends_with_label(without_verb(before)) || text[found.end - 1] == 'e';
    if (!found.is_amount && (is_log(line) || (prose.is_personal() && !labelled))) continue;
    if (prose.is_talk()) continue;
    if (!prose.counts(found.begin, found.end)) continue;
    report(prose.visible().place(found.begin, found.end),
           fmt::format("\"{}\" stands where a number or a date belongs",
                       text.substr(found.begin, found.end - found.begin)));
    // The rest of a date that is broken throughout.
    while (text.substr(i + 1).starts_with("-NaN") || text.substr(i + 1).starts_with("/NaN") ||
           text.substr(i + 1).starts_with(".NaN") || text.substr(i + 1).starts_with(":NaN")) {
      i += 4;
    }
  }
}

}  // namespace

constinit const Rule template_nan_amount{
    .id = "template-nan-amount",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "\"NaN\", \"Infinity\" or \"Invalid Date\" stands in the text",
    .why = "The amount or the date that matters to the reader is missing.",
    .remedy = "Check the data before you calculate, and do not send without it.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
