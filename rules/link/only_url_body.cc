// Rule link-only-url-body: the text of the message is a URL and nothing else.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/web/url.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"rspamd HFILTER_URL_ONLY"};

constexpr std::size_t urls_at_most = 3;

bool is_sign(char c) {
  static constexpr OctetSet signs(" \t\r\n<>()[].,;:!*-_\"'");
  return signs.has(c);
}

std::size_t begin_of_word(std::string_view text, std::size_t from) {
  while (from < text.size() && is_sign(text[from])) ++from;
  return from;
}

/// Without white space and signs around.
std::string_view core(std::string_view text) {
  while (!text.empty() && is_sign(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_sign(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_signature(std::string_view text) {
  for (const std::string_view signature : {"\n-- \n", "\n-- \r\n"})
    text = text.substr(0, text.find(signature));
  return text;
}

/// Whether `text` holds one URL at least and no word beside URLs.
bool is_urls_only(std::string_view text) {
  std::size_t from = 0;
  for (std::size_t urls = 0; urls <= urls_at_most; ++urls) {
    const std::size_t word = begin_of_word(text, from);
    // Far ahead a URL is of no interest: a word stands before it.
    if (word < text.size() && find_url(text.substr(0, word + 16), from).begin > word) return false;
    if (urls == 0) text = without_signature(text);  // most texts are done with by now
    const UrlMatch match = find_url(text, from);
    const bool found = match.begin < match.end;
    if (!core(text.substr(from, (found ? match.begin : text.size()) - from)).empty()) return false;
    if (!found) return urls > 0;
    from = match.end;
  }
  return false;
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind != Kind::message || !facts.attachments().empty()) return;
  const TextBody* first = nullptr;
  for (const TextBody& body : facts.text_bodies()) {
    if (!body.html.images.empty()) return;
    if (ascii::trim(body.visible()).empty()) continue;
    if (!is_urls_only(ascii::trim(body.visible()))) return;
    if (first == nullptr) first = &body;
  }
  if (first == nullptr || message.parts().empty()) return;
  for (const Link& link : facts.links()) {
    if (&facts.text_bodies()[link.text_body] != first) continue;
    report(link.place, std::string("no word stands beside the URL"));
    return;
  }
  const std::string_view text = first->text.text();
  const UrlMatch match = find_url(text, 0);
  report(facts.place_in(*first, match.begin, match.end),
         std::string("no word stands beside the URL"));
}

}  // namespace

constinit const Rule link_only_url_body{
    .id = "link-only-url-body",
    .severity = Severity::warning,
    .criterion = Criterion::links,
    .summary = "Message is a URL and nothing else",
    .why =
        "Hijacked accounts send such mail, so filters score it, and careful people do not click.",
    .remedy = "Say in a sentence what the link is about.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
