// Findings across messages: fingerprints in, groups of messages out.
#include "rules/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lint/limits.h"
#include "rules/hygiene/event.h"
#include "rules/input.h"

namespace maillint {

namespace rules {
extern const Rule batch_burst_similar;
extern const Rule batch_same_message_id;
extern const Rule batch_similar_to_spam;
extern const Rule batch_rcpt_bounced_before;
}  // namespace rules

namespace {

bool runs(const RuleSet& rules, const Rule& rule) {
  const std::span<const Rule* const> list = rules.on(rule.check.on());
  return std::ranges::find(list, &rule) != list.end();
}

/// Source::position() would index the whole message, of which this wants the header only.
std::uint32_t line_of(const Message& message, const Field& field) {
  const Source& source = message.source();
  if (message.line_end() == LineEnd::cr)
    return static_cast<std::uint32_t>(source.position(field.name.begin).line);
  const std::string_view before = source.octets().substr(0, field.name.begin);
  return static_cast<std::uint32_t>(source.origin().line +
                                    static_cast<std::size_t>(std::ranges::count(before, '\n')));
}

}  // namespace

/// A finding, and where it stands among the others.
struct Batch::Found {
  BatchFinding finding;
  std::uint32_t first = 0;  // message
};

Batch::Batch(const RuleSet& rules, BurstLimits burst, std::vector<SeverityChange> severities)
    : burst_limits_(burst),
      severities_(std::move(severities)),
      burst_(runs(rules, rules::batch_burst_similar)),
      same_message_id_(runs(rules, rules::batch_same_message_id)),
      similar_to_spam_(runs(rules, rules::batch_similar_to_spam)) {}

void Batch::add_spam(Input input) {
  std::string path = input.path;
  const std::unique_ptr<const Message> message = read_message(std::move(input));
  const std::uint64_t hash = text_hash(Facts(*message));
  if (hash == 0) return;
  spam_.push_back(hash);
  spam_paths_.add(path);
}

Batch::Item Batch::look_at(Report& report) const {
  Item item{.path = report.path, .fingerprint = {}, .bounced = {}};
  if (report.message == nullptr) return item;
  const Message& message = *report.message;
  item.line = static_cast<std::uint32_t>(message.source().origin().line);
  if (const Field* field = message.find(FieldId::message_id))
    item.message_id_line = line_of(message, *field);
  if (burst_ || same_message_id_ || (similar_to_spam_ && !spam_.empty()))
    item.fingerprint = fingerprint_of(message, *report.facts, report.kind);
  const auto bounced =
      std::ranges::find(report.findings, &rules::batch_rcpt_bounced_before, &RuleFindings::rule);
  if (bounced == report.findings.end()) return item;
  for (const Finding& finding : bounced->places) {
    const Position at = message.source().position(finding.place.source.begin);
    item.bounced.push_back({.address = address_key(finding.detail.evidence),
                            .line = static_cast<std::uint32_t>(at.line),
                            .column = static_cast<std::uint32_t>(at.column)});
  }
  report.findings.erase(bounced);
  return item;
}

void Batch::add(Item item) {
  const auto number = static_cast<std::uint32_t>(fingerprints_.size());
  paths_.add(item.path);
  fingerprints_.push_back(item.fingerprint);
  lines_.push_back({.message = item.line, .message_id = item.message_id_line});
  for (Item::Recipient& recipient : item.bounced) {
    const auto [known, is_new] =
        bounced_by_address_.try_emplace(recipient.address, bounced_.size());
    if (is_new) bounced_.push_back({.address = std::move(recipient.address), .places = {}});
    Bounced& bounced = bounced_[known->second];
    if (bounced.count++ < limits::places_per_rule)
      bounced.places.push_back(
          {.message = number, .line = recipient.line, .column = recipient.column});
  }
}

BatchPlace Batch::place(const Place& place) const {
  return {.path = paths_[place.message], .line = place.line, .column = place.column};
}

Batch::Found Batch::from_group(const Rule& rule, const Group& group) const {
  Found found{.finding = {.rule = &rule,
                          .message = group.message,
                          .evidence = {},
                          .key = fmt::format("{:016x}", group.key),
                          .count = group.count,
                          .places = {}},
              .first = group.members.front()};
  const bool at_id = &rule == &rules::batch_same_message_id;
  for (const std::uint32_t member : group.members) {
    const Lines& lines = lines_[member];
    found.finding.places.push_back(
        place({.message = member, .line = at_id ? lines.message_id : lines.message, .column = 1}));
  }
  return found;
}

std::vector<BatchFinding> Batch::findings() const {
  std::vector<Found> all;
  if (burst_) {
    for (const Group& group : find_bursts(fingerprints_, burst_limits_))
      all.push_back(from_group(rules::batch_burst_similar, group));
  }
  if (same_message_id_) {
    for (const Group& group : find_shared_message_ids(fingerprints_))
      all.push_back(from_group(rules::batch_same_message_id, group));
  }
  if (similar_to_spam_) {
    for (const Group& group : find_similar_to(spam_, fingerprints_)) {
      Found found = from_group(rules::batch_similar_to_spam, group);
      found.finding.evidence = spam_paths_[static_cast<std::uint32_t>(group.key)];
      found.finding.message =
          fmt::format("{} like the known spam {}",
                      group.count == 1 ? "text is" : fmt::format("{} texts are", group.count),
                      found.finding.evidence);
      found.finding.key = fmt::format("{:016x}", spam_[group.key]);
      all.push_back(std::move(found));
    }
  }
  for (const Bounced& bounced : bounced_) {
    Found found{
        .finding = {.rule = &rules::batch_rcpt_bounced_before,
                    .message = fmt::format("{} is on your suppression list", bounced.address),
                    .evidence = bounced.address,
                    .key = bounced.address,
                    .count = bounced.count,
                    .places = {}},
        .first = bounced.places.front().message};
    for (const Place& at : bounced.places) found.finding.places.push_back(place(at));
    all.push_back(std::move(found));
  }
  for (Found& found : all) {
    found.finding.severity = found.finding.rule->severity;
    for (const SeverityChange& change : severities_) {
      if (glob_match(change.rules, found.finding.rule->id))
        found.finding.severity = change.severity;
    }
  }
  std::ranges::stable_sort(all, [](const Found& a, const Found& b) {
    if (a.finding.severity != b.finding.severity) return a.finding.severity > b.finding.severity;
    return a.first < b.first;
  });
  std::vector<BatchFinding> findings;
  for (Found& found : all) findings.push_back(std::move(found.finding));
  return findings;
}

}  // namespace maillint
