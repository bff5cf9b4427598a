// Tells templates from messages by how they begin.
#include "lint/template/file.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "lint/ascii.h"
#include "lint/template/json.h"
#include "lint/template/tags.h"
#include "lint/web/html_element.h"
#include "lint/web/html_tokenizer.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// How far what stands before the first element is looked at, and how far front matter goes.
constexpr std::size_t head_octets = 65'536;

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;   // without the line end
  std::size_t next = 0;  // begin of the next line
};

Line line_at(std::string_view text, std::size_t begin) {
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  const bool crlf = end > begin && text[end - 1] == '\r';
  return {begin, crlf ? end - 1 : end, std::min(end + 1, text.size())};
}

Span trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && ascii::is_space(text[begin])) ++begin;
  while (end > begin && ascii::is_space(text[end - 1])) --end;
  const bool quoted = end - begin > 1 && text[begin] == text[end - 1] &&
                      (text[begin] == '"' || text[begin] == '\'');
  return quoted ? span_of(begin + 1, end - 1) : span_of(begin, end);
}

bool is_preheader_key(std::string_view key) {
  return std::ranges::any_of(
      std::to_array<std::string_view>({"preheader", "preview", "preview_text", "previewtext",
                                       "preview-text", "preheader_text"}),
      [&](std::string_view known) { return ascii::equal(key, known); });
}

/// "key: value" of a line into the file; whether it has that form.
bool read_pair(std::string_view text, const Line& line, TemplateFile& file) {
  const std::string_view words = text.substr(line.begin, line.end - line.begin);
  const std::size_t colon = words.find(':');
  if (colon == npos || colon == 0) return false;
  const std::string_view key = ascii::trim(words.substr(0, colon));
  if (!std::ranges::all_of(key, [](char c) { return ascii::is_alnum(c) || c == '_' || c == '-'; }))
    return false;
  const Span value = trimmed(text, line.begin + colon + 1, line.end);
  if (ascii::equal(key, "subject")) file.subject = value;
  if (is_preheader_key(key)) file.preheader = value;
  return true;
}

/// Front matter between "---" lines, as site generators have it; the place behind it, or `at`.
std::size_t read_front_matter(std::string_view text, std::size_t at, TemplateFile& file) {
  const Line first = line_at(text, at);
  if (ascii::trim(text.substr(at, first.end - at)) != "---") return at;
  TemplateFile read = file;
  for (Line line = line_at(text, first.next); line.begin < text.size() && line.begin < head_octets;
       line = line_at(text, line.next)) {
    const std::string_view words = ascii::trim(text.substr(line.begin, line.end - line.begin));
    if (words == "---") {
      file = read;
      return line.next;
    }
    const bool continues = words.empty() || words.front() == '-' || words.front() == '#' ||
                           ascii::is_wsp(text[line.begin]);
    if (!continues && !read_pair(text, line, read)) return at;
  }
  return at;
}

bool is_name_octet(char c) { return ascii::is_alnum(c) || c == '-'; }

/// The name of the start tag at `at`, "" if there is none.
std::string_view element_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at] != '<' || !ascii::is_alpha(text[at + 1])) return {};
  std::size_t end = at + 1;
  while (end < text.size() && is_name_octet(text[end])) ++end;
  if (end == text.size()) return {};
  const char after = text[end];
  if (after != '>' && after != '/' && !ascii::is_space(after)) return {};
  return text.substr(at + 1, end - at - 1);
}

bool is_mjml_name(std::string_view name) {
  return ascii::equal(name, "mjml") || ascii::starts_with(name, "mj-");
}

/// The first place from `at` on that is no white space, tag of a template, comment or declaration.
std::size_t skip_preamble(std::string_view text, std::size_t at) {
  const std::vector<TemplateTag> tags =
      find_template_tags(text.substr(0, std::min(text.size(), at + head_octets)), SyntaxSet::all());
  auto tag = tags.begin();
  while (at < text.size()) {
    while (tag != tags.end() && tag->span.end <= at) ++tag;
    if (tag != tags.end() && tag->span.begin <= at) {
      at = tag->span.end;
    } else if (ascii::is_space(text[at])) {
      ++at;
    } else if (text.substr(at).starts_with("<!--")) {
      const std::size_t end = text.find("-->", at);
      if (end == npos) return at;
      at = end + 3;
    } else if (text.substr(at).starts_with("<?xml")) {
      const std::size_t end = text.find('>', at);
      if (end == npos) return at;
      at = end + 1;
    } else {
      return at;
    }
  }
  return at;
}

/// A word and a colon at the begin of the first line, as fields have it.
std::string_view first_name(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] > 32 && text[end] < 127 && text[end] != ':') ++end;
  std::size_t colon = end;
  while (colon < text.size() && ascii::is_wsp(text[colon])) ++colon;
  const bool found = end > at && colon < text.size() && text[colon] == ':';
  return found ? text.substr(at, end - at) : std::string_view();
}

