// Base64 bodies: what is no digit is put aside, mimetic decodes the rest.
#include <algorithm>
#include <array>

#include "lint/limits.h"
#include "lint/mimetic_adapter.h"
#include "lint/transfer_decoder.h"

namespace maillint {
namespace {

constexpr std::size_t longest_run = 16'384;
constexpr std::size_t line_octets = 76;
constexpr std::uint16_t longest_unit = 0xFFFF;

enum class Class : std::uint8_t { digit, space, line_end, padding, other };

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  classes.fill(Class::other);
  for (const char c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")) {
    classes[static_cast<unsigned char>(c)] = Class::digit;
  }
  classes[' '] = classes['\t'] = Class::space;
  classes['\r'] = classes['\n'] = Class::line_end;
  classes['='] = Class::padding;
  return classes;
}

constexpr auto classes = make_classes();

Class class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

}  // namespace

void TransferDecoder::note(TransferProblem problem, std::size_t begin, std::size_t end) {
  const std::uint32_t bit = 1U << static_cast<unsigned>(problem);
  if ((noted_ & bit) != 0) return;
  noted_ |= bit;
  body_.problems.push_back({problem, span_of(source_begin_ + begin, source_begin_ + end)});
}

DecodedBody TransferDecoder::take() {
  body_.octets = DecodedText::decoded(std::move(out_), std::move(map_));
  return std::move(body_);
}

Base64Body::Base64Body(std::string_view raw, std::size_t source_begin)
    : TransferDecoder(raw, source_begin) {
  out_.resize(std::min(raw.size() / 4 * 3 + 3, limits::decoded_octets + longest_run));
}

DecodedBody Base64Body::decode() {
  std::size_t line_begin = 0;
  const auto end_line = [&](std::size_t end) {
    if (end - line_begin > line_octets) {
      note(TransferProblem::base64_line_too_long, line_begin, end);
    }
    line_begin = end + 1;
  };
  for (std::size_t i = 0; i < raw_.size();) {
    const Class kind = class_of(raw_[i]);
    if (kind == Class::digit) {
      const std::size_t begin = i;
      const std::size_t most = std::min(raw_.size(), i + longest_run);
      while (i < most && class_of(raw_[i]) == Class::digit) ++i;
      digits(begin, i);
      if (out_octets_ >= limits::decoded_octets) {
        note(TransferProblem::limit_decoded_octets, i, raw_.size());
        break;
      }
      continue;
    }
    if (kind == Class::padding) {
      padding(i);
    } else if (kind == Class::line_end) {
      end_line(i);
    } else if (kind == Class::other) {
      note(TransferProblem::base64_bad_char, i, i + 1);
    }
    ++i;
  }
  end_line(raw_.size());
  end_padding();
  if (group_digits_ != 0) {
    note(TransferProblem::base64_truncated, group_begin_, last_digit_end_);
  }
  end_group(last_digit_end_);
  out_.resize(out_octets_);
  return take();
}

void Base64Body::digits(std::size_t begin, std::size_t end) {
  if (padding_ != 0) {
    note(TransferProblem::base64_data_after_padding, begin, end);
    end_padding();
  }
  last_digit_end_ = end;
  if (group_digits_ != 0) {
    while (group_digits_ < 4 && begin < end) group_[group_digits_++] = raw_[begin++];
    if (group_digits_ < 4) return;
    end_group(begin);
  }
  const std::size_t groups = (end - begin) / 4;
  out_octets_ += decode_base64_digits(raw_.substr(begin, groups * 4), out_.data() + out_octets_);
  map_.append(groups * 3, source_begin_ + begin, 3, 4);
  group_begin_ = begin + groups * 4;
  while (group_begin_ + group_digits_ < end) {
    group_[group_digits_] = raw_[group_begin_ + group_digits_];
    ++group_digits_;
  }
}

/// The first "=" ends the group; all are counted.
void Base64Body::padding(std::size_t at) {
  if (padding_++ != 0) return;
  padding_missing_ = group_digits_ == 0 ? 0 : 4 - group_digits_;
  if (group_digits_ == 0) note(TransferProblem::base64_bad_char, at, at + 1);
  end_group(last_digit_end_);
}

void Base64Body::end_padding() {
  if (padding_ < padding_missing_) {
    note(TransferProblem::base64_truncated, last_digit_end_ - 1, last_digit_end_);
  }
  padding_ = padding_missing_ = 0;
}

/// Decodes what stands in group_; `end` is where its last digit ends.
void Base64Body::end_group(std::size_t end) {
  if (group_digits_ >= 2) {  // six bits alone are no octet
    const std::size_t octets = group_digits_ - 1;
    decode_base64_digits(std::string_view(group_, group_digits_), out_.data() + out_octets_);
    out_octets_ += octets;
    map_.append(
        octets, source_begin_ + group_begin_, static_cast<std::uint16_t>(octets),
        static_cast<std::uint16_t>(std::min<std::size_t>(end - group_begin_, longest_unit)));
  }
  group_digits_ = 0;
}

}  // namespace maillint
