// Runs the program as people and scripts do.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace maillint::cli {

struct Outcome {
  int code = -1;  // minus the signal's number if one ended it
  std::string out;
  std::string err;
};

struct Invocation {
  std::vector<std::string> arguments;
  std::string input;                     // on standard input
  std::vector<std::string> environment;  // "LANG=de_DE.UTF-8"; nothing else is set
  std::string directory;                 // to run in; the current one if empty
  std::string output;                    // a file for standard output, instead of Outcome::out
};

Outcome run_maillint(const Invocation& invocation);
Outcome run_maillint(std::vector<std::string> arguments, std::string input = {});

/// A folder of one test, removed at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  /// Writes a file, with folders on the way; its path.
  std::string write(const std::string& name, std::string_view content) const;
  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// The octets of a file; none if it cannot be read.
std::string content_of(const std::filesystem::path& path);

/// A message in which no rule finds anything worse than a hint.
std::string clean_message(std::string_view subject = "Minutes of the meeting on Friday");

}  // namespace maillint::cli
