// Message identifiers, tolerant of what old and careless programs write.
#include "lint/message_id.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;

class Parser {
 public:
  Parser(std::string_view text, std::size_t source_begin, std::size_t limit)
      : text_(text), source_begin_(source_begin), limit_(limit) {}

  MessageIds parse() {
    if (text_.find('<') == npos) {
      read_bare();
      return std::move(result_);
    }
    std::size_t junk_begin = npos;
    std::size_t junk_end = 0;
    const auto end_junk = [&] {
      if (junk_begin != npos) problem(MessageIdProblem::trailing_junk, junk_begin, junk_end);
      junk_begin = npos;
    };
    while (at_ < text_.size() && result_.ids.size() < limit_) {
      const char c = text_[at_];
      if (ascii::is_space(c)) {
        ++at_;
      } else if (c == '<') {
        end_junk();
        read_angle();
      } else if (c == '(' && skip_comment()) {
        // RFC 5322 allows a comment between two ids
      } else {
        if (junk_begin == npos) junk_begin = at_;
        junk_end = ++at_;
      }
    }
    end_junk();
    return std::move(result_);
  }

 private:
  void problem(MessageIdProblem problem, std::size_t begin, std::size_t end) {
    if (result_.problems.size() < limit_)
      result_.problems.push_back({problem, span_of(source_begin_ + begin, source_begin_ + end)});
  }

  /// False if the comment never ends: then "(" is junk like any other octet.
  bool skip_comment() {
    if (comments_are_over_) return false;
    std::size_t depth = 0;
    for (std::size_t i = at_; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '(') {
        ++depth;
      } else if (text_[i] == ')' && --depth == 0) {
        at_ = i + 1;
        return true;
      }
    }
    comments_are_over_ = true;
    return false;
  }

  /// text_[at_] is "<". An id ends at ">", or before the next "<" where ">" is missing.
  void read_angle() {
    const std::size_t begin = at_;
    static constexpr OctetSet brackets("<>");
    const std::size_t stop = brackets.find(text_, begin + 1);
    const bool closed = stop < text_.size() && text_[stop] == '>';
    at_ = closed ? stop + 1 : stop;
    std::size_t end = at_;
    if (!closed) {
      while (end > begin + 1 && ascii::is_space(text_[end - 1])) --end;
      problem(MessageIdProblem::no_brackets, begin, end);
    }
    add(begin, end, begin + 1, closed ? stop : end);
  }

  /// Without any "<": one id, or several where each word looks like one.
  void read_bare() {
    std::string_view rest = ascii::trim(text_);
    if (rest.empty()) return;
    const std::size_t begin = static_cast<std::size_t>(rest.data() - text_.data());
    const std::size_t end = begin + rest.size();
    if (!every_word_has_at(rest)) {
      problem(MessageIdProblem::no_brackets, begin, end);
      add(begin, end, begin, end);
      return;
    }
    for (std::size_t i = begin; i < end && result_.ids.size() < limit_;) {
      if (ascii::is_space(text_[i])) {
        ++i;
        continue;
      }
      const std::size_t word = i;
      while (i < end && !ascii::is_space(text_[i])) ++i;
      problem(MessageIdProblem::no_brackets, word, i);
      add(word, i, word, i);
    }
  }
  static bool every_word_has_at(std::string_view text) {
    bool at = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '@') at = true;
      if (!ascii::is_space(text[i])) continue;
      if (!at) return false;
      while (i + 1 < text.size() && ascii::is_space(text[i + 1])) ++i;
      at = false;
    }
    return at;
  }

  /// The id [begin, end) of text_, with its brackets at [outer_begin, outer_end).
  void add(std::size_t outer_begin, std::size_t outer_end, std::size_t begin, std::size_t end) {
    MessageId added{.span = span_of(source_begin_ + outer_begin, source_begin_ + outer_end),
                    .id = text_.substr(begin, end - begin)};
    std::size_t first_at = npos;
    std::size_t ats = 0;
    std::size_t space = npos;
    bool quoted = false;
    bool literal = false;
    for (std::size_t i = begin; i < end; ++i) {
      const char c = text_[i];
      if (quoted && c == '\\') {
        ++i;
        continue;
      }
      if (c == '"') quoted = !quoted;
      if (quoted) continue;
      if (c == '[') literal = true;
      if (c == ']') literal = false;
      if (c == '@' && !literal) {
        if (ats++ == 0) first_at = i;
        last_at_ = i;
      }
      if (ascii::is_space(c) && space == npos) space = i;
    }
    if (ats > 0) {
      added.left = text_.substr(begin, first_at - begin);
      added.right = text_.substr(first_at + 1, end - first_at - 1);
    }
    result_.ids.push_back(added);
    if (ats == 0) problem(MessageIdProblem::no_at, outer_begin, outer_end);
    if (ats > 1) problem(MessageIdProblem::multiple_at, last_at_, end);
    if (space != npos) {
      std::size_t space_end = space;
      while (space_end < end && ascii::is_space(text_[space_end])) ++space_end;
      problem(MessageIdProblem::space_inside, space, space_end);
    }
  }

  std::string_view text_;
  std::size_t source_begin_;
  std::size_t limit_;
  std::size_t at_ = 0;
  std::size_t last_at_ = 0;
  bool comments_are_over_ = false;
  MessageIds result_;
};

}  // namespace

MessageIds parse_message_ids(std::string_view text, std::size_t source_begin, std::size_t limit) {
  return Parser(text, source_begin, limit).parse();
}

}  // namespace maillint
