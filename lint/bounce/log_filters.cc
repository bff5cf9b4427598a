// Lines of filters and of the programs that put mail into mailboxes.
#include <algorithm>
#include <string>
#include <string_view>

#include "lint/ascii.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/log_readers.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// The addresses in angle brackets that `list` begins with: "<a@x.example>,<b@x.example>, ...".
void read_angles(std::string_view list, LogEntry& entry) {
  std::size_t at = 0;
  while (at < list.size() && list[at] == '<' && entry.more_addresses.size() < recipient_limit) {
    const std::size_t end = list.find('>', at);
    if (end == npos) return;
    const std::string_view address = list.substr(at + 1, end - at - 1);
    if (entry.refusal.address.empty()) {
      entry.refusal.address = address;
    } else {
      entry.more_addresses.emplace_back(address);
    }
    at = end + 1;
    if (at < list.size() && list[at] == ',') ++at;
  }
}

/// What Dovecot did, behind the message-id, in which anybody may write: "msgid=<x>: saved mail to
/// INBOX". An offset into `said`.
std::size_t find_deed(std::string_view said) {
  const std::size_t id = said.find("msgid=");
  if (id == npos) return 0;
  const std::size_t end = said.rfind(">: ");
  if (end != npos && end > id) return end + 1;
  const std::size_t colon = said.rfind(": sav");
  return colon != npos && colon > id && said.find('<', id) == npos ? colon : said.size();
}

}  // namespace

bool read_amavis(std::string_view line, LogEntry& entry) {
  const std::size_t open = line.substr(0, 160).find(" (");
  if (open == npos || line.substr(0, open).find("amavis") == npos) return false;
  const std::size_t verdict = line.find(") ", open);
  if (verdict == npos || verdict - open > 40) return false;
  const std::string_view rest = line.substr(verdict + 2);
  const bool blocked = rest.starts_with("Blocked ");
  if (!blocked && !rest.starts_with("Passed ")) return false;
  // What passes goes on to a server that has its own lines.
  if (!blocked) return true;
  const std::size_t arrow = rest.find("> -> <");
  if (arrow != npos) read_angles(rest.substr(arrow + 5), entry);
  entry.refused = true;
  entry.refusal.action = rest.starts_with("Blocked TEMPFAIL") ? Action::delayed : Action::failed;
  entry.words_begin = verdict + 2;
  entry.words_end =
      verdict + 2 +
      std::min({rest.find(" {"), rest.find(", "), rest.find(" ["), rest.find(" <"), rest.size()});
  return true;
}

bool read_rspamd(std::string_view line, LogEntry& entry) {
  const std::size_t task = line.find("rspamd_task_write_log: ");
  if (task == npos) return false;
  const std::size_t action = line.find(" (default: ", task);
  if (action == npos) return true;
  std::string_view rest = line.substr(action + 11);
  rest.remove_prefix(std::min(rest.find('('), rest.size()));
  // The replies that Rspamd's milter gives.
  if (rest.starts_with("(reject)")) {
    entry.words = "Spam message rejected";
    entry.refusal.action = Action::failed;
  } else if (rest.starts_with("(soft reject)") || rest.starts_with("(greylist)")) {
    entry.words = "Try again later";
    entry.refusal.action = Action::delayed;
  } else {
    return true;
  }
  entry.refused = true;
  const std::size_t recipients = line.find(" rcpts: <", action);
  if (recipients != npos) read_angles(line.substr(recipients + 8), entry);
  return true;
}

bool read_dovecot(std::string_view line, LogEntry& entry) {
  const std::size_t dovecot = line.substr(0, 160).find("dovecot: ");
  if (dovecot == npos) return false;
  std::string_view rest = line.substr(dovecot + 9);
  if (!rest.starts_with("lmtp(") && !rest.starts_with("lda(") && !rest.starts_with("deliver("))
    return false;
  const std::size_t open = rest.find('(');
  const std::size_t close = rest.find(')');
  const std::size_t colon = rest.find(": ", close);
  if (close == npos || colon == npos) return true;
  std::string_view who = rest.substr(open + 1, close - open - 1);
  who = who.substr(who.rfind(' ') + 1);  // "lmtp(1234, x@a.example)"
  if (who.find('@') == npos) return true;
  const std::size_t deed = colon + find_deed(rest.substr(colon));
  const std::string_view said = rest.substr(deed);
  const std::size_t failed = said.find(": save failed");
  if (failed != npos) {
    entry.refused = true;
    entry.refusal.action = Action::failed;
    entry.words_begin = dovecot + 9 + deed + failed + 2;
    entry.words_end = line.size();
  } else if (said.find(": saved mail to ") == npos &&
             said.find(": stored mail into mailbox ") == npos) {
    return true;
  }
  entry.refusal.address = who;
  return true;
}

}  // namespace maillint::bounce
