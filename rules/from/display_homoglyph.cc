// Rule from-display-homoglyph: letters of one script that look like those of another.
#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"
#include "rules/index.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"UTS 39 4", "UTS 39 5.2"};

bool is_ascii(std::string_view text) { return std::ranges::none_of(text, ascii::is_8bit); }

/// The next word of `name` from `at` on: letters of any script.
std::string_view next_word(std::string_view name, std::size_t& at) {
  const auto is_letter = [](char c) { return ascii::is_alnum(c) || ascii::is_8bit(c); };
  while (at < name.size() && !is_letter(name[at])) ++at;
  const std::size_t begin = at;
  while (at < name.size() && is_letter(name[at])) ++at;
  return name.substr(begin, at - begin);
}

void homoglyph(const AddressList& list, const Facts& facts, const Settings&,
               const Reporter& report) {
  if (list.id != FieldId::from) return;
  for (const Mailbox& mailbox : list.mailboxes) {
    const std::string_view name = mailbox.display_name;
    if (is_ascii(name)) continue;
    std::size_t at = 0;
    for (auto word = next_word(name, at); !word.empty(); word = next_word(name, at)) {
      if (is_ascii(word)) continue;
      const std::string looks = skeleton(word);
      const bool imitates =
          is_ascii(looks) && !lists::find_brands(looks).empty() && lists::find_brands(word).empty();
      if (!imitates && !mixes_scripts(word)) continue;
      report(span_in_display_name(facts.message(), mailbox, word),
             {.message = fmt::format("looks like \"{}\", but has letters of another script", looks),
              .evidence = std::string(word)});
      break;
    }
  }
}

}  // namespace

constinit const Rule from_display_homoglyph{
    .id = "from-display-homoglyph",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "A word of the sender's name mixes scripts to look like another word",
    .why =
        "A Cyrillic \"а\" in \"Pаypal\" cannot be told from a Latin one. Filters take this for "
        "deception.",
    .remedy = "Write each word in one script.",
    .references = references,
    .check = homoglyph,
};

}  // namespace maillint::rules
