// Which mail system wrote a notice.
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/signs.h"

namespace maillint::bounce {

namespace {

constexpr std::size_t npos = std::string_view::npos;

struct Mark {
  std::string_view mta;
  std::string_view words;
};

/// Words of notices, the surest first.
constexpr std::array<Mark, 31> notice_marks = {{
    {"postfix", "This is the mail system at host"},
    {"postfix", "This is the Postfix program at host"},
    {"postfix", "Postfix SMTP server: errors"},
    {"qmail", "This is the qmail-send program"},
    {"exim", "This message was created automatically by mail delivery software"},
    {"exim", "This message was created automatically by the SMTP relay"},
    {"sendmail", "----- The following addresses had"},
    {"sendmail", "----- Transcript of session follows"},
    {"gmail", "The response from the remote server was:"},
    {"gmail", "Google tried to deliver your message"},
    {"gmail", "The error that the other server returned was"},
    {"exchange", "MSEXCH:"},
    {"exchange", "Diagnostic information for administrators"},
    {"exchange", "Generating server:"},
    {"exchange", "Remote Server returned '"},
    {"exchange", "Diagnoseinformationen"},
    {"exchange", "Informations de diagnostic"},
    {"exchange", "Your message did not reach some or all of the intended recipients"},
    {"courier", "This is a delivery status notification from"},
    {"amazonses", "An error occurred while trying to deliver the mail to the following recipients"},
    {"yahoo", "Sorry, we were unable to deliver your message to the following address"},
    {"james", "This is the James mail server"},
    {"domino", "not listed in Domino Directory"},
    {"mailmarshal", "The following recipients were affected"},
    {"opensmtpd", "Hi! This is the MAILER-DAEMON"},
    {"imail", "undeliverable to "},
    {"powermta", "Hello, this is the mail server on"},
    {"ecelerity", "(ecelerity)"},
    {"groupwise", "The message that you sent was undeliverable to the following"},
    {"oracle", "This report relates to a message you sent with the following header fields"},
    {"ironport", "The reason for the problem:"},
}};

std::string line_around(std::string_view text, std::size_t at) {
  std::size_t begin = text.rfind('\n', at);
  begin = begin == npos ? 0 : begin + 1;
  const std::size_t end = text.find('\n', at);
  return std::string(
      ascii::trim(text.substr(begin, end == npos ? npos : end - begin)).substr(0, 200));
}

}  // namespace

Generator find_generator(const Message& message, std::string_view notice) {
  notice = notice.substr(0, 8000);
  for (const Mark& mark : notice_marks) {
    const std::size_t at = notice.find(mark.words);
    if (at != npos) return {std::string(mark.mta), line_around(notice, at)};
  }
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
      if (ascii::find(body, "microsoftexchange") != npos) return {"exchange", evidence()};
      if (ascii::find(body, "@googlemail.com") != npos) return {"gmail", evidence()};
      if (ascii::find(body, "amazonses.com") != npos) return {"amazonses", evidence()};
    } else if (ascii::starts_with(name, "X-MS-Exchange-")) {
      return {"exchange", evidence()};
    }
  }
  return {};
}

}  // namespace maillint::bounce
