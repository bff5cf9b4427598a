// Rules template-mustache, template-mailchimp, template-percent, template-bracket, template-dollar,
// template-erb, template-jinja-block: a tag of a template that nobody filled in, or can fill in.
#include <fmt/format.h>

#include "rules/index.h"
#include "rules/placeholder.h"
#include "rules/template/broken.h"
#include "rules/template/prose.h"
#include "rules/template/salutation.h"

namespace maillint::rules {
namespace {

constexpr std::string_view mustache_references[] = {"Mustache manual",
                                                    "SpamAssassin UNRESOLVED_TEMPLATE"};
constexpr std::string_view mailchimp_references[] = {"Mailchimp: merge tags"};
constexpr std::string_view percent_references[] = {
    "Salesforce Marketing Cloud: personalization strings", "Mailgun: recipient variables"};
constexpr std::string_view bracket_references[] = {"Mailtrain: merge tags",
                                                   "Litmus: pre-send checklist"};
constexpr std::string_view dollar_references[] = {"Apache FreeMarker: interpolations"};
constexpr std::string_view erb_references[] = {"Ruby ERB", "EJS"};
constexpr std::string_view jinja_references[] = {"Jinja: template designer documentation"};

std::string words(std::string_view tag) {
  return fmt::format("the placeholder '{}' was not filled in", tag);
}

/// "Dear [Name],", "Hello {name}!": after a salutation any word in brackets stands for a name.
void check_salutations(PlaceholderKind kind, const Prose& prose, const Reporter& report) {
  if (kind != PlaceholderKind::bracket && kind != PlaceholderKind::dollar) return;
  for (const SalutationLine& found : salutations(prose.text())) {
    const std::size_t at = found.at;
    const std::string_view line = prose.text().substr(at, found.size);
    const std::size_t begin = addressee(line, found.salutation).begin;
    const std::size_t size = bracketed_word(line.substr(std::min(begin, line.size())));
    if (size == 0 || (line[begin] == '$') != (kind == PlaceholderKind::dollar)) continue;
    const Placeholder known = find_placeholder(kind, line, begin);
    if ((known && known.begin == begin) || !prose.counts(at + begin, at + begin + size)) continue;
    report(prose.visible().place(at + begin, at + begin + size), words(line.substr(begin, size)));
  }
}

/// What is not shown as text, such as the title and the line that inboxes show beside the subject:
/// at its first place in the body.
void check_unseen(std::string_view text, PlaceholderKind kind, const TextBody& body,
                  const Prose& prose, const Reporter& report) {
  for (const Placeholder& tag : placeholders(kind, text)) {
    if (prose.is_talk()) return;
    const std::string_view written = text.substr(tag.begin, tag.end - tag.begin);
    if (is_in_url(text, tag.begin)) continue;
    const std::size_t at = body.text.text().find(written);
    const bool found = at != std::string_view::npos;
    report(prose.facts().place_in(body, found ? at : 0, found ? at + written.size() : 0),
           words(written));
  }
}

void check_kind(PlaceholderKind kind, const TextBody& body, const Facts& facts,
                const Settings& settings, const Reporter& report) {
  if (settings.kind == Kind::template_) {
    for (const Span tag : broken_tags(kind, body))
      report(facts.place_in(body, tag.begin, tag.end),
             fmt::format("the placeholder '{}' has no end, so that readers see it",
                         body.written(tag)));
  }
  if (settings.kind != Kind::message) return;
  const Prose prose(body, facts, settings);
  const std::string_view text = prose.text();
  for (const Placeholder& tag : placeholders(kind, text)) {
    if (!prose.counts(tag.begin, tag.end)) continue;
    report(prose.visible().place(tag.begin, tag.end),
           words(text.substr(tag.begin, tag.end - tag.begin)));
  }
  check_salutations(kind, prose, report);
  check_unseen(body.html.title, kind, body, prose, report);
  check_unseen(body.html.hidden_text, kind, body, prose, report);
}

template <PlaceholderKind kind>
void check(const TextBody& body, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  check_kind(kind, body, facts, settings, report);
}

constexpr std::string_view why =
    "Every reader sees that a machine wrote it and that nobody looked. Filters score it.";
constexpr std::string_view remedy =
    "Check the field's name in the template and the data, and give it a default.";

constexpr Rule record(std::string_view id, std::string_view summary,
                      std::span<const std::string_view> references,
                      Check::Function<TextBody> function) {
  return {.id = id,
          .severity = Severity::error,
          .criterion = Criterion::rendering,
          .summary = summary,
          .why = why,
          .remedy = remedy,
          .references = references,
          .check = function};
}

}  // namespace

constinit const Rule template_mustache =
    record("template-mustache", "A {{placeholder}} was not filled in", mustache_references,
           check<PlaceholderKind::mustache>);
constinit const Rule template_mailchimp =
    record("template-mailchimp", "A merge tag *|X|* was not filled in", mailchimp_references,
           check<PlaceholderKind::mailchimp>);
constinit const Rule template_percent =
    record("template-percent", "A %%placeholder%% was not filled in", percent_references,
           check<PlaceholderKind::percent>);
constinit const Rule template_bracket =
    record("template-bracket", "A [placeholder] was not filled in", bracket_references,
           check<PlaceholderKind::bracket>);
constinit const Rule template_dollar =
    record("template-dollar", "A ${placeholder} was not filled in", dollar_references,
           check<PlaceholderKind::dollar>);
constinit const Rule template_erb =
    record("template-erb", "A <% tag %> was not run", erb_references, check<PlaceholderKind::erb>);
constinit const Rule template_jinja_block =
    record("template-jinja-block", "A {% block %} was not run", jinja_references,
           check<PlaceholderKind::jinja_block>);

}  // namespace maillint::rules
