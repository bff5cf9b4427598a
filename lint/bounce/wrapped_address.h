// Addresses that hold another one: SRS, BATV, VERP, Exchange's IMCEA.
#pragma once

#include <string>
#include <string_view>

namespace maillint::bounce {

/// The address that a forwarder, a gateway or a signer put inside another:
/// "SRS0=abcd=XY=b.example=jane@fwd.example", "prvs=123456789a=jane@b.example",
/// "IMCEASMTP-jane+40b+2Eexample@a.example" are jane@b.example. "" if there is none.
std::string unwrap_address(std::string_view address);

/// Whom a list's return address was made for: "list-bounces+jane=b.example@a.example" is
/// jane@b.example. "" if it was made for nobody.
std::string verp_recipient(std::string_view address);

}  // namespace maillint::bounce
