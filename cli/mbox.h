// An mbox file, message by message, in memory for one message only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/file.h"
#include "lint/source.h"

namespace maillint::cli {

/// Whether a line separates messages: "From ", then a plausible date ("Mon Nov 23 09:13:00 2026").
/// Prose that begins with "From " is none.
bool is_from_line(std::string_view line);

/// Splits an mbox into messages, without their "From " lines and the empty line after each.
/// Lines that begin with ">From " stay as they are.
class MboxReader {
 public:
  /// `begun`: what was already read of the file; it begins with a "From " line.
  MboxReader(OpenFile file, std::string begun);

  struct Item {
    std::string octets;
    Origin origin;
  };
  /// False at the end of the file. An error of read(2) comes after the messages before it.
  Result<bool> next(Item& item);
  /// Number of the message that next() gave last, from 1.
  std::size_t number() const { return number_; }
  /// Whether next() would give no further message.
  bool at_end() const { return at_end_; }

 private:
  std::size_t find_separator();
  bool is_separator_at(std::size_t begin);
  bool read_more();
  void compact();
  void drop(std::size_t count);
  void skip_from_line();
  void shorten(Item& item);

  OpenFile file_;
  std::string pending_;
  std::size_t begin_ = 0;    // of what is not consumed, in pending_
  std::size_t scanned_ = 0;  // from here on the next separator is looked for, in pending_
  bool file_ended_ = false;
  bool at_end_ = false;
  std::size_t number_ = 0;
  std::size_t line_ = 1;      // of pending_[begin_]
  std::uint64_t offset_ = 0;  // of pending_[begin_]
  std::optional<Error> error_;
};

}  // namespace maillint::cli
