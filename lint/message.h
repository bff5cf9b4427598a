// One message: header fields, MIME parts, and what was wrong with them, found in one linear pass.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/field_id.h"
#include "lint/source.h"
#include "lint/span.h"

namespace maillint {

struct TemplateFile;  // lint/template/file.h

/// A header field as it stands: nothing is unfolded.
struct Field {
  FieldId id = FieldId::other;
  Span name;  // without white space before the colon
  Span body;  // after the colon, folds inside, without the last line end; leading space is kept
};

/// Faults that the scan meets. Their rules are header-*, mime-*, limit-*.
enum class Defect : std::uint8_t {
  line_without_colon,       // a line that is neither a field nor a fold; the header section goes on
  space_before_colon,       // "Subject : x"
  field_name_invalid_char,  // outside 33..126
  missing_separator,        // the body begins without an empty line
  header_line_over_998,     // span: the line
  whitespace_only_fold,     // a continuation line of white space only
  leading_space_first_line,  // the header section begins with a continuation line
  folded_field_name,         // "From" CRLF " : x"
  mbox_from_line,            // "From " line inside the header section
  nul_octet,                 // in the header section
  control_char,              // C0 or DEL in a field body
  bare_cr,                   // CR without LF in the header section, in a file that has LF
  bare_lf,                   // LF without CR in the header section, in a file that also has CRLF
  cr_line_ends,              // the whole file uses CR as line end
  boundary_missing,          // multipart without a boundary parameter
  boundary_not_found,        // the declared boundary never occurs
  boundary_not_closed,       // no closing delimiter
  limit_depth,
  limit_parts,
  limit_fields,
  limit_field_octets,
  limit_boundary,
  limit_message_octets,
};

struct DefectAt {
  Defect defect;
  Span span;
  std::uint32_t part = 0;  // index into Message::parts()
};

enum class TransferEncoding : std::uint8_t {
  seven_bit,
  eight_bit,
  binary,
  quoted_printable,
  base64,
  uuencode,
  unknown
};

inline constexpr std::uint32_t no_part = 0xFFFFFFFF;

/// A MIME entity. Part 0 is the message itself; parts stand in pre-order. The body of a
/// message/rfc822 part is a message of its own: that message's root is its only child.
struct Part {
  std::uint32_t parent = no_part;
  std::uint32_t number = 1;  // among its siblings, from 1
  std::uint32_t depth = 0;
  std::uint32_t first_field = 0;  // range in Message::all_fields()
  std::uint32_t field_count = 0;
  std::uint32_t message_root =
      0;        // index of the part that holds the header of the message this belongs to
  Span header;  // header section without the empty line
  Span body;    // transfer-encoded, without the line end before the next boundary
  bool is_multipart = false;
  bool is_message = false;  // message/rfc822 or message/global, and read as such
  bool is_attachment =
      false;  // Content-Disposition: attachment, or it has a file name and is no inline text
  TransferEncoding encoding = TransferEncoding::seven_bit;
  std::string type;  // lower case, defaults applied: "text/plain", "message/rfc822" in a digest
};

/// The message. Owns its Source; fields and parts are spans of it.
class Message {
 public:
  /// Never fails: malformed mail is data.
  explicit Message(std::unique_ptr<const Source> source);
  /// A body alone: nothing of it is read as a header field.
  Message(std::unique_ptr<const Source> source, const TemplateFile& file);
  Message(const Message&) = delete;
  ~Message();
  Message& operator=(const Message&) = delete;

  const Source& source() const { return *source_; }
  std::string_view octets() const { return source_->octets(); }
  std::string_view text(Span span) const { return source_->text(span); }
  LineEnd line_end() const { return line_end_; }

  /// Fields of the message's own header section, in order.
  std::span<const Field> fields() const { return fields(0); }
  std::span<const Field> fields(std::uint32_t part) const {
    const Part& p = parts_[part];
    return std::span(fields_).subspan(p.first_field, p.field_count);
  }
  /// The first field of that id in the message's (or the part's) own header section, nullptr if
  /// absent. Constant time for part 0.
  const Field* find(FieldId id) const {
    return first_[static_cast<std::size_t>(id)] == 0
               ? nullptr
               : &fields_[first_[static_cast<std::size_t>(id)] - 1];
  }
  const Field* find(FieldId id, std::uint32_t part) const;
  bool has(FieldId id) const { return find(id) != nullptr; }
  std::string_view name(const Field& field) const { return text(field.name); }
  /// Raw body: folds inside.
  std::string_view body(const Field& field) const { return text(field.body); }
  /// Raw body without white space at both ends, as a span.
  Span trimmed(const Field& field) const;
  /// Unfolded (RFC 5322 2.2.3: line ends dropped, white space kept) and trimmed, not decoded.
  std::string unfolded(const Field& field) const;

  /// Never empty.
  std::span<const Part> parts() const { return parts_; }
  /// "1" for the root, "1.2.1" below. A nested message's root counts as part 1 of its holder.
  std::string part_id(std::uint32_t part) const;
  std::span<const DefectAt> defects() const { return defects_; }
  /// Whether there is any header field at all, known or plausible: text without one is a
  /// transcript, a log, a template.
  bool has_header() const { return parts_[0].field_count > 0; }
  /// nullptr for what was read as a message.
  const TemplateFile* template_file() const { return file_.get(); }

 private:
  friend class Scanner;  // lint/scanner.cc fills it

  std::unique_ptr<const Source> source_;
  LineEnd line_end_ = LineEnd::none;
  std::vector<Field> fields_;
  std::vector<Part> parts_;
  std::vector<DefectAt> defects_;
  std::unique_ptr<const TemplateFile> file_;
  std::uint32_t first_[256] = {};  // by FieldId: index + 1 of the root's first such field
};

}  // namespace maillint
