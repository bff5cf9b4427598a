// Rule template-url-placeholder: a merge tag stands in the address of a link or a picture.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/placeholder.h"
#include "rules/template/prose.h"
#include "rules/unfilled.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Litmus: pre-send checklist", "RFC 6570"};

/// Single brackets and braces belong to URLs ("filter[username]=x", "/users/{username}"): they
/// count as a whole value or target.
bool counts(std::string_view target, const Placeholder& tag) {
  if (tag.kind != PlaceholderKind::bracket || target.substr(tag.begin, 2) == "[[") return true;
  const bool begins = tag.begin == 0 || target[tag.begin - 1] == '=';
  return begins && (tag.end == target.size() || target[tag.end] == '&');
}

/// "[unsubscribe]", "{link}": a target that is one word in brackets.
bool is_whole(std::string_view target) {
  if (target.size() < 4 || target.size() > 40) return false;
  const bool brackets = (target.front() == '[' && target.back() == ']') ||
                        (target.front() == '{' && target.back() == '}');
  return brackets && std::ranges::all_of(target.substr(1, target.size() - 2), [](char c) {
           return ascii::is_alnum(c) || c == '_' || c == '-' || c == ' ' || c == '.';
         });
}

Placeholder tag_in(std::string_view target) {
  if (is_whole(target)) return {0, target.size(), PlaceholderKind::bracket};
  for (Placeholder tag; (tag = find_placeholder(target, tag.end));) {
    if (counts(target, tag)) return tag;
  }
  return {};
}

std::string words(std::string_view tag) {
  return fmt::format("the placeholder '{}' was not filled in", tag);
}

/// Inside `span`; all of it where character references hide the tag.
Place place_of(std::string_view written, const TextBody& body, Span span, const Facts& facts) {
  const std::size_t at = body.text.text().substr(0, span.end).find(written, span.begin);
  if (at == std::string_view::npos) return facts.place_in(body, span.begin, span.end);
  return facts.place_in(body, at, at + written.size());
}

/// Also where an editor escaped its signs: "%7B%7Bid%7D%7D", "*%7CID%7C*".
void check_target(const Link& link, const Facts& facts, const Reporter& report) {
  const std::string_view target = link.target;
  if (const Placeholder tag = tag_in(target)) {
    const std::string_view written = target.substr(tag.begin, tag.end - tag.begin);
    const TextBody& body = facts.text_bodies()[link.text_body];
    report(place_of(written, body, link.html->href_span, facts), words(written));
    return;
  }
  if (target.find("%7") == std::string_view::npos) return;
  const std::string decoded = percent_decoded(target);
  const Placeholder tag = tag_in(decoded);
  if (!tag || tag.kind == PlaceholderKind::percent) return;
  report(link.place, words(std::string_view(decoded).substr(tag.begin, tag.end - tag.begin)));
}

/// In plain text a URL that is found ends before most tags: "https://x.example/?id=" "<%= id %>".
void check_plain(const Link& link, const Prose& prose, const Facts& facts, const Reporter& report) {
  constexpr std::size_t longest_tag = 90;
  const std::size_t begin = link.place.decoded.begin;
  const std::size_t size = link.target.size();
  const std::string_view text = prose.text().substr(begin, size + longest_tag);
  const Placeholder tag = tag_in(text);
  if (!tag || text.substr(0, tag.begin).find_first_of(" \t\r\n>\"") != std::string_view::npos)
    return;
  if (tag.kind == PlaceholderKind::bracket && text.substr(tag.begin, 2) != "[[") return;
  const std::string_view quote = ascii::trim(prose.visible().line(begin)).substr(0, 1);
  if (quote == ">" || quote == "|") return;
  const TextBody& body = facts.text_bodies()[link.text_body];
  report(facts.place_in(body, begin + tag.begin, begin + tag.end),
         words(text.substr(tag.begin, tag.end - tag.begin)));
}

void check_images(const TextBody& body, const Facts& facts, const Reporter& report) {
  for (const HtmlImage& image : body.html.images) {
    const Placeholder tag = tag_in(image.src);
    if (!tag) continue;
    const std::string_view written =
        std::string_view(image.src).substr(tag.begin, tag.end - tag.begin);
    report(place_of(written, body, image.tag, facts), words(written));
  }
}

void check(const Message&, const Facts& facts, const Settings& settings, const Reporter& report) {
  const auto bodies = facts.text_bodies();
  if (settings.kind != Kind::message || bodies.empty()) return;
  if (Prose(bodies[0], facts, settings).is_talk()) return;
  for (const Link& link : facts.links()) {
    if (link.html == nullptr) {
      check_plain(link, Prose(bodies[link.text_body], facts, settings), facts, report);
    } else if (!is_unfilled_target(link.target)) {
      check_target(link, facts, report);
    }
  }
  for (const TextBody& body : bodies) {
    if (body.is_html) check_images(body, facts, report);
  }
}

}  // namespace

constinit const Rule template_url_placeholder{
    .id = "template-url-placeholder",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "A placeholder was left in a URL",
    .why = "The link or the picture leads nowhere, for every recipient.",
    .remedy = "Check the field's name in the template and the data.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
