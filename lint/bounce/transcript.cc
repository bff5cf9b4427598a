// An SMTP dialogue as tools print it.
#include "lint/bounce/transcript.h"

#include <array>
#include <deque>
#include <string>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

enum class Speaker { unknown, client, server };

struct Prefix {
  std::string_view text;
  Speaker speaker;
};

/// How tools mark who speaks, longest first where one begins another.
constexpr std::array<Prefix, 31> prefixes = {{
    {"<<<", Speaker::server},       {">>>", Speaker::client},
    {"<** ", Speaker::server},      {"<~* ", Speaker::server},
    {"<~  ", Speaker::server},      {"<-  ", Speaker::server},
    {"<- ", Speaker::server},       {"-> ", Speaker::client},
    {"~> ", Speaker::client},       {"->", Speaker::client},
    {"SMTP<<", Speaker::server},    {"SMTP>>", Speaker::client},
    {"<< ", Speaker::server},       {">> ", Speaker::client},
    {"< ", Speaker::server},        {"> ", Speaker::client},
    {"Out: ", Speaker::server},     {"In: ", Speaker::client},
    {"S: ", Speaker::server},       {"C: ", Speaker::client},
    {"Server: ", Speaker::server},  {"Client: ", Speaker::client},
    {"SERVER:", Speaker::server},   {"CLIENT:", Speaker::client},
    {"send: '", Speaker::client},   {"reply: b'", Speaker::server},
    {"reply: '", Speaker::server},  {"SMTP -> FROM SERVER:", Speaker::server},
    {"send: b'", Speaker::client},  {"reply: b\"", Speaker::server},
    {"send: b\"", Speaker::client},
}};

/// A time and an id that a tool puts before each line: "2026-11-23 10:15:00 SERVER -> CLIENT: 550",
/// "Mon 2026-11-23 10:15:00: [4711] <-- 550", "[2026-11-23 10:15:00] DEBUG [x] S: 550".
Speaker strip_stamp(std::string_view& line) {
  struct Mark {
    std::string_view text;
    Speaker speaker;
  };
  constexpr std::array<Mark, 16> marks = {{{"SERVER -> CLIENT: ", Speaker::server},
                                           {"RECEIVED: ", Speaker::server},
                                           {"SENT: ", Speaker::client},
                                           {",<,", Speaker::server},
                                           {",>,", Speaker::client},
                                           {"CLIENT -> SERVER: ", Speaker::client},
                                           {"<-- ", Speaker::server},
                                           {"--> ", Speaker::client},
                                           {"<<< ", Speaker::server},
                                           {">>> ", Speaker::client},
                                           {"] S: ", Speaker::server},
                                           {"] C: ", Speaker::client},
                                           {"] < ", Speaker::server},
                                           {"] > ", Speaker::client},
                                           {" << ", Speaker::server},
                                           {" >> ", Speaker::client}}};
  const std::string_view begin = line.substr(0, 160);
  const std::size_t colon = begin.find(':');
  const bool stamped = colon != npos && colon > 0 && ascii::is_digit(begin[colon - 1]);
  const bool named = begin.starts_with("SERVER -> ") || begin.starts_with("CLIENT -> ");
  if (!stamped && !named) return Speaker::unknown;
  for (const Mark& mark : marks) {
    const std::size_t at = begin.find(mark.text);
    if (at == npos) continue;
    const char first = line.front();
    line.remove_prefix(at + mark.text.size());
    // hMailServer puts lines into quotes, Exchange into a table.
    if ((first == '"' && line.ends_with('"')) || (mark.text[0] == ',' && line.ends_with(',')))
      line.remove_suffix(1);
    return mark.speaker;
  }
  return Speaker::unknown;
}

/// smtplib with debuglevel 2 puts a time before each line: "09:12:01.123456 reply: b'250 OK'".
void strip_python_time(std::string_view& line) {
  const std::size_t end = line.find_first_not_of("0123456789:.");
  if (end == npos || end == 0 || line[end] != ' ') return;
  const std::string_view rest = line.substr(end + 1);
  if (rest.starts_with("send: ") || rest.starts_with("reply: ")) line = rest;
}

