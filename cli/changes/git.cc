// Runs git, without a shell.
#include "cli/changes/git.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include "cli/file.h"
#include "cli/output.h"
#include "lint/ascii.h"

namespace maillint::cli {
namespace {

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    return tl::unexpected(Error{.what = describe_errno(errno), .hint = {}, .errno_value = errno});
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Reads both to their ends, whichever has something.
void drain(const Descriptor& out, std::string& out_text, const Descriptor& err,
           std::string& err_text) {
  std::array<pollfd, 2> ends = {
      pollfd{out.value(), POLLIN, 0},
      pollfd{err.value(), POLLIN, 0},
  };
  std::array<std::string*, 2> texts = {&out_text, &err_text};
  std::array<char, 65536> buffer{};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (::poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      const ssize_t got = ::read(ends[i].fd, buffer.data(), buffer.size());
      if (got > 0) {
        texts[i]->append(buffer.data(), static_cast<std::size_t>(got));
      } else if (got == 0 || errno != EINTR) {
        ends[i].fd = -1;
      }
    }
  }
}

std::string first_line(std::string_view text) {
  for (const std::string_view mark : {"fatal: ", "error: "})
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
  return std::string(ascii::trim(text.substr(0, text.find('\n'))));
}

}  // namespace

Result<std::string> run_git(std::vector<std::string> arguments) {
  // A file system monitor is a program that the settings name; refreshing the index runs a hook.
  std::vector<std::string> words = {"git", "--no-pager",
                                    "-c",  "core.fsmonitor=false",
                                    "-c",  "core.hooksPath=/dev/null",
                                    "-c",  "diff.autoRefreshIndex=false"};
  for (std::string& argument : arguments) words.push_back(std::move(argument));
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  Result<Pipe> out = make_pipe();
  if (!out) return tl::unexpected(out.error());
  Result<Pipe> err = make_pipe();
  if (!err) return tl::unexpected(err.error());
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out->write.value(), 1);
  ::posix_spawn_file_actions_adddup2(&actions, err->write.value(), 2);
  pid_t child = 0;
  const int problem = ::posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (problem != 0)
    return tl::unexpected(Error{.what = "git cannot be run: " + describe_errno(problem),
                                .hint = {},
                                .errno_value = problem});
  out->write = Descriptor();
  err->write = Descriptor();
  std::string text;
  std::string complaints;
  drain(out->read, text, err->read, complaints);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return text;
  std::string what = first_line(complaints);
  if (what.empty()) what = "git failed";
  return tl::unexpected(Error{.what = std::move(what), .hint = {}});
}

}  // namespace maillint::cli
