// Rules dkim-expired, dkim-future-timestamp, dkim-no-expiry-replay: when a signature counts.
#include <fmt/format.h>

#include <algorithm>

#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 6376 3.5"};
constexpr std::string_view replay_references[] = {"RFC 6376 8.6", "M3AAWG: DKIM replay (2023)"};

constexpr std::int64_t hour = 3'600;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t longest_life = 14 * day;

std::string in_words(std::int64_t seconds) {
  if (seconds >= 2 * day) return fmt::format("{} days", seconds / day);
  if (seconds >= 2 * hour) return fmt::format("{} hours", seconds / hour);
  return fmt::format("{} minutes", seconds / 60);
}

/// Over when the message arrived; for mail that nobody received yet, by the clock.
bool is_over(const DkimSignature& signature, std::int64_t reference) {
  return signature.expires && *signature.expires < reference;
}

void expired(const Message&, const Facts& facts, const Settings& settings, const Reporter& report) {
  const std::int64_t reference = arrival_or_now(facts, settings);
  const std::span<const DkimSignature> all = facts.dkim_signatures();
  for (const DkimSignature& signature : all) {
    if (!signature.expires) continue;
    if (signature.signed_at && *signature.expires <= *signature.signed_at) {
      report(tag_span(signature, "x"), "x= is not later than t=");
      continue;
    }
    if (!is_over(signature, reference)) continue;
    // A list that sends on days later signs anew.
    const bool another = std::ranges::any_of(all, [&](const DkimSignature& other) {
      return &other != &signature && !is_over(other, reference);
    });
    report.as(another ? Severity::info : Severity::error, tag_span(signature, "x"),
              {.message = fmt::format("over {} before {}", in_words(reference - *signature.expires),
                                      arrival(facts) ? "the message arrived" : "now"),
               .evidence = {}});
  }
}

void future(const Message&, const Facts& facts, const Settings& settings, const Reporter& report) {
  const std::int64_t reference = arrival_or_now(facts, settings);
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (!signature.signed_at || *signature.signed_at <= reference + hour) continue;
    report(tag_span(signature, "t"),
           fmt::format("{} after {}", in_words(*signature.signed_at - reference),
                       arrival(facts) ? "the message arrived" : "now"));
  }
}

void no_expiry(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  const DkimSignature* signature = main_signature(facts);
  if (signature == nullptr ||
      (!facts.message().has(FieldId::list_unsubscribe) && !facts.message().has(FieldId::list_id) &&
       !facts.message().has(FieldId::feedback_id) && !facts.message().has(FieldId::precedence)))
    return;
  if (signature->signed_at && signature->expires) {
    const std::int64_t life = *signature->expires - *signature->signed_at;
    if (life > longest_life)
      report(tag_span(*signature, "x"), fmt::format("valid for {}", in_words(life)));
    return;
  }
  // Most bulk mailers sign so, and nobody refuses it.
  if (!signature->signed_at && !signature->expires)
    report.as(Severity::info, signature->field->name,
              {.message = "neither t= nor x=: valid as long as the key is", .evidence = {}});
}

}  // namespace

constinit const Rule dkim_expired{
    .id = "dkim-expired",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "The signature had expired",
    .why = "Receivers treat a signature whose x= is past as if there were none.",
    .remedy = "Give signatures some days of life, and look for what delays the message.",
    .references = references,
    .check = expired,
};

constinit const Rule dkim_future_timestamp{
    .id = "dkim-future-timestamp",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The signature is dated in the future",
    .why = "Verifiers may ignore a signature from the future; the clock of the signer is wrong.",
    .remedy = "Synchronize the clock of the signing host (NTP).",
    .references = references,
    .check = future,
};

constinit const Rule dkim_no_expiry_replay{
    .id = "dkim-no-expiry-replay",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .profiles = {Profile::bulk},
    .summary = "The signature is valid for more than two weeks",
    .why =
        "Spammers send signed newsletters again to millions, in the name of the signer, for as "
        "long as the signature holds.",
    .remedy = "Sign with t= and an x= a few days later.",
    .references = replay_references,
    .check = no_expiry,
};

}  // namespace maillint::rules
