// Lazy patterns.
#include "rules/data/patterns.h"

#include <re2/re2.h>

#include <string>

#include "lint/ascii.h"

namespace maillint::lists {
namespace {

PatternOpening opening(std::string_view pattern) {
  PatternOpening result;
  if (pattern.starts_with('^')) {
    result.anchored = true;
    pattern.remove_prefix(1);
  }
  while (!pattern.empty()) {
    std::size_t size = 1;
    char c = pattern[0];
    if (c == '\\') {
      if (pattern.size() < 2 || ascii::is_alnum(pattern[1])) break;  // \d, \b
      c = pattern[1];
      size = 2;
    } else if (std::string_view(".[](){}?*+|$^").find(c) != std::string_view::npos) {
      break;
    }
    const char after = size < pattern.size() ? pattern[size] : '\0';
    if (after == '?' || after == '*' || after == '{' || after == '+') break;
    result.literal += c;
    pattern.remove_prefix(size);
  }
  result.rest = pattern;
  return result;
}

}  // namespace

Patterns::Patterns(const Table& table, std::uint32_t column)
    : table_(table),
      column_(column),
      compiled_(std::make_unique<std::atomic<const re2::RE2*>[]>(table.size())) {
  openings_.reserve(table.size());
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    openings_.push_back(opening(table.cell(row, column)));
  }
}

Patterns::~Patterns() {
  for (std::uint32_t row = 0; row < table_.size(); ++row) delete compiled_[row].load();
}

bool Patterns::matches(std::uint32_t row, std::string_view text) const {
  const PatternOpening& open = openings_[row];
  if (open.anchored) {
    if (!text.starts_with(open.literal)) return false;
    if (open.rest.empty()) return true;
    if (open.rest == "$") return text.size() == open.literal.size();
  } else {
    if (open.rest == "$") return text.ends_with(open.literal);
    if (text.find(open.literal) == std::string_view::npos) return false;
    if (open.rest.empty()) return true;
  }
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled(row));
}

const re2::RE2& Patterns::compiled(std::uint32_t row) const {
  const re2::RE2* known = compiled_[row].load(std::memory_order_acquire);
  if (known != nullptr) return *known;
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_never_capture(true);
  options.set_log_errors(false);
  const std::string_view pattern = table_.cell(row, column_);
  auto fresh =
      std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (compiled_[row].compare_exchange_strong(known, fresh.get(), std::memory_order_acq_rel)) {
    return *fresh.release();
  }
  return *known;  // another thread was quicker
}

}  // namespace maillint::lists
