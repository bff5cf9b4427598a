// Content-Type and Content-Disposition, as they are written, right or wrong.
#include "lint/content_type.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <tuple>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/encoded_word.h"
#include "lint/limits.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr bool is_tspecial(char c) { return std::string_view("()<>@,;:\\\"/[]?=").find(c) != npos; }
constexpr bool is_token_char(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && !is_tspecial(c);
}

/// One "name=value" as written. `text` has its quotes and escapes undone.
struct Segment {
  std::string name;              // lower case, without "*", "*0", "*0*"
  std::optional<unsigned> part;  // RFC 2231 continuation number
  bool encoded = false;          // name ends with "*": percent-encoded, charset in front
  std::string text;
  Span span;  // raw value without its quotes
};

/// A hostile field may hold a fault at every octet; what people can act on are the first ones.
void add_problem(ParameterizedValue& out, ParameterProblem problem, Span span) {
  constexpr std::size_t problems_kept = 64;
  if (out.problems.size() < problems_kept) out.problems.push_back({problem, span});
}

/// No field within limits::field_octets holds more parameters than this.
constexpr std::size_t parameters_read = limits::field_octets / 4;

class Reader {
 public:
  Reader(std::string_view text, std::size_t source_begin, ParameterizedValue& out)
      : text_(text), source_begin_(source_begin), out_(out) {}

  std::vector<Segment> read() {
    read_value();
    std::vector<Segment> segments;
    while (segments.size() < parameters_read) {
      skip_cfws();
      if (at_ >= text_.size()) break;
      if (text_[at_] == ';') {
        read_separator();
        continue;
      }
      read_parameter(segments);
    }
    return segments;
  }

 private:
  void problem(ParameterProblem problem, std::size_t begin, std::size_t end) {
    add_problem(out_, problem, span(begin, end));
  }
  Span span(std::size_t begin, std::size_t end) const {
    return span_of(source_begin_ + begin, source_begin_ + end);
  }

