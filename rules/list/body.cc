// Rule list-no-body-unsubscribe: the text of bulk mail does not say how to leave.
#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/utf8.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Gmail: Email sender guidelines (81126)",
                                           "CAN-SPAM, 16 CFR 316"};
constexpr std::string_view programmes[] = {"gmail-bulk"};

/// Stems of languages that the list of phrases does not know, and of settings pages.
constexpr bounce::Phrases stems(std::to_array<std::string_view>({
    "unsubscrib", "opt out",    "opt-out",   "preferenc", "subscription", "abmeld",
    "leiratkoz",  "dezabon",    "odjav",     "odhl",      "avmeld",       "відпис",
    "отпис",      "απεγγραφ",   "διαγραφ",   "수신거부",  "수신 거부",    "구독 취소",
    "hủy đăng",   "berhenti",   "baixa",     "loobu",     "atteik",       "atrakst",
    "atsisak",    "إلغاء",      "להסר",      "הסר",       "préférences",  "einstellungen",
    "reply stop", "reply with", "antworten", "remove",    "settings",     "ยกเลิก",
}));

/// A template's tag for it counts as the link: "*|UNSUB|*".
bool has_tag(const TextBody& body, Span span) {
  return std::ranges::any_of(body.tags.in(span), [&](const TemplateTag& tag) {
    return is_unsubscribe_tag(body.written(tag.span));
  });
}

bool leads_away(const Link& link, const Facts& facts) {
  if (has_tag(facts.text_bodies()[link.text_body], link.place.decoded)) return true;
  if (lists::is_unsubscribe_url(link.target) || stems.in(link.target)) return true;
  return link.html != nullptr && (lists::find_unsubscribe_word(link.shown) || stems.in(link.shown));
}

/// A word of leaving in the text alone counts too: "to unsubscribe, answer with STOP".
bool says_how(const TextBody& body) {
  const std::string_view text = body.visible();
  if (has_tag(body, span_of(0, body.text.text().size()))) return true;
  // Campaign Monitor's and Sendy's own element, and files that may hold the link.
  if (!body.unmasked.empty() &&
      (ascii::find(body.written(), "<unsubscribe") != std::string_view::npos ||
       std::ranges::any_of(body.tags.all(), [](const TemplateTag& tag) {
         return tag.kind == TemplateTagKind::include;
       }))) {
    return true;
  }
  for (auto word = lists::find_unsubscribe_word(text); word;
       word = lists::find_unsubscribe_word(text, word->end)) {
    if (!lists::is_weak_unsubscribe_word(word->phrase)) return true;
  }
  static constexpr std::string_view sure[] = {"unsubscrib", "opt out", "opt-out", "abmeld"};
  return std::ranges::any_of(
      sure, [&](std::string_view s) { return ascii::find(text, s) != std::string_view::npos; });
}

/// Whether the text is written in letters of languages whose words are known.
bool is_known_script(std::string_view text) {
  std::size_t known = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    i += c.length;
    const bool latin = c.value < 0x250 && c.value > 0x40;
    const bool cyrillic = c.value >= 0x400 && c.value < 0x500;
    const bool east_asian = c.value >= 0x3040 && c.value < 0xAC00;
    if (latin || cyrillic || east_asian) ++known;
    if (c.value >= 0x250 && c.value < 0x2000 && !cyrillic) ++others;
    if (c.value >= 0xAC00 && c.value < 0xD800) ++others;
  }
  return others * 3 < known;
}

/// Perhaps single messages through the servers of a bulk mailer: nobody leaves those.
bool is_doubtful(const Message& message, Kind kind) {
  if (kind == Kind::template_) return false;  // the profile was chosen
  return !message.has(FieldId::list_unsubscribe) && !message.has(FieldId::list_id);
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind == Kind::report || is_doubtful(message, settings.kind)) return;
  const auto bodies = facts.text_bodies();
  const auto leads = [&](const Link& link) { return leads_away(link, facts); };
  if (bodies.empty() || std::ranges::any_of(facts.links(), leads)) return;
  if (std::ranges::any_of(bodies, says_how)) return;
  const TextBody& body = bodies.back();
  const std::string_view text = body.text.text();
  if (ascii::trim(body.visible()).empty() || !is_known_script(body.visible())) return;
  const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
  const std::size_t line = text.find_last_of("\r\n", end == 0 ? 0 : end - 1);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  report(facts.place_in(body, std::min(begin, end), end),
         "no link to unsubscribe up to the end of the text");
}

}  // namespace

constinit const Rule list_no_body_unsubscribe{
    .id = "list-no-body-unsubscribe",
    .severity = Severity::warning,
    .criterion = Criterion::bulk,
    .profiles = {Profile::bulk},
    .summary = "No visible way to unsubscribe in the text",
    .why =
        "Gmail asks for a visible link, and laws do. Many clients show no button of their own, and "
        "readers press \"spam\" instead.",
    .remedy = "Put a link to unsubscribe at the end of the text and of the HTML.",
    .references = references,
    .required_by = programmes,
    .check = check,
};

}  // namespace maillint::rules
