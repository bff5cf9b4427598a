// flock(2) on the state itself: SQLite's own locks are of another kind and do not meet it.
#include "cli/hygiene/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "cli/output.h"

namespace maillint::cli {
namespace {

tl::unexpected<Error> failure(int errno_value) {
  return tl::unexpected(
      Error{.what = describe_errno(errno_value), .hint = {}, .errno_value = errno_value});
}

/// Whether the path still names what was opened: it may have been moved while we waited.
bool is_same_file(const std::string& path, int descriptor) {
  struct stat named {};
  struct stat opened {};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 &&
         named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

Result<Descriptor> lock(const std::string& path, int flags, int kind, unsigned seconds,
                        const std::function<void()>& on_wait) {
  using namespace std::chrono_literals;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  bool told = false;
  while (true) {
    // Addresses of people: nobody else reads them.
    Descriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0600));
    if (file.value() < 0) return failure(errno);
    if (::flock(file.value(), kind | LOCK_NB) == 0) {
      if (is_same_file(path, file.value())) return file;
      continue;
    }
    if (errno != EWOULDBLOCK && errno != EINTR) return failure(errno);
    if (std::chrono::steady_clock::now() >= give_up)
      return tl::unexpected(
          Error{.what = fmt::format("another run uses it, after {} seconds still", seconds),
                .hint = "wait for that run to end; --wait SECONDS waits longer"});
    if (!told) on_wait();
    told = true;
    std::this_thread::sleep_for(50ms);
  }
}

}  // namespace

Result<Descriptor> lock_file(const std::string& path, unsigned seconds,
                             const std::function<void()>& on_wait) {
  return lock(path, O_RDWR | O_CREAT, LOCK_EX, seconds, on_wait);
}

Result<Descriptor> lock_to_read(const std::string& path, unsigned seconds) {
  return lock(path, O_RDONLY, LOCK_SH, seconds, [] {});
}

}  // namespace maillint::cli
