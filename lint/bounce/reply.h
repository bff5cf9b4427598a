// SMTP replies (RFC 5321 4.2) and enhanced status codes (RFC 3463) inside running text.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/bounce/delivery_report.h"

namespace maillint::bounce {

inline constexpr std::size_t npos = std::string_view::npos;

/// Where a refusal or delay begins in a text: the position of a 4yz or 5yz reply code in a place
/// where servers' words are quoted ("said: 550 ...", "<<< 550", "(550 ...)"); npos if there is
/// none. A number in running text ("after 450 seconds") is no reply.
std::size_t find_reply(std::string_view text, std::size_t from = 0);

/// The first enhanced status code of class 4 or 5 ("5.1.1", also in "#5.1.1" and "(#5.1.1)"); empty
/// if there is none. IP addresses and version numbers are none.
std::string_view find_status(std::string_view text, std::size_t from = 0);

/// The status code that text begins with, empty if it does not.
std::string_view status_at(std::string_view text);

/// The status code that stands before the reply at `reply`, in Cisco's way: "5.1.0 - Unknown
/// address error 550-'No such user'"; empty if none does.
std::string_view status_before(std::string_view text, std::size_t reply);

/// The words of a Diagnostic-Code without their type (RFC 3464 2.3.6): "smtp; 550 5.1.1 ..." ->
/// "550 5.1.1 ...".
std::string_view without_type(std::string_view words);

/// Whether a status code says nothing in particular: "5.0.0", "4.0.0".
bool is_generic_status(std::string_view status);

}  // namespace maillint::bounce
