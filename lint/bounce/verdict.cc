// Whether a letter without a machine-readable part is a bounce.
#include "lint/bounce/verdict.h"

namespace maillint::bounce {

namespace {

bool has_answer(const Notice& notice) { return notice.has_heads && has_reply(notice); }

/// People answer each other about bounces, and quote them.
bool answers_somebody(const Signs& signs) {
  return signs.answers && signs.has_path && !signs.daemon;
}

/// Whether a notice that a person passes on names somebody whose mail failed or is late.
bool passes_on(const Letter& letter) {
  const Signs& signs = letter.signs;
  const Notice& notice = letter.notice;
  const bool by_subject = signs.failure_subject || signs.delay_subject;
  const bool by_words = notice.says_failed || notice.says_delayed;
  if (signs.in_forward) {
    if (!names_others(notice, signs.own_addresses)) return false;
    if (has_reply(notice) && (signs.daemon || notice.has_heads)) return true;
    return signs.daemon ? by_words || (by_subject && notice.has_heads)
                        : by_words && by_subject && notice.has_heads;
  }
  if (signs.answers || signs.distributed) return false;
  if (has_answer(notice) && notice.says_failed && (signs.forwarded || letter.quotes_forward))
    return true;
  return signs.forwarded && by_subject && notice.has_heads &&
         names_others(notice, signs.own_addresses);
}

/// Whether a mail that came by itself is a bounce.
bool reports_failure(const Letter& letter) {
  const Signs& signs = letter.signs;
  const Notice& notice = letter.notice;
  const bool answered = has_answer(notice);
  // A letter that says "could not be delivered to" above addresses, or returns a message and quotes
  // a reply, is a bounce, whoever wrote it and under whatever subject.
  const bool plain = !signs.forwarded && !signs.distributed &&
                     (notice.introduces_heads || (letter.returns && answered));
  // Words alone make no bounce: people write about them too.
  if (score_of(letter) < 3 || (signs.bounce_score() == 0 && !plain)) return false;
  if (answers_somebody(signs)) return false;
  // A subject such as "bounced mail" is a person's too.
  const bool subject_only = signs.bounce_score() <= 2 && !signs.daemon;
  return !subject_only || letter.returns ||
         (answered && names_others(notice, signs.own_addresses)) ||
         (signs.null_path && has_reply(notice)) ||
         (notice.has_heads && (signs.null_path || notice.introduces_heads));
}

}  // namespace

int score_of(const Letter& letter) {
  const Signs& signs = letter.signs;
  const Notice& notice = letter.notice;
  int score = signs.bounce_score();
  if (notice.says_failed || notice.says_delayed) score += 1;
  if (notice.has_heads) score += has_reply(notice) ? 2 : 1;
  if (notice.introduces_heads) score += 1;
  if (letter.returns && (notice.says_failed || has_answer(notice))) score += 1;
  if (letter.returns && signs.daemon && !notice.recipients.empty()) score += 1;
  if (signs.surely_daemon && !notice.recipients.empty() && !notice.has_heads) score += 1;
  // A person's mail has a return path.
  if (signs.null_path && has_reply(notice)) score += 2;
  if (letter.rejects) score += 3;
  return score;
}

bool is_bounce(const Letter& letter) {
  const Signs& signs = letter.signs;
  // "Undeliverable: Your order" may be what somebody's program answers under his own address.
  const bool person = signs.auto_replied && !signs.daemon && !signs.delivery_report &&
                      signs.failed_recipients.empty() &&
                      (!signs.failure_subject || !names_others(letter.notice, signs.own_addresses));
  if (person) return false;
  return passes_on(letter) || (!signs.in_forward && reports_failure(letter));
}

Action told_action(const Letter& letter) {
  const Signs& signs = letter.signs;
  const Notice& notice = letter.notice;
  if (signs.delay_subject || notice.says_delayed) return Action::delayed;
  if (has_reply(notice)) return Action::failed;
  const bool delivered = signs.success_subject || (notice.says_delivered && !notice.says_failed);
  return delivered ? Action::delivered : Action::failed;
}

bool talks_about_mail(const Signs& signs) { return signs.distributed || answers_somebody(signs); }

}  // namespace maillint::bounce
