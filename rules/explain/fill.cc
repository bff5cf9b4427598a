// Turns the words of an entry into the words for one refusal: placeholders, conditions, findings.
#include "rules/explain/fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "rules/explain/dmarc.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

constexpr std::string_view names[] = {"ip",   "host",      "recipient", "domain",    "dmarc",
                                      "wait", "blocklist", "lookup",    "suggestion"};

std::string wait_in_words(std::uint32_t seconds, Language language) {
  const auto with = [&](std::uint32_t number, std::string_view en, std::string_view de) {
    return fmt::format("{} {}", number, in_language(language, en, de));
  };
  if (seconds >= 7200 && seconds % 3600 == 0) return with(seconds / 3600, "hours", "Stunden");
  if (seconds >= 600 && seconds % 60 == 0) return with(seconds / 60, "minutes", "Minuten");
  return with(seconds, "seconds", "Sekunden");
}

/// Address rules worth running on a refused recipient: those that tell a typing error.
const RuleSet& address_rules() {
  static const std::vector<std::string> select{"address-typo-domain"};
  static const RuleSet rules(all_rules(), select);
  return rules;
}

}  // namespace

std::vector<std::string> lint_address(std::string_view address, std::string_view rule_glob) {
  std::vector<std::string> out;
  if (address.empty() || address.size() > 320 || !glob_match(rule_glob, "address-typo-domain"))
    return out;
  const Message message(std::make_unique<Source>("", fmt::format("To: <{}>\r\n\r\n", address)));
  const Facts facts(message);
  for (const RuleFindings& found : lint(message, facts, Settings{}, address_rules())) {
    for (const Finding& finding : found.places) {
      out.push_back(finding.detail.message.empty()
                        ? fmt::format("{}: {}", address, found.rule->summary)
                        : finding.detail.message);
    }
  }
  return out;
}

Placeholders::Placeholders(const Signs& signs, const Blocklist* blocklist,
                           std::optional<std::uint32_t> wait_seconds)
    : signs_(signs), blocklist_(blocklist), wait_seconds_(wait_seconds) {}

bool Placeholders::known(std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

std::string Placeholders::value(std::string_view name) const {
  const Language language = signs_.language();
  const auto or_else = [&](std::string text, std::string_view en, std::string_view de) {
    return text.empty() ? std::string(in_language(language, en, de)) : std::move(text);
  };
  const Facts* original = signs_.report().original_facts.get();
  if (name == "ip") {
    return or_else(signs_.ip(), "the sending IP address", "die sendende IP-Adresse");
  }
  if (name == "host")
    return or_else(signs_.host(), "the receiving server", "dem empfangenden Server");
  if (name == "recipient") {
    return or_else(signs_.refusal().address, "the recipient", "den Empfänger");
  }
  if (name == "domain") {
    return or_else(original == nullptr ? "" : std::string(original->author_domain()),
                   "the sending domain", "der sendenden Domain");
  }
  if (name == "dmarc") {
    return or_else(original == nullptr ? "" : advise_dmarc(read_dmarc_facts(*original), language),
                   "find out which of SPF and DKIM does not pass.",
                   "Stellen Sie fest, was von SPF und DKIM nicht besteht.");
  }
  if (name == "wait") {
    return or_else(wait_seconds_ ? wait_in_words(*wait_seconds_, language) : "", "a while",
                   "eine Weile");
  }
  if (name == "blocklist") {
    return or_else(blocklist_ == nullptr ? "" : std::string(blocklist_->name), "the blocklist",
                   "die Sperrliste");
  }
  if (name == "lookup") {
    return or_else(blocklist_ == nullptr ? "" : std::string(blocklist_->lookup),
                   "https://multirbl.valli.org/", "https://multirbl.valli.org/");
  }
  const std::vector<std::string> typos =
      lint_address(signs_.refusal().address, "address-typo-domain");
  return typos.empty() ? std::string() : typos.front();
}

std::string Placeholders::fill(std::string_view text) const {
  std::string out;
  while (true) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return out += text;
    out += text.substr(0, open);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    out += known(name) ? value(name) : std::string(text.substr(open, close - open + 1));
    text.remove_prefix(close + 1);
  }
}

std::vector<ExplainedStep> explain_steps(const Entry& entry, const Signs& signs,
                                         const Placeholders& placeholders) {
  const EntryText& words = entry.in(signs.language());
  std::vector<ExplainedStep> out;
  for (std::size_t i = 0; i < entry.steps.size(); ++i) {
    const Step& step = entry.steps[i];
    if (!step.when.empty() && !signs.hold(step.when)) continue;
    ExplainedStep& explained = out.emplace_back();
    explained.text = placeholders.fill(words.steps[i]);
    explained.who = step.who;
    for (const std::string_view glob : step.rules) {
      for (const Finding* finding : signs.findings(glob)) {
        explained.rules.emplace_back(finding->rule->id);
        explained.found.push_back(signs.describe(*finding));
      }
      for (std::string& typo : lint_address(signs.refusal().address, glob)) {
        explained.rules.emplace_back("address-typo-domain");
        explained.found.push_back(std::move(typo));
      }
    }
    if (explained.rules.empty()) explained.rules.assign(step.rules.begin(), step.rules.end());
  }
  std::stable_partition(out.begin(), out.end(),
                        [](const ExplainedStep& step) { return !step.found.empty(); });
  return out;
}

}  // namespace maillint
