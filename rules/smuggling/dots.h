// Lines that hold a dot alone: the end of a message in SMTP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillint::rules {

/// What stands before or after the dot.
enum class DotEdge : std::uint8_t { none, crlf, lf, cr, cr_crlf, nul };

struct DotLine {
  std::size_t dot = std::string_view::npos;  // npos: there is none
  std::size_t next = 0;                      // where the next line begins
  DotEdge before = DotEdge::none;
  DotEdge after = DotEdge::none;
};

/// The next dot between two edges, from `from` on.
DotLine find_dot_line(std::string_view octets, std::size_t from);

}  // namespace maillint::rules
