// check --format github: workflow commands, which GitHub shows as annotations of a pull request.
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <tuple>

#include "cli/output.h"
#include "cli/render/annotations.h"
#include "cli/render/batch.h"
#include "cli/render/renderer.h"
#include "cli/render/uri.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

/// GitHub shows so many errors and so many warnings of one step, and drops the others silently.
constexpr std::size_t shown_by_github = 10;

/// GitHub's escapes of a command's text; `property`: of a value before "::".
std::string command_text(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool separates = property && (c == ':' || c == ',');
    if (c == '%' || c == '\r' || c == '\n' || separates) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

struct Command {
  Severity severity;
  std::string path;
  std::size_t line;
  std::string_view rule;
  std::string text;   // the whole command
  std::string plain;  // the same for the log

  /// Worst first; then by place, whatever the order in which threads were done.
  auto key() const { return std::tuple(-static_cast<int>(severity), std::tie(path, line, rule)); }
};

Command command_of(const std::string& path, const Annotation& a) {
  const std::string_view word = a.severity == Severity::error     ? "error"
                                : a.severity == Severity::warning ? "warning"
                                                                  : "notice";
  std::string text =
      fmt::format("::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n", word,
                  command_text(path, true), a.begin.line, a.end.line, a.begin_character,
                  a.end_character, command_text(a.rule->id, true), command_text(a.message, false));
  std::string plain = fmt::format("{}:{}:{}: {}[{}] {}\n", path, a.begin.line, a.begin.column,
                                  name(a.severity), a.rule->id, a.message);
  return {a.severity, path, a.begin.line, a.rule->id, std::move(text), std::move(plain)};
}

/// Keeps one command a rule and file until the end, since the worst of all files go first.
class GithubRenderer : public Renderer {
 public:
  std::string message(const Report& report) const override {
    const std::string path = escaped(file_of_report(report.path));
    std::set<std::string_view> told;
    std::vector<Command> commands;
    for (const Annotation& a : annotations_of(report)) {
      if (a.severity != Severity::info && told.insert(a.rule->id).second)
        commands.push_back(command_of(path, a));
    }
    for (const InputError& why : report.input_errors)
      commands.push_back({Severity::error, path, 0, "",
                          fmt::format("::error file={}::{}\n", command_text(path, true),
                                      command_text(escaped(why.message), false)),
                          fmt::format("{}: {}\n", path, escaped(why.message))});
    const std::lock_guard lock(mutex_);
    std::ranges::move(commands, std::back_inserter(commands_));
    return {};
  }

  std::string batch(std::span<const BatchFinding> findings) const override {
    const std::lock_guard lock(mutex_);
    for (const BatchFinding& finding : findings) {
      if (finding.severity != Severity::info)
        commands_.push_back(command_of(escaped(file_of_report(finding.places.front().path)),
                                       annotation_of(finding)));
    }
    return {};
  }

  std::string end(const Totals& totals) const override {
    std::ranges::sort(commands_, {}, &Command::key);
    std::string out;
    std::string log;
    std::size_t errors = 0, warnings = 0, cut = 0;
    for (const Command& command : commands_) {
      std::size_t& count = command.severity == Severity::error ? errors : warnings;
      if (++count > shown_by_github) {
        ++cut;
        log += command.plain;
      } else {
        out += command.text;
      }
    }
    if (cut > 0)
      out +=
          fmt::format("::notice title=maillint::{} more findings stand in the log of this step\n{}",
                      cut, guard_lines(std::move(log)));
    return out + fmt::format("{} errors, {} warnings in {} files\n", totals.errors, totals.warnings,
                             totals.messages);
  }

 private:
  mutable std::mutex mutex_;
  mutable std::vector<Command> commands_;
};

}  // namespace

std::unique_ptr<Renderer> make_github_renderer() { return std::make_unique<GithubRenderer>(); }

}  // namespace maillint::cli
