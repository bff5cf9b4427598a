// The fields of an Authenticated Received Chain (RFC 8617 4.1). Nothing is verified here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lint/dkim_signature.h"
#include "lint/message.h"

namespace maillint {

/// One ARC-Seal, ARC-Message-Signature or ARC-Authentication-Results.
struct ArcField {
  FieldId id = FieldId::arc_seal;
  const Field* field = nullptr;
  std::optional<std::uint32_t> instance;  // i=, nullopt if absent or no number
  DkimSignature signature;                // its tags; empty for ARC-Authentication-Results
};

/// All ARC fields of a header section, top first; at most 300.
struct ArcChain {
  std::vector<ArcField> fields;
  /// The field of that kind with the highest instance, nullptr if there is none.
  const ArcField* newest(FieldId id) const;
};

ArcChain read_arc_chain(const Message& message);

}  // namespace maillint
