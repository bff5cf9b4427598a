// Rules about the part of an address after "@".
#include <optional>

#include "rules/address/problem.h"

namespace maillint::rules {
namespace {

constexpr std::string_view addr_spec[] = {"RFC 5322 3.4.1"};
constexpr std::string_view domain_names[] = {"RFC 5321 2.3.5"};
constexpr std::string_view host_names[] = {"RFC 5321 2.3.5", "RFC 1123 2.1"};
constexpr std::string_view label_size[] = {"RFC 1035 2.3.4"};

void check_dots(const AddressList& list, const Facts& facts, const Settings&,
                const Reporter& report) {
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem != AddressProblem::domain_trailing_dot) continue;
    const Mailbox* mailbox = mailbox_of(list, at);
    const bool last = mailbox != nullptr && at.span.end == mailbox->addr_spec_span.end;
    const std::string_view dots = facts.message().text(at.span);
    report(at.span, last && dots == "." ? "domain ends with a dot" : "domain has an empty label");
  }
}

void check_characters(const AddressList& list, const Facts& facts, const Settings&,
                      const Reporter& report) {
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem != AddressProblem::domain_underscore) continue;
    const std::string_view character = facts.message().text(at.span);
    report(at.span, character == "-" ? "a label of the domain begins or ends with a hyphen"
                                     : "the domain holds a character that no host name has");
  }
}

bool is_dotless(std::string_view domain) { return domain.find('.') == std::string_view::npos; }

/// Cron mail from root@localhost to root@localhost never leaves the host: nobody refuses it.
bool stays_on_host(const Facts& facts) {
  for (const AddressList& list : facts.address_lists()) {
    for (const Mailbox& mailbox : list.mailboxes) {
      if (!is_dotless(mailbox.domain)) return false;
    }
  }
  return true;
}

void check_single_label(const AddressList& list, const Facts& facts, const Settings&,
                        const Reporter& report) {
  std::optional<Severity> severity;  // of the whole message
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem != AddressProblem::single_label_domain) continue;
    if (!severity) severity = stays_on_host(facts) ? Severity::info : Severity::warning;
    report.as(*severity, at.span);
  }
}

}  // namespace

constinit const Rule address_no_domain{
    .id = "address-no-domain",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Address has no domain",
    .why =
        "Without @ and a domain it is no address: servers refuse it, or add their own domain. "
        "In From, DMARC cannot be checked.",
    .remedy = "Write the full address, name@example.com.",
    .references = addr_spec,
    .check = report_problem<AddressProblem::no_domain>,
};

constinit const Rule address_domain_trailing_dot{
    .id = "address-domain-trailing-dot",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Domain ends with a dot or has an empty label",
    .why = "The final dot of DNS is not allowed in an address; servers answer with a syntax error.",
    .remedy = "Remove the dot.",
    .references = domain_names,
    .check = check_dots,
};

constinit const Rule address_label_over_63{
    .id = "address-label-over-63",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Domain label is longer than 63 octets",
    .why = "DNS cannot hold such a name, so the domain cannot exist.",
    .remedy = "Check the domain.",
    .references = label_size,
    .check = report_problem<AddressProblem::label_over_63>,
};

constinit const Rule address_domain_underscore{
    .id = "address-domain-underscore",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Domain holds a character that host names do not allow",
    .why =
        "Letters, digits and inner hyphens make a host name; servers refuse anything else, most "
        "often the underscore.",
    .remedy = "Check the domain. Often a hyphen was meant.",
    .references = host_names,
    .check = check_characters,
};

constinit const Rule address_single_label_domain{
    .id = "address-single-label-domain",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Domain is a bare host name",
    .why =
        "Other servers cannot resolve names like localhost or srv1: they refuse the message, and "
        "replies and bounces go nowhere.",
    .remedy =
        "Set the full domain in the mail program, the cron job (MAILTO) or the mail server "
        "(Postfix: myorigin).",
    .references = domain_names,
    .check = check_single_label,
};

}  // namespace maillint::rules
