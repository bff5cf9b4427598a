// Merge tags that nobody filled in.
#include "rules/placeholder.h"

#include <algorithm>
#include <span>

#include "lint/ascii.h"
#include "lint/blocks.h"
#include "lint/octet_set.h"
#include "rules/remembered.h"

namespace maillint {
namespace {

using Kind = PlaceholderKind;

constexpr std::size_t longest = 80;

bool begins_name(char c) { return ascii::is_alpha(c) || c == '_' || ascii::is_8bit(c); }
bool is_name_octet(char c) { return ascii::is_alnum(c) || c == '_' || c == '.' || c == '-'; }

bool is_name(std::string_view text) {
  return begins_name(text.front()) && std::ranges::all_of(text, is_name_octet);
}

/// A name with a filter, an index or arguments: "user['name'] | upper". Code in other languages
/// also doubles its braces: "{{1, 2}}", "{{\bf x}}".
bool is_expression(std::string_view text) {
  while (!text.empty() && std::string_view("{#/^&>!-~=? ").find(text.front()) != text.npos) {
    text.remove_prefix(1);
  }
  return !text.empty() && (begins_name(text.front()) || text.front() == '$') &&
         text.find_first_of("{\\;") == std::string_view::npos;
}

/// "${{ x }}" belongs to a build script.
bool is_variable(std::string_view text) { return text.front() != '{' && is_expression(text); }
bool is_mailchimp(std::string_view text) { return ascii::is_alpha(text.front()); }
bool is_block(std::string_view text) {
  while (!text.empty() && std::string_view("-+~ ").find(text.front()) != text.npos) {
    text.remove_prefix(1);
  }
  return !text.empty() && ascii::is_alpha(text.front());
}
bool is_percent(std::string_view text) { return text.front() == '=' || is_name(text); }
bool is_php(std::string_view text) { return text.front() == '=' || text.starts_with("php "); }
/// "5 <% 10" is none.
bool is_code(std::string_view text) {
  while (!text.empty() && std::string_view("=#-_ ").find(text.front()) != text.npos) {
    text.remove_prefix(1);
  }
  return !text.empty() && !ascii::is_digit(text.front());
}

struct Fence {
  Kind kind;
  std::string_view open;
  std::string_view close;
  bool (*holds)(std::string_view inside);  // trimmed, not empty
};
constexpr Fence fences[] = {
    {Kind::mustache, "{{", "}}", is_expression},
    {Kind::jinja_block, "{%", "%}", is_block},
    {Kind::erb, "<?", "?>", is_php},
    {Kind::mailchimp, "*|", "|*", is_mailchimp},
    {Kind::erb, "<%", "%>", is_code},
    {Kind::dollar, "${", "}", is_variable},
    {Kind::dollar, "$!{", "}", is_expression},
    {Kind::dollar, "#{", "}", is_expression},
    {Kind::percent, "%%", "%%", is_percent},
    {Kind::percent, "@@", "@@", is_name},
    {Kind::percent, "%[", "]%", is_name},
};

/// What mail merges call their fields, without spaces, "_" and "-". Single brackets are ordinary
/// signs ("[Name]" may be the tag of a mailing list), so only unmistakable names count. Sorted.
constexpr std::string_view names[] = {
    "anrede",       "clientname",      "companyname",    "contactname",   "customername",
    "customfield",  "emailaddress",    "firmenname",     "firstname",     "fname",
    "fullname",     "ihrname",         "insertname",     "invoicenumber", "kundenname",
    "kundennummer", "lastname",        "lname",          "nachname",      "namehere",
    "ordernumber",  "productname",     "recipientname",  "senderemail",   "sendername",
    "surname",      "unsubscribelink", "unsubscribeurl", "username",      "vorname",
    "yourcompany",  "yourcompanyname", "yourname",
};

/// Letters of `text` in lower case without " ", "_" and "-"; "" if it holds anything else.
std::string_view squeezed(std::string_view text, std::span<char> buffer) {
  std::size_t length = 0;
  for (const char c : text) {
    if (c == ' ' || c == '_' || c == '-') continue;
    if (length == buffer.size() || !ascii::is_alpha(c)) return {};
    buffer[length++] = ascii::lower(c);
  }
  return {buffer.data(), length};
}

bool is_merge_name(std::string_view text) {
  char buffer[20];
  return std::ranges::binary_search(names, squeezed(text, buffer));
}

/// "Insert date here", "Your phone number": said to the one who fills in.
bool is_instruction(std::string_view text) {
  static constexpr std::string_view leads[] = {"insert ", "your ", "enter ",     "recipient's ",
                                               "ihr ",    "ihre ", "customer's "};
  const auto is_word = [](char c) { return ascii::is_alpha(c) || c == ' ' || c == '\''; };
  // "[insert joke here]" is one itself.
  static constexpr std::string_view objects[] = {
      "name",  "date",  "company", "link", "text",  "title",  "address", "number", "amount",
      "phone", "email", "image",   "logo", "datum", "nummer", "firma",   "product"};
  const auto in_text = [&](auto word) { return ascii::find(text, word) != std::string_view::npos; };
  return text.size() > 8 && text.size() < 40 && std::ranges::all_of(text, is_word) &&
         std::ranges::any_of(objects, in_text) &&
         std::ranges::any_of(leads, [&](auto lead) { return ascii::starts_with(text, lead); });
}

/// "FIRST_NAME" or "name" between double brackets; "[[bin]]" is TOML, "[[Main Page]]" a wiki's.
bool is_double_bracket_name(std::string_view text) {
  static constexpr std::string_view words[] = {"name",   "email", "company",    "date",
                                               "order",  "code",  "city",       "title",
                                               "amount", "price", "unsubscribe"};
  if (std::ranges::any_of(words, [&](auto word) { return ascii::equal(text, word); })) return true;
  const auto is_capital = [](char c) { return !ascii::is_alpha(c) || ascii::lower(c) != c; };
  return text.size() > 2 && is_name(text) && text.find('_') != std::string_view::npos &&
         std::ranges::all_of(text, is_capital);
}

/// "ORDER_ID", "USER_NAME" between brackets: a name of data. Logs put other words there.
bool is_capital_name(std::string_view text) {
  static constexpr std::string_view words[] = {
      "NAME",    "ORDER", "DATE", "EMAIL",   "AMOUNT",  "PRICE", "LINK",    "URL",     "NUMBER",
      "PRODUCT", "USER",  "CITY", "INVOICE", "COMPANY", "PHONE", "ADDRESS", "CUSTOMER"};
  const auto is_capital = [](char c) { return !ascii::is_alpha(c) || ascii::lower(c) != c; };
  const auto in_text = [&](auto word) { return text.find(word) != std::string_view::npos; };
  return text.find('_') != std::string_view::npos && is_name(text) &&
         std::ranges::all_of(text, is_capital) && std::ranges::any_of(words, in_text);
}

std::size_t match_fence(std::string_view text, const Fence& fence) {
  if (text[0] != fence.open[0] || !text.starts_with(fence.open)) return 0;
  const std::string_view inside = text.substr(fence.open.size(), longest);
  const std::size_t close = inside.find(fence.close);
  if (close == std::string_view::npos) return 0;
  if (inside.substr(0, close).find('\n') != std::string_view::npos) return 0;
  const std::string_view name = ascii::trim(inside.substr(0, close));
  if (name.empty() || !fence.holds(name)) return 0;
  std::size_t end = fence.open.size() + close + fence.close.size();
  if (fence.open == "{{" && text.substr(end).starts_with('}')) ++end;  // {{{x}}}
  return end;
}

/// Windows knows these ("%TEMP%\x").
bool is_environment(std::string_view name, std::string_view after) {
  static constexpr std::string_view variables[] = {
      "APPDATA",    "LOCALAPPDATA", "PATH",    "PROGRAMFILES", "TEMP",        "USERPROFILE",
      "SYSTEMROOT", "WINDIR",       "PATHEXT", "COMPUTERNAME", "PROGRAMDATA", "HOMEPATH"};
  return after.starts_with('\\') || std::ranges::find(variables, name) != std::end(variables);
}

/// "%FIRSTNAME%", "%recipient.name%", "%first_name%". Two hexadecimal digits after the sign are an
/// escape of a URL.
std::size_t match_percent(std::string_view text) {
  const std::size_t close = text.substr(0, longest).find('%', 1);
  if (close == std::string_view::npos || close < 4) return 0;
  const std::string_view name = text.substr(1, close - 1);
  if (!is_name(name)) return 0;
  const bool escape = ascii::is_hex(name[0]) && ascii::is_hex(name[1]);
  if (escape && !name.starts_with("DATE") && !name.starts_with("CAMPAIGN")) return 0;
  const auto is_capital = [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); };
  if (std::ranges::all_of(name, is_capital)) {
    return is_environment(name, text.substr(close + 1)) ? 0 : close + 1;
  }
  const bool joint = name.find_first_of("._") != std::string_view::npos && name.back() != '.';
  return joint || is_merge_name(name) || name == "name" || name == "email" ? close + 1 : 0;
}

std::size_t match_bracket(std::string_view text, std::string_view open, std::string_view close) {
  if (!text.starts_with(open)) return 0;
  const std::size_t end = text.substr(0, longest).find(close, open.size());
  if (end == std::string_view::npos) return 0;
  const std::string_view name = text.substr(open.size(), end - open.size());
  const bool fits = is_merge_name(name) || (open == "[" && is_capital_name(name)) ||
                    (open == "[" && is_instruction(name)) ||
                    (open == "[[" && is_double_bracket_name(name));
  return fits ? end + close.size() : 0;
}

/// "$firstname"; "$100" and "$HOME" are none.
std::size_t match_variable(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && end < longest && (ascii::is_alpha(text[end]) || text[end] == '_')) {
    ++end;
  }
  return is_merge_name(text.substr(1, end - 1)) ? end : 0;
}

