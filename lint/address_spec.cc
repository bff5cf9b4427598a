// One addr-spec (RFC 5322 3.4.1), and everything that is wrong with it.
#include "lint/address_spec.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t local_octets = 64;  // RFC 5321 4.5.3.1.1
constexpr std::size_t label_octets = 63;  // RFC 1035 2.3.4

class SpecReader {
 public:
  SpecReader(std::string_view text, std::span<const AddressToken> tokens, Mailbox& mailbox,
             AddressProblems& problems)
      : text_(text), tokens_(tokens), mailbox_(mailbox), problems_(problems) {}

  void read() {
    skip_route();
    skip_mailto();
    if (tokens_.empty()) return;
    const std::size_t begin = tokens_.front().begin;
    const std::size_t end = tokens_.back().end_;
    mailbox_.addr_spec_span = problems_.span(begin, end);
    if (has_encoded_word(text_.substr(begin, end - begin)))
      problems_.add(AddressProblem::encoded_word_in_addr_spec, begin, end);
    find_space();
    const std::size_t at = find_at();
    read_local(tokens_.first(at));
    if (at == tokens_.size()) {
      problems_.add(AddressProblem::no_domain, begin, end);
      return;
    }
    if (at == 0) problems_.add(AddressProblem::no_local_part, begin, end);
    if (at + 1 == tokens_.size()) {
      problems_.add(AddressProblem::no_domain, begin, end);
      return;
    }
    read_domain(tokens_.subspan(at + 1));
  }

 private:
  bool is(std::size_t i, char c) const {
    return i < tokens_.size() && tokens_[i].kind == AddressToken::special &&
           text_[tokens_[i].begin] == c;
  }
  std::string_view word(const AddressToken& token) const {
    return text_.substr(token.begin, token.end_ - token.begin);
  }

