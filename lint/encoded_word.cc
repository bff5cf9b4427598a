// RFC 2047 in unstructured text.
#include "lint/encoded_word.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/charset_table.h"
#include "lint/limits.h"
#include "lint/transfer.h"

namespace maillint {
namespace {

constexpr std::size_t word_octets = 75;       // RFC 2047 2
constexpr std::size_t longest_encoding = 16;  // of what stands where "b" or "q" should
constexpr auto npos = std::string_view::npos;

/// "=?charset*language?letter?text?=" at begin; text may be empty.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t text_begin = 0;
  std::size_t text_end = 0;
  std::string_view charset;
  std::pair<std::size_t, std::size_t> encoding;  // where the letter stands
  char letter = 'q';
};

/// A stretch of octets of one charset in the half-decoded text.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view charset;
  Span words;  // source octets, for problems
  bool is_word = false;
};

constexpr bool is_line_end(char c) { return c == '\r' || c == '\n'; }

/// Like find_first_of(), which takes a library call for each octet.
template <typename Predicate>
std::size_t find_if(std::string_view text, std::size_t from, Predicate predicate) {
  const auto rest = text.substr(from);
  return from + static_cast<std::size_t>(std::ranges::find_if(rest, predicate) - rest.begin());
}

constexpr bool is_charset_octet(char c) {
  return ascii::is_alnum(c) || std::string_view("-_.:+*()").find(c) != npos;
}

class Decoder {
 public:
  Decoder(std::string_view body, std::size_t source_begin)
      : body_(body), source_begin_(source_begin) {}

  DecodedWords decode() {
    while (at_ < body_.size()) {
      const std::size_t stop =
          find_if(body_, at_, [](char c) { return is_line_end(c) || c == '='; });
      copy(at_, stop);
      at_ = stop;
      if (at_ == body_.size()) break;
      if (body_[at_] != '=') {
        ++at_;  // a fold: the white space after it stays
      } else if (Word word; read_word(word)) {
        add_word(word);
      } else {
        copy(at_, at_ + 1);
        ++at_;
      }
    }
    return finish();
  }

 private:
  void note(EncodedWordProblem problem, std::size_t begin, std::size_t end) {
    add_problem(problem, span_of(source_begin_ + begin, source_begin_ + end));
  }

  void add_problem(EncodedWordProblem problem, Span place) {
    if (result_.problems.size() < limits::places_per_rule) {
      result_.problems.push_back({problem, place});
    }
  }

  /// Raw text. White space after a word waits: another word would swallow it.
  void copy(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    if (after_word_) {
      const std::string_view piece = body_.substr(begin, end - begin);
      if (std::ranges::all_of(piece, [](char c) { return ascii::is_space(c); })) return;
      keep_space(begin);
    }
    keep(begin, end);
  }

  /// The white space since the last word belongs to the text after all.
  void keep_space(std::size_t end) {
    after_word_ = false;
    for (std::size_t i = last_word_end_; i < end;) {
      const std::size_t stop = find_if(body_.substr(0, end), i, is_line_end);
      keep(i, stop);
      i = stop;
      while (i < end && is_line_end(body_[i])) ++i;
    }
  }

  void keep(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    if (stretches_.empty() || stretches_.back().is_word) {
      stretches_.push_back({octets_.size(), octets_.size(), {}, {}, false});
    }
    octets_.append(body_.substr(begin, end - begin));
    map_.append(end - begin, source_begin_ + begin);
    stretches_.back().end = octets_.size();
  }

  /// Whether an encoded-word begins at at_. What looks like one and is none is told.
  bool read_word(Word& word) {
    if (!body_.substr(at_).starts_with("=?")) return false;
    std::size_t i = at_ + 2;
    while (i < body_.size() && is_charset_octet(body_[i])) ++i;
    if (i == at_ + 2 || i >= body_.size() || body_[i] != '?') return false;
    word.begin = at_;
    word.charset = body_.substr(at_ + 2, i - at_ - 2);
    word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231 5: a language
    return read_encoding(word, i + 1) && read_end(word);
  }

