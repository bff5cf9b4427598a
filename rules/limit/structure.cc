// Rules limit-*: the message is larger than what is read of one.
#include <fmt/format.h>

#include "lint/limits.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view depth_references[] = {"Postfix mime_nesting_limit", "Dovecot"};
constexpr std::string_view parts_references[] = {"Dovecot"};
constexpr std::string_view field_references[] = {"Postfix header_size_limit"};
constexpr std::string_view boundary_references[] = {"RFC 2046 5.1.1"};
constexpr std::string_view own_references[] = {"maillint limits"};

template <typename... Numbers>
void report_each(const Message& message, Defect defect, const Reporter& report,
                 fmt::format_string<const Numbers&...> words, const Numbers&... numbers) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect == defect)
      report(Place{.source = at.span, .part = at.part}, fmt::format(words, numbers...));
  }
}

void check_depth(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_each(message, Defect::limit_depth, report, "parts nested deeper than {} were not read",
              limits::depth);
}

void check_parts(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_each(message, Defect::limit_parts, report, "parts after the first {} were not read",
              limits::parts);
}

void check_fields(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_each(message, Defect::limit_fields, report, "fields after the first {} were not read",
              limits::fields);
}

void check_field_size(const Message& message, const Facts&, const Settings&,
                      const Reporter& report) {
  report_each(message, Defect::limit_field_octets, report, "a field of more than {} octets was cut",
              limits::field_octets);
}

void check_boundary(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  report_each(message, Defect::limit_boundary, report,
              "a boundary of more than {} octets is not used", limits::boundary_octets);
}

void check_message_size(const Message& message, const Facts&, const Settings&,
                        const Reporter& report) {
  report_each(
      message, Defect::limit_message_octets, report, "of {} octets only the first {} were read",
      message.octets().size() + message.source().origin().cut_octets, message.octets().size());
}

constexpr Rule limit(std::string_view id, std::string_view summary, std::string_view why,
                     std::string_view remedy, std::span<const std::string_view> references,
                     Check check) {
  return {.id = id,
          .severity = Severity::error,
          .criterion = Criterion::technical,
          .summary = summary,
          .why = why,
          .remedy = remedy,
          .references = references,
          .check = check};
}

constexpr std::string_view servers_stop = "Mail servers stop there too, and filters see an attack.";
constexpr std::string_view not_looked_at = "What lies beyond the limit was not looked at.";

}  // namespace

constinit const Rule limit_depth =
    limit("limit-depth", "Parts are nested too deeply", servers_stop,
          "Forward messages without all the forwards inside them.", depth_references, check_depth);

constinit const Rule limit_parts = limit("limit-parts", "Too many parts", servers_stop,
                                         "Put many files into one archive, or send a link to them.",
                                         parts_references, check_parts);

constinit const Rule limit_fields =
    limit("limit-fields", "Too many header fields", servers_stop,
          "Find out which program adds them: often a loop between two servers.", own_references,
          check_fields);

constinit const Rule limit_field_size =
    limit("limit-field-size", "A header field is too large",
          "Postfix and others cut such a field, which breaks addresses and signatures.",
          "Send to many people through list software, a message for each.", field_references,
          check_field_size);

constinit const Rule limit_boundary =
    limit("limit-boundary", "A MIME boundary is too long",
          "A boundary may have 70 characters; programs that cut it see other parts.",
          "Let the program choose a boundary of at most 70 characters.", boundary_references,
          check_boundary);

constinit const Rule limit_message_size =
    limit("limit-message-size", "The message is too large: only its beginning was read",
          not_looked_at, "Send large files by a link.", own_references, check_message_size);

}  // namespace maillint::rules
