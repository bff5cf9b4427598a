// One header section: fields, folds, and what stands there although it is neither.
#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/scanner.h"

namespace maillint {
namespace {

constexpr std::size_t line_octets = 998;  // RFC 5322 2.1.1
constexpr std::size_t longest_strong_name = 64;
constexpr std::size_t longest_spaced_name = 40;

constexpr bool is_name_octet(char c) { return c > 32 && c < 127; }

constexpr bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return ascii::is_space(c); });
}

/// "X-Spam-Level": what people write in prose has no hyphen before its colon.
bool is_hyphenated(std::string_view name) {
  return name.size() <= longest_strong_name && ascii::is_alpha(name.front()) &&
         name.find('-') != std::string_view::npos && std::ranges::all_of(name, [](char c) {
           return ascii::is_alnum(c) || c == '-' || c == '_';
         });
}

/// "X-Loop", a field that lost its colon and body.
bool is_word(std::string_view line) {
  return ascii::is_alpha(line.front()) && std::ranges::all_of(line, [](char c) {
           return ascii::is_alnum(c) || c == '-' || c == '_';
         });
}

/// "Reply To", not "550 5.1.1 <a@b.example>".
bool is_spaced_name(std::string_view name) {
  return name.size() <= longest_spaced_name && ascii::is_alpha(name.front()) &&
         std::ranges::count(name, ' ') <= 2 && std::ranges::all_of(name, [](char c) {
           return ascii::is_alnum(c) || ascii::is_wsp(c) || c == '-' || c == '_';
         });
}

/// A field all the same: "Reply To", "Sub ject", "X-Campaign Id".
bool is_broken_name(std::string_view name) {
  if (ascii::starts_with(name, "X-")) return true;
  std::string joined;
  std::string hyphened;
  for (const char c : name) {
    if (!ascii::is_wsp(c)) joined += c;
    hyphened += ascii::is_wsp(c) ? '-' : c;
  }
  return field_id(joined) != FieldId::other || field_id(hyphened) != FieldId::other;
}

/// "From anna@example.com Mon Nov 23 10:00:00 2026", which differs from prose by its time.
bool is_mbox_from(std::string_view line) {
  if (line.starts_with('>')) line.remove_prefix(1);
  if (!line.starts_with("From ")) return false;
  for (std::size_t i = 6; i + 1 < line.size(); ++i) {
    if (line[i] == ':' && ascii::is_digit(line[i - 1]) && ascii::is_digit(line[i + 1])) return true;
  }
  return false;
}

struct OctetCounts {
  std::size_t controls = 0;  // C0 without white space, and DEL
  std::size_t cr = 0;
  std::size_t lf = 0;
};

/// In blocks with small counters, which compilers turn into vector code.
OctetCounts count_octets(std::string_view octets) {
  constexpr std::size_t block = 128;
  OctetCounts counts;
  for (std::size_t begin = 0; begin < octets.size(); begin += block) {
    const std::string_view piece = octets.substr(begin, block);
    std::uint8_t controls = 0;
    std::uint8_t cr = 0;
    std::uint8_t lf = 0;
    for (const char octet : piece) {
      const auto c = static_cast<unsigned char>(octet);
      const bool is_cr = c == '\r';
      const bool is_lf = c == '\n';
      controls = static_cast<std::uint8_t>(
          controls + (((c < 0x20) & (c != '\t') & !is_lf & !is_cr) | (c == 0x7F)));
      cr = static_cast<std::uint8_t>(cr + is_cr);
      lf = static_cast<std::uint8_t>(lf + is_lf);
    }
    counts.controls += controls;
    counts.cr += cr;
    counts.lf += lf;
  }
  return counts;
}

}  // namespace

