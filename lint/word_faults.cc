// Faults of encoded-words: where these may stand, and what is wrong with them there.
#include "lint/word_faults.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "lint/ascii.h"

namespace maillint {
namespace {

static_assert(static_cast<int>(WordFault::bad_encoding_letter) ==
              static_cast<int>(EncodedWordProblem::bad_encoding_letter));

constexpr auto npos = std::string_view::npos;
// What a hostile message may make us keep.
constexpr std::size_t faults_kept = 10'000;

/// Fields of filters quote pieces of what they looked at, and URLs hold marks of their own.
bool quotes_others(std::string_view name) {
  static constexpr std::array<std::string_view, 7> words = {
      "spam", "report", "status", "signature", "received", "url", "envelope"};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return ascii::find(name, word) != npos; });
}

/// Unstructured text, or a phrase somewhere in the field.
bool may_hold_words(FieldId id) {
  switch (id) {
    case FieldId::subject:
    case FieldId::thread_topic:
    case FieldId::list_id:
    case FieldId::content_description:
    case FieldId::x_mailer:
    case FieldId::user_agent:
    case FieldId::errors_to:
    case FieldId::other:
      return true;
    default:
      return is_address_field(id);
  }
}

/// In a file name words are tolerated at most, so their form is nobody's concern.
bool garbles_name(WordFault fault) {
  return fault != WordFault::over_75 && fault != WordFault::raw_space &&
         fault != WordFault::not_separated && fault != WordFault::split_multibyte;
}

constexpr bool is_charset_octet(char c) {
  return ascii::is_alnum(c) || std::string_view("-_.:+*").find(c) != npos;
}

/// Where the text of the encoded-word at text[begin] would begin, "=?...?q?TEXT?=", by its marks
/// alone: once decoded, "_" may have become spaces. npos if there is none.
std::size_t text_of_word(std::string_view text, std::size_t begin) {
  std::size_t i = begin + 2;
  while (i < text.size() && is_charset_octet(text[i])) ++i;
  if (i == begin + 2 || i + 2 >= text.size() || text[i] != '?' || text[i + 2] != '?') return npos;
  const char letter = ascii::lower(text[i + 1]);
  return letter == 'b' || letter == 'q' ? i + 3 : npos;
}

class Reader {
 public:
  Reader(const Facts& facts, std::vector<WordFaultAt>& out)
      : facts_(facts), message_(facts.message()), out_(out) {}

  void read() {
    const auto parts = message_.parts();
    const auto has_marked_header = [this](const Part& part) { return has_mark(part.header); };
    if (std::ranges::none_of(parts, has_marked_header)) return;
    for (const Field& field : message_.fields()) {
      if (!may_hold_words(field.id) || !has_mark(field.body)) continue;
      if (field.id == FieldId::other && quotes_others(message_.name(field))) continue;
      if (field.id == FieldId::subject && facts_.subject()->field == &field) {
        add(facts_.subject()->words, field.body, 0, false);
      } else {
        read_words(field.body, 0, false);
      }
    }
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      if (parts[i].message_root == 0) read_part(i);
    }
  }

 private:
  /// "=?", looked for by the rarer octet.
  bool has_mark(Span span) const {
    const std::string_view text = message_.text(span);
    for (std::size_t i = text.find('?', 1); i != npos; i = text.find('?', i + 1)) {
      if (text[i - 1] == '=') return true;
    }
    return false;
  }

  void read_part(std::uint32_t part) {
    for (const Field& field : message_.fields(part)) {
      if (field.id == FieldId::content_description && part != 0 && has_mark(field.body)) {
        read_words(field.body, part, false);
      } else if (field.id == FieldId::content_type && has_mark(field.body)) {
        read_name(facts_.content_type(part).find("name"), part);
      } else if (field.id == FieldId::content_disposition && has_mark(field.body)) {
        read_name(facts_.content_disposition(part).find("filename"), part);
      }
    }
  }

  void read_name(const Parameter* name, std::uint32_t part) {
    if (name != nullptr) read_words(name->span, part, true);
  }

  void read_words(Span span, std::uint32_t part, bool is_name) {
    if (out_.size() >= faults_kept) return;
    add(decode_unstructured(message_.text(span), span.begin), span, part, is_name);
  }

  void add(const DecodedWords& words, Span field, std::uint32_t part, bool is_name) {
    for (const EncodedWordProblemAt& at : words.problems) {
      const auto fault = static_cast<WordFault>(at.problem);
      if (!is_name || garbles_name(fault)) out_.push_back({fault, at.span, part});
    }
    if (words.encoded_words > 0) add_double(words.text, field, part);
  }

  /// An encoded-word in the decoded text that does not stand so in the raw field.
  void add_double(const DecodedText& decoded, Span field, std::uint32_t part) {
    const std::string_view text = decoded.text();
    std::size_t close = 0;  // never goes back: one search in all
    for (std::size_t i = text.find("=?"); i != npos; i = text.find("=?", i + 2)) {
      const std::size_t inner = text_of_word(text, i);
      if (inner == npos) continue;
      if (close < inner) close = text.find("?=", inner);
      if (close == npos) return;
      if (message_.text(decoded.source(i, i + 2)) == "=?") continue;  // stands so in the field
      // From the beginning of the outer word to the end of the last one.
      const std::string_view body = message_.text(field);
      const std::size_t begin = body.rfind("=?", decoded.source(i, i + 1).begin - field.begin);
      const std::size_t end = body.find("?=", decoded.source(close, close + 2).end - field.begin);
      if (begin == npos || end == npos) return;
      out_.push_back(
          {WordFault::double_encoded, span_of(field.begin + begin, field.begin + end + 2), part});
      return;
    }
  }

  const Facts& facts_;
  const Message& message_;
  std::vector<WordFaultAt>& out_;
};

}  // namespace

std::vector<WordFaultAt> read_word_faults(const Facts& facts) {
  std::vector<WordFaultAt> faults;
  Reader(facts, faults).read();
  return faults;
}

}  // namespace maillint
