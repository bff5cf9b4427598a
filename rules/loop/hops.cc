// Rules loop-too-many-hops, loop-received-out-of-order, loop-received-malformed: what the Received
// fields say one by one.
#include <fmt/core.h>

#include "rules/index.h"
#include "rules/local_hop.h"

namespace maillint::rules {
namespace {

constexpr std::size_t few_hops = 25;   // Sendmail's MaxHopCount
constexpr std::size_t many_hops = 30;  // Exim's received_headers_max, Exchange
constexpr std::int64_t clock_skew_seconds = 300;

constexpr std::string_view too_many_references[] = {
    "RFC 5321 6.3", "ALL-INKL.COM, Email error messages: Mail loop"};
constexpr std::string_view trace_references[] = {"RFC 5321 4.4", "RFC 5322 3.6.7"};

void too_many(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const std::span<const Received> hops = facts.hops();
  if (hops.size() <= few_hops) return;
  report.as(hops.size() > many_hops ? Severity::error : Severity::warning,
            hop_span(message, hops.front()),
            {.message = fmt::format("{} Received fields; many servers refuse above {} to {}",
                                    hops.size(), few_hops, many_hops),
             .evidence = {}});
}

std::string duration(std::int64_t seconds) {
  if (seconds >= 2 * 86'400) return fmt::format("{} days", seconds / 86'400);
  if (seconds >= 2 * 3'600) return fmt::format("{} hours", seconds / 3'600);
  return fmt::format("{} minutes", seconds / 60);
}

void out_of_order(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  const std::span<const Received> hops = facts.hops();  // top first: the latest
  const Received* later = nullptr;
  for (const Received& hop : hops) {
    if (!hop.time) continue;
    if (later != nullptr && hop.time->seconds - later->time->seconds > clock_skew_seconds) {
      report(hop_span(message, *later),
             fmt::format("{} earlier than the step before it",
                         duration(hop.time->seconds - later->time->seconds)));
    }
    later = &hop;
  }
}

void malformed(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  for (const Received& hop : facts.hops()) {
    if (!hop.malformed) continue;
    report(hop_span(message, hop),
           hop.time ? "names neither \"from\" nor \"by\"" : "has no date that can be read");
  }
}

}  // namespace

constinit const Rule loop_too_many_hops{
    .id = "loop-too-many-hops",
    .severity = Severity::error,
    .criterion = Criterion::loop,
    .summary = "More Received fields than servers accept",
    .why =
        "Each server adds one. Servers stop at a limit, often 25 to 50, because so many only pile "
        "up when mail runs in circles, and then the message is refused for good.",
    .remedy =
        "Look for a forward that leads back: follow the Received fields from the bottom up, "
        "and switch off the rule or alias that sends the message on again.",
    .references = too_many_references,
    .check = too_many,
};

constinit const Rule loop_received_out_of_order{
    .id = "loop-received-out-of-order",
    .severity = Severity::info,
    .criterion = Criterion::loop,
    .summary = "Times in Received run backwards",
    .why =
        "Later steps stand further up. A clock is wrong on one of the hosts, or fields were "
        "inserted by hand.",
    .remedy = "Synchronize the clock of the host that is off (NTP).",
    .references = trace_references,
    .check = out_of_order,
};

constinit const Rule loop_received_malformed{
    .id = "loop-received-malformed",
    .severity = Severity::info,
    .criterion = Criterion::loop,
    .summary = "A Received field does not follow the standard",
    .why =
        "Without hosts and a date nobody can follow the way of the message, and filters take such "
        "fields for forged ones.",
    .remedy = "Let the mail server write this field; software before it should add none.",
    .references = trace_references,
    .check = malformed,
};

}  // namespace maillint::rules
