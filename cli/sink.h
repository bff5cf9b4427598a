// One report: a format, and where it goes.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "cli/output.h"
#include "cli/render/renderer.h"
#include "rules/batch.h"

namespace maillint::cli {

/// Renders reports and writes them in the order in which print() gets them.
class Sink {
 public:
  explicit Sink(const CommandLine& line);

  /// What print() is to get for this report. Called from several threads at once.
  std::string message(const Report& report) const { return renderer_->message(report); }

  void begin();
  /// The text of a message, or nothing. A separator goes before all but the first.
  void print(std::string_view text);
  /// Text that belongs to no message.
  void put(std::string_view text);
  void print_batch(std::span<const BatchFinding> findings);
  void end(const Totals& totals);
  /// errno of the first write that failed; 0: none did.
  int error() const { return output_.error(); }

 private:
  const CommandLine& line_;
  std::unique_ptr<Renderer> renderer_;
  Output output_;
  std::string held_;  // with --buffer-until-eof
  bool printed_ = false;
};

}  // namespace maillint::cli
