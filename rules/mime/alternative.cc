// Rules mime-alternative-order, mime-alternative-no-text, mime-alternative-text-empty,
// mime-html-only: HTML needs a text beside it, and before it.
#include "rules/mime/alternative.h"

#include <fmt/format.h>

#include <algorithm>

#include "rules/index.h"

namespace maillint::rules {

namespace {

constexpr std::string_view references[] = {"RFC 2046 5.1.4"};
constexpr std::string_view no_text_references[] = {"RFC 2046 5.1.4", "SpamAssassin MIME_HTML_ONLY"};
constexpr std::string_view html_only_references[] = {"SpamAssassin MIME_HTML_ONLY",
                                                     "rspamd MIME_HTML_ONLY"};
constexpr std::string_view empty_references[] = {"RFC 2046 5.1.4", "SpamAssassin MPART_ALT_DIFF"};

/// What the part and its type are written with.
Place type_place(const Message& message, std::uint32_t part) {
  return field_place(message, FieldId::content_type, part);
}

void check_order(const Message& message, const Facts& facts, const Settings&,
                 const Reporter& report) {
  for (const Alternative& choice : alternatives_of(message, facts)) {
    if (choice.plain.empty() || choice.html.empty()) continue;
    if (choice.html.front()->part > choice.plain.front()->part) continue;
    report(type_place(message, choice.html.front()->part), "HTML stands before the plain text");
  }
}

void check_no_text(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  for (const Alternative& choice : alternatives_of(message, facts)) {
    if (choice.html.empty() || !choice.plain.empty() || choice.has_other_text) continue;
    report(type_place(message, choice.part), "a choice of HTML alone");
  }
}

/// Texts that show something beside the HTML: one in front of an HTML page, a list's footer after
/// it.
bool has_plain_text(const Facts& facts) {
  return std::ranges::any_of(facts.text_bodies(), [](const TextBody& body) {
    return !body.is_html && !is_blank(body.text.text());
  });
}

void check_html_only(const Message& message, const Facts& facts, const Settings& settings,
                     const Reporter& report) {
  if (!message.has_header() || settings.kind == Kind::report) return;
  const auto bodies = facts.text_bodies();
  const auto html = std::ranges::find_if(bodies, &TextBody::is_html);
  if (html == bodies.end() || has_plain_text(facts)) return;
  // Those have rules of their own.
  const auto choices = alternatives_of(message, facts);
  const auto holds = [&](const Alternative& choice) {
    return std::ranges::find(choice.html, &*html) != choice.html.end();
  };
  if (std::ranges::any_of(choices, holds)) return;
  Detail detail{.message = "HTML without a plain text beside it"};
  // Phones and webmail write so what people type; nobody holds it against them.
  report.as(settings.profile == Profile::personal ? Severity::info : Severity::warning,
            type_place(message, html->part), std::move(detail));
}

/// Whether the HTML shows anything: words or pictures.
bool shows_something(const TextBody& html) {
  return !is_blank(html.html.visible_text) || !html.html.images.empty();
}

void check_text_empty(const Message& message, const Facts& facts, const Settings&,
                      const Reporter& report) {
  for (const Alternative& choice : alternatives_of(message, facts)) {
    if (choice.plain.empty() || choice.html.empty() || choice.has_other_text) continue;
    const auto says_something = [](const TextBody* body) { return !is_blank(body->text.text()); };
    if (std::ranges::any_of(choice.plain, says_something)) continue;
    if (std::ranges::none_of(choice.html, [](auto* html) { return shows_something(*html); }))
      continue;
    report(type_place(message, choice.plain.front()->part),
           "the plain text is blank, and the HTML is not");
  }
}

}  // namespace

constinit const Rule mime_alternative_order{
    .id = "mime-alternative-order",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "HTML stands before the plain text in multipart/alternative",
    .why = "The best alternative comes last: clients that obey show the plain text to everybody.",
    .remedy = "Put text/plain first and text/html after it.",
    .references = references,
    .check = check_order,
};

constinit const Rule mime_alternative_no_text{
    .id = "mime-alternative-no-text",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "multipart/alternative without a plain text",
    .why =
        "Filters score HTML without a text, and text clients, watches and screen readers show "
        "less.",
    .remedy = "Add a text/plain part with the same words before the HTML.",
    .references = no_text_references,
    .check = check_no_text,
};

constinit const Rule mime_html_only{
    .id = "mime-html-only",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "HTML without a plain text",
    .why =
        "Filters score it, since unwanted mail is written so; text clients and watches show less.",
    .remedy = "Send multipart/alternative: text/plain with the same words, then text/html.",
    .references = html_only_references,
    .check = check_html_only,
};

constinit const Rule mime_alternative_text_empty{
    .id = "mime-alternative-text-empty",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Plain text beside the HTML is blank",
    .why = "Text clients, watches and previews show nothing; filters compare both and score it.",
    .remedy = "Write the words of the HTML into the text/plain part.",
    .references = empty_references,
    .check = check_text_empty,
};

}  // namespace maillint::rules
