// Every message that the command line names: files, standard input, directories, Maildirs, mboxes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/file.h"
#include "cli/mbox.h"
#include "lint/result.h"
#include "rules/maillint.h"

namespace maillint::cli {

/// A message, or why there is none at that path.
struct Loaded {
  Input input;
  std::optional<Error> error;
};

/// Gives messages one after the other, in the order of the paths; directories in the order of
/// their names. Holds one message of an mbox and the names of the directories on the way.
class InputReader {
 public:
  explicit InputReader(std::vector<std::string> paths);

  /// Absent at the end. A path gives at least one.
  std::optional<Loaded> next();

 private:
  struct Pending {
    std::string path;
    bool listed = false;  // found in a directory, so it may be passed over
  };

  std::optional<Loaded> load(const Pending& pending);
  std::optional<Loaded> read_message(const std::string& path, OpenFile file);
  std::optional<Loaded> next_of_mbox();
  std::optional<Error> push_directory(const std::string& path);

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
