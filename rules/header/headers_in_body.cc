// Rule header-headers-in-body: a stray empty line cut the header section, and fields of it begin
// the body.
#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 2.1"};

/// The name of a field at the start of `line`; "" if it is none.
std::string_view name_at(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon > 60) return {};  // npos included
  const std::string_view name = line.substr(0, colon);
  const bool is_name = std::ranges::all_of(name, [](char c) { return c > 32 && c < 127; });
  return is_name ? name : std::string_view();
}

/// Fields that people never write into a text. "From:", "To:", "Date:" and "Subject:" head quoted
/// messages, so they decide nothing.
bool is_telling(std::string_view name, FieldId id) {
  switch (id) {
    case FieldId::mime_version:
    case FieldId::content_type:
    case FieldId::content_transfer_encoding:
    case FieldId::message_id:
    case FieldId::received:
    case FieldId::return_path:
    case FieldId::dkim_signature:
    case FieldId::x_mailer:
    case FieldId::feedback_id:
      return true;
    default:
      return ascii::starts_with(name, "List-") && lists::header_field(name).has_value();
  }
}

/// Text has lines with a colon too ("Severity: high", "References:").
bool is_known(std::string_view name) {
  return ascii::starts_with(name, "X-") || lists::header_field(name).has_value();
}

void check(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const Part& root = message.parts()[0];
  if (!message.has_header() || root.is_message || root.type.starts_with("text/rfc822")) return;
  std::size_t begin = root.body.begin;
  const std::string_view octets = message.octets();
  bool is_first = true;
  while (begin < root.body.end) {
    const std::size_t line_end = std::min<std::size_t>(octets.find('\n', begin), root.body.end);
    const std::string_view line = octets.substr(begin, line_end - begin);
    const bool is_fold = !is_first && !line.empty() && ascii::is_wsp(line.front());
    const std::string_view name = name_at(line.substr(0, 80));
    if (!is_fold && !is_known(name)) return;
    const FieldId id = field_id(name);
    if (!name.empty() && !is_fold && is_telling(name, id) && !message.has(id)) {
      report(span_of(begin, begin + ascii::trim(line).size()),
             "the field " + std::string(name) + " stands in the body");
      return;
    }
    is_first = false;
    begin = line_end + 1;
  }
}

}  // namespace

constinit const Rule header_headers_in_body{
    .id = "header-headers-in-body",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Header fields stand in the body",
    .why =
        "An empty line ended the header too early: what follows is shown as text, and the "
        "fields have no effect.",
    .remedy = "Remove the empty line before these fields; a script may add one line end too many.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
