// Options of explain and errors: error messages and what is known about them.
#include <algorithm>

#include "cli/options/option_set.h"

namespace maillint::cli {
namespace {

constexpr Word<bool> vocabularies[] = {{"maillint", false}, {"sisimai", true}};

}  // namespace

void add_catalogue_option(OptionSet& options) {
  options.list("--catalogue", options.line().catalogues, "FILE", "Further error entries (TOML)");
}

void add_explain_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.word("--vocabulary", vocabularies, line.sisimai, "WHOSE",
               "Names of categories: maillint, or sisimai's reasons");
  options.flag("--redact", line.redact, "Print a report without addresses, hosts and subjects");
  options.text("--text", line.text, "TEXT", "The words of the error themselves");
  options.afterwards([&] { line.has_text = options.given("--text"); });
  options.text("--original", line.original, "FILE", "The message that was refused");
  options.text("--provider", line.provider, "ID", "Who refused: a provider's id");
  options.text("--host", line.host, "HOST", "The host that refused");
  options.flag("--history", line.history, "All inputs are bounces of one sender");
  options.flag("--strict", line.strict, "Exit 1 when an error is unknown");
  options.flag("--letter", line.letter, "Print a letter to the provider or postmaster");
  options.flag("--with-recipients", line.with_recipients,
               "Leave recipient addresses in the letter");
  options.afterwards([&line] {
    const auto is_text = [](const ReportTo& report) { return report.format == Format::text; };
    if ((line.letter || line.redact) && !std::ranges::all_of(line.reports, is_text))
      throw UsageError{"--letter and --redact are texts of their own: no --format", ""};
    if (line.letter && line.redact) throw UsageError{"--letter and --redact exclude each other", ""};
  });
  options.flag("--table", line.table, "Group equal answers (more than 5 messages on a terminal)");
  options.flag("--each", line.each, "Print each message in full, however many there are");
  add_catalogue_option(options);
}

void add_errors_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.list("--check", line.check, "FILE", "Test a catalogue file: examples, patterns, names");
  options.text("--new", line.new_entry, "REPLY", "Print an entry for this reply, to complete");
  options.text("--provider", line.provider, "ID", "Whose reply it is (--new)");
  options.text("--host", line.host, "HOST", "The host that said it (--new)");
  options.flag("-q,--quiet", line.quiet, "Print problems only (--check)");
  add_catalogue_option(options);
}

}  // namespace maillint::cli
