// What a file is by its content: magic numbers, and signs inside PDF and OLE2.
#include "lint/file_format.h"

#include <algorithm>
#include <array>

#include "lint/ascii.h"

namespace maillint {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t looked_at = 1'024;

struct Magic {
  std::size_t at;
  std::string_view octets;
  FileFormat format;
};
constexpr Magic magics[] = {
    {0, "\x89PNG\r\n\x1A\n"sv, FileFormat::png},
    {0, "\xFF\xD8\xFF"sv, FileFormat::jpeg},
    {0, "GIF87a"sv, FileFormat::gif},
    {0, "GIF89a"sv, FileFormat::gif},
    {0, "II*\0"sv, FileFormat::tiff},
    {0, "MM\0*"sv, FileFormat::tiff},
    {8, "WEBPVP8"sv, FileFormat::webp},
    {8, "WAVEfmt"sv, FileFormat::wave},
    {8, "AVI LIST"sv, FileFormat::avi},
    {0, "OggS\0"sv, FileFormat::ogg},
    {0, "ID3\x02"sv, FileFormat::mp3},
    {0, "ID3\x03"sv, FileFormat::mp3},
    {0, "ID3\x04"sv, FileFormat::mp3},
    {4, "ftyp"sv, FileFormat::mp4},
    {0, "PK\x03\x04"sv, FileFormat::zip},
    {0, "PK\x05\x06"sv, FileFormat::zip},
    {0, "PK\x07\x08"sv, FileFormat::zip},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileFormat::ole2},
    {0, "\x1F\x8B\x08"sv, FileFormat::gzip},
    {0, "BZh"sv, FileFormat::bzip2},
    {0, "\xFD\x37zXZ\0"sv, FileFormat::xz},
    {0, "7z\xBC\xAF\x27\x1C"sv, FileFormat::seven_zip},
    {0, "Rar!\x1A\x07"sv, FileFormat::rar},
    {257, "ustar"sv, FileFormat::tar},
    {0, "MSCF\0\0\0\0"sv, FileFormat::cab},
    {0, "\x78\x9F\x3E\x22"sv, FileFormat::tnef},
    {0,
     "\x7F"
     "ELF"sv,
     FileFormat::elf_program},
    {0, "{\\rtf"sv, FileFormat::rtf},
    {0, "%!PS"sv, FileFormat::postscript},
};

unsigned octet(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::uint32_t little32(std::string_view text, std::size_t at) {
  return octet(text, at) | octet(text, at + 1) << 8 | octet(text, at + 2) << 16 |
         octet(text, at + 3) << 24;
}

/// "MZ" alone begins many a text: the header must lead to "PE", or be no text.
bool is_windows_program(std::string_view octets) {
  if (!octets.starts_with("MZ")) return false;
  if (octets.size() >= 64) {
    const std::uint32_t at = little32(octets, 60);
    if (at < octets.size() && octets.substr(at).starts_with("PE\0\0"sv)) return true;
  }
  return octets.substr(0, 32).find('\0') != std::string_view::npos;
}

bool is_bmp(std::string_view octets) {
  if (octets.size() < 18 || !octets.starts_with("BM") || little32(octets, 6) != 0) return false;
  const std::uint32_t header = little32(octets, 14);
  return header == 12 || header == 40 || header == 108 || header == 124;
}

bool is_tag(std::string_view text, std::string_view tag) {
  if (!ascii::starts_with(text, tag)) return false;
  if (text.size() == tag.size()) return true;
  const char next = text[tag.size()];
  return ascii::is_space(next) || next == '>' || next == '/';
}

FileFormat sniff_text(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = ascii::trim(text);
  // The tags of WHATWG MIME sniffing, without those of one letter.
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<title", "<style", "<script", "<iframe",
        "<table", "<div", "<font", "<meta", "<h1", "<br", "<p"}) {
    if (is_tag(text, tag)) return FileFormat::html;
  }
  if (ascii::starts_with(text, "<?xml")) {
    return ascii::find(text, "<html") != std::string_view::npos ? FileFormat::html
                                                                : FileFormat::xml;
  }
  if (ascii::starts_with(text, "BEGIN:VCALENDAR")) return FileFormat::calendar;
  const bool printable = std::ranges::all_of(
      text, [](char c) { return !ascii::is_8bit(c) && (c == '\f' || !ascii::is_control(c)); });
  return printable && !text.empty() ? FileFormat::text : FileFormat::unknown;
}

}  // namespace

std::string_view name(FileFormat format) {
  constexpr std::array<std::string_view, 31> names = {"something unknown",
                                                      "text",
                                                      "HTML",
                                                      "XML",
                                                      "an RTF document",
                                                      "PostScript",
                                                      "a calendar",
                                                      "a PDF document",
                                                      "a PNG image",
                                                      "a JPEG image",
                                                      "a GIF image",
                                                      "a BMP image",
                                                      "a TIFF image",
                                                      "a WebP image",
                                                      "a WAVE sound",
                                                      "an AVI film",
                                                      "an Ogg file",
                                                      "an MP3 sound",
                                                      "an MP4 file",
                                                      "a ZIP archive",
                                                      "an Office document (OLE2)",
                                                      "a gzip archive",
                                                      "a bzip2 archive",
                                                      "an xz archive",
                                                      "a 7z archive",
                                                      "a RAR archive",
                                                      "a tar archive",
                                                      "a cabinet archive",
                                                      "a TNEF file",
                                                      "a Windows program",
                                                      "an ELF program"};
  return names[static_cast<std::size_t>(format)];
}

FileFormat sniff_format(std::string_view octets) {
  if (is_windows_program(octets)) return FileFormat::windows_program;
  octets = octets.substr(0, looked_at);
  for (const Magic& magic : magics) {
    if (octets.size() >= magic.at && octets.substr(magic.at).starts_with(magic.octets))
      return magic.format;
  }
  if (is_bmp(octets)) return FileFormat::bmp;
  if (ascii::trim(octets).starts_with("%PDF-")) return FileFormat::pdf;
  const FileFormat text = sniff_text(octets);
  // Readers look for it in the first 1,024 octets (ISO 32000-1, implementation notes).
  const bool pdf = text == FileFormat::unknown && octets.find("%PDF-") != std::string_view::npos;
  return pdf ? FileFormat::pdf : text;
}

bool is_encrypted_pdf(std::string_view octets) {
  constexpr std::string_view key = "/Encrypt";
  for (std::size_t at = octets.find(key); at != std::string_view::npos;
       at = octets.find(key, at + key.size())) {
    std::string_view value = octets.substr(at + key.size(), 64);
    while (!value.empty() && (ascii::is_space(value.front()) || value.front() == '\f'))
      value.remove_prefix(1);
    if (value.starts_with("<<")) return true;
    // "12 0 R": where the dictionary stands.
    std::size_t i = 0;
    const auto skip = [&](auto is) {
      const std::size_t begin = i;
      while (i < value.size() && is(value[i])) ++i;
      return i > begin;
    };
    if (skip(ascii::is_digit) && skip(ascii::is_space) && skip(ascii::is_digit) &&
        skip(ascii::is_space) && i < value.size() && value[i] == 'R')
      return true;
  }
  return false;
}

bool has_ole2_macros(std::string_view octets) {
  // Names of storages are UTF-16; Word and Excel both hold this one where there is a VBA project.
  constexpr std::string_view name = "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"sv;
  return octets.find(name) != std::string_view::npos;
}

}  // namespace maillint
