// Rule from-leading-space: a field behind white space, which some programs read and others do not.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 2.2.3",
                                           "Chen et al., Composition Kills (USENIX Security 2020)"};
constexpr auto npos = std::string_view::npos;

/// Fields that hold names of fields by right.
bool lists_fields(const Message& message, const Field& field) {
  static constexpr std::array<std::string_view, 9> words = {
      "dkim",     "signature", "arc-", "domainkey", "authentication",
      "received", "report",    "spam", "status"};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return ascii::find(message.name(field), word) != npos; });
}

/// The field that the line would be without its white space; "" if it is none.
std::string_view hidden_field(std::string_view line, const Field& outer) {
  const std::size_t colon = line.find(':');
  if (colon == npos) return {};
  const std::string_view name = ascii::trim(line.substr(0, colon));
  const std::string_view value = ascii::trim(line.substr(colon + 1));
  for (const std::string_view address : {"From", "To", "Sender", "Reply-To"}) {
    if (ascii::equal(name, address)) return value.find('@') != npos ? name : std::string_view();
  }
  // A folded subject may go on with "Date: 3 March".
  const bool is_prose = outer.id == FieldId::subject || outer.id == FieldId::thread_topic;
  if (is_prose || value.empty()) return {};
  if (ascii::equal(name, "Subject")) return name;
  return ascii::equal(name, "Date") && std::ranges::any_of(value, ascii::is_digit)
             ? name
             : std::string_view();
}

void check(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect != Defect::leading_space_first_line || at.part != 0) continue;
    report(at.span, "the header begins with white space");
    break;  // its folds are told too
  }
  for (const Field& field : message.fields()) {
    const std::string_view body = message.body(field);
    std::size_t next = body.find('\n');
    if (next == npos) continue;
    while (next < body.size()) {
      const std::size_t begin = next + 1;
      next = std::min(body.find('\n', begin), body.size());
      const std::string_view line = body.substr(begin, next - begin);
      const std::string_view name = hidden_field(line, field);
      if (name.empty() || lists_fields(message, field)) continue;
      const std::size_t at = field.body.begin + begin;
      report(span_of(at, at + ascii::trim(line).size() + (line.size() - ascii::trim(line).size())),
             fmt::format("{} stands behind white space", name));
    }
  }
}

}  // namespace

constinit const Rule from_leading_space{
    .id = "from-leading-space",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "A field stands behind white space",
    .why =
        "Some programs read it as a field, others as the rest of the one before: forgers show "
        "readers another sender than servers check.",
    .remedy = "Begin the line with the field's name.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
