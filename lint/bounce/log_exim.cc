// Delivery lines of Exim.
#include <algorithm>
#include <array>
#include <string_view>

#include "lint/ascii.h"
#include "lint/bounce/log_readers.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// The address behind a pipe, a file or a login name: "|/usr/bin/vacation (x) <x@a.example> R=".
bool find_router_address(std::string_view rest, FoundAddress& found) {
  const std::size_t router = rest.find("> R=");
  if (router == npos) return false;
  const std::size_t open = rest.rfind('<', router);
  return open != npos && next_address(rest, open, found) && found.outer_begin == open;
}

/// The " rejected " behind the sender, who may have written another: 'F=<"a rejected RCPT
/// <x@a.example>: "@b.example> rejected RCPT <y@b.example>: Unknown user'.
std::size_t find_rejected(std::string_view line) {
  const std::size_t sender = line.find(" F=<");
  const std::size_t first = line.find(" rejected ");
  if (sender == npos || first < sender) return first;
  const std::size_t end = angle_end(line, sender + 3);
  return end == npos ? npos : line.find(" rejected ", end);
}

}  // namespace

/// Exim: "2026-11-16 09:12:59 1tCabc-0001Xy-2z ** jane@x.example R=dns T=smtp H=mx [ip]: SMTP error
/// from remote mail server after RCPT TO:<...>: 550 ..."
bool read_exim(std::string_view line, LogEntry& entry) {
  std::size_t mark = npos;
  for (const std::string_view sign : {" ** ", " == ", " => ", " -> "}) {
    const std::size_t at = line.substr(0, 120).find(sign);
    if (at != npos && (mark == npos || at < mark)) mark = at;
  }
  if (mark == npos || mark < 10) return false;
  // Behind "H=" and "F=<" anybody may write.
  if (line.substr(0, mark).find('=') != npos) return false;
  const std::string_view rest = line.substr(mark + 4);
  FoundAddress found;
  if (!next_address(rest.substr(0, 500), 0, found)) return false;
  if (found.outer_begin > 0 && !find_router_address(rest.substr(0, 500), found)) return false;
  const std::size_t fields = mark + 4 + found.outer_end;
  Refusal& refusal = entry.refusal;
  entry.queue_id = ascii::trim(line.substr(0, mark));
  entry.queue_id = entry.queue_id.substr(entry.queue_id.rfind(' ') + 1);
  refusal.address = rest.substr(found.begin, found.end - found.begin);
  if (line.substr(fields).starts_with(" <"))
    refusal.original_address = in_angles(line.substr(fields + 1, 400));
  if (ascii::equal(refusal.original_address, refusal.address)) refusal.original_address.clear();
  const std::size_t host = line.find(" H=", fields);
  if (host != npos) {
    const std::size_t end = line.find_first_of(" ,", host + 3);
    read_relay(line.substr(host + 3, end - host - 3),
               end == npos ? std::string_view{} : line.substr(end), refusal);
  }
  // In LMTP each recipient has a reply of his own after DATA.
  const std::size_t transport = line.find(" T=", fields);
  if (transport != npos && ascii::find(value_of(line.substr(transport), "T="), "lmtp") != npos)
    refusal.transaction = 1;
  entry.refused = line[mark + 2] != '>';
  // Arrows stand in many a text; behind the address of a delivery Exim names its router.
  if (!entry.refused && !line.substr(fields).starts_with(" R=") && refusal.original_address.empty())
    return false;
  refusal.action = line[mark + 1] == '=' ? Action::delayed : Action::failed;
  // The reason stands behind the last field, which ends in ": " ("[ip]: SMTP error ...").
  std::size_t colon = line.find(": ", fields);
  entry.words_begin = colon == npos ? fields : colon + 2;
  entry.words_end = line.size();
  return true;
}

/// Exim's own refusal: "... H=h [ip] F=<a> rejected RCPT <jane@x.example>: Unknown user",
/// "... rejected after DATA: no", "... rejected EHLO or HELO h: no"
bool read_exim_reject(std::string_view line, LogEntry& entry) {
  struct Stage {
    std::string_view words;
    Command command;
  };
  constexpr std::array<Stage, 6> stages = {{{"RCPT ", Command::rcpt_to},
                                            {"MAIL ", Command::mail_from},
                                            {"after DATA", Command::end_of_data},
                                            {"EHLO ", Command::ehlo},
                                            {"HELO ", Command::ehlo},
                                            {"connection ", Command::connect}}};
  const std::size_t at = find_rejected(line);
  if (at == npos || at < 18 || !ascii::is_digit(line.front())) return false;
  const std::string_view what = line.substr(at + 10);
  const auto stage = std::find_if(stages.begin(), stages.end(),
                                  [&](const Stage& s) { return what.starts_with(s.words); });
  const std::size_t colon = what.find(": ");
  if (stage == stages.end() || colon == npos || colon > 400) return false;
  Refusal& refusal = entry.refusal;
  refusal.command = stage->command;
  if (stage->command == Command::rcpt_to) refusal.address = in_angles(what.substr(5, colon - 5));
  refusal.action = line.substr(0, at).ends_with(" temporarily") ? Action::delayed : Action::failed;
  entry.refused = true;
  entry.words_begin = at + 10 + colon + 2;
  entry.words_end = line.size();
  return true;
}

bool is_exim_arrival(std::string_view line) {
  const std::size_t mark = line.substr(0, 120).find(" <= ");
  if (mark == npos || line.empty() || !ascii::is_digit(line.front())) return false;
  const std::size_t id = line.rfind(' ', mark - 1) + 1;
  return std::ranges::count(line.substr(id, mark - id), '-') == 2;
}

}  // namespace maillint::bounce
