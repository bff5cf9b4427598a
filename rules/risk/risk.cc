// The risk: a sum of weights, and what it stands for.
#include "rules/risk/risk.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "rules/data/table.h"
#include "rules/maillint.h"

namespace maillint::risk {
namespace {

/// Of the test half's messages with the highest risk 1 % were wanted, so no figure claims more.
constexpr double least = 0.01;

/// Weights stand in the list as whole hundredths.
double hundredths(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value / 100.0;
}

/// The second cell of the row with that key, "" if there is none.
std::string_view cell(std::string_view key) {
  const lists::Rows rows = lists::risk_weights.find(key);
  return rows.empty() ? std::string_view() : lists::risk_weights.cell(rows.begin, 1);
}

}  // namespace

std::vector<std::string> features_of(const Facts& facts, Settings settings) {
  static const RuleSet every_rule(all_rules());
  settings.profile = Profile::bulk;
  settings.suppressions = nullptr;
  settings.clients = nullptr;
  return features(facts, lint(facts.message(), facts, settings, every_rule));
}

Risk assess(std::span<const std::string> features) {
  Risk risk;
  risk.trained_on = cell("model:trained on");
  double sum = hundredths(cell("model:bias"));
  std::vector<Contributor> all;
  for (const std::string& feature : features) {
    const double weight = hundredths(cell(feature));
    if (weight == 0) continue;
    sum += weight;
    const Kind kind = kind_of(feature);
    const std::size_t prefix = kind == Kind::rule ? std::string_view("rule:").size() : 0;
    all.push_back({.feature = feature.substr(prefix), .kind = kind, .weight = weight});
  }
  risk.probability = std::clamp(1 / (1 + std::exp(-sum)), least, 1 - least);
  // The strongest first; features come sorted, so equal ones stay in the order of their names.
  std::ranges::stable_sort(all, std::ranges::greater(), &Contributor::weight);
  const auto against = std::ranges::find_if(all, [](const Contributor& c) { return c.weight < 0; });
  const auto for_count =
      std::min<std::ptrdiff_t>(against - all.begin(), std::ptrdiff_t{contributors_shown});
  risk.contributors.assign(all.begin(), all.begin() + for_count);
  const auto rest = std::min<std::ptrdiff_t>(all.end() - against, contributors_shown);
  for (std::ptrdiff_t i = 0; i < rest; ++i) risk.contributors.push_back(*(all.end() - 1 - i));
  return risk;
}

}  // namespace maillint::risk
