// What a reader sees of a text body, and where it stands in the body.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lint/facts.h"

namespace maillint {

/// Of HTML the visible text, white space folded; of plain text all of it. The way back to the
/// source is worked out when it is first asked for.
class VisibleText {
 public:
  VisibleText(const TextBody& body, const Facts& facts) : body_(body), facts_(facts) {}

  std::string_view text() const { return body_.visible(); }
  /// The place of text() [begin, end).
  Place place(std::size_t begin, std::size_t end) const;
  /// Whether HTML marks it as a piece of code (code, kbd, samp, tt; pre below other text).
  bool is_code(std::size_t at) const;
  /// The line of text() around `at`, without its end; of a very long one the piece around.
  std::string_view line(std::size_t at) const;

 private:
  /// Octets of text() without white space, and the octets of the body that they came from.
  struct Run {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::size_t body_begin = 0;
    std::size_t body_size = 0;  // other than `size` for a character reference
    bool code = false;
  };
  void add_token(std::string_view token, std::size_t body_begin, bool code) const;
  void read_html() const;
  const Run* run_of(std::size_t at) const;

  const TextBody& body_;
  const Facts& facts_;
  mutable std::vector<Run> runs_;
  mutable std::size_t read_ = 0;  // octets of text() that have a run or are white space
};

}  // namespace maillint
