// Rules attachment-macro-document, attachment-html, attachment-encrypted-pdf,
// attachment-winmail-dat: documents that filters or recipients stumble over.
#include <fmt/format.h>

#include <algorithm>

#include "lint/archive.h"
#include "lint/ascii.h"
#include "rules/attachment/file_type.h"
#include "rules/attachment/place.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view macro_references[] = {"Microsoft 365, macros from the internet"};
constexpr std::string_view html_references[] = {"SpamAssassin T_HTML_ATTACH"};
constexpr std::string_view pdf_references[] = {"SpamAssassin GMD_PDF_ENCRYPTED",
                                               "ISO 32000-1 7.6.1"};
constexpr std::string_view tnef_references[] = {"Microsoft, winmail.dat (TNEF)"};

/// Formats made for macros: add-ins, and the "m" beside docx, xlsx and pptx.
bool is_macro_extension(std::string_view extension) {
  static constexpr std::string_view all[] = {"docm", "dotm", "xlsm", "xltm", "xlam",
                                             "xla",  "pptm", "potm", "ppsm", "ppam",
                                             "ppa",  "sldm", "vsdm", "vstm"};
  return std::ranges::find(all, extension) != std::end(all);
}

/// What the file shows of macros, "" if nothing.
std::string macros_of(const Attachment& file, const std::string& type, std::string_view octets) {
  const Archive archive = read_archive(octets);
  for (const ArchiveEntry& entry : archive.entries) {
    if (ascii::ends_with(entry.name, "vbaProject.bin")) return "holds macros (vbaProject.bin)";
    const std::string extension = file_extension(entry.name);
    if (is_macro_extension(extension)) return fmt::format("holds \"{}\"", entry.name);
  }
  if (sniff_format(octets) == FileFormat::ole2 && has_ole2_macros(octets)) return "holds macros";
  if (is_macro_extension(file.extension))
    return fmt::format("\".{}\" is a format for macros", file.extension);
  if (type.ends_with(".macroenabled.12") && type.find(".binary.") == std::string::npos)
    return fmt::format("{} is a format for macros", type);
  return {};
}

void check_macros(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    std::string words = macros_of(file, message.parts()[file.part].type,
                                  facts.decoded_body(file.part).octets.text());
    if (words.empty()) continue;
    report(place_of(file), {.message = std::move(words), .evidence = std::string(file.filename)});
  }
}

bool is_html_file(const Attachment& file, const Message& message, const Facts& facts) {
  static constexpr std::string_view all[] = {"htm", "html", "xhtml", "shtml", "xht", "hta"};
  const Part& part = message.parts()[file.part];
  if (std::ranges::find(all, file.extension) != std::end(all)) return true;
  if (part.type == "text/html" || part.type == "application/xhtml+xml") return true;
  return file.extension.empty() && is_generic_type(part.type) &&
         format_of(facts, file.part) == FileFormat::html;
}

void check_html(const Message& message, const Facts& facts, const Settings&,
                const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    if (!is_html_file(file, message, facts)) continue;
    report(place_of(file),
           {.message = file.filename.empty() ? "an HTML page as a file"
                                             : "an HTML page as a file: browsers "
                                               "open it outside of the mail program",
            .evidence = std::string(file.filename)});
  }
}

void check_pdf(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string_view octets = facts.decoded_body(file.part).octets.text();
    if (sniff_format(octets) != FileFormat::pdf || !is_encrypted_pdf(octets)) continue;
    report(place_of(file), {.message = {}, .evidence = std::string(file.filename)});
  }
}

void check_tnef(const Message& message, const Facts& facts, const Settings&,
                const Reporter& report) {
  for (const Attachment& file : facts.attachments()) {
    const std::string& type = message.parts()[file.part].type;
    const bool tnef = type == "application/ms-tnef" || type == "application/vnd.ms-tnef" ||
                      ascii::equal(file.filename, "winmail.dat") ||
                      format_of(facts, file.part) == FileFormat::tnef;
    if (tnef) report(place_of(file), {.message = {}, .evidence = std::string(file.filename)});
  }
}

}  // namespace

constinit const Rule attachment_macro_document{
    .id = "attachment-macro-document",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Attached document can hold macros",
    .why =
        "Macros from mail are a usual way of viruses: Office blocks them, and many servers refuse "
        "such documents.",
    .remedy = "Send it as .docx, .xlsx, .pptx or PDF.",
    .references = macro_references,
    .check = check_macros,
};

constinit const Rule attachment_html{
    .id = "attachment-html",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Attached file is an HTML page",
    .why =
        "Forged login pages come so, since no link can be checked. Filters score, hold or strip "
        "such files.",
    .remedy = "Send a PDF document, or a link to the page.",
    .references = html_references,
    .check = check_html,
};

constinit const Rule attachment_encrypted_pdf{
    .id = "attachment-encrypted-pdf",
    .severity = Severity::info,
    .criterion = Criterion::content,
    .summary = "Attached PDF document is encrypted",
    .why = "Virus filters cannot read it; some hold such documents back.",
    .remedy = "Send it without a password where its content allows.",
    .references = pdf_references,
    .check = check_pdf,
};

constinit const Rule attachment_winmail_dat{
    .id = "attachment-winmail-dat",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Message in Outlook's own format (winmail.dat)",
    .why =
        "Only Outlook reads it. Others see a file winmail.dat, and the attachments inside are lost "
        "to them.",
    .remedy = "Let Outlook or Exchange send to the internet as HTML or plain text.",
    .references = tnef_references,
    .check = check_tnef,
};

}  // namespace maillint::rules
