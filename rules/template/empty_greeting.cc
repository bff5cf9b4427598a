// Rule template-empty-greeting: a template met a recipient without a name.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/template/prose.h"
#include "rules/template/salutation.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Litmus: pre-send checklist"};

/// French puts a space before "!", and people who type in a hurry before a comma too.
bool is_typing_habit(const lists::Greeting& greeting, char mark, bool personal) {
  return greeting.language == "fr" && (mark == '!' || personal);
}

void check_empty(const TextBody& body, const Facts& facts, const Settings& settings,
                 const Reporter& report) {
  const Prose prose(body, facts, settings);
  for (const SalutationLine& found : salutations(prose.text())) {
    const std::size_t at = found.at;
    const std::string_view line = prose.text().substr(at, found.size);
    const auto greeting = lists::greeting(line);
    if (greeting && (greeting->greeting_class == "impersonal" ||
                     greeting->greeting_class == "group" || greeting->greeting_class == "scam")) {
      continue;
    }
    const Addressee name = addressee(line, found.salutation);
    if (name.begin >= line.size() || (!name.after_space && !name.expected)) continue;
    const char mark = line[name.begin];
    if (mark != ',' && !(mark == '!' && name.after_space)) continue;
    if (greeting && is_typing_habit(*greeting, mark, prose.is_personal())) continue;
    if (prose.is_personal() && !name.after_space) continue;  // some people begin with "Dear,"
    if (prose.is_talk() || !prose.counts(at, at + name.begin)) continue;
    report(prose.visible().place(at, at + name.begin + 1),
           fmt::format("no name in \"{}\"", line.substr(0, name.begin + 1)));
  }
}

}  // namespace

constinit const Rule template_empty_greeting{
    .id = "template-empty-greeting",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Salutation without a name",
    .why = "The name was empty, and every reader sees that a machine wrote the message.",
    .remedy = "Give the field a default, or greet without a name: \"Hello,\".",
    .references = references,
    .check = check_empty,
};

}  // namespace maillint::rules
