// Rule template-null-value: "undefined" and the like stand where a value belongs.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/template/null_value.h"
#include "rules/template/prose.h"
#include "rules/template/salutation.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Litmus: pre-send checklist"};

/// "Dear undefined,": octets of the empty value at the begin of `rest`, 0 if there is a name.
std::size_t null_name(std::string_view rest) {
  const std::size_t length = null_value_length(rest);
  if (length == 0) return 0;
  const std::string_view after = rest.substr(length);
  if (after.empty() || std::string_view(",.!:;").find(after[0]) != std::string_view::npos) {
    return length;
  }
  // First and last name are both missing, or only the first one is.
  if (after[0] != ' ' || after.size() < 2) return 0;
  const bool capital = after[1] >= 'A' && after[1] <= 'Z' && rest[0] != 'N';
  return capital || null_value_length(after.substr(1)) > 0 ? length : 0;
}

void check_null(const TextBody& body, const Facts& facts, const Settings& settings,
                const Reporter& report) {
  const Prose prose(body, facts, settings);
  std::size_t told = 0;  // up to here
  const auto tell = [&](std::size_t begin, std::size_t end) {
    if (begin < told || !prose.counts(begin, end)) return;
    told = end;
    report(prose.visible().place(begin, end), fmt::format("\"{}\" stands where a value belongs",
                                                          prose.text().substr(begin, end - begin)));
  };
  for (const SalutationLine& found : salutations(prose.text())) {
    const std::size_t at = found.at;
    const std::string_view line = prose.text().substr(at, found.size);
    const std::size_t begin = addressee(line, found.salutation).begin;
    const std::size_t length = null_name(line.substr(std::min(begin, line.size())));
    if (length > 0) tell(at + begin, at + begin + length);
  }
  if (prose.is_talk()) return;
  for (NullValue value; (value = find_null_value(prose.text(), value.end));) {
    // People do write "null", but they number no order "undefined".
    const bool sure = value.kind == NullValue::Kind::object ||
                      (value.kind == NullValue::Kind::labelled &&
                       (!prose.is_personal() || prose.text()[value.begin] == 'u'));
    if (sure) tell(value.begin, value.end);
  }
}

}  // namespace

constinit const Rule template_null_value{
    .id = "template-null-value",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "\"undefined\", \"None\" or \"null\" stands in the text",
    .why = "A program printed a value that it did not have. Readers take the message for a fraud.",
    .remedy = "Give the field a default, and do not send without the data.",
    .references = references,
    .check = check_null,
};

}  // namespace maillint::rules
