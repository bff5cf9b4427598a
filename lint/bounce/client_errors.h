// What mail clients and programs print when a server refuses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

/// `base`: octet of text at which the diagnosis's own offsets begin.
Refusal refusal_of(const Diagnosis& diagnosis, const Text& text, std::size_t base);

/// The recipient that a reply itself names: "550 5.1.1 <jane@x.example>: Recipient address
/// rejected". A sender's address is none.
std::string recipient_in_reply(std::string_view words);

/// Puts a refusal among the recipients, or among the errors if it names nobody.
void put(Refusal refusal, DeliveryReport& report);

/// Python's smtplib prints replies as tuples: (554, b'5.7.1 Spam message rejected.'), one for each
/// recipient: {'jane@x.example': (550, b'...'), ...}. False if there are none.
bool read_python(const Text& text, DeliveryReport& report);

/// JavaMail names each recipient that was refused in an exception of its own.
bool read_java(const Text& text, DeliveryReport& report);

/// PHPMailer takes replies apart: "SMTP server error: DATA END command failed Detail: Spam message
/// rejected. SMTP code: 554 Additional SMTP info: 5.7.1".
bool read_phpmailer(const Text& text, DeliveryReport& report);

/// A client's error dialog.
bool read_dialog(const Text& text, DeliveryReport& report);

}  // namespace maillint::bounce
