// What a bounce, a transcript, a log or an error dialog says, before anybody explains it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts.h"
#include "lint/message.h"
#include "lint/span.h"

namespace maillint {

/// OUTPUT.md "kind" of explain.
enum class ReportKind : std::uint8_t {
  bounce,
  delay,
  success,
  feedback,
  autoreply,
  mdn,
  challenge,
  transcript,
  log,
  dialog,
  reply,
  none,
};
std::string_view name(ReportKind kind);

enum class Action : std::uint8_t { none, failed, delayed, delivered, relayed, expanded };
std::string_view name(Action action);  // "" for none

/// Where in the SMTP dialogue a refusal came.
enum class Command : std::uint8_t {
  none,
  connect,
  ehlo,
  starttls,
  auth,
  mail_from,
  rcpt_to,
  data,
  end_of_data
};
std::string_view name(Command command);  // "RCPT TO"; end_of_data is "DATA"

/// What a recipient asked for, where a mail service tells it as an event.
enum class Wish : std::uint8_t { none, complaint, unsubscribe };

/// One refusal (or delay, or delivery): of one recipient, or of a transaction that names none.
struct Refusal {
  std::string address;           // "" if the text names none
  std::string original_address;  // Original-Recipient, or a forwarding alias, where it differs
  std::string address_source;    // "dsn", "field", "text", "original"
  Action action = Action::none;
  std::string status;         // enhanced status code, "" if no one sent one
  std::string status_source;  // "diagnostic", "dsn" or ""
  std::string reply_code;     // "550", "" if none
  Command command = Command::none;
  std::string remote_mta;  // host that said it, lower case, without "dns;"
  std::string remote_ip;   // of that host
  std::string
      diagnostic;  // the words, unfolded, as people read them ("550 5.1.1 ... User unknown")
  Wish wish = Wish::none;
  std::optional<std::int64_t> time;  // when, in seconds, as an event tells it
  std::size_t transaction = 0;       // recipients of what was refused; 0: those of the whole report
  Span span;                         // where the words stand; source octets
  std::uint32_t part = 0;
};

struct Generator {
  std::string mta;       // "postfix", "exim", "" if unknown
  std::string evidence;  // the line that told
};

/// The message that was refused, as far as the report returns it.
struct Original {
  std::string source = "none";  // "rfc822", "headers", "text", "given", "none"
  Span span;  // of the returned octets inside the report, if they stand there verbatim
  std::unique_ptr<const Message>
      message;                         // parsed on its own; lines are those of the report's file
  std::unique_ptr<const Facts> facts;  // of that message
  std::string message_id, subject, from, list_id;  // decoded
  std::optional<DateTime> date;
  std::vector<std::string> recipients;  // To and Cc addresses
  std::string envelope_recipient;       // "for <x>" of its topmost Received field, "" if none
};

struct Feedback {
  std::string type, source_ip;
  std::vector<std::string> reported_domain;
};

struct DeliveryReport {
  ReportKind kind = ReportKind::none;
  /// Octet of the first text body, as read, at which the words of a notice begin that a person
  /// passes on: what stands before are his own.
  std::size_t notice_begin = 0;
  Generator generator;
  std::string reporting_mta;  // as written: "dns; mx.example.org"
  std::optional<DateTime> arrival_date;
  Original original;
  Feedback feedback;
  std::vector<Refusal> recipients;    // each address once, its worst action kept, in order
  std::vector<Refusal> errors;        // without an address
  std::vector<Refusal> repeats;       // of events and logs: what else is told of an address
  bool from_events = false;           // which a mail service posted: each counts on its own
  bool cut = false;                   // a log has more to tell than is kept
  std::vector<Refusal> deliveries;    // of a log: what a server took; address and span
  std::vector<std::string> warnings;  // "delivery-status part malformed: recovered"
};

/// Reads any kind of report, message or plain text. Never fails; linear.
DeliveryReport read_delivery_report(const Message& message, const Facts& facts);

/// Pieces of an SMTP reply at the start of a text: "550-5.7.1 text".
struct ReplyParts {
  std::string_view reply_code;  // "" if none
  std::string_view status;      // enhanced status code, "" if none
  std::string_view text;        // the rest
};
ReplyParts split_reply(std::string_view text);

/// A reply made comparable: repeated "550-5.7.26 " prefixes and folds removed, white space folded.
/// Letters keep their case.
std::string join_reply_lines(std::string_view text);

}  // namespace maillint
