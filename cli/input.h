// Every message that the command line names: files, standard input, directories, Maildirs, mboxes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/file.h"
#include "cli/mbox.h"
#include "cli/walk/ignores.h"
#include "cli/walk/mail_signs.h"
#include "lint/result.h"
#include "rules/maillint.h"

namespace maillint::cli {

class ChangedLines;

/// A message, or why there is none at that path.
struct Loaded {
  Input input;
  std::optional<Error> error;
  bool nothing_found = false;  // the error: nothing is there to be checked
  std::string mjml{};          // what "x.html" was made from, where "x.mjml" is given as well
};

/// How folders are read, and which files are left out.
struct WalkOptions {
  /// Only what looks like mail is taken from folders, .gitignore holds there, and globs that no
  /// file is named like are expanded. Otherwise folders give all that is not plainly no mail.
  bool selective = false;
  bool all = false;          // --all: no look at what files look like
  bool only_mail = false;    // --only-mail: what files look like counts for named ones too
  bool allow_empty = false;  // --allow-empty
  Excludes excludes;
  const ChangedLines* changes = nullptr;  // --changed-since: other files are passed over
};

/// Gives messages one after the other, in the order of the paths; directories in the order of
/// their names. Holds one message of an mbox and the names of the directories on the way.
class InputReader {
 public:
  explicit InputReader(std::vector<std::string> paths, WalkOptions options = {});

  /// Absent at the end. A path gives at least one, unless it is excluded.
  std::optional<Loaded> next();
  /// Files that do not look like mail, and were passed over in folders.
  std::size_t skipped() const { return skipped_; }

 private:
  struct Pending {
    std::string path;
    bool listed = false;  // found in a directory, so it may be passed over
    bool sifted = false;  // taken only if it looks like mail
    FileClaim claim = FileClaim::mail;
    std::string partner;               // of a text: the template beside it
    std::string mjml;                  // of a page: the path of what it was made from
    std::size_t below = 0;             // where the name of the named directory begins in the path
    GitIgnores::Chain ignores;         // of a listed directory: those of its parent
    std::optional<std::size_t> taken;  // the end of a named directory: taken_ at its begin
  };

  std::optional<Loaded> load(const Pending& pending);
  std::optional<Loaded> read_message(const Pending& pending, OpenFile file);
  std::optional<Loaded> next_of_mbox();
  std::optional<Error> push_directory(const Pending& pending);
  std::optional<Loaded> expand(const std::string& glob);
  /// A named file, which is to be taken only if it looks like mail; absent if its name tells that
  /// it is none.
  std::optional<Pending> sift(Pending pending) const;
  Loaded nothing_found(const std::string& path, std::string what) const;
  /// Whether a file that is to come is neither excluded nor unchanged.
  bool will_be_taken(const std::string& path) const;
  void push_named(std::vector<std::string> paths);
  /// Whether a file of a folder is mail, by its first octets.
  bool is_wanted(const Pending& pending, std::string_view head) const;

  WalkOptions options_;
  std::size_t taken_ = 0;
  std::size_t skipped_ = 0;
  std::vector<Pending> stack_;  // next one last
  std::unique_ptr<MboxReader> mbox_;
  std::string mbox_path_;
};

/// The paths of --files-from LIST: one a line, as they stand.
Result<std::vector<std::string>> read_path_list(const std::string& list);

/// The message inside an Apple Mail .emlx file: its first line holds the message's length, a
/// property list follows it. Absent if it is none.
struct EmlxPart {
  std::size_t begin = 0;
  std::size_t size = 0;
};
std::optional<EmlxPart> find_emlx_message(std::string_view octets);

}  // namespace maillint::cli