Speaker strip_prefix(std::string_view& line) {
  if (ascii::is_digit(line.front())) strip_python_time(line);
  if (std::string_view("<>-~SCOIsr").find(line.front()) == npos) return strip_stamp(line);
  for (const Prefix& prefix : prefixes) {
    if (!line.starts_with(prefix.text)) continue;
    line.remove_prefix(prefix.text.size());
    while (!line.empty() && ascii::is_wsp(line.front())) line.remove_prefix(1);
    // Python prints the octets as it would write them: '550 ...\r\n'
    const char quote = prefix.text.back();
    if (quote == '\'' || quote == '"') {
      const std::size_t end = line.find("\\r\\n");
      line = end != npos ? line.substr(0, end) : line.substr(0, line.rfind(quote));
    }
    return prefix.speaker;
  }
  return strip_stamp(line);
}

/// The command that a client's line is; none if it is no command.
Command client_command(std::string_view line) {
  struct Verb {
    std::string_view text;
    Command command;
  };
  constexpr std::array<Verb, 8> verbs = {{{"EHLO ", Command::ehlo},
                                          {"HELO ", Command::ehlo},
                                          {"LHLO ", Command::ehlo},
                                          {"MAIL FROM:", Command::mail_from},
                                          {"RCPT TO:", Command::rcpt_to},
                                          {"STARTTLS", Command::starttls},
                                          {"AUTH ", Command::auth},
                                          {"BDAT ", Command::end_of_data}}};
  for (const Verb& verb : verbs) {
    if (ascii::starts_with(line, verb.text)) return verb.command;
  }
  if (ascii::equal(line, "DATA")) return Command::data;
  return Command::none;
}

/// Commands whose replies say nothing about the mail.
bool is_side_command(std::string_view line) {
  for (const std::string_view verb : {"QUIT", "RSET", "NOOP"}) {
    if (ascii::equal(line, verb)) return true;
  }
  for (const std::string_view verb : {"XFORWARD ", "XCLIENT ", "VRFY ", "EXPN ", "HELP"}) {
    if (ascii::starts_with(line, verb)) return true;
  }
  return false;
}

bool is_reply(std::string_view line) {
  if (line.size() < 3 || line[0] < '2' || line[0] > '5' || !ascii::is_digit(line[1]) ||
      !ascii::is_digit(line[2]))
    return false;
  return line.size() == 3 || line[3] == ' ' || line[3] == '-';
}

class TranscriptReader {
 public:
  TranscriptReader(const Text& text, const std::vector<Line>& lines, TranscriptOf of)
      : text_(text), lines_(lines), connected_(of == TranscriptOf::tool) {}

  Transcript run(std::size_t first, std::size_t last) {
    first_ = first;
    for (std::size_t i = first; i < last; ++i) read_line(i);
    flush_reply();
    return std::move(transcript_);
  }

 private:
  struct Sent {
    Command command = Command::none;
    std::string address;  // of RCPT
    bool side = false;
  };

  void read_line(std::size_t i) {
    std::string_view line = line_text(text_, lines_[i]);
    const std::string_view whole = line;
    const Speaker speaker = strip_prefix(line);
    const std::size_t begin =
        lines_[i].begin + static_cast<std::size_t>(line.data() - whole.data());
    if (in_data_ && speaker != Speaker::server) {
      if (line == "." || (speaker == Speaker::unknown && whole == ".")) {
        in_data_ = false;
        sent_.push_back({.command = Command::end_of_data});
        ++transcript_.commands;
      }
      return;  // the message itself
    }
    if (speaker != Speaker::client && is_reply(line)) {
      add_reply_line(line, begin, speaker);
      return;
    }
    flush_reply();
    if (speaker == Speaker::server) return;
    const Command command = client_command(line);
    if (command != Command::none && transcript_.commands == 0 && transcript_.replies > 0)
      transcript_.begins_dialogue = i < first_ + 60;
    if (command != Command::none) {
      Sent sent{.command = command};
      if (command == Command::rcpt_to) {
        FoundAddress found;
        const std::string_view value = line.substr(0, 600);
        if (next_address(value, 8, found))
          sent.address = value.substr(found.begin, found.end - found.begin);
      }
      send(std::move(sent));
    } else if (is_side_command(line)) {
      send({.side = true});
    } else if (speaker == Speaker::unknown) {
      if (!read_deferral(line, begin)) read_comment(line);
    }
  }

