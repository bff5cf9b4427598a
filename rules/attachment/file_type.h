// Extensions of files, their media types, and the formats that both announce.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "lint/facts.h"
#include "lint/file_format.h"

namespace maillint {

/// A set of formats, for tables.
struct FileFormats {
  std::uint32_t bits = 0;
  constexpr FileFormats(std::initializer_list<FileFormat> formats) {
    for (const FileFormat format : formats) bits |= 1u << static_cast<unsigned>(format);
  }
  constexpr bool has(FileFormat format) const {
    return ((bits >> static_cast<unsigned>(format)) & 1u) != 0;
  }
};

struct FileType {
  std::string_view extensions;  // space separated, lower case
  std::string_view types;       // media types in use for it, the registered one first
  FileFormats formats;          // empty: any
  /// Every such file begins with a sign of its own, so plain text can be none.
  bool has_sign = false;
  std::string_view registered() const { return types.substr(0, types.find(' ')); }
};

/// nullptr if the table does not know it.
const FileType* file_type_of_extension(std::string_view extension);
/// The first row with that media type (lower case).
const FileType* file_type_of_media_type(std::string_view type);
/// Whether mail programs send such files under that media type.
bool fits(const FileType& file, std::string_view media_type);
/// application/octet-stream and its like: says nothing.
bool is_generic_type(std::string_view media_type);

/// What the attachment's content is.
FileFormat format_of(const Facts& facts, std::uint32_t part);

}  // namespace maillint
