// Addresses in the running text of a notice.
#include "lint/bounce/sentences.h"

#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/heads.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/prose.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// Addresses that are looked at: a notice is short.
constexpr std::size_t address_limit = 1000;
/// Lines of a paragraph that are read before and behind an address.
constexpr std::size_t paragraph_lines = 20;
/// Octets of a line that are searched for a reply.
constexpr std::size_t line_octets = 4000;

/// The words before an address, those of the line before included where it stands at the beginning.
std::string words_before(const Text& text, const std::vector<Line>& lines, std::size_t i,
                         std::string_view line, std::size_t previous_end,
                         const FoundAddress& found) {
  std::string before;
  if (found.begin < 24 && i > 0 && !lines[i].after_blank) {
    const std::string_view previous = line_text(text, lines[i - 1]);
    before = previous.substr(previous.size() > 30 ? previous.size() - 30 : 0);
    before += ' ';
  }
  // "from me@x.example to jane@y.example": the words behind the address before it.
  const std::size_t begin = std::max(found.begin > 50 ? found.begin - 50 : 0, previous_end);
  before += line.substr(begin, found.begin - begin);
  return before;
}

bool quotes_reply(const Text& text, const std::vector<Line>& lines, const Mention& mention) {
  for (std::size_t i = mention.paragraph; i < mention.paragraph_end; ++i) {
    if (find_reply(line_text(text, lines[i]).substr(0, line_octets)) != npos) return true;
  }
  return false;
}

}  // namespace

std::vector<Mention> find_mentions(const Text& text, const std::vector<Line>& lines,
                                   std::size_t last, const std::unordered_set<std::string>& own,
                                   std::string_view returned) {
  std::vector<Mention> mentions;
  std::size_t looked_at = 0;
  std::size_t paragraph = 0;
  for (std::size_t i = 0; i < last && looked_at < address_limit; ++i) {
    if (lines[i].after_blank) paragraph = i;
    const std::string_view line = line_text(text, lines[i]).substr(0, line_octets);
    FoundAddress found;
    std::size_t previous_end = 0;
    bool has_reply = false;
    for (std::size_t at = 0; next_address(line, at, found) && looked_at < address_limit;
         at = found.end) {
      if (looked_at++ == 0 || previous_end == 0) has_reply = find_reply(line) != npos;
      const std::string_view address = line.substr(found.begin, found.end - found.begin);
      const std::size_t behind = std::exchange(previous_end, found.outer_end);
      if (own.count(ascii::to_lower(address)) > 0) continue;
      const std::string before = words_before(text, lines, i, line, behind, found);
      int score = 2 * recipient_label(before) + 1;
      if (has_reply) score += 2;
      if (score > 0 && ascii::find(returned, address) != npos) score += 4;
      if (score <= 0) continue;
      mentions.push_back({.line = i,
                          .address = std::string(address),
                          .score = score,
                          .has_reply = has_reply,
                          .paragraph = std::max(paragraph, i - std::min(i, paragraph_lines))});
    }
  }
  for (Mention& mention : mentions) {
    mention.paragraph_end = mention.line + 1;
    while (mention.paragraph_end < last && mention.paragraph_end < mention.line + paragraph_lines &&
           !lines[mention.paragraph_end].after_blank)
      ++mention.paragraph_end;
  }
  return mentions;
}

void note_senders(std::string_view header, std::unordered_set<std::string>& own) {
  std::unordered_set<std::string> senders;
  std::unordered_set<std::string> recipients;
  std::unordered_set<std::string>* last = nullptr;
  for (const std::string_view blank : {"\n\n", "\n\r\n"}) {
    const std::size_t end = header.find(blank, 1);
    if (end > 100) header = header.substr(0, end);
  }
  while (!header.empty()) {
    const std::size_t end = std::min(header.find('\n'), header.size());
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    if (line.empty() || !ascii::is_wsp(line.front())) {
      last = nullptr;
      for (const std::string_view name : {"from:", "sender:", "return-path:"})
        if (ascii::starts_with(line, name)) last = &senders;
      for (const std::string_view name : {"to:", "cc:"})
        if (ascii::starts_with(line, name)) last = &recipients;
    }
    FoundAddress found;
    for (std::size_t at = 0;
         last != nullptr && last->size() < address_limit && next_address(line, at, found);
         at = found.end)
      last->insert(ascii::to_lower(line.substr(found.begin, found.end - found.begin)));
  }
  if (recipients.empty()) return;
  for (const std::string& sender : senders) {
    if (recipients.count(sender) == 0) own.insert(sender);
  }
}

const Mention* best_of(const std::vector<Mention>& mentions) {
  const auto best =
      std::max_element(mentions.begin(), mentions.end(),
                       [](const Mention& a, const Mention& b) { return a.score < b.score; });
  return best == mentions.end() ? nullptr : &*best;
}

std::vector<Mention> answered_each(const std::vector<Mention>& mentions, const Text& text,
                                   const std::vector<Line>& lines) {
  std::vector<Mention> each;
  const auto is_new = [&](const Mention& mention) {
    return each.empty() || !ascii::equal(each.back().address, mention.address);
  };
  for (const Mention& mention : mentions) {
    if (!mention.has_reply || !is_new(mention)) continue;
    if (!each.empty() && each.back().line == mention.line) continue;
    each.push_back(mention);
    each.back().paragraph = mention.line;
    each.back().paragraph_end = mention.line + 1;
  }
  if (each.size() > 1) return each;
  each.clear();
  for (const Mention& mention : mentions) {
    if (mention.score < 3 || !is_new(mention)) continue;
    if (!each.empty() && each.back().paragraph == mention.paragraph) continue;
    if (quotes_reply(text, lines, mention)) each.push_back(mention);
  }
  if (each.size() > 1) return each;
  // "We could not deliver to jane@x.example because ...": a sentence and a line for each
  each.clear();
  for (const Mention& mention : mentions) {
    const std::string_view line = line_text(text, lines[mention.line]).substr(0, line_octets);
    if (mention.score < 3 || !is_new(mention) || !says_failure(line)) continue;
    if (!each.empty() && each.back().line == mention.line) continue;
    each.push_back(mention);
    each.back().paragraph = mention.line;
    each.back().paragraph_end = mention.line + 1;
  }
  if (each.size() < 2) each.clear();
  return each;
}

std::size_t cause_in(std::string_view line) {
  static constexpr Phrases leads(std::to_array<std::string_view>(
      {"response", "reason", "error", "because", "details", "diagnos", "antwort", "grund", "fehler",
       "raison", "erreur", "motivo", "motiv", "原因"}));
  constexpr std::size_t label_most = 32, cause_least = 12;
  if (line.back() == ':') return line.size() <= 120 && leads.in(line) ? line.size() : npos;
  const std::size_t colon = line.substr(0, label_most).find(": ");
  if (colon == npos || line.size() < colon + cause_least) return npos;
  return leads.in(line.substr(0, colon)) ? colon + 2 : npos;
}

}  // namespace maillint::bounce
