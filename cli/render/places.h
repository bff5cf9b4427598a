// Places of a message as people and programs find them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts.h"
#include "lint/rule.h"

namespace maillint::cli {

/// Resolves places of one message. Not thread-safe: it keeps line indexes of decoded bodies.
class Places {
 public:
  explicit Places(const Facts& facts)
      : facts_(facts), message_(facts.message()), lines_(facts.text_bodies().size()) {}

  const Message& message() const { return message_; }
  const Facts& facts() const { return facts_; }
  Position begin(const Place& place) const {
    return message_.source().position(place.source.begin);
  }
  /// Exclusive: one past the last octet. `begin` is that of the place.
  Position end(const Place& place, const Position& begin) const;
  /// Of the decoded body; only where place.has_decoded().
  Position decoded(const Place& place);
  /// Line of a decoded body that holds `offset`, without its line end.
  Span decoded_line(std::uint32_t text_body, std::size_t offset);
  std::string_view decoded_text(std::uint32_t text_body) const {
    return facts_.text_bodies()[text_body].written();
  }
  /// Whether people see other octets in the source than in the decoded body.
  bool is_encoded(const Place& place) const {
    if (!place.has_decoded()) return false;
    const TextBody& body = facts_.text_bodies()[place.text_body];
    return !(body.unmasked.empty() ? body.text : body.unmasked).is_verbatim();
  }
  /// The words at fault: those of the finding, else the text of the place.
  std::string_view evidence(const Finding& finding) const;
  /// "1.2", or "" for the header or a message of one part.
  std::string part_id(const Place& place) const;

 private:
  const std::vector<std::uint32_t>& lines(std::uint32_t text_body);

  const Facts& facts_;
  const Message& message_;
  std::vector<std::vector<std::uint32_t>> lines_;
};

/// At most `octets` octets, cut between characters; "..." follows if something was cut.
std::string clipped(std::string_view text, std::size_t octets);

/// Stable over runs, paths and lines: 16 hexadecimal digits of the rule and the words at fault.
std::string fingerprint(std::string_view rule, std::string_view evidence);

}  // namespace maillint::cli
