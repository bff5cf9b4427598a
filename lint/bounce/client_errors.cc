// What mail clients and programs print when a server refuses.
#include "lint/bounce/client_errors.h"

#include <array>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// How clients introduce a server's reply, in English and German: Thunderbird, Outlook, Apple Mail.
constexpr Phrases dialog_phrases(
    std::to_array<std::string_view>({"the mail server responded",
                                     "mail server responded",
                                     "der mail-server antwortete",
                                     "der mailserver antwortete",
                                     "server antwortete",
                                     "the server responded",
                                     "server responded",
                                     "server response",
                                     "the server response was",
                                     "antwort des servers",
                                     "serverantwort",
                                     "der server hat geantwortet",
                                     "der server antwortete",
                                     "reported error (0x",
                                     "fehler (0x",
                                     "0x800ccc",
                                     "error occurred while sending mail",
                                     "beim senden der nachricht ist ein fehler",
                                     "sending of the message failed",
                                     "sending of message failed",
                                     "senden der nachricht fehlgeschlagen",
                                     "fehler beim senden der nachricht",
                                     "cannot send message",
                                     "nachricht konnte nicht gesendet werden",
                                     "e-mail kann nicht gesendet werden",
                                     "cannot send mail",
                                     "was rejected by the server",
                                     "wurde vom server abgelehnt"}));

/// Where a client's own advice goes on after the server's words.
constexpr Phrases advice(std::to_array<std::string_view>(
    {"please check", "please verify",
     "bitte \xC3\xBC"
     "berpr\xC3\xBC"
     "fen",
     "bitte pr\xC3\xBC"
     "fen",
     "select a different", "w\xC3\xA4hlen sie", "try later", "and try again", "verify that",
     "use the selected", "server: '", "account: '", "server error:", "error number",
     "serverfehler:", "fehlernummer", "secure(ssl)", "port:"}));

/// Errors of one text that are kept: nobody reads more.
constexpr std::size_t error_limit = 1000;

/// The words after the last label before `end`, up to it.
std::string_view labelled(std::string_view text, std::string_view label, std::size_t end) {
  text = text.substr(0, end);
  const std::size_t at = text.rfind(label);
  return at == npos ? std::string_view{} : ascii::trim(text.substr(at + label.size()));
}

}  // namespace

Refusal refusal_of(const Diagnosis& diagnosis, const Text& text, std::size_t base) {
  Refusal refusal;
  refusal.reply_code = diagnosis.reply_code;
  refusal.status = diagnosis.status;
  if (!refusal.status.empty()) refusal.status_source = "diagnostic";
  refusal.command = diagnosis.command;
  refusal.remote_mta = diagnosis.remote_mta;
  refusal.remote_ip = diagnosis.remote_ip;
  refusal.diagnostic = diagnosis.words;
  refusal.span = text.source(base + diagnosis.begin, base + diagnosis.end);
  refusal.part = text.part;
  return refusal;
}

std::string recipient_in_reply(std::string_view words) {
  words = words.substr(0, 600);
  for (const std::string_view other : {"sender", "not owned by", "mail from", "from address"}) {
    if (ascii::find(words, other) != npos) return {};
  }
  const ReplyParts parts = split_reply(words);
  FoundAddress found;
  if (!next_address(parts.text, 0, found)) return {};
  const bool leads = found.outer_begin == 0;
  const bool named =
      ascii::find(parts.text, "recipient") != npos || ascii::find(parts.text, "user") != npos ||
      ascii::find(parts.text, "mailbox") != npos || ascii::find(parts.text, "relay") != npos;
  if (!leads && !(named && found.in_angle)) return {};
  return std::string(parts.text.substr(found.begin, found.end - found.begin));
}

void put(Refusal refusal, DeliveryReport& report) {
  if (refusal.address.empty()) {
    if (report.errors.size() >= error_limit) {
      if (report.warnings.empty()) report.warnings.emplace_back("more errors than are read");
      return;
    }
    refusal.address_source.clear();
    report.errors.push_back(std::move(refusal));
    return;
  }
  refusal.address_source = "text";
  if (refusal.action == Action::none) {
    const std::string& code = refusal.reply_code.empty() ? refusal.status : refusal.reply_code;
    const bool later = code.empty() ? says_temporary(refusal.diagnostic) : code[0] == '4';
    refusal.action = later ? Action::delayed : Action::failed;
  }
  report.recipients.push_back(std::move(refusal));
}

