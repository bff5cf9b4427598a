// Header fields that name the sending service or software.
#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/data/patterns.h"
#include "rules/data/table.h"

namespace maillint::lists {
namespace {

std::optional<EspFingerprint> first_match(Rows rows, std::string_view value) {
  static const Patterns patterns(esp_fingerprints, 1);
  for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
    if (esp_fingerprints.cell(row, 1) != "-" && !patterns.matches(row, value)) continue;
    return EspFingerprint{.service = esp_fingerprints.cell(row, 2),
                          .service_class = esp_fingerprints.cell(row, 3)};
  }
  return std::nullopt;
}

}  // namespace

bool EspFingerprint::is_bulk() const {
  return service_class == "esp" || service_class == "list" || service_class == "self-hosted";
}

std::optional<EspFingerprint> esp_fingerprint(std::string_view field_name, std::string_view value) {
  if (auto match = first_match(esp_fingerprints.find(field_name), value)) return match;
  // "X-OTRS-": a prefix of field names.
  for (std::size_t hyphen = field_name.find('-', 2); hyphen != std::string_view::npos;
       hyphen = field_name.find('-', hyphen + 1)) {
    if (auto match = first_match(esp_fingerprints.find(field_name.substr(0, hyphen + 1)), value)) {
      return match;
    }
  }
  return std::nullopt;
}

std::optional<OutdatedMailer> outdated_mailer(std::string_view field_name, std::string_view value) {
  static const Patterns patterns(outdated_mailers, 1);
  for (std::uint32_t row = 0; row < outdated_mailers.size(); ++row) {
    // The pattern first: it tells by a few octets, and most rows are of X-Mailer.
    if (!patterns.matches(row, value)) continue;
    if (!ascii::equal(outdated_mailers.key(row), field_name)) continue;
    const std::string_view end_of_support = outdated_mailers.cell(row, 3);
    if (end_of_support == "-") return std::nullopt;  // listed as not outdated
    return OutdatedMailer{.product = outdated_mailers.cell(row, 2),
                          .end_of_support = end_of_support,
                          .note = outdated_mailers.cell(row, 4)};
  }
  return std::nullopt;
}

}  // namespace maillint::lists
