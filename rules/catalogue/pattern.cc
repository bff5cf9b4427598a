// Regular expressions of entries.
#include "rules/catalogue/pattern.h"

#include <re2/re2.h>

#include <algorithm>

namespace maillint {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

std::unique_ptr<re2::RE2> compile(std::string_view regex) {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_never_capture(true);
  options.set_log_errors(false);
  options.set_dot_nl(true);
  return std::make_unique<re2::RE2>(piece(regex), options);
}

bool search(const re2::RE2& regex, std::string_view text) {
  return regex.ok() && re2::RE2::PartialMatch(piece(text), regex);
}

/// Where a class ("[^]|]") that begins at `at` ends.
std::size_t class_end(std::string_view regex, std::size_t at) {
  std::size_t end = at + 1;
  if (regex.substr(end).starts_with('^')) ++end;
  if (regex.substr(end).starts_with(']')) ++end;
  while (end < regex.size() && regex[end] != ']') end += regex[end] == '\\' ? 2 : 1;
  return std::min(end + 1, regex.size());
}

struct Parts {
  std::string wide;                            // "{0,48}" is "*"
  std::vector<std::string_view> alternatives;  // views of the pattern
};

Parts take_apart(std::string_view regex) {
  Parts parts;
  // Flags hold for what follows them, and quotes end our reading: such a pattern stays whole.
  if (regex.find("(?") != regex.npos || regex.find("\\Q") != regex.npos) {
    return {.wide = std::string(regex), .alternatives = {regex}};
  }
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < regex.size();) {
    std::size_t end = at + 1;
    const char c = regex[at];
    if (c == '\\') ++end;
    if (c == '[') end = class_end(regex, at);
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '|' && depth == 0) {
      parts.alternatives.push_back(regex.substr(begin, at - begin));
      begin = end;
    }
    const std::size_t closed =
        regex.substr(at).starts_with("{0,") ? regex.find('}', at) : regex.npos;
    if (closed != regex.npos) {
      parts.wide += '*';
      end = closed + 1;
    } else {
      parts.wide += regex.substr(at, end - at);
    }
    at = end;
  }
  parts.alternatives.push_back(regex.substr(begin));
  return parts;
}

}  // namespace

struct Pattern::Alternative {
  std::string_view regex;
  std::unique_ptr<std::once_flag> once = std::make_unique<std::once_flag>();
  std::unique_ptr<re2::RE2> compiled = nullptr;
};

Pattern::Pattern() = default;
Pattern::~Pattern() = default;

bool Pattern::matches(std::string_view regex, std::string_view text) {
  std::call_once(once_, [&] {
    const Parts parts = take_apart(regex);
    wide_ = compile(parts.wide);
    exact_ = parts.wide == regex;
    if (exact_) return;
    for (const std::string_view each : parts.alternatives) alternatives_.push_back({each});
  });
  if (!search(*wide_, text)) return false;
  if (exact_) return true;
  for (Alternative& alternative : alternatives_) {
    std::call_once(*alternative.once, [&] { alternative.compiled = compile(alternative.regex); });
    if (search(*alternative.compiled, text)) return true;
  }
  return false;
}

std::string pattern_error(std::string_view regex) {
  const std::unique_ptr<re2::RE2> pattern = compile(regex);
  return pattern->ok() ? std::string() : pattern->error();
}

}  // namespace maillint
