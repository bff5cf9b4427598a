// Finds the literals of many entries in one text.
#include "rules/catalogue/matcher.h"

#include <algorithm>
#include <cstring>

#include "lint/rule.h"
#include "rules/catalogue/pattern.h"

namespace maillint {
namespace {

constexpr std::size_t filter_bits = 1 << 15;

std::uint32_t gram_at(std::string_view text, std::size_t at) {
  std::uint32_t gram = 0;
  std::memcpy(&gram, text.data() + at, 4);
  return gram;
}

std::uint32_t hash(std::uint32_t gram) { return gram * 0x9E3779B1u >> 17; }

}  // namespace

bool code_fits(std::span<const std::string_view> globs, std::string_view code) {
  if (globs.empty() || code.empty()) return true;
  return std::ranges::any_of(globs, [&](std::string_view glob) { return glob_match(glob, code); });
}

Matcher::Matcher(std::span<const Entry> entries, Tier tier)
    : entries_(entries), maybe_(filter_bits / 64), patterns_(new Pattern[entries.size()]) {
  // How often runs occur, by their hash: two that share one look a bit less rare, that is all.
  std::vector<std::uint16_t> counts(filter_bits);
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].loose != (tier == Tier::loose)) continue;
    for (const std::string_view text : entries[i].text) {
      if (text.size() < 4) continue;  // the reader refuses these
      literals_.push_back({text, i, 0, 0});
      for (std::size_t at = 0; at + 4 <= text.size(); ++at) ++counts[hash(gram_at(text, at))];
    }
  }
  slots_.resize(std::bit_ceil(literals_.size() * 2 + 16));
  for (std::uint32_t i = 0; i < literals_.size(); ++i) {
    Literal& literal = literals_[i];
    std::uint32_t fewest = 0xFFFFFFFF;
    for (std::size_t at = 0; at + 4 <= literal.text.size(); ++at) {
      const std::uint32_t count = counts[hash(gram_at(literal.text, at))];
      if (count >= fewest) continue;
      fewest = count;
      literal.gram_at = static_cast<std::uint32_t>(at);
    }
    const std::uint32_t gram = gram_at(literal.text, literal.gram_at);
    Slot& slot = slots_[slot_of(gram)];
    literal.next = slot.first;
    slot = {gram, i + 1};
    maybe_[hash(gram) / 64] |= std::uint64_t{1} << hash(gram) % 64;
  }
}

Matcher::~Matcher() = default;

std::size_t Matcher::slot_of(std::uint32_t gram) const {
  std::size_t at = hash(gram) & (slots_.size() - 1);
  while (slots_[at].first != 0 && slots_[at].gram != gram) at = (at + 1) & (slots_.size() - 1);
  return at;
}

bool Matcher::accepts(std::uint32_t index, const ReplyFacts& reply) const {
  const Entry& entry = entries_[index];
  if (!code_fits(entry.reply_codes, reply.reply_code)) return false;
  if (!code_fits(entry.status_codes, reply.status)) return false;
  // Unlike codes, which many replies lack, the command tells only where it is known.
  if (!entry.commands.empty() && reply.command.empty()) return false;
  if (!code_fits(entry.commands, reply.command)) return false;
  return entry.regex.empty() || patterns_[index].matches(entry.regex, reply.text);
}

std::vector<EntryMatch> Matcher::match(const ReplyFacts& reply) const {
  std::vector<EntryMatch> found;
  std::vector<const Entry*> refused;  // a pattern looks at a text once, not at each of its literals
  const std::string_view text = reply.text;
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const std::uint32_t gram = gram_at(text, at);
    if ((maybe_[hash(gram) / 64] >> hash(gram) % 64 & 1) == 0) continue;
    for (std::uint32_t i = slots_[slot_of(gram)].first; i != 0; i = literals_[i - 1].next) {
      const Literal& literal = literals_[i - 1];
      if (literal.gram_at > at) continue;
      const std::size_t begin = at - literal.gram_at;
      if (text.substr(begin, literal.text.size()) != literal.text) continue;
      const EntryMatch match{&entries_[literal.entry], static_cast<std::uint32_t>(begin),
                             static_cast<std::uint32_t>(begin + literal.text.size())};
      const auto known = std::ranges::find(found, match.entry, &EntryMatch::entry);
      if (known == found.end()) {
        if (std::ranges::find(refused, match.entry) != refused.end()) continue;
        if (accepts(literal.entry, reply)) {
          found.push_back(match);
        } else {
          refused.push_back(match.entry);
        }
      } else if (match.end - match.begin > known->end - known->begin) {
        *known = match;  // the longest of an entry's texts says most
      }
    }
  }
  return found;
}

}  // namespace maillint
