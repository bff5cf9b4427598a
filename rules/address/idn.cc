// Rules about internationalized domains in addresses.
#include <fmt/format.h>

#include <algorithm>

#include "lint/web/domain.h"
#include "rules/address/problem.h"

namespace maillint::rules {
namespace {

constexpr std::string_view smtputf8[] = {"RFC 5891 4.4", "RFC 6531 3.2"};
constexpr std::string_view decoding[] = {"RFC 5891 4.2"};

void check_raw(const AddressList& list, const Facts& facts, const Settings&,
               const Reporter& report) {
  const auto is_raw = [](const AddressProblemAt& at) {
    return at.problem == AddressProblem::raw_utf8_domain;
  };
  if (std::ranges::none_of(list.problems, is_raw) || facts.came_by_smtputf8()) return;
  for (const AddressProblemAt& at : list.problems) {
    if (!is_raw(at)) continue;
    const auto a_labels = to_ascii(facts.message().text(at.span));
    if (a_labels) {
      report(at.span, fmt::format("in ASCII this domain is {}", *a_labels));
    } else {
      report(at.span);
    }
  }
}

}  // namespace

constinit const Rule address_raw_utf8_domain{
    .id = "address-raw-utf8-domain",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Domain with raw non-ASCII letters",
    .why =
        "Servers without SMTPUTF8, which are many, refuse the message or cannot find the domain.",
    .remedy = "Write the domain in its xn-- form.",
    .references = smtputf8,
    .check = check_raw,
};

constinit const Rule address_bad_a_label{
    .id = "address-bad-a-label",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "xn-- label that does not decode",
    .why =
        "The label is no encoded name, so the domain cannot be registered; filters take it for "
        "a forgery.",
    .remedy = "Convert the domain to its xn-- form again.",
    .references = decoding,
    .check = report_problem<AddressProblem::bad_a_label>,
};

}  // namespace maillint::rules
