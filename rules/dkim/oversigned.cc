// Rules dkim-not-oversigned, dkim-header-added-after-signing: how often h= names a field, and how
// often it stands in the message.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 6376 8.15", "RFC 6376 5.4.2",
                                           "Chen et al., USENIX Security 2020, 6"};

struct Single {
  FieldId id;
  std::string_view name;  // in lower case
};

/// Fields that occur once, and that clients show or obey.
constexpr Single singles[] = {{FieldId::from, "from"},
                              {FieldId::to, "to"},
                              {FieldId::cc, "cc"},
                              {FieldId::subject, "subject"},
                              {FieldId::date, "date"},
                              {FieldId::reply_to, "reply-to"},
                              {FieldId::content_type, "content-type"},
                              {FieldId::mime_version, "mime-version"},
                              {FieldId::content_transfer_encoding, "content-transfer-encoding"}};
constexpr std::size_t shown_singles = 7;  // those before MIME-Version

std::vector<const Field*> occurrences(const Message& message, FieldId id) {
  std::vector<const Field*> found;
  if (!message.has(id)) return found;
  for (const Field& field : message.fields()) {
    if (field.id == id) found.push_back(&field);
  }
  return found;
}

std::size_t most_signed(const Facts& facts, std::string_view name) {
  std::size_t most = 0;
  for (const DkimSignature& s : facts.dkim_signatures())
    most = std::max(most, s.times_signed(name));
  return most;
}

/// Signs some field more often than it stands there, by naming it twice.
bool oversigns_any(const Message& message, const Facts& facts) {
  return std::ranges::any_of(singles, [&](const Single& single) {
    const std::size_t times = most_signed(facts, single.name);
    return times >= 2 && times > occurrences(message, single.id).size();
  });
}

void not_oversigned(const Message& message, const Facts& facts, const Settings&,
                    const Reporter& report) {
  const DkimSignature* signature = main_signature(facts);
  if (signature == nullptr || !is_signed(facts, "from")) return;  // dkim-from-not-signed
  std::string names;
  bool with_from = false;
  for (std::size_t i = 0; i < shown_singles; ++i) {
    const Single& single = singles[i];
    const std::size_t times = most_signed(facts, single.name);
    if (times == 0 || times > occurrences(message, single.id).size()) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", field_name(single.id));
    with_from = with_from || single.id == FieldId::from;
  }
  if (!with_from) return;  // Clients believe From before all others.
  // Most signers name each field once. Who names others twice forgot the one that matters.
  report.as(oversigns_any(message, facts) ? Severity::warning : Severity::info,
            tag_span(*signature, "h"),
            {.message = fmt::format("one more {} could be put on top", names), .evidence = {}});
}

void added_after(const Message& message, const Facts& facts, const Settings&,
                 const Reporter& report) {
  if (facts.dkim_signatures().empty()) return;
  for (const Single& single : singles) {
    const std::size_t times = most_signed(facts, single.name);
    if (times == 0) continue;
    const std::vector<const Field*> found = occurrences(message, single.id);
    // Signed are the lowest ones (RFC 6376 5.4.2).
    for (std::size_t i = 0; i + times < found.size(); ++i) {
      report(Span{found[i]->name.begin, found[i]->body.end},
             fmt::format("{} stands {} times, and {} {} signed", field_name(single.id),
                         found.size(), times, times == 1 ? "is" : "are"));
    }
  }
}

}  // namespace

constinit const Rule dkim_not_oversigned{
    .id = "dkim-not-oversigned",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "A second From could be added without breaking the signature",
    .why =
        "The signature covers the lowest From only; clients that show the upper one show a "
        "forged author under a valid signature. It is a warning where other fields are "
        "protected and From is not, else a note.",
    .remedy =
        "Name From, To, Cc, Subject, Date, Reply-To and Content-Type once more than they "
        "occur (OpenDKIM: OversignHeaders).",
    .references = references,
    .check = not_oversigned,
};

constinit const Rule dkim_header_added_after_signing{
    .id = "dkim-header-added-after-signing",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "A field stands there more often than it is signed",
    .why =
        "The upper one was added after signing: the signature stays valid, and readers see what "
        "nobody signed.",
    .remedy =
        "Find who adds the field; keep the lower one, and sign it twice so that an added one "
        "breaks the signature.",
    .references = references,
    .check = added_after,
};

}  // namespace maillint::rules
