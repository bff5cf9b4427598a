// explain --letter: a text for the provider's support or the other side's postmaster.
#include "rules/letter.h"

#include <fmt/format.h>

#include "cli/render/text.h"
#include "lint/escape.h"

namespace maillint::cli {

std::string letter_of(const Report& report, const TextContext& context) {
  const std::string text = letter(
      report, {.language = context.language(), .with_recipients = context.options.with_recipients});
  if (!text.empty()) return escaped(text, Keep::tab_and_line_feed);
  return fmt::format("{}: {}\n", escaped(report.path),
                     context.say("no refusal in it", "keine Ablehnung darin"));
}

}  // namespace maillint::cli
