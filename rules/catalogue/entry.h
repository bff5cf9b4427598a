// An entry of the error catalogue: which reply it explains, what that means, and who does what.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lint/settings.h"

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
  Who who = Who::sender;
  /// Rules whose findings in the returned original give this step its facts; address-* rules are
  /// also run on the refused recipients ("address-typo-domain").
  std::span<const std::string_view> rules;
  /// When the step is shown: "" always, else a sign expression (rules/explain/signs.h).
  std::string_view when;
};

/// Evidence for or against: a sign expression ("subject-*", "@original & !@checklist";
/// rules/explain/signs.h) and what it weighs.
struct Evidence {
  std::string_view sign;
  std::int32_t weight = 0;
};

/// Who runs a group of hosts.
struct Provider {
  std::string_view id;                      // "all-inkl"
  std::string_view name;                    // "ALL-INKL.COM"
  std::span<const std::string_view> hosts;  // globs: "*.kasserver.com"
};

/// A DNS blocklist, as replies name it.
struct Blocklist {
  std::string_view name;                    // "zen.spamhaus.org"
  std::string_view operator_name;           // "Spamhaus"
  std::span<const std::string_view> words;  // lower case; any of them in a reply names the list
  std::string_view lookup;                  // page to look an address up, "" if it is shut down
  std::string_view who;                     // who can have an address removed
};

/// Names a set of signs, so that several entries can weigh it ("@checklist").
struct SignGroup {
  std::string_view name;                    // without "@"
  std::span<const std::string_view> signs;  // any of them
};

/// All views live as long as the catalogue that holds the entry.
struct Entry {
  std::string_view id;                             // "all-inkl/spam-technical"
  std::string_view provider;                       // the id up to "/"
  std::span<const std::string_view> text;          // literals, lower case; any one of them
  std::string_view regex;                          // RE2, lower case, "" if none
  std::span<const std::string_view> hosts;         // globs of the host that refused
  std::span<const std::string_view> reply_codes;   // "550", "4*"; empty = any
  std::span<const std::string_view> status_codes;  // "5.7.1", "*.1.1"; empty = any
  std::span<const std::string_view> commands;      // "DATA"; empty = any
  std::string_view category;                       // OUTPUT.md
  Permanence permanence = Permanence::by_reply;
  Retry retry = Retry::by_reply;
  Who who = Who::sender;  // whose turn it is first
  std::uint32_t retry_after_seconds = 0;
  /// Other sites use these words too: without one of `hosts` the entry is only possible, and with a
  /// foreign host it is ruled out.
  bool hosts_required = false;
  /// False: no published source confirms it. It ranks below a verified entry with the same text.
  bool verified = true;
  /// Knows its cause by words that stand near each other, in texts that no other entry knows.
  bool loose = false;
  std::span<const Step> steps;
  EntryText en;
  EntryText de;  // title "" if not translated
  std::span<const std::string_view> shares_text_with;
  std::span<const Evidence> supported_by;
  std::span<const Evidence> contradicted_by;
  std::string_view source;

  /// Explains a code and nothing else: the last resort.
  bool is_code_only() const { return text.empty(); }
  /// English where there is no translation.
  const EntryText& in(Language language) const {
    return language == Language::de && !de.title.empty() ? de : en;
  }
};

}  // namespace maillint
