// What a file is by its content, whatever its name and its declared type say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillint {

enum class FileFormat : std::uint8_t {
  unknown,
  text,  // ASCII text with nothing that tells more
  html,
  xml,
  rtf,
  postscript,
  calendar,
  pdf,
  png,
  jpeg,
  gif,
  bmp,
  tiff,
  webp,
  wave,
  avi,
  ogg,
  mp3,
  mp4,  // and what else is made of ISO base media boxes: m4a, mov, heic
  zip,
  ole2,  // Word, Excel and PowerPoint before 2007, Outlook messages
  gzip,
  bzip2,
  xz,
  seven_zip,
  rar,
  tar,
  cab,
  tnef,
  windows_program,
  elf_program,
};

/// For people, with an article: "a PDF document".
std::string_view name(FileFormat format);
/// Something that runs.
constexpr bool is_program(FileFormat format) {
  return format == FileFormat::windows_program || format == FileFormat::elf_program;
}
/// Characters, which programs show even where the format is another one.
constexpr bool is_textual(FileFormat format) {
  return format >= FileFormat::text && format <= FileFormat::calendar;
}

/// By the first octets; looks at 1,024 of them at most.
FileFormat sniff_format(std::string_view octets);

/// Whether a PDF document needs a password or restricts its use: its trailer has /Encrypt. Linear,
/// and reads the trailers only as text.
bool is_encrypted_pdf(std::string_view octets);

/// Whether an OLE2 document names a storage of macros ("_VBA_PROJECT"). Linear.
bool has_ole2_macros(std::string_view octets);

}  // namespace maillint
