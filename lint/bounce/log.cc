// Delivery lines of mail logs: OpenSMTPD, qmail, and those of other readers.
#include "lint/bounce/log.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/log_entry.h"
#include "lint/bounce/log_keys.h"
#include "lint/bounce/log_readers.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

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
  if (is_postfix_remark(line)) return "postfix";
  if (is_exim_arrival(line)) return "exim";
  if (read_amavis(line, entry) || read_rspamd(line, entry) || read_dovecot(line, entry)) return "";
  if (read_postfix(line, entry) || read_reject(line, entry)) return "postfix";
  if (read_exim(line, entry) || read_exim_reject(line, entry)) return "exim";
  if (read_sendmail(line, entry) || read_sendmail_reject(line, entry) ||
      read_sendmail_unknown(line, entry))
    return "sendmail";
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

/// syslog over TCP writes the length before each message and no line end behind it (RFC 6587).
/// Takes such a message off the beginning of `rest`, or all of it.
Line take_frame(const Text& text, Line& rest) {
  const std::string_view octets = line_text(text, rest);
  Line frame = rest;
  rest.begin = rest.end;
  std::size_t digits = 0;
  std::uint32_t length = 0;
  while (digits < octets.size() && digits < 6 && ascii::is_digit(octets[digits]))
    length = length * 10 + static_cast<std::uint32_t>(octets[digits++] - '0');
  if (digits == 0 || !octets.substr(digits).starts_with(" <")) return frame;
  const std::size_t end = digits + 1 + length;
  if (end >= octets.size() || !ascii::is_digit(octets[end])) return frame;
  frame.end = frame.begin + static_cast<std::uint32_t>(end);
  rest.begin = frame.end;
  return frame;
}

class LogReader {
 public:
  LogReader(const Text& text, MailLog& log) : text_(text), log_(log) {}

  void read(const Line& line, std::size_t index) {
    const std::string_view octets = line_text(text_, line).substr(0, line_octets);
    if (is_other_log(octets)) {
      ++log_.others;
      return;
    }
    if (!is_worth_reading(octets)) return;
    LogEntry entry;
    const std::optional<std::string_view> mta = read_line(octets, qmail_, entry);
    if (!mta) return;
    if (log_.lines++ == 0) {
      log_.mta = *mta;
      log_.first_line = index;
    }
    if (entry.refused) {
      keep_refusal(line, octets, entry);
    } else {
      keep_delivery(line, entry);
    }
  }

  /// Tells each refusal how many recipients its message was refused for.
  void finish() {
    for (const auto& [index, id] : queue_ids_) log_.refusals[index].transaction = recipients_[id];
  }

 private:
  static constexpr std::size_t line_octets = 16384;
  static constexpr std::size_t words_kept = 1000;

  /// Whether a daemon can have written the line.
  static bool is_worth_reading(std::string_view line) {
    const auto has = [&](auto sign) { return line.find(sign) != npos; };
    return line.size() >= 20 && (has('=') || has(" ** ") || has("delivery ") || has('@') ||
                                 has("said: ") || has("refused to talk"));
  }

  void keep_delivery(const Line& line, LogEntry& entry) {
    if (entry.refusal.address.empty()) return;
    entry.refusal.action = Action::delivered;
    entry.refusal.span = text_.source(line.begin, line.end);
    each_address(entry, log_.deliveries);
  }

  /// `octets`: the line as it was read.
  void keep_refusal(const Line& line, std::string_view octets, LogEntry& entry) {
    read_words(octets, entry);
    Refusal& refusal = entry.refusal;
    refusal.address_source = refusal.address.empty() ? "" : "text";
    refusal.part = text_.part;
    refusal.span = entry.words_begin == npos
                       ? text_.source(line.begin, line.end)
                       : text_.source(line.begin + entry.words_begin, line.begin + entry.words_end);
    // Kept once for each address.
    if (entry.more_addresses.size() > 8)
      refusal.diagnostic.resize(std::min(refusal.diagnostic.size(), words_kept));
    const std::size_t before = log_.refusals.size();
    each_address(entry, log_.refusals);
    for (std::size_t i = before; i < log_.refusals.size(); ++i) count_recipient(entry, i);
  }

  void each_address(LogEntry& entry, std::vector<Refusal>& list) {
    if (list.size() + entry.more_addresses.size() >= recipient_limit) {
      log_.cut = true;
      return;
    }
    list.push_back(entry.refusal);
    for (std::string& address : entry.more_addresses) {
      list.push_back(entry.refusal);
      list.back().address = std::move(address);
    }
  }

  void count_recipient(const LogEntry& entry, std::size_t index) {
    const Refusal& refusal = log_.refusals[index];
    if (entry.queue_id.empty() || refusal.address.empty() || refusal.transaction > 0) return;
    std::string id(entry.queue_id);
    // A message that is tried again is still one.
    if (seen_.insert(id + '\0' + ascii::to_lower(refusal.address)).second) ++recipients_[id];
    queue_ids_.emplace_back(index, std::move(id));
  }

  const Text& text_;
  MailLog& log_;
  QmailReader qmail_;
  std::unordered_set<std::string> seen_;
  std::unordered_map<std::string, std::size_t> recipients_;     // by queue id
  std::vector<std::pair<std::size_t, std::string>> queue_ids_;  // of refusals
};

}  // namespace

MailLog read_log(const Text& text, const std::vector<Line>& lines) {
  MailLog log;
  if (read_csv_log(text, lines, log) || read_queue_list(text, lines, log)) return log;
  LogReader reader(text, log);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (Line rest = lines[i]; rest.begin < rest.end;) reader.read(take_frame(text, rest), i);
  }
  reader.finish();
  return log;
}

}  // namespace maillint::bounce
