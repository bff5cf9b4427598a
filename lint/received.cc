// Trace fields as Postfix, Exim, Sendmail, qmail, Exchange, Gmail and others write them.
#include "lint/received.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/ip_text.h"
#include "lint/octet_set.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Which clause of the field the words belong to.
enum class Clause : std::uint8_t { none, from, by, via, with, id, for_ };

Clause clause_of(std::string_view word) {
  if (word.empty() || word.size() > 4) return Clause::none;
  const auto is = [&](std::string_view keyword, Clause clause) {
    return ascii::equal(word, keyword) ? clause : Clause::none;
  };
  switch (ascii::lower(word[0])) {
    case 'f':
      return word.size() == 4 ? is("from", Clause::from) : is("for", Clause::for_);
    case 'b':
      return is("by", Clause::by);
    case 'v':
      return is("via", Clause::via);
    case 'w':
      return is("with", Clause::with);
    case 'i':
      return is("id", Clause::id);
    default:
      return Clause::none;
  }
}

std::string_view without(std::string_view text, char open, char close) {
  if (text.starts_with(open)) text.remove_prefix(1);
  if (text.ends_with(close)) text.remove_suffix(1);
  return text;
}

bool looks_like_host(std::string_view word) {
  static constexpr OctetSet others([](char c) {
    return !ascii::is_alnum(c) && c != '.' && c != '-' && c != '_' && !ascii::is_8bit(c);
  });
  return !word.empty() && ascii::is_alnum(word.front()) && word.find('.') != npos &&
         !others.in(word);
}

/// Of a comment: "version=TLSv1.2 cipher=...", "TLS1.2:...".
bool tells_tls(std::string_view comment) {
  const auto has = [&](std::string_view sign) { return ascii::find(comment, sign) != npos; };
  return (has("TLS") && (has("TLSv") || has("TLS1") || has("version=TLS"))) || has("cipher");
}

bool is_tls_protocol(std::string_view with) {
  static constexpr std::string_view protocols[] = {
      "esmtps",    "esmtpsa",    "smtps",     "lmtps",      "lmtpsa",
      "utf8smtps", "utf8smtpsa", "utf8lmtps", "utf8lmtpsa", "https"};
  const std::string_view word = with.substr(0, with.find_first_of(" \t\r\n"));
  return std::ranges::any_of(protocols, [&](auto p) { return ascii::equal(p, word); });
}

class Parser {
 public:
  Parser(std::string_view text, std::size_t source_begin) : text_(text), begin_(source_begin) {
    out_.span = span_of(source_begin, source_begin + text.size());
  }

  Received parse() {
    const std::size_t semicolon = read_clauses();
    finish_from();
    if (out_.by.ends_with(',')) out_.by.remove_suffix(1);
    out_.by = without(without(out_.by, '<', '>'), '[', ']');
    out_.tls = out_.tls || is_tls_protocol(out_.with);
    if (semicolon != npos) {
      out_.time = parse_date(text_.substr(semicolon + 1), begin_ + semicolon + 1).time;
    }
    // qmail's internal steps, "(qmail 123 invoked from network); date", name no host at all.
    const bool named = !out_.from.empty() || !out_.by.empty() || comment_first_;
    out_.malformed = !named || !out_.time;
    return out_;
  }

