// The salutation of a letter, and whom it names.
#include "rules/template/salutation.h"

#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/remembered.h"

namespace maillint {
namespace {

/// Octets of a title at the begin of `rest` ("Mr.", "Frau"), which a name must follow; 0 if none.
std::size_t title_length(std::string_view rest) {
  static constexpr std::string_view titles[] = {
      "mrs.",  "mrs",    "mr.", "mr",  "ms.",  "ms",    "miss",   "dr.",      "frau",   "herr",
      "herrn", "madame", "mme", "sr.", "sra.", "señor", "señora", "monsieur", "signora"};
  for (const std::string_view title : titles) {
    if (!ascii::starts_with(rest, title)) continue;
    const bool ends = rest.size() == title.size() || rest[title.size()] == ' ' ||
                      rest[title.size()] == ',' || rest[title.size()] == '/';
    if (ends) return title.size();
  }
  return 0;
}

bool is_inside_word(std::string_view line, std::size_t at) {
  return at < line.size() && (ascii::is_alnum(line[at]) || ascii::is_8bit(line[at]) ||
                              line[at] == '-' || line[at] == '\'');
}

std::vector<SalutationLine> read_salutations(std::string_view text) {
  constexpr std::size_t lines_read = 40;
  std::vector<SalutationLine> found;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin < text.size() && lines < lines_read;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = ascii::trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) continue;
    ++lines;
    const std::size_t salutation = salutation_length(line);
    if (salutation == 0) continue;
    found.push_back({static_cast<std::size_t>(line.data() - text.data()), line.size(), salutation});
  }
  return found;
}

}  // namespace

const std::vector<SalutationLine>& salutations(std::string_view text) {
  return remembered<read_salutations>(text);
}

std::size_t salutation_length(std::string_view line) {
  const auto found = lists::greeting(line);
  std::size_t end = found ? found->end : 0;
  const char first = line.empty() ? ' ' : ascii::lower(line.front());
  if (first != 's' && first != 'l') return is_inside_word(line, end) ? 0 : end;
  for (const std::string_view formal :
       {"sehr geehrte", "sehr geehrter", "sehr geehrte/r", "sehr geehrte(r)", "sehr geehrte*r",
        "sehr geehrte:r", "liebe/r", "liebe(r)", "liebe*r", "liebe:r"}) {
    if (ascii::starts_with(line, formal)) end = std::max(end, formal.size());
  }
  return is_inside_word(line, end) ? 0 : end;
}

Addressee addressee(std::string_view line, std::size_t salutation) {
  Addressee result{.begin = salutation};
  const auto skip_space = [&] {
    const std::size_t before = result.begin;
    while (result.begin < line.size() && ascii::is_wsp(line[result.begin])) ++result.begin;
    result.after_space = result.begin > before;
  };
  const auto found = lists::greeting(line);
  result.expected = found ? found->greeting_class == "formal start" : true;
  skip_space();
  for (std::size_t title = title_length(line.substr(result.begin)); title > 0;
       title = title_length(line.substr(result.begin))) {
    result.expected = true;
    result.begin += title;
    if (line.substr(result.begin).starts_with('/')) ++result.begin;  // "Herr/Frau"
    skip_space();
  }
  return result;
}

std::size_t bracketed_word(std::string_view rest) {
  constexpr std::size_t longest = 30;
  const auto is_word = [](char c) { return ascii::is_alpha(c) || c == '_' || c == ' '; };
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"[", "]"},
                                    {"{", "}"},
                                    {"<<", ">>"},
                                    {"<", ">"},
                                    {"$", ""}}) {
    if (!rest.starts_with(open)) continue;
    std::size_t end = open.size();
    while (end < rest.size() && end < longest && is_word(rest[end]) &&
           !(close.empty() && rest[end] == ' ')) {
      ++end;
    }
    if (end < open.size() + 3 || !rest.substr(end).starts_with(close)) continue;
    end += close.size();
    const std::string_view after = rest.substr(end, 1);
    if (after.empty() || after == "," || after == "!" || after == ":" || after == " ") return end;
  }
  return 0;
}

}  // namespace maillint
