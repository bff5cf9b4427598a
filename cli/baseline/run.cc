// The baseline in one run of check.
#include "cli/baseline/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "cli/output.h"

namespace maillint::cli {
namespace {

constexpr std::size_t stale_shown = 10;

}  // namespace

std::optional<BaselineRun> BaselineRun::open(const CommandLine& line, const Config& config) {
  BaselineRun run(line);
  const std::string& path = line.baseline.empty() ? config.baseline : line.baseline;
  if (path.empty()) {
    if (!line.write_baseline && !line.prune_baseline) return run;
    complain("which baseline?", "--baseline FILE, or baseline = \"FILE\" in maillint.toml");
    return std::nullopt;
  }
  Result<Baseline> baseline = Baseline::read(path);
  if (baseline) {
    run.baseline_ = std::move(*baseline);
  } else if (line.write_baseline && baseline.error().errno_value == ENOENT) {
    run.baseline_.emplace(path);
  } else {
    complain(baseline.error().what, baseline.error().hint);
    return std::nullopt;
  }
  return run;
}

Report BaselineRun::check(ConfiguredRules& rules, Input input, const Options& options) {
  // What comes from a pipe has no path to be known by.
  if (!baseline_ || input.path == "-") return rules.check(std::move(input), options);
  Baseline::File file = baseline_->file(input.path, line_->write_baseline);
  Options own = options;
  own.accepted = [&file](const Finding& finding, const Facts& facts) {
    return file.accepts(finding, facts);
  };
  Report report = rules.check(std::move(input), own);
  baseline_->note(std::move(file));
  return report;
}

void BaselineRun::tell_stale(const RulesOfRun& rules) const {
  const std::vector<StaleEntry> stale = baseline_->stale(rules);
  if (stale.empty()) return;
  const std::string& file = baseline_->path();
  for (std::size_t i = 0; i < std::min(stale.size(), stale_shown); ++i)
    remark(fmt::format("{}: {}: {}: {} of {} no longer occur", file, stale[i].path, stale[i].rule,
                       stale[i].gone, stale[i].of));
  if (stale.size() > stale_shown)
    remark(fmt::format("{}: the same of {} more", file, stale.size() - stale_shown));
  complain(fmt::format("{}: some findings are gone", file), "--prune-baseline drops them");
}

ExitCode BaselineRun::finish() {
  if (!baseline_) return ExitCode::clean;
  const RulesOfRun rules{.select = line_->select, .ignore = line_->ignore};
  if (line_->write_baseline) {
    baseline_->accept_found(rules);
  } else if (line_->prune_baseline) {
    baseline_->prune(rules);
  } else {
    tell_stale(rules);
    return ExitCode::clean;
  }
  if (const std::optional<Error> error = baseline_->write()) {
    complain(fmt::format("{}: {}", baseline_->path(), error->what), error->hint);
    return ExitCode::unread;
  }
  remark(fmt::format("{}: {}", baseline_->path(), baseline_->size_words()));
  return ExitCode::clean;
}

}  // namespace maillint::cli
