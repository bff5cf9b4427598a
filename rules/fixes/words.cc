// Fixes of text in the header.
#include "rules/fixes/words.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "lint/address_lexer.h"
#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/encode_words.h"
#include "lint/encoded_word.h"
#include "rules/edits.h"
#include "rules/fixes/header_folder.h"

namespace maillint::rules {
namespace {

/// Text that something else will fill in or has encoded already.
bool is_left_alone(std::string_view text) {
  static constexpr std::string_view marks[] = {"=?", "{{", "{%", "<%", "*|",
                                               "|*", "%%", "${", "[["};
  return std::ranges::any_of(
      marks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

constexpr std::size_t line_wanted = 76;  // of lines with encoded-words: RFC 2047 2

/// As programs show it; nullopt if they may differ, or if it is no mere text.
std::optional<std::string> shown_text(std::string_view raw) {
  const DecodedWords decoded = decode_unstructured(raw, 0);
  if (!decoded.problems.empty() || is_left_alone(decoded.text.text())) return std::nullopt;
  return std::string(decoded.text.text());
}

/// Writes encoded-words of `text` into the line that holds `span`, and folds it where it must.
std::vector<Edit> encode(const Message& message, Span span, std::string_view text) {
  const Span first = message.source().line_at(span.begin);
  const Span last = message.source().line_at(span.end);
  HeaderFolder folder(message, first.begin, line_wanted);
  folder.keep({first.begin, span.begin});
  folder.encode(span, text, {});
  folder.keep({span.end, last.end});
  return std::move(folder).edits();
}

/// The words that hold octets of `raw`, with encoded-words beside them: the white space between two
/// encoded-words is not shown.
Span whole_words(std::string_view octets, Span body, Span raw) {
  const auto is_space = [&](std::uint32_t at) { return ascii::is_space(octets[at]); };
  const auto word_begin = [&](std::uint32_t at) {
    while (at > body.begin && !is_space(at - 1)) --at;
    return at;
  };
  const auto word_end = [&](std::uint32_t at) {
    while (at < body.end && !is_space(at)) ++at;
    return at;
  };
  const auto is_encoded = [&](std::uint32_t begin, std::uint32_t end) {
    const std::string_view word = octets.substr(begin, end - begin);
    return word.find("=?") != std::string_view::npos || word.find("?=") != std::string_view::npos;
  };
  Span words{word_begin(raw.begin), word_end(raw.end)};
  for (std::uint32_t end = words.begin; end > body.begin;) {
    while (end > body.begin && is_space(end - 1)) --end;
    const std::uint32_t begin = word_begin(end);
    if (!is_encoded(begin, end)) break;
    end = words.begin = begin;
  }
  for (std::uint32_t begin = words.end; begin < body.end;) {
    while (begin < body.end && is_space(begin)) ++begin;
    const std::uint32_t end = word_end(begin);
    if (!is_encoded(begin, end)) break;
    begin = words.end = end;
  }
  return words;
}

const AddressList* list_at(const Facts& facts, std::uint32_t offset) {
  for (const AddressList& list : facts.address_lists()) {
    if (list.field != nullptr && list.field->body.begin <= offset && offset <= list.field->body.end)
      return &list;
  }
  return nullptr;
}

/// Names and comments of an address list that hold letters above ASCII.
class RawNames {
 public:
  struct Name {
    Span span;
    std::string text;  // UTF-8
    HeaderFolder::Spaces spaces;
  };

  RawNames(const Message& message, const AddressList& list) : message_(message), list_(list) {}

  /// In order; empty if there are such letters that cannot be encoded: half a fix is none.
  std::vector<Name> read() {
    if (!add_names() || !add_comments()) return {};
    std::ranges::sort(names_, {}, [](const Name& name) { return name.span.begin; });
    const std::string_view body = message_.body(*list_.field);
    auto left = std::ranges::count_if(body, ascii::is_8bit);
    for (const Name& name : names_)
      left -= std::ranges::count_if(message_.text(name.span), ascii::is_8bit);
    return left == 0 ? std::move(names_) : std::vector<Name>();
  }

 private:
  bool add_names() {
    const std::string_view octets = message_.octets();
    for (const Mailbox& mailbox : list_.mailboxes) {
      const Span span = mailbox.display_name_span;
      const std::string_view raw = message_.text(span);
      if (std::ranges::none_of(raw, ascii::is_8bit)) continue;
      // A quoted encoded-word is none; some programs decode it all the same.
      if (is_left_alone(mailbox.display_name) ||
          (raw.find("=?") != std::string_view::npos &&
           (raw.find('"') != std::string_view::npos || !shown_text(raw))))
        return false;
      const char before = octets[span.begin - 1];
      const char behind = span.end < octets.size() ? octets[span.end] : ' ';
      names_.push_back({.span = span,
                        .text = mailbox.display_name,
                        .spaces = {.before = !ascii::is_space(before) && before != '(',
                                   .behind = !ascii::is_space(behind) && behind != ')'}});
    }
    return true;
  }

  bool add_comments() {
    const std::uint32_t body = list_.field->body.begin;
    const std::size_t names = names_.size();
    std::size_t next = 0;
    AddressLexer lexer(message_.body(*list_.field));
    for (AddressToken token = lexer.next(); token.kind != AddressToken::end; token = lexer.next()) {
      if (token.kind != AddressToken::comment) continue;
      const Span span{body + token.begin + 1, body + token.end_ - 1};
      while (next < names && names_[next].span.end < span.begin) ++next;
      if (next < names && names_[next].span == span) continue;
      // Within a name: encoded it would no longer be a comment.
      if (next < names && names_[next].span.begin < span.begin) return false;
      const std::string_view raw = message_.text(span);
      if (std::ranges::none_of(raw, ascii::is_8bit)) continue;
      const std::optional<std::string> text = shown_text(raw);
      if (!text || raw.find_first_of("()\\") != std::string_view::npos) return false;
      names_.push_back({.span = span, .text = *text, .spaces = {}});
    }
    return true;
  }

  const Message& message_;
  const AddressList& list_;
  std::vector<Name> names_;
};

std::vector<Edit> encode_names_of(const Finding& finding, const Facts& facts, bool guess) {
  const Message& message = facts.message();
  const AddressList* list = list_at(facts, finding.place.source.begin);
  if (list == nullptr || (!guess && !is_valid_utf8(message.text(finding.place.source)))) return {};
  const std::vector<RawNames::Name> names = RawNames(message, *list).read();
  if (names.empty()) return {};
  std::uint32_t at = message.source().line_at(names.front().span.begin).begin;
  const std::uint32_t end = message.source().line_at(names.back().span.end).end;
  HeaderFolder folder(message, at, line_wanted);
  auto name = names.begin();
  const auto go_to = [&](std::uint32_t offset) {
    for (; name != names.end() && name->span.begin < offset; ++name) {
      folder.keep({at, name->span.begin});
      folder.encode(name->span, name->text, name->spaces);
      at = name->span.end;
    }
    if (at >= offset) return;
    folder.keep({at, offset});
    at = offset;
  };
  for (const Mailbox& mailbox : list->mailboxes) {
    if (mailbox.span.begin >= end) break;
    if (mailbox.span.begin < at) continue;
    go_to(mailbox.span.begin);
    std::size_t octets = mailbox.span.size();
    if (name != names.end() && name->span.begin < mailbox.span.end)
      octets += encode_words(name->text, 1, {}).size() - name->span.size();
    folder.keep_together(octets);
  }
  go_to(end);
  return std::move(folder).edits();
}

}  // namespace

std::vector<Edit> encode_subject(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Subject* subject = facts.subject();
  if (subject == nullptr || !is_valid_utf8(message.text(finding.place.source))) return {};
  const Span words = whole_words(message.octets(), subject->field->body, finding.place.source);
  const std::optional<std::string> text = shown_text(message.text(words));
  if (!text) return {};
  return encode(message, words, *text);
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
  return encode(message, span, text);
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
