// What is said of a reply that no entry of the catalogue explains by its words.
#include "cli/render/unknown.h"

#include <fmt/format.h>

#include "lint/escape.h"

namespace maillint::cli {

bool is_unknown(const ExplainedRefusal& explained, const TextContext& context) {
  if (explained.refusal.diagnostic.empty() || explained.explanations.empty()) return false;
  const Entry* entry = context.catalogue().find(explained.explanations.front().id);
  return entry != nullptr && (entry->is_code_only() || entry->loose);
}

std::string meaning(const ExplainedRefusal& explained, const TextContext& context) {
  const Explanation& best = explained.explanations.front();
  const std::string title = escaped(clipped(best.title, 500));
  if (!is_unknown(explained, context))
    return fmt::format("{} ({})", title, label(best.verdict, context.language()));
  if (context.catalogue().find(best.id)->loose)
    return fmt::format(
        "{}: {}",
        context.say("not in the catalogue; by its words", "nicht im Katalog; nach den Worten"),
        title);
  const std::string& code =
      best.id.starts_with("status/") ? explained.refusal.status : explained.refusal.reply_code;
  if (code.empty())
    return fmt::format("{}: {}", context.say("not in the catalogue", "nicht im Katalog"), title);
  return fmt::format(
      "{} {}: {}",
      context.say("not in the catalogue; by its code", "nicht im Katalog; nach dem Code"),
      escaped(code), title);
}

std::vector<std::string> nearest_entries(const ExplainedRefusal& explained,
                                         const TextContext& context) {
  constexpr std::size_t shown = 3;
  std::vector<std::string> out;
  if (!is_unknown(explained, context)) return out;
  for (const Entry* entry : context.catalogue().nearest(explained.refusal.diagnostic, shown))
    out.push_back(fmt::format("{}: {}", entry->id, entry->in(context.language()).title));
  return out;
}

}  // namespace maillint::cli
