// Rules message-id-not-fqdn, message-id-ip-literal, message-id-self-reference.
#include <algorithm>
#include <charconv>

#include "lint/ascii.h"
#include "lint/ip_text.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view fqdn_references[] = {"RFC 5322 3.6.4", "rspamd MID_RHS_NOT_FQDN"};
constexpr std::string_view ip_references[] = {"RFC 5322 3.6.4", "rspamd MID_BARE_IP"};
constexpr std::string_view self_references[] = {"RFC 5322 3.6.4"};

/// The IP address that the right side is, in brackets or bare; "" if it is none.
std::string_view ip_of(std::string_view right) {
  if (right.starts_with('[') && right.ends_with(']')) right = right.substr(1, right.size() - 2);
  if (ascii::starts_with(right, "IPv6:")) right.remove_prefix(5);
  return is_ip_text(right) ? right : std::string_view();
}

Span right_span(const MessageId& id, Span field_body, std::string_view body) {
  const auto begin = field_body.begin + static_cast<std::size_t>(id.right.data() - body.data());
  return span_of(begin, begin + id.right.size());
}

/// A name that countless hosts have.
bool is_nobodys_name(std::string_view host) {
  return ascii::equal(host, "localhost") || ascii::ends_with(host, ".localdomain") ||
         ascii::ends_with(host, ".local");
}

void check_fqdn(const MessageIdField& field, const Facts& facts, const Settings& settings,
                const Reporter& report) {
  if (field.id != FieldId::message_id) return;
  for (const MessageId& id : field.parsed.ids) {
    const std::string_view host = id.right;
    if (host.empty() || host.find('@') != std::string_view::npos || !ip_of(host).empty()) continue;
    const bool is_common = is_nobodys_name(host);
    if (!is_common && host.find('.') != std::string_view::npos) continue;
    // Mail programs of people write the name that they gave to their computer.
    const bool is_ordinary = !is_common && settings.profile == Profile::personal;
    report.as(is_ordinary ? Severity::info : Severity::warning,
              right_span(id, field.field->body, facts.message().body(*field.field)),
              {.message = std::string(host.substr(0, 100)) + " is no full domain", .evidence = {}});
  }
}

bool is_private(std::string_view ip) {
  if (ip.starts_with("10.") || ip.starts_with("127.") || ip.starts_with("192.168.")) return true;
  if (ascii::starts_with(ip, "fe80:") || ascii::starts_with(ip, "fd") || ip == "::1") return true;
  if (!ip.starts_with("172.")) return false;
  unsigned second = 0;
  std::from_chars(ip.data() + 4, ip.data() + ip.size(), second);
  return second >= 16 && second <= 31;
}

void check_ip(const MessageIdField& field, const Facts& facts, const Settings&,
              const Reporter& report) {
  if (field.id != FieldId::message_id) return;
  for (const MessageId& id : field.parsed.ids) {
    const std::string_view ip = ip_of(id.right);
    if (ip.empty()) continue;
    // "[192.0.2.1]" is legal, and unique where the address is public.
    const bool is_legal = id.right.starts_with('[') && !is_private(ip);
    report.as(
        is_legal ? Severity::info : Severity::warning,
        right_span(id, field.field->body, facts.message().body(*field.field)),
        {.message = is_private(ip) ? "a private IP address" : "an IP address", .evidence = {}});
  }
}

void check_self(const MessageIdField& field, const Facts& facts, const Settings&,
                const Reporter& report) {
  if (field.id == FieldId::message_id) return;
  const auto fields = facts.message_ids();
  const auto own = std::ranges::find(fields, FieldId::message_id, &MessageIdField::id);
  if (own == fields.end() || own->parsed.ids.empty()) return;
  const std::string_view own_id = own->parsed.ids.front().id;
  const auto same = std::ranges::find(field.parsed.ids, own_id, &MessageId::id);
  if (same != field.parsed.ids.end()) report(same->span);
}

}  // namespace

constinit const Rule message_id_not_fqdn{
    .id = "message-id-not-fqdn",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Message-ID ends in a local host name",
    .why =
        "Two hosts named localhost can make the same id, and filters score such ids as the work "
        "of scripts.",
    .remedy = "Set the host's full domain name, or give the mail library your domain for ids.",
    .references = fqdn_references,
    .check = check_fqdn,
};

constinit const Rule message_id_ip_literal{
    .id = "message-id-ip-literal",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Message-ID ends in an IP address",
    .why = "Filters score it, and a private address is not unique and tells of the inner network.",
    .remedy = "Use your domain after the @.",
    .references = ip_references,
    .check = check_ip,
};

constinit const Rule message_id_self_reference{
    .id = "message-id-self-reference",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Message refers to its own Message-ID",
    .why = "It would be an answer to itself; some clients then hide it or show the thread wrongly.",
    .remedy =
        "Make a new Message-ID for each message; copy only the ids of earlier ones into "
        "References.",
    .references = self_references,
    .check = check_self,
};

}  // namespace maillint::rules
