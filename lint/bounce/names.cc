// The words for kinds, actions and commands.
#include "lint/bounce/delivery_report.h"

namespace maillint {

std::string_view name(ReportKind kind) {
  switch (kind) {
    case ReportKind::bounce:
      return "bounce";
    case ReportKind::delay:
      return "delay";
    case ReportKind::success:
      return "success";
    case ReportKind::feedback:
      return "feedback";
    case ReportKind::autoreply:
      return "autoreply";
    case ReportKind::mdn:
      return "mdn";
    case ReportKind::challenge:
      return "challenge";
    case ReportKind::transcript:
      return "transcript";
    case ReportKind::log:
      return "log";
    case ReportKind::dialog:
      return "dialog";
    case ReportKind::reply:
      return "reply";
    case ReportKind::none:
      break;
  }
  return "none";
}

std::string_view name(Action action) {
  switch (action) {
    case Action::failed:
      return "failed";
    case Action::delayed:
      return "delayed";
    case Action::delivered:
      return "delivered";
    case Action::relayed:
      return "relayed";
    case Action::expanded:
      return "expanded";
    case Action::none:
      break;
  }
  return "";
}

std::string_view name(Command command) {
  switch (command) {
    case Command::connect:
      return "CONNECT";
    case Command::ehlo:
      return "EHLO";
    case Command::starttls:
      return "STARTTLS";
    case Command::auth:
      return "AUTH";
    case Command::mail_from:
      return "MAIL FROM";
    case Command::rcpt_to:
      return "RCPT TO";
    case Command::data:
    case Command::end_of_data:
      return "DATA";
    case Command::none:
      break;
  }
  return "";
}

}  // namespace maillint
