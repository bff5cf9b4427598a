// Pages made from MJML: what both hold is told once, where it can be mended.
#include "cli/compiled.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "cli/drop_findings.h"
#include "cli/render/places.h"
#include "lint/ascii.h"
#include "lint/web/html_tokenizer.h"

namespace maillint::cli {
namespace {

/// What stays the same when MJML is compiled: of a tag only its source or target, as the compiler
/// writes the name and adds attributes; else the words, with their white space folded.
std::string words_of(std::string_view evidence) {
  HtmlTokenizer tokenizer(evidence);
  if (evidence.starts_with('<') && tokenizer.next().kind == HtmlTokenKind::start_tag) {
    for (const std::string_view name : {"src", "href"}) {
      const HtmlAttribute* attribute = tokenizer.attribute(name);
      if (attribute != nullptr) return std::string(tokenizer.text(attribute->value));
    }
  }
  std::string words;
  for (const char c : ascii::trim(evidence)) {
    if (!ascii::is_space(c)) {
      words += c;
    } else if (!words.ends_with(' ')) {
      words += ' ';
    }
  }
  return words;
}

using Fault = std::pair<const Rule*, std::string>;

}  // namespace

void leave_to_mjml(Report& page, const Report& mjml) {
  if (page.message == nullptr || page.findings.empty()) return;
  const Places in_page(*page.facts);
  const Places in_mjml(*mjml.facts);
  std::set<Fault> told;
  for (const RuleFindings& findings : mjml.findings) {
    for (const Finding& finding : findings.places)
      told.emplace(finding.rule, words_of(in_mjml.evidence(finding)));
  }
  for (const Suppressed& silenced : mjml.suppressed) {
    if (silenced.by == SuppressedBy::inline_)
      told.emplace(silenced.finding.rule, words_of(in_mjml.evidence(silenced.finding)));
  }
  drop_findings(page, [&](const Finding& finding) {
    return told.contains(Fault(finding.rule, words_of(in_page.evidence(finding))));
  });
}

}  // namespace maillint::cli
