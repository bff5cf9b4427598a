// Options for which rules run, and how they judge.
#include <fmt/format.h>

#include <algorithm>

#include "cli/dialects.h"
#include "cli/options/option_set.h"
#include "lint/ascii.h"
#include "rules/clients.h"
#include "rules/data/replace.h"

namespace maillint::cli {
namespace {

void add_batch(OptionSet& options) {
  CommandLine& line = options.line();
  options.list("--known-spam", line.known_spam, "DIR",
               "Report messages that are like those in here");
  options.number("--burst-messages", 2, 1'000'000, line.burst_messages, "N",
                 "So many near-identical messages are a burst (50)");
  options.number("--burst-minutes", 1, 525'600, line.burst_minutes, "N",
                 "... if within so many minutes (10)");
}

std::uint64_t clients_of(std::string_view list) {
  std::uint64_t programs = 0;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view glob = ascii::trim(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    const std::uint64_t named = clients_named(glob);
    if (named == 0)
      throw UsageError{fmt::format("--clients: no mail program is named '{}'", glob),
                       nearest_client(glob)};
    programs |= named;
  }
  return programs;
}

void add_check(OptionSet& options) {
  CommandLine& line = options.line();
  options.word("--fail-on", fail_on_words, line.fail_on, "SEVERITY",
               "Exit 1 from here on: error, warning, info, never");
  options.afterwards([&] { line.fail_on_given = options.given("--fail-on"); });
  options.text("--suppressions", line.suppressions, "FILE",
               "Addresses that bounced before: a list, a CSV, or hygiene's state");
  add_batch(options);
  options.text("--config", line.config, "FILE", "Instead of the nearest maillint.toml");
  options.flag("--no-config", line.no_config, "Read no maillint.toml");
  options.judged("--clients", "LIST",
                 "Mail programs that client-* rules judge by (gmail.*,outlook.windows)",
                 [&](const std::string& list) { line.clients.programs = clients_of(list); });
  options.judged("--min-support", "PERCENT",
                 "Report what fewer of those programs support (client-*)",
                 [&](const std::string& text) {
                   line.clients.min_support = number_of("--min-support", text, 0, 100);
                 });
  options.flag("--risk", line.risk, "Tell how much it resembles spam, and why");
}

}  // namespace

void add_rule_options(OptionSet& options) {
  CommandLine& line = options.line();
  if (options.is(Subcommand::check)) add_check(options);
  options.comma_list("--select", line.select, "RULES",
                     "Only these rules (link-*, repeatable, commas)");
  options.comma_list("--ignore", line.ignore, "RULES", "Not these rules");
  options.judged("--data", "DIR", "Lists of your own instead of built-in ones, by file name",
                 [](const std::string& directory) {
                   const std::string fault = lists::replace_lists(directory);
                   if (!fault.empty()) throw UsageError{.what = "--data: " + fault, .hint = ""};
                 });
}

void add_judgement_options(OptionSet& options) {
  CommandLine& line = options.line();
  options.word("--profile", profile_words, line.profile, "PROFILE",
               "personal, transactional or bulk; guessed by default");
  options.word("--stage", stage_words, line.stage, "STAGE",
               "draft, sent or received; guessed by default");
  if (options.is(Subcommand::check)) {
    options.word("--mode", mode_words, line.mode, "MODE",
                 "template or rendered; decided by content by default");
    options.text("--values", line.values, "FILE",
                 "JSON with what the tags of a template become: for subject and size");
    options.comma_list("--dialect", line.dialects, "NAMES",
                       "Languages of the templates (liquid, mailchimp...); all by default");
    options.afterwards([&] {
      if (line.dialects.empty()) return;
      const Result<SyntaxSet> syntaxes = read_dialects(line.dialects);
      if (!syntaxes) {
        throw UsageError{.what = "--dialect: " + syntaxes.error().what,
                         .hint = syntaxes.error().hint};
      }
      line.syntaxes = *syntaxes;
    });
  }
  options.time("--now", line.now, "The time for rules that need one (2026-11-23T09:00:00Z)");
}

}  // namespace maillint::cli
