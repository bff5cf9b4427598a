// SimHash of a message's text (Charikar 2002): each pair of neighbouring words votes on 64 bits by
// its own hash, and the majority decides each bit. Texts that share most pairs get hashes that
// differ in few bits; those of unrelated texts differ in about half of them.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "lint/ascii.h"
#include "rules/batch/fingerprint.h"
#include "rules/batch/hash.h"

namespace maillint {
namespace {

/// Beyond these words a text is not read: enough for any newsletter, and time stays bounded.
constexpr unsigned longest_text = 4'000;
/// A signature or list footer is no longer than these words.
constexpr unsigned longest_footer = 80;

/// Spreads the 8 bits of an octet over 8 octets, so that one addition counts 8 votes.
constexpr std::array<std::uint64_t, 256> spread = [] {
  std::array<std::uint64_t, 256> table{};
  for (unsigned octet = 0; octet < 256; ++octet) {
    for (unsigned bit = 0; bit < 8; ++bit)
      table[octet] |= std::uint64_t{(octet >> bit) & 1} << (8 * bit);
  }
  return table;
}();

/// Of how many hashes each bit is set. Eight are added up in registers, a bit of each count in a
/// word of its own (carry-save adders), before counts of eight go to the table.
class Votes {
 public:
  void add(std::uint64_t hash) {
    waiting_[all_++ % 8] = hash;
    if (all_ % 8 == 0) add_eight();
  }

  std::uint64_t majority() {
    unpack();
    std::array<std::uint32_t, 64> ones{};
    const auto count = [&](std::uint64_t bits, std::uint32_t weight) {
      for (unsigned i = 0; i < 64; ++i) ones[i] += (bits >> i) & 1 ? weight : 0;
    };
    for (unsigned i = 0; i < all_ % 8; ++i) count(waiting_[i], 1);
    count(ones_, 1);
    count(twos_, 2);
    count(fours_, 4);
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i)
      bits |= std::uint64_t{2 * (ones[i] + 8 * eights_[i]) > all_} << i;
    return std::max<std::uint64_t>(bits, 1);
  }

 private:
  /// Adds b and c to the counts in `sum`; returns what is carried.
  static std::uint64_t carry(std::uint64_t& sum, std::uint64_t b, std::uint64_t c) {
    const std::uint64_t two = sum ^ b;
    const std::uint64_t carried = (sum & b) | (two & c);
    sum = two ^ c;
    return carried;
  }
  void add_eight() {
    const auto& w = waiting_;
    const auto fours = [&](unsigned i) {
      const std::uint64_t twos = carry(ones_, w[i], w[i + 1]);
      return carry(twos_, twos, carry(ones_, w[i + 2], w[i + 3]));
    };
    const std::uint64_t first = fours(0);
    const std::uint64_t eight = carry(fours_, first, fours(4));
    for (unsigned i = 0; i < 8; ++i) packed_[i] += spread[(eight >> (8 * i)) & 0xFF];
    if (++pending_ == 255) unpack();
  }
  void unpack() {
    for (unsigned i = 0; i < 64; ++i)
      eights_[i] += static_cast<std::uint32_t>((packed_[i / 8] >> (8 * (i % 8))) & 0xFF);
    packed_.fill(0);
    pending_ = 0;
  }

  std::array<std::uint64_t, 8> waiting_{};
  std::uint64_t ones_ = 0;
  std::uint64_t twos_ = 0;
  std::uint64_t fours_ = 0;
  std::array<std::uint64_t, 8> packed_{};  // one octet a bit, up to 255 eights
  std::array<std::uint32_t, 64> eights_{};
  std::uint32_t all_ = 0;
  std::uint32_t pending_ = 0;
};

/// Octets of a punctuation or space character beyond ASCII at text[at], 0 if there is none: it
/// stands between words as a space does.
std::size_t wide_separator(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xC2\xAD") || rest.starts_with("\xCD\x8F"))
    return 2;
  if (rest.size() >= 3 && (rest.starts_with("\xE2\x80") || rest.starts_with("\xE3\x80"))) return 3;
  return 0;
}

/// Chinese, Japanese: written without spaces, so a character is a word.
bool is_ideograph(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet >= 0xE3 && octet <= 0xE9;
}

bool is_line_of(std::string_view line, char mark, std::size_t at_least) {
  return line.size() >= at_least && line.find_first_not_of(mark) == std::string_view::npos;
}

/// "Dear Kim," or "Hello Mr. Doe!": mailings differ in it.
bool is_salutation(std::string_view line) {
  constexpr std::ptrdiff_t most_spaces = 4;
  return line.size() <= 60 && !line.empty() &&
         std::string_view(",!:").find(line.back()) != std::string_view::npos &&
         std::ranges::count(line, ' ') <= most_spaces;
}

/// Letters and digits of ASCII, in lower case; '\0' for what is none.
constexpr std::array<char, 256> word_octets = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = static_cast<char>(i);
    if (ascii::is_alnum(c)) table[i] = ascii::lower(c);
  }
  return table;
}();
char word_octet(char c) { return word_octets[static_cast<unsigned char>(c)]; }

/// More than words of ASCII and what parts them.
bool is_odd(char c) { return c == '@' || c == ':' || ascii::is_8bit(c); }

