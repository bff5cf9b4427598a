// Base64 bodies: what is no digit is put aside, mimetic decodes the rest.
#include <algorithm>
#include <array>

#include "lint/limits.h"
#include "lint/mimetic_adapter.h"
#include "lint/transfer_decoder.h"

namespace maillint {
namespace {

constexpr std::size_t flush_digits = 16'384;
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
  out_.reserve(std::min(raw.size() / 4 * 3 + 3, limits::decoded_octets));
  digits_.reserve(std::min(raw.size(), flush_digits + 1024));
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
      const std::size_t most = std::min(raw_.size(), i + flush_digits);
      while (i < most && class_of(raw_[i]) == Class::digit) ++i;
      digits(begin, i);
      if (out_.size() >= limits::decoded_octets) {
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
  flush(false);
  return take();
}

void Base64Body::digits(std::size_t begin, std::size_t end) {
  if (padding_ != 0) {
    note(TransferProblem::base64_data_after_padding, begin, end);
    end_padding();
  }
  digits_.append(raw_.substr(begin, end - begin));
  last_digit_end_ = end;
  if (group_digits_ != 0) {
    const std::size_t missing = 4 - group_digits_;
    if (end - begin < missing) {
      group_digits_ += end - begin;
      return;
    }
    begin += missing;
    map_.append(
        3, source_begin_ + group_begin_, 3,
        static_cast<std::uint16_t>(std::min<std::size_t>(begin - group_begin_, longest_unit)));
  }
  const std::size_t groups = (end - begin) / 4;
  map_.append(groups * 3, source_begin_ + begin, 3, 4);
  group_begin_ = begin + groups * 4;
  group_digits_ = end - group_begin_;
  if (digits_.size() >= flush_digits) flush(true);
}

/// The first "=" ends the group; all are counted.
void Base64Body::padding(std::size_t at) {
  if (padding_++ != 0) return;
  padding_missing_ = group_digits_ == 0 ? 0 : 4 - group_digits_;
  if (group_digits_ == 0) note(TransferProblem::base64_bad_char, at, at + 1);
  end_group(last_digit_end_);
  flush(false);
}

void Base64Body::end_padding() {
  if (padding_ < padding_missing_) {
    note(TransferProblem::base64_truncated, last_digit_end_ - 1, last_digit_end_);
  }
  padding_ = padding_missing_ = 0;
}

void Base64Body::end_group(std::size_t end) {
  if (group_digits_ >= 2) {
    const std::size_t octets = group_digits_ - 1;
    map_.append(
        octets, source_begin_ + group_begin_, static_cast<std::uint16_t>(octets),
        static_cast<std::uint16_t>(std::min<std::size_t>(end - group_begin_, longest_unit)));
  } else if (group_digits_ == 1) {
    digits_.pop_back();  // six bits are no octet
  }
  group_digits_ = 0;
}

void Base64Body::flush(bool whole_groups_only) {
  const std::size_t count = whole_groups_only ? digits_.size() / 4 * 4 : digits_.size();
  const std::size_t old_size = out_.size();
  out_.resize(old_size + count / 4 * 3 + 3);
  const std::size_t octets =
      decode_base64_digits(std::string_view(digits_).substr(0, count), out_.data() + old_size);
  out_.resize(old_size + octets);
  digits_.erase(0, count);
}

}  // namespace maillint
