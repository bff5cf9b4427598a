// Rules attachment-type-mismatch, attachment-ext-mismatch, attachment-generic-type: declared type,
// extension and content of a file.
#include <fmt/format.h>

#include "rules/attachment/file_type.h"
#include "rules/attachment/place.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view mismatch_references[] = {"RFC 2046", "rspamd MIME_BAD_ATTACHMENT"};
constexpr std::string_view generic_references[] = {"RFC 2046 4.5.1", "SpamAssassin T_OBFU_*"};

/// Shorter texts may stand for a file in a test.
constexpr std::size_t shortest_text = 24;

/// Whether a file of that format is none of `expected`.
bool contradicts(const FileType& expected, FileFormat format, std::string_view octets) {
  if (format == FileFormat::unknown || expected.formats.bits == 0) return false;
  if (expected.formats.has(format)) return false;
  if (format == FileFormat::text) return expected.has_sign && octets.size() >= shortest_text;
  return true;
}

void check_content(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string& type = message.parts()[file.part].type;
    // Of a part without a readable Content-Type the name alone says something.
    const bool by_name = is_generic_type(type) || facts.content_type(file.part).value != type;
    const FileType* expected =
        by_name ? file_type_of_extension(file.extension) : file_type_of_media_type(type);
    // "application/vnd.ms-excel" also stands for CSV: what the extension says is exacter.
    const FileType* named = file_type_of_extension(file.extension);
    if (named != nullptr && fits(*named, type)) expected = named;
    if (expected == nullptr) continue;
    const std::string_view octets = facts.decoded_body(file.part).octets.text();
    const FileFormat format = sniff_format(octets);
    if (!contradicts(*expected, format, octets)) continue;
    const Span declared = facts.content_type(file.part).value_span;
    const std::string claim = by_name ? fmt::format("named \".{}\"", file.extension)
                                      : fmt::format("declared as {}", type);
    report(Place{.source = by_name || declared.empty() ? file.source : declared, .part = file.part},
           {.message = fmt::format("{}, but the content is {}", claim, name(format)),
            .evidence = by_name ? std::string(file.filename) : type});
  }
}

/// Source code, patches and the like are sent as plain text whatever they are called.
bool is_text_by_another_name(const FileType& named, std::string_view type) {
  const bool textual = named.formats.has(FileFormat::text);
  return textual && type.starts_with("text/") &&
         (type == "text/plain" || fits(named, "text/plain"));
}

void check_extension(const Message& message, const Facts& facts, const Settings&,
                     const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string& type = message.parts()[file.part].type;
    const FileType* named = file_type_of_extension(file.extension);
    const FileType* declared = file_type_of_media_type(type);
    if (named == nullptr || declared == nullptr || fits(*named, type)) continue;
    if (facts.content_type(file.part).value != type) continue;  // "text/plain" by default only
    if (is_text_by_another_name(*named, type)) continue;
    // A document in a ZIP archive is one, only less exactly said.
    if (type.find("zip") != std::string_view::npos && named->formats.has(FileFormat::zip)) continue;
    report(place_of(file),
           {.message = fmt::format("\".{}\" is not the extension of {}", file.extension, type),
            .evidence = std::string(file.filename)});
  }
}

void check_generic(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string& type = message.parts()[file.part].type;
    if (!is_generic_type(type)) continue;
    const FileType* named = file_type_of_extension(file.extension);
    if (named == nullptr || named->formats.has(FileFormat::windows_program)) continue;
    const Span place = facts.content_type(file.part).value_span;
    report(Place{.source = place.empty() ? file.source : place, .part = file.part},
           {.message =
                fmt::format("{}; a \".{}\" file is {}", type, file.extension, named->registered()),
            .evidence = type});
  }
}

}  // namespace

constinit const Rule attachment_type_mismatch{
    .id = "attachment-type-mismatch",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Attachment is something else than its type says",
    .why =
        "Mail programs open it with the wrong program, or refuse it. Viruses are disguised so, and "
        "filters act on it.",
    .remedy = "Declare the type that the content has, or attach the right file.",
    .references = mismatch_references,
    .check = check_content,
};

constinit const Rule attachment_ext_mismatch{
    .id = "attachment-ext-mismatch",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Extension of the file does not fit its declared type",
    .why =
        "Some programs go by the extension, others by the type, so the same file opens in "
        "different ways. Filters count it as a disguise.",
    .remedy = "Declare the type that belongs to the extension.",
    .references = mismatch_references,
    .check = check_extension,
};

constinit const Rule attachment_generic_type{
    .id = "attachment-generic-type",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "Attachment of a known kind is declared as mere octets",
    .why = "Phones and webmail then offer no preview, only to save the file.",
    .remedy = "Declare the type of the file: application/pdf for a PDF document.",
    .references = generic_references,
    .check = check_generic,
};

}  // namespace maillint::rules
