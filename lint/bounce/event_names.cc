// The names under which mail services say what happened to a message.
#include "lint/bounce/event_names.h"

#include <array>

#include "lint/ascii.h"
#include "lint/bounce/phrases.h"

namespace maillint::bounce {

namespace {

struct Name {
  std::string_view key;     // lower case
  std::string_view parent;  // key of the object around it, "" for any
  Slot slot;
};

constexpr std::array<Name, 65> names = {{
    {"notificationtype", "", Slot::type},
    {"eventtype", "", Slot::type},
    {"recordtype", "", Slot::type},
    {"event", "", Slot::type},
    {"type", "message_event", Slot::type},
    {"type", "feedback_event", Slot::type},
    {"type", "", Slot::detail},
    {"bouncetype", "", Slot::detail},
    {"bouncesubtype", "", Slot::detail},
    {"delaytype", "", Slot::detail},
    {"severity", "", Slot::detail},
    {"state", "msg", Slot::detail},
    {"emailaddress", "", Slot::recipient},
    {"recipients", "delivery", Slot::recipient},
    {"rcpt_to", "", Slot::recipient},
    {"recipient", "", Slot::recipient},
    {"email", "", Slot::recipient},
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
    {"reason", "", Slot::words},
    {"description", "delivery-status", Slot::words},
    {"bounce_description", "", Slot::words},
    {"comment", "", Slot::words},
    {"error", "", Slot::words},
    {"detail", "", Slot::words},
    {"description", "", Slot::words},
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
    {"message", "", Slot::embedded},
}};

/// The keys that only one service writes.
struct Service {
  std::string_view key;
  std::string_view name;
};
constexpr std::array<Service, 10> services = {{{"bouncedrecipients", "amazonses"},
                                               {"bounce_classification", "kumomta"},
                                               {"complainedrecipients", "amazonses"},
                                               {"notificationtype", "amazonses"},
                                               {"sg_message_id", "sendgrid"},
                                               {"sg_event_id", "sendgrid"},
                                               {"event-data", "mailgun"},
                                               {"recordtype", "postmark"},
                                               {"msys", "sparkpost"},
                                               {"mj_message_id", "mailjet"}}};

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

Outcome outcome_of(std::string_view type, std::string_view detail) {
  static constexpr Phrases complaints(std::to_array<std::string_view>(
      {"complain", "spamreport", "spam_report", "spam_complaint", "spamcomplaint"}));
  static constexpr Phrases delays(std::to_array<std::string_view>({"delay", "defer", "transient"}));
  static constexpr Phrases failures(
      std::to_array<std::string_view>({"bounce", "drop", "fail", "reject", "block", "suppress",
                                       "invalid", "undeliver", "generation_", "expir"}));
  if (complaints.in(type) || ascii::equal(type, "spam")) return Outcome::complaint;
  if (delays.in(type) ||
      (failures.in(type) && ascii::find(detail, "temporary") != std::string_view::npos))
    return Outcome::delayed;
  if (failures.in(type)) return Outcome::failed;
  if (ascii::find(type, "deliver") == std::string_view::npos) return Outcome::none;
  return failures.in(detail) ? Outcome::failed : Outcome::delivered;
}

}  // namespace maillint::bounce
