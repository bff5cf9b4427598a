// The octets of one message, and how to turn an offset into a line and a column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

/// Where a message lies inside the file it came from: the first one of a plain file, message N of
/// an mbox, or the returned original inside a bounce.
struct Origin {
  std::size_t line = 1;          // line number of the first octet in the whole file
  std::uint64_t offset = 0;      // octet offset of the first octet in the whole file
  std::uint64_t cut_octets = 0;  // octets that were left unread because of limits::message_octets
};

/// How lines end. `mixed` means at least two of them occur as line ends.
enum class LineEnd : std::uint8_t { none, lf, crlf, cr, mixed };

/// Owns the octets. Not movable: views into short strings would dangle.
class Source {
 public:
  Source(std::string path, std::string octets, Origin origin = {});
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// As given on the command line ("-" for standard input, "path#3" for the third message of an
  /// mbox).
  const std::string& path() const { return path_; }
  std::string_view octets() const { return octets_; }
  std::string_view text(Span span) const {
    return std::string_view(octets_).substr(span.begin, span.size());
  }
  const Origin& origin() const { return origin_; }

  /// Line and column in the whole file. A line ends at LF; where a file holds no LF, at CR (old Mac
  /// exports). The line index is made at the first call. `offset` may be octets().size().
  Position position(std::size_t offset) const;
  /// The line that holds `offset`, without its line end.
  Span line_at(std::size_t offset) const;
  /// Octet offset in the whole file.
  std::uint64_t file_offset(std::size_t offset) const { return origin_.offset + offset; }

 private:
  /// What is known at the first octet of a block. Blocks instead of lines: a file of empty lines
  /// would need four octets of index for each of its own.
  struct Block {
    std::uint32_t lines = 0;       // line ends before the block
    std::uint32_t line_begin = 0;  // where the line that reaches into the block begins
  };
  void index_blocks() const;
  const Block& block_of(std::size_t offset) const;
  std::size_t line_begin(std::size_t offset) const;

  std::string path_;
  std::string octets_;
  Origin origin_;
  char line_end_ = '\n';
  mutable std::vector<Block> blocks_;  // empty until first asked
};

}  // namespace maillint
