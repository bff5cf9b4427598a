// Letters by which a filter asks the sender to prove that he is a person.
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/signs.h"
#include "lint/bounce/subjects.h"

namespace maillint::bounce {

namespace {

/// Subjects that only such filters write, or their products' names.
constexpr Phrases own_subjects(std::to_array<std::string_view>(
    {"please confirm your message", "confirm message delivery",
     "bitte bestätigen sie ihre nachricht", "spamarrest", "mailinblack", "boxbe"}));

/// Subjects of such letters that a service to which somebody subscribes writes as well.
constexpr Phrases shared_subjects(std::to_array<std::string_view>(
    {"please confirm your e-mail", "please confirm your email", "[please confirm",
     "sender verification", "sender confirmation", "verification required", "please verify your e",
     "(action required)", "action required:", "awaiting your confirmation", "confirmation required",
     "vous authentifier", "demande d'authentification", "confirme seu e", "spam protection",
     "antispam", "anti-spam"}));

/// What they ask for.
constexpr Phrases requests(std::to_array<std::string_view>({"to confirm that you",
                                                            "confirm that you are",
                                                            "confirm that you sent",
                                                            "confirm your message",
                                                            "confirm your email",
                                                            "confirm your e-mail",
                                                            "prove that you",
                                                            "verify that you",
                                                            "verify your email",
                                                            "verify your e-mail",
                                                            "complete the verification",
                                                            "release your message",
                                                            "release the message",
                                                            "approved sender",
                                                            "approved senders",
                                                            "guest list",
                                                            "challenge-response",
                                                            "challenge/response",
                                                            "one-time confirmation",
                                                            "not on my whitelist",
                                                            "first time you have sent",
                                                            "first time you send",
                                                            "so i can receive your",
                                                            "receiving junk mail",
                                                            "prove you are",
                                                            "verify you are",
                                                            "spam protection",
                                                            "protected by boxbe",
                                                            "vous authentifier",
                                                            "confirmer votre",
                                                            "autentique",
                                                            "confirme seu",
                                                            "bestätigen sie, dass",
                                                            "kein spam-roboter",
                                                            "you are a person",
                                                            "are a human",
                                                            "you're a human"}));

/// How they say that the mail has to wait.
constexpr Phrases waits(std::to_array<std::string_view>({"in order to deliver",
                                                         "before it can be delivered",
                                                         "before your message",
                                                         "before delivering",
                                                         "is being held",
                                                         "has been held",
                                                         "held until",
                                                         "will be delivered",
                                                         "not yet been delivered",
                                                         "has not been delivered",
                                                         "will be deleted",
                                                         "is waiting",
                                                         "quarantine",
                                                         "pending",
                                                         "en attente",
                                                         "zurückgehalten",
                                                         "once you",
                                                         "click the link",
                                                         "click on the link",
                                                         "clicking the link",
                                                         "clicking on the link",
                                                         "just reply",
                                                         "reply to this",
                                                         "simply reply",
                                                         "cliquez",
                                                         "clique"}));

}  // namespace

bool is_challenge(std::string_view subject, std::string_view words, const ChallengeSigns& signs) {
  subject = subject.substr(0, 300);
  // "Re: Please confirm your email address" is a person who answers such a letter.
  const bool asks = signs.answers && !is_reply_subject(subject) && shared_subjects.in(subject);
  if (!signs.automatic && !asks && !own_subjects.in(subject)) return false;
  words = words.substr(0, 4000);
  return requests.in(words) && waits.in(words);
}

}  // namespace maillint::bounce
