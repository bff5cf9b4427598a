// A file that appears at once and complete, or not at all.
#include "cli/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "cli/output.h"

namespace maillint::cli {
namespace {

Error failure() {
  const int why = errno;
  return Error{.what = describe_errno(why), .hint = {}, .errno_value = why};
}

/// A symbolic link stays: the file it leads to is replaced.
std::string resolved(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  if (real == nullptr) return path;
  std::string out = real;
  std::free(real);
  return out;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

unsigned default_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

std::string by_descriptor(int descriptor) { return fmt::format("/proc/self/fd/{}", descriptor); }

}  // namespace

Result<std::unique_ptr<AtomicFile>> AtomicFile::create(const std::string& path) {
  std::unique_ptr<AtomicFile> file(new AtomicFile);
  file->target_ = resolved(path);
  struct stat status {};
  const bool exists = ::stat(file->target_.c_str(), &status) == 0;
  // Behind /dev/stdout stands perhaps a file, which other programs write to as well.
  const bool is_stream = path.starts_with("/dev/") || path.starts_with("/proc/");
  file->direct_ = is_stream || (exists && !S_ISREG(status.st_mode));
  int descriptor = -1;
  if (file->direct_) {
    descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  } else if (exists && ::access(file->target_.c_str(), W_OK) != 0) {
    return tl::unexpected(failure());  // renaming over it would get around its permissions
  } else {
    descriptor = file->open_beside(exists ? status.st_mode & 07777 : default_mode());
  }
  if (descriptor < 0) return tl::unexpected(failure());
  file->file_ = Descriptor(descriptor);
  return file;
}

int AtomicFile::open_beside(unsigned mode) {
  const std::string folder = folder_of(target_);
  int descriptor = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  // Only /proc can give it a name later.
  if (descriptor >= 0 && ::access(by_descriptor(descriptor).c_str(), F_OK) != 0) {
    ::close(descriptor);
    descriptor = -1;
  }
  if (descriptor < 0) {
    temporary_ = folder + "/.maillint-XXXXXX";
    descriptor = ::mkostemp(temporary_.data(), O_CLOEXEC);
    if (descriptor < 0) temporary_.clear();
  }
  if (descriptor >= 0) (void)::fchmod(descriptor, mode);  // some file systems know no modes
  return descriptor;
}

/// Gives the file a name that is free; 0, or -1 with errno.
int AtomicFile::link_beside() {
  const std::string from = by_descriptor(file_.value());
  for (unsigned i = 0;; ++i) {
    const std::string name = fmt::format("{}/.maillint-{}-{}", folder_of(target_), ::getpid(), i);
    if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      temporary_ = name;
      return 0;
    }
    if (errno != EEXIST) return -1;
  }
}

std::optional<Error> AtomicFile::commit() {
  if (direct_) return std::nullopt;
  if (temporary_.empty() && link_beside() != 0) return failure();
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) return failure();
  temporary_.clear();
  return std::nullopt;
}

AtomicFile::~AtomicFile() {
  if (!temporary_.empty()) (void)::unlink(temporary_.c_str());
}

}  // namespace maillint::cli
