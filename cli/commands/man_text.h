// Manual pages (mdoc) of the rules and the entries, written from their records.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lint/rule.h"
#include "rules/catalogue/entry.h"

namespace maillint::cli {

/// maillint-rules(7).
std::string rules_page(std::span<const Rule* const> rules);
/// maillint-errors(7).
std::string errors_page(std::span<const Entry> entries);

/// A paragraph for mdoc: nothing in it is taken for a request or an escape.
std::string man_escaped(std::string_view text);

}  // namespace maillint::cli
