// Markdown (GitHub's and GitLab's), and check --format markdown.
#include "cli/render/markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/output.h"
#include "cli/render/annotations.h"
#include "cli/render/batch.h"
#include "cli/render/places.h"
#include "cli/render/renderer.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

/// A line a rule, the worst first: the first place, and how many more there are.
class MarkdownRenderer : public Renderer {
 public:
  std::string separator() const override { return "\n"; }
  std::string message(const Report& report) const override {
    const std::vector<Annotation> annotations = annotations_of(report);
    std::string rows;
    for (auto at = annotations.begin(); at != annotations.end();) {
      const auto next = std::find_if(at, annotations.end(),
                                     [&](const Annotation& a) { return a.rule != at->rule; });
      rows += fmt::format("| {} | {}:{}{} | {} | {} |\n", name(at->severity), at->begin.line,
                          at->begin.column,
                          next - at > 1 ? fmt::format(" and {} more", next - at - 1) : "",
                          at->rule->id, markdown_text(at->message));
      at = next;
    }
    if (rows.empty()) return {};
    return guard_lines(fmt::format("**{}**\n\n| | place | rule | finding |\n|---|---|---|---|\n{}",
                                   markdown_text(report.path), rows));
  }
  std::string batch(std::span<const BatchFinding> findings) const override {
    std::string out =
        "**Across messages**\n\n| | first place | rule | finding |\n|---|---|---|---|\n";
    for (const BatchFinding& finding : findings) {
      const Annotation a = annotation_of(finding);
      out += fmt::format("| {} | {}:{}:{} | {} | {} |\n", name(a.severity),
                         markdown_text(finding.places.front().path), a.begin.line, a.begin.column,
                         a.rule->id, markdown_text(a.message));
    }
    return guard_lines(std::move(out));
  }
  std::string end(const Totals& totals) const override {
    return fmt::format("\n{} errors, {} warnings in {} messages.\n", totals.errors, totals.warnings,
                       totals.messages - totals.unreadable);
  }
};

}  // namespace

std::string markdown_text(std::string_view text, std::size_t octets) {
  constexpr std::string_view special = "\\`*_[]<>|#~&!";
  std::string out;
  for (const char c : escaped(clipped(text, octets))) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::unique_ptr<Renderer> make_markdown_renderer() { return std::make_unique<MarkdownRenderer>(); }

}  // namespace maillint::cli
