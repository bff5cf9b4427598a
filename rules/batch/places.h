// Where the messages of a run stand: paths and lines, at a few octets a message of an mbox.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillint {

/// Paths of messages by number. Those of an mbox, "path#1", "path#2", are one entry together.
class MessagePaths {
 public:
  void add(std::string_view path);
  std::string operator[](std::uint32_t message) const;
  std::size_t size() const { return size_; }

 private:
  struct Run {
    std::uint32_t begin;  // number of its first message
    std::size_t first;    // the N of its "#N", 0: a single path
    std::string path;     // without "#N"
  };

  std::vector<Run> runs_;
  std::uint32_t size_ = 0;
};

}  // namespace maillint
