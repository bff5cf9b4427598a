// The tree of parts: delimiters, containers, where bodies end.
#include "lint/scanner.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/template/file.h"

namespace maillint {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct LineEndCounts {
  std::size_t lf = 0;
  std::size_t crlf = 0;
};

/// Counts in blocks with small counters, which compilers turn into vector code: this runs over all
/// bodies.
LineEndCounts count_line_ends(std::string_view text) {
  LineEndCounts counts;
  if (text.empty()) return counts;
  counts.lf = text[0] == '\n' ? 1 : 0;
  constexpr std::size_t block = 128;
  std::size_t i = 1;
  for (; i + block <= text.size(); i += block) {
    const char* p = text.data() + i;
    const char* before = p - 1;
    std::uint8_t lf = 0;
    std::uint8_t crlf = 0;
    for (std::size_t j = 0; j < block; ++j) {
      const auto is_lf = static_cast<std::uint8_t>(p[j] == '\n');
      lf = static_cast<std::uint8_t>(lf + is_lf);
      crlf =
          static_cast<std::uint8_t>(crlf + (is_lf & static_cast<std::uint8_t>(before[j] == '\r')));
    }
    counts.lf += lf;
    counts.crlf += crlf;
  }
  for (; i < text.size(); ++i) {
    counts.lf += text[i] == '\n' ? 1 : 0;
    counts.crlf += text[i] == '\n' && text[i - 1] == '\r' ? 1 : 0;
  }
  return counts;
}

/// The first line begin after `pos` whose line starts with "--"; npos if none.
std::size_t find_dashes(std::string_view text, std::size_t pos, char line_end) {
  constexpr std::size_t block = 64;
  const char* const data = text.data();
  while (pos + block + 2 <= text.size()) {
    const char* p = data + pos;
    std::uint8_t any = 0;
    for (std::size_t j = 0; j < block; ++j) {
      any = static_cast<std::uint8_t>(any | (static_cast<std::uint8_t>(p[j] == line_end) &
                                             static_cast<std::uint8_t>(p[j + 1] == '-') &
                                             static_cast<std::uint8_t>(p[j + 2] == '-')));
    }
    if (any != 0) break;
    pos += block;
  }
  for (; pos + 2 < text.size(); ++pos) {
    const void* end = std::memchr(data + pos, line_end, text.size() - 2 - pos);
    if (end == nullptr) break;
    pos = static_cast<std::size_t>(static_cast<const char*>(end) - data);
    if (data[pos + 1] == '-' && data[pos + 2] == '-') return pos + 1;
  }
  return std::string_view::npos;
}

}  // namespace

Scanner::Scanner(Message& message) : message_(message), octets_(message.octets()) {}

void Scanner::run() {
  find_line_ends();
  if (octets_.starts_with(byte_order_mark)) pos_ = byte_order_mark.size();
  open_entity(no_part, 1, false);
  while (const auto delimiter = next_delimiter()) {
    close_levels(delimiter->level + 1, delimiter->line.begin);
    pos_ = delimiter->line.next;
    body_floor_ = delimiter->line.end;
    Level& level = levels_[delimiter->level];
    if (delimiter->closing) {
      level.closed = true;
      --open_multiparts_;
    } else if (pos_ >= octets_.size()) {
      ++level.children;  // the message was cut here, or this was meant to close
    } else if (message_.parts_.size() >= limits::parts) {
      note(Defect::limit_parts, delimiter->line.begin, delimiter->line.end, level.part);
    } else {
      open_entity(level.part, ++level.children, false);
    }
  }
  close_levels(0, octets_.size());
  if (message_.source().origin().cut_octets > 0) {
    note(Defect::limit_message_octets, octets_.size(), octets_.size(), 0);
  }
}

