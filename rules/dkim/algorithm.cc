// Rules dkim-sha1, auth-dkim-short-key, dkim-header-simple-canon, dkim-too-many-signatures: how it
// is signed.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/local_hop.h"
#include "rules/receiver_results.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view sha1_references[] = {"RFC 8301 3.1"};
constexpr std::string_view key_references[] = {"RFC 8301 3.2",
                                               "Gmail: Email sender guidelines (81126)"};
constexpr std::string_view simple_references[] = {"RFC 6376 3.4"};
constexpr std::string_view many_references[] = {"RFC 6376 8.4"};

constexpr std::size_t most_signatures = 10;

void sha1(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (ascii::equal(signature.tags.value("a"), "rsa-sha1")) report(tag_span(signature, "a"));
  }
}

/// An RSA signature is as long as the key (RFC 8017 8.2.1); other lengths are no key's.
void short_key(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  constexpr std::size_t key_bits[] = {384, 512, 768, 1024, 1536};
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (!ascii::starts_with(signature.tags.value("a"), "rsa-")) continue;
    const auto digits = base64_digits(signature.tags.value("b"));
    const std::size_t bits = digits ? digits->size() * 6 / 8 * 8 : 0;
    if (std::ranges::find(key_bits, bits) == std::end(key_bits)) continue;
    // Receivers take 1,024 bits still.
    report.as(bits < 1024 ? Severity::warning : Severity::info, tag_span(signature, "b"),
              {.message = fmt::format("made with a key of {} bits", bits), .evidence = {}});
  }
}

std::size_t relays(const Facts& facts) {
  return static_cast<std::size_t>(
      std::ranges::count_if(facts.hops(), [](const Received& hop) { return !is_local_hop(hop); }));
}

/// Octets that servers change on the way: bare LF, and lines that they must cut.
bool is_fragile(const Message& message) {
  if (message.line_end() == LineEnd::mixed) return true;
  constexpr std::size_t longest_line = 998;
  const std::string_view octets = message.octets();
  std::size_t begin = message.parts()[0].body.begin;
  while (begin < octets.size()) {
    const std::size_t end = std::min(octets.find('\n', begin), octets.size());
    if (end - begin > longest_line + 1) return true;
    begin = end + 1;
  }
  return false;
}

void simple(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const AuthenticationMethod* dkim = recorded(facts, "dkim");
  const bool held = dkim != nullptr && ascii::equal(dkim->result, "pass");
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    const bool header = !signature.relaxed_header;
    if (header && relays(facts) == 0) continue;
    if (!header && (signature.relaxed_body || !is_fragile(message))) continue;
    // One step may have left it as it was.
    const bool is_doubtful =
        held || signature.tags.find("c") == nullptr || (header && relays(facts) == 1);
    report.as(is_doubtful ? Severity::info : Severity::warning, tag_span(signature, "c"),
              {.message = header ? "breaks when a relay folds a field anew"
                                 : "breaks when a server changes a line end or a long line",
               .evidence = {}});
  }
}

void too_many(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  const std::span<const DkimSignature> all = facts.dkim_signatures();
  if (all.size() <= most_signatures) return;
  const Field& field = *all[most_signatures].field;
  report(message.trimmed(field), all.size() == 100 ? std::string("100 signatures or more")
                                                   : fmt::format("{} signatures", all.size()));
}

}  // namespace

constinit const Rule dkim_sha1{
    .id = "dkim-sha1",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "Signed with SHA-1",
    .why = "Verifiers must not accept rsa-sha1: the message counts as unsigned.",
    .remedy = "Set the signing software to rsa-sha256.",
    .references = sha1_references,
    .check = sha1,
};

constinit const Rule auth_dkim_short_key{
    .id = "auth-dkim-short-key",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The DKIM key is short",
    .why = "Verifiers must refuse keys below 1,024 bits, and 2,048 are recommended.",
    .remedy = "Make a key of 2,048 bits, publish it under a new selector, and sign with it.",
    .references = key_references,
    .check = short_key,
};

constinit const Rule dkim_header_simple_canon{
    .id = "dkim-header-simple-canon",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The signature breaks at harmless changes",
    .why =
        "With \"simple\" a relay that folds a field anew or changes white space makes the "
        "signature invalid.",
    .remedy = "Sign with c=relaxed/relaxed.",
    .references = simple_references,
    .check = simple,
};

constinit const Rule dkim_too_many_signatures{
    .id = "dkim-too-many-signatures",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "More than ten DKIM signatures",
    .why = "Verifiers look at a few only, and may take so many for an attack.",
    .remedy = "Sign once for each domain that answers for the message.",
    .references = many_references,
    .check = too_many,
};

}  // namespace maillint::rules
