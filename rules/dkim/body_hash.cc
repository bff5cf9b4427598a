// Rules dkim-body-hash-mismatch, dkim-line-ending-dependence: does the body still fit bh=?
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view mismatch_references[] = {"RFC 6376 3.7"};
constexpr std::string_view ending_references[] = {"RFC 6376 5.3"};

bool may_be_hashed(const DkimSignature& signature) {
  return ascii::ends_with(signature.tags.value("a"), "-sha256");
}

std::string explanation(const Message& message, const BodyHash& hash) {
  if (!hash.appended.empty()) {
    const auto line = message.source().position(hash.appended.begin).line;
    return fmt::format("what stands from line {} on was appended after signing", line);
  }
  if (hash.other_canonicalization) return "it matches with the other body form in c=";
  return "the body was changed after signing";
}

void mismatch(const Message& message, const Facts& facts, const Settings& settings,
              const Reporter& report) {
  // Where the body fits another signature, who signed last changed it: a list does.
  const std::span<const DkimSignature> all = facts.dkim_signatures();
  const auto fits = [&](const DkimSignature& signature) {
    return may_be_hashed(signature) &&
           facts.body_hash(signature).state != BodyHash::State::differs &&
           facts.body_hash(signature).state != BodyHash::State::unknown;
  };
  const bool one_fits = std::ranges::any_of(all, fits);
  const bool is_expected = one_fits || (settings.profile != Profile::bulk && is_forwarded(message));
  for (const DkimSignature& signature : all) {
    if (!may_be_hashed(signature)) continue;
    const BodyHash& hash = facts.body_hash(signature);
    if (hash.state != BodyHash::State::differs) continue;
    report.as(is_expected ? Severity::info : Severity::warning, tag_span(signature, "bh"),
              {.message = explanation(message, hash), .evidence = {}});
  }
}

void line_endings(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (!may_be_hashed(signature)) continue;
    const BodyHash::State state = facts.body_hash(signature).state;
    if (state == BodyHash::State::matches_with_crlf)
      report(tag_span(signature, "bh"), "matches only if each bare LF is read as CRLF");
    if (state == BodyHash::State::matches_verbatim)
      report(tag_span(signature, "bh"), "matches only if bare LF is kept");
  }
}

}  // namespace

constinit const Rule dkim_body_hash_mismatch{
    .id = "dkim-body-hash-mismatch",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The body does not fit its signature",
    .why = "It was changed after signing, so the signature fails, and DMARC with it.",
    .remedy =
        "Sign last: add footers, notices and encodings before. A stored copy may have been "
        "changed by what stored it.",
    .references = mismatch_references,
    .check = mismatch,
};

constinit const Rule dkim_line_ending_dependence{
    .id = "dkim-line-ending-dependence",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The signature depends on how line ends are read",
    .why =
        "Servers differ about bare LF: some refuse it, some turn it into CRLF, and the "
        "signature is valid for some and broken for others.",
    .remedy = "End all lines with CRLF before signing.",
    .references = ending_references,
    .check = line_endings,
};

}  // namespace maillint::rules
