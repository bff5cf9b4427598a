// Whether a notice says that mail failed, or that it is late.
#include <algorithm>
#include <array>
#include <string>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/prose.h"
#include "lint/octet_set.h"

namespace maillint::bounce {

namespace {

constexpr Phrases final_phrases(std::to_array<std::string_view>({"permanent",
                                                                 "given up",
                                                                 "giving up",
                                                                 "will not be retried",
                                                                 "too long",
                                                                 "gave up",
                                                                 "has failed",
                                                                 "no further delivery attempts",
                                                                 "endgültig",
                                                                 "retry timeout exceeded",
                                                                 "has been deleted",
                                                                 "will not be tried",
                                                                 "expired",
                                                                 "was aborted",
                                                                 "no longer be tried",
                                                                 "abgebrochen",
                                                                 "définitive",
                                                                 "definitivo",
                                                                 "definitiva",
                                                                 "окончательн"}));

constexpr Phrases delay_phrases(std::to_array<std::string_view>({"delivery attempts will continue",
                                                                 "has been postponed",
                                                                 "message still undelivered",
                                                                 "will be attempted",
                                                                 "still trying",
                                                                 "has been delayed",
                                                                 "warning only",
                                                                 "warning message only",
                                                                 "not yet been delivered",
                                                                 "still being retried",
                                                                 "do not need to resend",
                                                                 "delivery incomplete",
                                                                 "will be retried",
                                                                 "will continue for some time",
                                                                 "delay reason",
                                                                 "could not send message for past",
                                                                 "will keep trying",
                                                                 "will continue to try",
                                                                 "temporarily delayed",
                                                                 "transient non-fatal",
                                                                 "verzögert",
                                                                 "verzögerung",
                                                                 "noch nicht zugestellt",
                                                                 "delivery was delayed",
                                                                 "has not been delivered yet",
                                                                 "delayed for more",
                                                                 "is delayed",
                                                                 "delivery is delayed",
                                                                 "only a temporary failure",
                                                                 "temporary failure report",
                                                                 "still in our queue",
                                                                 "still in the queue",
                                                                 "remains in the queue",
                                                                 "kept in the queue",
                                                                 "will try again",
                                                                 "keep trying",
                                                                 "we will retry",
                                                                 "continue trying",
                                                                 "be retried",
                                                                 "hasn't been delivered yet",
                                                                 "hasn't been delivered",
                                                                 "not been delivered yet",
                                                                 "has not yet been",
                                                                 "could not yet be",
                                                                 "delivery temporarily",
                                                                 "bisher nicht zugestellt",
                                                                 "bislang nicht zugestellt",
                                                                 "konnte noch nicht",
                                                                 "weiter versuch",
                                                                 "weitere zustellversuche",
                                                                 "wird weiterhin versucht",
                                                                 "retardée",
                                                                 "retardé",
                                                                 "différée",
                                                                 "continuera d'essayer",
                                                                 "n'a pas encore été",
                                                                 "se ha retrasado",
                                                                 "retrasad",
                                                                 "seguirá intentando",
                                                                 "aún no se ha",
                                                                 "ancora stato consegnato",
                                                                 "è in ritardo",
                                                                 "continuerà a",
                                                                 "vertraagd",
                                                                 "nog niet bezorgd",
                                                                 "nog niet afgeleverd",
                                                                 "försenat",
                                                                 "försenad",
                                                                 "forsinket",
                                                                 "opóźnion",
                                                                 "jeszcze dostarcz",
                                                                 "задержан",
                                                                 "ока не доставлен",
                                                                 "опытки будут",
                                                                 "опытки доставки будут",
                                                                 "щё не доставлен",
                                                                 "ще не доставлен",
                                                                 "zpožděn",
                                                                 "atrasad",
                                                                 "ainda não foi",
                                                                 "continuará tentando",
                                                                 "viivästyn",
                                                                 "gecik",
                                                                 "遅延",
                                                                 "まだ配信",
                                                                 "再送を試み",
                                                                 "再試行",
                                                                 "延迟",
                                                                 "尚未送达",
                                                                 "將繼續",
                                                                 "将继续",
                                                                 "지연",
                                                                 "καθυστέρ"}));

constexpr Phrases failure_phrases(std::to_array<std::string_view>({"did not receive",
                                                                   "has been returned",
                                                                   "pas pu etre",
                                                                   "no such user",
                                                                   "nicht erreicht",
                                                                   "has been rejected",
                                                                   "automatically rejected",
                                                                   "could not be delivered",
                                                                   "couldn't be delivered",
                                                                   "was not delivered",
                                                                   "wasn't able to deliver",
                                                                   "not able to deliver",
                                                                   "unable to deliver",
                                                                   "undeliverable",
                                                                   "undelivered",
                                                                   "delivery failed",
                                                                   "delivery has failed",
                                                                   "delivery to the following",
                                                                   "failed permanently",
                                                                   "permanent fatal error",
                                                                   "permanent error",
                                                                   "has failed to these",
                                                                   "did not reach",
                                                                   "failed to deliver",
                                                                   "cannot be delivered",
                                                                   "can not be delivered",
                                                                   "can't be delivered",
                                                                   "wasn't delivered",
                                                                   "delivery failure",
                                                                   "returned mail",
                                                                   "returned to sender",
                                                                   "mail system error",
                                                                   "rejected your message",
                                                                   "failed recipients",
                                                                   "failed addresses",
                                                                   "delivery status",
                                                                   "transcript of session",
                                                                   "no valid recipients",
                                                                   "failure notice",
                                                                   "mail delivery problem",
                                                                   "had permanent",
                                                                   "not delivered to",
                                                                   "failure delivering",
                                                                   "nicht zugestellt",
                                                                   "unzustellbar",
                                                                   "konnte nicht",
                                                                   "fehler bei der nachrichten",
                                                                   "zustellung",
                                                                   "n'a pas pu",
                                                                   "non remis",
                                                                   "no se pudo entregar",
                                                                   "no se ha podido",
                                                                   "non recapitabile",
                                                                   "impossibile",
                                                                   "kon niet worden",
                                                                   "could not deliver",
                                                                   "delivery problems",
                                                                   "error during delivery",
                                                                   "bounced",
                                                                   "not be delivered",
                                                                   "delivery error",
                                                                   "not reach",
                                                                   "not delivered",
                                                                   "not been delivered",
                                                                   "never reached",
                                                                   "was refused",
                                                                   "were refused",
                                                                   "was rejected",
                                                                   "were rejected",
                                                                   "could not send",
                                                                   "couldn't send",
                                                                   "could not reach",
                                                                   "couldn't reach",
                                                                   "not accept",
                                                                   "unreachable",
                                                                   "failed to send",
                                                                   "failed to reach",
                                                                   "unable to send",
                                                                   "returned undelivered",
                                                                   "does not exist any more",
                                                                   "no longer exist",
                                                                   "nicht ausgeliefert",
                                                                   "nicht zustellen",
                                                                   "nicht übermittelt",
                                                                   "abgelehnt",
                                                                   "abgewiesen",
                                                                   "zurückgewiesen",
                                                                   "kam zurück",
                                                                   "kamen zurück",
                                                                   "pas été remis",
                                                                   "pas été livré",
                                                                   "pas été distribu",
                                                                   "pas arrivé",
                                                                   "n'ont pas pu",
                                                                   "chec de",
                                                                   "echec",
                                                                   "non distribu",
                                                                   "impossible de",
                                                                   "no se ha entregado",
                                                                   "no pudo ser",
                                                                   "no ha podido",
                                                                   "no ha sido entregado",
                                                                   "no llegó",
                                                                   "no fue entregado",
                                                                   "error al entregar",
                                                                   "devuelto",
                                                                   "non è stato consegnat",
                                                                   "non consegnat",
                                                                   "non è stato possibile",
                                                                   "mancata consegna",
                                                                   "mancato recapito",
                                                                   "não pôde ser",
                                                                   "não foi entregue",
                                                                   "não foi possível",
                                                                   "não entregue",
                                                                   "nao pode ser",
                                                                   "devolvid",
                                                                   "kon niet",
                                                                   "niet bezorgd",
                                                                   "niet afgeleverd",
                                                                   "onbestelbaar",
                                                                   "geweigerd",
                                                                   "nie można",
                                                                   "nie mogła",
                                                                   "nie została dostarcz",
                                                                   "nie dostarcz",
                                                                   "niedostarcz",
                                                                   "odrzucon",
                                                                   "kunde inte",
                                                                   "inte levereras",
                                                                   "kunne ikke",
                                                                   "ikke leveres",
                                                                   "ei voitu",
                                                                   "ei voida",
                                                                   "toimitus epäonnistui",
                                                                   "nelze doruč",
                                                                   "nebylo možné",
                                                                   "nebyla doruč",
                                                                   "nepodařilo",
                                                                   "nem kézbesíthet",
                                                                   "sikertelen",
                                                                   "nu a putut",
                                                                   "nelivrat",
                                                                   "teslim edilemedi",
                                                                   "iletilemedi",
                                                                   "gönderilemedi",
                                                                   "εν παραδόθηκε",
                                                                   "εν ήταν δυνατή",
                                                                   "е доставлен",
                                                                   "е может быть",
                                                                   "е удалось",
                                                                   "евозможно доставить",
                                                                   "едостав",
                                                                   "не було достав",
                                                                   "配信でき",
                                                                   "配送でき",
                                                                   "送信でき",
                                                                   "お届けでき",
                                                                   "届けられ",
                                                                   "エラー",
                                                                   "配信不能",
                                                                   "届きません",
                                                                   "无法送达",
                                                                   "无法投递",
                                                                   "未能送达",
                                                                   "发送失败",
                                                                   "投递失败",
                                                                   "退信",
                                                                   "被退回",
                                                                   "無法傳",
                                                                   "無法送達",
                                                                   "未能將",
                                                                   "배달되지",
                                                                   "전송되지",
                                                                   "전송 실패",
                                                                   "반송",
                                                                   "전달되지",
                                                                   "empfänger fehlgeschlagen"}));

/// Words that say so above a list of recipients only: elsewhere they tell of a cause.
constexpr Phrases heading_phrases(std::to_array<std::string_view>(
    {"temporary problem", "transient", "delayed", "temporary error", "not been delivered yet"}));

constexpr Phrases delivered_phrases(std::to_array<std::string_view>({"successful delivery",
                                                                     "successfully delivered",
                                                                     "was successfully",
                                                                     "has been delivered to the",
                                                                     "have been delivered to the",
                                                                     "was delivered to",
                                                                     "were delivered to",
                                                                     "delivered successfully",
                                                                     "been successfully",
                                                                     "delivery was successful",
                                                                     "erfolgreich zugestellt",
                                                                     "wurde zugestellt",
                                                                     "été remis à",
                                                                     "a été distribué",
                                                                     "entregado correctamente",
                                                                     "se ha entregado",
                                                                     "consegnato correttamente",
                                                                     "è stato consegnato",
                                                                     "entregue com êxito",
                                                                     "entregue com sucesso",
                                                                     "met succes bezorgd",
                                                                     "доставлено адресату",
                                                                     "успешно доставлен"}));

/// The beginning of a notice, where it says what it is about, on one line: a phrase may be broken
/// across two, also where they are quoted ("> ").
std::string beginning(std::string_view text) {
  text = text.substr(0, 4000);
  static constexpr OctetSet spaces(ascii::is_space);
  std::string folded(text.size(), ' ');
  std::size_t size = 0;
  bool margin = true;
  for (const char c : text) {
    if (margin && c == '>') continue;
    margin = c == '\n' || (margin && spaces.has(c));
    if (!spaces.has(c)) {
      folded[size++] = c;
    } else if (size > 0 && folded[size - 1] != ' ') {
      folded[size++] = ' ';
    }
  }
  folded.resize(size);
  return folded;
}

}  // namespace

bool says_failure(std::string_view words) { return failure_phrases.in(words); }

Action told_of_list(std::string_view heading) {
  if (!heading.ends_with(':') && !heading.starts_with("-----")) return Action::none;
  if ((delay_phrases.in(heading) || heading_phrases.in(heading)) && !final_phrases.in(heading))
    return Action::delayed;
  return says_failure(heading) ? Action::failed : Action::none;
}

bool says_delivered(std::string_view words) {
  const auto found = delivered_phrases.find(words);
  if (!found.found()) return false;
  // "could not be successfully delivered"
  const std::string_view before = words.substr(0, found.position);
  return !ascii::ends_with(before, "not ") && !ascii::ends_with(before, "be ");
}

void read_tone(std::string_view said, Notice& notice) {
  const std::string words = beginning(said);
  notice.says_failed = failure_phrases.in(words);
  notice.says_delayed = delay_phrases.in(words) && !final_phrases.in(words);
  notice.says_delivered = says_delivered(words.substr(0, 600));
}

bool has_reply(const Notice& notice) {
  return std::any_of(notice.recipients.begin(), notice.recipients.end(),
                     [](const Refusal& refusal) {
                       return !refusal.reply_code.empty() || !refusal.status.empty();
                     });
}

bool names_others(const Notice& notice, const std::vector<std::string>& own) {
  return std::any_of(
      notice.recipients.begin(), notice.recipients.end(), [&](const Refusal& refusal) {
        return std::find(own.begin(), own.end(), ascii::to_lower(refusal.address)) == own.end();
      });
}

}  // namespace maillint::bounce
