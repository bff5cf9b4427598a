// Rule list-one-click-wrong-value: List-Unsubscribe-Post holds another value than the standard's.
#include <fmt/format.h>

#include "rules/edits.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view one_click_references[] = {"RFC 8058 3.1",
                                                     "Gmail: Email sender guidelines (81126)"};
constexpr std::string_view programmes[] = {"gmail-bulk", "yahoo"};
constexpr std::string_view one_click = "List-Unsubscribe=One-Click";

void one_click_wrong_value(const Field& field, const Facts& facts, const Settings&,
                           const Reporter& report) {
  if (field.id != FieldId::list_unsubscribe_post) return;
  const Message& message = facts.message();
  if (message.text(message.trimmed(field)) == one_click) return;
  const Span value = message.trimmed(field);
  report(value.empty() ? field.name : value, "is not \"List-Unsubscribe=One-Click\"");
}

std::vector<Edit> write_post(const Finding& finding, const Facts& facts) {
  const Field* field = field_at(facts.message(), finding.place.source.begin);
  if (field == nullptr) return {};
  return {{.span = field->body, .text = fmt::format(" {}", one_click)}};
}

}  // namespace

constinit const Rule list_one_click_wrong_value{
    .id = "list-one-click-wrong-value",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .profiles = {Profile::bulk},
    .summary = "List-Unsubscribe-Post has another value than the standard's",
    .why =
        "Mail services send this very text to your address and show the button only if the field "
        "holds it.",
    .remedy = "Write it exactly so: List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    .references = one_click_references,
    .required_by = programmes,
    .fix = {.title = "Write the value of the standard", .edits = write_post},
    .check = one_click_wrong_value,
};

}  // namespace maillint::rules
