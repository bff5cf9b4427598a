// Rules list-precedence-junk, list-auto-submitted-invalid: words that programs look for.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view precedence_references[] = {"RFC 2076 3.9", "RFC 3834 3.1.8"};
constexpr std::string_view auto_references[] = {"RFC 3834 5", "RFC 5436 2.7.1"};

/// The value up to a comment or a parameter.
std::string_view word_of(std::string_view value) {
  return ascii::trim(value.substr(0, value.find_first_of("(;")));
}

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::any_of(words, [&](std::string_view w) { return ascii::equal(w, word); });
}

void check_precedence(const Field& field, const Facts& facts, const Settings&,
                      const Reporter& report) {
  if (field.id != FieldId::precedence) return;
  static constexpr std::string_view usual[] = {
      "bulk", "list", "first-class", "special-delivery", "normal", "auto_reply", "auto-reply"};
  const Message& message = facts.message();
  const Span place = message.trimmed(field);
  const std::string_view word = word_of(message.text(place));
  if (is_one_of(usual, word)) return;
  report(place.empty() ? field.name : place, word.empty()
                                                 ? std::string("the field is empty")
                                                 : fmt::format("\"{}\" is no usual value", word));
}

void check_auto(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (field.id != FieldId::auto_submitted) return;
  static constexpr std::string_view registered[] = {"no", "auto-generated", "auto-replied",
                                                    "auto-notified"};
  const Message& message = facts.message();
  const Span place = message.trimmed(field);
  std::string_view value = message.text(place);
  // A comment may stand before the word too.
  while (value.starts_with('(') && value.find(')') != std::string_view::npos)
    value = ascii::trim(value.substr(value.find(')') + 1));
  const std::string_view word = word_of(value);
  if (is_one_of(registered, word)) return;
  report(place.empty() ? field.name : place,
         word.empty() ? std::string("the field is empty")
                      : fmt::format("\"{}\" is none of the registered values", word));
}

}  // namespace

constinit const Rule list_precedence_junk{
    .id = "list-precedence-junk",
    .severity = Severity::info,
    .criterion = Criterion::bulk,
    .summary = "Unusual value of Precedence",
    .why =
        "Programs that answer by themselves look for \"bulk\" and \"list\"; \"junk\" lets filters "
        "file the message as such.",
    .remedy = "Write bulk or list, or leave the field out.",
    .references = precedence_references,
    .check = check_precedence,
};

constinit const Rule list_auto_submitted_invalid{
    .id = "list-auto-submitted-invalid",
    .severity = Severity::warning,
    .criterion = Criterion::bulk,
    .summary = "Unknown value of Auto-Submitted",
    .why =
        "Out-of-office programs that know only the registered words answer the message, which may "
        "begin a loop.",
    .remedy = "Write auto-generated, or auto-replied for an answer.",
    .references = auto_references,
    .check = check_auto,
};

}  // namespace maillint::rules
