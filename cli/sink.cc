// One report: a format, and where it goes.
#include "cli/sink.h"

#include "cli/render/batch.h"
#include "cli/run.h"

namespace maillint::cli {

Sink::Sink(const CommandLine& line)
    : line_(line), renderer_(make_renderer(line.format, render_options(line))), output_(1) {}

void Sink::begin() { output_.write(renderer_->begin()); }

void Sink::print(std::string_view text) {
  if (text.empty()) return;
  if (printed_) put(renderer_->separator());
  printed_ = true;
  put(text);
  if (line_.format == Format::ndjson && !line_.buffer_until_eof) output_.flush();
}

void Sink::put(std::string_view text) {
  if (line_.buffer_until_eof) {
    held_.append(text);
  } else {
    output_.write(text);
  }
}

void Sink::print_batch(std::span<const BatchFinding> findings) {
  print(render_batch(findings, line_.format, render_options(line_)));
}

void Sink::end(const Totals& totals) {
  output_.write(renderer_->end(totals));
  output_.write(held_);
  output_.flush();
}

}  // namespace maillint::cli
