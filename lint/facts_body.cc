// Facts about bodies: decoded octets, the texts that a client shows, and their links.
#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/facts.h"
#include "lint/facts_cache.h"
#include "lint/limits.h"
#include "lint/template/file.h"
#include "lint/template/json.h"
#include "lint/template/mjml.h"
#include "lint/template/values.h"

namespace maillint {
namespace {

/// A text/plain or text/html leaf of the message itself that a client shows.
bool is_shown_text(const Part& part) {
  return !part.is_multipart && !part.is_message && !part.is_attachment && part.message_root == 0 &&
         (part.type == "text/plain" || part.type == "text/html");
}

bool is_ascii(std::string_view text) {
  unsigned char seen = 0;
  for (const char c : text) seen |= static_cast<unsigned char>(c);
  return seen < 0x80;
}

/// Whether octets of that charset are UTF-8 as they stand.
bool is_utf8_already(std::string_view octets, std::string_view charset) {
  const bool utf8 = charset == "utf-8" || charset == "utf8";
  if (charset.empty() || utf8) return is_valid_utf8(octets);
  const bool ascii_inside = charset == "us-ascii" || charset.starts_with("iso-8859-") ||
                            charset.starts_with("windows-125");
  return ascii_inside && is_ascii(octets);
}

TextBody read_text(const Facts& facts, std::uint32_t index) {
  const Message& message = facts.message();
  const Part& part = message.parts()[index];
  TextBody body;
  body.part = index;
  body.is_html = part.type == "text/html";
  body.charset = ascii::to_lower(ascii::trim(facts.content_type(index).parameter("charset")));

  const std::string_view raw = message.text(part.body).substr(0, limits::decoded_octets);
  const TemplateFile* file = message.template_file();
  const bool is_json = file != nullptr && file->form == TemplateFile::Form::json;
  DecodedBody decoded = is_json ? DecodedBody{.octets = decode_json_string(raw, part.body.begin)}
                                : decode_transfer(raw, part.body.begin, part.encoding);
  body.transfer_problems = std::move(decoded.problems);
  DecodedText octets = std::move(decoded.octets);
  if (is_utf8_already(octets.text(), body.charset)) {
    body.charset_known = body.charset.empty() || is_known_charset(body.charset);
    body.text = std::move(octets);
  } else {
    CharsetResult result = to_utf8(octets.text(), body.charset);
    body.charset_known = result.known;
    body.invalid_octets = result.invalid;
    body.text = DecodedText::decoded_again(std::move(octets), std::move(result.text),
                                           std::move(result.map));
  }
  return body;
}

/// Masks the tags of a template, and reads MJML as HTML.
void mask(TextBody& body, SyntaxSet syntaxes, bool is_mjml) {
  std::vector<TemplateTag> tags = find_template_tags(body.text.text(), syntaxes);
  if (is_mjml) add_mjml_includes(body.text.text(), tags);
  body.tags = TemplateTags(std::move(tags));
  if (body.tags.empty() && !is_mjml) return;
  std::string masked = mask_template_tags(body.text.text(), body.tags.all());
  if (is_mjml) masked = mjml_as_html(std::move(masked));
  body.unmasked = std::move(body.text);
  body.text = DecodedText::replaced(body.unmasked, std::move(masked));
}

/// The same for a part of a URL that a template fills in: rules see no host, and nothing wrong.
Url parse_known_url(std::string_view target, KnownUrl known) {
  if (known == KnownUrl::all || known == KnownUrl::host) return parse_url(target);
  Url url;
  if (known == KnownUrl::scheme) url.scheme = ascii::to_lower(target.substr(0, target.find(':')));
  return url;
}

void add_html_links(const TextBody& body, std::uint32_t index, const Facts& facts,
                    std::vector<Link>& links) {
  for (const HtmlLink& html : body.html.links) {
    if (links.size() >= limits::html_links) return;
    const KnownUrl known = Facts::known_url(body, html.href_span);
    links.push_back({.text_body = index,
                     .html = &html,
                     .target = html.href,
                     .shown = html.text,
                     .url = parse_known_url(html.href, known),
                     .place = facts.place_in(body, html.href_span.begin, html.href_span.end),
                     .known = known});
  }
}

void add_plain_links(const TextBody& body, std::uint32_t index, const Facts& facts,
                     std::vector<Link>& links) {
  const std::string_view text = body.text.text();
  for (UrlMatch match = find_url(text, 0);
       match.begin < match.end && links.size() < limits::html_links;
       match = find_url(text, match.end)) {
    const std::string_view url = text.substr(match.begin, match.end - match.begin);
    const KnownUrl known = Facts::known_url(body, span_of(match.begin, match.end));
    links.push_back({.text_body = index,
                     .html = nullptr,
                     .target = url,
                     .shown = url,
                     .url = parse_known_url(url, known),
                     .place = facts.place_in(body, match.begin, match.end),
                     .known = known});
  }
}

}  // namespace

const DecodedBody& Facts::decoded_body(std::uint32_t part) const {
  static const DecodedBody empty;
  const Part& p = message_.parts()[part];
  if (p.is_multipart || p.is_message) return empty;
  if (cache_->bodies.empty()) cache_->bodies.resize(message_.parts().size());
  std::unique_ptr<DecodedBody>& body = cache_->bodies[part];
  if (!body)
    body = std::make_unique<DecodedBody>(
        decode_transfer(message_.text(p.body), p.body.begin, p.encoding));
  return *body;
}

std::span<const TransferProblemAt> Facts::transfer_problems(std::uint32_t part) const {
  const TextBody* text = text_body(part);
  return text == nullptr ? decoded_body(part).problems : text->transfer_problems;
}

const TextBody* Facts::text_body(std::uint32_t part) const {
  const auto bodies = text_bodies();
  const auto found = std::ranges::lower_bound(bodies, part, {}, &TextBody::part);
  return found == bodies.end() || found->part != part ? nullptr : &*found;
}

std::span<const TextBody> Facts::text_bodies() const {
  if (!cache_->text_bodies) {
    std::vector<TextBody>& bodies = cache_->text_bodies.emplace();
    const auto parts = message_.parts();
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      if (is_shown_text(parts[i])) bodies.push_back(read_text(*this, i));
    }
    const TemplateFile* file = message_.template_file();
    const bool is_mjml = file != nullptr && file->form == TemplateFile::Form::mjml;
    for (TextBody& body : bodies) {
      if (is_template() || is_mjml) mask(body, syntaxes_, is_mjml);
      if (body.is_html) body.html = read_html(body.text.text());
      if (is_mjml) add_image_links(body.text.text(), body.html);
    }
  }
  return *cache_->text_bodies;
}