  void send(Sent sent) {
    ++transcript_.commands;
    if (sent_.size() < recipient_limit) sent_.push_back(std::move(sent));
  }

  /// Sendmail's "<jane@x.example>... Deferred: Connection refused by mx.x.example.". A reply behind
  /// the colon was read where the server gave it.
  bool read_deferral(std::string_view line, std::size_t begin) {
    constexpr std::string_view sign = "... Deferred: ";
    const std::size_t at = line.substr(0, 400).find(sign);
    if (at == npos) return false;
    const std::string_view reason = ascii::trim(line.substr(at + sign.size(), 1024));
    if (reason.empty() || is_reply(reason)) return true;
    if (transcript_.refusals.size() >= recipient_limit) return true;
    Refusal refusal;
    refusal.address_source = "text";
    refusal.part = text_.part;
    FoundAddress found;
    if (next_address(line.substr(0, at), 0, found))
      refusal.address = line.substr(found.begin, found.end - found.begin);
    refusal.remote_mta = host_;
    refusal.remote_ip = ip_;
    refusal.diagnostic = reason;
    refusal.span = text_.source(begin + at + sign.size(), begin + line.size());
    refusal.action = Action::delayed;
    transcript_.refusals.push_back(std::move(refusal));
    return true;
  }

  /// "Connected to mx.example.com.", "=== Trying mx.example.com:25...", "... while talking to
  /// mx.x.:"
  void read_comment(std::string_view line) {
    if (ascii::starts_with(line, "escape character is") || line.starts_with("CONNECTED(") ||
        line.starts_with("=== Connected to "))
      transcript_.connected = true;
    for (const std::string_view lead :
         {"while talking to ", "connected to ", "trying ", "connect: to "}) {
      const std::size_t at = ascii::find(line.substr(0, 200), lead);
      if (at == npos) continue;
      std::string_view host = line.substr(at + lead.size());
      host = host.substr(0, host.find_first_of(" :[(;\t"));
      while (!host.empty() && host.back() == '.') host.remove_suffix(1);
      if (is_ip_address(host)) {
        ip_ = host;
      } else if (is_host_name(host)) {
        host_ = ascii::to_lower(host);
      }
      connected_ = true;
      if (lead.starts_with("while")) sent_.clear();
    }
  }

  void add_reply_line(std::string_view line, std::size_t begin, Speaker speaker) {
    ++transcript_.replies;
    connected_ = connected_ || speaker == Speaker::server;
    const std::string_view code = line.substr(0, 3);
    if (!reply_.empty() && reply_.compare(0, 3, code) != 0) flush_reply();
    if (reply_.empty()) {
      reply_begin_ = begin;
    } else {
      reply_ += '\n';
    }
    if (reply_.size() < 8192) reply_ += line.substr(0, 8192);
    reply_end_ = begin + line.size();
    if (line.size() == 3 || line[3] == ' ') flush_reply();
  }

  /// The reply in hand is complete: what was it an answer to?
  void flush_reply() {
    if (reply_.empty()) return;
    const std::string reply = std::move(reply_);
    reply_.clear();
    Sent sent;
    if (!sent_.empty()) {
      sent = std::move(sent_.front());
      sent_.pop_front();
      last_ = sent;
    } else if (greeted_ || transcript_.commands > 0) {
      sent = last_;  // Sendmail repeats the reply in its own words
    } else if (connected_) {
      sent.command = Command::connect;
    }
    if (reply.starts_with("220") && !greeted_ && sent.command == Command::connect) {
      greeted_ = true;
      std::string_view host = std::string_view(reply).substr(3, 300);
      while (!host.empty() && (host.front() == ' ' || host.front() == '-')) host.remove_prefix(1);
      host = host.substr(0, host.find_first_of(" \n"));
      if (is_host_name(host) && host_.empty()) host_ = ascii::to_lower(host);
      return;
    }
    if (reply[0] == '3') {
      in_data_ = reply.starts_with("354");
      return;
    }
    if (reply[0] == '2') {
      if (sent.command == Command::rcpt_to && !sent.address.empty() &&
          accepted_.size() < recipient_limit)
        accepted_.push_back(sent.address);
      if (sent.command == Command::end_of_data) accepted_.clear();
      return;
    }
    if (!sent.side) refuse(reply, sent);
  }

