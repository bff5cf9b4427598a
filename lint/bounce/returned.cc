// Where the returned original begins inside a notice.
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/prose.h"
#include "lint/bounce/signs.h"

namespace maillint::bounce {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Words of the lines that announce the returned message, in a line of dashes or ending in ":".
constexpr Phrases announcements(
    std::to_array<std::string_view>({"copy of the message",    "copy of your message",
                                     "original message",       "returned message",
                                     "returned mail",          "message text follows",
                                     "message follows",        "header of the source",
                                     "message headers",        "message header",
                                     "copy of the first part", "unsent message",
                                     "nachrichtenkopf",        "kopfzeilen",
                                     "originalnachricht",      "original-nachricht",
                                     "message d'origine",      "mensaje original",
                                     "messaggio originale",    "returned headers",
                                     "message as received",    "mail follows",
                                     "undelivered message",    "non-delivered message",
                                     "ursprüngliche nachricht"}));

bool announces(std::string_view line) {
  if (line.size() > 160 || line.size() < 8) return false;
  const bool dashes = line.starts_with("--") || line.starts_with("==") || line.starts_with("__") ||
                      line.starts_with("**") || line.starts_with("|--") || line.starts_with("##");
  if (!dashes && line.back() != ':' && line.back() != '.') return false;
  const auto found = announcements.find(line);
  if (!found.found()) return false;
  // MDaemon: "The following addresses did NOT receive a copy of your message:"
  if (!dashes && ascii::find(line, " not receive") != npos) return false;
  if (!dashes && line.back() == '.') return found.position == 0;  // "Original message follows."
  return true;
}

constexpr std::array<std::string_view, 12> message_fields = {
    "received",       "return-path",  "from",         "to",
    "subject",        "date",         "message-id",   "mime-version",
    "dkim-signature", "content-type", "delivered-to", "x-originating-ip"};

/// 2 for fields that only a message's header has, 1 for those notices quote too, 0 for others.
int field_weight(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && length < 64 &&
         (ascii::is_alnum(line[length]) || line[length] == '-'))
    ++length;
  if (length < 2 || length >= line.size() || line[length] != ':') return 0;
  const std::string_view name = line.substr(0, length);
  for (std::size_t i = 0; i < message_fields.size(); ++i) {
    if (ascii::equal(name, message_fields[i])) return i >= 2 && i <= 5 ? 1 : 2;
  }
  return name.find('-') != npos && length > 4 ? 1 : 0;
}

/// Whether a header section begins at line i: a few fields in a row, one of them a message's own.
bool header_begins(const Text& text, const std::vector<Line>& lines, std::size_t i) {
  // Indented fields are some that the notice quotes.
  const int first = lines[i].indent == 0 ? field_weight(line_text(text, lines[i])) : 0;
  if (first == 0) return false;
  int weight = first;
  int fields = 1;
  for (std::size_t k = i + 1; k < lines.size() && k < i + 12 && !lines[k].after_blank; ++k) {
    const int more = field_weight(line_text(text, lines[k]));
    if (more == 0 && lines[k].indent <= lines[i].indent) break;
    if (more > 0) {
      weight += more;
      ++fields;
    }
  }
  return fields >= 3 && weight >= 5;
}

/// Whether the fields that follow line i are those of a mail system's message: a bounce that
/// somebody passes on.
bool quotes_bounce(const Text& text, const std::vector<Line>& lines, std::size_t i) {
  for (std::size_t k = i; k < lines.size() && k < i + 6; ++k) {
    const std::string_view line = line_text(text, lines[k]).substr(0, 400);
    for (const std::string_view from : {"from:", "von:", "de :", "de:", "da:", "van:"}) {
      if (ascii::starts_with(line, from) && is_daemon_name(line)) return true;
    }
  }
  return false;
}

}  // namespace

std::size_t find_original(const Text& text, const std::vector<Line>& lines, std::size_t& marker) {
  bool named = false;  // somebody was, so that what follows is what came back
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = line_text(text, lines[i]);
    const bool before_notice = i == 0;  // "Begin forwarded message:" heads the notice itself
    if (!named && (announces(line) || lines[i].after_blank) && quotes_bounce(text, lines, i)) {
      named = true;
      i += 5;
      continue;
    }
    named = named || line.find('@') != npos;
    if (!before_notice && announces(line)) {
      marker = i;
      // A second line of dashes may follow: "------ The body of the message is 5 MB long ..."
      std::size_t begin = i + 1;
      while (begin < lines.size() && begin < i + 4 &&
             line_text(text, lines[begin]).starts_with("--"))
        ++begin;
      return begin;
    }
    if (lines[i].after_blank && i > 0 && header_begins(text, lines, i)) {
      marker = i;
      return i;
    }
  }
  marker = lines.size();
  return lines.size();
}

}  // namespace maillint::bounce
