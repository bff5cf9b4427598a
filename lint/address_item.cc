// One item of an address list, right or wrong.
#include "lint/address_item.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "lint/ascii.h"
#include "lint/encoded_word.h"

namespace maillint {
namespace {

/// Runs of white space become one space, the ends are trimmed.
std::string fold(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (!ascii::is_space(c)) {
      result.push_back(c);
    } else if (!result.empty() && result.back() != ' ') {
      result.push_back(' ');
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string decode(std::string_view raw) {
  const bool plain =
      raw.find("=?") == std::string_view::npos && std::ranges::none_of(raw, ascii::is_8bit);
  return plain ? std::string(raw) : std::string(decode_unstructured(raw, 0).text.text());
}

/// Whether a comment holds something like an address.
bool mentions_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && is_atext(text[at - 1]) &&
         ascii::is_alnum(text[at + 1]);
}

}  // namespace

void AddressItems::add_plain(const PlainAddress& plain, std::int32_t group) {
  pending_ = 0;
  Mailbox& mailbox = list_.mailboxes.emplace_back();
  mailbox.span = problems_.span(plain.begin, plain.end);
  mailbox.group = group;
  mailbox.has_angle = plain.angle;
  mailbox.addr_spec_span = problems_.span(plain.local_begin, plain.domain_end);
  mailbox.local_part = text_.substr(plain.local_begin, plain.at - plain.local_begin);
  mailbox.domain = ascii::to_lower(text_.substr(plain.at + 1, plain.domain_end - plain.at - 1));
  if (plain.name_end == plain.name_begin) return;
  mailbox.display_name_span = problems_.span(plain.name_begin, plain.name_end);
  const std::size_t quote = plain.quoted_name ? 1 : 0;
  mailbox.display_name =
      text_.substr(plain.name_begin + quote, plain.name_end - plain.name_begin - 2 * quote);
}

void AddressItems::add(Tokens tokens, std::int32_t group, bool after_comma) {
  if (!after_comma) pending_ = 0;
  check_strays(tokens);
  words_.clear();
  std::ranges::copy_if(tokens, std::back_inserter(words_),
                       [](const AddressToken& t) { return t.kind != AddressToken::comment; });
  Tokens rest = words_;
  while (!rest.empty() && list_.mailboxes.size() < limit_) {
    Mailbox mailbox;
    mailbox.group = group;
    const Tokens item = rest;
    mailbox.span = problems_.span(item[0].begin, item[0].end_);
    const std::size_t open = find(rest, '<');
    const std::size_t at = find(rest, '@');
    bool mere_words = false;
    if (open < rest.size()) {
      rest = add_with_angle(rest, open, mailbox);
    } else if (at < rest.size()) {
      rest = add_bare(rest, at, mailbox);
    } else {
      add_words(rest, mailbox);
      mere_words = true;
      rest = {};
    }
    const std::size_t used = item.size() - rest.size();
    mailbox.span.end = problems_.span(0, item[used - 1].end_).end;
    if (rest.empty()) check_comments(tokens, mailbox);
    pending_ = mere_words ? pending_ + 1 : 0;
    list_.mailboxes.push_back(std::move(mailbox));
  }
  if (!rest.empty())
    problems_.add(AddressProblem::limit_addresses, rest.front().begin, rest.back().end_,
                  no_mailbox);
}

std::size_t AddressItems::find(Tokens tokens, char c, std::size_t from) const {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (is(tokens[i], c)) return i;
  }
  return tokens.size();
}

/// phrase "<" addr-spec ">". Returns what follows if it holds another address.
AddressItems::Tokens AddressItems::add_with_angle(Tokens tokens, std::size_t open,
                                                  Mailbox& mailbox) {
  mailbox.has_angle = true;
  const Tokens name = tokens.first(open);
  std::size_t first = open + 1;
  while (first < tokens.size() && is(tokens[first], '<')) ++first;
  const std::size_t close = std::min(find(tokens, '>', first), find(tokens, '<', first));
  const bool closed = close < tokens.size() && is(tokens[close], '>');
  std::size_t after = closed ? close + 1 : close;
  while (after < tokens.size() && is(tokens[after], '>')) ++after;
  if (!closed) {
    problems_.add(AddressProblem::unbalanced_angle, tokens[open].begin, tokens[open].end_);
  } else if (first > open + 1) {
    problems_.add(AddressProblem::unbalanced_angle, tokens[open].begin, tokens[first - 1].end_);
  } else if (after > close + 1) {
    problems_.add(AddressProblem::unbalanced_angle, tokens[close].begin, tokens[after - 1].end_);
  }

  if (pending_ > 0) join_pending(name, mailbox);
  if (!name.empty()) {
    check_name(name);
    if (mailbox.display_name_span.empty()) read_name(name, mailbox);
    if (!tokens[open].space_before)
      problems_.add(AddressProblem::no_whitespace_before_angle, tokens[open].begin,
                    tokens[open].end_);
  }
  const Tokens spec = tokens.subspan(first, close - first);
  if (spec.empty()) {
    problems_.add(AddressProblem::no_domain, tokens[open].begin, tokens[after - 1].end_);
  } else {
    if (spec[0].space_before)
      problems_.add(AddressProblem::space_inside, tokens[first - 1].end_, spec[0].begin);
    if (closed && tokens[close].space_before)
      problems_.add(AddressProblem::space_inside, spec.back().end_, tokens[close].begin);
    read_addr_spec(text_, spec, mailbox, problems_);
  }
  const Tokens rest = tokens.subspan(after);
  if (rest.empty()) return rest;
  problems_.add(AddressProblem::trailing_text, rest.front().begin, rest.back().end_);
  const bool another = find(rest, '@') < rest.size() || find(rest, '<') < rest.size();
  if (!another && mailbox.display_name_span.empty()) read_name(rest, mailbox);
  return another ? rest : Tokens();
}

/// An address without "<": the run of tokens around the first "@" that no white space parts.
AddressItems::Tokens AddressItems::add_bare(Tokens tokens, std::size_t at, Mailbox& mailbox) {
  const auto joined = [&](std::size_t i) {  // tokens i - 1 and i belong together
    return !tokens[i].space_before || is(tokens[i], '.') || is(tokens[i - 1], '.');
  };
  std::size_t begin = at;
  if (begin > 0) --begin;  // "jane @example.com": the word before "@" in any case
  while (begin > 0 && joined(begin)) --begin;
  std::size_t end = std::min(at + 2, tokens.size());
  while (end < tokens.size() && (joined(end) || is(tokens[end], '>'))) ++end;
  std::size_t spec_end = end;
  while (spec_end > at + 1 && is(tokens[spec_end - 1], '>')) --spec_end;
  if (spec_end < end)
    problems_.add(AddressProblem::unbalanced_angle, tokens[spec_end].begin, tokens[end - 1].end_);

  const Tokens spec = tokens.subspan(begin, spec_end - begin);
  read_addr_spec(text_, spec, mailbox, problems_);
  const Tokens rest = tokens.subspan(end);
  const bool another = find(rest, '@') < rest.size();
  const Tokens name = begin > 0 ? tokens.first(begin) : another ? Tokens() : rest;
  if (!name.empty()) {
    problems_.add(AddressProblem::missing_angle, spec.front().begin, spec.back().end_);
    check_name(name);
    read_name(name, mailbox);
  }
  if (rest.empty() || (begin == 0 && !another)) return {};
  problems_.add(AddressProblem::trailing_text, rest.front().begin, rest.back().end_);
  return another ? rest : Tokens();
}

/// No "@" and no "<": a lone word is a local-part, several are a name.
void AddressItems::add_words(Tokens tokens, Mailbox& mailbox) {
  const std::size_t begin = tokens.front().begin;
  const std::size_t end = tokens.back().end_;
  const std::string name = phrase(tokens);
  const bool encoded = has_encoded_word(text_.substr(begin, end - begin));
  const bool one_word =
      std::ranges::none_of(tokens.subspan(1), [](const AddressToken& t) { return t.space_before; });
  if (encoded && name.find('@') != std::string::npos) {
    problems_.add(AddressProblem::encoded_word_in_addr_spec, begin, end);
  } else {
    problems_.add(AddressProblem::no_domain, begin, end);
  }
  if (one_word && !encoded && tokens.front().kind == AddressToken::atom) {
    mailbox.local_part = name;
    mailbox.addr_spec_span = problems_.span(begin, end);
  } else {
    mailbox.display_name = name;
    mailbox.display_name_span = problems_.span(begin, end);
  }
}

void AddressItems::read_name(Tokens tokens, Mailbox& mailbox) {
  mailbox.display_name = phrase(tokens);
  mailbox.display_name_span = problems_.span(tokens.front().begin, tokens.back().end_);
}

/// "Roe, Jane <jane@example.com>": the words before the comma were no mailboxes of their own.
void AddressItems::join_pending(Tokens name, Mailbox& mailbox) {
  constexpr std::size_t most = 2;  // "Roe, Jane, PhD <...>"; longer lists are local users
  const std::size_t joined = std::min(pending_, most);
  const std::size_t first = list_.mailboxes.size() - joined;
  for (std::size_t i = first; i < list_.mailboxes.size(); ++i) {
    const Mailbox& words = list_.mailboxes[i];
    if (i == first) mailbox.span.begin = words.span.begin;
    if (!mailbox.display_name.empty()) mailbox.display_name += ", ";
    mailbox.display_name += words.display_name.empty() ? words.local_part : words.display_name;
  }
  const std::string rest = phrase(name);
  if (!rest.empty()) mailbox.display_name += ", " + rest;
  mailbox.display_name_span = mailbox.span;
  const Span last_words = list_.mailboxes.back().span;
  const Span name_span =
      name.empty() ? last_words : problems_.span(name.front().begin, name.back().end_);
  mailbox.display_name_span.end = std::max(last_words.end, name_span.end);
  auto problem = list_.problems.end();
  while (problem != list_.problems.begin() && (problem - 1)->mailbox >= first) --problem;
  for (auto p = problem; p != list_.problems.end(); ++p) {
    if (p->mailbox != no_mailbox) p->mailbox = static_cast<std::uint32_t>(first);
  }
  const auto gone = std::remove_if(problem, list_.problems.end(), [](const AddressProblemAt& p) {
    return p.problem == AddressProblem::no_domain;
  });
  list_.problems.erase(gone, list_.problems.end());
  list_.mailboxes.resize(first);
  const std::size_t source_begin = problems_.span(0, 0).begin;
  problems_.add(AddressProblem::unquoted_comma_name, mailbox.display_name_span.begin - source_begin,
                mailbox.display_name_span.end - source_begin);
}

/// What may not stand in a display name without quotes, the first place of each kind.
void AddressItems::check_name(Tokens tokens) {
  const std::size_t begin = tokens.front().begin;
  const std::size_t end = tokens.back().end_;
  bool dot = false;
  bool special = false;
  bool backslash = false;
  const std::size_t at = find(tokens, '@');
  const bool address =
      at < tokens.size() &&
      std::ranges::none_of(tokens.subspan(1), [](const AddressToken& t) { return t.space_before; });
  if (address) problems_.add(AddressProblem::bare_addr_then_angle, begin, end);
  for (const AddressToken& token : tokens) {
    const std::string_view word = text_.substr(token.begin, token.end_ - token.begin);
    if (token.kind == AddressToken::quoted && has_encoded_word(word))
      problems_.add(AddressProblem::encoded_word_in_quotes, token.begin, token.end_);
    if (token.kind != AddressToken::special && token.kind != AddressToken::literal) continue;
    bool& told = word == "." ? dot : word == "\\" ? backslash : special;
    if (std::exchange(told, true) || address) continue;
    if (word == ">") {
      problems_.add(AddressProblem::unbalanced_angle, token.begin, token.end_);
    } else if (word == ".") {
      problems_.add(AddressProblem::unquoted_dot_name, token.begin, token.end_);
    } else if (word == "\\") {
      problems_.add(AddressProblem::backslash_outside, token.begin, token.end_);
    } else if (word != "\"" && word != "(" && word != ")") {  // check_strays tells these
      problems_.add(AddressProblem::unquoted_special_name, token.begin, token.end_);
    }
  }
}

/// Stray quotes and parentheses, which the lexer could not pair.
void AddressItems::check_strays(Tokens all) {
  for (const AddressToken& token : all) {
    if (is(token, '"')) problems_.add(AddressProblem::unclosed_quote, token.begin, token.end_);
    if (is(token, '(') || is(token, ')'))
      problems_.add(AddressProblem::unbalanced_comment, token.begin, token.end_);
  }
}

/// "jane@example.com (Jane Roe)" is the old form of a display name.
void AddressItems::check_comments(Tokens all, Mailbox& mailbox) {
  for (const AddressToken& token : all) {
    if (token.kind != AddressToken::comment) continue;
    const std::string_view inside = text_.substr(token.begin + 1, token.end_ - token.begin - 2);
    if (mentions_address(inside))
      problems_.add(AddressProblem::comment_address, token.begin, token.end_);
    if (!mailbox.display_name_span.empty()) continue;
    mailbox.display_name = fold(decode(unquote(inside)));
    mailbox.display_name_span = problems_.span(token.begin + 1, token.end_ - 1);
  }
}

std::string AddressItems::phrase(Tokens tokens) const {
  // A run without quotes and comments is decoded in one piece: white space between two
  // encoded-words disappears.
  const auto continues_run = [&](const AddressToken& before, const AddressToken& token) {
    const std::string_view gap = text_.substr(before.end_, token.begin - before.end_);
    return token.kind != AddressToken::quoted && token.kind != AddressToken::comment &&
           std::ranges::all_of(gap, ascii::is_space);
  };
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const AddressToken& first = tokens[i];
    if (first.kind == AddressToken::comment) continue;
    if (i > 0 && first.begin > tokens[i - 1].end_) result.push_back(' ');
    if (first.kind == AddressToken::quoted) {
      result += decode(unquote(text_.substr(first.begin, first.end_ - first.begin)));
      continue;
    }
    while (i + 1 < tokens.size() && continues_run(tokens[i], tokens[i + 1])) ++i;
    result += decode(text_.substr(first.begin, tokens[i].end_ - first.begin));
  }
  return fold(result);
}

}  // namespace maillint
