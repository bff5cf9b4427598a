// The words of reports.
#include "cli/render/labels.h"

#include <fmt/format.h>

#include "rules/catalogue/category.h"

namespace maillint::cli {
namespace {

/// English and German, in the order of an enumeration.
struct Label {
  std::string_view en;
  std::string_view de;
};

template <std::size_t N, typename T>
std::string_view pick(const Label (&labels)[N], T value, Language language) {
  const Label& label = labels[static_cast<std::size_t>(value) % N];
  return either(language, label.en, label.de);
}

constexpr Label criteria[criterion_count] = {{"subject", "Betreff"},
                                             {"recipients", "Empfänger"},
                                             {"links", "Links"},
                                             {"technical", "Technik"},
                                             {"list hygiene", "Listenpflege"},
                                             {"content", "Inhalt"},
                                             {"behaviour", "Versandverhalten"},
                                             {"loop", "Schleife"},
                                             {"authentication", "Authentifizierung"},
                                             {"bulk rules", "Regeln für Massenversand"},
                                             {"rendering", "Darstellung"}};
constexpr Label statuses[] = {{"ok", "ok"}, {"look", "prüfen"}, {"FAIL", "FEHLER"}, {"?", "?"}};
constexpr Label severities[] = {{"info", "Hinweis"}, {"warn", "Warnung"}, {"error", "Fehler"}};
constexpr Label profiles[] = {{"personal mail", "persönliche Mail"},
                              {"transactional mail", "Transaktionsmail"},
                              {"bulk mail", "Massenmail"}};
constexpr Label stages[] = {
    {"draft", "Entwurf"}, {"sent copy", "gesendete Kopie"}, {"received copy", "empfangene Kopie"}};
constexpr Label kinds[] = {{"bounce", "Unzustellbarkeitsmeldung"},
                           {"delay notice", "Verzögerungsmeldung"},
                           {"success notice", "Zustellbestätigung"},
                           {"feedback report", "Beschwerdemeldung (ARF)"},
                           {"automatic reply", "automatische Antwort"},
                           {"disposition notification", "Lesebestätigung"},
                           {"challenge", "Rückfrage eines Filters"},
                           {"SMTP transcript", "SMTP-Mitschnitt"},
                           {"log", "Protokoll"},
                           {"error dialog", "Fehlermeldung eines Mailprogramms"},
                           {"reply", "Serverantwort"},
                           {"nothing to explain", "nichts zu erklären"}};
constexpr Label actions[] = {{"", ""},
                             {"refused", "abgelehnt"},
                             {"delayed", "verzögert"},
                             {"delivered", "zugestellt"},
                             {"relayed", "weitergereicht"},
                             {"expanded", "verteilt"}};
constexpr Label verdicts[] = {{"most likely", "am wahrscheinlichsten"},
                              {"possible", "möglich"},
                              {"ruled out", "ausgeschlossen"}};
constexpr Label turns[] = {
    {"The sender must act", "Der Absender muss handeln"},
    {"The sender's mail administrator must act",
     "Der Mailadministrator des Absenders muss handeln"},
    {"The recipient must act", "Der Empfänger muss handeln"},
    {"The recipient's mail administrator must act",
     "Der Mailadministrator des Empfängers muss handeln"},
    {"The provider's support must act", "Der Support des Anbieters muss handeln"},
    {"Nobody must act now", "Niemand muss jetzt handeln"}};
constexpr Label actors[] = {{"", ""},
                            {"Mail administrator: ", "Mailadministrator: "},
                            {"Recipient: ", "Empfänger: "},
                            {"Recipient's administrator: ", "Administrator des Empfängers: "},
                            {"Provider's support: ", "Support des Anbieters: "},
                            {"", ""}};

}  // namespace

std::string_view label(Criterion criterion, Language language) {
  return pick(criteria, criterion, language);
}
std::string_view label(CriterionStatus status, Language language) {
  return pick(statuses, status, language);
}
std::string_view label(Severity severity, Language language) {
  return pick(severities, severity, language);
}
std::string_view label(Profile profile, Language language) {
  return pick(profiles, profile, language);
}
std::string_view label(Stage stage, Language language) { return pick(stages, stage, language); }
std::string_view label(ReportKind kind, Language language) { return pick(kinds, kind, language); }
std::string_view label(Action action, Language language) { return pick(actions, action, language); }
std::string_view label(Verdict verdict, Language language) {
  return pick(verdicts, verdict, language);
}
std::string_view turn(Who who, Language language) { return pick(turns, who, language); }
std::string_view actor(Who who, Language language) { return pick(actors, who, language); }

std::string_view category_name(std::string_view category, bool sisimai) {
  const Category* known = sisimai ? find_category(category) : nullptr;
  return known == nullptr ? category : known->sisimai;
}

std::string_view unconfirmed(Language language) {
  return either(language, "no published source confirms this entry",
                "keine veröffentlichte Quelle bestätigt diesen Eintrag");
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace maillint::cli
