// Rules loop-delivered-to-repeat, loop-x-loop: a field that says "I was here" says it again.
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/local_hop.h"

namespace maillint::rules {
namespace {

constexpr std::string_view delivered_to_references[] = {
    "Postfix local(8): Delivered-To", "ALL-INKL.COM, Email error messages: Mail loop"};
constexpr std::string_view x_loop_references[] = {"procmailex(5): X-Loop"};

/// What the message passed above a field.
struct Passed {
  std::size_t hops = 0;   // between hosts
  std::size_t steps = 0;  // hops inside one organization
};

/// Whether two equal stamps can mean one delivery in stages: a single hop inside the organization
/// lies between them, as from its MX to its mailbox server.
bool is_staged(const Passed& upper, const Passed& lower) {
  return lower.hops - upper.hops == 1 && lower.steps - upper.steps == 1;
}
/// Filters of one host that stamp alike.
bool never_staged(const Passed&, const Passed&) { return false; }

struct Stamp {
  const Field* field = nullptr;  // the topmost, that is the latest
  std::size_t count = 0;
  Passed above;  // of the lowest one counted so far
};

bool stays_in_organization(const Received& hop) {
  const std::string by = organizational_domain(hop.by);
  const std::string_view from = hop.from_host.empty() ? hop.from : hop.from_host;
  return !by.empty() && by == organizational_domain(from);
}

/// Lower case, without < >: addresses are compared as mail systems do it here.
std::string stamp_text(const Message& message, const Field& field) {
  std::string_view text = message.text(message.trimmed(field));
  if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
  return ascii::to_lower(text);
}

/// Stamps of the fields `id` by text; two of them count as one where `staged` says so. Reported in
/// the order of the message.
void report_repeats(const Message& message, const Facts& facts, FieldId id,
                    bool (*staged)(const Passed&, const Passed&), std::string_view words,
                    const Reporter& report) {
  if (std::ranges::count(message.fields(), id, &Field::id) < 2) return;
  std::unordered_map<std::string, Stamp> stamps;
  std::vector<const std::string*> order;
  Passed above;
  std::size_t received = 0;
  for (const Field& field : message.fields()) {
    if (field.id == FieldId::received && received < facts.hops().size()) {
      const Received& hop = facts.hops()[received++];
      if (!is_local_hop(hop)) {
        ++above.hops;
        if (stays_in_organization(hop)) ++above.steps;
      }
    }
    if (field.id != id) continue;
    const auto [entry, is_new] = stamps.try_emplace(stamp_text(message, field));
    Stamp& stamp = entry->second;
    if (is_new) {
      stamp = {&field, 1, above};
      order.push_back(&entry->first);
    } else if (!staged(stamp.above, above)) {
      ++stamp.count;
      stamp.above = above;
    }
  }
  for (const std::string* text : order) {
    const Stamp& stamp = stamps[*text];
    if (stamp.count < 2 || text->empty()) continue;
    report(message.trimmed(*stamp.field), fmt::format("{} {} times", words, stamp.count));
  }
}

void delivered_to(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  report_repeats(message, facts, FieldId::delivered_to, is_staged, "delivered to this mailbox",
                 report);
}

void x_loop(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  report_repeats(message, facts, FieldId::x_loop, never_staged, "passed this filter", report);
}

}  // namespace

constinit const Rule loop_delivered_to_repeat{
    .id = "loop-delivered-to-repeat",
    .severity = Severity::error,
    .criterion = Criterion::loop,
    .summary = "Delivered to the same mailbox more than once",
    .why =
        "The mailbox sent the message on, and it came back. Postfix and qmail refuse mail that "
        "already bears their own Delivered-To.",
    .remedy = "Switch off the forward of this mailbox, or the one that leads back to it.",
    .references = delivered_to_references,
    .check = delivered_to,
};

constinit const Rule loop_x_loop{
    .id = "loop-x-loop",
    .severity = Severity::warning,
    .criterion = Criterion::loop,
    .summary = "The same X-Loop mark stands more than once",
    .why =
        "A filter or list marks what it has handled with X-Loop, to drop it when it comes back. "
        "It came back and was sent on all the same.",
    .remedy = "Let the filter stop at mail that bears its own X-Loop.",
    .references = x_loop_references,
    .check = x_loop,
};

}  // namespace maillint::rules
