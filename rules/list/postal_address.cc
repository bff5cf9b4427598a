// Rule list-no-postal-address: nothing in the text looks like the sender's postal address.
#include <algorithm>
#include <array>
#include <optional>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"CAN-SPAM, 16 CFR 316", "Directive 2000/31/EC 5"};

/// Words of streets and post office boxes in many languages, lower case; a number stands near them.
constexpr bounce::Phrases street_words(std::to_array<std::string_view>({
    "street",  " st.",    " st ",       "avenue",  " ave",      "road",    " rd",
    "drive",   "suite",   "floor",      "blvd",    "boulevard", "lane",    "square",
    "highway", "parkway", "p.o.",       "po box",  "straße",    "strasse", "str.",
    "weg ",    "platz",   "allee",      "gasse",   "postfach",  "rue ",    "place",
    "chemin",  "quai",    "cedex",      "calle",   "avda",      "avenida", "plaza",
    "paseo",   "via ",    "viale",      "piazza",  "corso",     "straat",  "laan",
    "gracht",  "plein",   "postbus",    "rua ",    "praça",     "largo",   "ulica",
    "ul. ",    "aleje",   "ulice",      "náměstí", "gatan",     "vägen",   "vej ",
    "gade",    "katu",    "tie ",       "utca",    "улица",     "ул.",     "проспект",
    "пр.",     "cadde",   "sokak",      "mahalle", "〒",        "丁目",    "番地",
    "路",      "街",      "号",         "號",      "building",  "tower",   "business park",
    "οδός",    "strada",  "bulevardul",
}));

bool has_digit(std::string_view text) { return std::ranges::any_of(text, ascii::is_digit); }

/// A word of streets with a number at most 60 octets away.
bool has_street(std::string_view text) {
  constexpr std::size_t reach = 60;
  for (auto found = street_words.find(text); found.found();
       found = street_words.find(text, found.position + 1)) {
    const std::size_t begin = found.position - std::min(found.position, reach);
    const std::size_t end = found.position + street_words[found.index].size() + reach;
    if (has_digit(text.substr(begin, end - begin))) return true;
  }
  return false;
}

bool is_capital(char c) { return (c >= 'A' && c <= 'Z') || ascii::is_8bit(c); }
bool is_letter_or_digit(char c) { return ascii::is_alnum(c) || ascii::is_8bit(c); }

/// Matches a pattern of 'A' (capital letter), '9' (digit) and itself at `at`, as a word.
bool matches(std::string_view text, std::size_t at, std::string_view pattern) {
  if (text.size() - at < pattern.size()) return false;
  if (at > 0 && is_letter_or_digit(text[at - 1])) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = text[at + i];
    const bool fits = pattern[i] == 'A'   ? c >= 'A' && c <= 'Z'
                      : pattern[i] == '9' ? ascii::is_digit(c)
                                          : c == pattern[i];
    if (!fits) return false;
  }
  const std::size_t end = at + pattern.size();
  return end == text.size() || !is_letter_or_digit(text[end]);
}

/// "2026" and the like are years.
bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

/// A postcode: "NY 10001", "SW1A 1AA", "K1A 0B1", "1012 AB", "10115 Berlin", "00-950 Warszawa".
bool has_postcode(std::string_view text) {
  constexpr std::string_view forms[] = {"AA 99999", "A9 9AA",   "A99 9AA",   "AA9 9AA", "AA99 9AA",
                                        "A9A 9AA",  "AA9A 9AA", "A9A 9A9",   "9999 AA", "99-999 A",
                                        "AA-99999", "A-99999",  "99999-999", "AA 9999"};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!(ascii::is_digit(c) || (c >= 'A' && c <= 'Z'))) continue;
    if (i > 0 && is_letter_or_digit(text[i - 1])) continue;
    if (std::ranges::any_of(forms, [&](auto form) { return matches(text, i, form); })) return true;
    std::size_t end = i;
    while (end < text.size() && ascii::is_digit(text[end])) ++end;
    const std::string_view digits = text.substr(i, end - i);
    if (digits.size() < 4 || digits.size() > 6 || is_year(digits)) continue;
    while (end < text.size() && (text[end] == ' ' || text[end] == ',')) ++end;
    if (end > i + digits.size() && end + 1 < text.size() && is_capital(text[end])) return true;
  }
  return false;
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind != Kind::message) return;
  if (!message.has(FieldId::list_unsubscribe) && !message.has(FieldId::list_id)) return;
  const auto bodies = facts.text_bodies();
  if (bodies.empty()) return;
  for (const TextBody& body : bodies) {
    const std::string_view text = body.visible();
    if (has_postcode(text) || has_street(text)) return;
  }
  const TextBody& body = bodies.back();
  const std::string_view text = body.text.text();
  const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
  if (end == 0) return;
  const std::size_t line = text.find_last_of("\r\n", end - 1);
  report(facts.place_in(body, line == std::string_view::npos ? 0 : line + 1, end),
         "no street, post office box or postcode up to the end of the text");
}

}  // namespace

constinit const Rule list_no_postal_address{
    .id = "list-no-postal-address",
    .severity = Severity::info,
    .criterion = Criterion::bulk,
    .profiles = {Profile::bulk},
    .summary = "No postal address of the sender in the text",
    .why = "CAN-SPAM and the laws of many countries want one in advertising.",
    .remedy = "Put the postal address of your company at the end of the text.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
