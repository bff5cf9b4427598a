// Rule smuggling-embedded-envelope: the envelope of a second message hidden in this one.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "rules/index.h"
#include "rules/smuggling/dots.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5321 4.1.1.4", "SEC Consult, SMTP smuggling (2023)",
                                           "VU#302671"};
constexpr auto npos = std::string_view::npos;

/// "MAIL FROM:<anna@example.com>"; people write "Mail from: Anna" too.
bool is_address_command(std::string_view line, std::string_view command) {
  if (!ascii::starts_with(line, command)) return false;
  return ascii::trim(line.substr(command.size())).starts_with('<');
}

bool is_plain_command(std::string_view line) {
  const std::string_view verb = line.substr(0, line.find_first_of(" \t"));
  for (const std::string_view word : {"ehlo", "helo", "bdat"}) {
    if (ascii::equal(verb, word)) return true;
  }
  for (const std::string_view word : {"data", "rset", "noop"}) {
    if (ascii::equal(ascii::trim(line), word)) return true;
  }
  return false;
}

/// The first command of an envelope at `at`: commands in a row, a sender and a recipient among
/// them. Empty if there is none.
Span envelope_at(std::string_view octets, std::size_t at) {
  constexpr int longest_dialog = 20;
  bool sender = false;
  Span first{};
  for (int i = 0; i < longest_dialog && at < octets.size(); ++i) {
    static constexpr OctetSet line_ends("\r\n");
    const std::size_t end = line_ends.find(octets, at);
    const std::string_view line = octets.substr(at, std::min<std::size_t>(end - at, 1'000));
    const bool is_recipient = is_address_command(line, "rcpt to:");
    const bool is_sender = is_address_command(line, "mail from:");
    if (!line.empty() && !is_recipient && !is_sender && !is_plain_command(line)) break;
    if (!line.empty() && first.empty()) first = span_of(at, end);
    if (sender && is_recipient) return first;
    sender = sender || is_sender;
    at = end + 1;
    if (end + 1 < octets.size() && octets[end] == '\r' && octets[end + 1] == '\n') ++at;
  }
  return {};
}

void check_envelope(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const std::string_view octets = message.octets();
  for (DotLine line = find_dot_line(octets, 0); line.dot != npos;
       line = find_dot_line(octets, line.dot + 1)) {
    const Span place = envelope_at(octets, line.next);
    if (place.empty()) continue;
    report(place, "SMTP commands after a dot");
    return;
  }
  if (message.line_end() != LineEnd::mixed) return;
  for (std::size_t at = ascii::find(octets, "mail from:"); at != npos;
       at = ascii::find(octets, "mail from:", at + 1)) {
    // After a line end that is none, for one server.
    if (at < 2 || octets[at - 1] != '\n' || octets[at - 2] == '\r') continue;
    const std::size_t end = octets.find_first_of("\r\n", at);
    if (end == npos || octets[end] != '\n') continue;
    const Span place = envelope_at(octets, at);
    if (place.empty()) continue;
    report(place, "SMTP commands in lines that end with LF alone");
    return;
  }
}

}  // namespace

constinit const Rule smuggling_embedded_envelope{
    .id = "smuggling-embedded-envelope",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "SMTP commands after what may count as the end of the message",
    .why =
        "A server that ends the message there takes the rest for a second one, with a forged "
        "sender.",
    .remedy = "Encode the text (quoted-printable or Base64) if it must hold such a dialog.",
    .references = references,
    .check = check_envelope,
};

}  // namespace maillint::rules
