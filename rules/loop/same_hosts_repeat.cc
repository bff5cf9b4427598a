// Rule loop-same-hosts-repeat: the message went round between the same hosts.
//
// The hosts that stamped the message, oldest first, without steps inside one host, make a walk:
// anna bert anna bert anna. A step that the walk makes three times is a circle; what lies between
// two of them is the way round. One pass over the hops with a table of the steps seen.
#include <fmt/core.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/local_hop.h"

namespace maillint::rules {
namespace {

constexpr std::size_t rounds_of_hosts = 3;
/// Big providers use another host each time; then the organizations tell. Signature services and
/// filters outside the house send a message back once or twice without any loop.
constexpr std::size_t rounds_of_organizations = 4;
constexpr std::size_t hosts_shown = 8;

constexpr std::string_view references[] = {"RFC 5321 6.3",
                                           "ALL-INKL.COM, Email error messages: Mail loop"};

struct Stop {
  std::string host;
  std::size_t hop = 0;  // index into Facts::hops(), the last of a stay
};

/// Consecutive stops differ.
using Walk = std::vector<Stop>;

void arrive(Walk& walk, std::string host, std::size_t hop) {
  if (host.empty()) return;
  if (!walk.empty() && walk.back().host == host) {
    walk.back().hop = hop;
  } else {
    walk.push_back({std::move(host), hop});
  }
}

Walk walk_of_hosts(std::span<const Received> hops) {
  Walk walk;
  for (std::size_t i = hops.size(); i-- > 0;) {
    if (is_local_hop(hops[i])) continue;
    arrive(walk, stamping_host(hops[i]), i);
  }
  return walk;
}

Walk walk_of_organizations(const Walk& hosts) {
  std::unordered_map<std::string_view, std::string> known;
  Walk walk;
  for (const Stop& stop : hosts) {
    const auto [entry, is_new] = known.try_emplace(stop.host);
    if (is_new) entry->second = organizational_domain(stop.host);
    arrive(walk, entry->second, stop.hop);
  }
  return walk;
}

struct Circle {
  std::size_t rounds = 0;
  std::size_t first = 0;     // index of the step's first occurrence in the walk
  std::size_t previous = 0;  // of its last but one
  std::size_t last = 0;
};

/// The step made most often; of several the earliest.
Circle longest_circle(const Walk& walk) {
  std::unordered_map<std::string, Circle> steps;
  steps.reserve(walk.size());
  const Circle* best = nullptr;
  for (std::size_t i = 0; i + 1 < walk.size(); ++i) {
    Circle& step = steps[walk[i].host + ' ' + walk[i + 1].host];
    if (step.rounds++ == 0) step.first = i;
    step.previous = step.last;
    step.last = i;
    const bool is_better = best == nullptr || step.rounds > best->rounds ||
                           (step.rounds == best->rounds && step.first < best->first);
    if (is_better) best = &step;
  }
  return best == nullptr ? Circle{} : *best;
}

std::string way_round(const Walk& walk, const Circle& circle) {
  std::string text = walk[circle.previous].host;
  std::size_t shown = 1;
  for (std::size_t i = circle.previous + 1; i <= circle.last; ++i) {
    if (shown == hosts_shown && i != circle.last) {
      text += " -> ...";
      i = circle.last - 1;
    } else {
      text += " -> " + walk[i].host;
    }
    ++shown;
  }
  return text;
}

bool report_circle(const Message& message, std::span<const Received> hops, const Walk& walk,
                   std::size_t rounds, const Reporter& report) {
  const Circle circle = longest_circle(walk);
  if (circle.rounds < rounds) return false;
  const std::size_t round = circle.last - circle.previous;
  std::size_t end = circle.last + 1;  // the last stop that still follows the circle
  while (end + 1 < walk.size() && walk[end + 1].host == walk[end + 1 - round].host) ++end;
  const Span top = hop_span(message, hops[walk[end].hop]);
  const Span bottom = hop_span(message, hops[walk[circle.first].hop]);
  const Source& source = message.source();
  report(
      span_of(top.begin, bottom.end),
      {.message = fmt::format("{}, {} rounds, lines {}-{}", way_round(walk, circle), circle.rounds,
                              source.position(top.begin).line, source.position(bottom.end).line),
       .evidence = way_round(walk, circle)});
  return true;
}

void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const std::span<const Received> hops = facts.hops();
  if (hops.size() < 2 * rounds_of_hosts) return;  // fewer cannot make that many steps to and fro
  const Walk hosts = walk_of_hosts(hops);
  if (hosts.size() < 2 * rounds_of_hosts) return;
  if (report_circle(message, hops, hosts, rounds_of_hosts, report)) return;
  if (hosts.size() < 2 * rounds_of_organizations) return;
  report_circle(message, hops, walk_of_organizations(hosts), rounds_of_organizations, report);
}

}  // namespace

constinit const Rule loop_same_hosts_repeat{
    .id = "loop-same-hosts-repeat",
    .severity = Severity::error,
    .criterion = Criterion::loop,
    .summary = "The message runs in a circle between the same hosts",
    .why =
        "Two mailboxes or servers forward to each other. Each round adds trace fields until a "
        "server refuses the message as a mail loop; the sender then gets it back.",
    .remedy = "Switch off one of the forwards, aliases or autoresponders on the hosts named.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
