// SMTP replies and enhanced status codes inside running text.
#include "lint/bounce/reply.h"

#include <array>

#include "lint/ascii.h"
#include "lint/octet_set.h"

namespace maillint {

namespace {

using ascii::is_alnum;
using ascii::is_digit;
using ascii::is_space;

/// Length of a reply code at text[0]: 3, or 0.
std::size_t reply_code_length(std::string_view text) {
  if (text.size() < 3 || text[0] < '2' || text[0] > '5') return 0;
  if (!is_digit(text[1]) || !is_digit(text[2])) return 0;
  if (text.size() == 3) return 3;
  const char next = text[3];
  return next == ' ' || next == '-' || next == ':' || next == '\t' || next == '\r' || next == '\n'
             ? 3
             : 0;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

/// Length of digits of at most three, 0 if there are none or more.
std::size_t short_number(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  while (at + length < text.size() && is_digit(text[at + length])) {
    if (++length > 3) return 0;
  }
  return length;
}

}  // namespace

namespace bounce {

std::string_view status_at(std::string_view text) {
  if (text.size() < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.')
    return {};
  const std::size_t subject = short_number(text, 2);
  if (subject == 0) return {};
  const std::size_t dot = 2 + subject;
  if (dot >= text.size() || text[dot] != '.') return {};
  const std::size_t detail = short_number(text, dot + 1);
  if (detail == 0) return {};
  const std::size_t end = dot + 1 + detail;
  if (end < text.size()) {
    const char next = text[end];
    if (ascii::is_alpha(next) || next == '_' || next == '@') return {};
    if (next == '.' && end + 1 < text.size() && is_digit(text[end + 1])) return {};  // an address
    if (next == '-' && end + 1 < text.size() && is_digit(text[end + 1])) return {};  // a version
  }
  return text.substr(0, end);
}

std::string_view find_status(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i + 5 <= text.size(); ++i) {
    i = text.find('.', i + 1);
    if (i == npos) return {};
    --i;  // the digit before the dot
    if (text[i] != '4' && text[i] != '5') continue;
    if (i > 0) {
      const char before = text[i - 1];
      if (is_alnum(before) || before == '.' || before == '_' || before == '@' || before == '/' ||
          before == '=')
        continue;
      if (before == '-' && (i < 4 || !is_digit(text[i - 2]))) continue;  // "exim-4.9.1"
    }
    const std::string_view status = status_at(text.substr(i));
    if (!status.empty()) return status;
  }
  return {};
}

std::string_view status_before(std::string_view text, std::size_t reply) {
  constexpr std::size_t near = 80;
  const std::size_t begin = reply > near ? reply - near : 0;
  const std::string_view before = text.substr(begin, reply - begin);
  const std::string_view status = find_status(before);
  if (status.empty()) return {};
  const auto end = static_cast<std::size_t>(status.data() - before.data()) + status.size();
  return before.substr(end).starts_with(" - ") ? status : std::string_view{};
}

std::string_view without_type(std::string_view words) {
  constexpr std::size_t longest = 8;
  const std::size_t type = words.find(';');
  if (type == npos || type >= longest || !ascii::is_alpha(words.front())) return words;
  return ascii::trim(words.substr(type + 1));
}

bool is_generic_status(std::string_view status) {
  return status.size() >= 4 && status.substr(1) == ".0.0";
}

namespace {

/// Words after which a number is a reply.
constexpr std::array<std::string_view, 14> reply_words = {
    "said",   "returned", "error",   "reply",    "response", "code",  "reason",
    "status", "smtp",     "replied", "responds", "with",     "reads", "answer"};

/// Whether the character before position `at` is punctuation beyond ASCII: "\uFF1A", "\u300C",
/// "\u201C", a no-break space.
bool follows_wide_punctuation(std::string_view text, std::size_t at) {
  if (at >= 2 && text[at - 2] == '\xC2') return text[at - 1] == '\xA0' || text[at - 1] == '\xAB';
  if (at < 3) return false;
  const std::string_view lead = text.substr(at - 3, 2);
  return lead == "\xE2\x80" || lead == "\xE3\x80" || lead == "\xEF\xBC";
}

/// " No such user": at least two words of ASCII letters, as servers write them.
bool begins_words(std::string_view text) {
  for (int words = 0; words < 2; ++words) {
    if (text.empty() || text[0] != ' ') return false;
    std::size_t end = 1;
    while (end < text.size() && ascii::is_alpha(text[end])) ++end;
    if (end < 3) return false;
    text.remove_prefix(end);
  }
  return true;
}

/// Whether what stands before position `at` announces a reply.
bool announces_reply(std::string_view text, std::size_t at) {
  std::size_t i = at;
  while (i > 0 && ascii::is_wsp(text[i - 1])) --i;
  if (i == 0) return true;
  const char before = text[i - 1];
  if (before == '\n' || before == '\r') return true;
  const bool adjacent = i == at;
  switch (before) {
    case '\'':
    case '"':
    case '(':
    case '#':
    case '<':
    case '>':
    case ';':
    case '|':
    case '=':
    case '[':
    case '{':
      return true;
    case ':':
      if (adjacent && text.substr(at + 3).starts_with(':')) return false;  // mailer.rb:421:in
      return !adjacent || i < 2 || !is_digit(text[i - 2]);                 // 09:550 is a time
    case '-':
      return i >= 2 && text[i - 2] == '-';
    default:
      break;
  }
  if (follows_wide_punctuation(text, i)) return true;
  if (adjacent) return false;
  if (ascii::is_8bit(before)) return begins_words(text.substr(at + 3));  // a label in any script
  std::size_t word = i;
  while (word > 0 && ascii::is_alpha(text[word - 1])) --word;
  const std::string_view last = text.substr(word, i - word);
  for (const std::string_view w : reply_words) {
    if (ascii::equal(last, w)) return true;
  }
  return false;
}

}  // namespace

std::size_t find_reply(std::string_view text, std::size_t from) {
  static constexpr OctetSet first_digits("45");
  for (std::size_t i = from; (i = first_digits.find(text, i)) < text.size(); ++i) {
    if (reply_code_length(text.substr(i)) == 0) continue;
    if (i > 0) {
      const char before = text[i - 1];
      if (is_alnum(before) || before == '.' || before == '_' || before == '@' || before == '/' ||
          before == '+' || before == '%')
        continue;
    }
    const bool follows_letter =
        i > 0 && ascii::is_8bit(text[i - 1]) && !follows_wide_punctuation(text, i);
    const std::size_t after =
        skip_space(text, i + 3 < text.size() && !is_space(text[i + 3]) ? i + 4 : i + 3);
    std::string_view rest = text.substr(after);
    while (!rest.empty() && (rest.front() == '#' || rest.front() == '\'')) rest.remove_prefix(1);
    if (!status_at(rest).empty()) return i;
    if (follows_letter) continue;
    // "421 9999", "550 12 34" are numbers of telephones; "550 550 No such user" repeats itself.
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const bool number = !line.empty() && is_digit(line[0]) && reply_code_length(line) == 0 &&
                        line.find_first_not_of("0123456789 -/\t\r") == npos;
    if (number) continue;
    if (text.size() > i + 4 && text[i + 3] == '-' && is_digit(text[i + 4])) continue;  // 555-1234
    if (text.substr(i + 3).starts_with("-'")) return i;
    if (announces_reply(text, i)) return i;
  }
  return npos;
}

}  // namespace bounce

ReplyParts split_reply(std::string_view text) {
  ReplyParts parts;
  std::string_view rest = ascii::trim(text);
  if (reply_code_length(rest) == 3) {
    parts.reply_code = rest.substr(0, 3);
    rest.remove_prefix(rest.size() > 3 && !is_space(rest[3]) ? 4 : 3);
    rest = ascii::trim(rest);
  }
  std::string_view code = rest;
  while (!code.empty() && (code.front() == '#' || code.front() == '\'' || code.front() == '(' ||
                           code.front() == '[' || code.front() == '-' || is_space(code.front())))
    code.remove_prefix(1);
  const std::string_view status = bounce::status_at(code);
  if (!status.empty()) {
    parts.status = status;
    rest = code.substr(status.size());
    while (!rest.empty() && (rest.front() == ')' || rest.front() == ']' || rest.front() == ':'))
      rest.remove_prefix(1);
    rest = ascii::trim(rest);
  }
  parts.text = rest;
  return parts;
}

std::string join_reply_lines(std::string_view text) {
  const ReplyParts first = split_reply(text);
  std::string result;
  result.reserve(text.size());
  bool continued = false;  // a "550-" was seen, so a later "550 " is the reply's last line
  bool drop_status = false;
  bool any_word = false;
  for (std::size_t i = skip_space(text, 0); i < text.size(); i = skip_space(text, i)) {
    const bool line_start = any_word && i > 0 && text[i - 1] == '\n';
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    std::string_view word = text.substr(i, end - i);
    i = end;
    const bool is_code = !first.reply_code.empty() && word.starts_with(first.reply_code);
    if (!any_word) {
      any_word = true;
      result += is_code ? first.reply_code : word;
      if (is_code && word.size() > 3) {
        continued = word[3] == '-';
        if (word[3] != '-' && word[3] != ':') result += word[3];
        if (word.size() > 4) (result += ' ') += word.substr(4);
      }
      continue;
    }
    if (is_code && word.size() > 3 && word[3] == '-') {
      continued = true;
      word.remove_prefix(4);
      drop_status = true;
    } else if (is_code && word.size() == 3) {
      const std::string_view next = text.substr(skip_space(text, end));
      const bool repeats = !first.status.empty() && next.starts_with(first.status);
      if (repeats || continued || line_start) {
        drop_status = repeats;
        continue;
      }
    }
    if (drop_status) {
      if (word.empty()) continue;
      drop_status = false;
      if (!first.status.empty() && word == first.status) continue;
    }
    if (word.empty()) continue;
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

}  // namespace maillint
