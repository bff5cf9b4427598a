// The loop over inputs: one thread or several, output always in input order.
#include "cli/run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <map>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/render/table.h"
#include "cli/render/text.h"
#include "cli/sink.h"

namespace maillint::cli {
namespace {

/// What a message comes to once its report is no longer needed.
struct Done {
  std::vector<std::string> texts;  // one a sink
  std::vector<Answer> answers;     // for the table
  std::vector<Statistics::Item> counts;
  std::string complaint;
  std::string hint;
  Totals totals;
  ExitCode code = ExitCode::clean;
  std::optional<Batch::Item> item;  // for Run::batch
};

constexpr std::size_t few_messages = 5;

enum class Table : unsigned char { never, automatic, always };

Table table_of(const CommandLine& line) {
  const bool fits = line.command == Subcommand::explain && !line.letter && !line.redact &&
                    (line.format == Format::text || line.format == Format::markdown);
  if (!fits || line.each || line.quiet) return Table::never;
  if (line.table) return Table::always;
  return line.reports.front().path.empty() && ::isatty(1) == 1 ? Table::automatic : Table::never;
}

/// Those of the command line, and the job summary that GitHub shows beside its annotations.
std::vector<ReportTo> reports_of(const CommandLine& line) {
  std::vector<ReportTo> reports = line.reports;
  const bool github =
      std::ranges::any_of(reports, [](const ReportTo& to) { return to.format == Format::github; });
  const char* summary = std::getenv("GITHUB_STEP_SUMMARY");
  if (github && summary != nullptr && *summary != '\0')
    reports.push_back({.format = Format::markdown, .path = summary, .job_summary = true});
  return reports;
}

class Runner {
 public:
  Runner(const Run& run, const std::vector<std::string>& paths,
         std::vector<std::unique_ptr<Sink>> sinks)
      : run_(run),
        sinks_(std::move(sinks)),
        reader_(paths, run.walk),
        table_(table_of(run.line)),
        progress_(::isatty(1) != 1 || table_ != Table::never) {}

  ExitCode operator()() {
    const auto begun = std::chrono::steady_clock::now();
    for (const auto& sink : sinks_) sink->begin();
    if (run_.judge_together) {
      run_together();
    } else if (run_.line.jobs > 1) {
      run_parallel();
    } else {
      while (std::optional<Loaded> loaded = next()) {
        if (!emit(process(std::move(*loaded)))) break;
      }
    }
    progress_.clear();
    const auto elapsed = std::chrono::steady_clock::now() - begun;
    if (run_.line.timing) totals_.seconds = std::chrono::duration<double>(elapsed).count();
    finish_table();
    finish_batch();
    judge_totals();
    if (reader_.skipped() > 0 && is_text() && !run_.line.quiet)
      remark(fmt::format("{} skipped, --all takes {}", counted(reader_.skipped(), "file", "files"),
                         reader_.skipped() == 1 ? "it" : "them"));
    if (run_.line.statistics) totals_.statistics = &statistics_;
    for (const auto& sink : sinks_) {
      sink->end(totals_, statistics_);
      if (sink->error() == 0) continue;
      complain(fmt::format("cannot write {}: {}", sink->name(), describe_errno(sink->error())));
      code_ = worst(code_, ExitCode::unread);
    }
    return code_;
  }

 private:
  std::optional<Loaded> next() {
    if (!run_.given) return reader_.next();
    if (given_taken_) return std::nullopt;
    given_taken_ = true;
    return Loaded{.input = *run_.given, .error = std::nullopt};
  }

  Report judge(Loaded loaded) const {
    if (loaded.error) return unreadable(std::move(loaded.input.path), *loaded.error);
    std::string path = loaded.input.path;
    try {
      Report report = run_.judge(std::move(loaded.input));
      if (!loaded.mjml.empty() && run_.leave_to_mjml) run_.leave_to_mjml(report, loaded.mjml);
      return report;
    } catch (const std::bad_alloc&) {
      return unreadable(std::move(path),
                        Error{.what = "out of memory", .hint = {}, .errno_value = ENOMEM});
    }
  }

