// Reads directives from the raw octets: a mark, then the comment around it.
#include "rules/suppression/directives.h"

#include <algorithm>
#include <array>
#include <optional>

#include "lint/ascii.h"
#include "rules/edits.h"
#include "rules/suppression/comment_fences.h"

namespace maillint {
namespace {

using Scope = Directive::Scope;

constexpr std::string_view mark = "maillint-";
constexpr std::size_t names_most = 2'000;  // of rules, in a whole message

struct Word {
  std::string_view text;  // behind the mark
  Scope scope;
};
constexpr Word words[] = {{"disable-next-line", Scope::next_line},
                          {"disable-line", Scope::line},
                          {"disable-file", Scope::file},
                          {"disable", Scope::begin},
                          {"enable", Scope::end}};

constexpr std::string_view word_letters = "abcdefghijklmnopqrstuvwxyz-";

/// Before the end of a comment: "{%- ... -%}", "{{~! ... ~}}".
bool is_cutter(char c) { return c == '-' || c == '~'; }

class Reader {
 public:
  explicit Reader(const Message& message)
      : message_(message),
        octets_(message.octets()),
        line_end_(message.line_end() == LineEnd::cr ? '\r' : '\n') {}

  std::vector<Directive> read() {
    read_fields();
    std::size_t behind = 0;  // the comment before
    for (std::size_t at = octets_.find(mark); at != std::string_view::npos && has_room();
         at = octets_.find(mark, at)) {
      const std::optional<Directive> found = read_comment(behind, at);
      at += mark.size();
      if (!found) continue;
      behind = at = found->comment.end;
      found_.push_back(*found);
      found_.back().range = range_of(*found);
    }
    // A directive for the next line goes through those that stand there.
    for (std::size_t i = found_.size(); i-- > 1;) pass_through(found_[i - 1], found_[i]);
    return std::move(found_);
  }

  std::optional<Directive> naming(Span rule) {
    const auto names = [&](const Directive& directive) {
      return std::ranges::find(directive.rules, rule) != directive.rules.end();
    };
    enough_ = rule.begin;
    if (const Field* field = rules::field_at(message_, rule.begin); field && is_own(*field))
      return read_field(*field);
    // The outermost comment is the one that counts.
    constexpr std::size_t marks_most = 10;
    std::optional<Directive> naming;
    std::size_t at = rule.begin;
    for (std::size_t i = 0; i < marks_most && at > 0; ++i) {
      at = octets_.rfind(mark, at - 1);
      if (at == std::string_view::npos) break;
      ends_ = {};
      names_ = 0;
      std::optional<Directive> found = read_comment(0, at);
      if (found && found->comment.end > rule.end) naming = std::move(found);
    }
    return naming && names(*naming) ? naming : std::nullopt;
  }

 private:
  struct Ends {
    std::size_t plain = 0;
    std::size_t trimming = 0;
  };

  bool has_room() const { return found_.size() < directives_most; }

  void read_fields() {
    for (const Field& field : message_.fields()) {
      if (!is_own(field)) continue;
      if (!has_room()) return;
      found_.push_back(read_field(field));
    }
  }

  bool is_own(const Field& field) const {
    return field.id == FieldId::other && ascii::equal(message_.name(field), "X-Maillint");
  }

  /// "X-Maillint: disable=rule,rule -- why".
  Directive read_field(const Field& field) {
    const Span value = message_.trimmed(field);
    Directive directive{.word = value, .comment = value, .range = whole()};
    const std::string_view text = message_.text(value);
    constexpr std::string_view disable = "disable=";
    if (ascii::starts_with(text, disable)) {
      directive.scope = Scope::file;
      directive.word = span_of(value.begin, value.begin + disable.size() - 1);
      read_rules(value.begin + disable.size(), value.end, directive);
    }
    return directive;
  }

  Span whole() const { return span_of(0, octets_.size()); }

  const CommentFence* comment_before(std::size_t behind, std::size_t& at) const {
    while (at > behind && ascii::is_space(octets_[at - 1])) --at;
    const std::string_view before = octets_.substr(behind, at - behind);
    for (const CommentFence& comment : comment_fences) {
      if (!before.ends_with(comment.begin)) continue;
      at -= comment.begin.size();
      return &comment;
    }
    return nullptr;
  }

  /// Where its end stands; empty if it is never closed. `from` grows, and each kind of end is
  /// looked for from where it was found last.
  Span end_of(const CommentFence& comment, std::size_t from) {
    Ends& ends = ends_[static_cast<std::size_t>(&comment - std::begin(comment_fences))];
    if (ends.plain < from) ends.plain = octets_.find(comment.end, from);
    if (comment.trimming_end.empty()) {
      ends.trimming = std::string_view::npos;
    } else if (ends.trimming < from) {
      ends.trimming = octets_.find(comment.trimming_end, from);
    }
    const std::size_t end = std::min(ends.plain, ends.trimming);
    if (end == std::string_view::npos) return {};
    const auto& written = end == ends.plain ? comment.end : comment.trimming_end;
    return span_of(end, end + written.size());
  }

