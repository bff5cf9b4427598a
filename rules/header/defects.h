// What rules on the scan's defects share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/rule.h"

namespace maillint::rules {

/// Whether a part belongs to the message itself, not to one that it forwards.
inline bool is_own(const Message& message, std::uint32_t part) {
  return message.parts()[part].message_root == 0;
}

/// Calls `use(index)` for the parts of the message itself.
template <typename Use>
void each_own_part(const Message& message, Use use) {
  for (std::uint32_t i = 0; i < message.parts().size(); ++i) {
    if (is_own(message, i)) use(i);
  }
}

/// Calls `use` for each such defect of the message's own headers.
template <typename Use>
void each_own(const Message& message, Defect defect, Use use) {
  for (const DefectAt& at : message.defects()) {
    if (at.defect == defect && is_own(message, at.part)) use(at);
  }
}

inline void report_own(const Message& message, Defect defect, std::string_view words,
                       const Reporter& report) {
  each_own(message, defect, [&](const DefectAt& at) {
    report(Place{.source = at.span, .part = at.part}, std::string(words));
  });
}

}  // namespace maillint::rules
