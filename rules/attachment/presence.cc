// Rules attachment-no-filename, attachment-empty, attachment-vcalendar-method-mismatch: what an
// attachment lacks, or says in two ways.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/attachment/file_type.h"
#include "rules/attachment/place.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view name_references[] = {"RFC 2183 2.3", "rspamd CTYPE_MISSING_DISPOSITION"};
constexpr std::string_view empty_references[] = {"usual practice"};
constexpr std::string_view method_references[] = {"RFC 6047 2.4", "RFC 5546"};

/// Parts of a protocol, which programs read and people never save.
bool is_protocol(std::string_view type) {
  static constexpr std::string_view all[] = {
      "application/pgp-encrypted", "application/pgp-signature",
      "application/pgp-keys",      "application/pkcs7-signature",
      "application/pkcs7-mime",    "application/x-pkcs7-signature",
      "application/x-pkcs7-mime",  "application/ms-tnef",
      "application/vnd.ms-tnef",   "application/x-amp-html",
      "application/ics",           "application/emergencycallerdata"};
  return std::ranges::find(all, type) != std::end(all);
}

bool is_binary(std::string_view type) {
  static constexpr std::string_view kinds[] = {"image/", "audio/", "video/", "application/",
                                               "font/"};
  return std::ranges::any_of(kinds, [&](std::string_view k) { return type.starts_with(k); });
}

/// Whether the multipart around it says what the part is for.
bool has_a_role(const Message& message, std::uint32_t part) {
  if (message.find(FieldId::content_id, part) != nullptr ||
      message.find(FieldId::content_location, part) != nullptr)
    return true;
  const std::uint32_t parent = message.parts()[part].parent;
  if (parent == no_part) return false;
  static constexpr std::string_view kinds[] = {"multipart/alternative",    "multipart/encrypted",
                                               "multipart/signed",         "multipart/report",
                                               "multipart/form-data",      "multipart/appledouble",
                                               "multipart/x-mixed-replace"};
  return std::ranges::find(kinds, message.parts()[parent].type) != std::end(kinds);
}

void check_name(const Message& message, const Facts& facts, const Settings&,
                const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string& type = message.parts()[file.part].type;
    if (!file.filename.empty() || !is_binary(type) || is_protocol(type)) continue;
    if (has_a_role(message, file.part)) continue;
    const Field* disposition = message.find(FieldId::content_disposition, file.part);
    const Span type_place = facts.content_type(file.part).value_span;
    report(Place{.source = type_place.empty() ? file.source : type_place, .part = file.part},
           disposition == nullptr ? fmt::format("{} with neither a name nor a disposition", type)
                                  : fmt::format("{} without a file name", type));
  }
}

void check_empty(const Message& message, const Facts& facts, const Settings&,
                 const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    if (!message.parts()[file.part].is_attachment) continue;
    const DecodedBody& body = facts.decoded_body(file.part);
    const bool raw = body.octets.is_verbatim();
    const std::string_view octets = body.octets.text();
    if (!(raw ? ascii::trim(octets) : octets).empty()) continue;
    report(place_of(file),
           {.message = "the file has no content", .evidence = std::string(file.filename)});
  }
}

/// The calendar's own METHOD property, "" if there is none: one that stands in no component.
std::string_view method_of(std::string_view calendar) {
  std::size_t depth = 0;
  while (!calendar.empty()) {
    const std::size_t end = std::min(calendar.find_first_of("\r\n"), calendar.size());
    const std::string_view line = ascii::trim(calendar.substr(0, end));
    calendar.remove_prefix(std::min(end + 1, calendar.size()));
    if (ascii::starts_with(line, "BEGIN:") && !ascii::ends_with(line, ":VCALENDAR")) ++depth;
    if (ascii::starts_with(line, "END:") && depth > 0) --depth;
    if (depth > 0 || !ascii::starts_with(line, "METHOD") || line.size() < 7) continue;
    const std::size_t colon = line.find(':');
    if ((line[6] == ':' || line[6] == ';') && colon != std::string_view::npos)
      return ascii::trim(line.substr(colon + 1));
  }
  return {};
}

void check_method(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    if (message.parts()[file.part].type != "text/calendar") continue;
    const Parameter* declared = facts.content_type(file.part).find("method");
    if (declared == nullptr) continue;  // a calendar, but no invitation (RFC 6047 2.4)
    const std::string_view calendar = facts.decoded_body(file.part).octets.text();
    if (ascii::find(calendar, "BEGIN:VCALENDAR") == std::string_view::npos) continue;
    const std::string_view method = method_of(calendar);
    if (ascii::equal(method, ascii::trim(declared->value))) continue;
    report(
        Place{.source = declared->span, .part = file.part},
        {.message = method.empty() ? fmt::format("the calendar has no METHOD:{}", declared->value)
                                   : fmt::format("method={}, but METHOD:{} in the calendar",
                                                 declared->value, method.substr(0, 40)),
         .evidence = declared->value});
  }
}

}  // namespace

constinit const Rule attachment_no_filename{
    .id = "attachment-no-filename",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Attachment has no file name",
    .why =
        "Mail programs call it \"noname\" or \"ATT00001\", or hide it; recipients cannot open it "
        "with a click.",
    .remedy = "Add Content-Disposition: attachment; filename=\"...\".",
    .references = name_references,
    .check = check_name,
};

constinit const Rule attachment_empty{
    .id = "attachment-empty",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Attached file is empty",
    .why = "The recipient gets a file that will not open: something went wrong when it was added.",
    .remedy = "Attach the file anew.",
    .references = empty_references,
    .check = check_empty,
};

constinit const Rule attachment_vcalendar_method_mismatch{
    .id = "attachment-vcalendar-method-mismatch",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Invitation names two different methods",
    .why =
        "Calendars go by one or the other: the recipient sees no buttons to accept, or a meeting "
        "is cancelled instead of invited to.",
    .remedy = "Give method= in the Content-Type the value of METHOD: in the calendar.",
    .references = method_references,
    .check = check_method,
};

}  // namespace maillint::rules
