// Patterns of .gitignore files: an automaton of positions in the pattern, a step for each octet.
#include "cli/walk/gitignore.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint::cli {
namespace {

/// A pattern longer than this is no pattern that anybody wrote.
constexpr std::size_t longest_pattern = 4096;

/// Blanks at the end do not count unless the last one stands behind "\".
std::string_view without_trailing_blanks(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0 && line[end - 1] == ' ') {
    std::size_t backslashes = 0;
    while (backslashes + 1 < end && line[end - 2 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 1) break;
    --end;
  }
  return line.substr(0, end);
}

bool in_class(std::string_view name, char c) {
  const bool lower = c >= 'a' && c <= 'z';
  const bool upper = c >= 'A' && c <= 'Z';
  const bool digit = ascii::is_digit(c);
  const bool graph = c > ' ' && c < '\x7f';
  if (name == "alpha") return lower || upper;
  if (name == "digit") return digit;
  if (name == "alnum") return lower || upper || digit;
  if (name == "lower") return lower;
  if (name == "upper") return upper;
  if (name == "space") return c == ' ' || (c >= '\t' && c <= '\r');
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "punct") return graph && !lower && !upper && !digit;
  if (name == "graph") return graph;
  if (name == "print") return graph || c == ' ';
  if (name == "cntrl") return (c >= 0 && c < ' ') || c == '\x7f';
  if (name == "xdigit") return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  return false;
}

}  // namespace

std::optional<PathPattern> PathPattern::parse(std::string_view line) {
  line = without_trailing_blanks(line);
  if (line.empty() || line.front() == '#' || line.size() > longest_pattern) return std::nullopt;
  PathPattern pattern;
  if (line.front() == '!') {
    pattern.negated_ = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.directories_only_ = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return std::nullopt;
  // Without a slash before its end it fits at any depth.
  const bool anchored = line.find('/') != std::string_view::npos;
  if (line.front() == '/') line.remove_prefix(1);
  if (!anchored) {
    pattern.tokens_.push_back({.kind = Kind::deep_begin});
    pattern.tokens_.push_back({.kind = Kind::deep});
  }
  if (!pattern.add_tokens(line)) return std::nullopt;
  return pattern;
}

bool PathPattern::add_tokens(std::string_view glob) {
  for (std::size_t i = 0; i < glob.size(); ++i) {
    const char c = glob[i];
    if (c == '\\') {
      if (++i == glob.size()) return false;  // git: never matches
      tokens_.push_back({.kind = Kind::literal, .literal = glob[i]});
    } else if (c == '?') {
      tokens_.push_back({.kind = Kind::any});
    } else if (c == '[') {
      if (!add_set(glob, i)) return false;
    } else if (c == '*') {
      const std::size_t begin = i;
      while (i + 1 < glob.size() && glob[i + 1] == '*') ++i;
      const bool alone = i - begin == 1 && (begin == 0 || glob[begin - 1] == '/');
      if (alone && i + 1 < glob.size() && glob[i + 1] == '/') {
        tokens_.push_back({.kind = Kind::deep_begin});
        tokens_.push_back({.kind = Kind::deep});
        ++i;  // the slash is part of it: "a/**/b" fits "a/b"
      } else if (alone && i + 1 == glob.size() && begin > 0) {
        tokens_.push_back({.kind = Kind::everything});
      } else {
        tokens_.push_back({.kind = Kind::star});
      }
    } else {
      tokens_.push_back({.kind = Kind::literal, .literal = c});
    }
  }
  return true;
}

/// From "[" at `at`, which is left at "]". False if there is none.
bool PathPattern::add_set(std::string_view glob, std::size_t& at) {
  Set set;
  std::size_t i = at + 1;
  const bool inverted = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (inverted) ++i;
  for (bool first = true;; first = false) {
    if (i >= glob.size()) return false;
    char c = glob[i];
    if (c == ']' && !first) break;
    if (const std::size_t end = glob.find(":]", i + 2);
        c == '[' && i + 1 < glob.size() && glob[i + 1] == ':' && end != std::string_view::npos) {
      const std::string_view name = glob.substr(i + 2, end - i - 2);
      for (int octet = 0; octet < 128; ++octet)
        if (in_class(name, static_cast<char>(octet))) set.has[octet] = true;
      i = end + 2;
      continue;
    }
    if (c == '\\' && ++i < glob.size()) c = glob[i];
    if (i >= glob.size()) return false;
    unsigned char last = static_cast<unsigned char>(c);
    if (i + 2 < glob.size() && glob[i + 1] == '-' && glob[i + 2] != ']') {
      i += 2;
      if (glob[i] == '\\' && i + 1 < glob.size()) ++i;
      last = static_cast<unsigned char>(glob[i]);
    }
    for (unsigned octet = static_cast<unsigned char>(c); octet <= last; ++octet)
      set.has[octet] = true;
    ++i;
  }
  if (inverted)
    for (bool& has : set.has) has = !has;
  set.has[static_cast<unsigned char>('/')] = false;
  tokens_.push_back({.kind = Kind::set, .set = static_cast<std::uint32_t>(sets_.size())});
  sets_.push_back(set);
  at = i;
  return true;
}

/// Marks a position, and those that are reached from it without an octet.
void PathPattern::enter(std::vector<char>& states, std::size_t state) const {
  while (state < states.size() && states[state] == 0) {
    states[state] = 1;
    if (state == tokens_.size()) return;
    switch (tokens_[state].kind) {
      case Kind::deep_begin:  // no folder at all, or into the folders
        states[state + 1] = 1;
        state += 2;
        break;
      case Kind::star:
      case Kind::everything:
        ++state;
        break;
      default:
        return;
    }
  }
}

bool PathPattern::matches(std::string_view path, bool is_directory) const {
  if (directories_only_ && !is_directory) return false;
  std::vector<char> now(tokens_.size() + 1, 0);
  std::vector<char> next(now.size(), 0);
  enter(now, 0);
  for (const char c : path) {
    std::ranges::fill(next, 0);
    bool alive = false;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (now[i] == 0) continue;
      alive = true;
      const Token& token = tokens_[i];
      switch (token.kind) {
        case Kind::literal:
          if (c == token.literal) enter(next, i + 1);
          break;
        case Kind::any:
          if (c != '/') enter(next, i + 1);
          break;
        case Kind::set:
          if (sets_[token.set].has[static_cast<unsigned char>(c)]) enter(next, i + 1);
          break;
        case Kind::star:
          if (c != '/') enter(next, i);
          break;
        case Kind::everything:
          enter(next, i);
          break;
        case Kind::deep:
          next[i] = 1;
          if (c == '/') enter(next, i + 1);
          break;
        case Kind::deep_begin:
          break;
      }
    }
    if (!alive) return false;
    now.swap(next);
  }
  return now.back() != 0;
}

void PathPatterns::add(std::string_view line) {
  if (std::optional<PathPattern> pattern = PathPattern::parse(line))
    patterns_.push_back(std::move(*pattern));
}

void PathPatterns::add_lines(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    add(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

PathPatterns::Verdict PathPatterns::judge(std::string_view path, bool is_directory) const {
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->matches(path, is_directory))
      return pattern->is_negated() ? Verdict::wanted : Verdict::ignored;
  }
  return Verdict::none;
}

}  // namespace maillint::cli
