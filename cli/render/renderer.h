// From reports to octets: one renderer a format, for check and for explain.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "cli/options.h"
#include "rules/batch.h"
#include "rules/catalogue/catalogue.h"
#include "rules/report.h"

namespace maillint::cli {

class Statistics;

/// Sums over all messages of a run.
struct Totals {
  std::size_t messages = 0;
  std::size_t errors = 0;  // rules, not places
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t unreadable = 0;
  double seconds = 0;
  const Statistics* statistics = nullptr;  // for --statistics

  void add(const Report& report);
};

/// The gravest of a rule's places.
Severity severity_of(const RuleFindings& findings);

struct RenderOptions {
  Subcommand command = Subcommand::check;
  Language language = Language::en;
  bool colour = false;
  bool links = false;  // OSC 8
  bool quiet = false;
  bool letter = false;
  bool with_recipients = false;
  bool redact = false;
  bool sisimai = false;
  bool markdown = false;
  const Catalogue* catalogue = nullptr;  // nullptr: the built-in one
};

/// Stateless, so that several threads may render messages; the caller puts them in order.
class Renderer {
 public:
  virtual ~Renderer() = default;
  /// What stands before the first message, between two of them, and after the last.
  virtual std::string begin() const { return {}; }
  virtual std::string separator() const { return {}; }
  virtual std::string end(const Totals& totals) const = 0;
  virtual std::string message(const Report& report) const = 0;
  /// Findings across messages, after the last of them; there is at least one.
  virtual std::string batch(std::span<const BatchFinding> findings) const = 0;
};

std::unique_ptr<Renderer> make_renderer(Format format, const RenderOptions& options);

std::unique_ptr<Renderer> make_text_renderer(const RenderOptions& options);
std::unique_ptr<Renderer> make_json_renderer(const RenderOptions& options);
std::unique_ptr<Renderer> make_ndjson_renderer(const RenderOptions& options);
// Of check alone: places, for build servers and editors.
std::unique_ptr<Renderer> make_concise_renderer();
std::unique_ptr<Renderer> make_markdown_renderer();
std::unique_ptr<Renderer> make_sarif_renderer();
std::unique_ptr<Renderer> make_gitlab_renderer();
std::unique_ptr<Renderer> make_rdjson_renderer();
std::unique_ptr<Renderer> make_junit_renderer();
std::unique_ptr<Renderer> make_checkstyle_renderer();
std::unique_ptr<Renderer> make_github_renderer();

}  // namespace maillint::cli
