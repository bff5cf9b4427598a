// Rules that tell one problem of the address parser, wherever it stands.
#pragma once

#include <string>
#include <string_view>

#include "rules/index.h"

namespace maillint::rules {

/// The mailbox that a problem belongs to, nullptr if it is the list's.
inline const Mailbox* mailbox_of(const AddressList& list, const AddressProblemAt& at) {
  return at.mailbox < list.mailboxes.size() ? &list.mailboxes[at.mailbox] : nullptr;
}

/// Reports each place of `problem` with the rule's summary.
template <AddressProblem problem>
void report_problem(const AddressList& list, const Facts&, const Settings&,
                    const Reporter& report) {
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem == problem) report(at.span);
  }
}

}  // namespace maillint::rules
