// explain's report for people: what was said, what it means, what to do, for each recipient.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/render/text.h"
#include "cli/render/text_advice.h"
#include "cli/render/unknown.h"
#include "lint/ascii.h"
#include "lint/escape.h"
#include "lint/text_width.h"
#include "rules/catalogue/catalogue.h"

namespace maillint::cli {
namespace {

constexpr std::size_t turn_column = 60;
constexpr std::size_t recipients_in_full = 20;
constexpr std::size_t recipients_listed = 200;
constexpr std::size_t diagnostic_octets = 600;
constexpr std::size_t names_listed = 10;

/// "postfix" as its authors write it.
std::string program_name(std::string_view mta) {
  std::string name = safe(mta);
  if (!name.empty() && name != "qmail") name[0] = ascii::upper(name[0]);
  return name;
}

std::string heading(const Report& report, const TextContext& context) {
  const DeliveryReport& delivery = *report.delivery;
  std::string out = context.style.paint(Tone::strong, escaped(report.path)) + "   ";
  out += label(delivery.kind, context.language());
  if (!delivery.generator.mta.empty())
    out += fmt::format(" {} {}", context.say("by", "von"), program_name(delivery.generator.mta));
  std::string_view host = delivery.reporting_mta;
  if (const std::size_t semicolon = host.find(';'); semicolon != std::string_view::npos)
    host = ascii::trim(host.substr(semicolon + 1));
  if (!host.empty()) out += fmt::format(" {} {}", context.say("at", "auf"), safe(host));
  if (!report.recipients.empty())
    out += ", " + counted(report.recipients.size(), context.say("recipient", "Empfänger"),
                          context.say("recipients", "Empfänger"));
  if (delivery.arrival_date) {
    out += ", " + format_date(*delivery.arrival_date);
  } else if (const std::optional<DateTime> date = report.facts->date()) {
    out += ", " + format_date(*date);
  }
  return out + '\n';
}

std::string status_words(const ExplainedRefusal& explained, const TextContext& context) {
  const Action action = explained.refusal.action;
  std::string words(label(action == Action::none ? Action::failed : action, context.language()));
  if (action == Action::failed || action == Action::none)
    words += explained.permanent ? context.say(", permanent", ", endgültig")
                                 : context.say(", temporary", ", vorübergehend");
  return words;
}

Tone tone_of(const ExplainedRefusal& explained) {
  switch (explained.refusal.action) {
    case Action::failed:
    case Action::none:
      return explained.permanent ? Tone::bad : Tone::doubtful;
    case Action::delayed:
      return Tone::doubtful;
    default:
      return Tone::good;
  }
}

/// "1  paula@empfaenger.example    refused, permanent                The sender must act".
std::string title(std::size_t number, const ExplainedRefusal& explained,
                  const TextContext& context) {
  const std::string address =
      explained.refusal.address.empty()
          ? std::string(context.say("(no recipient named)", "(kein Empfänger genannt)"))
          : safe(explained.refusal.address);
  const std::string status = status_words(explained, context);
  std::string left = fmt::format("{:<3}{}    ", number, address);
  const std::size_t columns = display_width(left) + display_width(status);
  left = fmt::format("{:<3}{}    {}", number, context.style.paint(Tone::strong, address),
                     context.style.paint(tone_of(explained), status));
  if (!is_failure(explained) || explained.explanations.empty()) return left + '\n';
  left.append(columns + 2 < turn_column ? turn_column - columns : 2, ' ');
  return left + std::string(turn(explained.explanations.front().who, context.language())) + '\n';
}

std::string_view command_words(Command command, const TextContext& context) {
  switch (command) {
    case Command::connect:
      return context.say("on connecting", "beim Verbinden");
    case Command::ehlo:
      return context.say("at the greeting (EHLO)", "bei der Begrüßung (EHLO)");
    case Command::starttls:
      return context.say("at STARTTLS", "bei STARTTLS");
    case Command::auth:
      return context.say("at the login (AUTH)", "bei der Anmeldung (AUTH)");
    case Command::mail_from:
      return context.say("for the sender (MAIL FROM)", "zum Absender (MAIL FROM)");
    case Command::rcpt_to:
      return context.say("for the recipient (RCPT TO)", "zum Empfänger (RCPT TO)");
    case Command::data:
      return context.say("before the content (DATA)", "vor dem Inhalt (DATA)");
    case Command::end_of_data:
      return context.say("after the content was sent (DATA)", "nach dem Inhalt (DATA)");
    case Command::none:
      break;
  }
  return {};
}

/// Who said it, and where that stands, at the right end if there is room.
std::string by_line(const std::string& by, const Report& report, const Refusal& refusal,
                    const TextContext& context) {
  if (report.path == "--text") return by.empty() ? by : row("", by, context);
  const Position at = report.message->source().position(refusal.span.begin);
  const std::string place = fmt::format("{}:{}:{}", escaped(report.path), at.line, at.column);
  const std::size_t columns = explain_label_columns + display_width(by) + display_width(place);
  if (by.empty() || columns + 3 > line_columns)
    return (by.empty() ? by : row("", by, context)) + row("", place, context);
  return fmt::format("{:{}}{}{:{}}{}\n", "", explain_label_columns, by, "", line_columns - columns,
                     place);
}

/// The reply, who said it, and where it stands in the file.
std::string said(const Report& report, const ExplainedRefusal& explained,
                 const TextContext& context) {
  const Refusal& refusal = explained.refusal;
  std::string words = safe(refusal.diagnostic, diagnostic_octets);
  if (words.empty()) {
    words = refusal.status.empty()
                ? std::string(context.say("(no words)", "(kein Wortlaut)"))
                : fmt::format("{} {}", context.say("status", "Status"), refusal.status);
  }
  std::string out = row(context.say("said", "gesagt"), words, context);
  std::string by;
  if (!refusal.remote_mta.empty() || !refusal.remote_ip.empty()) {
    by = fmt::format("{} {}", context.say("by", "von"),
                     safe(refusal.remote_mta.empty() ? refusal.remote_ip : refusal.remote_mta));
    if (!refusal.remote_mta.empty() && !refusal.remote_ip.empty())
      by += fmt::format(" [{}]", safe(refusal.remote_ip));
  }
  if (!explained.provider.empty()) {
    const Provider* provider = context.catalogue().provider(explained.provider);
    by += fmt::format("{}({})", by.empty() ? "" : " ",
                      safe(provider != nullptr ? provider->name : explained.provider));
  }
  const std::string_view where = command_words(refusal.command, context);
  if (!where.empty()) by += fmt::format("{}{}", by.empty() ? "" : ", ", where);
  return out + by_line(by, report, refusal, context);
}

std::string in_full(std::size_t number, const Report& report, const ExplainedRefusal& explained,
                    const TextContext& context) {
  std::string out = title(number, explained, context);
  out += said(report, explained, context);
  if (!explained.explanations.empty() && is_failure(explained)) {
    out += text_of_advice(explained, context);
  }
  return out;
}

std::string summary(const Report& report, const TextContext& context) {
  std::string out;
  for (Action action :
       {Action::failed, Action::delayed, Action::delivered, Action::relayed, Action::expanded}) {
    const auto count = std::ranges::count_if(
        report.recipients,
        [action](const ExplainedRefusal& explained) { return explained.refusal.action == action; });
    if (count > 0)
      out +=
          fmt::format("{}{} {}", out.empty() ? "" : ", ", count, label(action, context.language()));
  }
  std::string remove;
  std::size_t count = 0;
  for (const ExplainedRefusal& explained : report.recipients) {
    if (!explained.suppress) continue;
    if (++count <= names_listed)
      remove += fmt::format("{}{}", remove.empty() ? "" : ", ", safe(explained.refusal.address));
  }
  if (count > names_listed)
    remove += fmt::format(" {} {} {}", context.say("and", "und"), count - names_listed,
                          context.say("more", "weitere"));
  return fmt::format("{}: {}.   {} {}.\n",
                     counted(report.recipients.size(), context.say("recipient", "Empfänger"),
                             context.say("recipients", "Empfänger")),
                     out, context.say("Remove from your list:", "Aus der Liste entfernen:"),
                     count == 0 ? std::string(context.say("none", "niemand")) : remove);
}

/// "bounce.eml: paula@empfaenger.example 5.1.1 failed: There is no such mailbox".
std::string quiet_lines(const Report& report, const TextContext& context) {
  std::string out;
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (const ExplainedRefusal& explained : *list) {
      const Refusal& refusal = explained.refusal;
      const std::string& code = refusal.status.empty() ? refusal.reply_code : refusal.status;
      const Action judged = explained.permanent ? Action::failed : Action::delayed;
      const Action action = refusal.action == Action::none ? judged : refusal.action;
      out += fmt::format("{}: {} {} {}", escaped(report.path),
                         refusal.address.empty() ? "-" : safe(refusal.address),
                         code.empty() ? "-" : safe(code), name(action));
      if (is_failure(explained) && !explained.explanations.empty())
        out += ": " + meaning(explained, context);
      out += '\n';
    }
  }
  return out;
}

std::string nothing(const Report& report, const TextContext& context) {
  std::string out;
  const bool mail = report.delivery->kind == ReportKind::none && report.message->has_header();
  if (mail) {
    out = fmt::format("  {}\n  {} maillint check {}\n",
                      context.say("This is an ordinary message: no server refused anything in it.",
                                  "Das ist eine gewöhnliche Nachricht: darin hat kein Server "
                                  "etwas abgelehnt."),
                      context.say("To check it:", "Zum Prüfen:"), escaped(report.path));
  } else if (report.delivery->kind == ReportKind::none) {
    out = fmt::format("  {}\n", context.say("No error message was found in it.",
                                            "Darin wurde keine Fehlermeldung gefunden."));
  }
  return out;
}

}  // namespace

