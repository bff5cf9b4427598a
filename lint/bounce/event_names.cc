// The names under which mail services say what happened to a message.
#include "lint/bounce/event_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"

namespace maillint::bounce {

namespace {

struct Name {
  std::string_view key;     // lower case
  std::string_view parent;  // key of the object around it, "" for any
  Slot slot;
};

constexpr std::array<Name, 99> names = {{
    {"notificationtype", "", Slot::type},
    {"eventtype", "", Slot::type},
    {"recordtype", "", Slot::type},
    {"event_name", "", Slot::type},
    {"event", "", Slot::type},
    {"queue_name", "", Slot::type},
    {"type", "message_event", Slot::type},
    {"type", "feedback_event", Slot::type},
    {"type", "unsubscribe_event", Slot::type},
    {"type", "", Slot::detail},
    {"bouncetype", "", Slot::detail},
    {"bouncesubtype", "", Slot::detail},
    {"delaytype", "", Slot::detail},
    {"severity", "", Slot::detail},
    {"state", "msg", Slot::detail},
    {"bounced_recipient", "", Slot::recipient},
    {"emailaddress", "", Slot::recipient},
    {"recipients", "delivery", Slot::recipient},
    {"rcpt_to", "", Slot::recipient},
    {"recipient", "", Slot::recipient},
    {"email", "", Slot::recipient},
    {"address", "recipients", Slot::recipient},
    {"to", "data", Slot::recipient},
    {"to", "message", Slot::recipient},
    {"recipientaddress", "", Slot::recipient},
    {"action", "", Slot::action},
    {"status", "", Slot::status},
    {"enhanced-code", "", Slot::status},
    {"enhanced_code", "", Slot::status},
    {"code", "", Slot::code},
    {"error_code", "", Slot::code},
    {"diagnosticcode", "", Slot::words},
    {"diagnostic_message", "", Slot::words},
    {"class", "enhanced_code", Slot::digit},
    {"subject", "enhanced_code", Slot::digit},
    {"detail", "enhanced_code", Slot::digit},
    {"content", "response", Slot::words},
    {"message", "delivery-status", Slot::words},
    {"message", "bounce", Slot::words},
    {"diag", "", Slot::words},
    {"raw_reason", "", Slot::words},
    {"output", "", Slot::words},
    {"details", "", Slot::words},
    {"smtpresponse", "", Slot::words},
    {"statusmessage", "", Slot::words},
    {"response", "", Slot::words},
    {"description", "delivery-status", Slot::words},
    {"description", "form", Slot::words},
    {"reason", "", Slot::words},
    {"bounce_description", "", Slot::words},
    {"comment", "", Slot::words},
    {"delay_reason", "", Slot::words},
    {"error", "", Slot::words},
    {"detail", "", Slot::words},
    {"description", "", Slot::words},
    {"category", "form", Slot::words},
    {"mx-host", "", Slot::host},
    {"remote_host", "", Slot::host},
    {"remotemtaip", "", Slot::host},
    {"name", "peer_address", Slot::host},
    {"mx", "", Slot::host},
    {"ip_address", "message_event", Slot::host},
    {"reportingmta", "", Slot::reporting},
    {"message-id", "", Slot::message_id},
    {"smtp-id", "", Slot::message_id},
    {"messageid", "", Slot::message_id},
    {"message_id", "", Slot::message_id},
    {"subject", "", Slot::subject},
    {"from", "", Slot::from},
    {"friendly_from", "", Slot::from},
    {"source", "mail", Slot::from},
    {"complaintfeedbacktype", "", Slot::feedback_type},
    {"fbtype", "", Slot::feedback_type},
    {"timestamp", "bounce", Slot::time},
    {"timestamp", "complaint", Slot::time},
    {"timestamp", "delivery", Slot::time},
    {"timestamp", "deliverydelay", Slot::time},
    {"timestamp", "mail", Slot::sent_time},
    {"timestamp", "signature", Slot::sent_time},
    {"ts", "msg", Slot::sent_time},
    {"created_at", "data", Slot::sent_time},
    {"bouncedat", "", Slot::time},
    {"deliveredat", "", Slot::time},
    {"changedat", "", Slot::time},
    {"deliveryattempttimestamp", "", Slot::time},
    {"ts_event", "", Slot::time},
    {"ts_epoch", "", Slot::time},
    {"timestamp", "", Slot::time},
    {"event_time", "", Slot::time},
    {"eventtime", "", Slot::time},
    {"ts", "", Slot::time},
    {"time", "", Slot::time},
    {"created_at", "", Slot::time},
    {"date", "", Slot::time},
    {"received", "", Slot::time},
    {"processed_time", "", Slot::sent_time},
    {"receivedat", "", Slot::time},
    {"suppresssending", "", Slot::detail},
    {"message", "", Slot::embedded},
}};

/// The keys that only one service writes.
struct Service {
  std::string_view key;
  std::string_view name;
};
constexpr std::array<Service, 23> services = {{{"bouncedrecipients", "amazonses"},
                                               {"bounce_classification", "kumomta"},
                                               {"complainedrecipients", "amazonses"},
                                               {"notificationtype", "amazonses"},
                                               {"sg_message_id", "sendgrid"},
                                               {"sg_event_id", "sendgrid"},
                                               {"sendingaccountid", "amazonses"},
                                               {"event-data", "mailgun"},
                                               {"delivery-status", "mailgun"},
                                               {"message-headers", "mailgun"},
                                               {"recordtype", "postmark"},
                                               {"typecode", "postmark"},
                                               {"msys", "sparkpost"},
                                               {"mj_message_id", "mailjet"},
                                               {"mj_campaign_id", "mailjet"},
                                               {"mj_contact_id", "mailjet"},
                                               {"message_guid", "mailjet"},
                                               {"bgtools_code", "mandrill"},
                                               {"bounce_description", "mandrill"},
                                               {"ts_event", "brevo"},
                                               {"bounced_recipient", "zeptomail"},
                                               {"delay_reason", "postfix"},
                                               {"deliverystatusdetails", "azure"}}};

struct Word {
  std::string_view word;  // lower case, letters and digits
  Outcome outcome;
  bool of_mail;
};

/// What services call an event, as a whole.
constexpr std::array<Word, 60> words = {{{"bounce", Outcome::failed, true},
                                         {"bounced", Outcome::failed, true},
                                         {"hardbounce", Outcome::failed, true},
                                         {"hardbounced", Outcome::failed, true},
                                         {"hardfail", Outcome::failed, true},
                                         {"softbounce", Outcome::failed, true},
                                         {"softbounced", Outcome::failed, true},
                                         {"softfail", Outcome::delayed, true},
                                         {"adminbounce", Outcome::failed, true},
                                         {"outofband", Outcome::failed, false},
                                         {"messagebounced", Outcome::failed, true},
                                         {"messagedeliveryfailed", Outcome::failed, true},
                                         {"deliveryfailed", Outcome::failed, false},
                                         {"deliveryfailure", Outcome::failed, false},
                                         {"dropped", Outcome::failed, true},
                                         {"drop", Outcome::failed, false},
                                         {"fail", Outcome::failed, false},
                                         {"failed", Outcome::failed, false},
                                         {"failure", Outcome::failed, false},
                                         {"error", Outcome::failed, false},
                                         {"reject", Outcome::failed, false},
                                         {"rejected", Outcome::failed, false},
                                         {"rejection", Outcome::failed, false},
                                         {"policyrejection", Outcome::failed, false},
                                         {"generationfailure", Outcome::failed, false},
                                         {"generationrejection", Outcome::failed, false},
                                         {"renderingfailure", Outcome::failed, false},
                                         {"block", Outcome::failed, false},
                                         {"blocked", Outcome::failed, false},
                                         {"invalid", Outcome::failed, false},
                                         {"invalidemail", Outcome::failed, true},
                                         {"undelivered", Outcome::failed, false},
                                         {"undeliverable", Outcome::failed, true},
                                         {"notdelivered", Outcome::failed, false},
                                         {"nondelivery", Outcome::failed, false},
                                         {"expired", Outcome::failed, false},
                                         {"expiration", Outcome::failed, false},
                                         {"suppress", Outcome::failed, false},
                                         {"suppressed", Outcome::failed, false},
                                         {"quarantined", Outcome::failed, false},
                                         {"filteredspam", Outcome::failed, true},
                                         {"delay", Outcome::delayed, false},
                                         {"delayed", Outcome::delayed, false},
                                         {"deliverydelay", Outcome::delayed, true},
                                         {"deliverydelayed", Outcome::delayed, true},
                                         {"messagedelayed", Outcome::delayed, false},
                                         {"deferred", Outcome::delayed, true},
                                         {"deferral", Outcome::delayed, true},
                                         {"transient", Outcome::delayed, false},
                                         {"transientfailure", Outcome::delayed, false},
                                         {"deliver", Outcome::delivered, false},
                                         {"delivery", Outcome::delivered, false},
                                         {"delivered", Outcome::delivered, false},
                                         {"expanded", Outcome::expanded, false},
                                         {"complaint", Outcome::complaint, false},
                                         {"complained", Outcome::complaint, false},
                                         {"spamreport", Outcome::complaint, true},
                                         {"spamcomplaint", Outcome::complaint, true},
                                         {"abusereport", Outcome::complaint, false},
                                         {"spam", Outcome::complaint, false}}};

/// Of people who want no more of the list.
constexpr std::array<std::string_view, 7> farewells = {
    "unsubscribe",     "unsubscribed",      "unsub", "groupunsubscribe", "listunsubscribe",
    "linkunsubscribe", "subscriptionchange"};

/// "email.delivery_delayed" -> "deliverydelayed".
std::string bare_word(std::string_view word, bool& of_mail) {
  for (const std::string_view prefix : {"email.", "email_", "activity."}) {
    if (!ascii::starts_with(word, prefix)) continue;
    word.remove_prefix(prefix.size());
    of_mail = true;
  }
  std::string bare;
  for (const char c : word.substr(0, 64)) {
    if (ascii::is_alnum(c)) bare += ascii::lower(c);
    if (c == '.') return {};  // "charge.failed" is somebody else's
  }
  return bare;
}

}  // namespace

EventName event_name(std::string_view key, std::string_view parent) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!ascii::equal(key, names[i].key)) continue;
    if (names[i].parent.empty() || names[i].parent == parent) return {names[i].slot, i};
  }
  return {};
}

