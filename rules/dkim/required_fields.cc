// Rules dkim-from-not-signed, dkim-one-click-not-signed: fields that must be signed.
#include <string>

#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view from_references[] = {"RFC 6376 5.4"};
constexpr std::string_view one_click_references[] = {"RFC 8058 4"};
constexpr std::string_view programmes[] = {"gmail-bulk", "yahoo"};

void from(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (signature.signed_names.empty()) continue;  // dkim-tag-missing reports these
    if (!signature.covers("from")) report(tag_span(signature, "h"), "h= does not name From");
  }
}

void one_click(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  const DkimSignature* signature = main_signature(facts);
  if (signature == nullptr || !message.has(FieldId::list_unsubscribe) ||
      !message.has(FieldId::list_unsubscribe_post))
    return;
  std::string names;
  if (!is_signed(facts, "list-unsubscribe")) names = "List-Unsubscribe";
  if (!is_signed(facts, "list-unsubscribe-post"))
    names += names.empty() ? "List-Unsubscribe-Post" : ", List-Unsubscribe-Post";
  if (!names.empty()) report(tag_span(*signature, "h"), "h= does not name " + names);
}

}  // namespace

constinit const Rule dkim_from_not_signed{
    .id = "dkim-from-not-signed",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "The signature does not cover From",
    .why = "From must be signed; receivers treat such a signature as invalid.",
    .remedy = "Add from to the signed fields, best twice.",
    .references = from_references,
    .check = from,
};

constinit const Rule dkim_one_click_not_signed{
    .id = "dkim-one-click-not-signed",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "The one-click unsubscribe fields are not signed",
    .why = "Mail services offer the button only if a valid signature covers both fields.",
    .remedy = "Add list-unsubscribe and list-unsubscribe-post to the signed fields.",
    .references = one_click_references,
    .required_by = programmes,
    .check = one_click,
};

}  // namespace maillint::rules
