// Rule link-zero-width: characters that no one sees stand inside the address of a link.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/utf8.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"rspamd ZERO_WIDTH_SPACE_URL", "RFC 3986 2"};

constexpr OctetSet octets_8bit(ascii::is_8bit);

constexpr bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D; }
constexpr bool is_zero_width(char32_t c) {
  return c == 0x200B || is_joiner(c) || c == 0x2060 || c == 0xFEFF || c == 0xAD || c == 0x180E ||
         c == 0x034F;
}

/// Persian words and emoji need a joiner between letters that are not ASCII.
bool is_needed(std::string_view text, std::size_t begin, std::size_t end) {
  return begin > 0 && end < text.size() && ascii::is_8bit(text[begin - 1]) &&
         ascii::is_8bit(text[end]);
}

struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  char32_t character = 0;
};

Found find_raw(std::string_view text) {
  for (std::size_t i = 0; (i = octets_8bit.find(text, i)) < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    const std::size_t end = i + c.length;
    if (c.valid && is_zero_width(c.value) && !(is_joiner(c.value) && is_needed(text, i, end))) {
      return {i, end, c.value};
    }
    i = end;
  }
  return {};
}

/// Escaped: before the query only, which may carry any text. Joiners belong to words there.
Found find_escaped(std::string_view text) {
  static constexpr OctetSet ends("?#");
  text = text.substr(0, ends.find(text));
  for (std::size_t i = 0; (i = text.find('%', i)) != std::string_view::npos; ++i) {
    for (const auto& [escape, character] :
         {std::pair("%E2%80%8B", 0x200B), std::pair("%E2%81%A0", 0x2060),
          std::pair("%EF%BB%BF", 0xFEFF), std::pair("%C2%AD", 0xAD)}) {
      const std::string_view wanted = escape;
      if (ascii::equal(text.substr(i, wanted.size()), wanted)) {
        return {i, i + wanted.size(), static_cast<char32_t>(character)};
      }
    }
  }
  return {};
}

/// In plain text such a character ends the URL that is found, and the rest follows it.
Found find_behind(std::string_view text, std::size_t end) {
  while (end < text.size() && (text[end] == '.' || text[end] == '-')) ++end;
  std::size_t i = end;
  char32_t first = 0;
  while (i < text.size() && ascii::is_8bit(text[i])) {
    const utf8::CodePoint c = utf8::decode(text, i);
    if (!c.valid || !is_zero_width(c.value)) return {};
    if (first == 0) first = c.value;
    i += c.length;
  }
  const auto goes_on = [](char c) {
    return ascii::is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '/' || c == '-';
  };
  if (i == end || i + 1 >= text.size() || !goes_on(text[i])) return {};
  if (!ascii::is_alnum(text[i]) && !ascii::is_alnum(text[i + 1])) return {};
  return {end, i, first};
}

std::string message(char32_t character) {
  return fmt::format("U+{:04X}, which no one sees, stands inside the address",
                     static_cast<std::uint32_t>(character));
}

void check(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const bool readable = link.url.scheme != "data" && link.url.scheme != "javascript";
  Found found = readable ? find_raw(link.target) : Found{};
  if (found.character == 0 && readable) found = find_escaped(link.target);
  if (found.character != 0) {
    report(target_place(link, facts, found.begin, found.end),
           {.message = message(found.character), .evidence = std::string(link.target)});
    return;
  }
  if (link.html != nullptr) return;
  const TextBody& body = facts.text_bodies()[link.text_body];
  found = find_behind(body.text.text(), link.place.decoded.end);
  if (found.character == 0) return;
  report(facts.place_in(body, found.begin, found.end),
         {.message = message(found.character), .evidence = std::string(link.target)});
}

}  // namespace

constinit const Rule link_zero_width{
    .id = "link-zero-width",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Invisible character inside the address of a link",
    .why =
        "It makes two addresses look alike, and serves to slip past filters. Copied in by "
        "accident, it breaks the link.",
    .remedy = "Type the address again instead of pasting it.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
