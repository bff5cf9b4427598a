// Fixes of text in the header.
#include "rules/fixes/words.h"

#include <algorithm>
#include <optional>
#include <string>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/encode_words.h"
#include "lint/encoded_word.h"
#include "rules/edits.h"

namespace maillint::rules {
namespace {

/// Text that something else will fill in or has encoded already.
bool is_left_alone(std::string_view text) {
  constexpr std::string_view marks[] = {"=?", "{{", "{%", "<%", "*|", "|*", "%%", "${", "[["};
  return std::ranges::any_of(
      marks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

std::size_t column_of(const Message& message, std::uint32_t offset) {
  return offset - message.source().line_at(offset).begin;
}

/// Folds removed, white space kept.
std::string unfolded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '\r' && c != '\n') out += c;
  }
  return out;
}

const AddressList* list_at(const Facts& facts, std::uint32_t offset) {
  for (const AddressList& list : facts.address_lists()) {
    if (list.field != nullptr && list.field->body.begin <= offset && offset <= list.field->body.end)
      return &list;
  }
  return nullptr;
}

std::vector<Edit> encode_names_of(const Finding& finding, const Facts& facts, bool guess) {
  const Message& message = facts.message();
  const AddressList* list = list_at(facts, finding.place.source.begin);
  std::vector<Edit> edits;
  if (list == nullptr) return edits;
  for (const Mailbox& mailbox : list->mailboxes) {
    const Span span = mailbox.display_name_span;
    const std::string_view raw = message.text(span);
    if (std::ranges::none_of(raw, ascii::is_8bit) || is_left_alone(raw)) continue;
    if (!guess && !is_valid_utf8(raw)) continue;
    std::string words =
        encode_words(mailbox.display_name, column_of(message, span.begin), line_end_of(message));
    // "Name<a@b.example>": an encoded-word needs white space behind it.
    if (span.end < message.octets().size() && !ascii::is_space(message.octets()[span.end]))
      words += ' ';
    edits.push_back({.span = span, .text = std::move(words)});
  }
  return edits;
}

}  // namespace

std::vector<Edit> encode_subject(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Subject* subject = facts.subject();
  if (subject == nullptr) return {};
  const Span body = subject->field->body;
  Span words = finding.place.source;
  const std::string_view octets = message.octets();
  while (words.begin > body.begin && !ascii::is_space(octets[words.begin - 1])) --words.begin;
  while (words.end < body.end && !ascii::is_space(octets[words.end])) ++words.end;
  const std::string text = unfolded(message.text(words));
  if (is_left_alone(text) || !is_valid_utf8(text)) return {};
  return {{.span = words,
           .text = encode_words(text, column_of(message, words.begin), line_end_of(message))}};
}

std::vector<Edit> encode_names(const Finding& finding, const Facts& facts) {
  return encode_names_of(finding, facts, false);
}

std::vector<Edit> encode_guessed_names(const Finding& finding, const Facts& facts) {
  return encode_names_of(finding, facts, true);
}

std::vector<Edit> split_word(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Span span = finding.place.source;
  const DecodedWords decoded = decode_unstructured(message.text(span), span.begin);
  const std::string_view text = decoded.text.text();
  // Two faults in one word: what the text is meant to be is not sure.
  const bool only_long =
      decoded.problems.size() == 1 && decoded.problems[0].problem == EncodedWordProblem::over_75;
  if (decoded.encoded_words != 1 || !only_long || text.empty()) return {};
  return {{.span = span,
           .text = encode_words(text, column_of(message, span.begin), line_end_of(message))}};
}

std::vector<Edit> code_spaces(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Field* field = field_at(message, finding.place.source.begin);
  if (field == nullptr) return {};
  const std::string_view body = message.body(*field);
  const std::size_t space = finding.place.source.begin - field->body.begin;
  const std::size_t begin = body.rfind("=?", space);
  if (begin == std::string_view::npos) return {};
  // =?charset?Q?text?=
  const std::size_t letter = body.find('?', begin + 2) + 1;
  const std::size_t text = letter + 2;
  if (letter == 0 || text > space || body[letter + 1] != '?' || ascii::lower(body[letter]) != 'q')
    return {};
  const std::size_t end = body.find("?=", text);
  if (end == std::string_view::npos || end < space) return {};
  std::string coded(body.substr(text, end - text));
  if (coded.find_first_of("\t\r\n") != std::string::npos) return {};
  std::ranges::replace(coded, ' ', '_');
  return {{.span = span_of(field->body.begin + text, field->body.begin + end),
           .text = std::move(coded)}};
}

std::vector<Edit> remove_field(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Field* field = field_at(message, finding.place.source.begin);
  if (field == nullptr) return {};
  return {without_field(message, *field)};
}

}  // namespace maillint::rules
