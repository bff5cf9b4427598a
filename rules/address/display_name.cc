// Rules about display names and the brackets around an address.
#include "rules/address/problem.h"

namespace maillint::rules {
namespace {

constexpr std::string_view quoting[] = {"RFC 5322 3.2.3", "RFC 5322 3.2.4"};
constexpr std::string_view obsolete_phrase[] = {"RFC 5322 4.1"};
constexpr std::string_view mailbox_syntax[] = {"RFC 5322 3.4"};
constexpr std::string_view encoded_words[] = {"RFC 2047 5(3)"};

void check_specials(const AddressList& list, const Facts& facts, const Settings&,
                    const Reporter& report) {
  for (const AddressProblemAt& at : list.problems) {
    switch (at.problem) {
      case AddressProblem::bare_addr_then_angle:
        report(at.span, "an address as display name needs quotes");
        break;
      case AddressProblem::unclosed_quote:
        report(at.span, "a quote that never closes");
        break;
      case AddressProblem::unbalanced_comment:
        report(at.span, "a parenthesis without its partner");
        break;
      case AddressProblem::unquoted_special_name:
      case AddressProblem::backslash_outside:
        report(at.span, "'" + std::string(facts.message().text(at.span)) + "' outside quotes");
        break;
      default:
        break;
    }
  }
}

void check_missing_angle(const AddressList& list, const Facts&, const Settings&,
                         const Reporter& report) {
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem == AddressProblem::missing_angle)
      report(at.span, "address beside a name, without < >");
    // In From, from-trailing-text-after-angle tells these.
    if (at.problem == AddressProblem::trailing_text && list.id != FieldId::from)
      report(at.span, "text after an address, without a comma before it");
  }
}

}  // namespace

constinit const Rule address_unquoted_comma_name{
    .id = "address-unquoted-comma-name",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Comma in a display name without quotes",
    .why =
        "The comma ends the address, so this reads as two recipients, and the first one is no "
        "address.",
    .remedy = "Put the name in quotes: \"Roe, Jane\" <jane@example.com>.",
    .references = quoting,
    .check = report_problem<AddressProblem::unquoted_comma_name>,
};

constinit const Rule address_unquoted_special_name{
    .id = "address-unquoted-special-name",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Display name holds a special character without quotes",
    .why =
        "@ : [ ] and others have a meaning of their own in address fields; strict servers refuse "
        "the field as malformed.",
    .remedy = "Put the whole name in quotes: \"[List] Jane\" <jane@example.com>.",
    .references = quoting,
    .check = check_specials,
};

constinit const Rule address_unquoted_dot_name{
    .id = "address-unquoted-dot-name",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "Dot in a display name without quotes",
    .why = "Everybody reads it, but the standard allows it only as an obsolete form.",
    .remedy = "Put the name in quotes: \"Jane R. Roe\" <jane@example.com>.",
    .references = obsolete_phrase,
    .check = report_problem<AddressProblem::unquoted_dot_name>,
};

constinit const Rule address_missing_angle{
    .id = "address-missing-angle",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Name and address without < >",
    .why =
        "Servers cannot tell the name from the address and refuse the field or drop the "
        "recipient.",
    .remedy = "Put the address in < >: Jane Roe <jane@example.com>.",
    .references = mailbox_syntax,
    .check = check_missing_angle,
};

constinit const Rule address_unbalanced_angle{
    .id = "address-unbalanced-angle",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "< or > is missing or doubled",
    .why = "The field is malformed: servers refuse it, or read another address than was meant.",
    .remedy = "Write exactly one < and one > around the address.",
    .references = mailbox_syntax,
    .check = report_problem<AddressProblem::unbalanced_angle>,
};

constinit const Rule address_encoded_word_in_quotes{
    .id = "address-encoded-word-in-quotes",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Encoded-word inside quotes",
    .why =
        "Within quotes it is plain text: standard-abiding programs show \"=?utf-8?...\" instead "
        "of the name.",
    .remedy = "Leave out the quotes around the encoded-word, or encode the whole name.",
    .references = encoded_words,
    .check = report_problem<AddressProblem::encoded_word_in_quotes>,
};

}  // namespace maillint::rules