 private:
  /// Returns the place of the ";" before the date, npos without one.
  std::size_t read_clauses() {
    std::size_t semicolon = npos;
    std::size_t i = 0;
    while (i < text_.size()) {
      const char c = text_[i];
      if (ascii::is_space(c)) {
        ++i;
      } else if (c == '(') {
        const std::size_t end = comment_end(i);
        if (clause_ == Clause::none && i == leading_space()) comment_first_ = true;
        read_comment(text_.substr(i + 1, end - i - 1));
        i = std::min(end + 1, text_.size());
      } else if (c == ';') {
        semicolon = i++;
        clause_ = Clause::none;
      } else {
        const std::size_t word = i;
        i = word_end(i);
        read_word(word, i);
      }
    }
    return semicolon;
  }
  std::size_t leading_space() const {
    return std::min(text_.find_first_not_of(" \t\r\n"), text_.size());
  }
  /// A word ends at white space, ";" or "(" outside quotes and brackets.
  std::size_t word_end(std::size_t i) const {
    static constexpr OctetSet ends(" \t\r\n;(");
    return ends.find(text_, text_[i] == '(' ? i + 1 : i);
  }
  /// Offset of the ")" that ends the comment at `i`; the end of the text without one.
  std::size_t comment_end(std::size_t i) const {
    static constexpr OctetSet signs("\\()");
    std::size_t depth = 0;
    for (; (i = signs.find(text_, i)) < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '(') {
        ++depth;
      } else if (text_[i] == ')' && --depth == 0) {
        return i;
      }
    }
    return text_.size();
  }

  void read_word(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    const Clause next = clause_of(word);
    if (next != Clause::none && may_begin(next)) {
      clause_ = next;
      seen_ |= 1u << static_cast<unsigned>(next);
      words_ = 0;
      return;
    }
    ++words_;
    switch (clause_) {
      case Clause::from:
        if (words_ == 1) out_.from = word;
        if (words_ == 2) read_ip(word);  // fetchmail: "from pop.example [192.0.2.1] by"
        break;
      case Clause::by:
        if (words_ == 1) out_.by = word;
        break;
      case Clause::with:
        // "Microsoft SMTP Server": all words up to the next clause.
        if (words_ == 1) with_begin_ = begin;
        if (with_begin_ != npos) out_.with = text_.substr(with_begin_, end - with_begin_);
        break;
      case Clause::id:
        if (words_ == 1) out_.id = without(word, '<', '>');
        break;
      case Clause::for_:
        if (words_ == 1) out_.for_ = without(word.substr(0, word.find(',')), '<', '>');
        break;
      case Clause::via:
      case Clause::none:
        break;
    }
  }
  /// A keyword begins its clause once only, and not as another clause's value ("from by by x").
  bool may_begin(Clause clause) const {
    const bool seen = (seen_ >> static_cast<unsigned>(clause)) & 1u;
    const bool awaits_value = clause_ != Clause::none && words_ == 0;
    return !seen && (!awaits_value || clause_ == Clause::from);
  }

  void read_comment(std::string_view comment) {
    out_.tls = out_.tls || tells_tls(comment);
    with_begin_ = npos;  // a comment ends the words of "with"
    if (clause_ == Clause::from && !(ascii::starts_with(comment, "using "))) {
      read_from_comment(comment);
    } else if (ascii::starts_with(comment, "from ") && out_.from.empty()) {
      // Sendmail, submitted on the host itself: "(from user@localhost) by host"
      std::string_view rest = ascii::trim(comment.substr(5));
      out_.from = rest.substr(0, rest.find_first_of(" \t\r\n"));
    }
  }
  /// "host.example [192.0.2.1] (may be forged)", "HELO x", "helo=x", "[192.0.2.1]:25 helo=x",
  /// "user@192.0.2.1", "2001:db8::1".
  void read_from_comment(std::string_view comment) {
    std::size_t words = 0;
    std::string_view previous;
    for (std::size_t i = 0; i < comment.size() && words < 16;) {
      static constexpr OctetSet ends(" \t\r\n(),<>");
      static constexpr OctetSet ends_or_bracket(" \t\r\n(),<>[");
      while (i < comment.size() && ends.has(comment[i])) ++i;
      // "host[192.0.2.1]" is two words, "[192.0.2.1]:25" is one
      std::size_t end = ends_or_bracket.find(comment, i);
      if (end == i) end = ends.find(comment, i);
      const std::string_view word = comment.substr(i, end - i);
      i = end;
      if (word.empty()) break;
      ++words;
      if (ascii::starts_with(word, "helo=")) {
        helo_ = word.substr(5);
      } else if (ascii::equal(previous, "helo") || ascii::equal(previous, "ehlo")) {
        helo_ = word;
      } else if (!read_ip(word) && words == 1 && looks_like_host(word)) {
        out_.from_host = word;
      }
      previous = word;
    }
  }
  /// Takes the first IP address of the field.
  bool read_ip(std::string_view word) {
    const std::size_t at = word.rfind('@');
    if (at != npos) word.remove_prefix(at + 1);
    if (word.starts_with('[')) {
      word.remove_prefix(1);
      word = word.substr(0, word.find(']'));
    }
    if (ascii::starts_with(word, "IPv6:")) word.remove_prefix(5);
    const std::size_t colon = word.find(':');
    if (colon != npos && is_ipv4_text(word.substr(0, colon)))
      word = word.substr(0, colon);  // a port
    if (!is_ip_text(word)) return false;
    if (out_.ip.empty()) out_.ip = word;
    return true;
  }

  void finish_from() {
    // Exim and qmail put the name that DNS gives first, and the HELO name into the comment.
    const std::string_view first = out_.from;
    if (first.starts_with('[')) {
      if (out_.ip.empty()) read_ip(first);
      out_.from = without(first, '[', ']');
    } else if (out_.ip.empty() && is_ip_text(first)) {
      out_.ip = first;
    }
    if (!helo_.empty()) {
      if (out_.from_host.empty() && looks_like_host(first) && !is_ip_text(first))
        out_.from_host = first;
      out_.from = without(helo_, '[', ']');
    }
    for (std::string_view* host : {&out_.from, &out_.from_host, &out_.by}) {
      if (host->ends_with('.')) host->remove_suffix(1);
    }
  }

  std::string_view text_;
  std::size_t begin_;
  Clause clause_ = Clause::none;
  unsigned seen_ = 0;
  std::size_t words_ = 0;
  std::size_t with_begin_ = npos;
  bool comment_first_ = false;
  std::string_view helo_;
  Received out_;
};

}  // namespace

Received parse_received(std::string_view text, std::size_t source_begin) {
  return Parser(text, source_begin).parse();
}

}  // namespace maillint
