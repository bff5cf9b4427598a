// check --risk for people: the figure, what speaks for it and against it, and where it comes from.
#include <fmt/format.h>

#include "cli/render/text.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

constexpr std::size_t label_columns = 9;

/// "subject-gappy", "\"refund\"", "field x-priority", "html: no plain text beside it".
std::string words_of(const risk::Contributor& contributor, const TextContext& context) {
  const std::string name = escaped(contributor.feature);
  const std::size_t colon = name.find(':');
  if (contributor.kind == risk::Kind::rule || colon == std::string::npos) return name;
  const std::string_view group = std::string_view(name).substr(0, colon);
  const std::string_view rest = std::string_view(name).substr(colon + 1);
  if (group == "word") return fmt::format("\"{}\"", rest);
  if (group == "subject word")
    return fmt::format("\"{}\" {}", rest, context.say("in the subject", "im Betreff"));
  if (group == "field") return fmt::format("{} {}", context.say("field", "Feld"), rest);
  return fmt::format("{}: {}", group, rest);
}

std::string side(const risk::Risk& risk, bool for_spam, std::string_view heading,
                 const TextContext& context) {
  std::string list;
  for (const risk::Contributor& contributor : risk.contributors) {
    if ((contributor.weight > 0) != for_spam) continue;
    list += fmt::format("{}{} {:+.2f}", list.empty() ? "" : ", ", words_of(contributor, context),
                        contributor.weight);
  }
  if (list.empty()) return {};
  return std::string(label_columns, ' ') +
         wrapped(fmt::format("{}: {}", heading, list), label_columns);
}

}  // namespace

std::string text_of_risk(const risk::Risk& risk, const TextContext& context) {
  std::string out =
      "  " +
      context.style.paint(Tone::faint,
                          padded(context.say("risk", "Risiko"), label_columns - 2, 1)) +
      wrapped(
          fmt::format(
              "{:.2f} {}", risk.probability,
              context.say("between wanted mail (0) and spam (1); counts for no criterion",
                          "zwischen erwünschter Mail (0) und Spam (1); zählt für kein Kriterium")),
          label_columns);
  out += side(risk, true, context.say("for spam", "dafür"), context);
  out += side(risk, false, context.say("against", "dagegen"), context);
  out += std::string(label_columns, ' ') +
         wrapped(fmt::format("{}: {}", context.say("trained on", "trainiert an"),
                             escaped(risk.trained_on)),
                 label_columns);
  return out;
}

}  // namespace maillint::cli
