// Features of HTML and CSS, how they are recognized, and which mail programs support them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lint/rule.h"
#include "lint/web/web_uses.h"

namespace maillint::rules::client {

/// What is lost where a feature is not supported (features.tsv).
enum class Loss : std::uint8_t { essential, look, extra };

/// One way to use a feature.
struct Detector {
  WebUseKind kind = WebUseKind::property;
  std::string_view name;
  std::string_view value;  // "" = any: a word of the value, or all of an attribute's
  bool value_is_prefix = false;
  std::string_view element;  // of an attribute or a picture; "" = any
};

struct Feature {
  std::string_view title;  // "display: flex"
  Loss loss = Loss::extra;
  // Bits: numbers of mail_clients(). What nobody tested is in none of them.
  std::uint64_t supported = 0;
  std::uint64_t partly = 0;
  std::uint64_t unsupported = 0;
  std::span<const Detector> detectors;
  std::span<const Detector> excuses;
  std::string_view not_detected;  // why there are no detectors
};

/// By number; the rule of features()[i] is client_rules[i].
std::span<const Feature> features();
extern const Rule client_rules[];

/// Indexes of the uses of a feature that harm where it is not supported; those hidden from Outlook
/// too.
std::vector<std::uint32_t> uses_of(const Feature& feature, const WebUses& uses);

/// Reports the uses of a feature that the target programs lack.
void check_feature(const Feature& feature, const HtmlBody& html, const Facts& facts,
                   const Settings& settings, const Reporter& report);

/// The function of each rule: what it looks for is the only difference.
template <std::size_t number>
void check(const HtmlBody& html, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  check_feature(features()[number], html, facts, settings, report);
}

}  // namespace maillint::rules::client
