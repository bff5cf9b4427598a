// Reading a file by read(2): never mmap, which dies when the file shrinks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lint/result.h"

namespace maillint::cli {

/// An open descriptor, closed at the end of its life.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(other.value_) { other.value_ = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int value() const { return value_; }

 private:
  int value_ = -1;
};

/// A file, FIFO or device open for reading; standard input for "-".
struct OpenFile {
  Descriptor descriptor;
  bool is_directory = false;
  bool is_regular = false;
  std::uint64_t size = 0;  // of a regular file, else 0
};

/// Says in words what is wrong with a path: missing, a socket, no permission.
Result<OpenFile> open_file(const std::string& path);

/// Appends up to `count` octets; the number read, 0 at the end of the file.
Result<std::size_t> read_some(const OpenFile& file, std::string& out, std::size_t count);

/// The whole file, up to `limit` octets; more is an error.
Result<std::string> read_file(const std::string& path, std::size_t limit);

/// "utf-16le" or "utf-16be" if a file that begins so is text in that charset: it has a byte order
/// mark, or every second octet is NUL; "" if it is not.
std::string_view wide_charset(std::string_view beginning);

/// Why a file that begins so is no mail, and what to do: "is an Outlook message", "save it as
/// .eml". Absent if it may be mail.
std::optional<Error> foreign_format(std::string_view beginning);

}  // namespace maillint::cli
