// Merge tags that nobody filled in.
#include "rules/placeholder.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::size_t longest = 80;

/// Signs around a name. `named`: only names of letters, digits, "_", "." and "-" count, since the
/// signs also occur in plain text ("50%% off %% today").
struct Fence {
  std::string_view open;
  std::string_view close;
  bool named;
};
constexpr Fence fences[] = {
    {"{{", "}}", false}, {"{%", "%}", false}, {"*|", "|*", false},
    {"<%", "%>", false}, {"${", "}", true},   {"#{", "}", true},
    {"%%", "%%", true},  {"@@", "@@", true},  {"%[", "]%", true},
};

/// What mail merges call their fields. Single brackets are ordinary signs: "[Name]" may be the tag
/// of a mailing list, so only unmistakable names count, without spaces, "_" and "-".
constexpr std::string_view names[] = {
    "firstname",   "lastname",      "fullname", "yourname",   "customername",
    "companyname", "recipientname", "surname",  "insertname", "namehere",
    "username",    "vorname",       "nachname", "firmenname", "anrede",
    "kundenname",  "ihrname",       "fname",    "lname",      "emailaddress",
};

bool is_name_octet(char c) { return ascii::is_alnum(c) || c == '_' || c == '.' || c == '-'; }

std::size_t match_fence(std::string_view text, const Fence& fence) {
  if (!text.starts_with(fence.open)) return 0;
  const std::string_view inside = text.substr(fence.open.size(), longest);
  const std::size_t close = inside.find(fence.close);
  if (close == std::string_view::npos) return 0;
  if (inside.substr(0, close).find('\n') != std::string_view::npos) return 0;
  const std::string_view name = ascii::trim(inside.substr(0, close));
  if (name.empty()) return 0;
  if (fence.named && !std::ranges::all_of(name, is_name_octet)) return 0;
  return fence.open.size() + close + fence.close.size();
}

/// "%FIRSTNAME%": capitals only, so that no escape of a URL ("%C3%BC") is one.
std::size_t match_percent(std::string_view text) {
  std::size_t i = 1;
  while (i < text.size() && i < longest && (text[i] == '_' || (text[i] >= 'A' && text[i] <= 'Z')))
    ++i;
  return i > 4 && i < text.size() && text[i] == '%' ? i + 1 : 0;
}

/// "[First Name]", "{firstname}", "<<Vorname>>".
std::size_t match_bracket(std::string_view text, std::string_view open, std::string_view close) {
  if (!text.starts_with(open)) return 0;
  char squeezed[16];
  std::size_t length = 0;
  std::size_t i = open.size();
  for (; i < text.size() && !text.substr(i).starts_with(close); ++i) {
    if (text[i] == ' ' || text[i] == '_' || text[i] == '-') continue;
    if (length == sizeof squeezed || !ascii::is_alpha(text[i])) return 0;
    squeezed[length++] = ascii::lower(text[i]);
  }
  if (i >= text.size() || i > longest) return 0;
  const std::string_view name(squeezed, length);
  return std::ranges::find(names, name) == std::end(names) ? 0 : i + close.size();
}

std::size_t match_at(std::string_view text) {
  for (const Fence& fence : fences) {
    if (const std::size_t length = match_fence(text, fence)) return length;
  }
  switch (text.front()) {
    case '%':
      return match_percent(text);
    case '[':
      return match_bracket(text, "[", "]");
    case '{':
      return match_bracket(text, "{", "}");
    case '<':
      return match_bracket(text, "<<", ">>");
    case '\xC2':
      return match_bracket(text, "\xC2\xAB", "\xC2\xBB");  // the word processor's « »
    default:
      return 0;
  }
}

}  // namespace

Placeholder find_placeholder(std::string_view text, std::size_t from) {
  while ((from = text.find_first_of("{*<$#%@[\xC2", from)) != std::string_view::npos) {
    if (const std::size_t length = match_at(text.substr(from, 2 * longest))) {
      return {from, from + length};
    }
    ++from;
  }
  return {};
}

}  // namespace maillint
