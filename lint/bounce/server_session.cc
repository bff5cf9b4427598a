// Postfix's notices to its own postmaster: the SMTP session in which something went wrong.
#include "lint/bounce/server_session.h"

#include <string>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "lint/bounce/client_errors.h"
#include "lint/bounce/transcript.h"

namespace maillint::bounce {

namespace {

enum class Side { none, in, out };

/// Who speaks in a line of the session.
Side side_of(std::string_view line) {
  if (line.starts_with("In: ")) return Side::in;
  return line.starts_with("Out: ") ? Side::out : Side::none;
}

/// The line below "Transcript of session follows.", lines.size() if there is none. Sendmail's
/// bounces have one in dashes.
std::size_t find_session(const Text& text, const std::vector<Line>& lines) {
  constexpr std::size_t farthest = 20;
  for (std::size_t i = 0; i + 1 < lines.size() && i < farthest; ++i) {
    if (ascii::equal(line_text(text, lines[i]), "transcript of session follows.") &&
        side_of(line_text(text, lines[i + 1])) != Side::none)
      return i + 1;
  }
  return lines.size();
}

/// The text with the marks that a transcript of a client has, of the same length, and with folded
/// lines joined.
std::string with_marks(const Text& text, const std::vector<Line>& lines, std::size_t first,
                       Side server) {
  std::string marked(text.text);
  for (std::size_t i = first; i < lines.size(); ++i) {
    const Side side = side_of(line_text(text, lines[i]));
    const std::size_t begin = lines[i].begin;
    if (side != Side::none) {
      marked[begin] = side == server ? 'S' : 'C';
      marked[begin + 1] = ':';
      marked[begin + 2] = ' ';
      if (side == Side::out) marked[begin + 3] = ' ';
    } else if (i > first && !lines[i].after_blank && lines[i].indent >= 4) {
      for (std::size_t k = lines[i - 1].end; k < begin; ++k) marked[k] = ' ';
    }
  }
  return marked;
}

}  // namespace

bool read_server_session(const Text& text, std::string_view subject, DeliveryReport& report) {
  for (const std::string_view own_host : {"[127.", "[::1]"}) {
    if (subject.find(own_host) != std::string_view::npos) return false;
  }
  const std::vector<Line> lines = split_lines(text.text);
  const std::size_t first = find_session(text, lines);
  if (first == lines.size()) return false;
  // The server speaks first.
  const Side server = side_of(line_text(text, lines[first]));
  const std::string marked = with_marks(text, lines, first, server);
  Text session = text;
  session.text = marked;
  const std::vector<Line> marked_lines = split_lines(marked);
  Transcript transcript = read_transcript(session, marked_lines, first, marked_lines.size());
  report.kind = ReportKind::transcript;
  for (Refusal& refusal : transcript.refusals) {
    if (server == Side::out) refusal.address.clear();
    put(std::move(refusal), report);
  }
  return true;
}

}  // namespace maillint::bounce
