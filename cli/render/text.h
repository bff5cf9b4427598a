// Pieces of the text output that check, explain and show share.
#pragma once

#include <string>

#include "cli/render/labels.h"
#include "cli/render/places.h"
#include "cli/render/renderer.h"
#include "cli/render/style.h"
#include "rules/report.h"

namespace maillint::cli {

/// What text renderers need to know.
struct TextContext {
  RenderOptions options;
  Style style;
  Language language() const { return options.language; }
  const Catalogue& catalogue() const {
    return options.catalogue == nullptr ? built_in_catalogue() : *options.catalogue;
  }
  std::string_view say(std::string_view english, std::string_view german) const {
    return either(options.language, english, german);
  }
};

Tone tone_of(Severity severity);
/// "41.2 KiB".
std::string size_words(std::size_t octets);

std::string text_of_check(const Report& report, const TextContext& context);
/// --risk.
std::string text_of_risk(const risk::Risk& risk, const TextContext& context);
std::string text_of_explain(const Report& report, const TextContext& context);
/// --redact.
std::string redacted_report(const Report& report, const TextContext& context);
/// --letter.
std::string letter_of(const Report& report, const TextContext& context);
/// One rule's findings: place, source line, why, what to do.
std::string text_of_finding(const RuleFindings& findings, const Report& report, Places& places,
                            const TextContext& context);

}  // namespace maillint::cli