std::span<const HtmlBody> Facts::html_bodies() const {
  if (!cache_->html_bodies) {
    std::vector<HtmlBody>& bodies = cache_->html_bodies.emplace();
    for (const TextBody& body : text_bodies()) {
      if (body.is_html) bodies.push_back({.body = &body});
    }
  }
  return *cache_->html_bodies;
}

std::span<const Link> Facts::links() const {
  if (!cache_->links) {
    // The links view into the bodies, which stay where they are from here on.
    const auto bodies = text_bodies();
    std::vector<Link>& links = cache_->links.emplace();
    for (std::uint32_t i = 0; i < bodies.size(); ++i) {
      if (bodies[i].is_html) {
        add_html_links(bodies[i], i, *this, links);
      } else {
        add_plain_links(bodies[i], i, *this, links);
      }
    }
  }
  return *cache_->links;
}

KnownUrl Facts::known_url(const TextBody& body, Span span) {
  const auto tags = body.tags.in(span);
  if (tags.empty()) return KnownUrl::all;
  if (tags.front().span.begin < span.begin) return KnownUrl::nothing;
  const std::string_view before =
      ascii::trim(body.text.text().substr(span.begin, tags.front().span.begin - span.begin));
  const std::size_t colon = before.find_first_of(":/?#");
  if (colon == std::string_view::npos) return KnownUrl::nothing;
  if (before[colon] == '/' && !before.starts_with("//")) return KnownUrl::host;  // there is none
  if (before[colon] != ':') return KnownUrl::nothing;
  const std::size_t host = before.find_first_not_of("/", colon + 1);
  if (host == std::string_view::npos || host == colon + 1) return KnownUrl::scheme;
  return before.find_first_of("/?#", host) == std::string_view::npos ? KnownUrl::scheme
                                                                     : KnownUrl::host;
}

std::size_t Facts::rendered_size(const TextBody& body) const {
  std::size_t size = body.text.text().size();
  for (const TemplateTag& tag : body.tags.all()) {
    const bool writes =
        tag.kind == TemplateTagKind::value || tag.kind == TemplateTagKind::include;
    if (!writes) {
      size -= tag.span.size();
    } else if (const std::string* value =
                   values_ == nullptr ? nullptr : values_->find(body.written(tag.span))) {
      size += value->size();
      size -= tag.span.size();
    }
  }
  return size;
}

std::span<const Attachment> Facts::attachments() const {
  if (!cache_->attachments) cache_->attachments = read_attachments(*this);
  return *cache_->attachments;
}

bool Facts::has_html() const {
  return std::ranges::any_of(message_.parts(), [](const Part& part) {
    return is_shown_text(part) && part.type == "text/html";
  });
}

Place Facts::place_in(const TextBody& body, std::size_t begin, std::size_t end) const {
  const auto index = static_cast<std::uint32_t>(&body - cache_->text_bodies->data());
  return {.source = body.text.source(begin, end),
          .part = body.part,
          .text_body = index,
          .decoded = span_of(begin, end)};
}

}  // namespace maillint
