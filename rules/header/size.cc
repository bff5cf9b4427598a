// Rules header-total-too-large, header-too-many-headers.
#include <fmt/format.h>

#include <algorithm>

#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view size_references[] = {"Microsoft Exchange MaxHeaderSize"};
constexpr std::string_view count_references[] = {"Microsoft Exchange, Postfix header limits"};
constexpr std::size_t most_octets = 64 * 1024;
constexpr std::size_t most_fields = 1'000;

void check_size(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const Span header = message.parts()[0].header;
  if (header.size() <= most_octets || message.fields().empty()) return;
  const auto size = [](const Field& field) { return field.body.end - field.name.begin; };
  const Field& largest = *std::ranges::max_element(message.fields(), {}, size);
  // One field that makes most of it, or the header from its first one on.
  const bool is_one = size(largest) > header.size() / 2;
  report(is_one ? largest.name : message.fields().front().name,
         is_one ? fmt::format("the header takes {} octets, {} of them in {}", header.size(),
                              size(largest), message.name(largest).substr(0, 60))
                : fmt::format("the header takes {} octets", header.size()));
}

void check_count(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  if (message.fields().size() <= most_fields) return;
  report(message.fields()[most_fields].name,
         fmt::format("the header has {} fields", message.fields().size()));
}

}  // namespace

constinit const Rule header_total_too_large{
    .id = "header-total-too-large",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "The header is larger than 64 KB",
    .why = "Exchange and others refuse messages with such a header.",
    .remedy =
        "Send to many people through list software, a message for each; drop fields that nobody "
        "reads.",
    .references = size_references,
    .check = check_size,
};

constinit const Rule header_too_many_headers{
    .id = "header-too-many-headers",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "More than 1,000 header fields",
    .why = "Servers limit the number and refuse the message; filters suspect a loop.",
    .remedy = "Find out which program adds them: often a loop between two servers.",
    .references = count_references,
    .check = check_count,
};

}  // namespace maillint::rules