  /// White space and comments. An unclosed comment reaches to the end.
  void skip_cfws() {
    while (at_ < text_.size()) {
      if (text_[at_] == '(') {
        skip_comment();
      } else if (ascii::is_space(text_[at_]) || text_[at_] == '\0') {
        ++at_;
      } else {
        return;
      }
    }
  }
  void skip_comment() {
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\') {
        if (at_ + 1 < text_.size()) ++at_;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        ++at_;
        return;
      }
    }
  }

  void read_separator() {
    const std::size_t begin = at_++;
    skip_cfws();
    if (at_ >= text_.size() || text_[at_] == ';')
      problem(ParameterProblem::trailing_semicolon, begin, begin + 1);
  }

  /// "text/plain", up to ";". White space inside is dropped ("text / plain"); a word with "=" in it
  /// is a parameter whose ";" is missing.
  void read_value() {
    std::size_t begin = npos;
    std::size_t end = 0;
    while (true) {
      skip_cfws();
      if (at_ >= text_.size() || text_[at_] == ';') break;
      const std::size_t word = at_;
      while (at_ < text_.size() && !ascii::is_space(text_[at_]) && text_[at_] != ';' &&
             text_[at_] != '(')
        ++at_;
      const std::string_view read = text_.substr(word, at_ - word);
      const bool parameter = begin != npos && is_parameter_start(word);
      if (parameter) {
        problem(ParameterProblem::malformed, word, at_);
        at_ = word;
        break;
      }
      if (begin == npos) begin = word;
      end = at_;
      for (const char c : read) out_.value.push_back(ascii::lower(c));
    }
    if (begin == npos) {
      problem(ParameterProblem::malformed, 0, text_.size());
      return;
    }
    out_.value_span = span(begin, end);
    if (out_.value.size() >= 2 && out_.value.front() == '"' && out_.value.back() == '"')
      out_.value = out_.value.substr(1, out_.value.size() - 2);
    const auto valid = [](char c) { return is_token_char(c) || c == '/'; };
    if (!std::ranges::all_of(text_.substr(begin, end - begin),
                             [&](char c) { return valid(c) || ascii::is_space(c); }))
      problem(ParameterProblem::malformed, begin, end);
  }

  /// Whether `token =` stands at `at`.
  bool is_parameter_start(std::size_t at) const {
    const std::size_t begin = at;
    while (at < text_.size() && is_token_char(text_[at])) ++at;
    return at > begin && at < text_.size() && text_[at] == '=';
  }

  void read_parameter(std::vector<Segment>& segments) {
    const std::size_t name_begin = at_;
    while (at_ < text_.size() && text_[at_] != '=' && text_[at_] != ';' &&
           !ascii::is_space(text_[at_]) && text_[at_] != '(')
      ++at_;
    const std::size_t name_end = at_;
    skip_cfws();
    if (at_ >= text_.size() || text_[at_] != '=' || name_begin == name_end) {
      if (at_ == name_begin) ++at_;  // "=": always go on
      skip_to_separator();
      problem(ParameterProblem::malformed, name_begin, std::max(name_end, name_begin + 1));
      return;
    }
    ++at_;
    skip_cfws();
    Segment segment;
    read_name(text_.substr(name_begin, name_end - name_begin), segment);
    if (at_ < text_.size() && text_[at_] == '"' && !quotes_are_over_) {
      read_quoted(segment);
    } else {
      read_unquoted(segment);
    }
    segments.push_back(std::move(segment));
  }
  void skip_to_separator() {
    while (at_ < text_.size() && text_[at_] != ';') ++at_;
  }

  /// "filename*1*" is part 1, encoded, of "filename" (RFC 2231 3 and 4).
  static void read_name(std::string_view raw, Segment& segment) {
    const std::size_t star = raw.find('*');
    if (star != npos && star > 0) {
      std::string_view rest = raw.substr(star + 1);
      unsigned part = 0;
      const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), part);
      if (error == std::errc() && part < 1'000'000) {
        segment.part = part;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (rest.starts_with('*')) segment.encoded = true, rest.remove_prefix(1);
      } else {
        segment.encoded = rest.empty();
      }
      if (rest.empty()) {
        segment.name = ascii::to_lower(raw.substr(0, star));
        return;
      }
      segment.part.reset();
      segment.encoded = false;
    }
    segment.name = ascii::to_lower(raw);
  }

  void read_quoted(Segment& segment) {
    const std::size_t open = at_;
    for (std::size_t i = open + 1; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '"') {
        segment.span = span(open + 1, i);
        at_ = i + 1;
        check_octets(segment, open + 1, i);
        read_after_quoted();
        return;
      }
      if (c == '\\' && i + 1 < text_.size()) {
        const char next = text_[++i];
        // Windows clients write "C:\temp\x.txt": only these two are escapes in practice.
        if (next != '"' && next != '\\') segment.text.push_back(c);
        segment.text.push_back(next);
      } else if (c != '\r' && c != '\n') {
        segment.text.push_back(c);
      }
    }
    // No closing quote to the end: what the client meant ends with the line or at the next ";".
    quotes_are_over_ = true;
    segment.text.clear();
    at_ = std::min(text_.find_first_of(";\r\n", open), text_.size());
    segment.text = text_.substr(open + 1, at_ - open - 1);
    segment.span = span(open + 1, at_);
    problem(ParameterProblem::unclosed_quote, open, at_);
  }
  /// After a quoted value only ";" or a comment may stand.
  void read_after_quoted() {
    skip_cfws();
    if (at_ >= text_.size() || text_[at_] == ';') return;
    const std::size_t begin = at_;
    if (!is_parameter_start(at_)) skip_to_separator();
    problem(ParameterProblem::malformed, begin, std::max(at_, begin + 1));
  }

  void read_unquoted(Segment& segment) {
    const std::size_t begin = at_;
    std::size_t end = at_;
    bool special = false;
    while (at_ < text_.size() && text_[at_] != ';') {
      const char c = text_[at_];
      if (ascii::is_space(c)) {
        skip_cfws();
        if (at_ < text_.size() && is_parameter_start(at_)) {
          problem(ParameterProblem::malformed, end, at_);  // the ";" between two parameters
          break;
        }
        continue;
      }
      if (at_ > end) special = true;  // white space inside
      if (is_tspecial(c) && !segment.encoded) special = true;
      end = ++at_;
    }
    segment.span = span(begin, end);
    for (const char c : text_.substr(begin, end - begin)) {
      if (c != '\r' && c != '\n') segment.text.push_back(c);
    }
    if (special) problem(ParameterProblem::unquoted_special, begin, end);
    if (begin == end)
      problem(ParameterProblem::malformed, begin, std::min(begin + 1, text_.size()));
    check_octets(segment, begin, end);
  }

  void check_octets(const Segment& segment, std::size_t begin, std::size_t end) {
    if (std::ranges::any_of(segment.text, ascii::is_8bit))
      problem(ParameterProblem::raw_8bit, begin, end);
    const std::size_t word = segment.text.find("=?");
    if (word != npos && segment.text.find("?=", word + 2) != npos)
      problem(ParameterProblem::encoded_word, begin, end);
  }

  std::string_view text_;
  std::size_t source_begin_;
  std::size_t at_ = 0;
  bool quotes_are_over_ = false;
  ParameterizedValue& out_;
};

