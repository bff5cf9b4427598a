// check --fix: files are changed, or shown how they would be.
#include "cli/fix/run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "cli/file.h"
#include "cli/fix/diff.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/render/labels.h"
#include "cli/replace_file.h"
#include "lint/escape.h"
#include "lint/limits.h"

namespace maillint::cli {
namespace {

class Fixer {
 public:
  Fixer(const CommandLine& line, const FixInput& fix) : line_(line), fix_(fix), output_(1) {}

  void one(Loaded loaded) {
    const std::string path = loaded.input.path;
    // The report that follows tells what cannot be read; without one it is told here.
    if (loaded.error) return unreadable(path, *loaded.error);
    const std::string before = loaded.input.octets;
    const bool is_whole_file = loaded.input.origin.offset == 0;
    const Fixed fixed =
        fix_(std::move(loaded.input), {.unsafe = line_.unsafe_fixes, .anyway = line_.fix_anyway});
    unsafe_left_ += fixed.unsafe_left;
    if (!fixed.refusal.empty()) {
      remark(fmt::format("{}: left alone: {}", path, fixed.refusal));
      ++refused_;
    }
    if (!fixed.worse.empty())
      remark(fmt::format("{}: a fix is left out: {} would find more", path, fixed.worse));
    if (fixed.unfinished) remark(fmt::format("{}: not all is fixed yet: fix it again", path));
    if (path == "-" && !line_.fix_diff) return output_.write(fixed.octets);
    if (fixed.undone == 0) return;
    if (!is_whole_file || (path != "-" && !is_file_of(path, before)))
      return remark(fmt::format("{}: left alone: it is not a file of its own", path));
    if (is_passing_link(path))
      return remark(fmt::format("{}: left alone: it is a symbolic link", path));
    if (line_.fix_diff) return show(path, before, fixed.octets);
    if (const std::optional<Error> error = replace_file(path, fixed.octets)) {
      complain(fmt::format("{}: {}", path, error->what), error->hint);
      code_ = worst(code_, ExitCode::unread);
      return;
    }
    undone_ += fixed.undone;
    ++files_;
  }

  ExitCode finish() {
    output_.flush();
    if (output_.error() != 0) {
      complain(fmt::format("cannot write: {}", describe_errno(output_.error())));
      return worst(code_, ExitCode::unread);
    }
    if (files_ > 0)
      remark(fmt::format("fixed {} in {}", counted(undone_, "finding", "findings"),
                         counted(files_, "file", "files")));
    if (refused_ > 0)
      complain(counted(refused_, "file", "files") + " left alone",
               "--fix-anyway fixes them all the same");
    if (unsafe_left_ > 0)
      remark(
          fmt::format("{} more with --unsafe-fixes", counted(unsafe_left_, "finding", "findings")));
    return code_;
  }

 private:
  void unreadable(const std::string& path, const Error& error) {
    if (reports_after_fixes(line_)) return;
    complain(fmt::format("{}: {}", path, error.what), error.hint);
    code_ = worst(code_, ExitCode::unread);
  }

  /// A link that was found in a folder may lead out of it.
  bool is_passing_link(const std::string& path) const {
    std::error_code error;
    return std::filesystem::is_symlink(path, error) &&
           std::ranges::find(line_.words, path) == line_.words.end();
  }

  /// Not one message of a mailbox, not converted from another charset, and not changed meanwhile.
  static bool is_file_of(const std::string& path, const std::string& octets) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    const Result<std::string> now = read_file(path, limits::message_octets);
    return now && *now == octets;
  }

  void show(const std::string& path, std::string_view before, std::string_view after) {
    std::string diff = unified_diff(escaped(path), before, after);
    // patch(1) needs the octets as they are; a terminal must not obey them.
    if (::isatty(1) == 1) diff = guard_lines(escaped(diff, Keep::tab_and_line_feed));
    output_.write(diff);
    code_ = worst(code_, ExitCode::findings);
  }

  const CommandLine& line_;
  const FixInput& fix_;
  Output output_;
  ExitCode code_ = ExitCode::clean;
  std::size_t undone_ = 0;
  std::size_t files_ = 0;
  std::size_t refused_ = 0;
  std::size_t unsafe_left_ = 0;
};

}  // namespace

bool reports_after_fixes(const CommandLine& line) {
  return !line.fix_diff && std::ranges::find(line.words, "-") == line.words.end();
}

ExitCode run_fixes(const CommandLine& line, const FixInput& fix, std::optional<Input> given,
                   const WalkOptions& walk) {
  Fixer fixer(line, fix);
  if (given) {
    fixer.one({.input = *std::move(given), .error = std::nullopt});
    return fixer.finish();
  }
  InputReader reader(line.words, walk);
  while (std::optional<Loaded> loaded = reader.next()) fixer.one(std::move(*loaded));
  return fixer.finish();
}

}  // namespace maillint::cli