  Done finish(const Report& report, const Error* error) const {
    Done done;
    done.totals.add(report);
    done.code = exit_code_of(report, run_.line);
    for (const auto& sink : sinks_) done.texts.push_back(sink->message(report));
    if (run_.line.command == Subcommand::check) done.counts = Statistics::items_of(report);
    if (table_ != Table::never) done.answers = answers_of(report);
    if (report.kind == Kind::error && is_text()) {
      for (const InputError& why : report.input_errors)
        done.complaint = fmt::format("{}: {}", report.path, why.message);
      if (error != nullptr) done.hint = error->hint;
    }
    return done;
  }

  Done process(Loaded loaded) const {
    const std::optional<Error> error = loaded.error;
    const bool nothing_found = loaded.nothing_found;
    Report report = judge(std::move(loaded));
    std::optional<Batch::Item> item;
    if (run_.batch != nullptr && report.kind != Kind::error) item = run_.batch->look_at(report);
    Done done = finish(report, error ? &*error : nullptr);
    done.item = std::move(item);
    if (nothing_found) done.code = ExitCode::usage;
    return done;
  }

  /// False when nobody reads any more.
  bool emit(Done done) {
    progress_.step();
    code_ = worst(code_, done.code);
    totals_.messages += done.totals.messages;
    totals_.errors += done.totals.errors;
    totals_.warnings += done.totals.warnings;
    totals_.infos += done.totals.infos;
    totals_.unreadable += done.totals.unreadable;
    if (!done.complaint.empty()) {
      progress_.clear();
      complain(done.complaint, done.hint);
    }
    if (done.item) run_.batch->add(std::move(*done.item));
    if (table_ != Table::never) {
      hold(std::move(done));
      return true;
    }
    statistics_.add(done.counts);
    for (std::size_t i = 0; i < sinks_.size(); ++i) sinks_[i]->print(done.texts[i]);
    return writable();
  }

  /// Whether anything still takes the report. Files are completed when standard output is gone.
  bool writable() const {
    return std::ranges::any_of(sinks_, [](const auto& sink) { return sink->error() == 0; });
  }

  void judge_totals() {
    const std::optional<unsigned>& most = run_.line.max_warnings;
    if (!most || totals_.warnings <= *most) return;
    complain(fmt::format("{}, --max-warnings allows {}",
                         counted(totals_.warnings, "warning", "warnings"), *most));
    code_ = worst(code_, ExitCode::findings);
  }

  /// Other formats than these have no room for what people are told, so that standard error tells.
  bool is_text() const {
    return std::ranges::any_of(run_.line.reports, [](const ReportTo& to) {
      return to.format != Format::json && to.format != Format::ndjson;
    });
  }

  /// Few messages are printed in full, so that many become known before the first is printed.
  void hold(Done done) {
    answers_.add(std::move(done.answers));
    ++messages_;
    if (table_ == Table::automatic && messages_ <= few_messages) few_ += done.texts.front();
    for (std::size_t i = 1; i < sinks_.size(); ++i) sinks_[i]->print(done.texts[i]);
  }

  void finish_table() {
    if (table_ == Table::never) return;
    if (table_ == Table::automatic && messages_ <= few_messages) {
      sinks_.front()->put(few_);
      return;
    }
    const RenderOptions options = render_options(run_.line);
    const TextContext context{.options = options, .style = Style(options.colour)};
    sinks_.front()->put(
        guard_lines(options.markdown ? answers_.markdown(context) : answers_.text(context)));
  }

  void finish_batch() {
    if (run_.batch == nullptr || !writable()) return;
    const std::vector<BatchFinding> findings = run_.batch->findings();
    if (findings.empty()) return;
    for (const BatchFinding& finding : findings) {
      const Severity severity = finding.severity;
      std::size_t& total = severity == Severity::error     ? totals_.errors
                           : severity == Severity::warning ? totals_.warnings
                                                           : totals_.infos;
      ++total;
      if (run_.line.fail_on && severity >= *run_.line.fail_on)
        code_ = worst(code_, ExitCode::findings);
    }
    statistics_.add(findings);
    for (const auto& sink : sinks_) sink->print_batch(findings);
  }

