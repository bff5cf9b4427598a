// Rule auth-spf-received-spf-forged: a Received-SPF that the receiver did not write.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/local_hop.h"
#include "rules/signature.h"
#include "rules/trace.h"

namespace maillint::rules {
namespace {

constexpr std::string_view spf_references[] = {"RFC 7208 9.1", "CVE-2019-20790"};

/// First word: "Pass", "SoftFail".
std::string_view result_of(std::string_view body) {
  body = ascii::trim(body);
  return body.substr(0, body.find_first_of(" \t\r\n(;"));
}

/// The value of "name=value" in Received-SPF, "" if absent.
std::string_view value_of(std::string_view body, std::string_view name) {
  for (std::size_t at = ascii::find(body, name); at != std::string_view::npos;
       at = ascii::find(body, name, at + 1)) {
    const std::size_t equals = at + name.size();
    const bool is_start = at == 0 || ascii::is_space(body[at - 1]) || body[at - 1] == ';';
    if (!is_start || equals >= body.size() || body[equals] != '=') continue;
    std::string_view value = body.substr(equals + 1);
    if (value.starts_with('"')) value.remove_prefix(1);
    return value.substr(0, value.find_first_of("\";, \t\r\n"));
  }
  return {};
}

/// The receiver that it names: "receiver=mx.example", or "(mx.example: domain of ...)".
std::string_view receiver_of(std::string_view body) {
  const std::string_view named = value_of(body, "receiver");
  if (!named.empty()) return named;
  const std::size_t open = body.find('(');
  if (open == std::string_view::npos) return {};
  const std::string_view rest = body.substr(open + 1);
  const std::size_t end = rest.find_first_of(": \t\r\n)");
  return end == std::string_view::npos || rest[end] != ':' ? std::string_view()
                                                           : rest.substr(0, end);
}

void received_spf(const Message& message, const Facts& facts, const Settings&,
                  const Reporter& report) {
  if (!message.has(FieldId::received_spf)) return;
  const Received* last = last_step(facts);
  const Field* top = message.find(FieldId::received_spf);
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::received_spf) continue;
    const std::string_view body = message.body(field);
    const std::string_view receiver = receiver_of(body);
    const std::string host = last == nullptr ? std::string() : stamping_host(*last);
    const bool is_below =
        last != nullptr && foreign_step(facts, host, last->span.begin, field.body.begin) != nullptr;
    const bool claims_receiver = !receiver.empty() && same_organization(receiver, host);
    if (is_below && (claims_receiver || &field == top)) {
      // An earlier server checked too, or a list brought the message back to where it came from.
      const bool is_ordinary = !claims_receiver || is_forwarded(message);
      report.as(
          is_ordinary ? Severity::info : Severity::warning, message.trimmed(field),
          {.message = fmt::format("{} did not write it: it stands below another host's step", host),
           .evidence = {}});
      continue;
    }
    if (&field == top) continue;
    const std::string_view top_body = message.body(*top);
    if (ascii::equal(result_of(body), result_of(top_body))) continue;
    const bool is_same_step = !is_step_between(facts, top->body.begin, field.body.begin);
    // HELO and MAIL FROM may come to different results.
    if (is_same_step && !ascii::equal(value_of(body, "identity"), value_of(top_body, "identity")))
      continue;
    // A forwarder breaks SPF, so that an earlier step may well have said something else.
    report.as(
        is_same_step ? Severity::warning : Severity::info, message.trimmed(field),
        {.message = fmt::format("says {}, and the one above says {}", result_of(body).substr(0, 20),
                                result_of(top_body).substr(0, 20)),
         .evidence = {}});
  }
}

}  // namespace

constinit const Rule auth_spf_received_spf_forged{
    .id = "auth-spf-received-spf-forged",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Received-SPF in the receiver's name, from elsewhere",
    .why =
        "A sender can write this field too; filters that read it then believe a check that "
        "never was.",
    .remedy =
        "Read only the uppermost one, and delete incoming ones that carry your server's name.",
    .references = spf_references,
    .check = received_spf,
};

}  // namespace maillint::rules
