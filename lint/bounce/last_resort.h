// What the envelope tells about a bounce that names nobody, or names somebody by another name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"

namespace maillint::bounce {

/// Whom the return address was made for that the notice came to
/// ("list+jane=b.example@a.example"), "" if for nobody.
std::string verp_recipient_of(const std::vector<std::string>& addresses);

/// A bounce that names nobody: `listed`, or whom the returned message was for, or whom the
/// `subject` of the notice names.
void add_last_resort(DeliveryReport& report, const std::string& listed, std::string_view subject);

/// The sender's list knows the one recipient as `listed`.
void note_listed(DeliveryReport& report, const std::string& listed);

}  // namespace maillint::bounce
