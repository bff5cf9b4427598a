// explain --letter: a text for the provider's support or the other side's postmaster.
#include <fmt/format.h>

#include "cli/render/text.h"
#include "lint/ascii.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

std::string line(std::string_view word, std::string_view text) {
  if (text.empty()) return {};
  return fmt::format("  {}{}\n", padded(word, 16), escaped(clipped(text, 1000)));
}

/// The recipients of an outgoing provider's refusal are the sender's business: addresses in the
/// reply are made unreadable, the domain stays.
std::string without_addresses(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '@') {
      out += text[i];
      continue;
    }
    while (!out.empty() &&
           (ascii::is_alnum(out.back()) || ascii::is_8bit(out.back()) ||
            std::string_view("._%+-'=/").find(out.back()) != std::string_view::npos))
      out.pop_back();
    out += "...@";
  }
  return out;
}

std::string details(const Report& report, const ExplainedRefusal& explained,
                    const TextContext& context) {
  const DeliveryReport& delivery = *report.delivery;
  const Refusal& refusal = explained.refusal;
  std::string out;
  out += line(context.say("Reply:", "Antwort:"), without_addresses(refusal.diagnostic));
  if (refusal.diagnostic.empty()) out += line(context.say("Status:", "Status:"), refusal.status);
  out += line(context.say("From server:", "Vom Server:"), refusal.remote_mta);
  out += line(context.say("Its IP:", "Dessen IP:"), refusal.remote_ip);
  out += line(context.say("Reported by:", "Gemeldet von:"), delivery.reporting_mta);
  if (delivery.arrival_date) {
    out += line(context.say("Time:", "Zeit:"), format_date(*delivery.arrival_date));
  } else if (report.facts->date()) {
    out += line(context.say("Time:", "Zeit:"), format_date(*report.facts->date()));
  }
  out += line("Message-ID:", delivery.original.message_id);
  out += line(context.say("From:", "Von:"), delivery.original.from);
  if (delivery.original.date)
    out += line(context.say("Sent:", "Gesendet:"), format_date(*delivery.original.date));
  return out;
}

std::string request(const ExplainedRefusal& explained, const TextContext& context) {
  const Who who = explained.explanations.empty() ? Who::sender : explained.explanations.front().who;
  if (who == Who::recipient_admin || who == Who::recipient)
    return std::string(
        context.say("Please tell us why your server refuses this message, and what "
                    "has to change so that it is accepted.",
                    "Bitte teilen Sie uns mit, warum Ihr Server diese Nachricht "
                    "ablehnt und was sich ändern muss, damit sie angenommen wird."));
  return std::string(context.say("Please look into this refusal, and tell us what we can change.",
                                 "Bitte prüfen Sie diese Ablehnung und teilen Sie uns mit, was wir "
                                 "ändern können."));
}

}  // namespace

std::string letter_of(const Report& report, const TextContext& context) {
  if (!report.delivery) return {};
  std::string out;
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (const ExplainedRefusal& explained : *list) {
      if (explained.refusal.action != Action::failed &&
          explained.refusal.action != Action::delayed && explained.refusal.action != Action::none)
        continue;
      if (!out.empty()) out += "\n--\n\n";
      out += wrapped(context.say("Dear postmaster,", "Sehr geehrte Damen und Herren,"), 0);
      out += '\n';
      out +=
          wrapped(context.say("a message of ours was not accepted. These are the details:",
                              "eine Nachricht von uns wurde nicht angenommen. Die Einzelheiten:"),
                  0);
      out += '\n' + details(report, explained, context) + '\n';
      if (!explained.explanations.empty())
        out += wrapped(fmt::format("{} {}",
                                   context.say("As far as we can tell:", "Soweit wir erkennen:"),
                                   escaped(clipped(explained.explanations.front().title, 500))),
                       0) +
               '\n';
      out += wrapped(request(explained, context), 0) + '\n';
      out += std::string(context.say("Kind regards", "Mit freundlichen Grüßen")) + '\n';
    }
  }
  if (out.empty())
    out = fmt::format("{}: {}\n", escaped(report.path),
                      context.say("no refusal in it", "keine Ablehnung darin"));
  return out;
}

}  // namespace maillint::cli
