// The two decoders behind decode_transfer().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "lint/decoded.h"
#include "lint/transfer.h"

namespace maillint {

/// What both decoders fill. A decoder is used for one body.
class TransferDecoder {
 protected:
  TransferDecoder(std::string_view raw, std::size_t source_begin)
      : raw_(raw), source_begin_(source_begin) {}
  /// Keeps the first place of each kind; offsets are those of raw_.
  void note(TransferProblem problem, std::size_t begin, std::size_t end);
  DecodedBody take();

  std::string_view raw_;
  std::size_t source_begin_;
  std::string out_;
  OffsetMap map_;

 private:
  DecodedBody body_;
  std::uint32_t noted_ = 0;
};

/// RFC 2045 6.8. What follows padding is decoded too, since clients differ and it must be seen.
class Base64Body : TransferDecoder {
 public:
  Base64Body(std::string_view raw, std::size_t source_begin);
  DecodedBody decode();

 private:
  void digits(std::size_t begin, std::size_t end);
  void padding(std::size_t at);
  void end_padding();
  void end_group(std::size_t end);

  char group_[4] = {};           // digits that wait for the rest of their group
  std::size_t group_begin_ = 0;  // of the group that is begun
  std::size_t group_digits_ = 0;
  std::size_t out_octets_ = 0;  // written to out_, which is as large as it can become
  std::size_t last_digit_end_ = 0;
  std::size_t padding_ = 0;          // since the last digit
  std::size_t padding_missing_ = 0;  // what the padded group needs
};

/// RFC 2045 6.7: white space at line ends is dropped, an escape that is none is kept as it stands.
class QuotedPrintableBody : TransferDecoder {
 public:
  QuotedPrintableBody(std::string_view raw, std::size_t source_begin)
      : TransferDecoder(raw, source_begin) {}
  DecodedBody decode();

 private:
  void line(std::size_t begin, std::size_t end);
  void copy(std::size_t begin, std::size_t end);
};

}  // namespace maillint
