// The baseline: findings that a project has and does not want to hear of, counted by file, rule and
// the words at fault.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/result.h"
#include "rules/maillint.h"

namespace maillint::cli {

/// Counts by rule and fingerprint.
using AcceptedFindings = std::map<std::pair<std::string, std::string>, std::size_t>;

/// What became of the entries of a file.
struct StaleEntry {
  std::string path;
  std::string rule;
  std::size_t gone = 0;
  std::size_t of = 0;
};

/// Which entries a run can tell something about: --select and --ignore leave rules out.
struct RulesOfRun {
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  bool has(std::string_view rule) const;
};

class Baseline {
 public:
  /// Of a file that does not exist yet.
  explicit Baseline(const std::string& path);
  /// A fault names the file.
  static Result<Baseline> read(const std::string& path);

  /// Judges the findings of one file. The first ones of equal words are the accepted ones.
  class File {
   public:
    /// `accept_all`: for a new baseline.
    File(std::string path, AcceptedFindings left, bool accept_all)
        : path_(std::move(path)), left_(std::move(left)), accept_all_(accept_all) {}
    bool accepts(const Finding& finding, const Facts& facts);

   private:
    friend class Baseline;
    std::string path_;
    AcceptedFindings left_;
    AcceptedFindings found_;
    bool accept_all_;
  };
  File file(const std::string& path, bool accept_all) const;

  /// After a file was judged. May be called by several threads.
  void note(File file);

  /// After all files: entries that no longer occur, also those of files that are gone.
  std::vector<StaleEntry> stale(const RulesOfRun& rules) const;
  /// Drops them.
  void prune(const RulesOfRun& rules);
  /// Puts what was found in place of the entries of the files and rules of the run.
  void accept_found(const RulesOfRun& rules);

  std::optional<Error> write() const;
  const std::string& path() const { return path_; }
  /// "12 findings of 3 files".
  std::string size_words() const;

 private:
  /// `path` as given on the command line; relative to the folder of the baseline.
  std::string key_of(const std::string& path) const;
  bool is_gone(const std::string& key) const;

  std::string path_;
  std::string folder_;
  std::map<std::string, AcceptedFindings> files_;
  std::map<std::string, AcceptedFindings> found_;                       // in this run
  std::unique_ptr<std::mutex> mutex_ = std::make_unique<std::mutex>();  // of found_
};

}  // namespace maillint::cli
