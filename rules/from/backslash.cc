// Rule from-quoted-pair-outside: a backslash where it quotes nothing.
#include "lint/address_lexer.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 3.4",
                                           "Chen et al., Composition Kills (USENIX Security 2020)"};
constexpr auto npos = std::string_view::npos;

/// The first backslash outside quotes, comments and encoded-words; npos if there is none.
std::size_t stray_backslash(std::string_view text) {
  bool quotes_close = true;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      if (depth == 0) return i;
      ++i;
    } else if (c == '"' && depth == 0 && quotes_close) {
      std::size_t end = i + 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      quotes_close = end < text.size();
      if (quotes_close) i = end;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && depth > 0) {
      --depth;
    } else if (c == '=' && depth == 0) {
      if (const std::size_t word = encoded_word_size(text, i); word > 0) i += word - 1;
    }
  }
  return npos;
}

void quoted_pair(const AddressList& list, const Facts& facts, const Settings&,
                 const Reporter& report) {
  if (list.field == nullptr) return;
  const std::string_view body = facts.message().body(*list.field);
  if (body.find('\\') == npos) return;
  const std::size_t at = stray_backslash(body);
  if (at == npos) return;
  report(span_of(list.field->body.begin + at, list.field->body.begin + at + 1),
         "a backslash outside quotes");
}

}  // namespace

constinit const Rule from_quoted_pair_outside{
    .id = "from-quoted-pair-outside",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "A backslash outside quotes in an address field",
    .why = "Programs disagree what it joins or parts, so they find different addresses.",
    .remedy = "Put the name into quotes, and leave the backslash out.",
    .references = references,
    .check = quoted_pair,
};

}  // namespace maillint::rules
