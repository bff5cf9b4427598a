// The part of a text that its author wrote for this message.
#include "rules/body/new_text.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "rules/remembered.h"

namespace maillint {
namespace {

bool is_quotation(std::string_view line) { return line.starts_with('>') || line.starts_with('|'); }

/// "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded
/// message:".
bool is_separator(std::string_view line) {
  if (ascii::ends_with(line, "forwarded message:")) return true;
  if (!line.starts_with("--") || line.size() > 80) return line.starts_with("________________");
  return line.ends_with("--") && line.find_first_not_of("- ") != std::string_view::npos;
}

/// "On Mon, Jane wrote:", "Am 3.5. schrieb Jane:", "Le ... a écrit :".
bool is_attribution(std::string_view line) {
  static constexpr std::string_view ends[] = {
      "wrote:",    "writes:",    "schrieb:",   "geschrieben:", "écrit :",     "écrit:",
      "escribió:", "scritto:",   "schreef:",   "escreveu:",    "napisał(a):", "napisał:",
      "skrev:",    "kirjoitti:", "napsal(a):", "пишет:",       "написал(а):"};
  if (line.size() > 300 || !line.ends_with(':')) return false;
  for (const std::string_view end : ends) {
    if (ascii::ends_with(line, end)) return true;
  }
  return ascii::starts_with(line, "am ") && line.find(" schrieb ") != std::string_view::npos;
}

/// The first field of a header that Outlook copies in, with a second one below: next_line().
template <typename Next>
bool is_copied_header(std::string_view line, Next next_line) {
  static constexpr std::string_view from[] = {
      "from:", "von:", "de :", "de:", "da:", "van:", "od:", "från:", "fra:", "от:"};
  static constexpr std::string_view date[] = {
      "sent:",    "gesendet:",  "envoyé :", "envoyé:",   "date:",    "enviado:", "enviado el:",
      "inviato:", "verzonden:", "datum:",   "wysłano:",  "skickat:", "sendt:",   "to:",
      "an:",      "à :",        "para:",    "reply-to:", "subject:"};
  const auto begins = [](std::string_view text, auto& words) {
    return std::ranges::any_of(words, [&](auto word) { return ascii::starts_with(text, word); });
  };
  static constexpr OctetSet first_of_from("fFvVdDoO\xD0");
  while (line.starts_with('*')) line.remove_prefix(1);
  if (line.empty() || !first_of_from.has(line.front())) return false;
  if (!begins(line, from)) return false;
  std::string_view next = next_line();
  while (next.starts_with('*')) next.remove_prefix(1);
  return begins(next, date);
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return {};
  return ascii::trim(text.substr(begin, text.find('\n', begin) - begin));
}

std::vector<TextRange> read_new_lines(std::string_view text) {
  std::vector<TextRange> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = ascii::trim(text.substr(begin, end - begin));
    const auto next = [&] { return line_at(text, end + 1); };
    if (text.substr(begin, end - begin).starts_with("-- ") && line == "--") break;
    if (is_separator(line) || is_copied_header(line, next)) break;
    if (is_attribution(line)) {
      // Answers between quoted lines go on; of HTML the marks of a quotation are gone.
      const std::string_view after =
          next().empty() ? line_at(text, std::min(text.find('\n', end + 1), text.size() - 1) + 1)
                         : next();
      if (!is_quotation(after)) break;
    } else if (!line.empty() && !is_quotation(line)) {
      lines.push_back({begin, end});
    }
    begin = end + 1;
  }
  return lines;
}

}  // namespace

const std::vector<TextRange>& new_lines(std::string_view text) {
  return remembered<read_new_lines>(text);
}

bool is_quoted_line(std::string_view text, std::size_t at) {
  constexpr std::size_t octets_looked_at = 2000;
  const std::size_t earliest = at - std::min(at, octets_looked_at);
  const std::size_t feed = text.substr(earliest, at - earliest).rfind('\n');
  const std::size_t begin = feed == std::string_view::npos ? earliest : earliest + feed + 1;
  return is_quotation(ascii::trim(text.substr(begin, at - begin)));
}

}  // namespace maillint
