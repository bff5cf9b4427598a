// What programs print for a value that they do not have.
#include "rules/template/null_value.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/blocks.h"

namespace maillint {
namespace {

constexpr std::string_view values[] = {
    "undefined", "Undefined", "UNDEFINED",       "null",   "NULL",   "None", "NONE", "nil",
    "NaN",       "(null)",    "[object Object]", "<null>", "[null]", "#N/A",
};

bool is_word(char c) { return ascii::is_alnum(c) || c == '_' || ascii::is_8bit(c); }

/// Where a value may begin that stands in running text; text.size() if nowhere. "None of them"
/// begins a sentence, so it needs a label.
std::size_t find_beginning(std::string_view text, std::size_t from) {
  const auto may_begin = [](auto at) {
    const auto is = [&](char a, char b, char c) {
      return (at(0) == a) & (at(1).folded() == b) & (at(2).folded() == c);
    };
    return is('u', 'n', 'd') | is('n', 'u', 'l') | is('n', 'i', 'l') | is('N', 'u', 'l') |
           is('N', 'o', 'n') | is('N', 'a', 'n') | is('[', 'o', 'b') | is('[', 'n', 'u') |
           is('(', 'n', 'u');
  };
  return find_in_text<3>(text, from, may_begin);
}

}  // namespace

std::size_t null_value_length(std::string_view text) {
  for (const std::string_view value : values) {
    if (!text.starts_with(value)) continue;
    const std::size_t end = value.size();
    if (end == text.size() || !is_word(value.back()) || !is_word(text[end])) return end;
  }
  return 0;
}

bool ends_with_label(std::string_view line) {
  static constexpr std::string_view labels[] = {
      "order",   "invoice", "customer",   "name",     "amount",    "total",   "date",  "reference",
      "number",  "no.",     "nr.",        "ticket",   "booking",   "address", "price", "balance",
      "id",      "account", "bestellung", "rechnung", "kunde",     "betrag",  "datum", "summe",
      "nummer",  "preis",   "welcome",    "thanks",   "thank you", "hello",   "danke", "commande",
      "facture", "montant", "pedido",     "factura",  "importe"};
  while (!line.empty() && std::string_view(" :#,").find(line.back()) != std::string_view::npos) {
    line.remove_suffix(1);
  }
  return std::ranges::any_of(labels, [&](std::string_view label) {
    if (!ascii::ends_with(line, label)) return false;
    const std::size_t before = line.size() - label.size();
    // "Bestellnummer", "Order-ID", but not "paid".
    return label.size() > 3 || before == 0 || !ascii::is_alpha(line[before - 1]);
  });
}

NullValue find_null_value(std::string_view text, std::size_t from) {
  for (std::size_t i = from; (i = find_beginning(text, i)) < text.size(); ++i) {
    if (i > 0 && (is_word(text[i - 1]) || text[i - 1] == '-' || text[i - 1] == '.')) continue;
    const std::size_t length = null_value_length(text.substr(i, 24));
    if (length == 0) continue;
    NullValue value{.begin = i, .end = i + length};
    const std::string_view word = text.substr(i, length);
    const std::string_view after = text.substr(value.end, 20);
    const bool twice = after.starts_with(' ') && after.substr(1).starts_with(word) && word != "NaN";
    const std::size_t window = std::min<std::size_t>(i, 60);
    std::string_view before = text.substr(i - window, window);
    before = before.substr(before.rfind('\n') + 1);
    const bool ends = after.empty() || std::string_view(" \r\n,.!?)").find(after[0]) != after.npos;
    if (word == "[object Object]" || twice) {
      value.kind = NullValue::Kind::object;
    } else if (ends && word[0] != 'N' && ends_with_label(before)) {  // "Discount: None" is meant
      value.kind = NullValue::Kind::labelled;
    }
    return value;
  }
  return {};
}

}  // namespace maillint
