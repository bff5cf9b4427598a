// The table of all rules: those of index.def, and those that rules/client makes.
#include "rules/client/feature.h"
#include "rules/maillint.h"

namespace maillint {
namespace rules {

#define MAILLINT_RULE(symbol, file) extern const Rule symbol;
#include "rules/index.def"
#undef MAILLINT_RULE

}  // namespace rules

namespace {

constinit const Rule* const table[] = {
#define MAILLINT_RULE(symbol, file) &rules::symbol,
#include "rules/index.def"
#undef MAILLINT_RULE
#define MAILLINT_CLIENT_RULE(number) &rules::client::client_rules[number],
#include "rules/client/rules.inc"
#undef MAILLINT_CLIENT_RULE
};

}  // namespace

std::span<const Rule* const> all_rules() { return table; }

const Rule* find_rule(std::string_view id) {
  for (const Rule* rule : table) {
    if (rule->id == id) return rule;
  }
  return nullptr;
}

}  // namespace maillint
