// Offsets to lines and columns.
#include "lint/source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "lint/blocks.h"

namespace maillint {
namespace {

constexpr std::size_t block_octets = 1024;

}  // namespace

Source::Source(std::string path, std::string octets, Origin origin)
    : path_(std::move(path)), octets_(std::move(octets)), origin_(origin) {
  if (octets_.find('\n') == std::string::npos && octets_.find('\r') != std::string::npos) {
    line_end_ = '\r';
  }
}

void Source::index_blocks() const {
  blocks_.resize(octets_.size() / block_octets + 1);
  Block block;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    blocks_[i] = block;
    const std::size_t begin = i * block_octets;
    const std::string_view text = std::string_view(octets_).substr(begin, block_octets);
    block.lines += static_cast<std::uint32_t>(count_octets(text, line_end_));
    if (const auto last = text.rfind(line_end_); last != std::string_view::npos) {
      block.line_begin = static_cast<std::uint32_t>(begin + last + 1);
    }
  }
}

const Source::Block& Source::block_of(std::size_t offset) const {
  if (blocks_.empty()) index_blocks();
  return blocks_[offset / block_octets];
}

std::size_t Source::line_begin(std::size_t offset) const {
  const Block& block = block_of(offset);
  const std::size_t begin = offset / block_octets * block_octets;
  const auto last = std::string_view(octets_).substr(begin, offset - begin).rfind(line_end_);
  return last == std::string_view::npos ? block.line_begin : begin + last + 1;
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, octets_.size());
  const Block& block = block_of(offset);
  const std::size_t begin = offset / block_octets * block_octets;
  const std::size_t lines =
      count_octets(std::string_view(octets_).substr(begin, offset - begin), line_end_);
  return {origin_.line + block.lines + lines, offset - line_begin(offset) + 1};
}

Span Source::line_at(std::size_t offset) const {
  offset = std::min(offset, octets_.size());
  const std::size_t begin = line_begin(offset);
  const std::uint32_t lines = block_of(offset).lines;
  // The end lies in this block, or in the one before the first block that counts more lines than
  // the next one does: looked for by index, so that a line of 100 MB costs nothing.
  std::size_t from = offset;
  const std::size_t next = offset / block_octets + 1;
  const std::string_view octets = octets_;
  std::size_t end =
      octets.substr(0, std::min(next * block_octets, octets.size())).find(line_end_, from);
  if (end == std::string_view::npos) {
    const std::uint32_t here =
        next < blocks_.size() ? blocks_[next].lines : std::max(lines, blocks_.back().lines);
    const auto after = std::ranges::upper_bound(blocks_.begin() + std::min(next, blocks_.size()),
                                                blocks_.end(), here, {}, &Block::lines);
    from = std::max(offset, (static_cast<std::size_t>(after - blocks_.begin()) - 1) * block_octets);
    end = std::min(octets.find(line_end_, from), octets.size());
  }
  if (line_end_ == '\n' && end > begin && end < octets.size() && octets[end - 1] == '\r') --end;
  return span_of(begin, end);
}

}  // namespace maillint
