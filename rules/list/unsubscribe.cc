// Rules list-missing-unsubscribe, list-one-click-missing, list-one-click-no-https: can readers of
// bulk mail leave with one click?
#include <algorithm>

#include "lint/ascii.h"
#include "rules/edits.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view missing_references[] = {"RFC 2369 3.2",
                                                   "Gmail: Email sender guidelines (81126)"};
constexpr std::string_view one_click_references[] = {"RFC 8058 3.1",
                                                     "Gmail: Email sender guidelines (81126)"};
constexpr std::string_view programmes[] = {"gmail-bulk", "yahoo"};

/// The field that makes it bulk mail, to point at where another one is missing.
Span sign_of_bulk(const Message& message) {
  for (const FieldId id : {FieldId::list_id, FieldId::list_post, FieldId::feedback_id,
                           FieldId::precedence, FieldId::from}) {
    if (const Field* field = message.find(id)) return span_of(field->name.begin, field->body.end);
  }
  return span_of(message.parts()[0].header.begin, message.parts()[0].header.begin);
}

bool has_scheme(const Facts& facts, const Field& field, std::string_view scheme) {
  const std::vector<ListUri> uris = facts.list_uris(field);
  return std::ranges::any_of(
      uris, [&](const ListUri& uri) { return ascii::starts_with(uri.uri, scheme); });
}

/// Perhaps a list whose members leave it by other ways ("Precedence: list"), or a single message
/// through a bulk mailer's servers (Feedback-ID), and no other sign.
bool is_doubtful(const Message& message) {
  if (message.has(FieldId::list_id) || message.has(FieldId::list_post)) return false;
  const Field* precedence = message.find(FieldId::precedence);
  if (precedence == nullptr) return message.has(FieldId::feedback_id);
  return ascii::equal(message.text(message.trimmed(*precedence)), "list");
}

void missing(const Message& message, const Facts&, const Settings& settings,
             const Reporter& report) {
  if (message.has(FieldId::list_unsubscribe) || settings.kind == Kind::report) return;
  report.as(is_doubtful(message) ? Severity::warning : Severity::error, sign_of_bulk(message),
            {.message = "bulk mail without List-Unsubscribe", .evidence = {}});
}

void one_click_missing(const Message& message, const Facts& facts, const Settings&,
                       const Reporter& report) {
  const Field* field = message.find(FieldId::list_unsubscribe);
  if (field == nullptr) return;  // list-missing-unsubscribe reports these
  if (message.has(FieldId::list_unsubscribe_post)) return;
  report(message.trimmed(*field), has_scheme(facts, *field, "https:")
                                      ? "no List-Unsubscribe-Post beside it"
                                      : "no https address and no List-Unsubscribe-Post");
}

void one_click_no_https(const Message& message, const Facts& facts, const Settings&,
                        const Reporter& report) {
  const Field* field = message.find(FieldId::list_unsubscribe);
  if (field == nullptr || !message.has(FieldId::list_unsubscribe_post)) return;
  if (has_scheme(facts, *field, "https:")) return;
  report(message.trimmed(*field), "one click needs an https address here");
}

/// Not safe: whether the address takes a POST, or is a page to read, the message does not say.
std::vector<Edit> add_post(const Finding&, const Facts& facts) {
  const Field* field = facts.message().find(FieldId::list_unsubscribe);
  if (field == nullptr || !has_scheme(facts, *field, "https:")) return {};
  return {
      after_field(facts.message(), *field, "List-Unsubscribe-Post: List-Unsubscribe=One-Click")};
}

}  // namespace

constinit const Rule list_missing_unsubscribe{
    .id = "list-missing-unsubscribe",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .profiles = {Profile::bulk},
    .summary = "Bulk mail without a List-Unsubscribe field",
    .why =
        "Gmail, Yahoo and Outlook.com ask bulk senders for it; without the button readers press "
        "\"spam\" instead, which hurts all your mail.",
    .remedy =
        "Add List-Unsubscribe with an https address, and "
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click.",
    .references = missing_references,
    .required_by = programmes,
    .check = missing,
};

constinit const Rule list_one_click_missing{
    .id = "list-one-click-missing",
    .severity = Severity::warning,
    .criterion = Criterion::bulk,
    .profiles = {Profile::bulk},
    .summary = "Unsubscribing takes more than one click",
    .why =
        "Gmail and Yahoo require one-click unsubscribe of those who send over 5,000 messages a "
        "day; others profit from it too.",
    .remedy =
        "Put an https address that takes a POST into List-Unsubscribe, and add "
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click.",
    .references = one_click_references,
    .required_by = programmes,
    .fix = {.title = "Add List-Unsubscribe-Post", .safe = false, .edits = add_post},
    .check = one_click_missing,
};

constinit const Rule list_one_click_no_https{
    .id = "list-one-click-no-https",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .profiles = {Profile::bulk},
    .summary = "One-click unsubscribe announced, but there is no https address",
    .why =
        "Mail services send the click as a POST to an https address; without one they show no "
        "button.",
    .remedy = "Add an address that begins with https:// to List-Unsubscribe.",
    .references = one_click_references,
    .required_by = programmes,
    .check = one_click_no_https,
};

}  // namespace maillint::rules
