// Reading and printing the settings of a policy.
#include "rules/hygiene/policy.h"

#include <fmt/format.h>

#include <charconv>

#include "lint/ascii.h"

namespace maillint {
namespace {

struct Setting {
  std::string_view name;
  std::uint32_t HygienePolicy::*value;
  std::string_view unit;  // may follow the number
  std::uint32_t most;
};

constexpr Setting settings[] = {
    {"hard-after", &HygienePolicy::hard_after_days, "d", 3650},
    {"soft-count", &HygienePolicy::soft_count, "", 1000},
    {"soft-days", &HygienePolicy::soft_days, "d", 3650},
    {"soft-window", &HygienePolicy::soft_window_days, "d", 3650},
    {"pause", &HygienePolicy::pause_days, "d", 3650},
    {"pause-max", &HygienePolicy::pause_max_days, "d", 3650},
    {"brake-percent", &HygienePolicy::brake_percent, "%", 100},
    {"brake-count", &HygienePolicy::brake_count, "", 1'000'000'000},
};

std::string names() {
  std::string all;
  for (const Setting& setting : settings)
    all += fmt::format("{}{}", all.empty() ? "" : ", ", setting.name);
  return all + ", brake=off";
}

Result<void> apply_one(HygienePolicy& policy, std::string_view item) {
  const std::size_t equals = item.find('=');
  const std::string_view name = ascii::trim(item.substr(0, equals));
  std::string_view value;
  if (equals != std::string_view::npos) value = ascii::trim(item.substr(equals + 1));
  if (name == "brake" && (value == "off" || value == "on")) {
    policy.brake_percent = value == "off" ? 100 : HygienePolicy{}.brake_percent;
    return {};
  }
  for (const Setting& setting : settings) {
    if (setting.name != name) continue;
    if (!setting.unit.empty() && value.ends_with(setting.unit))
      value.remove_suffix(setting.unit.size());
    if (value == "now" && name == "hard-after") value = "0";
    std::uint32_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc() || end != value.data() + value.size() || number > setting.most)
      return tl::unexpected(Error{
          .what =
              fmt::format("{} takes a number from 0 to {}, not '{}'", name, setting.most, value),
          .hint = fmt::format("for example {}={}{}", name, policy.*setting.value, setting.unit)});
    policy.*setting.value = number;
    return {};
  }
  return tl::unexpected(
      Error{.what = fmt::format("the policy has no setting '{}'", name), .hint = names()});
}

}  // namespace

Result<void> apply_policy(HygienePolicy& policy, std::string_view text) {
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view item = ascii::trim(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    if (item.empty()) continue;
    if (const Result<void> applied = apply_one(policy, item); !applied) return applied;
  }
  return {};
}

std::string describe(const HygienePolicy& policy) {
  std::string text;
  for (const Setting& setting : settings) {
    text += fmt::format("{}{}={}{}", text.empty() ? "" : ",", setting.name, policy.*setting.value,
                        setting.unit);
  }
  return text;
}

}  // namespace maillint
