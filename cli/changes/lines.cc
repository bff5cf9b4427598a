// Which lines of which files changed in git.
#include "cli/changes/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>
#include <optional>
#include <utility>

#include "cli/changes/git.h"
#include "cli/drop_findings.h"
#include "cli/render/uri.h"
#include "lint/ascii.h"

namespace maillint::cli {
namespace {

namespace fs = std::filesystem;

/// git and the command line may come to a file by different symbolic links.
std::string real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real.string();
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// A name in quotes, as git writes one with control characters, quotes or backslashes.
std::string unquoted(std::string_view text) {
  if (!text.starts_with('"')) return std::string(text);
  text.remove_prefix(1);
  if (text.ends_with('"')) text.remove_suffix(1);
  constexpr std::string_view letters = "abtnvfr";
  constexpr std::string_view meant = "\a\b\t\n\v\f\r";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    if (const std::size_t letter = letters.find(c); letter != std::string_view::npos) {
      out += meant[letter];
    } else if (c >= '0' && c <= '3' && i + 2 < text.size()) {
      out += static_cast<char>((c - '0') * 64 + (text[i + 1] - '0') * 8 + (text[i + 2] - '0'));
      i += 2;
    } else {
      out += c;
    }
  }
  return out;
}

/// "b/a name" of "+++ b/a name", after which git puts a tab; absent for /dev/null.
std::optional<std::string> new_name(std::string_view line) {
  line.remove_prefix(4);
  if (line.ends_with('\t')) line.remove_suffix(1);
  std::string name = unquoted(line);
  if (!name.starts_with("b/")) return std::nullopt;
  return name.substr(2);
}

struct Hunk {
  std::size_t removed = 1;
  std::size_t first = 0;
  std::size_t added = 1;
};

/// "12,3" or "12", for which the count is 1.
bool read_range(std::string_view& text, std::size_t& first, std::size_t& count) {
  const char* end = text.data() + text.size();
  auto [at, problem] = std::from_chars(text.data(), end, first);
  if (problem != std::errc()) return false;
  count = 1;
  if (at != end && *at == ',') {
    const auto more = std::from_chars(at + 1, end, count);
    if (more.ec != std::errc()) return false;
    at = more.ptr;
  }
  text.remove_prefix(static_cast<std::size_t>(at - text.data()));
  return true;
}

/// "@@ -1,2 +3,4 @@".
std::optional<Hunk> read_hunk(std::string_view line) {
  if (!line.starts_with("@@ -")) return std::nullopt;
  line.remove_prefix(4);
  Hunk hunk;
  std::size_t old_first = 0;
  if (!read_range(line, old_first, hunk.removed) || !line.starts_with(" +")) return std::nullopt;
  line.remove_prefix(2);
  if (!read_range(line, hunk.first, hunk.added)) return std::nullopt;
  return hunk;
}

bool touches(const std::vector<LineRange>& ranges, std::size_t first, std::size_t last) {
  const auto range = std::ranges::lower_bound(ranges, first, {}, &LineRange::last);
  return range != ranges.end() && range->first <= last;
}

}  // namespace

Result<ChangedLines> ChangedLines::since(const std::string& revision) {
  Result<std::string> root = run_git({"rev-parse", "--show-toplevel"});
  if (!root) return tl::unexpected(root.error());
  root->resize(ascii::trim(*root).size());
  Result<std::string> commit =
      run_git({"rev-parse", "--verify", "--end-of-options", revision + "^{commit}"});
  if (!commit)
    return tl::unexpected(Error{.what = fmt::format("git knows no revision '{}'", revision),
                                .hint = "a shallow clone may lack it: git fetch --unshallow"});
  std::string base(ascii::trim(*commit));
  // Without a common one (unrelated histories, a shallow clone) the revision itself.
  if (const Result<std::string> parted = run_git({"merge-base", base, "HEAD"}))
    base = ascii::trim(*parted);
  const Result<std::string> diff =
      run_git({"-C", *root, "-c", "core.quotepath=off", "diff", "--no-color", "--no-ext-diff",
               "--no-textconv", "--text", "--unified=0", "--inter-hunk-context=0", "--find-renames",
               "--src-prefix=a/", "--dst-prefix=b/", "--no-relative", base, "--"});
  if (!diff) return tl::unexpected(diff.error());
  const Result<std::string> untracked =
      run_git({"-C", *root, "ls-files", "--others", "--exclude-standard", "-z"});
  if (!untracked) return tl::unexpected(untracked.error());

  ChangedLines changes;
  changes.add_diff(*diff, *root);
  for (std::string_view rest = *untracked; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    changes.files_[real_path(fmt::format("{}/{}", *root, rest.substr(0, end)))] = {
        {1, std::numeric_limits<std::size_t>::max()}};
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return changes;
}

void ChangedLines::add_diff(std::string_view diff, const std::string& root) {
  std::vector<LineRange>* ranges = nullptr;
  while (!diff.empty()) {
    const std::string_view line = take_line(diff);
    if (line.starts_with("diff ")) {
      ranges = nullptr;
    } else if (line.starts_with("+++ ")) {
      const std::optional<std::string> name = new_name(line);
      ranges = name ? &files_[real_path(fmt::format("{}/{}", root, *name))] : nullptr;
    } else if (const std::optional<Hunk> hunk = read_hunk(line)) {
      if (ranges != nullptr && hunk->added > 0)
        ranges->push_back({hunk->first, hunk->first + hunk->added - 1});
      // What follows is content, whatever it looks like.
      for (std::size_t i = hunk->removed + hunk->added; i > 0 && !diff.empty();) {
        if (!take_line(diff).starts_with('\\')) --i;  // "\ No newline at end of file"
      }
    }
  }
}

const std::vector<LineRange>* ChangedLines::find(const std::string& path) const {
  auto file = files_.find(real_path(path));
  if (file == files_.end()) file = files_.find(real_path(std::string(file_of_report(path))));
  return file == files_.end() ? nullptr : &file->second;
}

bool ChangedLines::has(const std::string& path) const { return find(path) != nullptr; }

void ChangedLines::filter(Report& report) const {
  if (report.message == nullptr || report.path == "-") return;
  const std::vector<LineRange>* ranges = find(report.path);
  const Source& source = report.message->source();
  const auto is_old = [&](const Finding& finding) {
    const Span place = finding.place.source;
    const std::size_t last = place.end > place.begin ? place.end - 1 : place.end;
    return ranges == nullptr ||
           !touches(*ranges, source.position(place.begin).line, source.position(last).line);
  };
  drop_findings(report, is_old);
}

}  // namespace maillint::cli
