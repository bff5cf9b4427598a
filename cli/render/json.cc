// The formats json and ndjson: the envelope and check's messages (their field names are a
// contract).
#include "cli/render/json.h"

#include "cli/render/batch.h"
#include "cli/render/renderer.h"
#include "cli/statistics.h"

namespace maillint::cli {
namespace {

constexpr std::size_t evidence_octets = 300;
constexpr std::size_t message_octets = 600;
constexpr std::size_t usual_octets = 16'384;  // of a report

void write_place(JsonWriter& json, const Finding& finding, Places& places) {
  const Place& place = finding.place;
  const Position begin = places.begin(place);
  const Position end = places.end(place, begin);
  json.member("line", begin.line).member("column", begin.column);
  json.member("end_line", end.line).member("end_column", end.column);
  json.member("offset", places.message().source().file_offset(place.source.begin));
  json.member("length", place.source.size());
  if (const std::string part = places.part_id(place); !part.empty()) json.member("part", part);
  if (place.has_decoded()) {
    const Position decoded = places.decoded(place);
    json.key("decoded").begin_object();
    json.member("line", decoded.line).member("column", decoded.column).end_object();
  }
}

std::string_view message_of(const Finding& finding) {
  return finding.detail.message.empty() ? finding.rule->summary
                                        : std::string_view(finding.detail.message);
}

void write_fix(JsonWriter& json, const Finding& finding, const Places& places) {
  const Fix& fix = finding.rule->fix;
  if (fix.edits == nullptr) return;
  const std::vector<Edit> edits = fix.edits(finding, places.facts());
  if (edits.empty()) return;
  json.key("fix").begin_object().member("title", fix.title).member("safe", fix.safe);
  json.key("edits").begin_array();
  for (const Edit& edit : edits) {
    json.begin_object();
    json.member("offset", places.message().source().file_offset(edit.span.begin));
    json.member("length", edit.span.size()).member("text", edit.text).end_object();
  }
  json.end_array().end_object();
}

void write_words(JsonWriter& json, const Finding& finding, const Places& places) {
  const std::string evidence = clipped(places.evidence(finding), evidence_octets);
  json.member("evidence", evidence);
  json.member("fingerprint", fingerprint(finding.rule->id, evidence));
  write_fix(json, finding, places);
}

void write_finding(JsonWriter& json, const RuleFindings& findings, Places& places,
                   const Budget& budget) {
  const Rule& rule = *findings.rule;
  const Finding& first = findings.places.front();
  json.begin_object();
  json.member("rule", rule.id).member("severity", name(severity_of(findings)));
  json.clipped_member("message", message_of(first), message_octets);
  write_place(json, first, places);
  json.member("count", findings.count);
  json.key("more").begin_array();
  for (std::size_t i = 1; i < findings.places.size() && !budget.is_spent(); ++i) {
    const Finding& further = findings.places[i];
    json.begin_object();
    write_place(json, further, places);
    json.clipped_member("message", message_of(further), message_octets);
    write_words(json, further, places);
    json.end_object();
  }
  json.end_array();
  write_words(json, first, places);
  json.member("why", rule.why).member("remedy", rule.remedy);
  json.strings("references", rule.references);
  json.member("criterion", name(rule.criterion));
  json.strings("required_by", rule.required_by);
  json.end_object();
}

void write_criteria(JsonWriter& json, const Report& report) {
  json.key("criteria").begin_array();
  for (const CriterionResult& result : report.criteria) {
    json.begin_object();
    json.member("id", name(result.criterion)).member("status", name(result.status));
    json.member("findings", result.findings).member("note", result.note);
    json.end_object();
  }
  json.end_array();
}

void write_risk(JsonWriter& json, const risk::Risk& risk) {
  json.key("risk").begin_object().member("probability", risk.probability);
  json.key("contributors").begin_array();
  for (const risk::Contributor& contributor : risk.contributors) {
    json.begin_object().member("feature", contributor.feature);
    json.member("kind", name(contributor.kind)).member("weight", contributor.weight).end_object();
  }
  json.end_array().member("trained_on", risk.trained_on).end_object();
}

void write_check(JsonWriter& json, const Report& report) {
  Places places(*report.facts);
  const Budget budget(json, report.message->octets().size());
  json.member("kind", name(report.kind));
  json.member("stage", name(report.settings.stage));
  json.member("stage_guessed", report.stage_guessed);
  json.member("stage_reason", report.guess.stage_reason);
  json.member("profile", name(report.settings.profile));
  json.member("profile_guessed", report.profile_guessed);
  json.member("profile_reason", report.guess.profile_reason);
  write_findings(json, report.findings, places, budget);
  write_criteria(json, report);
  if (report.risk) write_risk(json, *report.risk);
  write_parts(json, *report.facts);
  json.key("auth").begin_object().end_object();
  write_hops(json, *report.facts);
  json.key("suppressed").begin_object();
  static constexpr std::string_view names[] = {"inline", "config", "baseline"};  // by SuppressedBy
  static_assert(std::size(names) == suppressed_by_count);
  for (std::size_t i = 0; i < suppressed_by_count; ++i)
    json.member(names[i], report.suppressed_counts[i]);
  json.end_object();
  write_input_errors(json, report);
}

class JsonRenderer : public Renderer {
 public:
  JsonRenderer(const RenderOptions& options, bool lines) : options_(options), lines_(lines) {}

