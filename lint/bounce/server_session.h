// Postfix's notices to its own postmaster: the SMTP session in which something went wrong.
#pragma once

#include <string_view>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

/// "Transcript of session follows." and lines of "Out:" and "In:" below it. Sets kind, and who was
/// refused: by another server its recipients; what one's own server answered are errors, since
/// the sender of that mail hears of them. False if the text is no such notice, or if the subject
/// says that the client was on the same host: nobody but the reader hears of that.
bool read_server_session(const Text& text, std::string_view subject, DeliveryReport& report);

}  // namespace maillint::bounce
