// Whether a letter without a machine-readable part is a bounce.
#pragma once

#include "lint/bounce/prose.h"
#include "lint/bounce/signs.h"

namespace maillint::bounce {

/// What header and words of a message say.
struct Letter {
  const Signs& signs;
  const Notice& notice;
  bool returns = false;         // the message that failed, as a part or below the words
  bool quotes_forward = false;  // the words are those of a mail that somebody passes on
  bool rejects = false;         // a disposition report by which a mailbox refuses mail
};

/// How much it is like a bounce, from 0.
int score_of(const Letter& letter);

bool is_bounce(const Letter& letter);

/// What the notice says happened to all that it names.
Action told_action(const Letter& letter);

/// Whether it is a list's mail, or a person's answer: both quote bounces to talk about them.
bool talks_about_mail(const Signs& signs);

}  // namespace maillint::bounce