Scanner::Header Scanner::scan_header(std::uint32_t index) {
  Header header;
  header.part = index;
  Part& part = message_.parts_[index];
  part.header = span_of(pos_, pos_);
  part.first_field = static_cast<std::uint32_t>(message_.fields_.size());
  while (!header.at_end) {
    if (pos_ >= octets_.size()) {
      end_header(header, octets_.size(), octets_.size());
      break;
    }
    header_line(header, line_from(pos_));
  }
  part.field_count = static_cast<std::uint32_t>(message_.fields_.size()) - part.first_field;
  if (index == 0) {
    for (std::uint32_t i = part.field_count; i-- > 0;) {
      message_.first_[static_cast<std::size_t>(message_.fields_[i].id)] = i + 1;
    }
  }
  check_octets(header);
  return header;
}

void Scanner::end_header(Header& header, std::size_t end, std::size_t body) {
  finish_field(header);
  Part& part = message_.parts_[header.part];
  part.header.end = static_cast<std::uint32_t>(end);
  part.body = span_of(body, octets_.size());
  header.at_end = true;
  pos_ = body;
}

void Scanner::header_line(Header& header, const Line& line) {
  const std::string_view content = text(line);
  // CR CR LF is what a text-mode copy of CRLF leaves: an empty line all the same.
  if (content.empty() || (content.front() == '\r' && is_blank(content))) {
    end_header(header, line.begin, line.next);
    return;
  }
  if (content.front() == '-' && match_delimiter(line)) {
    end_header(header, line.begin, line.begin);
    return;
  }
  if (content.size() > line_octets) {
    note(Defect::header_line_over_998, line.begin, line.end, header.part);
  }
  if (ascii::is_wsp(content.front())) {
    fold_line(header, line);
    return;
  }
  const HeaderLine parsed = classify(line);
  const bool is_field =
      header.any_line ? parsed.kind == LineKind::strong_field || parsed.kind == LineKind::field ||
                            (parsed.kind == LineKind::spaced_field && field_follows(line))
                      : starts_header(line, parsed.kind) && parsed.kind != LineKind::other &&
                            parsed.kind != LineKind::mbox_from;
  if (is_field) {
    add_field(header, line, parsed);
    pos_ = line.next;
  } else if (parsed.kind == LineKind::mbox_from &&
             (header.any_line || header.part == 0 || strong_field_follows(line))) {
    // A file that begins with one is a mailbox of one message.
    if (line.begin != 0) note(Defect::mbox_from_line, line.begin, line.end, header.part);
    finish_field(header);
    pos_ = line.next;
  } else {
    other_line(header, line);
  }
}

void Scanner::fold_line(Header& header, const Line& line) {
  if (header.in_field) {
    if (is_blank(text(line))) {
      note(Defect::whitespace_only_fold, line.begin, line.end, header.part);
    }
    header.field_body.end = static_cast<std::uint32_t>(line.end);
    pos_ = line.next;
    return;
  }
  if (!header.any_line && !starts_header(line, LineKind::other)) {
    other_line(header, line);
    return;
  }
  if (!header.any_line) {
    note(Defect::leading_space_first_line, line.begin, line.end, header.part);
  }
  pos_ = line.next;  // a fold of a line that was no field
}

/// A line that is neither field nor fold: a slip inside the header section, or the body's first
/// line.
void Scanner::other_line(Header& header, const Line& line) {
  if (folded_name(header, line)) return;
  if (begins_own_body(header, line)) {
    note(Defect::missing_separator, line.begin, line.end, header.part);
    end_header(header, line.begin, line.begin);
    return;
  }
  const bool field_later = header.any_line ? field_follows(line) : strong_field_follows(line);
  const bool one_word = is_word(text(line));
  const bool last_of_header = ahead_.ends_empty && line.next >= ahead_.end;
  if (field_later || (header.any_line && one_word && last_of_header)) {
    finish_field(header);
    header.any_line = true;
    note(Defect::line_without_colon, line.begin, line.end, header.part);
    pos_ = line.next;
    return;
  }
  // A file without any field is a text, which is no fault; a part or a begun header is one.
  if (header.any_line || header.part != 0) {
    note(Defect::missing_separator, line.begin, line.end, header.part);
  }
  end_header(header, line.begin, line.begin);
}

