// Log lines of any program that names what it logs.
#include "lint/bounce/log_keys.h"

#include <array>

#include "lint/ascii.h"
#include "lint/bounce/lines.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

constexpr std::array<std::string_view, 9> recipient_keys = {
    "rcpt", "rcpts", "recipient", "recipients", "rcpt_to", "rcptto", "rcpt to", "orig_to", "to"};
constexpr std::array<std::string_view, 4> code_keys = {"code", "smtp_code", "status_code",
                                                       "replycode"};
constexpr std::array<std::string_view, 9> word_keys = {
    "details", "response", "reason", "message", "msg", "error", "err", "diag", "description"};

/// "10:15:00" near the beginning.
bool has_time(std::string_view line) {
  line = line.substr(0, 48);
  for (std::size_t at = line.find(':'); at != npos && at + 2 < line.size();
       at = line.find(':', at + 1)) {
    if (at > 0 && ascii::is_digit(line[at - 1]) && ascii::is_digit(line[at + 1]) &&
        ascii::is_digit(line[at + 2]))
      return true;
  }
  return false;
}

/// Where the value of a key begins ("key=", "key = ", "key: ", "\"key\":"), npos if it is absent.
std::size_t value_begin(std::string_view line, std::string_view key) {
  for (std::size_t at = ascii::find(line, key); at != npos; at = ascii::find(line, key, at + 1)) {
    if (at > 0 && (ascii::is_alnum(line[at - 1]) || line[at - 1] == '_' || line[at - 1] == '-'))
      continue;
    std::size_t i = at + key.size();
    while (i < line.size() && (line[i] == '"' || line[i] == ' ')) ++i;
    if (i >= line.size() || (line[i] != '=' && line[i] != ':')) continue;
    ++i;
    while (i < line.size() && line[i] == ' ') ++i;
    return i;
  }
  return npos;
}

/// The value at `begin`, without its quotes.
std::string_view value_at(std::string_view line, std::size_t begin) {
  const std::string_view rest = line.substr(begin);
  if (rest.empty()) return rest;
  if (rest.front() == '"' || rest.front() == '\'')
    return rest.substr(1, rest.find(rest.front(), 1) - 1);
  return rest.substr(0, rest.find_first_of(" ,;\t"));
}

std::string address_of(std::string_view line) {
  for (const std::string_view key : recipient_keys) {
    const std::size_t begin = value_begin(line, key);
    FoundAddress found;
    if (begin == npos || !next_address(line, begin, found)) continue;
    if (found.outer_begin <= begin + 2)
      return std::string(line.substr(found.begin, found.end - found.begin));
  }
  return {};
}

/// A code and words that stand under keys of their own: "code = 550, details = "5.1.1 unknown"".
std::string keyed_reply(std::string_view line) {
  std::string reply;
  for (const std::string_view key : code_keys) {
    const std::size_t begin = value_begin(line, key);
    if (begin == npos) continue;
    const std::string_view code = value_at(line, begin);
    if (code.size() == 3 && find_reply(code) == 0) reply = code;
    if (!reply.empty()) break;
  }
  if (reply.empty()) return reply;
  for (const std::string_view key : word_keys) {
    const std::size_t begin = value_begin(line, key);
    if (begin == npos) continue;
    return (reply += ' ') += value_at(line, begin);
  }
  return reply;
}

}  // namespace

bool quotes_refusal(std::string_view line) {
  if (!has_time(line.substr(0, 28))) return false;
  const std::size_t reply = find_reply(line);
  if (reply == npos) return false;
  const std::string_view before = line.substr(0, reply);
  return before.find(" said: ") != npos || before.find("reject: ") != npos ||
         before.find("refused to talk to me: ") != npos;
}

std::optional<KeyedLine> read_keyed_line(std::string_view line) {
  if (line.find('@') == npos || !has_time(line)) return std::nullopt;
  KeyedLine result;
  result.refusal.address = address_of(line);
  if (result.refusal.address.empty()) return std::nullopt;
  const std::size_t reply = find_reply(line);
  if (reply != npos) {
    const char before = reply > 0 ? line[reply - 1] : ' ';
    std::string_view words = line.substr(reply);
    if (before == '"' || before == '\'') words = words.substr(0, words.find(before));
    if (const std::size_t tab = words.find('\t'); tab != npos) words = words.substr(0, tab);
    result.words_begin = reply;
    result.words_end = reply + words.size();
  } else {
    result.words = keyed_reply(line);
    if (result.words.empty()) return std::nullopt;
  }
  const char first = reply == npos ? result.words[0] : line[reply];
  result.refusal.action = first == '4' ? Action::delayed : Action::failed;
  return result;
}

}  // namespace maillint::bounce