struct Match {
  std::size_t length = 0;
  Kind kind = Kind::mustache;
};

Match match_at(std::string_view text, std::size_t at) {
  const char before = at > 0 ? text[at - 1] : ' ';
  text = text.substr(at, 2 * longest);
  // "\${x}" and "$${x}" are escaped, "${{ x }}" belongs to a build script, "5%off%" is no tag.
  if (before == '\\' || (before == '$' && text.front() != '%')) return {};
  if (ascii::is_digit(before) && text.front() == '%') return {};
  for (const Fence& fence : fences) {
    if (const std::size_t length = match_fence(text, fence)) return {length, fence.kind};
  }
  switch (text.front()) {
    case '%':
      return {match_percent(text), Kind::percent};
    case '$':
      return {match_variable(text), Kind::dollar};
    case '[':
      if (text.starts_with("[[")) return {match_bracket(text, "[[", "]]"), Kind::bracket};
      return {match_bracket(text, "[", "]"), Kind::bracket};
    case '{':
      return {match_bracket(text, "{", "}"), Kind::bracket};
    case '<':
      return {match_bracket(text, "<<", ">>"), Kind::bracket};
    case '\xC2':  // the word processor's « »
      return {match_bracket(text, "\xC2\xAB", "\xC2\xBB"), Kind::bracket};
    default:
      return {};
  }
}

