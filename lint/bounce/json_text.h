// Refusals in JSON that is no service's event: what programs log, what libraries return.
#pragma once

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

/// False if text is no JSON, one value or one a line. Such text is data: its values are read, and
/// what no value says is not there. Sets kind, recipients and errors.
bool read_json_text(const Text& text, DeliveryReport& report);

}  // namespace maillint::bounce
