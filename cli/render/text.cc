// The format text.
#include "cli/render/text.h"

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/render/batch.h"
#include "cli/render/table.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

class TextRenderer : public Renderer {
 public:
  explicit TextRenderer(const RenderOptions& options)
      : context_{.options = options, .style = Style(options.colour, options.links)} {}

  std::string separator() const override {
    return context_.options.quiet || context_.options.command == Subcommand::explain ? "" : "\n";
  }

  std::string message(const Report& report) const override {
    // Errors go to standard error.
    if (report.kind == Kind::error || report.message == nullptr) return {};
    if (context_.options.command == Subcommand::check)
      return guard_lines(text_of_check(report, context_));
    if (context_.options.markdown) return guard_lines(markdown_of_explain(report, context_));
    if (context_.options.redact) return guard_lines(redacted_report(report, context_));
    if (context_.options.letter) return guard_lines(letter_of(report, context_));
    return guard_lines(text_of_explain(report, context_));
  }

  std::string batch(std::span<const BatchFinding> findings) const override {
    return text_of_batch(findings, context_.options);
  }

  std::string end(const Totals& totals) const override {
    if (context_.options.quiet || context_.options.command != Subcommand::check) return {};
    const std::size_t read = totals.messages - totals.unreadable;
    if (read == 0) return {};
    const auto say = [this](std::string_view en, std::string_view de) {
      return context_.say(en, de);
    };
    std::string out = "\n";
    if (totals.errors + totals.warnings + totals.infos == 0) {
      out += say("no findings", "keine Befunde");
    } else {
      out += counted(totals.errors, say("error", "Fehler"), say("errors", "Fehler")) + ", " +
             counted(totals.warnings, say("warning", "Warnung"), say("warnings", "Warnungen"));
      if (totals.infos > 0)
        out += ", " + counted(totals.infos, say("hint", "Hinweis"), say("hints", "Hinweise"));
    }
    out += fmt::format(" {} {}.", say("in", "in"),
                       counted(read, say("message", "Nachricht"), say("messages", "Nachrichten")));
    if (totals.unreadable > 0)
      out += ' ' + counted(totals.unreadable, say("input", "Eingabe"), say("inputs", "Eingaben")) +
             std::string(say(" could not be read.", " nicht lesbar."));
    out += std::string("   ") +
           std::string(say("Filters are not public: a clean list is no guarantee.",
                           "Filter sind nicht öffentlich: keine Garantie."));
    return out + '\n';
  }

 private:
  TextContext context_;
};

}  // namespace

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Tone::bad;
    case Severity::warning:
      return Tone::doubtful;
    case Severity::info:
      break;
  }
  return Tone::note;
}

std::string size_words(std::size_t octets) {
  const auto tenths = [](std::size_t count, std::size_t unit) {
    const std::size_t value = (count * 10 + unit / 2) / unit;
    return fmt::format("{}.{}", value / 10, value % 10);
  };
  if (octets < 1024) return fmt::format("{} octets", octets);
  if (octets < std::size_t{1024} * 1024) return tenths(octets, 1024) + " KiB";
  return tenths(octets, std::size_t{1024} * 1024) + " MiB";
}

std::unique_ptr<Renderer> make_text_renderer(const RenderOptions& options) {
  return std::make_unique<TextRenderer>(options);
}

}  // namespace maillint::cli
