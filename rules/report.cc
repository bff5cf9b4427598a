// Names of what reports hold.
#include "rules/report.h"

namespace maillint {

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::most_likely:
      return "most-likely";
    case Verdict::possible:
      return "possible";
    case Verdict::ruled_out:
      return "ruled-out";
  }
  return "";
}

std::string_view name(Who who) {
  switch (who) {
    case Who::sender:
      return "sender";
    case Who::sender_admin:
      return "sender-admin";
    case Who::recipient:
      return "recipient";
    case Who::recipient_admin:
      return "recipient-admin";
    case Who::provider_support:
      return "provider-support";
    case Who::nobody:
      return "nobody";
  }
  return "";
}

}  // namespace maillint
