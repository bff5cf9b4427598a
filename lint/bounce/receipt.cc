// Receipts that a mail program writes as text, without a report part.
#include "lint/bounce/receipt.h"

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"

namespace maillint::bounce {

namespace {

using std::string_view_literals::operator""sv;

/// What stands before the subject of the mail that was read.
constexpr std::array subjects = {"return receipt"sv,
                                 "read:"sv,
                                 "read receipt"sv,
                                 "gelesen:"sv,
                                 "lesebestätigung"sv,
                                 "empfangsbestätigung"sv,
                                 "lu :"sv,
                                 "lu:"sv,
                                 "accusé de réception"sv,
                                 "accusé de lecture"sv,
                                 "leído:"sv,
                                 "acuse de recibo"sv,
                                 "confirmación de lectura"sv,
                                 "letto:"sv,
                                 "conferma di lettura"sv,
                                 "ricevuta di ritorno"sv,
                                 "lida:"sv,
                                 "gelezen:"sv,
                                 "leesbevestiging"sv,
                                 "ontvangstbevestiging"sv};

constexpr Phrases statements(std::to_array<std::string_view>(
    {"was received by", "was read on",   "was read by",    "was displayed on",
     "has been read",   "wurde gelesen", "gelesen am",     "wurde empfangen von",
     "empfangen von",   "a été lu",      "a été reçu par", "ha sido leído",
     "se leyó",         "fue leído",     "recibido por",   "è stato letto",
     "ricevuto da",     "foi lida",      "is gelezen",     "gelezen op",
     "ontvangen door"}));

}  // namespace

bool is_receipt(std::string_view subject, std::string_view words) {
  return std::any_of(subjects.begin(), subjects.end(),
                     [&](std::string_view begin) { return ascii::starts_with(subject, begin); }) &&
         statements.in(words.substr(0, 1000));
}

}  // namespace maillint::bounce
