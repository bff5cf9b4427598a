// Rule body-empty: there is nothing to read, to see or to save.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/escape.h"
#include "lint/utf8.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"SpamAssassin EMPTY_MESSAGE"};

/// White space and characters that no one sees.
bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    const bool space = c.value <= 0x20 || c.value == 0x7F || c.value == 0xA0 || c.value == 0xAD ||
                       c.value == 0x3000 || (c.value >= 0x2000 && c.value <= 0x200A);
    if (!c.valid || (!space && !is_deceptive(c.value))) return false;
    i += c.length;
  }
  return true;
}

/// A leaf that is no text to show: an attachment, a picture, an encrypted or a nested message.
bool is_other_content(const Part& part) {
  const bool text = part.type == "text/plain" || part.type == "text/html";
  return !part.is_multipart && (!text || part.is_attachment);
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind == Kind::report) return;
  if (std::ranges::any_of(message.parts(), is_other_content)) return;
  for (const TextBody& body : facts.text_bodies()) {
    if (!is_blank(body.visible()) || !body.html.images.empty()) return;
  }
  const std::uint32_t body = message.parts()[0].body.begin;
  report(Place{.source = span_of(body, body)});
}

}  // namespace

constinit const Rule body_empty{
    .id = "body-empty",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Message has no text, no picture and no attachment",
    .why =
        "Spammers send empty messages to find out which addresses exist, and filters score them. "
        "Recipients take it for a mistake.",
    .remedy = "Write a sentence.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