void append_percent_decoded(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && ascii::is_hex(text[i + 1]) &&
        ascii::is_hex(text[i + 2])) {
      out.push_back(
          static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
}

/// What a value without RFC 2231 means to clients: RFC 2047 words are decoded although forbidden.
std::string plain_text(std::string text) {
  if (text.find("=?") != npos) return std::string(decode_unstructured(text, 0).text.text());
  if (std::ranges::none_of(text, ascii::is_8bit)) return text;
  return to_utf8(text, "").text;
}

/// Joins the segments of one parameter: all those of one name, sorted by continuation number.
std::string join(std::span<const Segment* const> segments) {
  std::string octets;
  std::string charset;
  bool encoded = false;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    std::string_view text = segments[i]->text;
    if (i > 0 && segments[i]->part == segments[i - 1]->part) continue;
    if (!segments[i]->encoded) {
      octets += text;
      continue;
    }
    encoded = true;
    if (i == 0) {
      const std::size_t first = text.find('\'');
      const std::size_t second = first == npos ? npos : text.find('\'', first + 1);
      if (second != npos) {
        charset = text.substr(0, first);
        text.remove_prefix(second + 1);
      }
    }
    append_percent_decoded(octets, text);
  }
  return encoded ? to_utf8(octets, charset).text : plain_text(std::move(octets));
}

/// Groups the segments by name. Where a name comes plain and by RFC 2231, the latter is meant for
/// clients that know it (RFC 6266 4.3); where it comes twice, the first one counts.
void assemble(const std::vector<Segment>& segments, ParameterizedValue& out) {
  const auto rank = [](const Segment* s) { return s->part ? 1 : s->encoded ? 0 : 2; };
  const auto key = [&](const Segment* s) {
    return std::tuple(std::string_view(s->name), rank(s), s->part.value_or(0));
  };
  std::vector<const Segment*> sorted;
  for (const Segment& segment : segments) sorted.push_back(&segment);
  std::ranges::sort(sorted, {}, [&](const Segment* s) { return std::tuple(key(s), s); });

  std::vector<std::pair<const Segment*, Parameter>> found;  // with the first segment of the name
  for (std::size_t i = 0; i < sorted.size();) {
    const Segment* first = sorted[i];
    std::size_t end = i;
    std::size_t used = 0;
    for (; end < sorted.size() && sorted[end]->name == sorted[i]->name; ++end) {
      first = std::min(first, sorted[end]);
      if (rank(sorted[end]) == rank(sorted[i])) ++used;
      if (end > i && key(sorted[end]) == key(sorted[end - 1]))
        add_problem(out, ParameterProblem::duplicate_parameter, sorted[end]->span);
    }
    if (rank(sorted[i]) != 1) used = 1;
    Parameter parameter{.name = first->name,
                        .value = join(std::span(sorted).subspan(i, used)),
                        .span = sorted[i]->span};
    found.emplace_back(first, std::move(parameter));
    i = end;
  }
  std::ranges::sort(found, {}, &std::pair<const Segment*, Parameter>::first);
  for (auto& [first, parameter] : found) out.parameters.push_back(std::move(parameter));
}

}  // namespace

std::string_view ParameterizedValue::parameter(std::string_view name) const {
  const Parameter* found = find(name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

const Parameter* ParameterizedValue::find(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

ParameterizedValue parse_parameterized(std::string_view text, std::size_t source_begin) {
  ParameterizedValue result;
  std::vector<Segment> segments = Reader(text, source_begin, result).read();
  const bool simple = segments.size() == 1 && !segments[0].part && !segments[0].encoded;
  if (simple) {
    result.parameters.push_back({.name = std::move(segments[0].name),
                                 .value = plain_text(std::move(segments[0].text)),
                                 .span = segments[0].span});
  } else if (!segments.empty()) {
    assemble(segments, result);
  }
  return result;
}

}  // namespace maillint