/// The first delimiter of the multipart whose header this is: the empty line is missing.
bool Scanner::begins_own_body(const Header& header, const Line& line) const {
  std::string_view boundary = text(line);
  if (!boundary.starts_with("--")) return false;
  boundary = ascii::trim(boundary.substr(2));
  const bool is_last = header.in_field && header.field_id == FieldId::content_type;
  const Span type =
      header.content_type.empty() && is_last ? header.field_body : header.content_type;
  return !boundary.empty() && message_.text(type).find(boundary) != std::string_view::npos;
}

/// "From" CRLF " : anna@example.com": some programs read a field there.
bool Scanner::folded_name(Header& header, const Line& line) {
  const std::string_view name = text(line);
  if (line.next >= octets_.size() || !ascii::is_wsp(octets_[line.next]) ||
      !std::ranges::all_of(name, is_name_octet)) {
    return false;
  }
  const Line second = line_from(line.next);
  const std::size_t colon = octets_.find_first_not_of(" \t", second.begin);
  if (colon >= second.end || octets_[colon] != ':') return false;
  HeaderLine parsed;
  parsed.id = field_id(name);
  parsed.name_end = line.end;
  parsed.colon = colon;
  add_field(header, Line{line.begin, second.end, second.next}, parsed);
  note(Defect::folded_field_name, line.begin, colon + 1, header.part);
  pos_ = second.next;
  return true;
}

void Scanner::add_field(Header& header, const Line& line, const HeaderLine& parsed) {
  finish_field(header);
  header.any_line = true;
  header.in_field = true;
  header.field_id = parsed.id;
  header.field_body = span_of(parsed.colon + 1, line.end);
  header.field_stored = message_.fields_.size() < limits::fields;
  const Span name = span_of(line.begin, parsed.name_end);
  if (!parsed.valid_name) {
    note(Defect::field_name_invalid_char, name.begin, name.end, header.part);
  } else if (parsed.name_end < parsed.colon && octets_[parsed.name_end] != '\r' &&
             octets_[parsed.name_end] != '\n') {
    note(Defect::space_before_colon, parsed.name_end, parsed.colon, header.part);
  }
  if (header.field_stored) {
    message_.fields_.push_back({parsed.id, name, header.field_body});
  } else {
    note(Defect::limit_fields, line.begin, line.end, header.part);
  }
}

void Scanner::finish_field(Header& header) {
  if (!header.in_field) return;
  header.in_field = false;
  Span body = header.field_body;
  if (body.size() > limits::field_octets) {
    const std::size_t cut = body.begin + limits::field_octets;
    note(Defect::limit_field_octets, cut, body.end, header.part);
    body.end = static_cast<std::uint32_t>(cut);
  }
  if (header.field_stored) message_.fields_.back().body = body;
  // The first one counts where a field is repeated.
  Span* kept = header.field_id == FieldId::content_type                ? &header.content_type
               : header.field_id == FieldId::content_transfer_encoding ? &header.transfer_encoding
               : header.field_id == FieldId::content_disposition       ? &header.disposition
                                                                       : nullptr;
  if (kept != nullptr && kept->end == 0) *kept = body;
}

Scanner::HeaderLine Scanner::classify(const Line& line) const {
  HeaderLine result;
  const std::string_view content = text(line);
  const std::size_t colon = content.find(':');
  if (colon == std::string_view::npos || colon == 0) {
    if (is_mbox_from(content)) result.kind = LineKind::mbox_from;
    return result;
  }
  std::string_view name = content.substr(0, colon);
  while (!name.empty() && ascii::is_wsp(name.back())) name.remove_suffix(1);
  result.name_end = line.begin + name.size();
  result.colon = line.begin + colon;
  if (std::ranges::all_of(name, is_name_octet)) {
    result.id = field_id(name);
    if (result.id != FieldId::other || is_hyphenated(name)) {
      result.kind = LineKind::strong_field;
    } else if (!content.substr(colon).starts_with("://")) {  // a URL at the line's begin
      result.kind = LineKind::field;
    }
    return result;
  }
  result.valid_name = false;
  if (name.find(' ') == std::string_view::npos && name.find('\t') == std::string_view::npos) {
    result.kind = LineKind::field;  // 8-bit or control octets
  } else if (is_mbox_from(content)) {
    result.kind = LineKind::mbox_from;
  } else if (is_spaced_name(name)) {
    result.kind = is_broken_name(name) ? LineKind::field : LineKind::spaced_field;
  }
  return result;
}