  void run_together() {
    std::vector<Report> reports;
    while (std::optional<Loaded> loaded = next()) {
      if (loaded->error && is_text())
        complain(fmt::format("{}: {}", loaded->input.path, loaded->error->what),
                 loaded->error->hint);
      reports.push_back(judge(std::move(*loaded)));
    }
    run_.judge_together(reports);
    for (const Report& report : reports) {
      Done done = finish(report, nullptr);
      done.complaint.clear();
      if (!emit(std::move(done))) break;
    }
  }

  /// Workers take the next input under a lock, so an mbox is still read in order; what is done
  /// waits in a map until its turn. At most a few results wait, so memory stays bounded.
  void run_parallel() {
    std::vector<std::thread> threads;
    try {
      for (unsigned i = 1; i < run_.line.jobs; ++i) threads.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      // No further threads to be had: the ones there are do it.
    }
    work();
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

  void work() {
    try {
      while (true) {
        std::unique_lock lock(reading_);
        {
          std::unique_lock order(writing_);
          room_.wait(order, [this] { return taken_ < written_ + 8 * run_.line.jobs || stop_; });
          if (stop_) return;
        }
        std::optional<Loaded> loaded = next();
        if (!loaded) return;
        const std::size_t turn = taken_++;
        lock.unlock();
        Done done = process(std::move(*loaded));
        const std::unique_lock order(writing_);
        waiting_.emplace(turn, std::move(done));
        while (!waiting_.empty() && waiting_.begin()->first == written_ && !stop_) {
          if (!emit(std::move(waiting_.begin()->second))) stop_ = true;
          waiting_.erase(waiting_.begin());
          ++written_;
        }
        room_.notify_all();
      }
    } catch (...) {
      const std::unique_lock order(writing_);
      if (!failure_) failure_ = std::current_exception();
      stop_ = true;
      room_.notify_all();
    }
  }

  const Run& run_;
  std::vector<std::unique_ptr<Sink>> sinks_;
  Statistics statistics_;
  InputReader reader_;
  Totals totals_;
  ExitCode code_ = ExitCode::clean;
  bool given_taken_ = false;
  Table table_ = Table::never;
  Progress progress_;
  AnswerTable answers_;
  std::size_t messages_ = 0;
  std::string few_;  // the first messages in full, while there are few

  std::mutex reading_;  // before writing_ where both are held
  std::mutex writing_;
  std::condition_variable room_;
  std::size_t taken_ = 0;    // under reading_
  std::size_t written_ = 0;  // under writing_
  bool stop_ = false;
  std::exception_ptr failure_;
  std::map<std::size_t, Done> waiting_;
};

}  // namespace

Report unreadable(std::string path, const Error& error) {
  Report report;
  report.path = std::move(path);
  report.kind = Kind::error;
  report.input_errors.push_back({.message = error.what, .errno_value = error.errno_value});
  return report;
}

std::string error_object(const std::string& path, const Error& error) {
  return make_ndjson_renderer({})->message(unreadable(path, error));
}

std::optional<std::vector<std::string>> named_paths(const CommandLine& line) {
  std::vector<std::string> paths = line.words;
  if (line.files_from.empty()) return paths;
  const Result<std::vector<std::string>> list = read_path_list(line.files_from);
  if (!list) {
    complain(fmt::format("{}: {}", line.files_from, list.error().what), list.error().hint);
    return std::nullopt;
  }
  paths.insert(paths.end(), list->begin(), list->end());
  return paths;
}

ExitCode run(const Run& run) {
  const std::optional<std::vector<std::string>> paths = named_paths(run.line);
  if (!paths) return ExitCode::unread;
  std::vector<std::unique_ptr<Sink>> sinks;
  for (const ReportTo& to : reports_of(run.line)) {
    Result<std::unique_ptr<Sink>> sink = Sink::open(run.line, to);
    if (!sink) {
      complain(fmt::format("cannot write {}: {}", to.path, sink.error().what), sink.error().hint);
      return ExitCode::unread;
    }
    sinks.push_back(std::move(*sink));
  }
  return Runner(run, *paths, std::move(sinks))();
}

}  // namespace maillint::cli
