// Options for what is printed, and how.
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
constexpr Word<Format> hygiene_formats[] = {{"text", Format::text},
                                            {"json", Format::json},
                                            {"ndjson", Format::ndjson},
                                            {"csv", Format::csv},
                                            {"list", Format::list}};
constexpr Word<Format> list_formats[] = {{"text", Format::text},
                                         {"json", Format::json},
                                         {"ndjson", Format::ndjson},
                                         {"man", Format::man}};
constexpr Word<Colour> colours[] = {
    {"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}};
constexpr Word<Language> languages[] = {{"en", Language::en}, {"de", Language::de}};

void add_format(OptionSet& options) {
  Format& format = options.line().format;
  switch (options.command()) {
    case Subcommand::check:
    case Subcommand::show:
      return options.word("--format", check_formats, format, "FORMAT",
                          options.is(Subcommand::check)
                              ? "text, concise, json, ndjson, markdown, sarif, junit, checkstyle, "
                                "github, gitlab, rdjson"
                              : "text, json or ndjson");
    case Subcommand::explain:
      return options.word("--format", explain_formats, format, "FORMAT",
                          "text, json, ndjson or markdown");
    case Subcommand::hygiene:
      return options.word("--format", hygiene_formats, format, "FORMAT",
                          "text, csv, json, ndjson or list");
    case Subcommand::rules:
    case Subcommand::errors:
      return options.word("--format", list_formats, format, "FORMAT", "text, json or ndjson");
  }
}

}  // namespace

void add_output_options(OptionSet& options) {
  CommandLine& line = options.line();
  add_format(options);
  options.word("--color,--colour", colours, line.colour, "WHEN", "auto, always or never");
  options.word("--lang", languages, line.language, "LANG", "Words in English or German: en, de");
}

}  // namespace maillint::cli