void Scanner::run_template(const TemplateFile& file) {
  find_line_ends();
  switch (file.form) {
    case TemplateFile::Form::html:
    case TemplateFile::Form::mjml:
      add_body(no_part, "text/html", file.body);
      break;
    case TemplateFile::Form::text:
      add_body(no_part, "text/plain", file.body);
      break;
    case TemplateFile::Form::json:
      add_body(no_part, "multipart/alternative", file.body);
      message_.parts_[0].is_multipart = true;
      if (!file.text.empty()) add_body(0, "text/plain", file.text);
      if (!file.html.empty()) add_body(0, "text/html", file.html);
      break;
  }
  if (message_.source().origin().cut_octets > 0) {
    note(Defect::limit_message_octets, octets_.size(), octets_.size(), 0);
  }
}

void Scanner::add_body(std::uint32_t parent, std::string_view type, Span body) {
  const auto number = static_cast<std::uint32_t>(message_.parts_.size());
  Part& part = message_.parts_.emplace_back();
  part.parent = parent;
  part.number = parent == no_part ? 1 : number;
  part.depth = parent == no_part ? 0 : 1;
  part.header = span_of(body.begin, body.begin);
  part.body = body;
  part.encoding = TransferEncoding::eight_bit;
  part.type = type;
}

void Scanner::find_line_ends() {
  const LineEndCounts counts = count_line_ends(octets_);
  if (counts.lf > 0) {
    message_.line_end_ = counts.crlf == 0           ? LineEnd::lf
                         : counts.crlf == counts.lf ? LineEnd::crlf
                                                    : LineEnd::mixed;
    return;
  }
  const std::size_t first = octets_.find('\r');
  if (first == std::string_view::npos) return;
  message_.line_end_ = LineEnd::cr;
  line_end_ = '\r';
  note(Defect::cr_line_ends, first, first + 1, 0);
}

Scanner::Line Scanner::line_from(std::size_t pos) const {
  const void* found = std::memchr(octets_.data() + pos, line_end_, octets_.size() - pos);
  if (found == nullptr) return {pos, octets_.size(), octets_.size()};
  const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - octets_.data());
  const bool crlf = line_end_ == '\n' && end > pos && octets_[end - 1] == '\r';
  return {pos, crlf ? end - 1 : end, end + 1};
}

void Scanner::open_entity(std::uint32_t parent, std::uint32_t number, bool message_child) {
  while (true) {
    std::vector<Part>& parts = message_.parts_;
    const auto index = static_cast<std::uint32_t>(parts.size());
    Part& part = parts.emplace_back();
    part.parent = parent;
    part.number = number;
    bool in_digest = false;
    if (parent != no_part) {
      part.depth = parts[parent].depth + 1;
      part.message_root = message_child ? index : parts[parent].message_root;
      in_digest = !message_child && parts[parent].type == "multipart/digest";
    }
    const Header header = scan_header(index);
    body_floor_ = pos_;
    std::string boundary = apply_content(header, in_digest);
    open_leaf_ = index;
    const bool is_message = message_.parts_[index].is_message;
    if (!open_container(index, std::move(boundary))) return;
    open_leaf_ = no_part;
    // A message inside: its root is read in the next round, unless nothing stands there.
    if (!is_message || pos_ >= octets_.size() || match_delimiter(line_from(pos_))) return;
    if (message_.parts_.size() >= limits::parts) {
      note(Defect::limit_parts, pos_, pos_, index);
      return;
    }
    parent = index;
    number = 1;
    message_child = true;
  }
}

bool Scanner::open_container(std::uint32_t index, std::string boundary) {
  Part& part = message_.parts_[index];
  if (!part.is_multipart && !part.is_message) return false;
  if (part.depth >= limits::depth) {
    note(Defect::limit_depth, part.header.begin, part.header.end, index);
    part.is_multipart = part.is_message = false;
    return false;
  }
  Level& level = levels_.emplace_back();
  level.part = index;
  level.is_multipart = part.is_multipart;
  if (part.is_multipart) {
    level.hash = std::hash<std::string_view>{}(boundary);
    level.boundary = std::move(boundary);
    ++open_multiparts_;
  }
  return true;
}

