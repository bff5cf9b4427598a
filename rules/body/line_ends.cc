// Rules body-line-over-998, body-bare-lf, body-bare-cr: lines that SMTP cannot carry as they are.
#include <fmt/format.h>

#include <algorithm>

#include "rules/body/part_at.h"
#include "rules/fixes/octets.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view length_references[] = {"RFC 5322 2.1.1", "RFC 5321 4.5.3.1.6"};
constexpr std::string_view lf_references[] = {"RFC 5322 2.3", "RFC 5321 2.3.8"};
constexpr std::string_view cr_references[] = {"RFC 5322 2.3"};

void check_length(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  constexpr std::size_t octets_allowed = 998;
  constexpr std::size_t octets_shown = 60;
  const BodyParts parts(message);
  const std::string_view all = message.octets();
  const char line_end = message.line_end() == LineEnd::cr ? '\r' : '\n';
  for (std::size_t begin = parts.body().begin; begin < parts.body().end;) {
    const std::size_t end =
        std::min<std::size_t>(std::min(all.find(line_end, begin), all.size()), parts.body().end);
    std::size_t size = end - begin;
    if (size > octets_allowed && all[end - 1] == '\r') --size;
    if (size > octets_allowed && !parts.is_binary(begin) && !parts.is_part_header(begin)) {
      const std::string_view line = all.substr(begin, size);
      report(parts.place(begin, begin + size),
             {.message = fmt::format("a line of {} octets, at most 998 are allowed", size),
              .evidence = std::string(line.substr(0, octets_shown)) + "..."});
    }
    begin = end + 1;
  }
}

/// How the first line of the file ends.
bool begins_with_crlf(std::string_view octets) {
  const std::size_t feed = octets.find('\n');
  return feed != std::string_view::npos && feed > 0 && octets[feed - 1] == '\r';
}

void check_lf(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  // A file of LF alone is how Unix keeps mail.
  if (message.line_end() != LineEnd::mixed || !begins_with_crlf(message.octets())) return;
  const BodyParts parts(message);
  const std::string_view all = message.octets();
  std::size_t first = 0;  // of the lines in a row that end so
  std::size_t lines = 0;
  const auto tell = [&] {
    if (lines == 0) return;
    report(parts.place(first, first + 1),
           {.message = lines == 1 ? std::string("a line ends with LF alone")
                                  : fmt::format("{} lines in a row end with LF alone", lines),
            .evidence = "\n"});
    lines = 0;
  };
  for (std::size_t i = parts.body().begin; i < parts.body().end; ++i) {
    i = std::min<std::size_t>(all.find('\n', i), parts.body().end);
    if (i >= parts.body().end) break;
    if (i > 0 && all[i - 1] == '\r') {
      tell();
    } else if (!parts.is_binary(i)) {
      if (lines == 0) first = i;
      ++lines;
    }
  }
  tell();
}

void check_cr(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  if (message.line_end() == LineEnd::cr) return;  // an old export, no message in transit
  const BodyParts parts(message);
  const std::string_view all = message.octets();
  for (std::size_t i = parts.body().begin; (i = all.find('\r', i)) < parts.body().end; ++i) {
    const bool bare = i + 1 < all.size() && all[i + 1] != '\n';
    if (!bare || parts.is_binary(i)) continue;
    report(parts.place(i, i + 1), "CR without LF");
  }
}

}  // namespace

constinit const Rule body_line_over_998{
    .id = "body-line-over-998",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A line of more than 998 octets in the body",
    .why =
        "SMTP carries no longer lines. Servers break them, which spoils HTML and DKIM signatures, "
        "or refuse the message.",
    .remedy = "Encode the part as quoted-printable or base64.",
    .references = length_references,
    .check = check_length,
};

constinit const Rule body_bare_lf{
    .id = "body-bare-lf",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Lines that end with LF in a message of CRLF",
    .why =
        "Servers disagree about where such lines end, and SMTP smuggling uses that. Many refuse "
        "the message.",
    .remedy = "End every line with CRLF.",
    .references = lf_references,
    .fix = {.title = "End the lines with CRLF", .edits = end_body_lines},
    .check = check_lf,
};

constinit const Rule body_bare_cr{
    .id = "body-bare-cr",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "CR without LF in the body",
    .why =
        "Servers disagree about whether a line ends there: some refuse the message, others change "
        "it and break its signature.",
    .remedy = "End every line with CRLF, and encode text that holds other CRs.",
    .references = cr_references,
    .check = check_cr,
};

}  // namespace maillint::rules
