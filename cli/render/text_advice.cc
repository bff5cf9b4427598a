// What a reply means and what to do about it, for people.
#include "cli/render/text_advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/render/unknown.h"
#include "lint/ascii.h"
#include "lint/escape.h"
#include "lint/text_width.h"

namespace maillint::cli {

std::string row(std::string_view word, std::string_view text, const TextContext& context) {
  return "   " + context.style.paint(Tone::faint, padded(word, explain_label_columns - 3)) +
         wrapped(text, explain_label_columns);
}

std::string safe(std::string_view text, std::size_t octets) {
  return escaped(clipped(text, octets));
}

bool is_failure(const ExplainedRefusal& explained) {
  const Action action = explained.refusal.action;
  return action == Action::failed || action == Action::delayed || action == Action::none;
}

namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& text : texts)
    out += fmt::format("{}{}", out.empty() ? "" : between, safe(text, 500));
  return out;
}

std::string nearest(const ExplainedRefusal& explained, const TextContext& context) {
  std::string out;
  for (const std::string& entry : nearest_entries(explained, context))
    out += row(out.empty() ? context.say("nearest", "ähnlich") : "", entry, context);
  return out;
}

std::string means(const ExplainedRefusal& explained, const TextContext& context) {
  const Explanation& best = explained.explanations.front();
  std::string out = row(context.say("means", "heißt"), meaning(explained, context), context);
  if (!best.cause.empty()) out += row("", safe(best.cause, 1500), context);
  if (!explained.blocklist.empty())
    out += row(context.say("list", "Liste"), safe(explained.blocklist), context);
  std::string because = joined(best.evidence, "; ");
  if (!explained.decided)
    because += fmt::format("{}{}", because.empty() ? "" : "; ",
                           context.say("nothing here tells the causes of these words apart",
                                       "nichts hier unterscheidet die möglichen Ursachen"));
  if (!best.verified)
    because += fmt::format("{}{}", because.empty() ? "" : "; ", unconfirmed(context.language()));
  if (!because.empty()) out += row(context.say("because", "weil"), because, context);
  return out;
}

/// Whose turn a step is, unless its words begin with it.
std::string_view actor_of(const ExplainedStep& step, const TextContext& context) {
  const std::string_view words = actor(step.who, context.language());
  const std::string_view first = words.substr(0, words.find_first_of(" :"));
  std::string text = step.text;
  std::erase(text, '-');
  return ascii::starts_with(text, first) ? std::string_view() : words;
}

/// "all-inkl" of "all-inkl/mail-loop".
std::string_view owner(const Explanation& explanation) {
  return std::string_view(explanation.id).substr(0, explanation.id.find('/'));
}

std::string steps(const ExplainedRefusal& explained, const TextContext& context) {
  std::string out;
  std::vector<std::string_view> seen;
  std::size_t number = 0;
  for (const Explanation& explanation : explained.explanations) {
    if (explanation.verdict == Verdict::ruled_out) continue;
    if (owner(explanation) != owner(explained.explanations.front())) continue;  // others() names it
    for (const ExplainedStep& step : explanation.steps) {
      if (std::ranges::find(seen, step.text) != seen.end()) continue;
      seen.push_back(step.text);
      const std::string_view word = number == 0 ? context.say("do", "tun") : "";
      out += row(word,
                 fmt::format("{}. {}{}", ++number, actor_of(step, context), safe(step.text, 1500)),
                 context);
    }
    // Where the cause is known its steps are enough; else those of every candidate help.
    if (explained.decided) break;
  }
  return out;
}

std::string others(const ExplainedRefusal& explained, const TextContext& context) {
  std::string out;
  for (std::size_t i = 1; i < explained.explanations.size() && i < 5; ++i) {
    const Explanation& other = explained.explanations[i];
    if (other.verdict == Verdict::ruled_out) continue;
    std::string words = safe(other.title, 300);
    if (explained.decided && !other.evidence.empty())
      words += fmt::format(" ({})", joined(other.evidence, "; "));
    // Its steps stand nowhere above: advice of two sites in one list helps nobody.
    if (!explained.decided && owner(other) != owner(explained.explanations.front()))
      words += fmt::format(" (maillint errors {})", escaped(other.id));
    out += row(out.empty() ? context.say("possible", "möglich") : "", words, context);
  }
  if (!explained.decided && !explained.would_decide.empty()) {
    std::string_view word = context.say("to know", "klären");
    for (const std::string& what : explained.would_decide) {
      out += row(word, safe(what, 500), context);
      word = "";
    }
  }
  return out;
}

std::string_view retry_words(const ExplainedRefusal& explained, const TextContext& context) {
  if (explained.retry == "automatic")
    return context.say("automatic: the server tries again by itself",
                       "automatisch: der Server versucht es selbst erneut");
  if (explained.retry == "after-fix")
    return context.say("after the cause is mended", "nachdem die Ursache behoben ist");
  if (explained.retry == "later") return context.say("later", "später");
  if (explained.retry == "no") return context.say("do not send again", "nicht erneut senden");
  return {};
}

std::string advice(const ExplainedRefusal& explained, const TextContext& context) {
  std::string out;
  std::string retry(retry_words(explained, context));
  if (explained.retry_after_seconds && !retry.empty())
    retry += fmt::format(" ({} s)", *explained.retry_after_seconds);
  if (!retry.empty()) out += row(context.say("retry", "erneut"), retry, context);
  if (!explained.refusal.address.empty())
    out += row(context.say("address", "Adresse"),
               explained.suppress
                   ? context.say("Remove it from your list.", "Aus der Liste entfernen.")
                   : context.say("Keep it.", "Behalten."),
               context);
  return out;
}

}  // namespace

std::string text_of_advice(const ExplainedRefusal& explained, const TextContext& context) {
  std::string out = means(explained, context) + steps(explained, context);
  out += others(explained, context) + nearest(explained, context) + advice(explained, context);
  if (context.options.sisimai)
    out += row("sisimai", category_name(explained.category, true), context);
  return out;
}

}  // namespace maillint::cli
