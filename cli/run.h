// Runs check or explain over every input and prints the reports in order.
#pragma once

#include <functional>

#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/render/renderer.h"
#include "lint/result.h"
#include "rules/batch.h"
#include "rules/maillint.h"

namespace maillint::cli {

/// One message to its report; called from several threads at once.
using Judge = std::function<Report(Input)>;

struct Run {
  const CommandLine& line;
  Judge judge;
  /// Called with the report of a page and the path of the MJML that it was made from, by several
  /// threads at once; empty: they are not told apart.
  std::function<void(Report&, const std::string&)> leave_to_mjml = {};
  /// For --history: called with all reports before any of them is printed; empty otherwise.
  std::function<void(std::span<Report>)> judge_together;
  /// Read instead of line.words where the caller holds the octets already: --text, or standard
  /// input that had to be looked at.
  std::optional<Input> given;
  /// Gets each report in the order of input, and its findings come last; nullptr: none are wanted.
  Batch* batch = nullptr;
  WalkOptions walk = {};
};

/// The files of the command line and of --files-from; absent, and said why, if the list cannot be
/// read.
std::optional<std::vector<std::string>> named_paths(const CommandLine& line);

ExitCode run(const Run& run);

/// What a report adds to the exit code.
ExitCode exit_code_of(const Report& report, const CommandLine& line);

/// The report of an input that could not be read.
Report unreadable(std::string path, const Error& error);

/// Its object in JSON, with a line feed.
std::string error_object(const std::string& path, const Error& error);

RenderOptions render_options(const CommandLine& line, const ReportTo& to);
/// For what goes to standard output.
RenderOptions render_options(const CommandLine& line);
/// --lang, else the environment's language.
Language language_of(const CommandLine& line);

}  // namespace maillint::cli