  void refuse(const std::string& reply, const Sent& sent) {
    const ReplyParts parts = split_reply(reply);
    Refusal refusal;
    refusal.address_source = "text";
    refusal.part = text_.part;
    refusal.reply_code = parts.reply_code;
    refusal.status = parts.status;
    if (refusal.status.empty()) refusal.status = find_status(reply);
    if (!refusal.status.empty()) refusal.status_source = "diagnostic";
    refusal.command = sent.command;
    refusal.remote_mta = host_;
    refusal.remote_ip = ip_;
    refusal.diagnostic = join_reply_lines(reply);
    refusal.span = text_.source(reply_begin_, reply_end_);
    refusal.action = reply[0] == '4' ? Action::delayed : Action::failed;
    if (transcript_.refusals.size() >= recipient_limit) return;
    if (sent.command == Command::rcpt_to || sent.command == Command::none) {
      refusal.address = sent.address;
      if (refusal.address.empty()) refusal.address = address_in(parts.text);
      transcript_.refusals.push_back(std::move(refusal));
      return;
    }
    // "550 5.1.1 <jane@x.example>... User unknown" after a pipelined DATA is about RCPT.
    std::string named = sent.command == Command::data ? address_in(parts.text) : std::string{};
    if (!named.empty() && accepted_.empty()) {
      refusal.address = std::move(named);
      refusal.command = Command::rcpt_to;
      transcript_.refusals.push_back(std::move(refusal));
      return;
    }
    if (sent.command != Command::data && sent.command != Command::end_of_data) accepted_.clear();
    // A reply to no command that follows a refusal of all is noise ("503 Need RCPT").
    if (accepted_.empty()) {
      const bool all_refused =
          !transcript_.refusals.empty() && transcript_.refusals.back().command == Command::rcpt_to;
      if (all_refused && (sent.command == Command::data || reply.starts_with("503"))) return;
      if (reply.starts_with("503") && !transcript_.refusals.empty()) return;
      transcript_.refusals.push_back(std::move(refusal));
      return;
    }
    if (accepted_.size() > 100 && refusal.diagnostic.size() > 256) refusal.diagnostic.resize(256);
    for (std::string& address : accepted_) {
      if (transcript_.refusals.size() >= recipient_limit) break;
      refusal.address = std::move(address);
      transcript_.refusals.push_back(refusal);
    }
    accepted_.clear();
  }

  /// "<jane@x.example>... User unknown", "jane@x.example... User unknown"
  static std::string address_in(std::string_view text) {
    FoundAddress found;
    if (!next_address(text.substr(0, 400), 0, found) || found.outer_begin > 0) return {};
    if (!found.in_angle && !text.substr(found.outer_end).starts_with("...")) return {};
    return std::string(text.substr(found.begin, found.end - found.begin));
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  Transcript transcript_;
  std::size_t first_ = 0;
  std::deque<Sent> sent_;  // commands without a reply yet
  Sent last_;
  std::vector<std::string> accepted_;  // recipients of this transaction
  std::string reply_;
  std::size_t reply_begin_ = 0;
  std::size_t reply_end_ = 0;
  std::string host_;
  std::string ip_;
  bool connected_;  // to a server, whose replies these are
  bool greeted_ = false;
  bool in_data_ = false;
};

}  // namespace

Transcript read_transcript(const Text& text, const std::vector<Line>& lines, std::size_t first,
                           std::size_t last, TranscriptOf of) {
  return TranscriptReader(text, lines, of).run(first, last);
}

}  // namespace maillint::bounce
