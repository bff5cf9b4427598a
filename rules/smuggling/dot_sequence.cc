// Rule smuggling-dot-sequence: what one server takes for the end of the message, and another does
// not.
#include <algorithm>
#include <string>

#include "rules/index.h"
#include "rules/smuggling/dots.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5321 4.1.1.4", "SEC Consult, SMTP smuggling (2023)",
                                           "VU#302671"};
constexpr auto npos = std::string_view::npos;

std::string_view words(DotEdge edge) {
  switch (edge) {
    case DotEdge::crlf:
      return "CRLF";
    case DotEdge::lf:
      return "LF";
    case DotEdge::cr:
      return "CR";
    case DotEdge::cr_crlf:
      return "CR CRLF";
    case DotEdge::nul:
      return "NUL";
    case DotEdge::none:
      break;
  }
  return "";
}

/// Stored messages hold dot lines by right: a server doubles the dot when it sends them. Only what
/// is no line of that file is a trick.
class Trick {
 public:
  explicit Trick(const Message& message) : message_(message) {
    if (message.line_end() != LineEnd::mixed) return;
    const std::string_view octets = message.octets();
    std::size_t crlf = 0;
    std::size_t lf = 0;
    for (std::size_t i = octets.find('\n'); i != npos; i = octets.find('\n', i + 1))
      ++(i > 0 && octets[i - 1] == '\r' ? crlf : lf);
    mostly_lf_ = lf > crlf;
  }

  bool operator()(const DotLine& line) const {
    if (line.before == line.after) {
      if (line.before == DotEdge::crlf || line.before == DotEdge::cr_crlf) return false;
      if (line.before == DotEdge::cr) return message_.line_end() != LineEnd::cr;
      if (line.before == DotEdge::lf) return message_.line_end() == LineEnd::mixed && !mostly_lf_;
    }
    return !is_binary(line.dot);
  }

 private:
  bool is_binary(std::size_t at) const {
    return std::ranges::any_of(message_.parts(), [&](const Part& part) {
      return part.encoding == TransferEncoding::binary && at >= part.body.begin &&
             at < part.body.end;
    });
  }

  const Message& message_;
  bool mostly_lf_ = false;
};

void check_dots(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const Trick is_trick(message);
  for (DotLine line = find_dot_line(message.octets(), 0); line.dot != npos;
       line = find_dot_line(message.octets(), line.dot + 1)) {
    if (!is_trick(line)) continue;
    report(span_of(line.dot, line.dot + 1), "a dot between " + std::string(words(line.before)) +
                                                " and " + std::string(words(line.after)));
  }
}

}  // namespace

constinit const Rule smuggling_dot_sequence{
    .id = "smuggling-dot-sequence",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A dot between odd line ends, as SMTP smuggling uses it",
    .why =
        "Some servers end the message there and take what follows for another one; others refuse "
        "it as an attack.",
    .remedy = "End every line with CRLF, and encode texts that hold other control characters.",
    .references = references,
    .check = check_dots,
};

}  // namespace maillint::rules
