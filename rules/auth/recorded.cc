// Rules auth-spf-fail, auth-dkim-invalid, auth-dmarc-missing: as the receiver recorded it.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/receiver_results.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view spf_references[] = {"RFC 7208 8", "Outlook.com: 550 5.7.515",
                                               "Gmail: Email sender guidelines (81126)"};
constexpr std::string_view dkim_references[] = {"RFC 6376 6", "RFC 8601 2.7.1"};
constexpr std::string_view dmarc_references[] = {"RFC 9989 4.7",
                                                 "Gmail: Email sender guidelines (81126)"};
constexpr std::string_view programmes[] = {"gmail-bulk", "yahoo", "outlook"};

/// DMARC passed by the other of the two, or a forwarder stands between.
bool is_harmless(const Facts& facts, const Settings& settings) {
  return recorded(facts, "dmarc", "pass") != nullptr ||
         (settings.profile != Profile::bulk && is_forwarded(facts.message()));
}

std::string with_comment(const AuthenticationMethod& method) {
  constexpr std::size_t longest = 120;
  std::string text = fmt::format("{}={}", method.method, method.result);
  if (!method.comment.empty() && method.comment.size() <= longest &&
      method.comment.find_first_of("\r\n") == std::string_view::npos)
    text += fmt::format(" ({})", method.comment);
  return text;
}

struct SpfResult {
  std::string_view result;
  Span place;
  std::string text;
};

/// By Authentication-Results, else by the uppermost Received-SPF; no result if both are silent or
/// one says pass.
SpfResult spf_result(const Message& message, const Facts& facts) {
  if (const AuthenticationMethod* method = recorded(facts, "spf")) {
    if (recorded(facts, "spf", "pass") != nullptr) return {};
    return {method->result, method->span, with_comment(*method)};
  }
  const Field* field = message.find(FieldId::received_spf);
  if (field == nullptr) return {};
  const Span place = message.trimmed(*field);
  const std::string_view body = message.text(place);
  const std::string_view result = body.substr(0, body.find_first_of(" \t\r\n(;"));
  return {result, place, fmt::format("Received-SPF: {}", result)};
}

void spf(const Message& message, const Facts& facts, const Settings& settings,
         const Reporter& report) {
  const SpfResult spf = spf_result(message, facts);
  const auto is_any = [&](std::initializer_list<std::string_view> results) {
    return std::ranges::any_of(results, [&](auto r) { return ascii::equal(r, spf.result); });
  };
  const bool refused = is_any({"fail", "hardfail", "permerror"});
  const bool doubtful = is_any({"softfail"});
  if (!refused && !doubtful && !is_any({"none", "neutral"})) return;
  Severity severity = Severity::info;
  if (!is_harmless(facts, settings)) {
    if (refused || settings.profile == Profile::bulk) {
      severity = Severity::error;
    } else if (doubtful) {
      severity = Severity::warning;
    }
  }
  report.as(severity, spf.place, {.message = spf.text, .evidence = {}});
}

void dkim(const Message&, const Facts& facts, const Settings& settings, const Reporter& report) {
  if (recorded(facts, "dkim", "pass") != nullptr) return;
  for (const std::string_view result : {"fail", "hardfail", "permerror", "policy"}) {
    const AuthenticationMethod* method = recorded(facts, "dkim", result);
    if (method == nullptr) continue;
    report.as(is_harmless(facts, settings) ? Severity::info : Severity::error, method->span,
              {.message = with_comment(*method), .evidence = {}});
    return;
  }
}

void dmarc_missing(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  const AuthenticationMethod* method = recorded(facts, "dmarc", "none");
  if (method == nullptr || recorded(facts, "dmarc", "pass") != nullptr) return;
  report(method->span, "dmarc=none: no policy was found for From");
}

}  // namespace

constinit const Rule auth_spf_fail{
    .id = "auth-spf-fail",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "SPF did not pass at the receiver",
    .why =
        "The sending host is not among those that the envelope sender's domain allows; Gmail "
        "and Outlook.com refuse or junk such mail.",
    .remedy =
        "Add the host or the service to the domain's SPF record, or send through those that "
        "are in it.",
    .references = spf_references,
    .required_by = programmes,
    .check = spf,
};

constinit const Rule auth_dkim_invalid{
    .id = "auth-dkim-invalid",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "The DKIM signature did not verify at the receiver",
    .why = "A broken signature counts as none.",
    .remedy =
        "Compare the published key with the signer's, and look for software that changes "
        "the message after signing.",
    .references = dkim_references,
    .check = dkim,
};

constinit const Rule auth_dmarc_missing{
    .id = "auth-dmarc-missing",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .profiles = {Profile::bulk},
    .summary = "The receiver found no DMARC record for From",
    .why = "Gmail, Yahoo and Outlook.com want one from bulk senders.",
    .remedy = "Publish one at _dmarc and your domain, at least \"v=DMARC1; p=none\".",
    .references = dmarc_references,
    .required_by = programmes,
    .check = dmarc_missing,
};

}  // namespace maillint::rules
