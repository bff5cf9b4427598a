// Text without a header: a reply, a client's dialog, a transcript, a log, a pasted bounce.
#include "lint/bounce/plaintext.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/client_errors.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/events.h"
#include "lint/bounce/json_reader.h"
#include "lint/bounce/json_text.h"
#include "lint/bounce/log.h"
#include "lint/bounce/log_readers.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/prose.h"
#include "lint/bounce/reply.h"
#include "lint/bounce/signs.h"
#include "lint/bounce/transcript.h"

namespace maillint::bounce {

namespace {

/// Words that say that something was refused, where no code does.
constexpr Phrases refusal_words(std::to_array<std::string_view>(
    {"did not accept", "nxdomain",        "null mx",         "timed out", "too many",
     "reject",         "block",           "denied",          "spam",      "unknown",
     "try again",      "rate limit",      "greylist",        "refused",   "blacklist",
     "unavailable",    "not available",   "failed",          "invalid",   "quota",
     "full",           "not found",       "does not exist",  "expired",   "abgelehnt",
     "suppress",       "not deliver",     "bounced address", "inactive",  "unsubscribed address",
     "too old",        "connection limit"}));

bool read_log_lines(const Text& text, const std::vector<Line>& lines, DeliveryReport& report) {
  MailLog log = read_log(text, lines);
  // Numbers in a log of something else are no replies.
  if (log.lines == 0) return log.others > 0 && log.others * 2 >= lines.size();
  report.kind = ReportKind::log;
  report.generator.mta = log.mta;
  report.generator.evidence = line_text(text, lines[log.first_line]).substr(0, 200);
  for (Refusal& refusal : log.refusals) put(std::move(refusal), report);
  report.deliveries = std::move(log.deliveries);
  report.cut = log.cut;
  return true;
}

bool read_dialogue(const Text& text, const std::vector<Line>& lines, DeliveryReport& report) {
  // Sendmail's bounces end in one; they are read as notices.
  if (ascii::find(text.text.substr(0, 20'000), "transcript of session") != npos) return false;
  Transcript transcript = read_transcript(text, lines, 0, lines.size());
  if (!transcript.is_transcript()) return false;
  report.kind = ReportKind::transcript;
  for (Refusal& refusal : transcript.refusals) put(std::move(refusal), report);
  return true;
}

/// "<html>", "<!DOCTYPE html>": a page; "<jane@x.example>: 550" is none.
bool is_markup(std::string_view text) {
  if (text.size() < 3 || text[0] != '<' || (text[1] != '!' && !ascii::is_alpha(text[1])))
    return false;
  return text.substr(0, text.find('>')).find('@') == npos;
}

/// Several replies, each in lines of its own.
bool read_replies(const Text& text, const std::vector<Line>& lines, DeliveryReport& report) {
  std::vector<std::size_t> begins;  // the lines with which replies begin
  bool continued = false;           // "550-" asks for another line
  ReplyParts last;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = line_text(text, lines[i]).substr(0, 8192);
    if (find_reply(line) != 0) {
      if (begins.empty()) return false;
      continue;
    }
    const ReplyParts parts = split_reply(line);
    const bool repeats = !begins.empty() && parts.reply_code == last.reply_code &&
                         (continued || parts.status == last.status);
    if (!repeats) begins.push_back(i);
    continued = line.size() > 3 && line[3] == '-';
    last = parts;
  }
  if (begins.size() < 2) return false;
  for (std::size_t k = 0; k < begins.size(); ++k) {
    const std::size_t end = k + 1 < begins.size() ? begins[k + 1] : lines.size();
    const JoinedLines joined(text, lines, begins[k], end, 8192);
    const Diagnosis diagnosis = diagnose(joined.text());
    Refusal refusal = refusal_of(diagnosis, text, 0);
    const Span place = joined.original(diagnosis.begin, diagnosis.end);
    refusal.span = text.source(place.begin, place.end);
    refusal.address = recipient_in_reply(refusal.diagnostic);
    put(std::move(refusal), report);
  }
  report.kind = ReportKind::reply;
  return true;
}

/// What a program prints when it fails: the reply stands in its first lines, and names of methods
/// follow.
bool is_stack_trace(std::string_view text) {
  static constexpr Phrases signs(std::to_array<std::string_view>(
      {"\n    at ", "\n   at ", "\n\tat ", "stack trace:", "traceback (most recent",
       "nested exception is", "\n#0 /", ":in `"}));
  return signs.in(text.substr(0, 20'000));
}

/// "550 Stück kosten 5.1 Prozent weniger", "rspamd 5.4.1 failed to start": numbers of a text that
/// is not about mail.
bool is_number_only(const Diagnosis& diagnosis, std::string_view text) {
  static constexpr Phrases mail_words(std::to_array<std::string_view>(
      {"mail",     "message", "recipient", "user",   "address",   "deliver", "sender",
       "smtp",     "host",    "server",    "domain", "nachricht", "empf",    "adresse",
       "postfach", "zustell", "destinat",  "quota",  "spam",      "relay",   "connect",
       "client",   "reject",  "rcpt",      "dsn",    "verbindung"}));
  if (!diagnosis.has_reply() || (!diagnosis.reply_code.empty() && !diagnosis.status.empty()))
    return false;
  return !mail_words.in(text) || (diagnosis.reply_code.empty() && !refusal_words.in(text));
}

/// A bare reply, or words of one.
void read_reply_text(const Text& text, const std::vector<Line>& lines, DeliveryReport& report) {
  if (read_replies(text, lines, report)) return;
  const JoinedLines joined(text, lines, 0, lines.size(), 8192);
  if (is_markup(joined.text())) return;
  const Diagnosis diagnosis = diagnose(joined.text());
  // A long text that holds a number somewhere is no reply.
  if (lines.size() > 15 && diagnosis.begin > 600) return;
  const bool is_bare_reply = lines.size() == 1 && diagnosis.begin == 0;
  if (!is_bare_reply && is_number_only(diagnosis, joined.text())) return;
  if (!diagnosis.has_reply() &&
      (lines.size() > 3 || refusal_words.find(joined.text()).position == npos)) {
    return;
  }
  report.kind = ReportKind::reply;
  Refusal refusal = refusal_of(diagnosis, text, 0);
  const Span place = joined.original(diagnosis.begin, diagnosis.end);
  refusal.span = text.source(place.begin, place.end);
  refusal.address = recipient_in_reply(refusal.diagnostic);
  put(std::move(refusal), report);
}

}  // namespace

namespace {

/// Whether the first lines are an SMTP dialogue: a message may follow DATA in it.
bool begins_with_dialogue(std::string_view all) {
  Text text;
  text.text = all.substr(0, 8192);
  const std::vector<Line> lines = split_lines(text.text);
  const Transcript transcript = read_transcript(text, lines, 0, lines.size());
  return transcript.commands > 1 && transcript.replies > 2 && transcript.begins_dialogue;
}

/// "To: jane@x.example" LF "Error: 550 5.1.1 User unknown": a form, not a message. A header without
/// a body, without the fields that servers add, with a reply in a field.
bool is_form(const Message& message) {
  if (!message.parts()[0].body.empty()) return false;
  bool has_reply = false;
  for (const Field& field : message.fields()) {
    if (field.id == FieldId::received || field.id == FieldId::message_id ||
        field.id == FieldId::mime_version || field.id == FieldId::return_path)
      return false;
    const std::string_view value = message.body(field).substr(0, 400);
    has_reply = has_reply || (field.id == FieldId::other && find_reply(value) != npos);
  }
  return has_reply;
}

}  // namespace

bool is_plain_text(const Message& message) {
  bool first_is_field = false;
  std::size_t known = 0;
  const std::string_view all = message.octets();
  std::size_t begin = all.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < all.size() && ascii::is_space(all[begin])) ++begin;
  for (const Field& field : message.fields()) {
    switch (field.id) {
      case FieldId::received:
      case FieldId::return_path:
      case FieldId::message_id:
      case FieldId::mime_version:
      case FieldId::delivered_to:
        known += 2;
        break;
      case FieldId::from:
      case FieldId::to:
      case FieldId::subject:
      case FieldId::date:
      case FieldId::content_type:
        known += 1;
        break;
      default:
        break;
    }
    if (field.name.begin == begin) first_is_field = true;
    if (known >= 4) break;
  }
  if (all.substr(begin).starts_with("From ")) first_is_field = true;
  if (!first_is_field && begins_with_dialogue(all.substr(begin))) return true;
  if (is_form(message)) return true;
  return !(known >= 2 || (known >= 1 && first_is_field));
}

bool is_data(std::string_view text) {
  text = ascii::trim(text);
  if (text.starts_with('{') || text.starts_with('[')) return is_json(text);
  return is_other_log(text.substr(0, text.find('\n')));
}

void read_plain_text(const Text& text, DeliveryReport& report, std::size_t& original_begin) {
  const std::vector<Line> lines = split_lines(text.text);
  if (lines.empty() || read_events(text, report)) return;
  if (read_log_lines(text, lines, report) || read_json_text(text, report)) return;
  if (read_dialogue(text, lines, report)) return;
  if (has_status_fields(text.text)) {
    StatusReport status = read_status_report(text);
    report.reporting_mta = status.reporting_mta;
    report.kind = ReportKind::bounce;
    for (Refusal& refusal : status.recipients) report.recipients.push_back(std::move(refusal));
  }
  Notice notice = read_notice(text, {});
  if (report.kind == ReportKind::none && read_python(text, report)) return;
  if (report.kind == ReportKind::none && read_java(text, report)) return;
  if (report.kind == ReportKind::none && read_phpmailer(text, report)) return;
  if (report.kind == ReportKind::none && read_dialog(text, report)) return;
  const bool reply_first =
      find_reply(line_text(text, lines[0]).substr(0, 8192)) == 0 || is_stack_trace(text.text);
  if (report.kind == ReportKind::none && notice.has_heads && !reply_first) {
    const bool replied =
        std::any_of(notice.recipients.begin(), notice.recipients.end(),
                    [](const Refusal& r) { return !r.reply_code.empty() || !r.status.empty(); });
    if (notice.says_failed || notice.says_delayed || replied) {
      report.kind = ReportKind::bounce;
      for (Refusal& refusal : notice.recipients) {
        // A list that somebody typed: "jane@x.example: 452 Mailbox full"
        const bool later =
            notice.says_delayed || (!notice.says_failed && refusal.reply_code.starts_with('4'));
        refusal.action = later ? Action::delayed : Action::failed;
        report.recipients.push_back(std::move(refusal));
      }
    }
  }
  if (report.kind == ReportKind::bounce) {
    original_begin = notice.original_begin;
    return;
  }
  if (report.kind == ReportKind::none) read_reply_text(text, lines, report);
}

}  // namespace maillint::bounce
