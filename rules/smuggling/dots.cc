// Lines that hold a dot alone.
#include "rules/smuggling/dots.h"

#include <algorithm>

#include "lint/blocks.h"

namespace maillint::rules {
namespace {

DotEdge edge_before(std::string_view octets, std::size_t dot) {
  const auto at = [&](std::size_t back) { return dot >= back ? octets[dot - back] : '\0'; };
  if (dot == 0) return DotEdge::none;
  if (at(1) == '\r') return DotEdge::cr;
  if (at(1) == '\n') {
    if (at(2) != '\r') return DotEdge::lf;
    return at(3) == '\r' ? DotEdge::cr_crlf : DotEdge::crlf;
  }
  return at(1) == '\0' && dot >= 2 && at(2) == '\n' ? DotEdge::nul : DotEdge::none;
}

DotEdge edge_after(std::string_view octets, std::size_t at, std::size_t& next) {
  const std::string_view rest = octets.substr(at);
  const auto edge = [&](std::size_t size, DotEdge kind) {
    next = at + size;
    return kind;
  };
  if (rest.starts_with("\r\n")) return edge(2, DotEdge::crlf);
  if (rest.starts_with("\r\r\n")) return edge(3, DotEdge::cr_crlf);
  if (rest.starts_with('\r')) return edge(1, DotEdge::cr);
  if (rest.starts_with('\n')) return edge(1, DotEdge::lf);
  if (rest.size() > 1 && rest[0] == '\0' && (rest[1] == '\r' || rest[1] == '\n'))
    return edge(2, DotEdge::nul);
  return DotEdge::none;
}

}  // namespace

DotLine find_dot_line(std::string_view octets, std::size_t from) {
  DotLine line;
  // After a line end or NUL.
  const auto may_be_edge = [](auto at) { return (at(1) == '.') & (at(0) < '\x0E'); };
  const std::size_t places = octets.size() - std::min<std::size_t>(octets.size(), 1);
  for (std::size_t i = std::max<std::size_t>(from, 1);
       (i = find_in_blocks(octets.data(), places, i - 1, may_be_edge) + 1) <= places; ++i) {
    line.before = edge_before(octets, i);
    if (line.before == DotEdge::none) continue;
    line.after = edge_after(octets, i + 1, line.next);
    if (line.after == DotEdge::none) continue;
    line.dot = i;
    return line;
  }
  return line;
}

}  // namespace maillint::rules