/// End tags of elements that a text without HTML does not have.
bool holds_elements(std::string_view text) {
  text = text.substr(0, 8 * head_octets);
  for (std::size_t at = text.find("</"); at != npos; at = text.find("</", at + 2)) {
    std::size_t end = at + 2;
    while (end < text.size() && is_name_octet(text[end])) ++end;
    if (end < text.size() && text[end] == '>' && end > at + 2 &&
        html_element_number(text.substr(at + 2, end - at - 2)) != 0) {
      return true;
    }
  }
  return false;
}

bool is_html_begin(std::string_view text, std::size_t at) {
  if (ascii::starts_with(text.substr(at), "<!doctype")) return true;
  const std::string_view name = element_at(text, at);
  if (name.empty()) return false;
  // Frameworks have elements of their own: "<container>...</container>".
  return html_element_number(name) != 0 || ascii::find(text, "</" + std::string(name), at) != npos;
}

/// From a start tag <html> to its end tag.
bool is_document(std::string_view text) {
  return ascii::find(text, "<html") != npos && ascii::find(text, "</html") != npos;
}

/// A first line "Subject: x", and perhaps one for the preheader, before text or HTML that is no
/// message: the habit of those whose programs cut the first line off.
std::size_t read_first_lines(std::string_view text, std::size_t at, TemplateFile& file) {
  TemplateFile read = file;
  std::size_t rest = at;
  for (Line line = line_at(text, at); line.begin < text.size(); line = line_at(text, line.next)) {
    const std::string_view name = first_name(text, line.begin);
    const bool known = ascii::equal(name, "subject") || is_preheader_key(name);
    if (!known || !read_pair(text, line, read)) break;
    rest = line.next;
  }
  if (rest == at || !first_name(text, rest).empty()) return at;
  const auto has_tags = [](std::string_view part) {
    constexpr SyntaxSet sure{TemplateSyntax::braces,        TemplateSyntax::blocks,
                             TemplateSyntax::angle_percent, TemplateSyntax::stars,
                             TemplateSyntax::dollar,        TemplateSyntax::double_percent};
    return !find_template_tags(part.substr(0, head_octets), sure).empty();
  };
  // With an empty line behind it, it is a header section, and a template only with a tag inside.
  const Line next = line_at(text, rest);
  const bool is_header = ascii::trim(text.substr(next.begin, next.next - next.begin)).empty();
  if (is_header && !has_tags(text.substr(at, rest - at))) return at;
  const std::size_t begin = skip_preamble(text, rest);
  if (!is_html_begin(text, begin) && !is_mjml_name(element_at(text, begin)) &&
      !has_tags(text.substr(rest)))
    return at;
  file = read;
  return rest;
}

/// What stands in <title> or <mj-title>, for a file that names no subject.
void read_title(std::string_view text, TemplateFile& file) {
  if (!file.subject.empty()) return;
  const std::size_t begin = file.body.begin;
  HtmlTokenizer tokenizer(text.substr(begin, head_octets));
  for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input;
       token = tokenizer.next()) {
    if (token.kind != HtmlTokenKind::start_tag) continue;
    const std::string_view name = tokenizer.text(token.name);
    // Pictures inside the body have titles of their own.
    if (ascii::equal(name, "body") || ascii::equal(name, "mj-body")) return;
    if (!ascii::equal(name, "title") && !ascii::equal(name, "mj-title")) continue;
    const HtmlToken words = tokenizer.next();
    if (words.kind != HtmlTokenKind::text) return;
    file.subject = trimmed(text, begin + words.span.begin, begin + words.span.end);
    file.subject_is_title = !file.subject.empty();
    return;
  }
}

}  // namespace

std::optional<TemplateFile> read_template_file(std::string_view octets) {
  if (auto json = read_json_template(octets)) return json;
  TemplateFile file;
  const std::size_t start = octets.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  std::size_t body = read_front_matter(octets, start, file);
  if (body == start) body = read_first_lines(octets, start, file);
  file.body = span_of(body, octets.size());
  const bool says_what_it_is = body != start;
  if (!says_what_it_is && body < octets.size() && ascii::is_alnum(octets[body])) {
    return std::nullopt;
  }
  const std::size_t begin = skip_preamble(octets, body);
  const std::string_view text = octets.substr(body);
  if (const std::string_view name = element_at(octets, begin); is_mjml_name(name)) {
    file.form = TemplateFile::Form::mjml;
    file.is_whole = ascii::equal(name, "mjml") && ascii::find(text, "<mj-include") == npos;
    read_title(octets, file);
    return file;
  }
  const bool is_html = is_html_begin(octets, begin) || (says_what_it_is && holds_elements(text));
  if (!is_html && !says_what_it_is) return std::nullopt;
  if (!is_html) file.form = TemplateFile::Form::text;
  file.is_whole = is_html && is_document(text);
  if (file.is_whole) read_title(octets, file);
  return file;
}

TemplateFile read_headless_file(std::string_view octets) {
  TemplateFile file;
  const std::size_t start = octets.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  file.body = span_of(start, octets.size());
  if (!holds_elements(octets)) file.form = TemplateFile::Form::text;
  file.is_whole = file.form == TemplateFile::Form::html && is_document(octets);
  return file;
}

}  // namespace maillint
