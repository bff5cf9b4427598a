// One event of a mail service.
#include "lint/bounce/event.h"

#include <optional>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"

namespace maillint::bounce {

namespace {

bool is_reply(std::string_view words) {
  words = without_type(words);
  if (words.size() > 3 && words[0] == '2' && ascii::is_digit(words[1]) &&
      ascii::is_digit(words[2]) && !ascii::is_alnum(words[3]))
    return true;
  return find_reply(words) != npos || !find_status(words).empty();
}

/// A code that HTTP and other protocols do not use.
bool is_mail_code(std::string_view code) {
  return code.size() == 3 && (code[0] == '4' || code[0] == '5') && code[1] == '5';
}

bool has_reply(const Said& said) {
  return !said.status.empty() || is_reply(said.words) || is_mail_code(said.code);
}

bool has_address(const GatheredEvent& event) {
  if (!event.common.address.empty() || event.addressee.find('@') != npos) return true;
  return !event.people.empty();
}

bool has_reply(const GatheredEvent& event) {
  if (has_reply(event.common)) return true;
  for (const Said& person : event.people) {
    if (has_reply(person)) return true;
  }
  return false;
}

/// What became of one person where the event as a whole failed.
std::optional<Action> own_action(std::string_view action) {
  for (const Action own : {Action::delayed, Action::delivered, Action::relayed, Action::expanded}) {
    if (ascii::equal(action, name(own))) return own;
  }
  return std::nullopt;
}

/// Whether the refusal that the event tells of is about others than this person.
bool is_spared(const Said& person, Outcome outcome) {
  const std::optional<Action> own = own_action(person.action);
  return outcome == Outcome::failed && own && *own != Action::delayed;
}

Action action_of(const Said& person, Outcome outcome) {
  switch (outcome) {
    case Outcome::delivered:
      return Action::delivered;
    case Outcome::expanded:
      return Action::expanded;
    case Outcome::delayed:
      return Action::delayed;
    case Outcome::failed:
      return own_action(person.action).value_or(Action::failed);
    default:
      return Action::none;
  }
}

/// Not each complaint is one: RFC 5965 and its extensions.
Wish wish_of(const GatheredEvent& event, Outcome outcome) {
  if (outcome == Outcome::unsubscribed) return Wish::unsubscribe;
  if (outcome != Outcome::complaint) return Wish::none;
  const std::string& type = event.feedback_type;
  if (ascii::starts_with(type, "opt-out")) return Wish::unsubscribe;
  const bool about_sender = ascii::equal(type, "not-spam") || ascii::equal(type, "auth-failure") ||
                            ascii::equal(type, "dmarc");
  return about_sender ? Wish::none : Wish::complaint;
}

void read_codes(const Said& common, const Said& person, const Diagnosis& diagnosis,
                Refusal& refusal) {
  refusal.reply_code = !diagnosis.reply_code.empty() ? diagnosis.reply_code
                       : person.code.empty()         ? common.code
                                                     : person.code;
  const std::string& told = person.status.empty() ? common.status : person.status;
  const std::string_view status = status_at(told);
  if (!diagnosis.status.empty() && (status.empty() || !is_generic_status(diagnosis.status))) {
    refusal.status = diagnosis.status;
    refusal.status_source = "diagnostic";
  } else if (!status.empty()) {
    refusal.status = status;
    refusal.status_source = "dsn";
  }
}

}  // namespace

Outcome outcome_of(const GatheredEvent& event) {
  const std::string& word = !event.type.empty()         ? event.type
                            : !event.plain_type.empty() ? event.plain_type
                                                        : event.status_word;
  EventWord read = event_word(word, event.detail);
  // Mailjet's "sent" is told when the recipient's server took the message.
  if (event.service == "mailjet" && ascii::equal(word, "sent"))
    read = {.outcome = Outcome::delivered, .of_mail = true};
  if (read.outcome == Outcome::none) return Outcome::none;
  const bool told_by_service = !event.service.empty();
  if (read.of_mail) {
    const bool about_mail = told_by_service || has_address(event) || has_reply(event);
    return about_mail ? read.outcome : Outcome::none;
  }
  return told_by_service || has_reply(event) ? read.outcome : Outcome::none;
}

Refusal refusal_of(const GatheredEvent& event, const Said& person, Outcome outcome) {
  Refusal refusal;
  refusal.address = person.address;
  refusal.address_source = refusal.address.empty() ? "" : "field";
  refusal.action = action_of(person, outcome);
  refusal.wish = wish_of(event, outcome);
  refusal.time = event.time ? event.time : event.sent_time;
  refusal.transaction = event.people.size();
  const bool spared = is_spared(person, outcome);
  const Said& common = spared ? person : event.common;
  const std::string& words = person.words.empty() ? common.words : person.words;
  if (outcome == Outcome::complaint || outcome == Outcome::unsubscribed) {
    // Some services repeat an old refusal in these events.
    if (!is_reply(words)) refusal.diagnostic = words;
    return refusal;
  }
  std::string_view said = words;
  if (words.empty() && !spared) said = event.detail;
  said = without_type(said);
  const Diagnosis diagnosis = diagnose(said);
  refusal.diagnostic = diagnosis.words.empty() ? std::string(said) : diagnosis.words;
  read_codes(common, person, diagnosis, refusal);
  refusal.command = diagnosis.command;
  const std::string& host = person.host.empty() ? common.host : person.host;
  (is_ip_address(host) ? refusal.remote_ip : refusal.remote_mta) = ascii::to_lower(host);
  if (refusal.remote_mta.empty()) refusal.remote_mta = diagnosis.remote_mta;
  return refusal;
}

}  // namespace maillint::bounce
