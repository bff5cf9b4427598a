// Which part octets of the body belong to.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::rules {

/// The octets below the message's own header, with its parts.
class BodyParts {
 public:
  explicit BodyParts(const Message& message) : message_(message) {
    const auto parts = message.parts();
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      if (parts[i].encoding == TransferEncoding::binary && !parts[i].is_multipart) {
        binary_.push_back(parts[i].body);
      }
    }
    for (const DefectAt& at : message.defects()) {
      if (at.defect == Defect::header_line_over_998) header_lines_.push_back(at.span);
    }
  }

  Span body() const { return message_.parts()[0].body; }
  /// Inside a part of Content-Transfer-Encoding binary (RFC 3030), which may hold anything.
  bool is_binary(std::size_t at) const { return is_in(binary_, at); }
  /// Inside a line of a part's header that the rules on header lines report.
  bool is_part_header(std::size_t at) const { return is_in(header_lines_, at); }
  Place place(std::size_t begin, std::size_t end) const {
    const auto parts = message_.parts();
    // Pre-order: the last part that begins before is the innermost one that may hold it.
    const auto after = std::ranges::upper_bound(
        parts, begin, {}, [](const Part& part) { return std::size_t{part.body.begin}; });
    const auto index = after == parts.begin() ? 0 : after - parts.begin() - 1;
    return Place{.source = span_of(begin, end), .part = static_cast<std::uint32_t>(index)};
  }

 private:
  /// Sorted and apart from each other: a binary part holds no other leaf.
  static bool is_in(const std::vector<Span>& spans, std::size_t at) {
    const auto after = std::ranges::upper_bound(
        spans, at, {}, [](const Span& span) { return std::size_t{span.begin}; });
    return after != spans.begin() && at < (after - 1)->end;
  }

  const Message& message_;
  std::vector<Span> binary_;
  std::vector<Span> header_lines_;
};

}  // namespace maillint::rules
