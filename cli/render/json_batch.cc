// Findings across messages in JSON.
#include <algorithm>

#include "cli/render/batch.h"
#include "cli/render/json.h"

namespace maillint::cli {
namespace {

void write_batch_finding(JsonWriter& json, const BatchFinding& finding) {
  const Rule& rule = *finding.rule;
  json.begin_object();
  json.member("rule", rule.id).member("severity", name(finding.severity));
  json.member("message", finding.message);
  // The first place, as in a message's findings; which file it is in, `places` tells.
  json.member("line", finding.places.front().line);
  json.member("column", finding.places.front().column);
  json.member("count", finding.count);
  json.key("places").begin_array();
  for (const BatchPlace& place : finding.places) {
    json.begin_object().member("path", place.path).member("line", place.line);
    json.member("column", place.column).end_object();
  }
  json.end_array();
  json.member("evidence", finding.evidence);
  json.member("fingerprint", fingerprint(rule.id, finding.key));
  json.member("why", rule.why).member("remedy", rule.remedy);
  json.strings("references", rule.references);
  json.member("criterion", name(rule.criterion));
  json.strings("required_by", rule.required_by);
  json.end_object();
}

/// As of a message, but only criteria that something was found for across messages.
void write_batch_criteria(JsonWriter& json, std::span<const BatchFinding> findings) {
  json.key("criteria").begin_array();
  for (std::size_t i = 0; i < criterion_count; ++i) {
    const auto criterion = static_cast<Criterion>(i);
    std::size_t count = 0;
    Severity worst = Severity::info;
    for (const BatchFinding& finding : findings) {
      if (finding.rule->criterion != criterion || finding.severity == Severity::info) continue;
      count += finding.count;
      worst = std::max(worst, finding.severity);
    }
    if (count == 0) continue;
    const CriterionStatus status =
        worst == Severity::error ? CriterionStatus::fail : CriterionStatus::warn;
    json.begin_object().member("id", name(criterion)).member("status", name(status));
    json.member("findings", count).member("note", "across messages").end_object();
  }
  json.end_array();
}

}  // namespace

std::string json_of_batch(std::span<const BatchFinding> findings) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("schema", json_schema).member("path", "");
  json.member("kind", name(Kind::batch));
  json.key("findings").begin_array();
  for (const BatchFinding& finding : findings) write_batch_finding(json, finding);
  json.end_array();
  write_batch_criteria(json, findings);
  json.end_object();
  return out;
}

}  // namespace maillint::cli