bool read_python(const Text& text, DeliveryReport& report) {
  const std::string_view all = text.text;
  std::size_t before = 0;  // where the words before a tuple begin
  for (std::size_t at = all.find(", "); at != npos; at = all.find(", ", at + 2)) {
    if (at < 4 || all[at - 4] != '(' || !ascii::is_digit(all[at - 3]) ||
        !ascii::is_digit(all[at - 1]) || report.recipients.size() >= recipient_limit)
      continue;
    std::size_t begin = at + 2;
    if (all.substr(begin, 1) == "b") ++begin;
    const char quote = begin < all.size() ? all[begin] : ' ';
    if (quote != '\'' && quote != '"') continue;
    ++begin;
    const std::size_t end = std::min(all.find(quote, begin), all.size());
    // A reply has words; "(550, 'jane@x.example')" is a row of a table.
    if (all.substr(begin, end - begin).find(' ') == npos) continue;
    std::string reply(all.substr(at - 3, 3));
    reply += ' ';
    reply += all.substr(begin, std::min<std::size_t>(end - begin, 8192));
    for (std::size_t n = reply.find("\\n"); n != npos; n = reply.find("\\n", n))
      reply.replace(n, 2, "\n");
    Refusal refusal = refusal_of(diagnose(reply), text, 0);
    refusal.span = text.source(at - 3, end);
    FoundAddress found;
    const std::size_t window = std::max(before, at > 300 ? at - 300 : 0);
    const std::size_t key = all.substr(window, at - window).find_last_of("{,");
    if (key != npos && next_address(all.substr(0, at), window + key, found))
      refusal.address = all.substr(found.begin, found.end - found.begin);
    put(std::move(refusal), report);
    report.kind = ReportKind::transcript;
    before = end;
  }
  return report.kind == ReportKind::transcript;
}

bool read_java(const Text& text, DeliveryReport& report) {
  static constexpr std::string_view lead = "AddressFailedException: ";
  const std::string_view all = text.text;
  for (std::size_t at = all.find(lead); at != npos && report.recipients.size() < recipient_limit;
       at = all.find(lead, at)) {
    at += lead.size();
    const std::string_view reply = all.substr(at, 8192);
    if (find_reply(reply.substr(0, 100)) != 0) continue;
    std::size_t end = reply.size();
    for (const std::string_view stop : {"\n;", "\r\n;", "\n\tat ", "\n\n", "\n  nested"})
      end = std::min(end, reply.find(stop));
    Refusal refusal = refusal_of(diagnose(reply.substr(0, end)), text, at);
    refusal.address = recipient_in_reply(refusal.diagnostic);
    refusal.command = Command::rcpt_to;
    put(std::move(refusal), report);
    report.kind = ReportKind::reply;
  }
  return report.kind == ReportKind::reply;
}

