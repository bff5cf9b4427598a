// One report: a format, and where it goes.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/atomic_file.h"
#include "cli/file.h"
#include "cli/output.h"
#include "cli/render/renderer.h"
#include "cli/statistics.h"
#include "rules/batch.h"

namespace maillint::cli {

/// Renders reports and writes them in the order in which print() gets them. A file stands there
/// once end() is done.
class Sink {
 public:
  /// Opens the file, if it is to be one.
  static Result<std::unique_ptr<Sink>> open(const CommandLine& line, const ReportTo& to);

  bool is_standard_output() const { return to_.path.empty(); }
  /// How complaints call it: "the report", or the file's name.
  std::string name() const { return is_standard_output() ? "the report" : to_.path; }

  /// What print() is to get for this report. Called from several threads at once.
  std::string message(const Report& report) const;

  void begin();
  /// The text of a message, or nothing. A separator goes before all but the first.
  void print(std::string_view text);
  /// Text that belongs to no message.
  void put(std::string_view text);
  void print_batch(std::span<const BatchFinding> findings);
  void end(const Totals& totals, const Statistics& statistics);
  /// errno of the first write that failed; 0: none did.
  int error() const { return output_.error() != 0 ? output_.error() : commit_error_; }

 private:
  Sink(const CommandLine& line, const ReportTo& to, int descriptor);
  void end_job_summary(const Totals& totals, const Statistics& statistics);

  const CommandLine& line_;
  ReportTo to_;
  bool table_;  // --statistics, instead of findings
  std::unique_ptr<Renderer> renderer_;
  std::unique_ptr<AtomicFile> file_;
  Descriptor appended_;
  Output output_;
  std::string held_;
  bool printed_ = false;
  std::size_t left_out_ = 0;  // of a job summary
  int commit_error_ = 0;
};

}  // namespace maillint::cli
