// maillint hygiene: which addresses to take off a list.
#include "cli/render/hygiene.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "cli/commands/commands.h"
#include "cli/file.h"
#include "cli/hygiene/import.h"
#include "cli/hygiene/lock.h"
#include "cli/hygiene/state.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/render/labels.h"
#include "cli/run.h"
#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/web/domain.h"

namespace maillint::cli {
namespace {

constexpr std::size_t bounces_a_commit = 500;

/// What cannot be read or written, told; the run ends there.
struct Failure {
  std::string what;
  std::string hint;
  ExitCode code = ExitCode::unread;
};

std::string read_list(const std::string& path) {
  Result<std::string> text = read_file(path, limits::message_octets);
  if (text) return std::move(*text);
  throw Failure{fmt::format("{}: {}", path, text.error().what), text.error().hint};
}

/// Labels of letters, digits, - and _ with one dot between.
bool is_domain(std::string_view text) {
  const auto in_label = [](char c) { return ascii::is_alnum(c) || c == '-' || c == '_'; };
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !in_label(c)) return false;
    before = c;
  }
  return before != '.';
}

class HygieneRun {
 public:
  explicit HygieneRun(const CommandLine& line)
      : line_(line),
        hygiene_(line.hygiene),
        options_(check_options(line)),
        now_(options_.now.seconds) {
    for (const std::string& domain : hygiene_.own) {
      std::string_view bare = domain;
      if (bare.starts_with('@')) bare.remove_prefix(1);
      own_.push_back(to_ascii(bare).value_or(ascii::to_lower(bare)));
      if (!is_domain(own_.back()))
        throw Failure{fmt::format("--own takes a domain, not '{}'", domain),
                      "for example --own shop.example", ExitCode::usage};
    }
  }

  ExitCode operator()(const Catalogue& catalogue) {
    options_.catalogue = &catalogue;
    for (const std::string& text : hygiene_.policy) {
      if (const Result<void> applied = apply_policy(policy_, text); !applied)
        throw Failure{"--policy: " + applied.error().what, applied.error().hint, ExitCode::usage};
    }
    open_state();
    take_lists();
    read_inputs();
    take_orders();
    state_->decide_all(policy_, now_);
    return report();
  }

 private:
  void open_state() {
    std::string path = hygiene_.state;
    struct stat status {};
    if (hygiene_.dry_run && ::stat(path.c_str(), &status) != 0) path.clear();
    if (!path.empty()) {
      const auto tell = [&path] { remark(fmt::format("{}: another run uses it; waiting", path)); };
      Result<Descriptor> lock = lock_file(path, hygiene_.wait, tell);
      if (!lock) throw Failure{fmt::format("{}: {}", path, lock.error().what), lock.error().hint};
      lock_ = std::move(*lock);
    }
    state_.emplace(path, hygiene_.dry_run);
  }

  void take_lists() {
    if (!hygiene_.never.empty()) state_->set_protected(read_patterns(read_list(hygiene_.never)));
    for (const std::string& path : hygiene_.imports) {
      const Imported imported = import_csv(*state_, read_list(path), policy_, now_);
      if (imported.addresses == 0)
        throw Failure{fmt::format("{}: no addresses in it", path),
                      "a CSV with a column named address or email, or one address a line"};
      if (!line_.quiet)
        remark(fmt::format("{}: {}, {} new, {} without one", path,
                           counted(imported.addresses, "address", "addresses"), imported.added,
                           counted(imported.skipped, "line", "lines")));
      for (const std::string& word : imported.unknown_words)
        complain(fmt::format("{}: nobody knows the status '{}'; the address counts as known", path,
                             word));
    }
    state_->commit();
  }

  void read_inputs() {
    std::vector<std::string> paths = line_.words;
    if (!line_.files_from.empty()) {
      Result<std::vector<std::string>> list = read_path_list(line_.files_from);
      if (!list)
        throw Failure{fmt::format("{}: {}", line_.files_from, list.error().what),
                      list.error().hint};
      paths.insert(paths.end(), list->begin(), list->end());
    }
    InputReader reader(std::move(paths));
    Progress progress(true);
    while (std::optional<Loaded> loaded = reader.next()) {
      ++totals_.inputs;
      progress.step();
      if (loaded->error) {
        progress.clear();
        ++totals_.unreadable;
        code_ = worst(code_, ExitCode::unread);
        complain(fmt::format("{}: {}", loaded->input.path, loaded->error->what),
                 loaded->error->hint);
        continue;
      }
      std::string path = loaded->input.path;
      const Report report = explain(std::move(loaded->input), options_);
      Reading reading = read_events(report, own_, options_);
      if (report.delivery && report.delivery->cut) add_lines(reading, report);
      remember(std::move(path), std::move(reading));
      if (totals_.inputs % bounces_a_commit == 0) state_->commit();
    }
    state_->commit();
  }

