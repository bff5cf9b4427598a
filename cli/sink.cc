// One report: a format, and where it goes.
#include "cli/sink.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>

#include "cli/run.h"

namespace maillint::cli {
namespace {

/// GitHub drops the job summary of a step if it is larger than 1 MiB, as a whole.
constexpr std::size_t job_summary_octets = std::size_t{900} << 10;

bool shows_table(const CommandLine& line, Format format) {
  return line.statistics &&
         (format == Format::text || format == Format::concise || format == Format::markdown);
}

}  // namespace

Sink::Sink(const CommandLine& line, const ReportTo& to, int descriptor)
    : line_(line),
      to_(to),
      table_(shows_table(line, to.format) && !to.job_summary),
      renderer_(make_renderer(to.format, render_options(line, to))),
      output_(descriptor) {}

Result<std::unique_ptr<Sink>> Sink::open(const CommandLine& line, const ReportTo& to) {
  if (to.path.empty()) return std::unique_ptr<Sink>(new Sink(line, to, 1));
  if (to.job_summary) {
    Descriptor file(::open(to.path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666));
    if (file.value() < 0)
      return tl::unexpected(Error{.what = describe_errno(errno), .hint = {}, .errno_value = errno});
    std::unique_ptr<Sink> sink(new Sink(line, to, file.value()));
    sink->appended_ = std::move(file);
    return sink;
  }
  Result<std::unique_ptr<AtomicFile>> file = AtomicFile::create(to.path);
  if (!file) return tl::unexpected(file.error());
  std::unique_ptr<Sink> sink(new Sink(line, to, (*file)->descriptor()));
  sink->file_ = std::move(*file);
  return sink;
}

std::string Sink::message(const Report& report) const {
  return table_ ? std::string() : renderer_->message(report);
}

void Sink::begin() { output_.write(renderer_->begin()); }

void Sink::print(std::string_view text) {
  if (text.empty()) return;
  if (to_.job_summary && held_.size() + text.size() > job_summary_octets) {
    ++left_out_;
    return;
  }
  if (printed_) put(renderer_->separator());
  printed_ = true;
  put(text);
  if (to_.format == Format::ndjson && !line_.buffer_until_eof) output_.flush();
}

void Sink::put(std::string_view text) {
  if (line_.buffer_until_eof || to_.job_summary) {
    held_.append(text);
  } else {
    output_.write(text);
  }
}

void Sink::print_batch(std::span<const BatchFinding> findings) {
  if (!table_) print(renderer_->batch(findings));
}

void Sink::end(const Totals& totals, const Statistics& statistics) {
  if (to_.job_summary) return end_job_summary(totals, statistics);
  output_.write(held_);
  if (table_)
    output_.write(to_.format == Format::markdown ? statistics.markdown() : statistics.text());
  output_.write(renderer_->end(totals));
  output_.flush();
  if (file_ == nullptr || output_.error() != 0) return;
  if (const std::optional<Error> error = file_->commit()) commit_error_ = error->errno_value;
}

void Sink::end_job_summary(const Totals& totals, const Statistics& statistics) {
  output_.write("## maillint\n");
  output_.write(renderer_->end(totals));
  output_.write("\n" + statistics.markdown() + "\n");
  output_.write(held_);
  if (left_out_ > 0)
    output_.write(fmt::format(
        "\n{} more files with findings are left out: a summary holds 1 MiB.\n", left_out_));
  output_.flush();
}

}  // namespace maillint::cli
