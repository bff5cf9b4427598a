// The floor that the whole program is compared with: read every file, find its line ends; or scan
// it.
//
//   maillint-bench-floor read|scan < LIST      one path a line; prints files, octets, lines
#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <iostream>
#include <memory>
#include <string>

#include "lint/message.h"

namespace {

bool read_file(const std::string& path, std::string& buffer) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  buffer.resize(buffer.capacity());
  std::size_t size = 0;
  while (true) {
    if (size == buffer.size()) buffer.resize(buffer.size() * 2 + 65536);
    const ssize_t n = read(fd, buffer.data() + size, buffer.size() - size);
    if (n <= 0) break;
    size += static_cast<std::size_t>(n);
  }
  close(fd);
  buffer.resize(size);
  return true;
}

std::size_t count_lines(std::string_view text) {
  std::size_t lines = 0;
  const char* p = text.data();
  const char* const end = p + text.size();
  while ((p = static_cast<const char*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p))))) {
    ++lines;
    ++p;
  }
  return lines;
}

std::size_t count_fields(const std::string& path, const std::string& octets) {
  const maillint::Message message(std::make_unique<maillint::Source>(path, octets));
  return message.fields().size() + message.parts().size();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const bool scan = std::string_view(argv[1]) == "scan";
  std::ios::sync_with_stdio(false);
  std::string path;
  std::string buffer;
  std::size_t files = 0;
  std::size_t octets = 0;
  std::size_t found = 0;
  while (std::getline(std::cin, path)) {
    if (!read_file(path, buffer)) continue;
    ++files;
    octets += buffer.size();
    found += scan ? count_fields(path, buffer) : count_lines(buffer);
  }
  std::cout << files << ' ' << octets << ' ' << found << '\n';
}
