// What the receiver wrote into Authentication-Results.
#pragma once

#include <string_view>
#include <vector>

#include "lint/facts.h"

namespace maillint::rules {

/// The uppermost Authentication-Results, and those of the same host up to the next Received: each
/// of several programs writes its own. What stands below may come from anyone.
std::vector<const RecordedResults*> receiver_results(const Facts& facts);
/// The first result of that method among them, nullptr if there is none.
const AuthenticationMethod* recorded(const Facts& facts, std::string_view method);
/// One of that method among them with that result.
const AuthenticationMethod* recorded(const Facts& facts, std::string_view method,
                                     std::string_view result);
/// Domain of a property's value: "jane@example.com", "@example.com" or "example.com".
std::string_view domain_in(std::string_view value);

}  // namespace maillint::rules