bool read_phpmailer(const Text& text, DeliveryReport& report) {
  static constexpr std::string_view code_label = "SMTP code:";
  static constexpr std::string_view status_label = "Additional SMTP info:";
  const std::string_view all = text.text.substr(0, 20'000);
  std::size_t last = 0;  // where the words before a reply begin
  for (std::size_t at = all.find(code_label); at != npos; at = all.find(code_label, last)) {
    const std::string_view before = all.substr(last, at - last);
    const std::size_t begin = last;
    std::string_view rest = ascii::trim(all.substr(at + code_label.size(), 8));
    const std::string_view code = rest.substr(0, 3);
    last = at + code_label.size();
    const std::string_view words = labelled(before, "Detail:", npos);
    if (words.empty() || find_reply(code) != 0) continue;
    last = all.find(code, last) + code.size();
    std::string reply(code);
    rest = all.substr(last);
    const std::size_t skip = std::min(rest.find_first_not_of(" \r\n"), rest.size());
    if (rest.substr(skip).starts_with(status_label)) {
      const std::string_view info = rest.substr(skip + status_label.size());
      const std::string_view status = status_at(ascii::trim(info.substr(0, 16)));
      if (!status.empty()) {
        (reply += ' ') += status;
        last = all.find(status, last) + status.size();
      }
    }
    (reply += ' ') += words;
    Refusal refusal = refusal_of(diagnose(reply), text, 0);
    const std::size_t detail = static_cast<std::size_t>(words.data() - all.data());
    refusal.span = text.source(detail, last);
    refusal.command =
        command_of(labelled(before, "SMTP server error:", before.find("command failed")));
    refusal.address = recipient_in_reply(refusal.diagnostic);
    put(std::move(refusal), report);
    report.kind = ReportKind::reply;
    if (last <= begin) break;
  }
  return report.kind == ReportKind::reply;
}

namespace {

/// iOS says it in a sentence: "The recipient “jane@x.example” was rejected by the server."
bool read_sentence(const Text& text, std::size_t phrase, DeliveryReport& report) {
  static constexpr Phrases rejected(
      std::to_array<std::string_view>({"rejected by the server", "vom server abgelehnt"}));
  static constexpr Phrases recipients(std::to_array<std::string_view>({"recipient", "empf"}));
  const std::string_view all = text.text.substr(0, 20'000);
  const auto said = rejected.find(all, phrase);
  if (!said.found()) return false;
  const std::size_t lf = all.rfind('\n', said.position);
  const std::size_t stop = all.rfind(". ", said.position);
  const std::size_t begin = std::max(lf == npos ? 0 : lf + 1, stop == npos ? 0 : stop + 2);
  const std::size_t end = std::min(all.find('\n', said.position), all.size());
  Refusal refusal = refusal_of(diagnose(all.substr(begin, end - begin)), text, begin);
  FoundAddress found;
  if (recipients.in(all.substr(begin, end - begin)) &&
      next_address(all.substr(0, end), begin, found))
    refusal.address = all.substr(found.begin, found.end - found.begin);
  refusal.action = Action::failed;
  put(std::move(refusal), report);
  report.kind = ReportKind::dialog;
  return true;
}

}  // namespace

bool read_dialog(const Text& text, DeliveryReport& report) {
  const std::string_view all = text.text.substr(0, 20'000);
  const std::size_t phrase = dialog_phrases.find(all).position;
  if (phrase == npos) return false;
  std::size_t begin = find_reply(all, phrase);
  if (begin == npos) begin = find_reply(all);
  Refusal refusal;
  if (begin != npos) {
    std::string_view words = all.substr(begin);
    const std::size_t paragraph = std::min(words.find("\n\n"), words.find("\r\n\r\n"));
    words = words.substr(0, paragraph);
    words = words.substr(0, advice.find(words).position);
    while (!words.empty() &&
           (ascii::is_space(words.back()) || words.back() == '\'' || words.back() == '"'))
      words.remove_suffix(1);
    refusal = refusal_of(diagnose(words), text, begin);
  } else {
    const std::size_t colon = all.find(':', phrase);
    std::string_view words = colon == npos ? std::string_view{} : all.substr(colon + 1);
    words = words.substr(0, advice.find(words).position);
    if (ascii::trim(words).find(' ') == npos) return read_sentence(text, phrase, report);
    refusal = refusal_of(diagnose(words), text, colon + 1);
  }
  // "Task 'mail.example.com - Sending' reported error", "Server: 'mail.example.com'"
  Diagnosis host;
  const std::size_t task = all.find(" - Sending'");
  const std::size_t quote = task == npos ? npos : all.rfind('\'', task - 1);
  if (quote != npos && is_host_name(all.substr(quote + 1, task - quote - 1)))
    refusal.remote_mta = ascii::to_lower(all.substr(quote + 1, task - quote - 1));
  const std::size_t server = ascii::find(all, "server: '");
  if (refusal.remote_mta.empty() && server != npos) {
    const std::string_view name = all.substr(server + 9, all.find('\'', server + 9) - server - 9);
    if (is_host_name(name)) refusal.remote_mta = ascii::to_lower(name);
  }
  // Thunderbird: Please check the message recipient "jane@x.example" and try again.
  const std::size_t after = begin == npos ? phrase : begin;
  static constexpr Phrases recipient_leads(std::to_array<std::string_view>(
      {"recipient \"", "empf\xC3\xA4nger \"", "recipient '", "empf\xC3\xA4nger '"}));
  const std::size_t recipient = recipient_leads.find(all.substr(after)).position;
  FoundAddress found;
  if (recipient != npos &&
      next_address(all.substr(0, std::min(all.size(), after + recipient + 400)), after + recipient,
                   found)) {
    refusal.address = all.substr(found.begin, found.end - found.begin);
  } else {
    refusal.address = recipient_in_reply(refusal.diagnostic);
  }
  if (!refusal.address.empty()) refusal.action = Action::failed;  // a client does not queue
  put(std::move(refusal), report);
  report.kind = ReportKind::dialog;
  return true;
}

}  // namespace maillint::bounce
