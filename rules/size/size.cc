// Rules size-message-over-25mb, size-part-count: what common servers refuse for its size.
#include <fmt/format.h>

#include <algorithm>

#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view size_references[] = {"Gmail: attachment size limit"};
constexpr std::string_view count_references[] = {"Microsoft Exchange, Gmail message limits"};
constexpr std::size_t most_octets = 25'000'000;
constexpr std::size_t most_parts = 100;

bool is_leaf(const Part& part) { return !part.is_multipart && !part.is_message; }

/// The header of a part, or where its body begins if it has none.
Place place_of(const Message& message, std::uint32_t index) {
  const Part& part = message.parts()[index];
  const Span line = message.source().line_at(part.header.begin);
  return {.source = line, .part = index};
}

void check_size(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const std::size_t octets =
      message.octets().size() + static_cast<std::size_t>(message.source().origin().cut_octets);
  if (octets <= most_octets) return;
  std::uint32_t largest = 0;
  for (std::uint32_t i = 1; i < message.parts().size(); ++i) {
    const auto size = [&](std::uint32_t part) {
      return is_leaf(message.parts()[part]) ? message.parts()[part].body.size() : 0;
    };
    if (size(i) > size(largest)) largest = i;
  }
  report(place_of(message, largest),
         fmt::format("the message takes {:.1f} MB", static_cast<double>(octets) / 1e6));
}

void check_count(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const auto count = static_cast<std::size_t>(std::ranges::count_if(message.parts(), is_leaf));
  if (count <= most_parts) return;
  std::size_t seen = 0;
  for (std::uint32_t i = 0; i < message.parts().size(); ++i) {
    if (!is_leaf(message.parts()[i]) || ++seen <= most_parts) continue;
    report(place_of(message, i), fmt::format("the message has {} parts", count));
    return;
  }
}

}  // namespace

constinit const Rule size_message_over_25mb{
    .id = "size-message-over-25mb",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "The message is larger than 25 MB",
    .why = "Many servers refuse it; files grow by a third when they are encoded for mail.",
    .remedy = "Send a link to large files instead.",
    .references = size_references,
    .check = check_size,
};

constinit const Rule size_part_count{
    .id = "size-part-count",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "More than 100 parts",
    .why = "Servers limit the number of parts, and filters give up on the message.",
    .remedy = "Put many files into one archive, or send a link to them.",
    .references = count_references,
    .check = check_count,
};

}  // namespace maillint::rules
