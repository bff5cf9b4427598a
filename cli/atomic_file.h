// A file that appears at once and complete, or not at all.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/file.h"
#include "lint/result.h"

namespace maillint::cli {

/// Collects what is written in a file without a name beside the target, where the system has such,
/// else in a hidden one; commit() puts it in the target's place. A target that is no regular file
/// (/dev/stdout, a FIFO) is written to directly.
class AtomicFile {
 public:
  static Result<std::unique_ptr<AtomicFile>> create(const std::string& path);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  /// Drops what was not committed.
  ~AtomicFile();

  int descriptor() const { return file_.value(); }
  /// Replaces the target; it keeps the permissions that it had. Call once.
  std::optional<Error> commit();

 private:
  AtomicFile() = default;
  int open_beside(unsigned mode);
  int link_beside();

  std::string target_;
  Descriptor file_;
  std::string temporary_;  // "" while the file has no name
  bool direct_ = false;
};

}  // namespace maillint::cli
