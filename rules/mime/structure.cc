// Rules mime-empty-multipart, mime-nesting-too-deep, mime-boundary-reused-nested,
// mime-message-partial: trees of parts that readers do not manage.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view empty_references[] = {"RFC 2046 5.1"};
constexpr std::string_view depth_references[] = {"amavis $MAXLEVELS", "ClamAV MaxRecursion"};
constexpr std::string_view reused_references[] = {"RFC 2046 5.1.2"};
constexpr std::string_view partial_references[] = {"RFC 2046 5.2.2"};

/// A forward inside a forward adds two levels; ClamAV stops at 17 of them, amavis at 14.
constexpr std::uint32_t deepest = 16;

void check_empty(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const std::span<const Part> parts = message.parts();
  std::vector<bool> holds_something(parts.size());
  for (std::uint32_t i = 1; i < parts.size(); ++i) {
    const bool blank = parts[i].field_count == 0 && is_leaf(parts[i]) &&
                       ascii::trim(message.text(parts[i].body)).empty();
    if (!blank && parts[i].parent != no_part) holds_something[parts[i].parent] = true;
  }
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (!part.is_multipart || holds_something[i]) return;
    const bool no_delimiter = std::ranges::any_of(message.defects(), [&](const DefectAt& at) {
      return at.defect == Defect::boundary_not_found && at.part == i;
    });
    // mime-boundary-not-found reports a body that has other lines.
    if (no_delimiter && !ascii::trim(message.text(part.body)).empty()) return;
    report(field_place(message, FieldId::content_type, i),
           fmt::format("{} without any part", part.type));
  });
}

void check_depth(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const std::span<const Part> parts = message.parts();
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    // Once a branch: where it goes below the limit.
    const bool container = parts[i].type.starts_with("multipart/") || parts[i].is_message;
    if (parts[i].depth != deepest || !container) continue;
    std::uint32_t depth = deepest;
    for (std::uint32_t j = i + 1; j < parts.size() && parts[j].depth > deepest; ++j)
      depth = std::max(depth, parts[j].depth);
    report(field_place(message, FieldId::content_type, i),
           fmt::format("parts nested {} deep", depth + 1));
  }
}

/// "Exact match of the entire candidate line is not required" (RFC 2046 5.1.1), so a boundary that
/// begins with another one is also a delimiter of that one.
void check_reused(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  const std::span<const Part> parts = message.parts();
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (!part.type.starts_with("multipart/")) return;
    const Parameter* inner = facts.content_type(i).find("boundary");
    if (inner == nullptr || inner->value.empty()) return;
    for (std::uint32_t up = part.parent; up != no_part; up = parts[up].parent) {
      const std::string_view outer = facts.content_type(up).parameter("boundary");
      if (outer.empty()) continue;
      const Place place{.source = inner->span, .part = i};
      if (outer == inner->value) {
        report(place, fmt::format("the boundary of the multipart around it: \"{}\"", outer));
        return;
      }
      if (!inner->value.starts_with(outer) && !outer.starts_with(inner->value)) continue;
      // Who compares whole lines is not misled, and that is nearly everybody.
      report.as(Severity::info, place,
                {.message = fmt::format("\"{}\" and \"{}\" of the multipart around it begin alike",
                                        inner->value, outer),
                 .evidence = inner->value});
      return;
    }
  });
}

void check_partial(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  for_each_own_part(message, [&](std::uint32_t i, const Part& part) {
    if (part.type != "message/partial") return;
    const ParameterizedValue& type = facts.content_type(i);
    const std::string_view number = type.parameter("number");
    const std::string_view total = type.parameter("total");
    report(field_place(message, FieldId::content_type, i),
           number.empty()  ? std::string("a piece of a message")
           : total.empty() ? fmt::format("piece {} of a message", number)
                           : fmt::format("piece {} of {} of a message", number, total));
  });
}

}  // namespace

constinit const Rule mime_empty_multipart{
    .id = "mime-empty-multipart",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Multipart without any part",
    .why = "A multipart holds at least one part. Clients show nothing, or an error.",
    .remedy = "Put the text into a part of its own, after a delimiter line.",
    .references = empty_references,
    .check = check_empty,
};

constinit const Rule mime_nesting_too_deep{
    .id = "mime-nesting-too-deep",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Parts are nested too deeply",
    .why = "Virus filters give up at 14 to 17 levels, and hold or refuse what they cannot read.",
    .remedy = "Forward the last message only, or as text; build the message anew.",
    .references = depth_references,
    .check = check_depth,
};

constinit const Rule mime_boundary_reused_nested{
    .id = "mime-boundary-reused-nested",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Inner and outer multipart use the same boundary",
    .why =
        "Nobody can tell whose delimiter a line is: clients lose parts, and filters see others "
        "than the recipient.",
    .remedy = "Give each multipart a boundary of its own.",
    .references = reused_references,
    .check = check_reused,
};

constinit const Rule mime_message_partial{
    .id = "mime-message-partial",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Message cut into pieces (message/partial)",
    .why =
        "Virus filters cannot check a piece, so many servers refuse it; few clients put the pieces "
        "together.",
    .remedy = "Turn off splitting of large messages; send a link to large files.",
    .references = partial_references,
    .check = check_partial,
};

}  // namespace maillint::rules