/// Whether a header section begins with this line. Prose may hold a colon, so a name that nobody
/// knows counts only in a paragraph of nothing but fields.
bool Scanner::starts_header(const Line& line, LineKind kind) {
  if (kind == LineKind::strong_field || strong_field_follows(line)) return true;
  return kind == LineKind::field && ahead_.last_other <= line.next && ahead_.ends_empty &&
         ascii::is_alpha(octets_[line.begin]);
}

bool Scanner::strong_field_follows(const Line& line) {
  return look_ahead(line.next).last_strong > line.next;
}

/// Inside a header section a lesser field is good evidence too, if nothing but fields follows.
bool Scanner::field_follows(const Line& line) {
  return strong_field_follows(line) ||
         (ahead_.last_field > line.next && ahead_.last_other <= line.next && ahead_.ends_empty);
}

/// Looks at the lines up to the next empty one. What was found holds for all of them, so that each
/// line is looked at once here.
const Scanner::Ahead& Scanner::look_ahead(std::size_t pos) {
  if (ahead_.begin <= pos && pos <= ahead_.end) return ahead_;
  ahead_ = Ahead{};
  ahead_.begin = pos;
  while (pos < octets_.size()) {
    const Line line = line_from(pos);
    if (line.begin == line.end || octets_[line.begin] == '\r') {
      ahead_.ends_empty = true;
      break;
    }
    const char first = octets_[line.begin];
    if (first == '-' && match_delimiter(line)) break;
    if (!ascii::is_wsp(first)) {
      const LineKind kind = classify(line).kind;
      if (kind == LineKind::strong_field) ahead_.last_strong = pos + 1;
      if (kind == LineKind::strong_field || kind == LineKind::field) {
        ahead_.last_field = pos + 1;
      } else {
        ahead_.last_other = pos + 1;
      }
    }
    pos = line.next;
  }
  ahead_.end = pos;
  return ahead_;
}

/// Control characters and stray CR or LF. One fast pass says that there are none, as usual.
void Scanner::check_octets(const Header& header) {
  const Span section = message_.parts_[header.part].header;
  const std::string_view octets = message_.text(section);
  const bool mixed = message_.line_end_ == LineEnd::mixed;
  const OctetCounts counts = count_octets(octets);
  const std::size_t suspects = counts.controls;
  if (suspects == 0 && line_end_ == '\r') return;
  std::size_t crlf = 0;
  if (counts.cr != 0) {
    for (std::size_t i = 1; i < octets.size(); ++i) {
      crlf += octets[i] == '\n' && octets[i - 1] == '\r' ? 1 : 0;
    }
  }
  const bool stray_cr = line_end_ == '\n' && counts.cr != crlf;
  const bool stray_lf = mixed && counts.lf != crlf;
  if (suspects == 0 && !stray_cr && !stray_lf) return;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const char c = octets[i];
    const std::size_t at = section.begin + i;
    if (c == '\0') {
      note(Defect::nul_octet, at, at + 1, header.part);
    } else if (ascii::is_control(c)) {
      note(Defect::control_char, at, at + 1, header.part);
    } else if (stray_cr && c == '\r' && (i + 1 == octets.size() || octets[i + 1] != '\n')) {
      note(Defect::bare_cr, at, at + 1, header.part);
    } else if (stray_lf && c == '\n' && (i == 0 || octets[i - 1] != '\r')) {
      note(Defect::bare_lf, at, at + 1, header.part);
    }
  }
}

}  // namespace maillint
