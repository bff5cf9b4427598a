// Options of hygiene.
#include <fmt/format.h>

#include <charconv>

#include "cli/options/option_set.h"

namespace maillint::cli {
namespace {

void add_state(OptionSet& options) {
  HygieneLine& hygiene = options.line().hygiene;
  options.text("--state", hygiene.state, "FILE", "Remember addresses and bounces in this file");
  options.judged("--wait", "SECONDS", "Wait so long for another run over the state (60)",
                 [&hygiene](const std::string& text) {
                   const char* end = text.data() + text.size();
                   const auto [stopped, problem] = std::from_chars(text.data(), end, hygiene.wait);
                   if (problem != std::errc() || stopped != end || hygiene.wait > 86'400)
                     throw UsageError{fmt::format("--wait takes seconds, not '{}'", text), ""};
                 });
}

void judge(OptionSet& options) {
  HygieneLine& hygiene = options.line().hygiene;
  if (hygiene.export_all && !options.given("--format")) options.line().format = Format::csv;
  if (hygiene.state.empty() &&
      (hygiene.changes || !hygiene.release.empty() || !hygiene.forget.empty() ||
       hygiene.accept_held || hygiene.release_held))
    throw UsageError{"this needs a state: --state FILE", ""};
  if (!hygiene.domain.empty() && !hygiene.accept_held && !hygiene.release_held)
    throw UsageError{"--domain goes with --accept-held or --release-held",
                     "--own names your own domains"};
  if (hygiene.accept_held && hygiene.release_held)
    throw UsageError{"--accept-held and --release-held exclude each other", ""};
}

}  // namespace

void add_hygiene_options(OptionSet& options) {
  CommandLine& line = options.line();
  HygieneLine& hygiene = line.hygiene;
  options.text("--files-from", line.files_from, "LIST",
               "Read paths from a file, one a line (- allowed)");
  options.flag("-q,--quiet", line.quiet, "Sums only");
  options.time("--now", line.now, "The time to decide for (2026-11-23T09:00:00Z)");
  add_state(options);
  options.list("--policy", hygiene.policy, "SETTINGS",
               "Settings: hard-after=7d,soft-count=3 (see the manual page)");
  options.comma_list("--own", hygiene.own, "DOMAIN",
                     "Bounces of mail from other domains count for nothing");
  options.list("--import", hygiene.imports, "CSV",
               "Addresses you know, with status and date if there are any");
  options.text("--never", hygiene.never, "FILE", "Addresses and @domains that are never removed");
  options.list("--release", hygiene.release, "ADDR", "Forgive an address what it did so far");
  options.list("--forget", hygiene.forget, "ADDR", "Erase an address from the state");
  options.flag("--accept-held", hygiene.accept_held, "Remove what an outage brake held back");
  options.flag("--release-held", hygiene.release_held, "Forgive what a brake held back");
  options.text("--domain", hygiene.domain, "DOMAIN", "Of this domain only: for those two");
  options.flag("--changes-since-last", hygiene.changes,
               "Only decisions that changed since the last run with this option");
  options.flag("--export", hygiene.export_all,
               "All addresses known, also those that never bounced");
  options.flag("--dry-run", hygiene.dry_run, "Remember nothing");
  options.afterwards([&options] { judge(options); });
  add_catalogue_option(options);
}

}  // namespace maillint::cli
