// Rules about address lists, and about what does not belong in an address.
#include "rules/address/problem.h"

namespace maillint::rules {
namespace {

constexpr std::string_view list_syntax[] = {"RFC 5322 3.4"};
constexpr std::string_view obsolete_list[] = {"RFC 5322 4.4"};
constexpr std::string_view addr_spec[] = {"RFC 5322 3.4.1"};
constexpr std::string_view encoded_words[] = {"RFC 2047 5(3)"};

}  // namespace

constinit const Rule address_semicolon_separator{
    .id = "address-semicolon-separator",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Semicolon between recipients",
    .why =
        "Only a comma separates addresses. Outlook accepts semicolons when typing, but in the "
        "message servers refuse them or lose all recipients after the first.",
    .remedy = "Separate the addresses with commas.",
    .references = list_syntax,
    .check = report_problem<AddressProblem::semicolon_separator>,
};

constinit const Rule address_trailing_comma{
    .id = "address-trailing-comma",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Comma without an address beside it",
    .why =
        "An empty list element is obsolete syntax; some servers refuse it, and filters know it "
        "from badly filled templates.",
    .remedy = "Remove the comma, or fill in the missing address.",
    .references = obsolete_list,
    .check = report_problem<AddressProblem::trailing_comma>,
};

constinit const Rule address_source_route{
    .id = "address-source-route",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Address with a source route",
    .why =
        "Routes like <@a,@b:c@d> are obsolete since 1989. Servers ignore or refuse them, and "
        "filters take them for an attempt to relay.",
    .remedy = "Write the address alone.",
    .references = obsolete_list,
    .check = report_problem<AddressProblem::source_route>,
};

constinit const Rule address_space_inside{
    .id = "address-space-inside",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "White space inside an address",
    .why = "Many servers and filters read the address up to the space only, or refuse it.",
    .remedy = "Remove the white space; it is often left from a form or a table.",
    .references = addr_spec,
    .check = report_problem<AddressProblem::space_inside>,
};

constinit const Rule address_encoded_word_in_addr_spec{
    .id = "address-encoded-word-in-addr-spec",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Encoded-word inside an address",
    .why =
        "Only the display name may be encoded. No server decodes an address, so it leads to "
        "nobody.",
    .remedy = "Encode the name alone: =?utf-8?Q?Jos=C3=A9?= <jose@example.com>.",
    .references = encoded_words,
    .check = report_problem<AddressProblem::encoded_word_in_addr_spec>,
};

constinit const Rule address_mailto_prefix{
    .id = "address-mailto-prefix",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "mailto: left in an address",
    .why = "The prefix belongs to links. In an address field it makes the address invalid.",
    .remedy = "Remove \"mailto:\".",
    .references = addr_spec,
    .check = report_problem<AddressProblem::mailto_prefix>,
};

}  // namespace maillint::rules
