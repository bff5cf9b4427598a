// Options for what is printed, and how.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "cli/options/option_set.h"

namespace maillint::cli {
namespace {

constexpr Word<Format> check_formats[] = {
    {"text", Format::text},     {"concise", Format::concise},       {"json", Format::json},
    {"ndjson", Format::ndjson}, {"markdown", Format::markdown},     {"sarif", Format::sarif},
    {"junit", Format::junit},   {"checkstyle", Format::checkstyle}, {"github", Format::github},
    {"gitlab", Format::gitlab}, {"rdjson", Format::rdjson}};
constexpr Word<Format> explain_formats[] = {{"text", Format::text},
                                            {"json", Format::json},
                                            {"ndjson", Format::ndjson},
                                            {"markdown", Format::markdown}};
constexpr Word<Format> show_formats[] = {
    {"text", Format::text}, {"json", Format::json}, {"ndjson", Format::ndjson}};
constexpr Word<Format> hygiene_formats[] = {{"text", Format::text},
                                            {"json", Format::json},
                                            {"ndjson", Format::ndjson},
                                            {"csv", Format::csv},
                                            {"list", Format::list}};
constexpr Word<Format> list_formats[] = {{"text", Format::text},
                                         {"json", Format::json},
                                         {"ndjson", Format::ndjson},
                                         {"man", Format::man}};
constexpr Word<Format> config_formats[] = {{"text", Format::text}, {"json", Format::json}};
constexpr Word<Colour> colours[] = {
    {"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}};
constexpr Word<Language> languages[] = {{"en", Language::en}, {"de", Language::de}};

/// "" for "-".
std::string file_name(const std::string& text) {
  if (text.empty())
    throw UsageError{"--format has no file name after =", "for example --format sarif=out.sarif"};
  return text == "-" ? std::string() : text;
}

/// One report goes to standard output at most: of several without a file the last one counts, as
/// with other options. --output is its file.
void settle_reports(CommandLine& line) {
  std::vector<ReportTo> files;
  std::optional<ReportTo> direct;
  for (ReportTo& to : line.reports) {
    if (to.path.empty()) {
      direct = std::move(to);
    } else {
      files.push_back(std::move(to));
    }
  }
  if (!direct && files.empty()) direct.emplace();
  if (!direct && !line.output.empty())
    throw UsageError{"each report has a file already: --output has none to write",
                     "add a --format without =FILE"};
  if (direct) {
    if (line.output != "-") direct->path = line.output;
    files.insert(files.begin(), std::move(*direct));
  }
  std::set<std::string_view> paths;
  for (const ReportTo& to : files) {
    if (!paths.insert(to.path).second)
      throw UsageError{fmt::format("two reports go to '{}'", to.path), ""};
  }
  line.format = files.front().format;
  line.reports = std::move(files);
}

std::vector<std::string> words_of(std::span<const Word<Format>> formats) {
  std::vector<std::string> words;
  for (const Word<Format>& format : formats) words.emplace_back(format.word);
  return words;
}

/// --format and --output of a command that makes several reports in one run.
template <std::size_t N>
void add_reports(OptionSet& options, const Word<Format> (&formats)[N], const std::string& names) {
  options.repeated(
      "--format", "FORMAT[=FILE]", names + "; with =FILE into a file, repeatable",
      [&options, &formats](const std::string& text) {
        const std::vector<std::string> known = words_of(formats);
        const std::vector<std::string_view> words(known.begin(), known.end());
        const std::size_t equals = std::min(text.find('='), text.size());
        const std::string_view format = std::string_view(text).substr(0, equals);
        ReportTo to;
        to.format = formats[choice_of("--format", format, words)].value;
        if (equals < text.size()) to.path = file_name(text.substr(equals + 1));
        options.line().reports.push_back(std::move(to));
      },
      words_of(formats));
  options.text("--output", options.line().output, "FILE",
               "Write the report to this file, not to standard output");
  options.afterwards([&options] { settle_reports(options.line()); });
}

void add_format(OptionSet& options) {
  Format& format = options.line().format;
  switch (options.command()) {
    case Subcommand::check:
      return add_reports(options, check_formats,
                         "text, concise, json, ndjson, markdown, sarif, junit, checkstyle, github, "
                         "gitlab, rdjson");
    case Subcommand::explain:
      return add_reports(options, explain_formats, "text, json, ndjson, markdown");
    case Subcommand::show:
      return options.word("--format", show_formats, format, "FORMAT", "text, json or ndjson");
    case Subcommand::hygiene:
      return options.word("--format", hygiene_formats, format, "FORMAT",
                          "text, csv, json, ndjson or list");
    case Subcommand::config:
      return options.word("--format", config_formats, format, "FORMAT", "text or json");
    case Subcommand::init:
      return;
    case Subcommand::rules:
    case Subcommand::errors:
      return options.word("--format", list_formats, format, "FORMAT", "text, json or ndjson");
  }
}

void add_check(OptionSet& options) {
  CommandLine& line = options.line();
  options.flag("--statistics", line.statistics,
               "A table of rules with counts instead of the findings (text, concise, markdown; "
               "json has both)");
  options.flag("--timings", line.timings, "Tell on standard error how long each rule took");
  options.judged("--max-warnings", "N", "Exit 1 also if there are more warnings than this",
                 [&line](const std::string& text) {
                   line.max_warnings = number_of("--max-warnings", text, 0, 1'000'000'000);
                 });
}

}  // namespace

void add_output_options(OptionSet& options) {
  CommandLine& line = options.line();
  add_format(options);
  options.word("--color,--colour", colours, line.colour, "WHEN", "auto, always or never");
  options.word("--lang", languages, line.language, "LANG", "Words in English or German: en, de");
  if (options.is(Subcommand::check)) add_check(options);
}

}  // namespace maillint::cli