  /// "@a,@b:" before the address (RFC 5322 4.4).
  void skip_route() {
    if (!is(0, '@')) return;
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (!is(i, ':')) continue;
      problems_.add(AddressProblem::source_route, tokens_[0].begin, tokens_[i].end_);
      tokens_ = tokens_.subspan(i + 1);
      return;
    }
  }
  void skip_mailto() {
    if (!is(1, ':') || !ascii::equal(word(tokens_[0]), "mailto")) return;
    problems_.add(AddressProblem::mailto_prefix, tokens_[0].begin, tokens_[1].end_);
    tokens_ = tokens_.subspan(2);
  }
  /// The first white space between two tokens. Comments were taken out: they are allowed there.
  void find_space() {
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      const std::string_view gap =
          text_.substr(tokens_[i - 1].end_, tokens_[i].begin - tokens_[i - 1].end_);
      if (gap.empty() || !std::ranges::all_of(gap, ascii::is_space)) continue;
      problems_.add(AddressProblem::space_inside, tokens_[i - 1].end_, tokens_[i].begin);
      return;
    }
  }
  /// Index of the last "@", as MTAs split; the number of tokens if there is none.
  std::size_t find_at() {
    std::size_t found = tokens_.size();
    std::size_t count = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!is(i, '@')) continue;
      found = i;
      ++count;
    }
    if (count > 1)
      problems_.add(AddressProblem::double_at, tokens_[found].begin, tokens_[found].end_);
    return found;
  }

  void read_local(std::span<const AddressToken> tokens) {
    if (tokens.empty()) return;
    bool after_dot = true;  // at the beginning a dot is as wrong as after another one
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const AddressToken& token = tokens[i];
      const bool special = token.kind == AddressToken::special;
      const bool dot = special && is(i, '.');
      if (token.kind == AddressToken::quoted) {
        mailbox_.local_part += unquote(word(token));
      } else {
        mailbox_.local_part += word(token);
      }
      if (dot && after_dot)
        problems_.add(AddressProblem::local_double_dot, tokens[i - (i > 0 ? 1 : 0)].begin,
                      token.end_);
      if (special && !dot && !is(i, '@'))  // double_at tells these
        problems_.add(
            is(i, '\\') ? AddressProblem::backslash_outside : AddressProblem::unquoted_special_name,
            token.begin, token.end_);
      after_dot = dot;
    }
    const std::size_t begin = tokens.front().begin;
    const std::size_t end = tokens.back().end_;
    if (after_dot && tokens.size() > 1)
      problems_.add(AddressProblem::local_trailing_dot, tokens.back().begin, end);
    if (mailbox_.local_part.size() > local_octets)
      problems_.add(AddressProblem::local_over_64, begin, end);
    if (tokens.size() == 1 && tokens[0].kind == AddressToken::quoted &&
        is_dot_atom(mailbox_.local_part))
      problems_.add(AddressProblem::quoted_local_part_needless, begin, end);
  }
  static bool is_dot_atom(std::string_view text) {
    if (text.empty() || text.front() == '.' || text.back() == '.') return false;
    if (text.find("..") != npos) return false;
    return std::ranges::all_of(text, [](char c) { return is_atext(c) || c == '.'; });
  }

  void read_domain(std::span<const AddressToken> tokens) {
    for (const AddressToken& token : tokens) {
      for (const char c : word(token)) mailbox_.domain.push_back(ascii::lower(c));
    }
    if (tokens[0].kind == AddressToken::literal) return;
    const std::size_t begin = tokens.front().begin;
    const std::size_t end = tokens.back().end_;
    bool after_dot = true;
    std::size_t labels = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const AddressToken& token = tokens[i];
      const bool dot = token.kind == AddressToken::special && text_[token.begin] == '.';
      if (dot && (after_dot || i + 1 == tokens.size())) {
        problems_.add(AddressProblem::domain_trailing_dot,
                      after_dot && i > 0 ? tokens[i - 1].begin : token.begin, token.end_);
      }
      if (!dot) {
        ++labels;
        check_label(token);
      }
      after_dot = dot;
    }
    if (labels == 1) problems_.add(AddressProblem::single_label_domain, begin, end);
    if (std::ranges::any_of(mailbox_.domain, ascii::is_8bit))
      problems_.add(AddressProblem::raw_utf8_domain, begin, end);
  }
  void check_label(const AddressToken& token) {
    const std::string_view label = word(token);
    if (label.size() > label_octets)
      problems_.add(AddressProblem::label_over_63, token.begin, token.end_);
    const auto valid = [](char c) { return ascii::is_alnum(c) || c == '-' || ascii::is_8bit(c); };
    const auto bad = std::ranges::find_if_not(label, valid);
    if (bad != label.end()) {
      const std::size_t at = token.begin + static_cast<std::size_t>(bad - label.begin());
      problems_.add(AddressProblem::domain_underscore, at, at + 1);
    } else if (label.front() == '-') {
      problems_.add(AddressProblem::domain_underscore, token.begin, token.begin + 1u);
    } else if (label.back() == '-') {
      problems_.add(AddressProblem::domain_underscore, token.end_ - 1u, token.end_);
    }
    if (ascii::starts_with(label, "xn--") && label.size() <= label_octets && !to_unicode(label))
      problems_.add(AddressProblem::bad_a_label, token.begin, token.end_);
  }

  std::string_view text_;
  std::span<const AddressToken> tokens_;
  Mailbox& mailbox_;
  AddressProblems& problems_;
};

}  // namespace

void read_addr_spec(std::string_view text, std::span<const AddressToken> tokens, Mailbox& mailbox,
                    AddressProblems& problems) {
  SpecReader(text, tokens, mailbox, problems).read();
}

std::string unquote(std::string_view quoted) {
  if (quoted.size() >= 2 && quoted.front() == '"') quoted = quoted.substr(1, quoted.size() - 2);
  std::string result;
  result.reserve(quoted.size());
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted[i] == '\\' && i + 1 < quoted.size()) ++i;
    if (quoted[i] != '\r' && quoted[i] != '\n') result.push_back(quoted[i]);
  }
  return result;
}

}  // namespace maillint
