// Many answers at once: equal ones in one row, the worst first.
#include "cli/render/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/render/markdown.h"
#include "cli/render/text_advice.h"
#include "lint/escape.h"
#include "lint/text_width.h"

namespace maillint::cli {
namespace {

constexpr std::size_t title_columns = 46;
constexpr std::size_t provider_columns = 16;
constexpr std::size_t turn_columns = 26;

/// At most so many columns, with "..." where something is cut.
std::string fitting(std::string_view text, std::size_t columns) {
  std::string out(text);
  if (display_width(out) <= columns) return padded(out, columns);
  while (!out.empty() && display_width(out) > columns - 3) {
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    if (!out.empty()) out.pop_back();
  }
  return padded(out + "...", columns);
}

std::string_view whose(Who who, const TextContext& context) {
  switch (who) {
    case Who::sender:
      return context.say("sender", "Absender");
    case Who::sender_admin:
      return context.say("sender's administrator", "Admin des Absenders");
    case Who::recipient:
      return context.say("recipient", "Empfänger");
    case Who::recipient_admin:
      return context.say("recipient's administrator", "Admin des Empfängers");
    case Who::provider_support:
      return context.say("provider's support", "Support des Anbieters");
    case Who::nobody:
      break;
  }
  return context.say("nobody", "niemand");
}

int weight(const Answer& answer) {
  if (!answer.failure) return 0;
  return answer.permanent ? 2 : 1;
}

std::string markdown_refusal(const ExplainedRefusal& explained, const TextContext& context) {
  std::string out = fmt::format(
      "**{}**\n\n", explained.refusal.address.empty()
                        ? std::string(context.say("no recipient named", "kein Empfänger genannt"))
                        : markdown_text(explained.refusal.address));
  if (!explained.refusal.diagnostic.empty())
    out += fmt::format("> {}\n\n", markdown_text(explained.refusal.diagnostic, 600));
  if (explained.explanations.empty()) return out;
  const Explanation& best = explained.explanations.front();
  out += fmt::format("{} ({}). {}. {}\n\n", markdown_text(best.title),
                     label(best.verdict, context.language()), turn(best.who, context.language()),
                     markdown_text(best.cause));
  std::size_t number = 0;
  for (const ExplainedStep& step : best.steps)
    out += fmt::format("{}. {}{}\n", ++number, actor(step.who, context.language()),
                       markdown_text(step.text));
  if (!explained.refusal.address.empty())
    out += fmt::format("\n{}\n", explained.suppress
                                     ? context.say("Remove the address from your list.",
                                                   "Die Adresse aus der Liste entfernen.")
                                     : context.say("Keep the address.", "Die Adresse behalten."));
  return out + '\n';
}

}  // namespace

std::vector<Answer> answers_of(const Report& report) {
  std::vector<Answer> out;
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (const ExplainedRefusal& explained : *list) {
      if (explained.explanations.empty()) continue;
      const Explanation& best = explained.explanations.front();
      out.push_back({.title = best.title,
                     .provider = explained.provider_name,
                     .permanent = explained.permanent,
                     .failure = is_failure(explained),
                     .suppress = explained.suppress,
                     .who = best.who,
                     .path = report.path});
    }
  }
  return out;
}

void AnswerTable::add(std::vector<Answer> answers) {
  for (Answer& answer : answers) {
    Row& row = rows_[{answer.title, answer.provider}];
    row.suppressed += answer.suppress ? 1 : 0;
    if (++row.count == 1) {
      row.answer = std::move(answer);
    } else {
      row.answer.permanent = row.answer.permanent || answer.permanent;
      row.answer.failure = row.answer.failure || answer.failure;
    }
  }
}

std::vector<const AnswerTable::Row*> AnswerTable::sorted() const {
  std::vector<const Row*> rows;
  for (const auto& [key, row] : rows_) rows.push_back(&row);
  std::ranges::stable_sort(rows, [](const Row* a, const Row* b) {
    if (weight(a->answer) != weight(b->answer)) return weight(a->answer) > weight(b->answer);
    return a->count > b->count;
  });
  return rows;
}

std::string AnswerTable::text(const TextContext& context) const {
  if (rows_.empty()) return {};
  std::string out =
      fmt::format("{:>6}  {}{}{}{}\n", context.say("count", "Zahl"),
                  padded(context.say("what it means", "was es heißt"), title_columns + 2),
                  padded(context.say("provider", "Anbieter"), provider_columns + 2),
                  padded(context.say("whose turn", "am Zug"), turn_columns + 2),
                  context.say("example", "Beispiel"));
  std::size_t suppressed = 0;
  for (const Row* row : sorted()) {
    suppressed += row->suppressed;
    const Answer& answer = row->answer;
    out += fmt::format("{:>6}  {}  {}  {}  {}\n", row->count,
                       fitting(escaped(clipped(answer.title, 300)), title_columns),
                       fitting(escaped(answer.provider), provider_columns),
                       fitting(whose(answer.who, context), turn_columns), escaped(answer.path));
  }
  return out + fmt::format("{} {}.   {} maillint explain --each\n",
                           context.say("Addresses to remove from your list:",
                                       "Aus der Liste zu entfernende Adressen:"),
                           suppressed, context.say("All in full:", "Alles einzeln:"));
}

std::string AnswerTable::markdown(const TextContext& context) const {
  if (rows_.empty()) return {};
  std::string out =
      fmt::format("| {} | {} | {} | {} | {} |\n| ---: | --- | --- | --- | --- |\n",
                  context.say("count", "Zahl"), context.say("what it means", "was es heißt"),
                  context.say("provider", "Anbieter"), context.say("whose turn", "am Zug"),
                  context.say("example", "Beispiel"));
  for (const Row* row : sorted())
    out += fmt::format("| {} | {} | {} | {} | {} |\n", row->count,
                       markdown_text(row->answer.title, 300), markdown_text(row->answer.provider),
                       whose(row->answer.who, context), markdown_text(row->answer.path));
  return out;
}

std::string markdown_of_explain(const Report& report, const TextContext& context) {
  if (!report.delivery) return {};
  std::string out = fmt::format("### {}: {}\n\n", markdown_text(report.path),
                                label(report.delivery->kind, context.language()));
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (const ExplainedRefusal& explained : *list) out += markdown_refusal(explained, context);
  }
  return out;
}

}  // namespace maillint::cli
