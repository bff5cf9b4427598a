// Rules mime-text-base64-needless, mime-html-in-text-plain: texts that are not what their header
// says, or need not be so.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view base64_references[] = {"RFC 2045 6.8", "SpamAssassin MIME_BASE64_TEXT"};
constexpr std::string_view html_references[] = {"RFC 2046 4.1.3"};

/// Text that 7bit can carry: ASCII, lines of at most 998 octets, no NUL and no bare CR.
bool fits_seven_bit(std::string_view text) {
  if (ascii::find_8bit(text) != std::string_view::npos) return false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() > 998 || line.find('\r') != std::string_view::npos ||
        line.find('\0') != std::string_view::npos)
      return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

/// Whether a text is ASCII where its octets are, and only there.
bool has_ascii_inside(std::string_view charset) {
  return charset.empty() || charset == "utf-8" || charset == "us-ascii" ||
         charset.starts_with("iso-8859-") || charset.starts_with("windows-125");
}

void check_base64(const TextBody& body, const Facts& facts, const Settings&,
                  const Reporter& report) {
  const Message& message = facts.message();
  if (message.parts()[body.part].encoding != TransferEncoding::base64) return;
  // Of another charset the octets count, not what they become in UTF-8.
  const std::string_view octets = has_ascii_inside(body.charset)
                                      ? body.text.text()
                                      : facts.decoded_body(body.part).octets.text();
  if (octets.empty() || !fits_seven_bit(octets)) return;
  report(field_place(message, FieldId::content_transfer_encoding, body.part),
         "base64 around plain ASCII");
}

/// The length of a tag that makes up a page or its text at `text`'s begin, 0 if there is none.
std::size_t tag_length(std::string_view text) {
  static constexpr std::string_view names[] = {
      "a",    "b",     "blockquote", "body",  "br",    "center", "div",   "font", "h1", "h2",
      "h3",   "head",  "hr",         "html",  "i",     "img",    "li",    "meta", "ol", "p",
      "span", "style", "strong",     "table", "tbody", "td",     "title", "tr",   "u",  "ul"};
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') ++at;
  const std::size_t begin = at;
  while (at < text.size() && at < 12 && ascii::is_alnum(text[at])) ++at;
  const std::string_view name = text.substr(begin, at - begin);
  const auto is_name = [&](std::string_view known) { return ascii::equal(known, name); };
  if (std::ranges::none_of(names, is_name)) return 0;
  // "<a b" of a formula is none: attributes have a "=", and a tag ends soon.
  const std::string_view rest = text.substr(at, 2'000);
  static constexpr OctetSet brackets("<>");
  const std::size_t close = brackets.find(rest);
  if (close == rest.size() || rest[close] != '>') return 0;
  const std::string_view inside = ascii::trim(rest.substr(0, close));
  const bool bare = inside.empty() || inside == "/";
  if (!bare && inside.find('=') == std::string_view::npos) return 0;
  return at + close + 1;
}

struct Tags {
  std::size_t count = 0;
  std::size_t lines = 0;                       // that are neither blank nor quoted
  std::size_t lines_with = 0;                  // of them those with a tag
  std::size_t begin = std::string_view::npos;  // of the first tag
  std::size_t end = 0;
};

Tags count_tags(std::string_view text) {
  Tags tags;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view words = ascii::trim(line);
    const bool counts = !words.empty() && !words.starts_with('>') && !words.starts_with('|');
    bool found = false;
    for (std::size_t i = counts ? line.find('<') : line.npos; i != line.npos;
         i = line.find('<', i + 1)) {
      const std::size_t length = tag_length(text.substr(at + i));
      if (length == 0) continue;
      if (tags.count++ == 0) {
        tags.begin = at + i;
        tags.end = at + i + length;
      }
      found = true;
    }
    tags.lines += counts ? 1 : 0;
    tags.lines_with += found ? 1 : 0;
    at = end + 1;
  }
  return tags;
}

/// A whole page, from its first octets on.
bool is_page(std::string_view text) {
  static constexpr std::string_view starts[] = {"<!doctype html", "<html", "<head>", "<body"};
  return std::ranges::any_of(starts, [&](auto s) { return ascii::starts_with(text, s); });
}

void check_html(const TextBody& body, const Facts& facts, const Settings&, const Reporter& report) {
  // A template without a header section is HTML, and nobody called it plain text.
  if (body.is_html || !facts.message().has_header()) return;
  const std::string_view text = body.text.text();
  if (text.find('<') == std::string_view::npos) return;
  const Tags tags = count_tags(text);
  std::string_view head = text;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = ascii::trim(head);
  // People who write about HTML write lines of prose too.
  const bool most_lines = tags.count >= 3 && tags.lines_with * 5 >= tags.lines * 3;
  // All of it stands between two tags: a page, or a piece of one.
  const std::size_t last = std::min(head.rfind('<'), head.size());
  const bool enclosed = tags.count >= 3 && head.starts_with('<') && tag_length(head) > 0 &&
                        tag_length(head.substr(last)) == head.size() - last;
  if (tags.count == 0 || !(most_lines || enclosed || (is_page(head) && tags.count >= 3))) return;
  report(facts.place_in(body, tags.begin, tags.end),
         fmt::format("{} HTML tags in a text/plain part", tags.count));
}

}  // namespace

constinit const Rule mime_text_base64_needless{
    .id = "mime-text-base64-needless",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "Plain ASCII text in base64",
    .why = "It grows by a third, and filters take it for an attempt to hide the words.",
    .remedy = "Send it as 7bit, or as quoted-printable.",
    .references = base64_references,
    .check = check_base64,
};

constinit const Rule mime_html_in_text_plain{
    .id = "mime-html-in-text-plain",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "HTML is sent as plain text",
    .why = "Recipients see the tags instead of the layout.",
    .remedy = "Declare the part as text/html, or take the tags out.",
    .references = html_references,
    .check = check_html,
};

}  // namespace maillint::rules
