// Reads a message that has a header: a bounce, a complaint, an automatic reply, an ordinary mail.
#pragma once

#include "lint/bounce/delivery_report.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::bounce {

DeliveryReport read_mail(const Message& message, const Facts& facts);

}  // namespace maillint::bounce
