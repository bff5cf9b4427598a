// Output: buffered, checked, harmless to terminals and CI systems.
#include "cli/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "lint/ascii.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

constexpr std::size_t flush_above = std::size_t{64} << 10;

constexpr std::array<std::string_view, 6> command_markers = {
    "::", "##[", "##vso[", "##teamcity[", "section_start:", "section_end:"};

bool is_command(std::string_view line) {
  for (std::string_view marker : command_markers) {
    if (line.starts_with(marker)) return true;
  }
  return false;
}

}  // namespace

void Output::write(std::string_view text) {
  if (error_ != 0) return;
  pending_.append(text);
  if (pending_.size() > flush_above) flush();
}

void Output::flush() {
  std::string_view rest = pending_;
  while (error_ == 0 && !rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  pending_.clear();
}

std::string guard_lines(std::string text) {
  for (std::size_t line = 0; line < text.size();) {
    std::size_t first = line;
    while (first < text.size() && ascii::is_wsp(text[first])) ++first;
    if (is_command(std::string_view(text).substr(first, 16))) {
      const char c = text[first];
      text.replace(first, 1, c == ':' ? "\\x3a" : c == '#' ? "\\x23" : "\\x73");
    }
    const std::size_t end = text.find('\n', first);
    if (end == std::string::npos) break;
    line = end + 1;
  }
  return text;
}

bool reserve_standard_descriptors() {
  bool output_open = true;
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // Read-only for standard output: writing to it must fail, for nobody would see the report.
    const int flags = descriptor == 2 ? O_WRONLY : O_RDONLY;
    (void)::open("/dev/null", flags);
    if (descriptor == 1) output_open = false;
  }
  return output_open;
}

void complain(std::string_view text, std::string_view hint) {
  std::string line = "maillint: ";
  append_escaped(line, text);
  line += '\n';
  if (!hint.empty()) {
    line += "  ";
    append_escaped(line, hint);
    line += '\n';
  }
  Output error(2);
  error.write(guard_lines(std::move(line)));
  error.flush();  // nobody is left to tell if this fails
}

void remark(std::string_view text) { complain(text); }

std::string describe_errno(int errno_value) {
  // No setlocale() anywhere, so these are the C locale's words.
  char buffer[128];
  return ::strerror_r(errno_value, buffer, sizeof buffer);
}

}  // namespace maillint::cli