  /// Of a very long log the report holds the beginning. An event that both know has the same
  /// identity, and counts once.
  void add_lines(Reading& reading, const Report& report) {
    std::string_view rest = report.message->octets();
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (line.find('@') == std::string_view::npos) continue;
      Reading alone =
          read_events(explain({.path = {}, .octets = std::string(line), .origin = {}}, options_),
                      own_, options_);
      if (alone.kind != ReportKind::log) continue;
      for (Event& event : alone.events) {
        event.line = number;
        reading.events.push_back(std::move(event));
      }
    }
  }

  void remember(std::string path, Reading reading) {
    if (reading.kind == ReportKind::none && reading.events.empty()) return;
    ++totals_.reports;
    const bool foreign = reading.ownership == Ownership::foreign;
    if (foreign) {
      ++totals_.not_ours;
      ++totals_.foreign_domains[reading.foreign_domain];
    }
    if (reading.ownership == Ownership::unproven) ++totals_.unproven;
    if (reading.events.empty() && !foreign) ++totals_.without_address;
    const std::string digest = digest_of(reading.identity);
    const bool lines = !reading.events.empty() && !reading.events.front().identity.empty();
    // A log grows: each of its lines is looked at again.
    if (!state_->add_bounce(digest, !foreign) && !lines) {
      ++totals_.known_before;
      return;
    }
    const std::int64_t time = std::min(reading.time.value_or(now_), now_);
    for (Event& event : reading.events) {
      const std::string own = event.identity.empty() ? digest : digest_of(event.identity);
      if (lines && state_->is_forgotten(own)) continue;
      // A log is full of deliveries to addresses that never bounced.
      const bool delivered = event.kind == EventKind::delivered;
      if (reading.kind == ReportKind::log && delivered && !state_->knows(event.address)) continue;
      Evidence evidence{.digest = own,
                        .time = std::min(event.time.value_or(time), now_),
                        .path = path,
                        .event = std::move(event)};
      state_->add_event(evidence);
    }
  }

  /// --release, --forget, --accept-held, --release-held.
  void take_orders() {
    const auto unknown = [this](const std::string& address) {
      complain(fmt::format("{}: not in the state", address));
      code_ = worst(code_, ExitCode::usage);
    };
    for (const std::string& address : hygiene_.release) {
      if (!state_->release(address, now_)) unknown(address);
    }
    for (const std::string& address : hygiene_.forget) {
      if (!state_->forget(address)) unknown(address);
    }
    const std::string domain = ascii::to_lower(hygiene_.domain);
    if (hygiene_.accept_held) {
      const std::uint64_t count = state_->accept_held(domain);
      if (!line_.quiet) remark(counted(count, "held address", "held addresses") + " accepted");
    }
    if (hygiene_.release_held) {
      const std::uint64_t count = state_->release_held(domain, now_);
      if (!line_.quiet) remark(counted(count, "held address", "held addresses") + " released");
    }
  }

  ExitCode report() {
    const RenderOptions render = render_options(line_);
    const std::unique_ptr<HygieneRenderer> renderer =
        make_hygiene_renderer({.format = line_.format,
                               .colour = render.colour,
                               .changes = hygiene_.changes,
                               .own = !own_.empty(),
                               .remembered = !hygiene_.state.empty(),
                               .dry_run = hygiene_.dry_run,
                               .quiet = line_.quiet,
                               .all = hygiene_.export_all});
    Output output(1);
    output.write(renderer->begin());
    const Choice choice = hygiene_.changes      ? Choice::changed
                          : hygiene_.export_all ? Choice::all
                                                : Choice::bounced;
    state_->each(choice, [&](const AddressRow& row) {
      ++totals_.of[static_cast<std::size_t>(row.action)];
      output.write(guard_lines(renderer->row(row)));
    });
    totals_.addresses = state_->known();
    const std::vector<Brake> brakes = state_->brakes();
    output.write(guard_lines(renderer->end(totals_, brakes)));
    output.flush();
    if (output.error() != 0) {
      complain(fmt::format("cannot write the report: {}", describe_errno(output.error())));
      return worst(code_, ExitCode::unread);
    }
    // Only now: whoever ends us before this gets the same changes again, and never misses one.
    if (hygiene_.changes) state_->mark_reported();
    if (brakes.empty()) return code_;
    if (line_.format != Format::text) {
      for (const Brake& brake : brakes)
        complain(fmt::format("looks like an outage at {}: {} held", brake.domain, brake.held),
                 "--accept-held removes them, --release-held forgets their bounces");
    }
    return worst(code_, ExitCode::findings);
  }

  const CommandLine& line_;
  const HygieneLine& hygiene_;
  Options options_;
  std::int64_t now_;
  HygienePolicy policy_;
  std::vector<std::string> own_;
  Descriptor lock_;
  std::optional<HygieneState> state_;
  HygieneTotals totals_;
  ExitCode code_ = ExitCode::clean;
};

}  // namespace

ExitCode run_hygiene(const CommandLine& line) {
  if (line.words.empty() && line.files_from.empty() && line.hygiene.state.empty() &&
      line.hygiene.imports.empty()) {
    complain("no bounces given", "maillint hygiene FILE..., or - for standard input");
    return ExitCode::usage;
  }
  const LoadedCatalogue catalogue = load_catalogue(line);
  if (catalogue.catalogue == nullptr) return ExitCode::usage;
  try {
    return HygieneRun(line)(*catalogue.catalogue);
  } catch (const Failure& failure) {
    complain(failure.what, failure.hint);
    return failure.code;
  } catch (const DatabaseError& error) {
    complain(fmt::format("{}: {}", line.hygiene.state.empty() ? "state" : line.hygiene.state,
                         error.what()));
    return ExitCode::unread;
  }
}

}  // namespace maillint::cli
