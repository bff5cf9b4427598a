// check --format gitlab and rdjson: the JSON of GitLab's Code Quality and of reviewdog.
#include "cli/render/annotations.h"
#include "cli/render/batch.h"
#include "cli/render/json_writer.h"
#include "cli/render/renderer.h"
#include "cli/render/uri.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

void write_gitlab(JsonWriter& json, std::string_view path, const Annotation& a) {
  json.begin_object();
  json.member("description", a.message).member("check_name", a.rule->id);
  json.member("fingerprint", a.fingerprint);
  json.member("severity", a.severity == Severity::error     ? "major"
                          : a.severity == Severity::warning ? "minor"
                                                            : "info");
  json.key("location").begin_object().member("path", file_of_report(path));
  json.key("lines").begin_object().member("begin", a.begin.line).end_object();
  json.end_object().end_object();
}

void write_position(JsonWriter& json, std::string_view key, const Position& at) {
  json.key(key).begin_object().member("line", at.line).member("column", at.column).end_object();
}

void write_rdjson(JsonWriter& json, std::string_view path, const Annotation& a) {
  json.begin_object().member("message", a.message);
  json.key("location").begin_object().member("path", file_of_report(path));
  json.key("range").begin_object();
  write_position(json, "start", a.begin);
  write_position(json, "end", a.end);
  json.end_object().end_object();
  json.member("severity", a.severity == Severity::error     ? "ERROR"
                          : a.severity == Severity::warning ? "WARNING"
                                                            : "INFO");
  json.key("code").begin_object().member("value", a.rule->id).end_object().end_object();
}

/// A JSON array of objects, a line each.
class ListRenderer : public Renderer {
 public:
  using Write = void (*)(JsonWriter&, std::string_view path, const Annotation&);
  ListRenderer(std::string begin, std::string end, Write write)
      : begin_(std::move(begin)), end_(std::move(end)), write_(write) {}

  std::string begin() const override { return begin_; }
  std::string separator() const override { return ",\n"; }
  std::string message(const Report& report) const override {
    return json_lines(annotations_of(report),
                      [&](JsonWriter& json, const Annotation& a) { write_(json, report.path, a); });
  }
  std::string batch(std::span<const BatchFinding> findings) const override {
    return json_lines(findings, [&](JsonWriter& json, const BatchFinding& finding) {
      write_(json, finding.places.front().path, annotation_of(finding));
    });
  }
  std::string end(const Totals&) const override { return end_; }

 private:
  std::string begin_;
  std::string end_;
  Write write_;
};

}  // namespace

std::unique_ptr<Renderer> make_gitlab_renderer() {
  return std::make_unique<ListRenderer>("[\n", "\n]\n", write_gitlab);
}

std::unique_ptr<Renderer> make_rdjson_renderer() {
  return std::make_unique<ListRenderer>("{\"source\":{\"name\":\"maillint\"},\"diagnostics\":[\n",
                                        "\n]}\n", write_rdjson);
}

}  // namespace maillint::cli
