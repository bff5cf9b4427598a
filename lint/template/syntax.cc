// Template languages and mailing services by name.
#include "lint/template/syntax.h"

#include <algorithm>
#include <iterator>

namespace maillint {
namespace {

using enum TemplateSyntax;

// Sorted by name.
constexpr Dialect known[] = {
    {"ampscript", {double_percent}},
    {"django", {braces, blocks}},
    {"ejs", {angle_percent}},
    {"erb", {angle_percent}},
    {"freemarker", {directives, dollar}},
    {"ghost", {braces, double_percent}},
    {"go", {braces}},
    {"handlebars", {braces}},
    {"hubspot", {braces, blocks}},
    {"javascript", {dollar}},
    {"jinja", {braces, blocks}},
    {"klaviyo", {braces, blocks}},
    {"liquid", {braces, blocks}},
    {"listmonk", {braces}},
    {"mailchimp", {stars}},
    {"mailgun", {percent, braces}},
    {"mandrill", {stars, braces}},
    {"mautic", {brace}},
    {"mustache", {braces}},
    {"none", {}},
    {"nunjucks", {braces, blocks}},
    {"php", {php}},
    {"salesforce", {double_percent, braces, brace}},
    {"sendgrid", {braces, angle_percent, bracket_percent}},
    {"sendy", {bracket}},
    {"smarty", {brace}},
    {"thymeleaf", {double_bracket, dollar}},
    {"twig", {braces, blocks}},
    {"velocity", {hashes, dollar}},
};

}  // namespace

std::span<const Dialect> dialects() { return known; }

std::optional<SyntaxSet> find_dialect(std::string_view name) {
  const auto found = std::ranges::find(known, name, &Dialect::name);
  return found == std::end(known) ? std::nullopt : std::optional(found->syntaxes);
}

}  // namespace maillint
