// What one input comes to: the only thing renderers know, for check and for explain.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/facts.h"
#include "lint/message.h"
#include "lint/rule.h"
#include "lint/settings.h"
#include "rules/catalogue/entry.h"
#include "rules/risk/risk.h"

namespace maillint {

enum class Verdict : std::uint8_t { most_likely, possible, ruled_out };
std::string_view name(Verdict verdict);  // "most-likely"
std::string_view name(Who who);          // "sender-admin"

struct ExplainedStep {
  std::string text;  // filled in: the IP, the domain, the wait
  Who who = Who::sender;
  std::vector<std::string> rules;
  /// What made the step concrete: findings of `rules` in the original or in a refused address.
  std::vector<std::string> found;
};

struct Explanation {
  std::string id;
  std::string title;
  Verdict verdict = Verdict::possible;
  double confidence = 0;  // rank score in 0..1, not a probability
  std::vector<std::string> evidence;
  std::string cause;
  Who who = Who::sender;
  std::vector<ExplainedStep> steps;
  std::string source;
  bool verified = true;  // false: no published source confirms the entry
};

/// A refusal and what it means.
struct ExplainedRefusal {
  Refusal refusal;
  bool permanent = false;
  std::string category;
  std::string coarse_class;  // JSON "class"
  bool suppress = false;
  std::string retry;  // "no", "automatic", "after-fix", "later"
  std::optional<std::uint32_t> retry_after_seconds;
  std::string provider;       // id: "all-inkl", "" if unknown
  std::string provider_name;  // for people: "ALL-INKL.COM"
  std::string blocklist;
  bool decided = true;
  std::vector<std::string> would_decide;
  std::vector<Explanation> explanations;  // best first, never empty
};

/// Who decided that a finding is not reported.
enum class SuppressedBy : std::uint8_t { inline_, config, baseline };
inline constexpr std::size_t suppressed_by_count = 3;

struct Suppressed {
  Finding finding;
  SuppressedBy by = SuppressedBy::inline_;
  std::string reason;  // may be empty
};

struct InputError {
  std::string message;
  int errno_value = 0;
};

/// check fills the first half, explain both.
struct Report {
  std::string path;
  Kind kind = Kind::message;
  std::vector<InputError> input_errors;  // kind error: only path, kind and these mean anything
  std::unique_ptr<const Message> message;
  std::unique_ptr<const Facts> facts;
  Settings settings;
  Guess guess;
  bool profile_guessed = true;
  bool stage_guessed = true;

  std::vector<RuleFindings> findings;
  std::vector<Suppressed> suppressed;
  std::array<std::size_t, suppressed_by_count> suppressed_counts{};  // by SuppressedBy
  std::vector<CriterionResult> criteria;
  std::optional<risk::Risk> risk;  // only if asked for

  std::optional<DeliveryReport> delivery;  // explain
  std::vector<ExplainedRefusal> recipients;
  std::vector<ExplainedRefusal> errors;
  std::vector<RuleFindings> original_findings;  // places are of *original_facts' message
  std::unique_ptr<const Facts> original_facts;
  std::vector<std::string> warnings;
};

}  // namespace maillint
