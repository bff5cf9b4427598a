// Turns the words of an entry into the words for one refusal: placeholders, conditions, findings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/catalogue/catalogue.h"
#include "rules/explain/signs.h"
#include "rules/report.h"

namespace maillint {

/// What entries may put in braces: {ip} {host} {recipient} {domain} {dmarc} {wait} {blocklist}
/// {lookup} {suggestion}. An unknown one stays as it is.
class Placeholders {
 public:
  Placeholders(const Signs& signs, const Blocklist* blocklist,
               std::optional<std::uint32_t> wait_seconds);
  std::string fill(std::string_view text) const;
  /// Whether reader and tests know the name.
  static bool known(std::string_view name);

 private:
  std::string value(std::string_view name) const;

  const Signs& signs_;
  const Blocklist* blocklist_;
  std::optional<std::uint32_t> wait_seconds_;
};

/// The steps whose condition holds, those first that something was found for.
std::vector<ExplainedStep> explain_steps(const Entry& entry, const Signs& signs,
                                         const Placeholders& placeholders);

/// What address-* rules say about an address: "gmial.com: did you mean gmail.com?".
std::vector<std::string> lint_address(std::string_view address, std::string_view rule_glob);

}  // namespace maillint
