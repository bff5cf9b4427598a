// Delivery lines of Postfix.
#include <algorithm>
#include <array>
#include <string_view>

#include "lint/bounce/diagnosis.h"
#include "lint/bounce/log_readers.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// What cleanup checks: "header Subject: ...", "body ...".
bool names_content(std::string_view what) {
  for (const std::string_view content :
       {"header ", "body ", "mime header ", "nested header ", "mime "}) {
    if (what.starts_with(content)) return true;
  }
  return false;
}

/// Whether a name of fields or the words of another server stand in `head`: what follows may be
/// anybody's. Structured data (RFC 5424) has quotes behind "=".
bool has_foreign_words(std::string_view head) {
  if (head.find(" said: ") != npos) return true;
  for (std::size_t at = head.find('='); at != npos; at = head.find('=', at + 1)) {
    if (!head.substr(at + 1).starts_with('"')) return true;
  }
  return false;
}

/// Whether a server on the same host took the message, to check it and to send it on.
bool is_content_filter(std::string_view line, std::string_view relay, const Refusal& refusal) {
  const bool is_loopback = refusal.remote_ip.starts_with("127.") || refusal.remote_ip == "::1" ||
                           relay.starts_with("127.") || relay.starts_with("localhost") ||
                           relay.find("[::1]") != npos;
  // Mailboxes are often filled by LMTP on the same host.
  const bool is_final = refusal.transaction == 1 && line.find("queued as ") == npos &&
                        line.find(" from MTA(") == npos;
  return is_loopback && !is_final;
}

/// cleanup's refusal: "reject: header Subject: ... from h[ip]; from=<a> to=<b> proto=ESMTP
/// helo=<h>: 5.7.1 message content rejected". What stands before the last "; from=<" is anybody's.
bool read_content_reject(std::string_view line, LogEntry& entry) {
  const std::size_t tail = line.rfind("; from=<");
  if (tail == npos) return false;
  const std::size_t end = line.find(">: ", std::max(line.rfind(" to=<"), line.rfind(" helo=<")));
  const std::size_t to = line.find(" to=<", tail);
  if (to == npos || end == npos || end < to) return false;
  Refusal& refusal = entry.refusal;
  refusal.command = Command::end_of_data;
  refusal.address = in_angles(line.substr(to + 4, 400));
  entry.words_begin = end + 3;
  entry.words_end = line.size();
  refusal.action =
      line.substr(entry.words_begin).starts_with('4') ? Action::delayed : Action::failed;
  entry.refused = true;
  return true;
}

}  // namespace

/// Postfix: "to=<x>, relay=h[ip]:25, delay=1, dsn=5.1.1, status=bounced (host h[ip] said: ...)"
bool read_postfix(std::string_view line, LogEntry& entry) {
  const std::size_t to = line.find(" to=<");
  const std::size_t status = line.find(" status=");
  if (to == npos || to == 0 || line[to - 1] != ':' || status == npos || status < to) return false;
  Refusal& refusal = entry.refusal;
  entry.queue_id = queue_id_before(line, to);
  // In LMTP each recipient has a reply of his own after DATA.
  if (line.substr(0, to).find("/lmtp[") != npos) refusal.transaction = 1;
  refusal.address = in_angles(line.substr(to + 4, 400));
  const std::string_view alias = value_of(line.substr(to), "orig_to=");
  if (!alias.empty()) refusal.original_address = in_angles(alias);
  const std::string_view relay = value_of(line.substr(to), "relay=");
  read_relay(relay, {}, refusal);
  const std::string_view dsn = value_of(line.substr(to), "dsn=");
  if (!status_at(dsn).empty()) {
    refusal.status = dsn;
    refusal.status_source = "dsn";
  }
  const std::string_view result = value_of(line.substr(status), "status=");
  entry.refused = true;
  if (result == "bounced" || result == "undeliverable") {
    refusal.action = Action::failed;
  } else if (result == "deferred" || result == "expired") {
    refusal.action = result == "expired" ? Action::failed : Action::delayed;
  } else {
    entry.refused = false;
    if (is_content_filter(line.substr(status), relay, refusal)) refusal.address.clear();
  }
  entry.words_begin = line.find('(', status);
  entry.words_end = line.size();
  if (entry.words_begin != npos) {
    ++entry.words_begin;
    if (line.ends_with(')')) --entry.words_end;
  }
  return true;
}

/// Postfix's own refusal: "NOQUEUE: reject: RCPT from h[ip]: 554 5.7.1 <x>: Relay access denied;
/// from=<a> to=<b> proto=ESMTP"
bool read_reject(std::string_view line, LogEntry& entry) {
  std::size_t reject = line.find("reject: ");  // "milter-reject: "
  if (reject == npos || reject == 0 || (line[reject - 1] != ' ' && line[reject - 1] != '-'))
    return false;
  --reject;
  if (has_foreign_words(line.substr(0, reject))) return false;
  if (names_content(line.substr(reject + 9))) return read_content_reject(line, entry);
  const std::size_t from = line.find(" from ", reject);
  if (from == npos || from - reject > 40) return false;
  Refusal& refusal = entry.refusal;
  refusal.command = command_of(line.substr(reject + 9, from - reject - 9));
  entry.words_begin = find_reply(line, from);
  if (entry.words_begin == npos) {  // a filter gives the status alone
    const std::string_view status = find_status(line, from);
    if (status.empty()) return false;
    entry.words_begin = static_cast<std::size_t>(status.data() - line.data());
  }
  // What stands before the last of them is the stranger's.
  const std::size_t tail = line.rfind("; from=<");
  const bool has_tail = tail != npos && tail > entry.words_begin;
  entry.words_end = has_tail ? tail : line.size();
  const std::size_t to = line.rfind(" to=<");
  if (to != npos && has_tail && to > tail) refusal.address = in_angles(line.substr(to + 4, 400));
  refusal.action = line[entry.words_begin] == '4' ? Action::delayed : Action::failed;
  entry.refused = true;
  return true;
}

bool is_postfix_remark(std::string_view line) {
  static constexpr std::array<std::string_view, 13> remarks = {
      "warning: ", "reject_warning: ", "info: ",     "warn: ",    "hold: ",
      "discard: ", "filter: ",         "redirect: ", "prepend: ", "pass: ",
      "strip: ",   "milter-hold: ",    "replace: "};
  const std::size_t tag = line.substr(0, 160).find("]: ");
  if (tag == npos || line.substr(0, tag).rfind('/') == npos) return false;
  std::string_view rest = line.substr(tag + 3);
  const std::size_t id = rest.find(": ");
  const auto is_remark = [](std::string_view text) {
    return std::ranges::any_of(
        remarks, [text](std::string_view remark) { return text.starts_with(remark); });
  };
  return is_remark(rest) || (id != npos && id <= 24 && is_remark(rest.substr(id + 2)));
}

}  // namespace maillint::bounce
