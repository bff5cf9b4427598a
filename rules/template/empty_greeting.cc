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
  for_each_first_line(prose.text(), [&](std::string_view line, std::size_t at) {
    const std::size_t salutation = salutation_length(line);
    if (salutation == 0) return;
    const auto greeting = lists::greeting(line);
    if (greeting && (greeting->greeting_class == "impersonal" ||
                     greeting->greeting_class == "group" || greeting->greeting_class == "scam")) {
      return;
    }
    const Addressee name = addressee(line, salutation);
    if (name.begin >= line.size() || (!name.after_space && !name.expected)) return;
    const char mark = line[name.begin];
    if (mark != ',' && !(mark == '!' && name.after_space)) return;
    if (greeting && is_typing_habit(*greeting, mark, prose.is_personal())) return;
    if (prose.is_personal() && !name.after_space) return;  // some people begin with "Dear,"
    if (prose.is_talk() || !prose.counts(at, at + name.begin)) return;
    report(prose.visible().place(at, at + name.begin + 1),
           fmt::format("no name in \"{}\"", line.substr(0, name.begin + 1)));
  });
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
