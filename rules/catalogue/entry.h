// An entry of the error catalogue: which reply it explains, what that means, and who does what.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace maillint {

enum class Permanence : std::uint8_t { by_reply, permanent, temporary };
enum class Retry : std::uint8_t { by_reply, no, automatic, after_fix, later };
enum class Who : std::uint8_t {
  sender,
  sender_admin,
  recipient,
  recipient_admin,
  provider_support,
  nobody
};

/// Words of an entry in one language; steps run parallel to Entry::steps.
struct EntryText {
  std::string_view title;
  std::string_view cause;
  std::span<const std::string_view> steps;
};

struct Step {
  Who who;
  /// Rules whose findings in the returned original give this step its facts
  /// ("address-typo-domain").
  std::span<const std::string_view> rules;
  /// When the step is shown: "" always; "access-line", "ip-known"... as explain/conditions.cc knows
  /// them.
  std::string_view when;
};

/// Evidence for or against: a rule-id glob ("subject-*"), or "@loop", "@history-days",
/// "@history-hours",
/// "@cron", "@host", "@stage-data", ... with a weight.
struct Evidence {
  std::string_view sign;
  int weight;
};

/// All views live as long as the catalogue that holds the entry.
struct Entry {
  std::string_view id;                             // "all-inkl/spam-technical"
  std::string_view provider;                       // the id up to "/"
  std::span<const std::string_view> text;          // literals, lower case; any one of them
  std::string_view regex;                          // RE2, lower case, "" if none
  std::span<const std::string_view> hosts;         // globs of the host that refused
  std::span<const std::string_view> reply_codes;   // "550", "4"; empty = any
  std::span<const std::string_view> status_codes;  // "5.7.1", "5.1.*"; empty = any
  std::span<const std::string_view> commands;      // "DATA"; empty = any
  std::string_view category;                       // OUTPUT.md
  Permanence permanence;
  Retry retry;
  std::uint32_t retry_after_seconds;
  bool verified;
  std::span<const Step> steps;
  EntryText en;
  EntryText de;  // title "" if not translated
  std::span<const std::string_view> shares_text_with;
  std::span<const Evidence> supported_by;
  std::span<const Evidence> contradicted_by;
  std::string_view source;
};

}  // namespace maillint
