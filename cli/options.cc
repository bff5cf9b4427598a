// Reading the command line: CLI11 splits it, the values are ours to judge.
#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

#include "cli/words.h"
#include "lint/ascii.h"

namespace maillint::cli {
namespace {

constexpr Word<Format> formats[] = {
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
constexpr Word<bool> vocabularies[] = {{"maillint", false}, {"sisimai", true}};
constexpr Word<Language> languages[] = {{"en", Language::en}, {"de", Language::de}};
constexpr Word<Subcommand> subcommands[] = {
    {"check", Subcommand::check},     {"explain", Subcommand::explain},
    {"hygiene", Subcommand::hygiene}, {"show", Subcommand::show},
    {"rules", Subcommand::rules},     {"errors", Subcommand::errors}};

/// A wrong value; thrown and caught in this file, as CLI11 works that way.
struct UsageError {
  std::string what;
  std::string hint;
};

template <typename T, std::size_t N>
T choose(std::string_view option, std::string_view value, const Word<T> (&words)[N]) {
  std::string all;
  std::vector<std::string_view> candidates;
  for (const Word<T>& word : words) {
    if (ascii::equal(word.word, value)) return word.value;
    all += fmt::format("{}{}", all.empty() ? "" : ", ", word.word);
    candidates.push_back(word.word);
  }
  const std::string near = did_you_mean(value, candidates);
  throw UsageError{fmt::format("{} takes one of {}, not '{}'", option, all, value), near};
}

/// Gathers the options of one subcommand, then gives their values.
class Options {
 public:
  explicit Options(Subcommand command)
      : command_(command), app_(description(command), "maillint " + std::string(name(command))) {
    app_.set_help_flag("-h,--help", "Print this help");
    app_.allow_extras();
    app_.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app_.add_flag("-V,--version", version_, "Print the version");
    add_common();
    const bool messages = command == Subcommand::check || command == Subcommand::explain;
    if (messages) add_inputs();
    if (command == Subcommand::check || command == Subcommand::show) add_rules();
    if (messages) add_judgement();
    if (command == Subcommand::explain) add_explain();
    if (command == Subcommand::hygiene) add_hygiene();
    if (command == Subcommand::show)
      app_.add_flag("--source", line_.source, "Print the source, annotated with the findings");
    if (command == Subcommand::errors) add_errors();
    app_.footer(footer(command));
  }

  Parsed parse(const std::vector<std::string>& arguments) {
    Parsed parsed;
    line_.command = command_;
    try {
      app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
      if (version_) {
        parsed.output = version_line();
        return parsed;
      }
      refuse_extras();
      judge();
      parsed.line = std::move(line_);
    } catch (const CLI::CallForHelp&) {
      parsed.output = app_.help();
    } catch (const CLI::ParseError& error) {
      parsed.error = error.what();
      parsed.hint = fmt::format("maillint {} --help lists the options", name(command_));
      parsed.code = ExitCode::usage;
    } catch (const UsageError& error) {
      parsed.error = error.what;
      parsed.hint = error.hint;
      parsed.code = ExitCode::usage;
    }
    return parsed;
  }

 private:
  static std::string description(Subcommand command);
  static std::string footer(Subcommand command);

  CLI::Option* list(const std::string& name, std::vector<std::string>& values,
                    const std::string& help) {
    return app_.add_option(name, values, help)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }

  void add_common() {
    const bool reference = command_ == Subcommand::rules || command_ == Subcommand::errors;
    app_.add_option(reference                         ? "WORD"
                    : command_ == Subcommand::explain ? "FILE-OR-TEXT"
                                                      : "FILE",
                    line_.words,
                    command_ == Subcommand::rules    ? "Rule ids; * stands for any letters"
                    : command_ == Subcommand::errors ? "Ids, reply codes or words"
                    : command_ == Subcommand::explain
                        ? "Bounces, logs, transcripts; - or nothing for standard input"
                        : "Messages, mboxes, directories, Maildirs; - for standard input")
        ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    app_.add_option("--format", format_,
                    command_ == Subcommand::hygiene   ? "text, csv, json, ndjson or list"
                    : command_ == Subcommand::explain ? "text, json, ndjson or markdown"
                    : command_ == Subcommand::check
                        ? "text, concise, json, ndjson, markdown, sarif, junit, checkstyle, "
                          "github, gitlab, rdjson"
                        : "text, json or ndjson")
        ->type_name("FORMAT");
    app_.add_option("--color,--colour", colour_, "auto, always or never")->type_name("WHEN");
    app_.add_option("--lang", language_, "Words in English or German: en, de")->type_name("LANG");
  }

  void add_inputs() {
    app_.add_option("--files-from", line_.files_from,
                    "Read paths from a file, one a line (- allowed)")
        ->type_name("LIST");
    app_.add_option("-j,--jobs", jobs_, "Use N threads; the output stays the same")->type_name("N");
    app_.add_flag("-q,--quiet", line_.quiet, "One line for each finding or refusal, and no more");
    app_.add_flag("--buffer-until-eof", line_.buffer_until_eof,
                  "Print nothing before all input is read");
    app_.add_flag("--timing", line_.timing,
                  "Tell the seconds in JSON summaries (else 0, so that equal input gives equal "
                  "output)");
  }

  void add_rules() {
    if (command_ == Subcommand::check)
      app_.add_option("--fail-on", fail_on_, "Exit 1 from here on: error, warning, info, never")
          ->type_name("SEVERITY");
    if (command_ == Subcommand::check)
      app_.add_option("--suppressions", line_.suppressions,
                      "Addresses that bounced before: a list, a CSV, or hygiene's state")
          ->type_name("FILE");
    if (command_ == Subcommand::check) add_batch();
    if (command_ == Subcommand::check) {
      app_.add_option("--config", line_.config, "Instead of the nearest maillint.toml")
          ->type_name("FILE");
      app_.add_flag("--no-config", line_.no_config, "Read no maillint.toml");
      app_.add_flag("--risk", line_.risk, "Tell how much it resembles spam, and why");
    }
    list("--select", line_.select, "Only these rules (link-*, repeatable, commas)")
        ->delimiter(',')
        ->type_name("RULES");
    list("--ignore", line_.ignore, "Not these rules")->delimiter(',')->type_name("RULES");
  }

  void add_batch() {
    list("--known-spam", line_.known_spam, "Report messages that are like those in here")
        ->type_name("DIR");
    app_.add_option("--burst-messages", burst_messages_,
                    "So many near-identical messages are a burst (50)")
        ->type_name("N");
    app_.add_option("--burst-minutes", burst_minutes_, "... if within so many minutes (10)")
        ->type_name("N");
  }

  void add_judgement() {
    app_.add_option("--profile", profile_, "personal, transactional or bulk; guessed by default")
        ->type_name("PROFILE");
    app_.add_option("--stage", stage_, "draft, sent or received; guessed by default")
        ->type_name("STAGE");
    if (command_ == Subcommand::check)
      app_.add_option("--mode", mode_, "template or rendered; decided by content by default")
          ->type_name("MODE");
    app_.add_option("--now", now_, "The time for rules that need one (2026-11-23T09:00:00Z)")
        ->type_name("TIME");
  }

  void add_catalogue() {
    list("--catalogue", line_.catalogues, "Further error entries (TOML)")->type_name("FILE");
  }

  void add_errors() {
    list("--check", line_.check, "Test a catalogue file: examples, patterns, names")
        ->type_name("FILE");
    app_.add_option("--new", line_.new_entry, "Print an entry for this reply, to complete")
        ->type_name("REPLY");
    app_.add_option("--provider", line_.provider, "Whose reply it is (--new)")->type_name("ID");
    app_.add_option("--host", line_.host, "The host that said it (--new)")->type_name("HOST");
    app_.add_flag("-q,--quiet", line_.quiet, "Print problems only (--check)");
    add_catalogue();
  }

  void add_explain() {
    app_.add_option("--vocabulary", vocabulary_,
                    "Names of categories: maillint, or sisimai's reasons")
        ->type_name("WHOSE");
    app_.add_flag("--redact", line_.redact, "Print a report without addresses, hosts and subjects");
    text_ = app_.add_option("--text", line_.text, "The words of the error themselves")
                ->type_name("TEXT");
    app_.add_option("--original", line_.original, "The message that was refused")
        ->type_name("FILE");
    app_.add_option("--provider", line_.provider, "Who refused: a provider's id")->type_name("ID");
    app_.add_option("--host", line_.host, "The host that refused")->type_name("HOST");
    app_.add_flag("--history", line_.history, "All inputs are bounces of one sender");
    app_.add_flag("--strict", line_.strict, "Exit 1 when an error is unknown");
    app_.add_flag("--letter", line_.letter, "Print a letter to the provider or postmaster");
    app_.add_flag("--with-recipients", line_.with_recipients,
                  "Leave recipient addresses in the letter");
    app_.add_flag("--table", line_.table,
                  "Group equal answers (more than 5 messages on a terminal)");
    app_.add_flag("--each", line_.each, "Print each message in full, however many there are");
    add_catalogue();
  }

  void add_hygiene() {
    HygieneLine& hygiene = line_.hygiene;
    app_.add_option("--files-from", line_.files_from,
                    "Read paths from a file, one a line (- allowed)")
        ->type_name("LIST");
    app_.add_flag("-q,--quiet", line_.quiet, "Sums only");
    app_.add_option("--now", now_, "The time to decide for (2026-11-23T09:00:00Z)")
        ->type_name("TIME");
    app_.add_option("--state", hygiene.state, "Remember addresses and bounces in this file")
        ->type_name("FILE");
    app_.add_option("--wait", wait_, "Wait so long for another run over the state (60)")
        ->type_name("SECONDS");
    list("--policy", hygiene.policy, "Settings: hard-after=7d,soft-count=3 (see the manual page)")
        ->type_name("SETTINGS");
    list("--own", hygiene.own, "Bounces of mail from other domains count for nothing")
        ->delimiter(',')
        ->type_name("DOMAIN");
    list("--import", hygiene.imports, "Addresses you know, with status and date if there are any")
        ->type_name("CSV");
    app_.add_option("--never", hygiene.never, "Addresses and @domains that are never removed")
        ->type_name("FILE");
    list("--release", hygiene.release, "Forgive an address what it did so far")->type_name("ADDR");
    list("--forget", hygiene.forget, "Erase an address from the state")->type_name("ADDR");
    app_.add_flag("--accept-held", hygiene.accept_held, "Remove what an outage brake held back");
    app_.add_flag("--release-held", hygiene.release_held, "Forgive what a brake held back");
    app_.add_option("--domain", hygiene.domain, "Of this domain only: for those two")
        ->type_name("DOMAIN");
    app_.add_flag("--changes-since-last", hygiene.changes,
                  "Only decisions that changed since the last run with this option");
    app_.add_flag("--export", hygiene.export_all,
                  "All addresses known, also those that never bounced");
    app_.add_flag("--dry-run", hygiene.dry_run, "Remember nothing");
    add_catalogue();
  }

  void refuse_extras() {
    std::vector<std::string> extras = app_.remaining();
    std::erase(extras, "--");  // CLI11 counts the mark itself among them
    if (extras.empty()) return;
    std::vector<std::string> known;
    for (const CLI::Option* option : app_.get_options()) {
      for (const std::string& long_name : option->get_lnames()) known.push_back("--" + long_name);
    }
    const std::string word = extras.front().substr(0, extras.front().find('='));
    std::string hint = did_you_mean(word, {known.begin(), known.end()});
    if (hint.empty())
      hint = fmt::format("a file whose name begins with - goes after --; maillint {} --help",
                         name(command_));
    throw UsageError{fmt::format("unknown option '{}'", word), hint};
  }

  void judge() {
    if (!format_.empty()) {
      const bool reference = command_ == Subcommand::rules || command_ == Subcommand::errors;
      line_.format =
          reference                         ? choose("--format", format_, list_formats)
          : command_ == Subcommand::hygiene ? choose("--format", format_, hygiene_formats)
          : command_ == Subcommand::explain ? choose("--format", format_, explain_formats)
                                            : choose("--format", format_, formats);
    }
    if (!colour_.empty()) line_.colour = choose("--color", colour_, colours);
    if (!language_.empty()) line_.language = choose("--lang", language_, languages);
    line_.fail_on_given = !fail_on_.empty();
    if (!fail_on_.empty()) line_.fail_on = choose("--fail-on", fail_on_, fail_on_words);
    if (!profile_.empty()) line_.profile = choose("--profile", profile_, profile_words);
    if (!stage_.empty()) line_.stage = choose("--stage", stage_, stage_words);
    if (!mode_.empty()) line_.mode = choose("--mode", mode_, mode_words);
    if (!now_.empty()) {
      line_.now = parse_rfc3339(now_);
      if (!line_.now)
        throw UsageError{fmt::format("--now takes an RFC 3339 time, not '{}'", now_),
                         "for example 2026-11-23T09:00:00Z"};
    }
    if (!vocabulary_.empty()) line_.sisimai = choose("--vocabulary", vocabulary_, vocabularies);
    judge_hygiene();
    judge_number("-j", jobs_, 1, 1024, line_.jobs);
    judge_number("--burst-messages", burst_messages_, 2, 1'000'000, line_.burst_messages);
    judge_number("--burst-minutes", burst_minutes_, 1, 525'600, line_.burst_minutes);
    line_.has_text = text_ != nullptr && text_->count() > 0;
  }

  static void judge_number(std::string_view option, std::string_view text, unsigned least,
                           unsigned most, unsigned& value) {
    if (text.empty()) return;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || value < least || value > most)
      throw UsageError{
          fmt::format("{} takes a number from {} to {}, not '{}'", option, least, most, text), ""};
  }

  void judge_hygiene() {
    HygieneLine& hygiene = line_.hygiene;
    if (command_ == Subcommand::hygiene && format_.empty() && hygiene.export_all)
      line_.format = Format::csv;
    if (hygiene.state.empty() &&
        (hygiene.changes || !hygiene.release.empty() || !hygiene.forget.empty() ||
         hygiene.accept_held || hygiene.release_held))
      throw UsageError{"this needs a state: --state FILE", ""};
    if (!hygiene.domain.empty() && !hygiene.accept_held && !hygiene.release_held)
      throw UsageError{"--domain goes with --accept-held or --release-held",
                       "--own names your own domains"};
    if (hygiene.accept_held && hygiene.release_held)
      throw UsageError{"--accept-held and --release-held exclude each other", ""};
    if (wait_.empty()) return;
    const auto [end, problem] =
        std::from_chars(wait_.data(), wait_.data() + wait_.size(), hygiene.wait);
    if (problem != std::errc() || end != wait_.data() + wait_.size() || hygiene.wait > 86'400)
      throw UsageError{fmt::format("--wait takes seconds, not '{}'", wait_), ""};
  }

  Subcommand command_;
  CLI::App app_;
  CommandLine line_;
  CLI::Option* text_ = nullptr;
  bool version_ = false;
  std::string format_, colour_, language_, fail_on_, profile_, stage_, mode_, now_, jobs_, wait_,
      vocabulary_, burst_messages_, burst_minutes_;
};

std::string Options::description(Subcommand command) {
  switch (command) {
    case Subcommand::check:
      return "Checks messages for what filters and servers object to.";
    case Subcommand::explain:
      return "Explains why mail was refused or delayed, and what to do.";
    case Subcommand::hygiene:
      return "Decides which addresses to take off a list, from the bounces of its mail.";
    case Subcommand::show:
      return "Shows what a message holds: fields, addresses, parts, the way it took.";
    case Subcommand::rules:
      return "Explains the rules of maillint check.";
    case Subcommand::errors:
      return "Looks up error messages and reply codes.";
  }
  return {};
}

std::string Options::footer(Subcommand command) {
  constexpr std::string_view rest =
      "2 wrong usage; 3 an input was not readable; 4 a fault of maillint";
  if (command == Subcommand::check)
    return fmt::format("Exit codes: 0 nothing from --fail-on up; 1 findings; {}.", rest);
  if (command == Subcommand::explain)
    return fmt::format("Exit codes: 0; 1 with --strict when an error is unknown; {}.", rest);
  if (command == Subcommand::hygiene)
    return fmt::format("Exit codes: 0; 1 when removals are held back; {}.", rest);
  return fmt::format("Exit codes: 0; {}.", rest);
}

}  // namespace

std::string_view name(Subcommand command) {
  return subcommands[static_cast<std::size_t>(command)].word;
}

std::optional<Subcommand> find_subcommand(std::string_view word) {
  for (const Word<Subcommand>& command : subcommands) {
    if (command.word == word) return command.value;
  }
  return std::nullopt;
}

Parsed parse_options(Subcommand command, const std::vector<std::string>& arguments) {
  return Options(command).parse(arguments);
}

}  // namespace maillint::cli
