// The one pass that makes a Message: header sections, the multipart tree, defects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/message.h"

namespace maillint {

/// Fills one Message. A stack of open containers stands for recursion, so that nesting costs memory
/// in proportion and no more. Every line is looked at once, header lines that may be body text
/// twice.
class Scanner {
 public:
  explicit Scanner(Message& message);
  void run();
  /// The parts of a template, and no header section.
  void run_template(const TemplateFile& file);

 private:
  struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;   // without the line end
    std::size_t next = 0;  // begin of the next line
  };
  /// An open multipart, or an open message/rfc822 (without boundary).
  struct Level {
    std::uint32_t part = 0;
    std::uint32_t children = 0;
    std::string boundary;
    std::size_t hash = 0;
    bool is_multipart = false;
    bool closed = false;  // its closing delimiter was seen: what follows is epilogue
  };
  struct Delimiter {
    std::size_t level = 0;
    bool closing = false;
    Line line;
  };
  enum class LineKind : std::uint8_t {
    strong_field,  // a known name, or one with a hyphen
    field,         // a valid name
    spaced_field,  // a colon after words with spaces: a field only among fields
    mbox_from,
    other
  };
  struct HeaderLine {
    LineKind kind = LineKind::other;
    FieldId id = FieldId::other;
    std::size_t name_end = 0;
    std::size_t colon = 0;
    bool valid_name = true;
  };
  /// What stands between a line and the end of its paragraph. Places count from 1: 0 is none.
  struct Ahead {
    std::size_t begin = 1;  // begin > end: nothing known
    std::size_t end = 0;
    std::size_t last_strong = 0;
    std::size_t last_field = 0;
    std::size_t last_other = 0;
    bool ends_empty = false;  // by an empty line, not by the end of the input
  };
  /// The header section that is being read.
  struct Header {
    std::uint32_t part = 0;
    bool any_line = false;
    bool in_field = false;      // a fold would continue fields_.back()
    bool field_stored = false;  // false: that field is above limits::fields
    bool at_end = false;
    Span content_type;
    Span transfer_encoding;
    Span disposition;
    Span field_body;
    FieldId field_id = FieldId::other;
  };

  // scanner.cc: the tree.
  void find_line_ends();
  void add_body(std::uint32_t parent, std::string_view type, Span body);
  Line line_from(std::size_t pos) const;
  std::string_view text(const Line& line) const {
    return octets_.substr(line.begin, line.end - line.begin);
  }
  void open_entity(std::uint32_t parent, std::uint32_t number, bool message_child);
  bool open_container(std::uint32_t part, std::string boundary);
  void push_level(std::uint32_t part, std::string boundary, bool is_multipart);
  std::optional<Delimiter> match_delimiter(const Line& line) const;
  std::optional<Delimiter> match_boundary(std::string_view candidate, const Line& line) const;
  std::optional<Delimiter> next_delimiter();
  void close_levels(std::size_t from, std::size_t end);
  void end_body(std::uint32_t part, std::size_t end);
  void note(Defect defect, std::size_t begin, std::size_t end, std::uint32_t part);

  // scan_header.cc: one header section.
  Header scan_header(std::uint32_t part);
  void end_header(Header& header, std::size_t end, std::size_t body);
  void header_line(Header& header, const Line& line);
  void fold_line(Header& header, const Line& line);
  void other_line(Header& header, const Line& line);
  bool begins_own_body(const Header& header, const Line& line) const;
  bool folded_name(Header& header, const Line& line);
  void add_field(Header& header, const Line& line, const HeaderLine& parsed);
  void finish_field(Header& header);
  bool starts_header(const Line& line, LineKind kind);
  HeaderLine classify(const Line& line) const;
  const Ahead& look_ahead(std::size_t pos);
  bool strong_field_follows(const Line& line);
  bool field_follows(const Line& line);
  void check_octets(const Header& header);

  // scan_content.cc: what the Content-* fields say.
  std::string apply_content(const Header& header, bool in_digest);

  Message& message_;
  std::string_view octets_;
  char line_end_ = '\n';
  std::size_t pos_ = 0;
  std::size_t body_floor_ = 0;  // no body that is open ends before
  std::vector<Level> levels_;
  std::size_t open_multiparts_ = 0;  // levels that a delimiter can match
  std::uint32_t open_leaf_ = no_part;
  Ahead ahead_;
  std::uint32_t noted_[64] = {};
};

}  // namespace maillint
