// Offset maps: packed runs with a checkpoint every few of them.
#include "lint/decoded.h"

#include <algorithm>
#include <utility>

namespace maillint {
namespace {

constexpr std::size_t runs_per_checkpoint = 16;

void put_number(std::vector<std::uint8_t>& out, std::size_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<std::uint8_t>(value | 0x80));
  out.push_back(static_cast<std::uint8_t>(value));
}

std::size_t take_number(const std::vector<std::uint8_t>& in, std::size_t& i) {
  std::size_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    value |= static_cast<std::size_t>(in[i] & 0x7F) << shift;
    if (in[i++] < 0x80) return value;
  }
}

}  // namespace

std::size_t OffsetMap::Run::input_end() const {
  return input_begin + (output_octets + output_unit - 1) / output_unit * input_unit;
}

void OffsetMap::append(std::size_t output_octets, std::size_t input_begin,
                       std::uint16_t output_unit, std::uint16_t input_unit) {
  if (output_octets == 0) return;
  output_size_ += output_octets;
  if (last_.output_octets != 0) {
    if (last_.output_unit == output_unit && last_.input_unit == input_unit &&
        last_.output_octets % output_unit == 0 && last_.input_end() == input_begin) {
      last_.output_octets += output_octets;
      return;
    }
    pack_last();
  }
  last_ = Run{output_size_ - output_octets, input_begin, output_octets, output_unit, input_unit};
}

void OffsetMap::append(const OffsetMap& map, std::size_t input_begin) {
  map.for_each_run([&](const Run& run) {
    append(run.output_octets, input_begin + run.input_begin, run.output_unit, run.input_unit);
  });
}

void OffsetMap::pack_last() {
  if (packed_runs_++ % runs_per_checkpoint == 0) {
    checkpoints_.push_back({static_cast<std::uint32_t>(last_.output_begin),
                            static_cast<std::uint32_t>(packed_input_end_),
                            static_cast<std::uint32_t>(packed_.size())});
  }
  if (last_.output_unit < 16 && last_.input_unit < 16) {
    packed_.push_back(static_cast<std::uint8_t>(last_.output_unit << 4 | last_.input_unit));
  } else {
    packed_.push_back(0);
    put_number(packed_, last_.output_unit);
    put_number(packed_, last_.input_unit);
  }
  put_number(packed_, last_.output_octets);
  // Inputs go forward in all maps of ours; modular arithmetic keeps a step back correct too.
  put_number(packed_, last_.input_begin - packed_input_end_);
  packed_input_end_ = last_.input_end();
}

OffsetMap::Run OffsetMap::unpack(std::size_t& at, std::size_t output_begin,
                                 std::size_t input_end) const {
  Run run;
  const std::uint8_t units = packed_[at++];
  run.output_unit = static_cast<std::uint16_t>(units != 0 ? units >> 4 : take_number(packed_, at));
  run.input_unit = static_cast<std::uint16_t>(units != 0 ? units & 15 : take_number(packed_, at));
  run.output_begin = output_begin;
  run.output_octets = take_number(packed_, at);
  run.input_begin = input_end + take_number(packed_, at);
  return run;
}

OffsetMap::Run OffsetMap::run_of(std::size_t output) const {
  if (output >= last_.output_begin || checkpoints_.empty()) return last_;
  const auto after = std::ranges::upper_bound(checkpoints_, output, {}, &Checkpoint::output_begin);
  const Checkpoint& checkpoint = *(after - 1);
  std::size_t at = checkpoint.packed_begin;
  Run run = unpack(at, checkpoint.output_begin, checkpoint.input_end);
  while (output >= run.output_begin + run.output_octets) {
    run = unpack(at, run.output_begin + run.output_octets, run.input_end());
  }
  return run;
}

Span OffsetMap::input(std::size_t begin, std::size_t end) const {
  if (output_size_ == 0) return {};
  begin = std::min(begin, output_size_);
  end = std::min(end, output_size_);
  const Run first = run_of(std::min(begin, output_size_ - 1));
  if (begin == output_size_) return span_of(first.input_end(), first.input_end());
  const std::size_t input_begin =
      first.input_begin + (begin - first.output_begin) / first.output_unit * first.input_unit;
  if (end <= begin) return span_of(input_begin, input_begin);
  const Run last = end - 1 < first.output_begin + first.output_octets ? first : run_of(end - 1);
  return span_of(
      input_begin,
      last.input_begin + ((end - 1 - last.output_begin) / last.output_unit + 1) * last.input_unit);
}

DecodedText DecodedText::verbatim(std::string_view text, std::size_t source_begin) {
  DecodedText result;
  result.view_ = text;
  result.source_begin_ = static_cast<std::uint32_t>(source_begin);
  return result;
}

DecodedText DecodedText::decoded(std::string text, OffsetMap map) {
  DecodedText result;
  result.storage_ = std::move(text);
  result.owned_ = true;
  result.maps_.push_back(std::move(map));
  return result;
}

DecodedText DecodedText::decoded_again(DecodedText inner, std::string text, OffsetMap map) {
  inner.storage_ = std::move(text);
  inner.view_ = {};
  inner.owned_ = true;
  inner.maps_.push_back(std::move(map));
  return inner;
}

DecodedText DecodedText::replaced(const DecodedText& places, std::string text) {
  DecodedText result = places;
  result.storage_ = std::move(text);
  result.view_ = {};
  result.owned_ = true;
  return result;
}

Span DecodedText::source(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, text().size());
  end = std::clamp(end, begin, text().size());
  Span span = span_of(begin, end);
  for (auto map = maps_.rbegin(); map != maps_.rend(); ++map)
    span = map->input(span.begin, span.end);
  return span_of(span.begin + source_begin_, span.end + source_begin_);
}

}  // namespace maillint
