// Rules auth-spf-empty-mail-from, auth-spf-mailfrom-injection: the envelope sender that SPF looked
// at.
#include <fmt/format.h>

#include <algorithm>

#include "lint/address.h"
#include "lint/ascii.h"
#include "rules/automatic.h"
#include "rules/index.h"
#include "rules/receiver_results.h"

namespace maillint::rules {
namespace {

constexpr std::string_view empty_references[] = {"RFC 7208 2.4",
                                                 "Chen et al., USENIX Security 2020"};
constexpr std::string_view injection_references[] = {"RFC 8601 2.2",
                                                     "Chen et al., USENIX Security 2020"};

/// Return-Path without < >.
std::string_view reverse_path(const Message& message, const Field& field) {
  std::string_view path = message.text(message.trimmed(field));
  if (path.starts_with('<')) path.remove_prefix(1);
  if (path.ends_with('>')) path.remove_suffix(1);
  return path;
}

/// Replies of programs are sent with an empty reverse-path, so that nobody answers them.
bool is_automatic(const Message& message, const Facts& facts, const Settings& settings) {
  if (is_bounce(message, facts, settings) || is_marked_reply(message)) return true;
  const Field* submitted = message.find(FieldId::auto_submitted);
  if (submitted != nullptr && !ascii::equal(message.text(message.trimmed(*submitted)), "no"))
    return true;
  return message.has(FieldId::x_auto_response_suppress) || message.has(FieldId::precedence);
}

void empty(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const Field* field = message.find(FieldId::return_path);
  if (field == nullptr) return;
  const std::string_view path = reverse_path(message, *field);
  const Span place = message.trimmed(*field);
  if (path.starts_with('(') || path.ends_with(')')) {
    report(place, "the envelope sender is a comment");
    return;
  }
  if (path.empty()) {
    if (place.empty() || is_automatic(message, facts, settings)) return;
    report(place, "an empty envelope sender, as of a bounce");
    return;
  }
  // A message of the host itself (cron) has none, and no SPF either.
  const bool has_remote_step = std::ranges::any_of(
      facts.hops(), [](const Received& hop) { return !hop.ip.empty() && hop.ip != "127.0.0.1"; });
  if (path.find('@') == std::string_view::npos && has_remote_step &&
      !ascii::equal(path, "mailer-daemon"))
    report(place, "the envelope sender has no domain");
}

/// The first octet that no plain address holds; npos if there is none. Quoted local-parts may hold
/// all of them, and an apostrophe belongs to names.
std::size_t find_injection(std::string_view address) {
  if (address.starts_with('@')) return 0;
  const std::size_t sign = address.rfind('@');
  const bool is_quoted = address.starts_with('"') && sign != std::string_view::npos && sign > 1 &&
                         address[sign - 1] == '"';
  for (std::size_t i = is_quoted ? sign : 0; i < address.size(); ++i) {
    const bool in_domain = sign != std::string_view::npos && i > sign;
    if (std::string_view("()\",;").find(address[i]) != std::string_view::npos) return i;
    if (address[i] == '\'' && (in_domain || (i + 1 < address.size() && address[i + 1] == '@')))
      return i;
  }
  return std::string_view::npos;
}

void report_injection(std::string_view address, std::size_t begin, const Reporter& report) {
  const std::size_t at = find_injection(address);
  if (at == std::string_view::npos) return;
  report(span_of(begin + at, begin + at + 1),
         address[at] == '@' ? std::string("the envelope sender begins with a route")
                            : fmt::format("'{}' in the envelope sender", address[at]));
}

void injection(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  if (const Field* field = message.find(FieldId::return_path)) {
    const std::string_view path = reverse_path(message, *field);
    const auto offset = static_cast<std::size_t>(path.data() - message.octets().data());
    if (!path.starts_with('(')) report_injection(path, offset, report);
  }
  for (const RecordedResults& results : facts.authentication_results()) {
    for (const AuthenticationMethod& method : results.parsed.methods) {
      const std::string_view value = method.property("smtp", "mailfrom");
      if (value.find('@') == std::string_view::npos || value.starts_with('@')) continue;
      report_injection(value, static_cast<std::size_t>(value.data() - message.octets().data()),
                       report);
    }
  }
}

}  // namespace

constinit const Rule auth_spf_empty_mail_from{
    .id = "auth-spf-empty-mail-from",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "No envelope sender in ordinary mail",
    .why =
        "SPF then looks at the HELO name alone, which lets a stranger pass; only bounces and "
        "automatic answers are sent so.",
    .remedy = "Send with a real envelope sender, to which bounces can go.",
    .references = empty_references,
    .check = empty,
};

constinit const Rule auth_spf_mailfrom_injection{
    .id = "auth-spf-mailfrom-injection",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The envelope sender holds characters that other programs read as syntax",
    .why =
        "Receivers copy it into Authentication-Results; a parenthesis or a quote in it hides "
        "the real domain from those who read that field.",
    .remedy = "Use a plain address as envelope sender; receivers should refuse this one.",
    .references = injection_references,
    .check = injection,
};

}  // namespace maillint::rules