  std::string begin() const override {
    if (lines_) return {};
    std::string out = "{";
    JsonWriter json(out);
    json.member("schema", json_schema).key("tool").begin_object();
    json.member("name", "maillint").member("version", MAILLINT_VERSION).end_object();
    json.member("command", name(options_.command));
    return out + ",\"messages\":[\n";
  }

  std::string separator() const override { return lines_ ? "" : ",\n"; }

  std::string message(const Report& report) const override {
    std::string out;
    out.reserve(usual_octets);
    JsonWriter json(out);
    json.begin_object().member("schema", json_schema).member("path", report.path);
    if (report.kind == Kind::error || report.message == nullptr) {
      json.member("kind", "error");
      write_input_errors(json, report);
    } else if (options_.command == Subcommand::explain) {
      write_explanation(json, report, options_.sisimai);
    } else {
      write_check(json, report);
    }
    json.end_object();
    if (lines_) out += '\n';
    return out;
  }

  std::string batch(std::span<const BatchFinding> findings) const override {
    return json_of_batch(findings) + (lines_ ? "\n" : "");
  }

  std::string end(const Totals& totals) const override {
    if (lines_) return {};
    std::string out = "],\n\"summary\":";
    JsonWriter json(out);
    json.begin_object().member("messages", totals.messages).member("errors", totals.errors);
    json.member("warnings", totals.warnings).member("infos", totals.infos);
    json.member("unreadable", totals.unreadable).member("seconds", totals.seconds);
    if (totals.statistics != nullptr) totals.statistics->write(json);
    json.end_object();
    return "\n" + out + "}\n";
  }

 private:
  RenderOptions options_;
  bool lines_;
};

}  // namespace

void write_findings(JsonWriter& json, std::span<const RuleFindings> findings, Places& places,
                    const Budget& budget) {
  json.key("findings").begin_array();
  for (const RuleFindings& rule : findings) {
    if (!rule.places.empty()) write_finding(json, rule, places, budget);
  }
  json.end_array();
}

void write_input_errors(JsonWriter& json, const Report& report) {
  json.key("input_errors").begin_array();
  for (const InputError& error : report.input_errors) {
    json.begin_object().member("message", error.message);
    json.member("errno", error.errno_value).end_object();
  }
  json.end_array();
}

std::unique_ptr<Renderer> make_json_renderer(const RenderOptions& options) {
  return std::make_unique<JsonRenderer>(options, false);
}

std::unique_ptr<Renderer> make_ndjson_renderer(const RenderOptions& options) {
  return std::make_unique<JsonRenderer>(options, true);
}

}  // namespace maillint::cli
