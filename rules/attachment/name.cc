// Rules attachment-rtl-override-name, attachment-filename-path, attachment-name-mismatch: file
// names that deceive or are read in two ways.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "rules/attachment/place.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view rtl_references[] = {"rspamd MIME_BAD_UNICODE"};
constexpr std::string_view path_references[] = {"RFC 2183 2.3", "RFC 2183 5"};
constexpr std::string_view mismatch_references[] = {"RFC 2183 2.3", "RFC 2045 5.1"};

void check_rtl(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string_view name = file.filename;
    for (std::size_t i = 0; i < name.size();) {
      const utf8::CodePoint c = utf8::decode(name, i);
      i += c.length;
      if (!utf8::is_bidi_control(c.value)) continue;
      report(place_of(file),
             {.message = fmt::format("U+{:04X} turns the letters of the file name around",
                                     static_cast<unsigned>(c.value)),
              .evidence = std::string(name)});
      break;
    }
  }
}

void check_path(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    if (file.filename.find_first_of("/\\") == std::string_view::npos) continue;
    report(place_of(file),
           {.message = "the file name holds a path", .evidence = std::string(file.filename)});
  }
}

void check_mismatch(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string_view name = facts.content_type(file.part).parameter("name");
    const std::string_view filename = facts.content_disposition(file.part).parameter("filename");
    if (name.empty() || filename.empty() || ascii::equal(name, filename)) continue;
    report(place_of(file),
           {.message = fmt::format("filename says \"{}\", name says \"{}\"", filename, name),
            .evidence = std::string(filename)});
  }
}

}  // namespace

constinit const Rule attachment_rtl_override_name{
    .id = "attachment-rtl-override-name",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "File name is written backwards by a control character",
    .why = "\"cod.exe\" then reads as \"exe.doc\". Virus filters refuse such names.",
    .remedy = "Type the file name again, without control characters.",
    .references = rtl_references,
    .check = check_rtl,
};

constinit const Rule attachment_filename_path{
    .id = "attachment-filename-path",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "File name holds a path",
    .why =
        "A path tells about the sender's machine, and could overwrite files of the recipient's. "
        "Mail programs cut or refuse it.",
    .remedy = "Give the name alone.",
    .references = path_references,
    .check = check_path,
};

constinit const Rule attachment_name_mismatch{
    .id = "attachment-name-mismatch",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Attachment has two different file names",
    .why =
        "Mail program and virus filter may each take another one, which filters count as a "
        "trick.",
    .remedy =
        "Give the same name in Content-Type and Content-Disposition, or leave the former "
        "out.",
    .references = mismatch_references,
    .check = check_mismatch,
};

}  // namespace maillint::rules
