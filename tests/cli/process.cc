// Running the program.
#include "tests/cli/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace maillint::cli {
namespace {

struct Pipe {
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  }
  std::array<int, 2> ends{};
};

void close_end(int& end) {
  if (end >= 0) ::close(end);
  end = -1;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

[[noreturn]] void become_maillint(const Invocation& invocation, Pipe& in, Pipe& out, Pipe& err) {
  ::dup2(in.ends[0], 0);
  ::dup2(out.ends[1], 1);
  ::dup2(err.ends[1], 2);
  if (!invocation.output.empty()) ::dup2(::open(invocation.output.c_str(), O_WRONLY), 1);
  if (!invocation.directory.empty() && ::chdir(invocation.directory.c_str()) != 0) ::_exit(126);
  std::vector<std::string> words = {MAILLINT_PROGRAM};
  words.insert(words.end(), invocation.arguments.begin(), invocation.arguments.end());
  std::vector<std::string> environment = invocation.environment;
  for (const char* kept : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE", "GCOV_PREFIX"}) {
    if (const char* value = std::getenv(kept))
      environment.push_back(fmt::format("{}={}", kept, value));
  }
  ::execve(MAILLINT_PROGRAM, pointers(words).data(), pointers(environment).data());
  ::_exit(127);
}

bool read_available(int& end, std::string& into) {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::read(end, buffer.data(), buffer.size());
  if (got > 0) {
    into.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
  }
  close_end(end);
  return false;
}

}  // namespace

Outcome run_maillint(const Invocation& invocation) {
  Pipe in;
  Pipe out;
  Pipe err;
  const pid_t child = ::fork();
  if (child == 0) become_maillint(invocation, in, out, err);
  close_end(in.ends[0]);
  close_end(out.ends[1]);
  close_end(err.ends[1]);
  // A program that ends without reading its input must not end us.
  ::signal(SIGPIPE, SIG_IGN);
  ::fcntl(in.ends[1], F_SETFL, O_NONBLOCK);

  Outcome outcome;
  std::size_t sent = 0;
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    if (sent == invocation.input.size()) close_end(in.ends[1]);
    std::array<pollfd, 3> waits = {pollfd{out.ends[0], POLLIN, 0}, pollfd{err.ends[0], POLLIN, 0},
                                   pollfd{in.ends[1], POLLOUT, 0}};
    ::poll(waits.data(), waits.size(), -1);
    if (waits[0].revents != 0) read_available(out.ends[0], outcome.out);
    if (waits[1].revents != 0) read_available(err.ends[0], outcome.err);
    if (waits[2].revents != 0) {
      const ssize_t written =
          ::write(in.ends[1], invocation.input.data() + sent, invocation.input.size() - sent);
      sent = written < 0 ? invocation.input.size() : sent + static_cast<std::size_t>(written);
    }
  }
  close_end(in.ends[1]);
  int status = 0;
  ::waitpid(child, &status, 0);
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return outcome;
}

Outcome run_maillint(std::vector<std::string> arguments, std::string input) {
  return run_maillint(Invocation{.arguments = std::move(arguments),
                                 .input = std::move(input),
                                 .environment = {},
                                 .directory = {},
                                 .output = {}});
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "maillint-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, std::string_view content) const {
  const std::filesystem::path file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file.string();
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string clean_message(std::string_view subject) {
  return fmt::format(
      "Received: from mail.example.com (mail.example.com [192.0.2.1])\r\n"
      "\tby mx.example.org with ESMTPS id 4Xq1; Mon, 23 Nov 2026 09:13:02 +0100\r\n"
      "From: Jane Roe <jane@example.com>\r\n"
      "To: Max Power <max@example.org>\r\n"
      "Subject: {}\r\n"
      "Date: Mon, 23 Nov 2026 09:13:00 +0100\r\n"
      "Message-ID: <20261123081300.1@example.com>\r\n"
      "MIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "\r\n"
      "Hello Max,\r\n"
      "\r\n"
      "the minutes are in the usual place.\r\n"
      "\r\n"
      "Jane\r\n",
      subject);
}

}  // namespace maillint::cli
