// Rules header-mime-version-bad, header-mime-version-missing.
#include <fmt/format.h>

#include <string>

#include "lint/ascii.h"
#include "rules/edits.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2045 4"};

/// Without comments and white space, which may stand anywhere in it.
std::string version_of(std::string_view body) {
  std::string version;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\\' && depth > 0) {
      ++i;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && depth > 0) {
      --depth;
    } else if (depth == 0 && !ascii::is_space(c)) {
      version += c;
    }
  }
  return version;
}

void check_bad(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (field.id != FieldId::mime_version) return;
  const Message& message = facts.message();
  const Span value = message.trimmed(field);
  if (value.empty()) return;  // header-empty-structured reports these
  const std::string version = version_of(message.body(field));
  if (version == "1.0") return;
  report(value, fmt::format("the version is \"{}\", there is 1.0 only", version.substr(0, 60)));
}

/// Plain text that a program without MIME shows as it is.
bool says_nothing(const Message& message, const Facts& facts) {
  const Part& root = message.parts()[0];
  return root.type == "text/plain" && !facts.content_type(0).has_parameter("charset") &&
         (root.encoding == TransferEncoding::seven_bit ||
          root.encoding == TransferEncoding::eight_bit);
}

void check_missing(const Message& message, const Facts& facts, const Settings& settings,
                   const Reporter& report) {
  if (message.has(FieldId::mime_version) || settings.kind == Kind::template_) return;
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::content_type && field.id != FieldId::content_transfer_encoding &&
        field.id != FieldId::content_disposition)
      continue;
    report.as(says_nothing(message, facts) ? Severity::info : Severity::warning, field.name,
              {.message = fmt::format("{}, but no MIME-Version", field_name(field.id))});
    return;
  }
}

std::vector<Edit> write_version(const Finding& finding, const Facts&) {
  return {{.span = finding.place.source, .text = "1.0"}};
}

std::vector<Edit> add_version(const Finding& finding, const Facts& facts) {
  const std::uint32_t at = finding.place.source.begin;
  return {{.span = {at, at}, .text = "MIME-Version: 1.0" + line_end_of(facts.message())}};
}

}  // namespace

constinit const Rule header_mime_version_bad{
    .id = "header-mime-version-bad",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "MIME-Version is not 1.0",
    .why = "No other version exists; programs may show the message as plain text.",
    .remedy = "Write MIME-Version: 1.0.",
    .references = references,
    .fix = {.title = "Write MIME-Version: 1.0", .edits = write_version},
    .check = check_bad,
};

constinit const Rule header_mime_version_missing{
    .id = "header-mime-version-missing",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "MIME fields, but no MIME-Version",
    .why =
        "Without it programs may ignore the type and the encoding, and show the message as plain "
        "text.",
    .remedy = "Add MIME-Version: 1.0.",
    .references = references,
    .fix = {.title = "Add MIME-Version: 1.0", .edits = add_version},
    .check = check_missing,
};

}  // namespace maillint::rules