std::string_view event_service(std::string_view key) {
  for (const Service& service : services) {
    if (ascii::equal(key, service.key)) return service.name;
  }
  return {};
}

EventWord event_word(std::string_view word, std::string_view detail) {
  // Azure names the event so, whatever happened.
  if (ascii::ends_with(word, "deliveryreportreceived")) {
    EventWord result = event_word(detail, {});
    result.of_mail = true;
    return result;
  }
  EventWord result;
  const std::string bare = bare_word(word, result.of_mail);
  for (const Word& known : words) {
    if (bare != known.word) continue;
    result.outcome = known.outcome;
    result.of_mail = result.of_mail || known.of_mail;
  }
  if (std::ranges::find(farewells, bare) != farewells.end() &&
      ascii::find(detail, "false") == std::string_view::npos)
    result = {.outcome = Outcome::unsubscribed, .of_mail = true};
  if (result.outcome == Outcome::failed &&
      ascii::find(detail, "temporary") != std::string_view::npos)
    result.outcome = Outcome::delayed;
  return result;
}

Outcome outcome_of(std::string_view type, std::string_view detail) {
  static constexpr Phrases complaints(std::to_array<std::string_view>(
      {"complain", "spamreport", "spam_report", "spam_complaint", "spamcomplaint"}));
  static constexpr Phrases delays(
      std::to_array<std::string_view>({"delay", "defer", "transient", "not yet"}));
  static constexpr Phrases failures(std::to_array<std::string_view>(
      {"bounce",           "drop",          "fail",        "reject",      "block",
       "suppress",         "invalid",       "undeliver",   "generation_", "expir",
       "not deliver",      "not_deliver",   "not-deliver", "notdeliver",  "not be deliver",
       "not been deliver", "never deliver", "non-deliver", "non_deliver", "non deliver",
       "nondeliver"}));
  if (complaints.in(type) || ascii::equal(type, "spam")) return Outcome::complaint;
  if (delays.in(type) ||
      (failures.in(type) && ascii::find(detail, "temporary") != std::string_view::npos))
    return Outcome::delayed;
  if (failures.in(type)) return Outcome::failed;
  if (ascii::find(type, "deliver") == std::string_view::npos) return Outcome::none;
  return failures.in(detail) ? Outcome::failed : Outcome::delivered;
}

}  // namespace maillint::bounce
