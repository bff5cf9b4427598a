// Looking entries up for people: by id, by code, by words.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/rule.h"
#include "rules/catalogue/catalogue.h"

namespace maillint {
namespace {

std::vector<std::string> words_of(std::string_view query) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : query) {
    if (ascii::is_space(c)) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += ascii::lower(c);
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool is_code(std::string_view text) {
  return text.size() >= 3 && ascii::is_digit(text[0]) &&
         text.find_first_not_of("0123456789.x") == std::string_view::npos;
}

bool has_code(const Entry& entry, std::string_view code) {
  const auto fits = [&](std::string_view glob) { return glob_match(glob, code); };
  return std::ranges::any_of(entry.reply_codes, fits) ||
         std::ranges::any_of(entry.status_codes, fits);
}

bool contains(std::string_view text, std::string_view word) {
  return ascii::find(text, word) != std::string_view::npos;
}

int word_score(const Entry& entry, std::string_view word) {
  if (contains(entry.id, word)) return 8;
  if (std::ranges::any_of(entry.text, [&](std::string_view text) { return contains(text, word); }))
    return 6;
  if (contains(entry.en.title, word) || contains(entry.de.title, word)) return 4;
  if (contains(entry.category, word)) return 3;
  if (contains(entry.en.cause, word) || contains(entry.de.cause, word)) return 1;
  return 0;
}

/// 0 unless every word is found somewhere.
int score(const Entry& entry, std::span<const std::string> words) {
  int sum = 0;
  for (const std::string& word : words) {
    int code = 0;
    // The meaning of a code first, then the words that servers send with it.
    if (is_code(word) && has_code(entry, word)) code = entry.is_code_only() ? 10 : 9;
    const int found = std::max(code, word_score(entry, word));
    if (found == 0) return 0;
    sum += found;
  }
  return sum;
}

/// Words of letters, lower case, each once: codes and addresses tell nothing.
std::vector<std::string> plain_words(std::string_view text) {
  constexpr std::size_t words_read = 60;
  std::vector<std::string> words;
  std::string word;
  const auto take = [&] {
    if (word.size() >= 3 && std::ranges::find(words, word) == words.end()) words.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    if (words.size() >= words_read) break;
    if (ascii::is_alpha(c) || (static_cast<unsigned char>(c) & 0x80) != 0) {
      word += ascii::lower(c);
    } else {
      take();
    }
  }
  take();
  return words;
}

}  // namespace

std::vector<const Entry*> Catalogue::nearest(std::string_view reply, std::size_t count) const {
  const std::vector<std::string> words = plain_words(reply);
  std::vector<std::vector<std::size_t>> held(entries().size());
  std::vector<std::size_t> holders(words.size());
  for (std::size_t e = 0; e < entries().size(); ++e) {
    for (std::size_t w = 0; w < words.size(); ++w) {
      const auto holds = [&](std::string_view text) { return contains(text, words[w]); };
      if (!std::ranges::any_of(entries()[e].text, holds)) continue;
      held[e].push_back(w);
      ++holders[w];
    }
  }
  std::vector<std::pair<std::size_t, const Entry*>> ranked;
  for (std::size_t e = 0; e < entries().size(); ++e) {
    if (held[e].size() < 2) continue;  // one common word is no likeness
    std::size_t points = 0;
    for (const std::size_t w : held[e]) points += 1000 / holders[w] + 50;
    ranked.emplace_back(points, &entries()[e]);
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, [](const auto& x) { return x.first; });
  std::vector<const Entry*> out;
  for (const auto& [points, entry] : ranked) {
    if (out.size() < count) out.push_back(entry);
  }
  return out;
}

std::vector<const Entry*> Catalogue::search(std::string_view query) const {
  if (const Entry* entry = find(ascii::trim(query))) return {entry};
  const std::vector<std::string> words = words_of(query);
  std::vector<std::pair<int, const Entry*>> ranked;
  if (!words.empty()) {
    for (const Entry& entry : entries()) {
      if (const int points = score(entry, words); points > 0) ranked.emplace_back(points, &entry);
    }
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, [](const auto& x) { return x.first; });
  std::vector<const Entry*> out;
  for (const auto& [points, entry] : ranked) out.push_back(entry);
  return out;
}

}  // namespace maillint
