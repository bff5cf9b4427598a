// Patterns of .gitignore files (gitignore(5)); --exclude and globs of the command line use them
// too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillint::cli {

/// One pattern. Matching takes time linear in pattern times path, whatever they are.
class PathPattern {
 public:
  /// A line without its line end. Absent for a blank one, a comment, and what can never match.
  static std::optional<PathPattern> parse(std::string_view line);

  /// `path`: relative to the folder that the pattern belongs to, with "/" between names.
  bool matches(std::string_view path, bool is_directory) const;
  /// It begins with "!": what it matches is wanted after all.
  bool is_negated() const { return negated_; }

 private:
  enum class Kind : std::uint8_t { literal, any, set, star, deep_begin, deep, everything };
  struct Token {
    Kind kind = Kind::literal;
    char literal = 0;
    std::uint32_t set = 0;  // index into sets_
  };
  struct Set {
    bool has[256] = {};
  };

  bool add_tokens(std::string_view glob);
  bool add_set(std::string_view glob, std::size_t& at);
  void enter(std::vector<char>& states, std::size_t state) const;

  std::vector<Token> tokens_;
  std::vector<Set> sets_;
  bool negated_ = false;
  bool directories_only_ = false;
};

/// The patterns of one file, or of the command line.
class PathPatterns {
 public:
  enum class Verdict : std::uint8_t { none, ignored, wanted };

  void add(std::string_view line);
  void add_lines(std::string_view text);
  bool empty() const { return patterns_.empty(); }
  /// The last pattern that matches decides.
  Verdict judge(std::string_view path, bool is_directory) const;

 private:
  std::vector<PathPattern> patterns_;
};

}  // namespace maillint::cli
