// Which lines of which files changed in git.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/result.h"
#include "rules/report.h"

namespace maillint::cli {

/// Lines from 1.
struct LineRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

class ChangedLines {
 public:
  /// Against the commit where the working tree's branch and `revision` parted, which is `revision`
  /// itself if it lies behind. New files count as a whole, also those that git does not know yet.
  static Result<ChangedLines> since(const std::string& revision);

  /// Whether anything in the file changed. A path as on the command line.
  bool has(const std::string& path) const;
  /// Leaves the findings whose place touches a changed line, and judges the criteria anew.
  void filter(Report& report) const;

  /// Adds what a diff without context lines tells, paths relative to `root`.
  void add_diff(std::string_view diff, const std::string& root);

 private:
  const std::vector<LineRange>* find(const std::string& path) const;

  std::map<std::string, std::vector<LineRange>> files_;  // by absolute path; ranges in order
};

}  // namespace maillint::cli
