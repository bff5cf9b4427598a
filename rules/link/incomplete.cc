// Rules link-empty-href, link-relative: a link that only a web page could complete.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/link/target.h"
#include "rules/placeholder.h"
#include "rules/unfilled.h"

namespace maillint::rules {
namespace {

constexpr std::string_view empty_references[] = {"WHATWG HTML 4.6.1"};
constexpr std::string_view relative_references[] = {"RFC 2557 5", "RFC 3986 5.1"};

/// link-zero-width reports those.
bool begins_invisible(std::string_view target) {
  return target.starts_with("\xE2\x80") || target.starts_with("\xEF\xBB\xBF") ||
         target.starts_with("\xE2\x81\xA0") || target.starts_with("\xC2\xAD");
}

void check_empty(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (link.html == nullptr || !ascii::trim(link.target).empty()) return;
  const TextBody& body = facts.text_bodies()[link.text_body];
  report(facts.place_in(body, link.html->tag.begin, link.html->tag.end));
}

/// A base of the page: an element, or a field of the part or of one around it (RFC 2557 5).
bool has_base(const Link& link, const Facts& facts) {
  const TextBody& body = facts.text_bodies()[link.text_body];
  if (!body.html.base_href.empty()) return true;
  const Message& message = facts.message();
  for (std::uint32_t part = body.part; part != no_part; part = message.parts()[part].parent) {
    for (const Field& field : message.fields(part)) {
      if (field.id == FieldId::content_location) return true;
      if (ascii::equal(message.name(field), "Content-Base")) return true;
    }
  }
  return false;
}

std::string reason(std::string_view target) {
  const std::string_view first = target.substr(0, target.find_first_of("/?#"));
  if (target.starts_with("//")) return "there is no https: before the slashes";
  if (first.find('@') != std::string_view::npos) return "there is no mailto: before the address";
  if (match_url(target) != 0) return fmt::format("there is no https:// before {}", first);
  return "the target names no host, and a message has none of its own";
}

void check_relative(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  if (link.html == nullptr || !link.url.scheme.empty()) return;
  const std::string_view target = ascii::trim(link.target);
  if (target.empty() || target.front() == '#') return;
  if (target.starts_with("\\\\")) return;  // link-file-scheme reports those
  if (begins_invisible(target)) return;
  if (is_unfilled_target(target) || find_placeholder(target) || has_base(link, facts)) return;
  if (link.url.is_malformed() && !target.starts_with("//")) return;  // link-malformed
  report(link.place, reason(target));
}

}  // namespace

constinit const Rule link_empty_href{
    .id = "link-empty-href",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link has an empty target",
    .why = "People click and nothing happens, or their mail program opens an empty page.",
    .remedy = "Fill in the address, or take the link away.",
    .references = empty_references,
    .check = check_empty,
};

constinit const Rule link_relative{
    .id = "link-relative",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link is relative, and there is nothing it could be relative to",
    .why = "A message has no address of its own, so mail programs cannot tell where the link goes.",
    .remedy = "Write the whole address: https://host/path.",
    .references = relative_references,
    .check = check_relative,
};

}  // namespace maillint::rules