/// By kind: with what its tags begin.
constexpr OctetSet openings[] = {OctetSet("{"),  OctetSet("*"), OctetSet("%@"), OctetSet("[{<\xC2"),
                                 OctetSet("$#"), OctetSet("<"), OctetSet("{")};

/// The next octet of `openings` with what may follow it in a tag; text.size() if there is none.
std::size_t find_opening(std::string_view text, std::size_t from) {
  const auto may_begin = [](auto at) {
    const auto c = at(0);
    const auto next = at(1);
    return (c == '{') | (c == '[') | (c == '$') | (c == '%') |
           ((c == '<') & ((next == '<') | (next == '%') | (next == '?'))) |
           ((c == '*') & (next == '|')) | ((c == '#') & (next == '{')) |
           ((c == '@') & (next == '@')) | ((c == '\xC2') & (next == '\xAB'));
  };
  return find_in_text<2>(text, from, may_begin);
}

/// Of all kinds, by their begin; one may begin inside another.
std::vector<Placeholder> read_tags(std::string_view text) {
  std::vector<Placeholder> tags;
  for (std::size_t at = 0; (at = find_opening(text, at)) < text.size(); ++at) {
    const Match match = match_at(text, at);
    if (match.length > 0) tags.push_back({at, at + match.length, match.kind});
  }
  return tags;
}

}  // namespace

Placeholder find_placeholder(std::string_view text, std::size_t from) {
  for (; (from = find_opening(text, from)) < text.size(); ++from) {
    const Match match = match_at(text, from);
    if (match.length > 0) return {from, from + match.length, match.kind};
  }
  return {};
}

Placeholder find_placeholder(PlaceholderKind kind, std::string_view text, std::size_t from) {
  const OctetSet& opening = openings[static_cast<std::size_t>(kind)];
  for (; (from = opening.find(text, from)) < text.size(); ++from) {
    const Match match = match_at(text, from);
    if (match.length > 0 && match.kind == kind) return {from, from + match.length, kind};
    if (match.length > 0) from += match.length - 1;
  }
  return {};
}

std::vector<Placeholder> placeholders(PlaceholderKind kind, std::string_view text) {
  const OctetSet& opening = openings[static_cast<std::size_t>(kind)];
  std::vector<Placeholder> found;
  std::size_t from = 0;
  for (const Placeholder& tag : remembered<read_tags>(text)) {
    if (tag.begin < from || !opening.has(text[tag.begin])) continue;
    if (tag.kind == kind) found.push_back(tag);
    from = tag.end;  // what stands inside another tag is a part of it
  }
  return found;
}

}  // namespace maillint