  std::optional<Directive> read_comment(std::size_t behind, std::size_t at) {
    std::size_t begin = at;
    const CommentFence* comment = comment_before(behind, begin);
    if (comment == nullptr) return std::nullopt;
    const std::size_t name = at + mark.size();
    const std::size_t name_end =
        std::min(octets_.find_first_not_of(word_letters, name), octets_.size());
    std::string_view word = octets_.substr(name, name_end - name);
    // "{#- maillint-enable x -#}" and "<!--maillint-enable-->": the marks are no letters of it.
    while (word.ends_with('-')) word.remove_suffix(1);
    if (!word.starts_with("disable") && !word.starts_with("enable")) return std::nullopt;
    const Span end = end_of(*comment, name + word.size());
    if (end.empty()) return std::nullopt;
    Directive directive{.word = span_of(at, name + word.size()),
                        .comment = span_of(begin, end.end)};
    const auto* known = std::ranges::find(words, word, &Word::text);
    if (known != std::end(words)) directive.scope = known->scope;
    read_rules(name + word.size(), end.begin, directive);
    return directive;
  }

  /// Names between commas or white space, up to " -- why". "=" parts them too: a soft line break of
  /// quoted-printable.
  void read_rules(std::size_t begin, std::size_t end, Directive& directive) {
    constexpr std::string_view between = ", \t\r\n=";
    const std::string_view text = octets_.substr(0, end);
    for (std::size_t at = text.find_first_not_of(between, begin); at < end;) {
      const std::size_t to = std::min(text.find_first_of(between, at), end);
      const std::string_view name = text.substr(at, to - at);
      if (name == "--") {
        std::size_t last = end;
        at = std::min(text.find_first_not_of(between, to), end);
        while (last > at && (ascii::is_space(octets_[last - 1]) || is_cutter(octets_[last - 1])))
          --last;
        directive.reason = span_of(at, last);
        return;
      }
      const bool is_name = name.size() > 1 || !is_cutter(name[0]);
      if (is_name && names_ < names_most) {
        directive.rules.push_back(span_of(at, to));
        ++names_;
        if (at > enough_) return;
      }
      at = text.find_first_not_of(between, to);
    }
  }

  /// Directives come in order, so each line is looked for once, however many stand in it.
  Span line_of(std::size_t offset) {
    if (offset < line_.begin || offset > line_.end) {
      const std::size_t before =
          offset == 0 ? std::string_view::npos : octets_.rfind(line_end_, offset - 1);
      const std::size_t end = octets_.find(line_end_, offset);
      line_ =
          span_of(before == std::string_view::npos ? 0 : before + 1, std::min(end, octets_.size()));
    }
    return line_;
  }

  Span line_behind(std::size_t offset) {
    const std::size_t begin = std::min<std::size_t>(line_of(offset).end + 1, octets_.size());
    if (next_.begin != begin || next_.empty())
      next_ = span_of(begin, std::min(octets_.find(line_end_, begin), octets_.size()));
    return next_;
  }

  Span range_of(const Directive& directive) {
    switch (directive.scope) {
      case Scope::next_line:
        return line_behind(directive.comment.end - 1);
      case Scope::line:
        return line_of(directive.comment.begin);
      case Scope::begin:
      case Scope::end:
        return span_of(directive.comment.begin, octets_.size());
      case Scope::file:
        return whole();
      case Scope::unknown:
        break;
    }
    return {};
  }

  void pass_through(Directive& directive, const Directive& next) const {
    constexpr std::size_t indent_most = 1'000;
    if (directive.scope != Scope::next_line || next.scope != Scope::next_line) return;
    const Span line = directive.range;
    if (next.comment.begin < line.begin || next.comment.begin > line.end) return;
    const std::size_t indent = next.comment.begin - line.begin;
    if (indent > indent_most ||
        !std::ranges::all_of(octets_.substr(line.begin, indent), ascii::is_space))
      return;
    directive.range = next.range;
  }

  const Message& message_;
  std::string_view octets_;
  char line_end_;
  Span line_{1, 0};  // the last one that was looked for
  Span next_{1, 1};
  std::array<Ends, std::size(comment_fences)> ends_{};
  std::size_t names_ = 0;
  std::size_t enough_ = std::string_view::npos;  // names behind the first one after it are not read
  std::vector<Directive> found_;
};

}  // namespace

std::vector<Directive> read_directives(const Message& message) { return Reader(message).read(); }

std::optional<Directive> directive_naming(const Message& message, Span rule) {
  return Reader(message).naming(rule);
}

}  // namespace maillint