std::optional<Scanner::Delimiter> Scanner::match_delimiter(const Line& line) const {
  std::string_view candidate = text(line);
  if (open_multiparts_ == 0 || !candidate.starts_with("--")) return std::nullopt;
  candidate.remove_prefix(2);
  while (!candidate.empty() && ascii::is_space(candidate.back())) candidate.remove_suffix(1);
  if (candidate.size() <= limits::boundary_octets + 2) {
    if (auto delimiter = match_boundary(candidate, line)) return delimiter;
  }
  // What stands on the line after white space does not count (RFC 2046 5.1.1, note).
  const auto space = std::ranges::find_if(candidate, ascii::is_wsp);
  const std::string_view word =
      candidate.substr(0, static_cast<std::size_t>(space - candidate.begin()));
  if (word.empty() || word.size() == candidate.size() ||
      word.size() > limits::boundary_octets + 2) {
    return std::nullopt;
  }
  return match_boundary(word, line);
}

std::optional<Scanner::Delimiter> Scanner::match_boundary(std::string_view candidate,
                                                          const Line& line) const {
  // Hashes, since a hostile message has many levels and many lines that are nearly a delimiter.
  const std::size_t open_hash = std::hash<std::string_view>{}(candidate);
  std::string_view stripped = candidate;
  std::size_t closing_hash = open_hash;
  const bool may_close = candidate.ends_with("--");
  if (may_close) {
    stripped.remove_suffix(2);
    closing_hash = std::hash<std::string_view>{}(stripped);
  }
  for (std::size_t i = levels_.size(); i-- > 0;) {
    const Level& level = levels_[i];
    if (!level.is_multipart || level.closed) continue;
    if (level.hash == open_hash && level.boundary == candidate) return Delimiter{i, false, line};
    if (may_close && level.hash == closing_hash && level.boundary == stripped) {
      return Delimiter{i, true, line};
    }
  }
  return std::nullopt;
}

std::optional<Scanner::Delimiter> Scanner::next_delimiter() {
  if (open_multiparts_ == 0) return std::nullopt;
  std::size_t pos = pos_;
  if (!octets_.substr(pos).starts_with("--")) pos = find_dashes(octets_, pos, line_end_);
  while (pos != std::string_view::npos) {
    const Line line = line_from(pos);
    if (auto delimiter = match_delimiter(line)) return delimiter;
    pos = line.next == line.end ? std::string_view::npos
                                : find_dashes(octets_, line.next - 1, line_end_);
  }
  return std::nullopt;
}

void Scanner::close_levels(std::size_t from, std::size_t end) {
  if (open_leaf_ != no_part) end_body(open_leaf_, end);
  open_leaf_ = no_part;
  while (levels_.size() > from) {
    const Level& level = levels_.back();
    end_body(level.part, end);
    if (level.is_multipart && !level.closed) {
      --open_multiparts_;
      const Part& part = message_.parts_[level.part];
      if (level.children == 0) {
        note(Defect::boundary_not_found, part.header.begin, part.header.end, level.part);
      } else {
        note(Defect::boundary_not_closed, end, end, level.part);
      }
    }
    levels_.pop_back();
  }
}

/// The line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1), but the one
/// of a header section that a delimiter ends belongs to the header section.
void Scanner::end_body(std::uint32_t index, std::size_t end) {
  Part& part = message_.parts_[index];
  if (end < octets_.size() && end > body_floor_ && octets_[end - 1] == line_end_) {
    --end;
    if (line_end_ == '\n' && end > body_floor_ && octets_[end - 1] == '\r') --end;
  }
  part.body.end = static_cast<std::uint32_t>(end);
}

void Scanner::note(Defect defect, std::size_t begin, std::size_t end, std::uint32_t part) {
  const auto kind = static_cast<std::size_t>(defect);
  if (noted_[kind]++ >= limits::places_per_rule) return;
  message_.defects_.push_back({defect, span_of(begin, end), part});
}

}  // namespace maillint
