// Rules attachment-executable, attachment-double-extension, attachment-disk-image: files that
// receivers refuse by their name.
#include <fmt/format.h>

#include <algorithm>

#include "rules/attachment/place.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view executable_references[] = {"Gmail, file types blocked",
                                                      "Outlook, blocked attachments"};
constexpr std::string_view double_references[] = {"rspamd MIME_DOUBLE_BAD_EXTENSION"};
constexpr std::string_view image_references[] = {"Gmail, file types blocked",
                                                 "SpamAssassin T_ISO_ATTACH"};

/// Those that mail programs mount or open as a drive.
constexpr std::string_view images[] = {"img", "iso", "vhd", "vhdx", "dmg"};
/// What people take a file for when more follows.
constexpr std::string_view harmless[] = {
    "avi", "bmp", "csv", "doc", "docx", "gif", "htm", "html", "jpg", "jpeg", "mov", "mp3",  "mp4",
    "odt", "pdf", "png", "ppt", "pptx", "rtf", "tif", "tiff", "txt", "wav",  "xls", "xlsx", "zip"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// "Re: example.com" names a text, no program.
bool is_program(const Attachment& file, const Message& message) {
  if (is_one_of(images, file.extension)) return false;
  if (lists::executable_extension(file.extension).empty()) return false;
  return file.extension != "com" || !message.parts()[file.part].type.starts_with("text/");
}

void check_executable(const Message& message, const Facts& facts, const Settings&,
                      const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    if (!is_program(file, message)) continue;
    const bool gmail =
        lists::executable_extension(file.extension).find("gmail") != std::string_view::npos;
    report.as(gmail ? Severity::error : Severity::warning, place_of(file),
              {.message = fmt::format("\".{}\" files run code; {} refuse{} them", file.extension,
                                      gmail ? "Gmail" : "Outlook and Exchange", gmail ? "s" : ""),
               .evidence = std::string(file.filename)});
  }
}

void check_double(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    if (!is_program(file, message)) continue;
    const std::string_view stem = file.filename.substr(0, file.filename.find_last_of('.'));
    const std::string inner = file_extension(stem);
    if (!is_one_of(harmless, inner)) continue;
    report(place_of(file), {.message = fmt::format("\".{}\" is shown before the real \".{}\"",
                                                   inner, file.extension),
                            .evidence = std::string(file.filename)});
  }
}

void check_image(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    if (!is_one_of(images, file.extension)) continue;
    report(place_of(file), {.message = fmt::format("\".{}\" is a disk image", file.extension),
                            .evidence = std::string(file.filename)});
  }
}

}  // namespace

constinit const Rule attachment_executable{
    .id = "attachment-executable",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Attached file runs code",
    .why = "Viruses travel so. Gmail and Outlook refuse or block such files, whatever is in them.",
    .remedy = "Put the file on a server and send the link.",
    .references = executable_references,
    .check = check_executable,
};

constinit const Rule attachment_double_extension{
    .id = "attachment-double-extension",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Attached program is named like a document",
    .why =
        "Windows hides the last extension, so the program is taken for the document. Virus filters "
        "refuse such names.",
    .remedy = "Send the document itself, with one extension.",
    .references = double_references,
    .check = check_double,
};

constinit const Rule attachment_disk_image{
    .id = "attachment-disk-image",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Attached file is a disk image",
    .why =
        "Files inside a disk image escape the warning for downloads, so viruses are sent that way. "
        "Gmail refuses it.",
    .remedy = "Put the image on a server and send the link, or attach the files in it.",
    .references = image_references,
    .check = check_image,
};

}  // namespace maillint::rules
