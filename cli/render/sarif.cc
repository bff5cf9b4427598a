// check --format sarif: SARIF 2.1.0 (OASIS), for code scanning services.
#include <fmt/format.h>

#include <algorithm>

#include "cli/render/annotations.h"
#include "cli/render/batch.h"
#include "cli/render/json_writer.h"
#include "cli/render/renderer.h"
#include "cli/render/uri.h"
#include "lint/escape.h"
#include "rules/maillint.h"

namespace maillint::cli {
namespace {

std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      break;
  }
  return "note";
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).begin_object().member("text", text).end_object();
}

void write_rule(JsonWriter& json, const Rule& rule) {
  json.begin_object().member("id", rule.id);
  write_text(json, "shortDescription", rule.summary);
  write_text(json, "fullDescription", rule.why);
  write_text(json, "help", rule.remedy);
  json.key("defaultConfiguration").begin_object();
  json.member("level", level(rule.severity)).end_object();
  json.key("properties").begin_object();
  json.member("criterion", name(rule.criterion));
  json.strings("references", rule.references);
  json.end_object().end_object();
}

void write_artifact(JsonWriter& json, std::string_view path) {
  json.key("artifactLocation")
      .begin_object()
      .member("uri", uri_of_path(file_of_report(path)))
      .end_object();
}

void write_location(JsonWriter& json, std::string_view path, const Annotation& a) {
  json.key("locations").begin_array().begin_object();
  json.key("physicalLocation").begin_object();
  write_artifact(json, path);
  json.key("region").begin_object();
  json.member("startLine", a.begin.line).member("startColumn", a.begin_character);
  json.member("endLine", a.end.line).member("endColumn", a.end_character);
  if (a.length > 0) json.member("byteOffset", a.offset).member("byteLength", a.length);
  json.end_object().end_object().end_object().end_array();
}

/// The result itself is about the first place: a service shows no other one.
void write_related(JsonWriter& json, const BatchFinding& finding) {
  if (finding.places.size() < 2) return;
  json.key("relatedLocations").begin_array();
  for (std::size_t i = 1; i < finding.places.size(); ++i) {
    const BatchPlace& place = finding.places[i];
    json.begin_object().member("id", i);
    json.key("physicalLocation").begin_object();
    write_artifact(json, place.path);
    json.key("region").begin_object().member("startLine", place.line);
    json.member("startColumn", place.column).end_object().end_object().end_object();
  }
  json.end_array();
}

void write_fix(JsonWriter& json, std::string_view path, const Annotation& a) {
  if (a.edits.empty()) return;
  json.key("fixes").begin_array().begin_object();
  write_text(json, "description", a.rule->fix.title);
  json.key("artifactChanges").begin_array().begin_object();
  write_artifact(json, path);
  json.key("replacements").begin_array();
  for (const Edit& edit : a.edits) {
    json.begin_object().key("deletedRegion").begin_object();
    json.member("byteOffset", a.message_offset + edit.span.begin);
    json.member("byteLength", edit.span.size()).end_object();
    write_text(json, "insertedContent", edit.text);
    json.end_object();
  }
  json.end_array().end_object().end_array().end_object().end_array();
}

void write_suppressions(JsonWriter& json, const Suppressed* suppressed) {
  json.key("suppressions").begin_array();
  if (suppressed != nullptr) {
    const bool in_source = suppressed->by == SuppressedBy::inline_;
    json.begin_object().member("kind", in_source ? "inSource" : "external");
    if (!suppressed->reason.empty()) json.member("justification", suppressed->reason);
    json.end_object();
  }
  json.end_array();
}

void write_result(JsonWriter& json, std::string_view path, const Annotation& a,
                  const BatchFinding* across = nullptr) {
  const auto rules = all_rules();
  json.begin_object().member("ruleId", a.rule->id);
  json.member("ruleIndex", std::ranges::find(rules, a.rule) - rules.begin());
  json.member("level", level(a.severity));
  write_text(json, "message", a.message);
  write_location(json, path, a);
  if (across != nullptr) write_related(json, *across);
  write_fix(json, path, a);
  write_suppressions(json, a.suppressed);
  json.key("partialFingerprints").begin_object();
  json.member("maillint/v1", a.fingerprint).end_object().end_object();
}

/// Results are written as they come; inputs that could not be read come last, as notifications.
class SarifRenderer : public Renderer {
 public:
  std::string begin() const override {
    std::string out;
    JsonWriter json(out);
    json.begin_object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.member("version", "2.1.0").key("runs").begin_array().begin_object();
    json.member("columnKind", "unicodeCodePoints");
    json.key("tool").begin_object().key("driver").begin_object();
    json.member("name", "maillint").member("version", MAILLINT_VERSION);
    json.key("rules").begin_array();
    for (const Rule* rule : all_rules()) write_rule(json, *rule);
    json.end_array().end_object().end_object();
    return out + ",\"results\":[\n";
  }
  std::string separator() const override { return ",\n"; }
  std::string message(const Report& report) const override {
    return json_lines(annotations_of(report, true), [&](JsonWriter& json, const Annotation& a) {
      write_result(json, report.path, a);
    });
  }
  std::string batch(std::span<const BatchFinding> findings) const override {
    return json_lines(findings, [](JsonWriter& json, const BatchFinding& finding) {
      write_result(json, finding.places.front().path, annotation_of(finding), &finding);
    });
  }
  std::string end(const Totals& totals) const override {
    std::string out = "],\n\"invocations\":";
    JsonWriter json(out);
    json.begin_array().begin_object().member("executionSuccessful", totals.unreadable == 0);
    if (totals.unreadable > 0) {
      json.key("toolExecutionNotifications").begin_array().begin_object();
      json.member("level", "error");
      write_text(json, "message", fmt::format("{} inputs could not be read", totals.unreadable));
      json.end_object().end_array();
    }
    json.end_object().end_array();
    return "\n" + out + "}]}\n";
  }
};

}  // namespace

std::unique_ptr<Renderer> make_sarif_renderer() { return std::make_unique<SarifRenderer>(); }

}  // namespace maillint::cli
