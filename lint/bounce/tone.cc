// Whether a notice says that mail failed, or that it is late.
#include <array>
#include <string>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/prose.h"
#include "lint/octet_set.h"

namespace maillint::bounce {

namespace {

constexpr Phrases final_phrases(std::to_array<std::string_view>(
    {"permanent", "given up", "giving up", "will not be retried", "too long", "gave up",
     "has failed", "no further delivery attempts", "endgültig", "retry timeout exceeded",
     "has been deleted"}));

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
                                                                 "has not been delivered yet"}));

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
                                                                   "delivery error"}));

/// The beginning of a notice, where it says what it is about, on one line: a phrase may be broken
/// across two.
std::string beginning(std::string_view text) {
  text = text.substr(0, 4000);
  static constexpr OctetSet spaces(ascii::is_space);
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = spaces.find(text, at);
    folded.append(text.substr(at, end - at));
    for (at = end; at < text.size() && ascii::is_space(text[at]);) ++at;
    if (at > end && !folded.empty()) folded += ' ';
  }
  return folded;
}

}  // namespace

bool says_failure(std::string_view words) { return failure_phrases.in(words); }

void read_tone(std::string_view said, Notice& notice) {
  const std::string words = beginning(said);
  notice.says_failed = failure_phrases.in(words);
  notice.says_delayed = delay_phrases.in(words) && !final_phrases.in(words);
}

}  // namespace maillint::bounce