  /// "b" or "q" and the "?" after it.
  bool read_encoding(Word& word, std::size_t begin) {
    std::size_t end = begin;
    while (end < body_.size() && end - begin < longest_encoding && ascii::is_alnum(body_[end])) {
      ++end;
    }
    word.letter = end == begin + 1 ? ascii::lower(body_[begin]) : '\0';
    const bool is_encoding = word.letter == 'b' || word.letter == 'q';
    if (!is_encoding && !is_known_charset(word.charset)) return false;  // mere punctuation
    if (end >= body_.size()) {
      // The text was cut here.
      if (is_known_charset(word.charset)) note(EncodedWordProblem::unterminated, at_, end);
      return false;
    }
    if (body_[end] != '?') return false;
    word.text_begin = end + 1;
    word.encoding = {begin, end};
    return true;
  }

  bool read_end(Word& word) {
    const std::size_t close = find_from(next_close_, "?=", word.text_begin);
    // Another word that begins before the end: this one has none.
    const std::size_t open = find_from(next_open_, "=?", word.text_begin);
    if (close == npos || (open < close && open + 1 != close)) {
      note(EncodedWordProblem::unterminated, at_, word.text_begin);
      return false;
    }
    word.text_end = close;
    word.end = close + 2;
    if (word.letter != 'b' && word.letter != 'q') {
      const auto [begin, end] = word.encoding;
      note(EncodedWordProblem::bad_encoding_letter, begin, std::max(end, begin + 1));
      return false;
    }
    return true;
  }

  /// The first `what` at or after `from`, which never goes back: one search in all.
  std::size_t find_from(std::size_t& known, std::string_view what, std::size_t from) const {
    if (known != npos && known < from) known = body_.find(what, from);
    return known;
  }

  void add_word(const Word& word) {
    check_form(word);
    const std::size_t start = octets_.size();
    if (word.letter == 'b') {
      add_base64(word);
    } else {
      add_quoted(word);
    }
    const std::string_view octets = std::string_view(octets_).substr(start);
    if (std::ranges::any_of(octets, is_line_end)) {
      note(EncodedWordProblem::encoded_crlf, word.begin, word.end);
    }
    const Span place = span_of(source_begin_ + word.begin, source_begin_ + word.end);
    if (after_word_ && ascii::equal(stretches_.back().charset, word.charset)) {
      Stretch& joined = stretches_.back();
      joined.words.end = place.end;
      joined.end = octets_.size();
      if (splits_character(joined, start)) {
        note(EncodedWordProblem::split_multibyte, last_word_begin_, word.end);
      }
    } else {
      stretches_.push_back({start, octets_.size(), word.charset, place, true});
    }
    ++result_.encoded_words;
    after_word_ = true;
    last_word_begin_ = word.begin;
    last_word_end_ = at_ = word.end;
    last_start_ = start;
  }

  void check_form(const Word& word) {
    if (word.end - word.begin > word_octets) {
      note(EncodedWordProblem::over_75, word.begin, word.end);
    }
    const std::string_view text = body_.substr(word.text_begin, word.text_end - word.text_begin);
    if (const auto space = find_if(text, 0, ascii::is_space); space < text.size()) {
      note(EncodedWordProblem::raw_space, word.text_begin + space, word.text_begin + space + 1);
    }
    const auto is_apart = [this](std::size_t i, std::string_view also) {
      return ascii::is_space(body_[i]) || also.find(body_[i]) != npos;
    };
    // A word inside an address is another fault.
    if ((word.begin > 0 && !is_apart(word.begin - 1, "()\"<")) ||
        (word.end < body_.size() && !is_apart(word.end, "()\">@") &&
         !body_.substr(word.end).starts_with("=?"))) {
      note(EncodedWordProblem::not_separated, word.begin, word.end);
    }
  }

  void add_base64(const Word& word) {
    const std::string_view text = body_.substr(word.text_begin, word.text_end - word.text_begin);
    const DecodedBody decoded =
        decode_transfer(text, source_begin_ + word.text_begin, TransferEncoding::base64);
    for (const TransferProblemAt& problem : decoded.problems) {
      if (problem.problem == TransferProblem::base64_line_too_long) continue;
      note(EncodedWordProblem::bad_base64, word.begin, word.end);
      break;
    }
    const std::string_view octets = decoded.octets.text();
    octets_.append(octets);
    if (decoded.problems.empty() && std::ranges::none_of(text, ascii::is_space)) {
      map_.append(octets.size(), source_begin_ + word.text_begin, 3, 4);
      return;
    }
    for (std::size_t i = 0; i < octets.size(); i += 3) {
      const std::size_t count = std::min<std::size_t>(3, octets.size() - i);
      const Span from = decoded.octets.source(i, i + count);
      map_.append(count, from.begin, static_cast<std::uint16_t>(count),
                  static_cast<std::uint16_t>(from.size()));
    }
  }

