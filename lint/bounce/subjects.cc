// What the subject of a message tells about its kind.
#include "lint/bounce/subjects.h"

#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"

namespace maillint::bounce {

namespace {

using std::string_view_literals::operator""sv;

constexpr Phrases failure_subjects(std::to_array<std::string_view>({"undeliver",
                                                                    "delivery failure",
                                                                    "delivery failed",
                                                                    "failure notice",
                                                                    "returned mail",
                                                                    "delivery status",
                                                                    "mail delivery",
                                                                    "delivery has failed",
                                                                    "returning message",
                                                                    "returned to sender",
                                                                    "delivery report",
                                                                    "nondeliverable",
                                                                    "non-deliverable",
                                                                    "could not be delivered",
                                                                    "mail failure",
                                                                    "failure delivery",
                                                                    "failed delivery",
                                                                    "delivery notification",
                                                                    "delivery problem",
                                                                    "mail error",
                                                                    "mail system error",
                                                                    "message status",
                                                                    "mail failed",
                                                                    "failed mail",
                                                                    "message delivery",
                                                                    "returned message",
                                                                    "bounced",
                                                                    "not delivered",
                                                                    "non recapitabile",
                                                                    "unzustellbar",
                                                                    "nicht zustellbar",
                                                                    "nicht zugestellt",
                                                                    "non remis",
                                                                    "non distribu",
                                                                    "no se puede entregar",
                                                                    "no entregado",
                                                                    "onbestelbaar",
                                                                    "não foi poss",
                                                                    "niedostarcz",
                                                                    "ikke leveres",
                                                                    "kan inte levereras",
                                                                    "配信",
                                                                    "не достав",
                                                                    "退信",
                                                                    "error sending",
                                                                    "blocked by our",
                                                                    "non-delivery",
                                                                    "nondelivery",
                                                                    "undelivered",
                                                                    "unable to deliver",
                                                                    "permanent delivery",
                                                                    "mail could not be",
                                                                    "message could not be",
                                                                    "mailzustellung",
                                                                    "zustellung fehlgeschlagen",
                                                                    "zustellfehler",
                                                                    "zustellungsfehler",
                                                                    "mancato recapito",
                                                                    "mancata consegna",
                                                                    "impossible de",
                                                                    "echec de",
                                                                    "échec de",
                                                                    "devuelto",
                                                                    "no se pudo entregar",
                                                                    "não entreg",
                                                                    "nao entreg",
                                                                    "devolvid",
                                                                    "niet bezorgd",
                                                                    "kan ikke levere",
                                                                    "ikke leveret",
                                                                    "ikke levert",
                                                                    "inte att leverera",
                                                                    "ej levererat",
                                                                    "ei voi toimittaa",
                                                                    "toimittamaton",
                                                                    "nedoručiteln",
                                                                    "nedoručen",
                                                                    "kézbesíthet",
                                                                    "nem kézbesít",
                                                                    "nelivr",
                                                                    "teslim edil",
                                                                    "iletileme",
                                                                    "недостав",
                                                                    "エラー通知",
                                                                    "エラーメ",
                                                                    "送信できませ",
                                                                    "无法送达",
                                                                    "無法傳",
                                                                    "投递失",
                                                                    "반송",
                                                                    "배달되지",
                                                                    "nicht ausgeliefert",
                                                                    "konnte nicht zugestellt",
                                                                    "nicht übermittelt",
                                                                    "non livré",
                                                                    "non acheminé",
                                                                    "pas été remis",
                                                                    "pas été distribu",
                                                                    "chec d'envoi",
                                                                    "non entregad",
                                                                    "no llegó",
                                                                    "no se ha podido entregar",
                                                                    "no se puede enviar",
                                                                    "error de entrega",
                                                                    "non consegnat",
                                                                    "non recapitat",
                                                                    "niet afgeleverd",
                                                                    "niet worden bezorgd",
                                                                    "nie dostarczon",
                                                                    "zwrot wiadomości",
                                                                    "nie można dostarczyć",
                                                                    "kunde inte levereras",
                                                                    "kunne ikke leveres",
                                                                    "kunne ikke levere",
                                                                    "toimitus epäonnistui",
                                                                    "toimittaminen epäonnistui",
                                                                    "nelze doručit",
                                                                    "nedoručit",
                                                                    "sikertelen kézbesít",
                                                                    "nu a putut fi livrat",
                                                                    "iletilemedi",
                                                                    "gönderilemedi",
                                                                    "е доставлено",
                                                                    "е удалось доставить",
                                                                    "ошибка доставки",
                                                                    "возврат почты",
                                                                    "配送でき",
                                                                    "届けでき",
                                                                    "届きません",
                                                                    "送信エラー",
                                                                    "配達でき",
                                                                    "無法送達",
                                                                    "無法投遞",
                                                                    "未送达",
                                                                    "未能送达",
                                                                    "被退",
                                                                    "발송 실패",
                                                                    "전송 실패",
                                                                    "수신 실패",
                                                                    "메일 반송",
                                                                    "failure delivering",
                                                                    "ndn:",
                                                                    "cannot be delivered",
                                                                    "could not deliver",
                                                                    "couldn't be delivered",
                                                                    "wasn't delivered",
                                                                    "not be delivered",
                                                                    "unzustellbare",
                                                                    "status (fehlgeschlagen"}));

constexpr Phrases delay_subjects(std::to_array<std::string_view>({"delayed mail",
                                                                  "(delay)",
                                                                  "delivery delayed",
                                                                  "has been delayed",
                                                                  " delayed ",
                                                                  "warning: could not send",
                                                                  "verzöger",
                                                                  "warning--could not send",
                                                                  "mail delivery delayed",
                                                                  "delivery incomplete",
                                                                  "notification: delayed",
                                                                  "still undelivered",
                                                                  "delivery delay",
                                                                  "retardé",
                                                                  "retardada",
                                                                  "retrasad",
                                                                  "ritardo",
                                                                  "vertraagd",
                                                                  "försenad",
                                                                  "forsinke",
                                                                  "opóźnion",
                                                                  "задерж",
                                                                  "配信遅",
                                                                  "notification: warning",
                                                                  "différé",
                                                                  "aplazad",
                                                                  "demorad",
                                                                  "posticipat",
                                                                  "uitgesteld",
                                                                  "odložen",
                                                                  "опозда",
                                                                  "遅延",
                                                                  "延迟",
                                                                  "延遲",
                                                                  "지연",
                                                                  "still being retried",
                                                                  "delivery: delayed",
                                                                  "in delay",
                                                                  "temporarily deferred",
                                                                  "message deferred",
                                                                  "delay in message"}));

constexpr Phrases success_subjects(std::to_array<std::string_view>(
    {"successful mail delivery", "(success)", "(relay)", "delivered:", "relayed:", "return receipt",
     "successfully delivered", "delivery successful", "erfolgreich zugestellt"}));

}  // namespace

bool tells_failure(std::string_view subject) { return failure_subjects.in(subject); }
bool tells_delay(std::string_view subject) { return delay_subjects.in(subject); }
bool tells_success(std::string_view subject) { return success_subjects.in(subject); }

std::size_t forward_prefix_length(std::string_view subject) {
  static constexpr std::array prefixes = {
      "fwd:"sv, "fw:"sv,     "wg:"sv,         "tr:"sv,   "tr :"sv, "[fwd:"sv, "[fwd"sv,
      "rv:"sv,  "i:"sv,      "rif:"sv,        "enc:"sv,  "vb:"sv,  "vl:"sv,   "pd:"sv,
      "ilt:"sv, "doorst:"sv, "továbbítás:"sv, "转发:"sv, "轉寄:"sv};
  std::size_t length = 0;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view prefix : prefixes) {
      if (!ascii::starts_with(subject.substr(length), prefix)) continue;
      length += prefix.size();
      while (length < subject.size() && ascii::is_space(subject[length])) ++length;
      more = true;
      break;
    }
  }
  return length;
}

bool is_reply_subject(std::string_view subject) {
  for (const std::string_view prefix : {"re:", "aw:", "sv:", "antw:"}) {
    if (ascii::starts_with(subject, prefix)) return true;
  }
  return false;
}

}  // namespace maillint::bounce
