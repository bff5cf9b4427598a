// Rules attachment-encrypted-zip, attachment-exe-in-zip: what the directory of an archive tells.
#include "lint/archive.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/attachment/place.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view encrypted_references[] = {"rspamd MIME_ENCRYPTED_ARCHIVE"};
constexpr std::string_view executable_references[] = {"Gmail, file types blocked"};

/// Calls `visit(file, archive)` for each attachment that is an archive.
template <typename Visit>
void for_each_archive(const Facts& facts, Visit visit) {
  for (const Attachment& file : facts.attachments()) {
    const Archive archive = read_archive(facts.decoded_body(file.part).octets.text());
    if (archive.known) visit(file, archive);
  }
}

void check_encrypted(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for_each_archive(facts, [&](const Attachment& file, const Archive& archive) {
    if (!archive.is_encrypted()) return;
    const auto entry = std::ranges::find_if(archive.entries, &ArchiveEntry::encrypted);
    report(place_of(file), {.message = entry == archive.entries.end()
                                           ? std::string("the whole archive is encrypted")
                                           : fmt::format("\"{}\" in it is encrypted", entry->name),
                            .evidence = std::string(file.filename)});
  });
}

/// Programs made for Java or Android are archives of programs, and known by their own extension.
bool is_program_itself(const Attachment& file) {
  return !lists::executable_extension(file.extension).empty();
}

/// Gmail looks into archives for the same extensions as outside of them.
bool is_refused(const ArchiveEntry& entry) {
  if (entry.name.ends_with('/') || entry.name.ends_with('\\')) return false;
  const std::string extension = file_extension(entry.name);
  return lists::executable_extension(extension).find("gmail") != std::string_view::npos;
}

/// Office documents and e-books are ZIP archives too; scripts inside them do not run.
bool is_document(const Archive& archive) {
  return std::ranges::any_of(archive.entries, [](const ArchiveEntry& entry) {
    return !entry.inner && (entry.name == "[Content_Types].xml" || entry.name == "mimetype");
  });
}

void check_executable(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for_each_archive(facts, [&](const Attachment& file, const Archive& archive) {
    if (is_program_itself(file) || is_document(archive)) return;
    const auto entry = std::ranges::find_if(archive.entries, is_refused);
    if (entry == archive.entries.end()) return;
    report(place_of(file),
           {.message = fmt::format("holds \"{}\", a file that runs code", entry->name),
            .evidence = std::string(file.filename)});
  });
}

}  // namespace

constinit const Rule attachment_encrypted_zip{
    .id = "attachment-encrypted-zip",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Attached archive is encrypted",
    .why =
        "Virus filters cannot look inside, so many servers hold or refuse it. Viruses are sent "
        "that way, with the password in the text.",
    .remedy = "Put the file on a server with a login, or send it by encrypted mail.",
    .references = encrypted_references,
    .check = check_encrypted,
};

constinit const Rule attachment_exe_in_zip{
    .id = "attachment-exe-in-zip",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Attached archive holds a file that runs code",
    .why = "Gmail and virus filters look into archives, and refuse the message for it.",
    .remedy = "Put the file on a server and send the link.",
    .references = executable_references,
    .check = check_executable,
};

}  // namespace maillint::rules
