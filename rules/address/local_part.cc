// Rules about the part of an address before "@".
#include "lint/ascii.h"
#include "rules/address/problem.h"

namespace maillint::rules {
namespace {

constexpr std::string_view addr_spec[] = {"RFC 5322 3.4.1"};
constexpr std::string_view local_size[] = {"RFC 5321 4.5.3.1.1"};
constexpr std::string_view local_syntax[] = {"RFC 5321 4.1.2"};
constexpr std::string_view weak_links[] = {
    "Weak Links in Authentication Chains, USENIX Security 2021"};

void check_punycode(const AddressList& list, const Facts&, const Settings&,
                    const Reporter& report) {
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!ascii::starts_with(mailbox.local_part, "xn--")) continue;
    const std::uint32_t begin = mailbox.addr_spec_span.begin;
    report(span_of(begin, begin + mailbox.local_part.size()));
  }
}

}  // namespace

constinit const Rule address_no_local_part{
    .id = "address-no-local-part",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Address has nothing before the @",
    .why = "No server can deliver to it; many refuse the whole message as malformed.",
    .remedy = "Write the full address, or take it out.",
    .references = addr_spec,
    .check = report_problem<AddressProblem::no_local_part>,
};

constinit const Rule address_double_at{
    .id = "address-double-at",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Address has more than one @",
    .why =
        "Mail programs disagree about which @ counts, so servers refuse such addresses, and "
        "attackers use them to hide the real domain.",
    .remedy = "Keep one @ only.",
    .references = addr_spec,
    .check = report_problem<AddressProblem::double_at>,
};

constinit const Rule address_local_double_dot{
    .id = "address-local-double-dot",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Two dots in a row, or a leading dot, before the @",
    .why =
        "Such an address is not valid without quotes; strict servers answer with a syntax error.",
    .remedy = "Check the address: usually it is a typing error.",
    .references = addr_spec,
    .check = report_problem<AddressProblem::local_double_dot>,
};

constinit const Rule address_local_trailing_dot{
    .id = "address-local-trailing-dot",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Dot right before the @",
    .why =
        "Such an address is not valid without quotes; strict servers answer with a syntax error.",
    .remedy = "Remove the dot.",
    .references = addr_spec,
    .check = report_problem<AddressProblem::local_trailing_dot>,
};

constinit const Rule address_local_over_64{
    .id = "address-local-over-64",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "More than 64 octets before the @",
    .why = "Servers need not accept more than 64, and many refuse it.",
    .remedy = "Use a shorter address; shorten tags and tracking codes in it.",
    .references = local_size,
    .check = report_problem<AddressProblem::local_over_64>,
};

constinit const Rule address_quoted_local_part_needless{
    .id = "address-quoted-local-part-needless",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "Quotes around the part before the @ are not needed",
    .why =
        "They are legal, but some web forms and filters take the quotes for part of the address.",
    .remedy = "Write the address without quotes.",
    .references = local_syntax,
    .check = report_problem<AddressProblem::quoted_local_part_needless>,
};

constinit const Rule address_local_part_punycode{
    .id = "address-local-part-punycode",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "xn-- before the @",
    .why =
        "The encoding belongs to domains. Some programs show it decoded here too, so that the "
        "address can look like another one.",
    .remedy = "Use the name in plain letters; only domains are written with xn--.",
    .references = weak_links,
    .check = check_punycode,
};

}  // namespace maillint::rules
