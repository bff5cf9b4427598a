// What mailq, postqueue -p and Sendmail's mailq print: messages that wait, with the reason in
// parentheses before the recipients that it holds for.
#include <string>
#include <string_view>

#include "lint/ascii.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/log.h"
#include "lint/bounce/log_entry.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

bool is_head(std::string_view line) {
  return line.find("-Sender/Recipient-") != npos &&
         (line.find("-Queue ID-") != npos || line.find("-Q-ID-") != npos);
}

/// "4XyZ1k2Bqzz9s*  12345 Mon Nov 23 09:12:01  alice@example.org": an id and a size.
bool begins_message(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && ascii::is_alnum(line[i])) ++i;
  if (i < 6 || i >= line.size()) return false;
  if (line[i] == '*' || line[i] == '!' || line[i] == '-' || line[i] == 'X') ++i;
  const std::size_t space = i;
  while (i < line.size() && line[i] == ' ') ++i;
  return i > space && i < line.size() && ascii::is_digit(line[i]);
}

}  // namespace

bool read_queue_list(const Text& text, const std::vector<Line>& lines, MailLog& log) {
  std::size_t head = 0;
  while (head < lines.size() && head < 5 && !is_head(line_text(text, lines[head]))) ++head;
  if (head >= lines.size() || head == 5) return false;
  LogEntry reason;  // in force, if its words have a place
  for (std::size_t i = head + 1; i < lines.size(); ++i) {
    const std::string_view line = line_text(text, lines[i]).substr(0, 8192);
    if (line.starts_with('(')) {
      reason = {};
      reason.words_begin = 1;
      reason.words_end = line.ends_with(')') ? line.size() - 1 : line.size();
      read_words(line, reason);
      continue;
    }
    FoundAddress found;
    if (begins_message(line) || !next_address(line, 0, found) || found.outer_begin > 0 ||
        found.outer_end < line.size()) {
      reason = {};
      continue;
    }
    if (reason.words_begin == npos || log.refusals.size() >= recipient_limit) continue;
    Refusal refusal = reason.refusal;
    refusal.address = line.substr(found.begin, found.end - found.begin);
    refusal.address_source = "text";
    refusal.action = Action::delayed;  // what is refused for good stands in no queue
    refusal.part = text.part;
    refusal.span = text.source(lines[i].begin, lines[i].end);
    log.refusals.push_back(std::move(refusal));
  }
  log.lines = lines.size() - head;
  log.first_line = head;
  return true;
}

}  // namespace maillint::bounce
