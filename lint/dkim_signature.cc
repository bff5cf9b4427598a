// Tag lists and signatures.
#include "lint/dkim_signature.h"

#include <algorithm>
#include <charconv>

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t tags_kept = 100;
constexpr std::size_t names_kept = 1'000;

bool is_tag_name(std::string_view name) {
  return !name.empty() && ascii::is_alpha(name.front()) &&
         std::ranges::all_of(name, [](char c) { return ascii::is_alnum(c) || c == '_'; });
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value < 0) return std::nullopt;
  return value;
}

std::vector<std::string> names_of(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty() && names.size() < names_kept) {
    const std::size_t end = std::min(list.find(':'), list.size());
    const std::string_view name = ascii::trim(list.substr(0, end));
    if (!name.empty()) names.push_back(ascii::to_lower(name));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return names;
}

}  // namespace

const SignatureTag* TagList::find(std::string_view name) const {
  const auto found = std::ranges::find(tags, name, &SignatureTag::name);
  return found == tags.end() ? nullptr : &*found;
}

std::string_view TagList::value(std::string_view name) const {
  const SignatureTag* tag = find(name);
  return tag == nullptr ? std::string_view() : tag->value;
}

TagList parse_tag_list(std::string_view text, std::size_t source_begin) {
  TagList list;
  const auto span = [&](std::string_view piece) {
    const auto begin = source_begin + static_cast<std::size_t>(piece.data() - text.data());
    return span_of(begin, begin + piece.size());
  };
  const auto malformed = [&](std::string_view piece) {
    if (!list.malformed) list.malformed_span = span(piece);
    list.malformed = true;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string_view piece = ascii::trim(text.substr(at, end - at));
    const bool is_last = end == text.size();
    at = end + 1;
    if (piece.empty()) {
      // One ";" may end the list, and nothing else is empty.
      if (!is_last) malformed(text.substr(end, 1));
      continue;
    }
    const std::size_t equals = piece.find('=');
    const std::string_view name = ascii::trim(piece.substr(0, equals));
    if (equals == npos || !is_tag_name(name) || list.tags.size() == tags_kept) {
      malformed(piece);
      continue;
    }
    std::string_view value = piece.substr(equals + 1);
    value = ascii::trim(value).empty() ? value.substr(0, 0) : ascii::trim(value);
    list.tags.push_back(
        {.name = name, .value = value, .span = span(piece), .value_span = span(value)});
  }
  return list;
}

std::size_t DkimSignature::times_signed(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count(signed_names, name));
}

DkimSignature parse_dkim_signature(std::string_view text, std::size_t source_begin) {
  DkimSignature signature;
  signature.tags = parse_tag_list(text, source_begin);
  const TagList& tags = signature.tags;
  signature.domain = ascii::to_lower(tags.value("d"));
  signature.signed_names = names_of(tags.value("h"));
  const std::string_view canonicalization = tags.value("c");
  const std::size_t slash = canonicalization.find('/');
  signature.relaxed_header =
      ascii::equal(ascii::trim(canonicalization.substr(0, slash)), "relaxed");
  signature.relaxed_body =
      slash != npos && ascii::equal(ascii::trim(canonicalization.substr(slash + 1)), "relaxed");
  signature.signed_at = number(tags.value("t"));
  signature.expires = number(tags.value("x"));
  signature.body_length = number(tags.value("l"));
  return signature;
}

std::optional<std::string> base64_digits(std::string_view value) {
  std::string digits;
  digits.reserve(value.size());
  std::size_t padding = 0;
  for (const char c : value) {
    if (ascii::is_space(c)) continue;
    if (c == '=') {
      ++padding;
    } else if (padding > 0 || !(ascii::is_alnum(c) || c == '+' || c == '/')) {
      return std::nullopt;
    } else {
      digits += c;
    }
  }
  if (digits.empty() || padding > 2 || (digits.size() + padding) % 4 != 0) return std::nullopt;
  return digits;
}

}  // namespace maillint
