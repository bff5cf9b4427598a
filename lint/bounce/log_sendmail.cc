// Delivery lines of Sendmail.
#include <string>
#include <string_view>

#include "lint/ascii.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/log_readers.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// "<a@x.example>,<b@x.example>, delay=..."
void read_recipients(std::string_view list, LogEntry& entry) {
  list = list.substr(0, list.find(", "));
  entry.refusal.address = in_angles(list.substr(0, list.find(',')));
  FoundAddress found;
  std::size_t at = list.find(',');
  while (at != npos && next_address(list, at, found) &&
         entry.more_addresses.size() < recipient_limit) {
    entry.more_addresses.emplace_back(list.substr(found.begin, found.end - found.begin));
    at = found.outer_end;
  }
}

}  // namespace

/// Sendmail: "to=<x>, delay=00:00:01, relay=mx. [ip], dsn=5.1.1, stat=User unknown"
bool read_sendmail(std::string_view line, LogEntry& entry) {
  const std::size_t to = line.find(" to=");
  const std::size_t stat = line.find(", stat=");
  if (to == npos || to == 0 || line[to - 1] != ':' || stat == npos || stat < to) return false;
  Refusal& refusal = entry.refusal;
  read_recipients(line.substr(to + 4), entry);
  entry.queue_id = queue_id_before(line, to);
  const std::size_t relay = line.find(" relay=");
  if (relay != npos) {
    const std::size_t end = line.find_first_of(" ,", relay + 7);
    read_relay(line.substr(relay + 7, end - relay - 7),
               end == npos ? std::string_view{} : line.substr(end), refusal);
  }
  const std::string_view dsn = value_of(line, "dsn=");
  if (!status_at(dsn).empty()) {
    refusal.status = dsn;
    refusal.status_source = "dsn";
  }
  entry.words_begin = stat + 7;
  entry.words_end = line.size();
  const std::string_view words = line.substr(entry.words_begin);
  const std::size_t reply = line.find(", reply=");  // since 8.16
  if (reply != npos && reply < stat) {
    entry.words_begin = reply + 8;
    entry.words_end = stat;
  }
  entry.refused = !words.starts_with("Sent") && !dsn.starts_with("2");
  refusal.action =
      words.starts_with("Deferred") || dsn.starts_with("4") ? Action::delayed : Action::failed;
  if (ascii::starts_with(words, "queued")) {  // not tried yet
    entry.refused = false;
    refusal.address.clear();
  }
  return true;
}

/// Sendmail's own refusal: "ruleset=check_rcpt, arg1=<x>, relay=h [ip], reject=550 5.7.1 ..."
bool read_sendmail_reject(std::string_view line, LogEntry& entry) {
  const std::size_t ruleset = line.find(" ruleset=check_");
  const std::size_t reject = line.find(", reject=");
  if (ruleset == npos || reject == npos || reject < ruleset) return false;
  Refusal& refusal = entry.refusal;
  const std::string_view argument = value_of(line.substr(ruleset), "arg1=");
  if (line.substr(ruleset + 15).starts_with("rcpt")) {
    refusal.command = Command::rcpt_to;
    refusal.address = in_angles(argument);
  }
  entry.words_begin = reject + 9;
  entry.words_end = line.size();
  entry.refused = true;
  refusal.action =
      line.substr(entry.words_begin).starts_with('4') ? Action::delayed : Action::failed;
  return true;
}

bool read_sendmail_unknown(std::string_view line, LogEntry& entry) {
  const std::size_t tag = line.substr(0, 160).find("]: ");
  if (tag == npos) return false;
  const std::size_t begin = line.find(": <", tag + 3);
  if (begin == npos || begin - tag > 28) return false;
  const std::size_t dots = line.find(">... ", begin);
  FoundAddress found;
  if (dots == npos || dots - begin > 400 || !next_address(line, begin + 2, found) ||
      found.outer_end != dots + 1)
    return false;
  entry.refusal.address = line.substr(found.begin, found.end - found.begin);
  entry.refusal.command = Command::rcpt_to;
  entry.refusal.action = Action::failed;
  entry.words_begin = dots + 5;
  entry.words_end = line.size();
  entry.refused = true;
  return true;
}

}  // namespace maillint::bounce
