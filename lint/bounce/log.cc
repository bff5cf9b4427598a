// Delivery lines of mail logs: OpenSMTPD, qmail, and those of other readers.
#include "lint/bounce/log.h"

#include <algorithm>
#include <array>
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

/// What stands behind the program's name and the queue id of Postfix and Sendmail, "" if it is no
/// field: "Nov 16 09:12:59 mx postfix/smtp[1]: 9B2: to=<x>, relay=...". Nothing before it is
/// anybody's words.
std::string_view first_field(std::string_view line) {
  const std::size_t end = line.substr(0, 200).find(": ");
  if (end == npos) return {};
  const auto is_field = [](std::string_view text) {
    const std::size_t name = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-_");
    return name != npos && name > 0 && text[name] == '=';
  };
  std::string_view rest = line.substr(end + 2);
  for (int word = 0; word < 3 && !is_field(rest); ++word) {
    // Solaris writes "[ID 197553 mail.info] " here.
    if (rest.starts_with("[ID "))
      rest.remove_prefix(std::min(rest.find("] "), rest.size() - 2) + 2);
    const std::size_t colon = rest.substr(0, 120).find(": ");
    if (colon == npos) return {};
    const std::string_view head = rest.substr(0, colon);
    const std::size_t space = head.rfind(' ');
    // What another host or a container wrote has a head of its own.
    const bool is_head = word == 0 && space != npos && head.ends_with(']') &&
                         head.find('/', space) != npos && head.find('=') == npos;
    if (space != npos && !is_head) return {};
    rest.remove_prefix(colon + 2);
  }
  return is_field(rest) ? rest : std::string_view{};
}

/// Whether the word before `field` is a queue id; programs put their own names there.
bool has_queue_id(std::string_view line, std::string_view field) {
  const std::string_view id = queue_id_before(line, line.size() - field.size() - 1);
  if (id.empty() || id.find_first_of("/(<@") != npos || id.size() > 32) return false;
  const std::size_t head = static_cast<std::size_t>(id.data() - line.data());
  if (head > 1 && line[head - 2] != ':' && line[head - 2] != '-' && line[head - 2] != ']')
    return false;
  return std::ranges::any_of(id, ascii::is_digit) ||
         std::ranges::none_of(id, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// A line that tells whose message came, and from where: sender and message-id hold what anybody
/// wrote.
bool is_arrival(std::string_view line, std::string_view field) {
  static constexpr std::array<std::string_view, 7> names = {
      "from=", "message-id=", "resent-message-id=", "msgid=", "client=", "uid=", "size="};
  return std::ranges::any_of(names, [&](auto name) { return field.starts_with(name); }) &&
         has_queue_id(line, field);
}

/// Where the fields begin behind OpenSMTPD's name of an event, npos if it is none of `names`.
std::size_t find_event(std::string_view line, const std::array<std::string_view, 4>& names) {
  for (const std::string_view name : names) {
    const std::size_t at = line.substr(0, 200).find(name);
    if (at != npos && line.substr(0, at).find('=') == npos) return at + name.size() - 1;
  }
  return npos;
}

/// OpenSMTPD took a message: "smtp message msgid=... from=<a> to=<b>".
bool is_opensmtpd_arrival(std::string_view line) {
  return find_event(line, {" smtp message ", " smtp envelope ", " smtp event=message ",
                           " smtp event=envelope "}) != npos;
}

/// The end of 'from=<"a > b"@c>', if that begins at `at`.
std::size_t skip_sender(std::string_view line, std::size_t at) {
  const std::size_t from = line.find(" from=<", at);
  if (from == npos || from > line.find(" to=<", at)) return at;
  const std::size_t end = angle_end(line, from + 6);
  return end == npos ? npos : end + 1;
}

/// OpenSMTPD: "mta delivery evpid=... from=<a> to=<x> ... relay="h (ip)" ... result="PermFail"
/// stat="550 5.1.1 ..."
bool read_opensmtpd(std::string_view line, LogEntry& entry) {
  std::size_t fields = find_event(
      line, {" mta delivery ", " mta event=delivery ", " mda delivery ", " mda event=delivery "});
  if (fields != npos) fields = skip_sender(line, fields);
  if (fields == npos) return false;
  const std::size_t to = line.find(" to=<", fields);
  const std::size_t result = line.find(" result=", fields);
  const std::size_t stat = line.find(" stat=", fields);
  if (to == npos || result == npos || stat == npos) return false;
  const auto unquoted = [&](std::size_t at) {
    std::string_view value = line.substr(at);
    if (!value.starts_with('"')) return value.substr(0, value.find(' '));
    value.remove_prefix(1);
    return value.substr(0, value.find('"'));
  };
  Refusal& refusal = entry.refusal;
  refusal.address = in_angles(line.substr(to + 4, 400));
  const std::size_t relay = line.find(" relay=", to);
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
  const std::string_view field = first_field(line);
  if (is_arrival(line, field)) {
    const std::string_view head = line.substr(0, line.size() - field.size());
    return head.find('/') == npos ? "sendmail" : "postfix";
  }
  if (is_opensmtpd_arrival(line)) return "opensmtpd";
  if (is_postfix_remark(line)) return "postfix";
  if (is_exim_arrival(line)) return "exim";
  if (read_amavis(line, entry) || read_rspamd(line, entry) || read_dovecot(line, entry)) return "";
  const bool is_delivery = field.starts_with("to=");
  if ((is_delivery && read_postfix(line, entry)) || read_reject(line, entry)) return "postfix";
  if (read_exim(line, entry) || read_exim_reject(line, entry)) return "exim";
  if ((is_delivery && read_sendmail(line, entry)) || read_sendmail_reject(line, entry) ||
      read_sendmail_unknown(line, entry))
    return "sendmail";
  if (read_opensmtpd(line, entry)) return "opensmtpd";
  if (qmail.read(line, entry)) return "qmail";
  // What else Postfix writes quotes strangers: "improper command pipelining ...: to=<x>, 550".
  const bool quotes = line.substr(0, 160).find("postfix/") != npos;
  if (std::optional<KeyedLine> keyed =
          quotes ? std::optional<KeyedLine>() : read_keyed_line(line)) {
    entry.refusal = std::move(keyed->refusal);
    entry.words = std::move(keyed->words);
    if (entry.words.empty()) {
      entry.words_begin = keyed->words_begin;
      entry.words_end = keyed->words_end;
    }
    entry.refused = true;
    return "";
  }
  if (!quotes_refusal(line)) {
    if (quotes) return "postfix";
    return std::nullopt;
  }
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
