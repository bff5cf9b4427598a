// The words of reports, in English and German.
#pragma once

#include <string>
#include <string_view>

#include "lint/bounce/delivery_report.h"
#include "lint/rule.h"
#include "lint/settings.h"
#include "rules/catalogue/entry.h"
#include "rules/report.h"

namespace maillint::cli {

/// Names of the checklist's criteria: "list hygiene".
std::string_view label(Criterion criterion, Language language);
/// The checklist's verdicts: "FAIL", "look", "ok", "?".
std::string_view label(CriterionStatus status, Language language);
/// "error", "warn", "info".
std::string_view label(Severity severity, Language language);
/// "bulk mail".
std::string_view label(Profile profile, Language language);
/// "received copy".
std::string_view label(Stage stage, Language language);
/// "bounce", "SMTP transcript".
std::string_view label(ReportKind kind, Language language);
/// "refused", "delayed".
std::string_view label(Action action, Language language);
/// "most likely".
std::string_view label(Verdict verdict, Language language);
/// "The sender must act".
std::string_view turn(Who who, Language language);
/// "Sender: " before a step that is not the sender's.
std::string_view actor(Who who, Language language);

/// A category's own name, or Sisimai's name for the reason.
std::string_view category_name(std::string_view category, bool sisimai);
/// What is said of an entry that is not verified.
std::string_view unconfirmed(Language language);

/// The English or the German one.
constexpr std::string_view either(Language language, std::string_view english,
                                  std::string_view german) {
  return language == Language::de ? german : english;
}
/// "1 error", "2 errors".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace maillint::cli
