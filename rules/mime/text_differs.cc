// Rule mime-alternative-text-differs: the plain text has next to no words of the HTML.
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "rules/index.h"
#include "rules/mime/alternative.h"
#include "rules/words.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2046 5.1.4", "SpamAssassin MPART_ALT_DIFF"};
constexpr std::size_t looked_at = 256 * 1'024;  // octets of each text

using Hashes = std::vector<std::uint64_t>;  // sorted, each once

struct Vocabulary {
  Hashes all;
  Hashes content;  // long words and numbers: they say what the text is about
};

class Collector {
 public:
  void add(std::string_view text) {
    for (const Word& word : words_of(text.substr(0, looked_at))) {
      found_.all.push_back(word.hash);
      if (word.characters >= (word.number ? 3u : 5u)) found_.content.push_back(word.hash);
    }
  }
  Vocabulary take() {
    for (Hashes* hashes : {&found_.all, &found_.content}) {
      std::ranges::sort(*hashes);
      hashes->erase(std::unique(hashes->begin(), hashes->end()), hashes->end());
    }
    return std::move(found_);
  }

 private:
  Vocabulary found_;
};

std::size_t common(const Hashes& a, const Hashes& b) {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    count += *i == *j ? 1 : 0;
    const bool behind = *i <= *j;
    if (*j <= *i) ++j;
    if (behind) ++i;
  }
  return count;
}

/// Of the smaller set, how many are in the other one too.
std::size_t percent_common(const Hashes& a, const Hashes& b) {
  return 100 * common(a, b) / std::min(a.size(), b.size());
}

/// A converter shortens, adds addresses and footers, and shouts headings; but whichever of the two
/// is shorter, most of its words are in the other. Other texts of the same language share "your",
/// "with" and "please".
bool say_something_else(const Vocabulary& text, const Vocabulary& html) {
  constexpr std::size_t fewest = 4;
  constexpr std::size_t enough = 20;
  if (std::min(text.all.size(), html.all.size()) < fewest) return false;
  const std::size_t all = percent_common(text.all, html.all);
  if (all == 0) return true;
  const std::size_t content = std::min(text.content.size(), html.content.size());
  if (content < fewest - 1 || all > 40) return false;
  return percent_common(text.content, html.content) <= (content < enough ? 20u : 25u);
}

/// "Your client cannot show HTML": says nothing, but nothing else either.
bool is_stub(const Vocabulary& text, const Vocabulary& html) {
  static const Hashes words = [] {
    Collector collector;
    collector.add(
        "html browser webbrowser browsern browseren navigateur navegador webversion onlineversion "
        "viewer ansicht webansicht mailprogramm emailprogramm przeglądarce браузере");
    return collector.take().all;
  }();
  return text.content.size() <= 40 && html.all.size() > text.all.size() &&
         common(text.all, words) > 0;
}

Vocabulary words_of_html(const std::vector<const TextBody*>& bodies) {
  Collector collector;
  for (const TextBody* body : bodies) {
    collector.add(body->html.visible_text);
    collector.add(body->html.hidden_text);
    collector.add(body->html.title);
    for (const HtmlImage& image : body->html.images) collector.add(image.alt);
  }
  return collector.take();
}

/// Texts whose words cannot be read prove nothing.
bool is_readable(const TextBody* body) {
  return body->charset_known && body->invalid_octets == 0 && !body->html.limit_reached;
}

void check(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Alternative& choice : alternatives_of(message, facts)) {
    if (choice.plain.empty() || choice.html.empty()) continue;
    if (!std::ranges::all_of(choice.plain, is_readable)) continue;
    if (!std::ranges::all_of(choice.html, is_readable)) continue;
    Collector collector;
    for (const TextBody* body : choice.plain) collector.add(body->text.text());
    const Vocabulary text = collector.take();
    const Vocabulary html = words_of_html(choice.html);
    if (!say_something_else(text, html)) continue;
    const TextBody& body = *choice.plain.front();
    const std::string_view octets = body.text.text();
    const std::size_t begin = std::min(octets.find_first_not_of(" \t\r\n"), octets.size());
    const std::size_t end = std::min(octets.find_first_of("\r\n", begin), octets.size());
    const Place place = facts.place_in(body, begin, end);
    if (is_stub(text, html)) {
      report.as(Severity::info, place, {.message = "the plain text only points to the HTML"});
    } else {
      report(place, fmt::format("{} of {} words of the plain text are in the HTML",
                                common(text.all, html.all), text.all.size()));
    }
  }
}

}  // namespace

constinit const Rule mime_alternative_text_differs{
    .id = "mime-alternative-text-differs",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Plain text says something else than the HTML",
    .why =
        "Unwanted mail shows filters one text and people another. Text clients, watches and "
        "previews show the wrong one.",
    .remedy = "Make the plain text from the HTML each time, not from an old template.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