  void add_quoted(const Word& word) {
    const auto value = [](char c) {
      return ascii::is_digit(c) ? c - '0' : ascii::lower(c) - 'a' + 10;
    };
    for (std::size_t i = word.text_begin; i < word.text_end; ++i) {
      const char c = body_[i];
      if (c == '\r' || c == '\n') continue;
      if (c == '=' && i + 2 < word.text_end && ascii::is_hex(body_[i + 1]) &&
          ascii::is_hex(body_[i + 2])) {
        octets_ += static_cast<char>(value(body_[i + 1]) * 16 + value(body_[i + 2]));
        map_.append(1, source_begin_ + i, 1, 3);
        i += 2;
        continue;
      }
      octets_ += c == '_' ? ' ' : c;
      map_.append(1, source_begin_ + i);
    }
  }

  /// Whether the character at octets_[at] began in the word before.
  bool splits_character(const Stretch& joined, std::size_t at) const {
    if (at >= octets_.size() || at == joined.begin || !ascii::is_8bit(octets_[at - 1])) {
      return false;
    }
    const Charset* charset = find_charset(joined.charset);
    if (charset == nullptr) return false;
    switch (charset->kind) {
      case CharsetKind::utf8:
        return (static_cast<unsigned char>(octets_[at]) & 0xC0) == 0x80;
      case CharsetKind::gb18030:
      case CharsetKind::big5:
      case CharsetKind::euc_kr:
      case CharsetKind::euc_jp:
      case CharsetKind::euc_tw:
      case CharsetKind::shift_jis: {
        const auto before = std::string_view(octets_).substr(last_start_, at - last_start_);
        return to_utf8(before, charset->name).invalid > 0;
      }
      default:
        return false;
    }
  }

  DecodedWords finish() {
    if (after_word_) keep_space(body_.size());
    std::string text;
    OffsetMap to_octets;
    bool changed = false;
    for (const Stretch& stretch : stretches_) {
      const std::string_view octets =
          std::string_view(octets_).substr(stretch.begin, stretch.end - stretch.begin);
      CharsetResult decoded = to_utf8(octets, stretch.charset);
      if (stretch.is_word) check_charset(stretch, decoded);
      changed = changed || decoded.text != octets;
      text += decoded.text;
      to_octets.append(decoded.map, stretch.begin);
    }
    DecodedText half = DecodedText::decoded(std::move(octets_), std::move(map_));
    result_.text =
        changed ? DecodedText::decoded_again(std::move(half), std::move(text), std::move(to_octets))
                : std::move(half);
    return std::move(result_);
  }

  void check_charset(const Stretch& stretch, const CharsetResult& decoded) {
    // UTF-7 is registered, but hides what it says: no client decodes it any more.
    const Charset* charset = find_charset(stretch.charset);
    if (!decoded.known || (charset != nullptr && charset->name == "utf-7")) {
      add_problem(EncodedWordProblem::unknown_charset, stretch.words);
    } else if (decoded.invalid > 0 && charset != nullptr &&
               charset->kind != CharsetKind::stateful) {
      // Japanese clients write ISO-2022-JP with their vendors' characters, and read them.
      add_problem(EncodedWordProblem::invalid_for_charset, stretch.words);
    }
  }

  std::string_view body_;
  std::size_t source_begin_;
  std::size_t at_ = 0;
  bool after_word_ = false;  // nothing but white space since a word
  std::size_t last_word_begin_ = 0;
  std::size_t last_word_end_ = 0;
  std::size_t last_start_ = 0;  // of the last word in octets_
  std::size_t next_close_ = 0;
  std::size_t next_open_ = 0;
  std::string octets_;  // transfer-decoded, charsets as they are
  OffsetMap map_;       // from octets_ to the source
  std::vector<Stretch> stretches_;
  DecodedWords result_;
};

}  // namespace

DecodedWords decode_unstructured(std::string_view body, std::size_t source_begin) {
  if (std::ranges::none_of(body, is_line_end) && body.find("=?") == npos && is_valid_utf8(body)) {
    return {DecodedText::verbatim(body, source_begin), 0, {}};
  }
  return Decoder(body, source_begin).decode();
}

}  // namespace maillint
