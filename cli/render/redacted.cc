// explain --redact: what a maintainer needs to know of a reply, without names.
#include <fmt/format.h>

#include <algorithm>

#include "cli/render/text.h"
#include "lint/escape.h"
#include "rules/redact.h"

namespace maillint::cli {
namespace {

constexpr std::size_t refusals_shown = 20;
constexpr std::size_t diagnostic_octets = 2000;

std::string line(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("{}: {}\n", name, value);
}

void hide_names(const Report& report, Redactor& redact) {
  const Original& original = report.delivery->original;
  redact.hide(original.subject, "subject");
  redact.hide(original.message_id, "message-id");
  redact.hide(original.list_id, "list");
  redact.hide_address(original.from.substr(original.from.find('<') + 1,
                                           original.from.rfind('>') - original.from.find('<') - 1));
  redact.hide(std::string_view(original.from).substr(0, original.from.find('<')), "name");
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (std::size_t i = 0; i < std::min(list->size(), refusals_shown); ++i) {
      redact.hide_address((*list)[i].refusal.address);
      redact.hide_address((*list)[i].refusal.original_address);
    }
  }
}

std::string refusal_lines(const ExplainedRefusal& explained, Redactor& redact) {
  const Refusal& refusal = explained.refusal;
  std::string out = "\n";
  if (!refusal.address.empty()) out += line("address", redact(refusal.address));
  out += line("action", name(refusal.action));
  out += line("reply", refusal.reply_code) + line("status", refusal.status);
  out += line("command", name(refusal.command));
  out += line("remote-mta", redact(clipped(refusal.remote_mta, 300)));
  out += line("remote-ip", redact(refusal.remote_ip)) + line("provider", explained.provider);
  out += line("category", explained.category);
  for (const Explanation& explanation : explained.explanations)
    out += line("entry", fmt::format("{} ({})", explanation.id, name(explanation.verdict)));
  return out + line("diagnostic", redact(clipped(refusal.diagnostic, diagnostic_octets)));
}

}  // namespace

std::string redacted_report(const Report& report, const TextContext& context) {
  if (!report.delivery) return {};
  Redactor redact(context.catalogue());
  hide_names(report, redact);
  const DeliveryReport& delivery = *report.delivery;
  std::string out = "maillint redacted report\n";
  out += line("kind", name(delivery.kind)) + line("mta", delivery.generator.mta);
  out += line("reporting-mta", redact(clipped(delivery.reporting_mta, 300)));
  out += line("original", delivery.original.source);
  out += line("message-id", redact(delivery.original.message_id));
  out += line("subject", redact(delivery.original.subject));
  std::size_t shown = 0;
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (const ExplainedRefusal& explained : *list) {
      if (++shown <= refusals_shown) out += refusal_lines(explained, redact);
    }
  }
  if (shown > refusals_shown) out += fmt::format("\nand {} more\n", shown - refusals_shown);
  return escaped(out, Keep::tab_and_line_feed) + '\n';
}

}  // namespace maillint::cli
