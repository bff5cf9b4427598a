// What a message's header and first words tell about its kind: bounce, autoreply, report, letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/lines.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::bounce {

/// Signs in the header. A subject alone never decides.
struct Signs {
  bool delivery_report = false;     // multipart/report; report-type=delivery-status
  bool feedback_report = false;     // RFC 5965
  bool disposition_report = false;  // MDN, RFC 8098
  bool daemon = false;              // the author is a mail system
  bool surely_daemon = false;       // under a name that nobody else has: MAILER-DAEMON
  bool null_path = false;           // Return-Path: <>
  bool has_path = false;            // Return-Path: <jane@b.example>
  bool failure_subject = false;
  bool delay_subject = false;
  bool success_subject = false;
  bool auto_replied = false;  // RFC 3834 and its forerunners
  bool auto_reply_subject = false;
  bool forwarded = false;            // Fwd:, WG: the subject's signs are those of what is passed on
  bool in_forward = false;           // all signs are those of what is passed on
  bool answers = false;              // Re:, and it names the message that it answers
  bool distributed = false;          // sent to many, or by a program, and not by a mail system
  bool listed = false;               // by a list's own fields
  bool attached_original = false;    // a message/rfc822 or text/rfc822-headers part
  bool asks_to_unsubscribe = false;  // a mailbox user's program says "unsubscribe" for him
  std::string forwarded_author;      // the mail system's address in what is passed on
  std::vector<std::string> failed_recipients;  // X-Failed-Recipients
  std::vector<std::string> own_addresses;      // author and addressees, lower case

  /// How much the header looks like a bounce's, from 0.
  int bounce_score() const;
};

Signs read_signs(const Message& message, const Facts& facts);

/// The words of the notice that a person passes on in the text, with its signs put in place of
/// those of his own mail; all of the text if he does not.
Text passed_on(const Text& text, Signs& signs);

/// Whether a Subject begins like an automatic reply's, in any of 30 languages.
bool is_auto_reply_subject(std::string_view subject);

/// Whether words of a subject say that somebody is away. People write so too.
bool says_away(std::string_view subject);

/// Whether a name or an address is a mail system's: "MAILER-DAEMON", "Mail Delivery System".
bool is_daemon_name(std::string_view name);

/// Whether it is one that a person may have, too: a postmaster.
bool is_postmaster_only(std::string_view name);

/// Whether words quote a mail system's message that somebody passed on.
bool quotes_forward(std::string_view words);

struct ChallengeSigns {
  bool automatic = false;  // the header says that a program answers
  bool answers = false;    // it names a message that it answers, or returns one
};

/// Whether a filter asks the sender to prove that he is a person. Nearly the same words ask a
/// subscriber to confirm his address: those answer nothing.
bool is_challenge(std::string_view subject, std::string_view words, const ChallengeSigns& signs);

/// Which mail system wrote the notice; "" if nothing tells.
Generator find_generator(const Message& message, std::string_view notice);

/// The same of a notice that somebody passes on: `author` is all that is left of its header.
Generator forwarded_generator(std::string_view author, std::string_view notice);

}  // namespace maillint::bounce
