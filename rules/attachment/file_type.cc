// Extensions of files, their media types, and the formats that both announce. Source: IANA media
// types, and the unregistered ones that mail programs write (general knowledge).
#include "rules/attachment/file_type.h"

#include <algorithm>

namespace maillint {
namespace {

using enum FileFormat;

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."

constexpr FileFormats words = {text, html, xml, rtf, postscript, calendar, unknown};

constexpr FileType table[] = {
    {"jpg jpeg jpe jfif", "image/jpeg image/jpg image/pjpeg image/jfif", {jpeg}, true},
    {"png", "image/png image/x-png image/apng", {png}, true},
    {"gif", "image/gif", {gif}, true},
    {"bmp dib", "image/bmp image/x-bmp image/x-ms-bmp image/x-windows-bmp", {bmp}, true},
    {"tif tiff", "image/tiff image/tif image/x-tiff", {tiff}, true},
    {"webp", "image/webp", {webp}, true},
    {"heic heif avif", "image/heic image/heif image/avif image/heic-sequence", {mp4}, true},
    {"svg", "image/svg+xml image/svg text/xml application/xml", {xml, html, text, unknown}},
    {"ico", "image/vnd.microsoft.icon image/x-icon image/ico", {}},
    {"pdf", "application/pdf application/x-pdf application/acrobat text/pdf", {pdf}, true},
    {"ps eps ai", "application/postscript image/eps application/eps", {postscript, pdf, unknown}},
    {"rtf", "application/rtf text/rtf application/x-rtf text/richtext application/msword", {rtf}},
    {"doc dot",
     "application/msword application/vnd.ms-word application/doc application/x-msword "
     "application/rtf text/rtf",
     {ole2, zip, rtf, html, xml, text, unknown}},
    {"xls xlt xla",
     "application/vnd.ms-excel application/msexcel application/x-msexcel application/excel "
     "application/x-excel application/xls application/x-xls",
     {ole2, zip, html, xml, text, unknown}},
    {"ppt pps pot",
     "application/vnd.ms-powerpoint application/mspowerpoint application/powerpoint "
     "application/x-mspowerpoint",
     {ole2, zip}},
    {"docx dotx",
     OOXML "wordprocessingml.document " OOXML "wordprocessingml.template "
           "application/msword application/vnd.ms-word",
     {zip, ole2},
     true},
    {"xlsx xltx",
     OOXML "spreadsheetml.sheet " OOXML "spreadsheetml.template "
           "application/vnd.ms-excel application/msexcel",
     {zip, ole2},
     true},
    {"pptx potx ppsx",
     OOXML "presentationml.presentation " OOXML "presentationml.slideshow " OOXML
           "presentationml.template application/vnd.ms-powerpoint",
     {zip, ole2},
     true},
    {"docm dotm",
     "application/vnd.ms-word.document.macroenabled.12 application/msword "
     "application/vnd.ms-word.template.macroenabled.12",
     {zip, ole2},
     true},
    {"xlsm xltm xlsb xlam",
     "application/vnd.ms-excel.sheet.macroenabled.12 application/vnd.ms-excel "
     "application/vnd.ms-excel.template.macroenabled.12 "
     "application/vnd.ms-excel.sheet.binary.macroenabled.12 "
     "application/vnd.ms-excel.addin.macroenabled.12",
     {zip, ole2},
     true},
    {"pptm potm ppsm ppam",
     "application/vnd.ms-powerpoint.presentation.macroenabled.12 application/vnd.ms-powerpoint "
     "application/vnd.ms-powerpoint.slideshow.macroenabled.12 "
     "application/vnd.ms-powerpoint.addin.macroenabled.12",
     {zip, ole2},
     true},
    {"odt ott", ODF "text " ODF "text-template", {zip}, true},
    {"ods ots", ODF "spreadsheet " ODF "spreadsheet-template", {zip}, true},
    {"odp otp", ODF "presentation " ODF "presentation-template", {zip}, true},
    {"odg", ODF "graphics", {zip}, true},
    {"zip",
     "application/zip application/x-zip-compressed application/x-zip application/x-compressed "
     "multipart/x-zip application/x-compress",
     {zip},
     true},
    {"gz tgz taz",
     "application/gzip application/x-gzip application/x-gunzip application/x-gzip-compressed "
     "application/x-tgz application/x-compressed-tar application/x-compressed application/x-tar "
     "application/x-gtar application/tar+gzip application/x-compress",
     {gzip},
     true},
    {"tar", "application/x-tar application/tar application/x-gtar", {tar, gzip, bzip2, unknown}},
    {"bz2 tbz tbz2", "application/x-bzip2 application/x-bzip application/bzip2", {bzip2}, true},
    {"xz txz", "application/x-xz", {xz}, true},
    {"7z", "application/x-7z-compressed", {seven_zip}, true},
    {"rar",
     "application/vnd.rar application/x-rar-compressed application/x-rar application/rar",
     {rar},
     true},
    {"epub", "application/epub+zip", {zip}, true},
    {"jar war",
     "application/java-archive application/x-java-archive application/x-jar",
     {zip},
     true},
    {"mp3", "audio/mpeg audio/mp3 audio/x-mp3 audio/x-mpeg audio/mpeg3 audio/mpg", {mp3, unknown}},
    {"wav", "audio/vnd.wave audio/wav audio/x-wav audio/wave", {wave}, true},
    {"ogg oga opus", "audio/ogg application/ogg audio/x-ogg audio/opus audio/vorbis", {ogg}, true},
    {"m4a", "audio/mp4 audio/x-m4a audio/m4a audio/aac", {mp4, unknown}},
    {"mp4 m4v", "video/mp4 video/x-m4v audio/mp4 application/mp4", {mp4}},
    {"mov qt", "video/quicktime", {mp4, unknown}},
    {"avi", "video/x-msvideo video/avi video/msvideo", {avi}, true},
    {"mpg mpeg", "video/mpeg video/mpg", {unknown}},
    {"txt log text", "text/plain text/x-log", words},
    {"md", "text/markdown text/x-markdown text/plain", words},
    {"csv",
     "text/csv text/comma-separated-values application/csv text/x-csv text/plain "
     "application/vnd.ms-excel application/x-csv text/x-comma-separated-values",
     words},
    {"htm html xhtml shtml", "text/html application/xhtml+xml", words},
    {"xml xsd", "application/xml text/xml application/rss+xml application/soap+xml", words},
    {"json", "application/json text/json application/ld+json application/tlsrpt+json", words},
    {"js", "text/javascript application/javascript application/x-javascript", words},
    {"css", "text/css", words},
    {"ics ical ifb", "text/calendar application/ics text/x-vcalendar application/calendar", words},
    {"vcf", "text/vcard text/x-vcard text/directory application/vcard", words},
    {"eml", "message/rfc822 application/eml message/global", words},
    {"msg", "application/vnd.ms-outlook application/x-msg application/msoutlook", {ole2}, true},
    {"exe dll scr",
     "application/vnd.microsoft.portable-executable application/x-msdownload "
     "application/x-dosexec application/x-msdos-program application/exe application/x-exe",
     {windows_program}},
};

#undef OOXML
#undef ODF

bool has_word(std::string_view words_of_row, std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = words_of_row.find(word); at != std::string_view::npos;
       at = words_of_row.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words_of_row[at - 1] == ' ') &&
        (end == words_of_row.size() || words_of_row[end] == ' '))
      return true;
  }
  return false;
}

const FileType* find(std::string_view FileType::*column, std::string_view word) {
  const auto row =
      std::ranges::find_if(table, [&](const FileType& t) { return has_word(t.*column, word); });
  return row == std::end(table) ? nullptr : row;
}

}  // namespace

const FileType* file_type_of_extension(std::string_view extension) {
  return find(&FileType::extensions, extension);
}

const FileType* file_type_of_media_type(std::string_view type) {
  return find(&FileType::types, type);
}

bool fits(const FileType& file, std::string_view media_type) {
  return has_word(file.types, media_type);
}

bool is_generic_type(std::string_view media_type) {
  constexpr std::string_view generic =
      "application/octet-stream application/octetstream application/x-octet-stream "
      "application/binary application/unknown application/x-unknown application/download "
      "application/x-download application/force-download application/x-force-download "
      "application/x-unknown-content-type application/data application/file "
      "application/attachment binary/octet-stream application/oct-stream";
  return has_word(generic, media_type);
}

FileFormat format_of(const Facts& facts, std::uint32_t part) {
  return sniff_format(facts.decoded_body(part).octets.text());
}

}  // namespace maillint
