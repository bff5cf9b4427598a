// Which mail system wrote a notice.
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/signs.h"

namespace maillint::bounce {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Words of notices, and whose they are.
constexpr Phrases notice_marks(std::to_array<std::string_view>(
    {"this is the mail system at host",
     "this is the postfix program at host",
     "postfix smtp server: errors",
     "this is the qmail-send program",
     "this message was created automatically by mail delivery software",
     "this message was created automatically by the smtp relay",
     "----- the following addresses had",
     "----- transcript of session follows",
     "the response from the remote server was:",
     "google tried to deliver your message",
     "the error that the other server returned was",
     "msexch:",
     "diagnostic information for administrators",
     "generating server:",
     "remote server returned '",
     "diagnoseinformationen",
     "informations de diagnostic",
     "your message did not reach some or all of the intended recipients",
     "ihre nachricht hat einige oder alle empf\xC3\xA4nger nicht erreicht",
     "folgende(r) empf\xC3\xA4nger kann/k\xC3\xB6nnen nicht erreicht werden",
     "this is a delivery status notification from",
     "an error occurred while trying to deliver the mail to the following recipients",
     "sorry, we were unable to deliver your message to the following address",
     "this is the james mail server",
     "not listed in domino directory",
     "the following recipients were affected",
     "hi! this is the mailer-daemon",
     "undeliverable to ",
     "hello, this is the mail server on",
     "(ecelerity)",
     "the message that you sent was undeliverable to the following",
     "this report relates to a message you sent with the following header fields",
     "the reason for the problem:"}));
constexpr std::array<std::string_view, 33> notice_mtas = {
    "postfix",   "postfix",   "postfix",   "qmail",    "exim",        "exim",      "sendmail",
    "sendmail",  "gmail",     "gmail",     "gmail",    "exchange",    "exchange",  "exchange",
    "exchange",  "exchange",  "exchange",  "exchange", "exchange",    "exchange",  "courier",
    "amazonses", "yahoo",     "james",     "domino",   "mailmarshal", "opensmtpd", "imail",
    "powermta",  "ecelerity", "groupwise", "oracle",   "ironport"};

std::string line_around(std::string_view text, std::size_t at) {
  std::size_t begin = text.rfind('\n', at);
  begin = begin == npos ? 0 : begin + 1;
  const std::size_t end = text.find('\n', at);
  return std::string(
      ascii::trim(text.substr(begin, end == npos ? npos : end - begin)).substr(0, 200));
}

Generator by_words(std::string_view notice) {
  notice = notice.substr(0, 8000);
  const auto mark = notice_marks.find(notice);
  if (!mark.found()) return {};
  return {std::string(notice_mtas[mark.index]), line_around(notice, mark.position)};
}

std::string_view mta_of_author(std::string_view author) {
  if (ascii::find(author, "microsoftexchange") != npos) return "exchange";
  if (ascii::find(author, "@googlemail.com") != npos) return "gmail";
  if (ascii::find(author, "amazonses.com") != npos) return "amazonses";
  return {};
}

}  // namespace

Generator forwarded_generator(std::string_view author, std::string_view notice) {
  Generator generator = by_words(notice);
  if (!generator.mta.empty()) return generator;
  generator.mta = mta_of_author(author);
  if (!generator.mta.empty()) generator.evidence = author;
  return generator;
}

Generator find_generator(const Message& message, std::string_view notice) {
  Generator generator = by_words(notice);
  if (!generator.mta.empty()) return generator;
  for (const Field& field : message.fields()) {
    const std::string_view name = message.name(field);
    const std::string_view body = message.body(field);
    const auto evidence = [&] {
      std::string line(name);
      line += ": ";
      line += ascii::trim(body).substr(0, 160);
      return line.substr(0, line.find_first_of("\r\n"));
    };
    if (field.id == FieldId::received) {
      if (body.find("invoked for bounce") != npos) return {"qmail", evidence()};
      if (body.find("(Exim ") != npos && body.find("with local") != npos)
        return {"exim", evidence()};
      if (body.find("with Microsoft SMTP Server") != npos) return {"exchange", evidence()};
    } else if (field.id == FieldId::x_failed_recipients) {
      return {body.find("@") != npos && message.has(FieldId::auto_submitted) ? "exim" : "",
              evidence()};
    } else if (field.id == FieldId::from) {
      if (const std::string_view mta = mta_of_author(body); !mta.empty())
        return {std::string(mta), evidence()};
    } else if (ascii::starts_with(name, "X-MS-Exchange-")) {
      return {"exchange", evidence()};
    }
  }
  return {};
}

}  // namespace maillint::bounce