class Reader {
 public:
  /// Words not to count: they differ between the copies of one newsletter.
  explicit Reader(const Facts& facts) {
    const AddressList* to = facts.addresses(FieldId::to);
    if (to == nullptr || to->mailboxes.empty()) return;
    const Mailbox& mailbox = to->mailboxes.front();
    remember_name(mailbox.display_name);
    remember_name(mailbox.local_part);
  }

  void read(std::string_view text) {
    begin_text();
    for (std::size_t begin = 0; begin < text.size() && state_.words < longest_text;) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      read_line(text.substr(begin, end - begin));
      begin = end + 1;
    }
    if (has_footer_ && state_.words - footer_.words <= longest_footer) state_ = footer_;
    longest_ = std::max(longest_, state_.words);
  }

  std::uint64_t result() { return longest_ < shortest_text ? 0 : state_.votes.majority(); }

 private:
  struct State {
    Votes votes;
    unsigned words = 0;  // of this text
    std::uint64_t last = 0;
  };

  void begin_text() {
    state_.words = 0;
    state_.last = 0;
    has_footer_ = false;
  }

  void remember_name(std::string_view name) {
    for (std::size_t i = 0; i < name.size() && names_.size() < 8;) {
      const std::size_t begin = i;
      TextHash hash;
      while (i < name.size() && (ascii::is_alnum(name[i]) || ascii::is_8bit(name[i])))
        hash.add(ascii::lower(name[i++]));
      if (i > begin + 1) names_.push_back(hash.value());
      if (i == begin) ++i;
    }
  }

  void read_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('>')) return;  // the words of the message that this one answers
    if (is_salutation(ascii::trim(line))) return;
    // A signature (RFC 3676 4.3), or Mailman's line above the list's address. Whether what follows
    // is one is known at the end; two of them stand one below the other.
    if (line == "-- " || line == "--" || is_line_of(line, '_', 20)) {
      if (!has_footer_ || state_.words - footer_.words > longest_footer) footer_ = state_;
      has_footer_ = true;
      return;
    }
    for (std::size_t i = 0; i < line.size();) {
      if (ascii::is_wsp(line[i])) {
        ++i;
        continue;
      }
      i += read_token(line.substr(i));
    }
  }

  /// What stands before the next space; its size. Most hold nothing but words of ASCII.
  std::size_t read_token(std::string_view rest) {
    std::array<std::uint64_t, 8> words;
    std::size_t count = 0;
    std::size_t i = 0;
    while (i < rest.size() && !ascii::is_wsp(rest[i])) {
      TextHash hash;
      const std::size_t begin = i;
      char least = 'a';  // a digit if there is one
      for (char c; i < rest.size() && (c = word_octet(rest[i])) != '\0'; ++i) {
        hash.add(c);
        least = std::min(least, c);
      }
      if (i > begin && least == 'a') {
        if (count == words.size()) return read_odd_token(rest);
        words[count++] = hash.value();
      }
      if (i == rest.size() || ascii::is_wsp(rest[i])) break;
      if (is_odd(rest[i])) return read_odd_token(rest);
      ++i;
    }
    for (std::size_t word = 0; word < count; ++word) add_word(words[word]);
    return i;
  }

  std::size_t read_odd_token(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && !ascii::is_wsp(rest[end])) ++end;
    read_any_token(rest.substr(0, end));
    return end;
  }

  void read_any_token(std::string_view token) {
    if (const std::size_t scheme = token.find("://"); scheme != std::string_view::npos) {
      // Paths and queries hold numbers of recipients and campaigns.
      token.remove_prefix(scheme + 3);
      token = token.substr(0, token.find_first_of("/?#"));
    } else if (token.find('@') != std::string_view::npos) {
      return;
    }
    TextHash hash;
    bool empty = true;
    bool has_digit = false;
    const auto end_word = [&] {
      if (!empty && !has_digit) add_word(hash.value());
      hash = {};
      empty = true;
      has_digit = false;
    };
    for (std::size_t i = 0; i < token.size();) {
      const std::size_t separator = ascii::is_8bit(token[i]) ? wide_separator(token, i) : 0;
      if (separator > 0 || (!ascii::is_8bit(token[i]) && !ascii::is_alnum(token[i]))) {
        // "don't" and "don\u2019t" are each one word or two, but not the same one; two it is.
        end_word();
        i += std::max<std::size_t>(separator, 1);
        continue;
      }
      if (is_ideograph(token[i])) end_word();
      const bool ideograph = is_ideograph(token[i]);
      for (std::size_t length = ideograph ? 3 : 1; length > 0 && i < token.size(); --length, ++i) {
        has_digit = has_digit || ascii::is_digit(token[i]);
        hash.add(ascii::lower(token[i]));
        empty = false;
      }
      if (ideograph) end_word();
    }
    end_word();
  }

  void add_word(std::uint64_t word) {
    if (std::ranges::find(names_, word) != names_.end()) return;
    if (state_.words++ > 0)
      state_.votes.add(TextHash::mixed(state_.last * 0x9E3779B97F4A7C15 ^ word));
    state_.last = word;
  }

  std::vector<std::uint64_t> names_;
  State state_;
  State footer_;  // before what may be a signature
  bool has_footer_ = false;
  unsigned longest_ = 0;  // words of the longest text
};

}  // namespace

std::uint64_t text_hash(const Facts& facts) {
  Reader reader(facts);
  for (const TextBody& body : facts.text_bodies()) reader.read(body.visible());
  return reader.result();
}

}  // namespace maillint
