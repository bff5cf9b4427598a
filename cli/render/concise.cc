// check --format concise: a line a place, as compilers write them.
#include <fmt/format.h>

#include "cli/output.h"
#include "cli/render/annotations.h"
#include "cli/render/batch.h"
#include "cli/render/renderer.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

class ConciseRenderer : public Renderer {
 public:
  std::string message(const Report& report) const override {
    std::string out;
    const std::string path = escaped(report.path);
    for (const Annotation& a : annotations_of(report))
      out += fmt::format("{}:{}:{}: {}[{}] {}\n", path, a.begin.line, a.begin.column,
                         name(a.severity), a.rule->id, a.message);
    return guard_lines(std::move(out));
  }
  std::string batch(std::span<const BatchFinding> findings) const override {
    std::string out;
    for (const BatchFinding& finding : findings) {
      const std::string words = words_of(finding);
      for (const BatchPlace& place : finding.places)
        out += fmt::format("{}:{}:{}: {}[{}] {}\n", escaped(place.path), place.line, place.column,
                           name(finding.severity), finding.rule->id, words);
    }
    return guard_lines(std::move(out));
  }
  std::string end(const Totals&) const override { return {}; }
};

}  // namespace

std::unique_ptr<Renderer> make_concise_renderer() { return std::make_unique<ConciseRenderer>(); }

}  // namespace maillint::cli
