// Which Received fields tell of a step inside one host: filters, fetchmail, local submission.
#pragma once

#include <string>
#include <string_view>

#include "lint/message.h"
#include "lint/received.h"

namespace maillint::rules {

/// "localhost", 127.0.0.1, ::1, without brackets.
bool is_loopback(std::string_view host_or_ip);
/// A step that leaves the host neither to come nor to go: its peer is the host itself, or it names
/// no other host.
bool is_local_hop(const Received& hop);
/// The host that stamped a hop, lower case, without a final dot; "" for a local hop, and where "by"
/// names no host: an IP address (Google's inner steps), a single label.
std::string stamping_host(const Received& hop);
/// The hop's field body without white space at both ends, to point at.
Span hop_span(const Message& message, const Received& hop);

}  // namespace maillint::rules
