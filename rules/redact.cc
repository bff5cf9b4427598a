// Pseudonyms for what names people and machines.
#include "rules/redact.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"

namespace maillint {
namespace {

constexpr std::size_t id_octets = 8;  // "4F1B2C3D": shorter ones are a provider's codes ("TSS04")
constexpr std::size_t id_digits = 6;
constexpr std::size_t hidden_octets = 3;

bool is_other(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }

bool is_token_character(char c) {
  constexpr std::string_view delimiters = "<>()[]\",;";
  return !ascii::is_space(c) && delimiters.find(c) == std::string_view::npos &&
         static_cast<unsigned char>(c) > ' ';
}

bool is_host(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || text.find("..") != std::string_view::npos)
    return false;
  for (const char c : text) {
    if (!ascii::is_alpha(c) && !ascii::is_digit(c) && c != '-' && c != '_' && c != '.' &&
        !is_other(c))
      return false;
  }
  const std::string_view last = text.substr(dot + 1);
  if (ascii::starts_with(last, "xn--")) return true;
  return last.size() >= 2 &&
         std::ranges::all_of(last, [](char c) { return ascii::is_alpha(c) || is_other(c); });
}

bool is_id(std::string_view text) {
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(text, ascii::is_digit));
  const bool letters = std::ranges::any_of(text, ascii::is_alpha);
  if (letters) return digits > 0 && text.size() >= id_octets;
  return digits >= id_digits && text.find('.') == std::string_view::npos;
}

}  // namespace

std::string Redactor::pseudonym(std::string_view kind, std::string_view original) {
  auto& names = known_[std::string(kind)];
  const auto [at, is_new] = names.try_emplace(ascii::to_lower(original));
  if (is_new) at->second = fmt::format("{}{}", kind, names.size());
  return at->second;
}

bool Redactor::is_catalogue_word(std::string_view word) const {
  return std::ranges::any_of(catalogue_.entries(), [&](const Entry& entry) {
    return std::ranges::any_of(entry.text, [&](std::string_view text) {
      return ascii::find(text, word) != std::string_view::npos;
    });
  });
}

void Redactor::add(Hidden hidden) {
  // The longest first: a part of it may be hidden too.
  const auto at = std::ranges::upper_bound(hidden_, hidden.text.size(), std::ranges::greater{},
                                           [](const Hidden& other) { return other.text.size(); });
  hidden_.insert(at, std::move(hidden));
}

void Redactor::hide(std::string_view text, std::string_view kind) {
  text = ascii::trim(text);
  if (text.size() < hidden_octets) return;
  add({std::string(text), pseudonym(kind, text)});
}

void Redactor::hide_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return;
  add({std::string(text), address(text)});
  const std::string_view local = text.substr(0, at);
  std::size_t begin = 0;
  while (begin <= local.size()) {
    const std::size_t end = std::min(local.find_first_of("._-+=\" ", begin), local.size());
    const std::string_view part = local.substr(begin, end - begin);
    if (part.size() >= hidden_octets && !is_catalogue_word(part)) hide(part, "name");
    begin = end + 1;
  }
  hide(local.size() >= hidden_octets && !is_catalogue_word(local) ? local : "", "name");
}

std::string Redactor::host(std::string_view name) {
  const Provider* provider = catalogue_.provider_of_host(name);
  const std::string own = pseudonym("host", name);
  return provider == nullptr ? own + ".example" : fmt::format("{}.{}.example", own, provider->id);
}

std::string Redactor::address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  const std::string_view domain = text.substr(at + 1);
  return fmt::format("{}@{}", pseudonym("user", text.substr(0, at)),
                     domain.empty() ? std::string() : host(domain));
}

std::string Redactor::token(std::string_view text) {
  if (text.find('@') != std::string_view::npos) return address(text);
  if (bounce::is_ip_address(text)) return pseudonym("ip", text);
  if (const std::size_t split = text.find_first_of(":/=|"); split != std::string_view::npos) {
    std::string out;
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find_first_of(":/=|", begin), text.size());
      if (end > begin) out += token(text.substr(begin, end - begin));
      if (end < text.size()) out += text[end];
      begin = end + 1;
    }
    return out;
  }
  if (is_host(text)) {
    const Blocklist* list = catalogue_.blocklist_in(ascii::to_lower(text));
    return list != nullptr && ascii::equal(list->name, text) ? std::string(text) : host(text);
  }
  return is_id(text) ? pseudonym("id", text) : std::string(text);
}

std::string Redactor::tokens(std::string_view text) {
  constexpr std::size_t quoted_octets = 128;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (text[at] == '"') {  // "a b"@example.org
      const std::size_t close = text.substr(0, at + quoted_octets).find("\"@", at + 1);
      const std::size_t inner = text.find('"', at + 1);
      if (close != std::string_view::npos && close == inner) end = close + 1;
    }
    while (end < text.size() && is_token_character(text[end])) ++end;
    if (end == at) {
      out += text[at++];
      continue;
    }
    std::string_view word = text.substr(at, end - at);
    std::size_t kept = word.find_last_not_of(".:!?'") + 1;
    const std::size_t first = std::min(word.find_first_not_of("'.:"), kept);
    out += word.substr(0, first);
    if (kept > first) out += token(word.substr(first, kept - first));
    out += word.substr(std::max(kept, first));
    at = end;
  }
  return out;
}

std::string Redactor::operator()(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t begin = std::string_view::npos;
    const Hidden* next = nullptr;
    for (const Hidden& hidden : hidden_) {
      const std::size_t at = ascii::find(text, hidden.text);
      if (at < begin) {
        begin = at;
        next = &hidden;
      }
    }
    if (next == nullptr) return out + tokens(text);
    // An address that only begins with a hidden part goes as a whole.
    std::size_t from = begin;
    while (from > 0 && is_token_character(text[from - 1])) --from;
    std::size_t to = begin + next->text.size();
    while (to < text.size() && is_token_character(text[to])) ++to;
    const std::string_view around = text.substr(from, to - from);
    const bool is_address = around.find('@') != std::string_view::npos;
    if (is_address && next->text.find('@') == std::string::npos) {
      out += tokens(text.substr(0, to));
    } else {
      out += tokens(text.substr(0, begin)) + next->pseudonym;
      to = begin + next->text.size();
    }
    text.remove_prefix(to);
  }
  return out;
}

}  // namespace maillint
