// Delivery lines of mail logs: Postfix, Exim, Sendmail, qmail, OpenSMTPD.
#include "lint/bounce/log.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/log_entry.h"
#include "lint/bounce/log_keys.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// Postfix: "to=<x>, relay=h[ip]:25, delay=1, dsn=5.1.1, status=bounced (host h[ip] said: ...)"
bool read_postfix(std::string_view line, LogEntry& entry) {
  const std::size_t to = line.find(" to=<");
  const std::size_t status = line.find(" status=");
  if (to == npos || status == npos) return false;
  Refusal& refusal = entry.refusal;
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
  const std::size_t tail = line.find("; from=<", entry.words_begin);
  entry.words_end = tail == npos ? line.size() : tail;
  const std::size_t to = line.find(" to=<", entry.words_begin);
  if (to != npos) refusal.address = in_angles(line.substr(to + 4, 400));
  refusal.action = line[entry.words_begin] == '4' ? Action::delayed : Action::failed;
  entry.refused = true;
  return true;
}

/// Exim: "2026-11-16 09:12:59 1tCabc-0001Xy-2z ** jane@x.example R=dns T=smtp H=mx [ip]: SMTP error
/// from remote mail server after RCPT TO:<...>: 550 ..."
bool read_exim(std::string_view line, LogEntry& entry) {
  std::size_t mark = npos;
  for (const std::string_view sign : {" ** ", " == ", " => ", " -> "}) {
    const std::size_t at = line.substr(0, 120).find(sign);
    if (at != npos && (mark == npos || at < mark)) mark = at;
  }
  if (mark == npos || mark < 10) return false;
  const std::string_view rest = line.substr(mark + 4);
  FoundAddress found;
  if (!next_address(rest.substr(0, 500), 0, found) || found.outer_begin > 0) return false;
  const std::size_t fields = mark + 4 + found.outer_end;
  Refusal& refusal = entry.refusal;
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
  const std::size_t at = line.find(" rejected ");
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

/// Sendmail: "to=<x>, delay=00:00:01, relay=mx. [ip], dsn=5.1.1, stat=User unknown"
bool read_sendmail(std::string_view line, LogEntry& entry) {
  const std::size_t to = line.find(" to=");
  const std::size_t stat = line.find(", stat=");
  if (to == npos || stat == npos) return false;
  Refusal& refusal = entry.refusal;
  refusal.address = in_angles(value_of(line, "to="));
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

/// OpenSMTPD: "mta delivery ... to=<x> ... relay="h (ip)" ... result="PermFail" stat="550 5.1.1
/// ..."
bool read_opensmtpd(std::string_view line, LogEntry& entry) {
  const std::size_t to = line.find(" to=<");
  const std::size_t result = line.find(" result=");
  const std::size_t stat = line.find(" stat=");
  if (to == npos || result == npos || stat == npos) return false;
  const auto unquoted = [&](std::size_t at) {
    std::string_view value = line.substr(at);
    if (!value.starts_with('"')) return value.substr(0, value.find(' '));
    value.remove_prefix(1);
    return value.substr(0, value.find('"'));
  };
  Refusal& refusal = entry.refusal;
  refusal.address = in_angles(line.substr(to + 4, 400));
  const std::size_t relay = line.find(" relay=");
  if (relay != npos) {
    const std::string_view host = unquoted(relay + 7);
    const std::size_t open = host.find(" (");
    const std::string_view name = host.substr(0, open);
    if (is_host_name(name)) refusal.remote_mta = ascii::to_lower(name);
    const std::string_view ip =
        open == npos ? name : host.substr(open + 2, host.find(')') - open - 2);
    if (is_ip_address(ip)) refusal.remote_ip = ip;
  }
  const std::string_view outcome = unquoted(result + 8);
  refusal.action = outcome == "TempFail" ? Action::delayed : Action::failed;
  entry.refused = outcome != "Ok";
  const std::string_view words = unquoted(stat + 6);
  entry.words_begin = static_cast<std::size_t>(words.data() - line.data());
  entry.words_end = entry.words_begin + words.size();
  return true;
}

/// qmail-send: "starting delivery 7: msg 12 to remote x", later "delivery 7: failure:
/// 192.0.2.1_does_ not_like_recipient./Remote_host_said:_550_...". The words have "_" for " ", "/"
/// for line ends.
class QmailReader {
 public:
  bool read(std::string_view line, LogEntry& entry) {
    const std::size_t at = line.find("delivery ");
    if (at == npos || at > 80) return false;
    const std::size_t colon = line.find(": ", at);
    if (colon == npos || colon - at > 30) return false;
    const std::string number(line.substr(at + 9, colon - at - 9));
    if (at >= 9 && line.substr(at - 9, 9) == "starting ") {
      const std::size_t to = line.find(" to ", colon);
      FoundAddress found;
      if (to == npos || !next_address(line, to, found)) return false;
      if (open_.size() < recipient_limit)
        open_[number] = line.substr(found.begin, found.end - found.begin);
      return true;
    }
    const std::string_view rest = line.substr(colon + 2);
    const bool failed = rest.starts_with("failure: ");
    const bool delayed = rest.starts_with("deferral: ");
    if (!failed && !delayed && !rest.starts_with("success: ")) return false;
    entry.refused = failed || delayed;
    entry.refusal.action = delayed ? Action::delayed : Action::failed;
    const auto known = open_.find(number);
    if (known != open_.end()) {
      entry.refusal.address = known->second;
      open_.erase(known);
    }
    entry.words = rest.substr(rest.find(' ') + 1);
    for (char& c : entry.words) c = c == '_' ? ' ' : c == '/' ? '\n' : c;
    return true;
  }

 private:
  std::unordered_map<std::string, std::string> open_;  // by number
};

/// The delivery program that wrote the line, "" if that is not known; none if the line tells of no
/// delivery. `entry` is new.
std::optional<std::string_view> read_line(std::string_view line, QmailReader& qmail,
                                          LogEntry& entry) {
  if (read_postfix(line, entry) || read_reject(line, entry)) return "postfix";
  if (read_exim(line, entry) || read_exim_reject(line, entry)) return "exim";
  if (read_sendmail(line, entry) || read_sendmail_reject(line, entry)) return "sendmail";
  if (read_opensmtpd(line, entry)) return "opensmtpd";
  if (qmail.read(line, entry)) return "qmail";
  if (std::optional<KeyedLine> keyed = read_keyed_line(line)) {
    entry.refusal = std::move(keyed->refusal);
    entry.words = std::move(keyed->words);
    if (entry.words.empty()) {
      entry.words_begin = keyed->words_begin;
      entry.words_end = keyed->words_end;
    }
    entry.refused = true;
    return "";
  }
  if (!quotes_refusal(line)) return std::nullopt;
  entry.words_begin = line.find(' ');
  entry.words_end = line.size();
  entry.refused = true;
  return "";
}

/// `line` without what no daemon writes; empty if it tells of no delivery for sure.
std::string_view worth_reading(std::string_view line) {
  line = line.substr(0, 16384);
  const auto has = [&](auto sign) { return line.find(sign) != npos; };
  const bool may_tell = line.size() >= 20 && (has('=') || has(" ** ") || has("delivery ") ||
                                              has('@') || has("said: ") || has("refused to talk"));
  return may_tell ? line : std::string_view{};
}

void keep_delivery(const Text& text, const Line& line, LogEntry& entry, MailLog& log) {
  Refusal& refusal = entry.refusal;
  if (refusal.address.empty() || log.deliveries.size() >= recipient_limit) return;
  refusal.action = Action::delivered;
  refusal.span = text.source(line.begin, line.end);
  log.deliveries.push_back(std::move(refusal));
}

/// `words`: the line as it was read.
void keep_refusal(const Text& text, const Line& line, std::string_view words, LogEntry& entry,
                  MailLog& log) {
  if (log.refusals.size() >= recipient_limit) return;
  read_words(words, entry);
  Refusal& refusal = entry.refusal;
  refusal.address_source = refusal.address.empty() ? "" : "text";
  refusal.part = text.part;
  refusal.span = entry.words_begin == npos
                     ? text.source(line.begin, line.end)
                     : text.source(line.begin + entry.words_begin, line.begin + entry.words_end);
  log.refusals.push_back(std::move(refusal));
}

}  // namespace

MailLog read_log(const Text& text, const std::vector<Line>& lines) {
  MailLog log;
  if (read_csv_log(text, lines, log)) return log;
  QmailReader qmail;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = worth_reading(line_text(text, lines[i]));
    if (line.empty()) continue;
    LogEntry entry;
    const std::optional<std::string_view> mta = read_line(line, qmail, entry);
    if (!mta) continue;
    if (log.lines++ == 0) {
      log.mta = *mta;
      log.first_line = i;
    }
    if (entry.refused) {
      keep_refusal(text, lines[i], line, entry, log);
    } else {
      keep_delivery(text, lines[i], entry, log);
    }
  }
  return log;
}

}  // namespace maillint::bounce
