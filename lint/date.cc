// Dates of header fields, read as clients read them.
#include "lint/date.h"

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/calendar.h"

namespace maillint {
namespace {

constexpr std::array<std::string_view, 7> weekday_names = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 12> month_names = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

struct NamedZone {
  std::string_view name;
  std::int32_t minutes;
};
/// RFC 5322 4.3, and the names that European mail programs used to write.
constexpr NamedZone named_zones[] = {
    {"gmt", 0},    {"ut", 0},     {"utc", 0},    {"z", 0},      {"est", -300}, {"edt", -240},
    {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
    {"cet", 60},   {"met", 60},   {"mez", 60},   {"cest", 120}, {"mest", 120}, {"mesz", 120},
    {"wet", 0},    {"west", 60},  {"bst", 60},   {"eet", 120},  {"eest", 180}, {"jst", 540}};

/// A run of letters, a run of digits, or one other octet.
struct Token {
  enum Kind : std::uint8_t { letters, digits, other } kind = other;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Index of the name that `word`, which is not empty, is, or that its first three letters begin; -1
/// if none.
template <std::size_t N>
int find_name(const std::array<std::string_view, N>& names, std::string_view word) {
  const char first = ascii::lower(word.front());
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i].front() != first) continue;
    if (ascii::equal(word, names[i].substr(0, 3)) || ascii::equal(word, names[i]))
      return static_cast<int>(i);
  }
  return -1;
}

class Parser {
 public:
  Parser(std::string_view text, std::size_t source_begin)
      : text_(text), source_begin_(source_begin) {
    split();
  }

  ParsedDate parse() {
    if (count_ == 0) {
      problem(DateProblem::invalid_syntax, 0, text_.size());
      return std::move(result_);
    }
    read_weekday();
    if (!read_day_and_time()) {
      syntax(token(at_ < count_ ? at_ : count_ - 1));
      return std::move(result_);
    }
    if (at_ < count_) syntax(token(at_), tokens_[count_ - 1].end);
    finish();
    return std::move(result_);
  }

 private:
  // A date needs 10 tokens or so; what follows the last one read here is junk in any case.
  static constexpr std::size_t tokens_kept = 32;

  void split() {
    std::size_t i = 0;
    std::size_t depth = 0;
    while (i < text_.size() && count_ < tokens_kept) {
      const char c = text_[i];
      if (depth > 0 && c == '\\') {
        i += 2;
        continue;
      }
      if (c == '(') ++depth;
      if (c == ')' && depth > 0) {
        --depth;
        ++i;
        continue;
      }
      if (depth > 0 || ascii::is_space(c)) {
        ++i;
        continue;
      }
      Token& added = tokens_[count_++];
      added.begin = i++;
      if (ascii::is_alpha(c) || ascii::is_8bit(c)) {
        added.kind = Token::letters;
        while (i < text_.size() && (ascii::is_alpha(text_[i]) || ascii::is_8bit(text_[i]))) ++i;
      } else if (ascii::is_digit(c)) {
        added.kind = Token::digits;
        while (i < text_.size() && ascii::is_digit(text_[i])) ++i;
      }
      added.end = i;
    }
  }

  void problem(DateProblem problem, std::size_t begin, std::size_t end) {
    if (problem == DateProblem::invalid_syntax) {
      if (syntax_told_) return;  // one is enough: the rest follows from it
      syntax_told_ = true;
    }
    result_.problems.push_back({problem, span_of(source_begin_ + begin, source_begin_ + end)});
  }
  void syntax(const Token& token) { syntax(token, token.end); }
  void syntax(const Token& first, std::size_t end) {
    problem(DateProblem::invalid_syntax, first.begin, end);
  }