std::string text_of_explain(const Report& report, const TextContext& context) {
  if (!report.delivery) return {};
  if (context.options.quiet) return quiet_lines(report, context);
  std::string out = heading(report, context);
  const DeliveryReport& delivery = *report.delivery;
  if (!delivery.feedback.type.empty())
    out += fmt::format("  {} {} {}\n", context.say("complaint:", "Beschwerde:"),
                       safe(delivery.feedback.type), safe(delivery.feedback.source_ip));
  if (report.recipients.empty() && report.errors.empty()) out += nothing(report, context);
  std::size_t number = 0;
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (const ExplainedRefusal& explained : *list) {
      ++number;
      if (number <= recipients_in_full) {
        out += '\n' + in_full(number, report, explained, context);
      } else if (number <= recipients_listed) {
        out += title(number, explained, context);
      }
    }
  }
  if (number > recipients_listed)
    out += fmt::format("... {} {} {} (--format json)\n", context.say("and", "und"),
                       number - recipients_listed, context.say("more", "weitere"));
  for (const std::string& warning : report.warnings)
    out += fmt::format("\n  {} {}\n", context.say("note:", "Hinweis:"), safe(warning));
  if (!report.recipients.empty()) out += '\n' + summary(report, context);
  if (number > 0 && report.path != "--text")
    out += fmt::format("{} maillint explain --letter {}\n",
                       context.say("To pass on:", "Zum Weitergeben:"), escaped(report.path));
  const auto is_new = [&](const ExplainedRefusal& x) { return is_unknown(x, context); };
  const bool unknown =
      std::ranges::any_of(report.recipients, is_new) || std::ranges::any_of(report.errors, is_new);
  if (unknown)
    out += fmt::format("{} maillint explain --redact {}\n",
                       context.say("To report the unknown reply, without names:",
                                   "Unbekannte Antwort melden, ohne Namen:"),
                       report.path == "--text" ? "--text '...'" : escaped(report.path));
  return out + '\n';
}

}  // namespace maillint::cli
