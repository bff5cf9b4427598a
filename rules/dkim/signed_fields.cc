// Rules dkim-subject-to-unsigned, dkim-mime-headers-unsigned: fields that h= leaves out.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view subject_references[] = {"RFC 6376 5.4.1"};
constexpr std::string_view mime_references[] = {"RFC 6376 5.4.1",
                                                "Chen et al., USENIX Security 2020, 6"};

struct Candidate {
  FieldId id;
  std::string_view name;  // in lower case
  bool is_grave;
};

/// Names of fields that the message has and no signature covers.
std::string unsigned_fields(const Message& message, const Facts& facts,
                            std::span<const Candidate> candidates, bool& is_grave) {
  std::string names;
  for (const Candidate& candidate : candidates) {
    if (!message.has(candidate.id) || is_signed(facts, candidate.name)) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", field_name(candidate.id));
    is_grave = is_grave || candidate.is_grave;
  }
  return names;
}

/// Microsoft 365 never signs To, and its customers cannot change that.
bool is_microsoft_form(const DkimSignature& signature) {
  return std::ranges::any_of(signature.signed_names, [](const std::string& name) {
    return name.starts_with("x-ms-exchange-");
  });
}

void subject(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const DkimSignature* signature = main_signature(facts);
  if (signature == nullptr || signature->signed_names.empty()) return;
  const bool with_to = !is_microsoft_form(*signature);
  const Candidate candidates[] = {{FieldId::subject, "subject", true},
                                  {FieldId::to, "to", with_to},
                                  {FieldId::cc, "cc", false},
                                  {FieldId::date, "date", false},
                                  {FieldId::message_id, "message-id", false},
                                  {FieldId::list_unsubscribe, "list-unsubscribe", false}};
  bool is_grave = false;
  const std::string names = unsigned_fields(message, facts, candidates, is_grave);
  if (names.empty()) return;
  // With one click, the unsubscribe fields are dkim-one-click-not-signed's.
  if (names == "List-Unsubscribe" && message.has(FieldId::list_unsubscribe_post)) return;
  report.as(is_grave ? Severity::warning : Severity::info, tag_span(*signature, "h"),
            {.message = "h= does not name " + names, .evidence = {}});
}

void mime(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const DkimSignature* signature = main_signature(facts);
  if (signature == nullptr || signature->signed_names.empty()) return;
  constexpr Candidate candidates[] = {
      {FieldId::content_type, "content-type", true},
      {FieldId::content_transfer_encoding, "content-transfer-encoding", false},
      {FieldId::mime_version, "mime-version", false}};
  bool has_type = false;
  const std::string names = unsigned_fields(message, facts, candidates, has_type);
  if (!has_type) return;  // without Content-Type the body can hardly be turned into another one
  // Many sign none of the three, and Gmail never does; who signs some forgot this one.
  const bool signs_some =
      is_signed(facts, "mime-version") || is_signed(facts, "content-transfer-encoding");
  const bool is_warning = signs_some && !is_google_form(*signature);
  report.as(is_warning ? Severity::warning : Severity::info, tag_span(*signature, "h"),
            {.message = "h= does not name " + names, .evidence = {}});
}

}  // namespace

constinit const Rule dkim_subject_to_unsigned{
    .id = "dkim-subject-to-unsigned",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Fields that readers rely on are not signed",
    .why = "Whoever handles the message can exchange them, and the signature stays valid.",
    .remedy = "Sign Subject, To, Cc, Date, Message-ID and List-Unsubscribe too.",
    .references = subject_references,
    .check = subject,
};

constinit const Rule dkim_mime_headers_unsigned{
    .id = "dkim-mime-headers-unsigned",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Content-Type is not signed",
    .why =
        "Another type or boundary makes clients show another part of the body, and the "
        "signature stays valid.",
    .remedy = "Sign MIME-Version, Content-Type and Content-Transfer-Encoding too.",
    .references = mime_references,
    .check = mime,
};

}  // namespace maillint::rules
