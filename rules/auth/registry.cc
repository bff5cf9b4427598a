// Words of Authentication-Results.
#include "rules/auth/registry.h"

#include <algorithm>
#include <span>

#include "lint/ascii.h"

namespace maillint::rules {
namespace {

struct Method {
  std::string_view name;
  std::string_view results;  // between spaces
};

constexpr std::string_view verification = " none pass fail policy neutral temperror permerror ";
constexpr std::string_view spf = " none pass fail softfail policy neutral temperror permerror ";
constexpr std::string_view check = " none pass fail temperror permerror ";

/// RFC 8601 and those that register further methods; BIMI is a draft that receivers write.
constexpr Method methods[] = {
    {"arc", " none pass fail "},
    {"auth", check},
    {"bimi", " none pass fail temperror declined skipped skip permerror "},
    {"dkim", verification},
    {"dkim-adsp", " none pass unknown fail discard nxdomain temperror permerror "},
    {"dkim-atps", check},
    {"dmarc", check},
    {"dnswl", " none pass temperror permerror "},
    {"domainkeys", verification},
    {"iprev", check},
    {"rrvs", " none pass fail temperror permerror unknown "},
    {"sender-id", spf},
    {"smime", verification},
    {"spf", spf},
    {"vbr", check}};

constexpr std::string_view private_methods[] = {"compauth", "dara", "ptr", "tls", "csa"};
constexpr std::string_view old_results[] = {"hardfail", "bestguesspass", "unknown", "error",
                                            "discard",  "invalid",       "timeout"};

const Method* find(std::string_view method) {
  const auto* found = std::ranges::find_if(
      methods, [&](const Method& known) { return ascii::equal(known.name, method); });
  return found == std::end(methods) ? nullptr : found;
}

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::any_of(words, [&](std::string_view w) { return ascii::equal(w, word); });
}

}  // namespace

bool is_registered_method(std::string_view method) { return find(method) != nullptr; }

bool is_private_method(std::string_view method) {
  return ascii::starts_with(method, "x-") || holds(private_methods, method);
}

bool is_registered_result(std::string_view method, std::string_view result) {
  const Method* known = find(method);
  if (known == nullptr || result.empty()) return false;
  for (std::size_t at = ascii::find(known->results, result); at != std::string_view::npos;
       at = ascii::find(known->results, result, at + 1)) {
    if (known->results[at - 1] == ' ' && known->results[at + result.size()] == ' ') return true;
  }
  return false;
}

bool is_old_result(std::string_view result) { return holds(old_results, result); }

}  // namespace maillint::rules