  const Token& token(std::size_t i) const { return tokens_[i]; }
  std::string_view word(std::size_t i) const {
    if (i >= count_) return {};
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  bool is(std::size_t i, Token::Kind kind) const { return i < count_ && tokens_[i].kind == kind; }
  bool is(std::size_t i, char c) const { return is(i, Token::other) && text_[token(i).begin] == c; }
  /// At most `most` digits; advances.
  bool read_number(std::size_t most, int& out) {
    if (!is(at_, Token::digits) || word(at_).size() > most) return false;
    out = 0;
    for (const char digit : word(at_++)) out = out * 10 + (digit - '0');
    return true;
  }

  void read_weekday() {
    if (!is(0, Token::letters) || find_name(month_names, word(0)) >= 0) return;
    weekday_ = find_name(weekday_names, word(0));
    if (weekday_ < 0 || word(0).size() != 3) syntax(token(0));
    at_ = 1;
    if (is(at_, ',')) {
      ++at_;
    } else {
      syntax(token(0));  // "Mon 23 Nov 2026": the comma is missing
      if (is(at_, '.')) ++at_;
    }
  }

  bool read_day_and_time() {
    if (is(at_, Token::letters)) return read_ctime();
    if (is(at_, Token::digits) && word(at_).size() == 4 && is(at_ + 1, '-')) return read_iso();
    day_token_ = at_;
    if (!read_number(2, day_)) return false;
    if (!read_month() || !read_year()) return false;
    if (is(at_, ',')) syntax(token(at_++));
    return read_time() && read_zone();
  }

  void skip_hyphen() {
    if (is(at_, '-') || is(at_, '/') || is(at_, '.')) syntax(token(at_++));
  }
  bool read_month() {
    skip_hyphen();
    if (!is(at_, Token::letters)) return false;
    month_ = find_name(month_names, word(at_)) + 1;
    if (month_ == 0) return false;
    if (word(at_).size() != 3) syntax(token(at_));
    ++at_;
    skip_hyphen();
    return true;
  }
  bool read_year() {
    const std::size_t year_token = at_;
    if (!read_number(4, year_)) return false;
    const std::size_t size = word(year_token).size();
    if (size < 4) {
      // RFC 5322 4.3: 00 to 49 mean 2000 on, other two-digit and all three-digit years 1900 on.
      year_ += size <= 2 && year_ < 50 ? 2000 : 1900;
      problem(DateProblem::two_digit_year, token(year_token).begin, token(year_token).end);
    }
    year_token_ = year_token;
    return true;
  }
  /// "Nov 23 09:13:00 2026", with the zone before or after the year, or missing.
  bool read_ctime() {
    syntax(token(at_));
    if (!read_month()) return false;
    day_token_ = at_;
    if (!read_number(2, day_)) return false;
    if (is(at_, ',')) ++at_;
    if (is(at_, Token::digits) && word(at_).size() == 4) {
      return read_year() && read_time() && read_zone();
    }
    if (!read_time()) return false;
    if (!is(at_, Token::digits) && !read_zone()) return false;
    return read_year() && (zone_read_ || read_zone());
  }
  /// "2026-11-23 09:13:00 +0100", "2026-11-23T09:13:00Z".
  bool read_iso() {
    syntax(token(at_), token(std::min(at_ + 4, count_ - 1)).end);
    if (!read_year()) return false;
    ++at_;
    if (!read_number(2, month_) || !is(at_, '-')) return false;
    day_token_ = ++at_;
    if (!read_number(2, day_)) return false;
    if (ascii::equal(word(at_), "t")) ++at_;
    return read_time() && read_zone();
  }

  bool read_time() {
    time_token_ = at_;
    if (!read_number(2, hour_) || !is(at_, ':')) return false;
    ++at_;
    if (!read_number(2, minute_)) return false;
    std::size_t last = at_ - 1;
    bool short_digits = word(time_token_).size() != 2 || word(last).size() != 2;
    if (is(at_, ':')) {
      ++at_;
      if (!read_number(2, second_)) return false;
      last = at_ - 1;
      short_digits = short_digits || word(last).size() != 2;
      if (is(at_, '.') && is(at_ + 1, Token::digits)) {
        syntax(token(at_), token(at_ + 1).end);
        at_ += 2;
      }
    }
    time_end_ = token(last).end;
    if (short_digits) syntax(token(time_token_), time_end_);
    read_half_day();
    return true;
  }
  void read_half_day() {
    const bool pm = ascii::equal(word(at_), "pm");
    if (!pm && !ascii::equal(word(at_), "am")) return;
    syntax(token(at_++));
    if (hour_ > 12) return;
    hour_ = hour_ % 12 + (pm ? 12 : 0);
  }

  bool read_zone() {
    zone_read_ = true;
    zone_.zone_known = false;
    if (at_ >= count_ || is(at_, Token::digits)) {
      problem(DateProblem::invalid_syntax, time_end_, time_end_);  // no zone at all
      return true;
    }
    if (is(at_, Token::letters)) return read_named_zone();
    if (!is(at_, '+') && !is(at_, '-')) return false;
    return read_numeric_zone(at_);
  }
  bool read_named_zone() {
    const std::size_t begin = at_;
    const auto* zone = std::ranges::find_if(
        named_zones, [&](const NamedZone& z) { return ascii::equal(z.name, word(begin)); });
    ++at_;
    if ((is(at_, '+') || is(at_, '-')) && is(at_ + 1, Token::digits)) {  // "GMT+0100"
      return read_numeric_zone(begin);
    }
    if (zone != std::end(named_zones)) {
      zone_.zone_minutes = zone->minutes;
      zone_.zone_known = true;
    }
    problem(DateProblem::obsolete_zone, token(begin).begin, token(begin).end);
    return true;
  }
  /// "+0100"; "+01:00", "+1" and "+9900" are wrong. `begin` is the first token of the whole zone.
  bool read_numeric_zone(std::size_t begin) {
    bool bad = begin != at_;
    const bool west = is(at_, '-');
    const std::size_t sign_end = token(at_++).end;
    if (!is(at_, Token::digits)) return false;
    if (token(at_).begin != sign_end) bad = true;
    std::size_t end = token(at_).end;
    int number = 0;
    const std::size_t digits = word(at_).size();
    if (!read_number(4, number)) {
      ++at_;
      number = 9999;
    }
    if (digits <= 2) {
      bad = true;
      number *= 100;
      int minutes = 0;
      if (is(at_, ':') && is(at_ + 1, Token::digits)) {
        end = token(at_ + 1).end;
        ++at_;
        if (!read_number(2, minutes)) ++at_;
        number += minutes;
      }
    } else if (digits == 3) {
      bad = true;
    }
    const int minutes = number / 100 * 60 + number % 100;
    constexpr int easternmost = 14 * 60;  // Kiritimati; the westernmost is -12:00
    if (number % 100 > 59 || minutes > easternmost) {
      bad = true;
    } else {
      zone_.zone_minutes = west ? -minutes : minutes;
      zone_.zone_known = !west || minutes != 0;
    }
    if (bad) problem(DateProblem::bad_zone, token(begin).begin, end);
    return true;
  }

  void finish() {
    if (year_ < 1900) problem(DateProblem::impossible, begin_of(year_token_), end_of(year_token_));
    const bool bad_month = month_ < 1 || month_ > 12;
    if (bad_month || day_ < 1 || day_ > calendar::days_in_month(year_, month_))
      problem(DateProblem::impossible, begin_of(day_token_), end_of(day_token_));
    if (hour_ > 23 || minute_ > 59 || second_ > 60)
      problem(DateProblem::impossible, begin_of(time_token_), time_end_);
    for (const DateProblemAt& p : result_.problems) {
      if (p.problem == DateProblem::impossible) return;
    }
    const std::int64_t day = calendar::days_from_civil(year_, month_, day_);
    if (weekday_ >= 0 && calendar::weekday(day) != weekday_)
      problem(DateProblem::wrong_weekday, token(0).begin, token(0).end);
    zone_.seconds =
        ((day * 24 + hour_) * 60 + minute_ - zone_.zone_minutes) * 60 + std::min(second_, 59);
    result_.time = zone_;
  }
  std::size_t begin_of(std::size_t i) const { return token(i).begin; }
  std::size_t end_of(std::size_t i) const { return token(i).end; }

  std::string_view text_;
  std::size_t source_begin_;
  std::array<Token, tokens_kept> tokens_;
  std::size_t count_ = 0;
  std::size_t at_ = 0;
  bool syntax_told_ = false;
  bool zone_read_ = false;
  int weekday_ = -1;
  int day_ = 0;
  int month_ = 0;
  int year_ = 0;
  int hour_ = 0;
  int minute_ = 0;
  int second_ = 0;
  std::size_t day_token_ = 0;
  std::size_t year_token_ = 0;
  std::size_t time_token_ = 0;
  std::size_t time_end_ = 0;
  DateTime zone_;
  ParsedDate result_;
};

}  // namespace

ParsedDate parse_date(std::string_view text, std::size_t source_begin) {
  return Parser(text, source_begin).parse();
}

}  // namespace maillint
