// Text decoded from a message that still knows which raw octets each of its octets came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/span.h"

namespace maillint {

/// Maps octets of an output back to octets of its input, in runs. Runs are appended in order of the
/// output; input between two runs (a soft line break, a fold) belongs to no output.
class OffsetMap {
 public:
  /// The next `output_octets` of output came from input at `input_begin`: each `output_unit` octets
  /// of output from `input_unit` octets of input (1:1 for copies, 3:4 for base64, 1:3 for "=3D").
  /// Runs that continue the one before are merged, so memory stays small.
  void append(std::size_t output_octets, std::size_t input_begin, std::uint16_t output_unit = 1,
              std::uint16_t input_unit = 1);
  /// Input octets behind output [begin, end): from the first octet of the first unit to the last
  /// one of the last unit. An empty output range gives an empty input range.
  Span input(std::size_t begin, std::size_t end) const;
  std::size_t output_size() const { return output_size_; }
  /// All runs of `map`, whose inputs count from `input_begin`.
  void append(const OffsetMap& map, std::size_t input_begin);

 private:
  struct Run {
    std::size_t output_begin = 0;
    std::size_t input_begin = 0;
    std::size_t output_octets = 0;
    std::uint16_t output_unit = 1;
    std::uint16_t input_unit = 1;
    std::size_t input_end() const;
  };
  /// The state before every 16th packed run: where a search starts.
  struct Checkpoint {
    std::uint32_t output_begin;
    std::uint32_t input_end;
    std::uint32_t packed_begin;
  };
  void pack_last();
  Run unpack(std::size_t& at, std::size_t output_begin, std::size_t input_end) const;
  Run run_of(std::size_t output) const;
  template <typename Visit>
  void for_each_run(Visit visit) const {
    Run run;
    for (std::size_t at = 0; at < packed_.size();) {
      run = unpack(at, run.output_begin + run.output_octets, run.input_end());
      visit(run);
    }
    if (last_.output_octets != 0) visit(last_);
  }

  // Units, length and distance from the run before, as small numbers: about three octets a run,
  // because quoted-printable text has a run or two in every word.
  std::vector<std::uint8_t> packed_;
  std::vector<Checkpoint> checkpoints_;
  std::size_t packed_runs_ = 0;
  std::size_t packed_input_end_ = 0;
  Run last_;  // not packed yet: the next one may continue it
  std::size_t output_size_ = 0;
};

/// Decoded octets and the way back to the source. Either a view of the source itself (nothing had
/// to be decoded; the source must outlive it) or an owned string with one or more maps.
class DecodedText {
 public:
  DecodedText() = default;
  /// A verbatim view: octet i came from source octet `source_begin` + i.
  static DecodedText verbatim(std::string_view text, std::size_t source_begin);
  /// Decoded from source octets: `map`'s input offsets are offsets of the source.
  static DecodedText decoded(std::string text, OffsetMap map);
  /// Decoded once more: `map`'s input offsets are offsets of `inner.text()`.
  static DecodedText decoded_again(DecodedText inner, std::string text, OffsetMap map);

  /// The same places with other octets, as many as there were.
  static DecodedText replaced(const DecodedText& places, std::string text);

  std::string_view text() const { return owned_ ? std::string_view(storage_) : view_; }
  bool empty() const { return text().empty(); }
  /// Source octets behind text() [begin, end).
  Span source(std::size_t begin, std::size_t end) const;
  Span source() const { return source(0, text().size()); }
  /// True if text() is a piece of the source as it stands.
  bool is_verbatim() const { return !owned_; }

 private:
  std::string storage_;
  std::string_view view_;
  std::uint32_t source_begin_ = 0;
  bool owned_ = false;
  std::vector<OffsetMap> maps_;  // first maps source -> first text, last maps to text()
};

}  // namespace maillint
