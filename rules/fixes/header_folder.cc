// Header lines with other words in them, folded anew where they get too long.
#include "rules/fixes/header_folder.h"

#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "lint/encode_words.h"
#include "rules/edits.h"

namespace maillint::rules {
namespace {

/// Behind the name of the field, if one begins in this line.
std::uint32_t body_begin(const Message& message, std::uint32_t line_begin) {
  const Span line = message.source().line_at(line_begin);
  const std::string_view text = message.text(line);
  const std::size_t colon = text.find(':');
  if (text.empty() || ascii::is_wsp(text[0]) || colon == std::string_view::npos) return line.begin;
  return static_cast<std::uint32_t>(line.begin + colon + 1);
}

}  // namespace

HeaderFolder::HeaderFolder(const Message& message, std::uint32_t line_begin, std::size_t wanted)
    : message_(message),
      line_end_(line_end_of(message)),
      wanted_(wanted),
      first_(body_begin(message, line_begin)) {}

void HeaderFolder::keep(Span span) {
  const std::string_view octets = message_.octets();
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    if (octets[at] == '\r' || octets[at] == '\n') {
      end_line();
      continue;
    }
    if (ascii::is_wsp(octets[at])) {
      if (has_text_ && space_.begin == nowhere) space_ = {.begin = at, .column = column_};
      ++column_;
      continue;
    }
    end_space();
    has_text_ = has_text_ || at >= first_;
    ++column_;
    fold_if_long();
  }
  longest_ = std::max(longest_, column_);
}

void HeaderFolder::encode(Span span, std::string_view text, Spaces spaces) {
  const std::size_t before = spaces.before ? 1 : 0;
  std::string words = encode_words(text, column_ + before, line_end_);
  const bool is_split = words.find(line_end_) != std::string::npos;
  const bool starts_with_fold = words.starts_with(line_end_);
  if (is_split && space_.begin != nowhere &&
      (starts_with_fold || encode_words(text, 1, {}).find(' ') == std::string::npos)) {
    end_space();
    fold();
    words = encode_words(text, column_, line_end_);
  } else if (starts_with_fold && !spaces.before) {
    // White space that may not be folded stands before it: better a long line than two of them.
    words = encode_words(text, 0, line_end_);
  } else if (spaces.before && !starts_with_fold) {
    words.insert(0, 1, ' ');
  }
  if (spaces.behind) words += ' ';
  end_space();
  has_text_ = true;
  if (const std::size_t last = words.rfind(line_end_); last != std::string::npos) {
    fold_ = {};
    column_ = words.size() - last - line_end_.size();
  } else {
    column_ += words.size();
  }
  fold_if_long();
  edits_.push_back({.span = span, .text = std::move(words)});
}

void HeaderFolder::keep_together(std::size_t octets) {
  if (space_.begin == nowhere || column_ + octets <= wanted_) return;
  end_space();
  fold();
}

std::vector<Edit> HeaderFolder::edits() && {
  std::ranges::sort(edits_, {}, [](const Edit& edit) { return edit.span.begin; });
  return std::move(edits_);
}

void HeaderFolder::end_line() {
  longest_ = std::max(longest_, column_);
  column_ = 0;
  has_text_ = false;
  space_ = fold_ = {};
}

void HeaderFolder::end_space() {
  if (space_.begin != nowhere) fold_ = std::exchange(space_, {});
}

void HeaderFolder::fold() {
  longest_ = std::max(longest_, fold_.column);
  edits_.push_back({.span = {fold_.begin, fold_.begin}, .text = line_end_});
  column_ -= fold_.column;
  fold_ = {};
}

void HeaderFolder::fold_if_long() {
  if (column_ > wanted_ && fold_.begin != nowhere) fold();
}

}  // namespace maillint::rules
