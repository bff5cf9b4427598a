// What a message's header tells about its kind.
#include "lint/bounce/signs.h"

#include <algorithm>
#include <array>
#include <optional>

#include "lint/ascii.h"
#include "lint/bounce/forward.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/subjects.h"

namespace maillint::bounce {

namespace {

constexpr Phrases daemon_names(std::to_array<std::string_view>(
    {"mailer-daemon", "mailerdaemon", "postmaster@", "mail delivery s", "mail.delivery.system",
     "mail-daemon", "maildaemon", "mail delivery sub", "microsoftexchange", "delivery system",
     "mdaemon", "jetmail system", "smtp_mail_service", "mail administrator", "mail system"}));

void read_subject(std::string_view subject, Signs& signs) {
  const std::size_t prefix = forward_prefix_length(subject);
  signs.forwarded = prefix > 0;
  signs.auto_reply_subject = is_auto_reply_subject(subject);
  if (is_reply_subject(subject) || signs.auto_reply_subject) return;
  subject.remove_prefix(prefix);
  signs.failure_subject = tells_failure(subject);
  signs.delay_subject = tells_delay(subject);
  signs.success_subject = tells_success(subject);
}

/// Fields that only programs which answer write, after those that have a FieldId.
bool has_answering_field(const Message& message) {
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::other) continue;
    for (const std::string_view name :
         {"Delivered-By-The-Graces-Of", "X-Vacation", "X-Auto-Reply", "X-AutoReply-From",
          "X-Mail-Autoreply", "X-Autoresponder", "X-Vacation-Responder"}) {
      if (ascii::equal(message.name(field), name)) return true;
    }
  }
  return false;
}

void read_auto_fields(const Message& message, std::string_view subject, Signs& signs) {
  if (const Field* field = message.find(FieldId::auto_submitted)) {
    const std::string_view body = ascii::trim(message.body(*field));
    signs.auto_replied = ascii::starts_with(body, "auto-replied");
    // Notes and Outlook call their answers "auto-generated", as programs do that answer nobody.
    if (ascii::starts_with(body, "auto-generated") &&
        (says_away(subject) ||
         (message.has(FieldId::in_reply_to) && message.has(FieldId::x_auto_response_suppress))))
      signs.auto_replied = true;
  }
  if (has_answering_field(message)) signs.auto_replied = true;
  if (message.has(FieldId::x_autoreply) || message.has(FieldId::x_autorespond))
    signs.auto_replied = true;
  if (const Field* field = message.find(FieldId::precedence)) {
    const std::string_view body = ascii::trim(message.body(*field));
    if (ascii::equal(body, "auto_reply") || ascii::equal(body, "auto-reply"))
      signs.auto_replied = true;
  }
  if (signs.auto_replied && message.has(FieldId::from)) {
    for (const Field& field : message.fields()) {
      if (ascii::equal(message.name(field), "X-Apple-Unsubscribe"))
        signs.asks_to_unsubscribe = true;
    }
  }
  if (message.has(FieldId::x_auto_response_suppress) && signs.auto_reply_subject)
    signs.auto_replied = true;
}

void read_addresses(std::string_view body, std::vector<std::string>& addresses) {
  FoundAddress found;
  body = body.substr(0, 20'000);
  for (std::size_t at = 0; addresses.size() < 100 && next_address(body, at, found); at = found.end)
    addresses.push_back(ascii::to_lower(body.substr(found.begin, found.end - found.begin)));
}

/// Whether an address is where a list's bounces go: its server passes them on to its owner, with
/// the list's own fields. "users-bounces@b.example", "owner-users@b.example".
bool is_list_owner(std::string_view address) {
  const std::string_view local = address.substr(0, address.find_first_of("+@"));
  if (ascii::starts_with(local, "owner-")) return true;
  for (const std::string_view end : {"-bounces", "-bounce", "-owner", "-admin", "-errors"}) {
    if (ascii::ends_with(local, end)) return true;
  }
  return false;
}

/// A newsletter, a mail of a list's member, a ticket.
void read_distribution(const Message& message, Signs& signs) {
  if (signs.daemon || signs.null_path || signs.delivery_report || !signs.failed_recipients.empty())
    return;
  for (const FieldId id : {FieldId::list_id, FieldId::list_post, FieldId::list_unsubscribe}) {
    signs.listed = signs.listed || message.has(id);
  }
  bool bulk = false;
  if (const Field* field = message.find(FieldId::precedence)) {
    const std::string_view body = ascii::trim(message.body(*field));
    signs.listed = signs.listed || ascii::equal(body, "list");
    bulk = ascii::equal(body, "bulk");
  }
  signs.distributed = signs.listed || bulk;
}

/// Puts the signs of a notice that a person passes on in place of those of his own mail.
void read_forward(const Forward& forward, Signs& signs) {
  signs.in_forward = signs.forwarded = true;
  std::vector<std::string> author;
  read_addresses(forward.author, author);
  if (!author.empty()) signs.forwarded_author = std::move(author.front());
  signs.daemon = is_daemon_name(forward.author);
  signs.surely_daemon = signs.daemon && !is_postmaster_only(forward.author);
  if (!forward.subject.empty()) {
    signs.failure_subject = tells_failure(forward.subject);
    signs.delay_subject = tells_delay(forward.subject);
    signs.success_subject = tells_success(forward.subject);
  }
  signs.own_addresses.insert(signs.own_addresses.end(), forward.addresses.begin(),
                             forward.addresses.end());
}

}  // namespace

bool is_daemon_name(std::string_view name) { return daemon_names.in(name); }

bool is_postmaster_only(std::string_view name) {
  auto found = daemon_names.find(name);
  if (!found.found()) return false;
  for (; found.found(); found = daemon_names.find(name, found.position + 1)) {
    if (daemon_names[found.index] != "postmaster@") return false;
  }
  return true;
}

bool quotes_forward(std::string_view words) {
  static constexpr Phrases marks(std::to_array<std::string_view>(
      {"forwarded message", "begin forwarded", "weitergeleitete nachricht", "from: mailer-daemon",
       "from: mail delivery", "von: mailer-daemon", "from: postmaster", "original message-----"}));
  return marks.in(words.substr(0, 4000));
}

int Signs::bounce_score() const {
  int score = 0;
  if (delivery_report) score += 3;
  if (!failed_recipients.empty()) score += 3;
  if (daemon) score += 2;
  // Under "Fwd: Undelivered mail" people also write about it; a newsletter has it for its topic.
  const bool own_subject = in_forward || !(forwarded || listed);
  if (own_subject && (failure_subject || delay_subject || success_subject)) score += 2;
  if (null_path) score += 1;
  return score;
}

Signs read_signs(const Message& message, const Facts& facts) {
  Signs signs;
  const ParameterizedValue& type = facts.content_type(0);
  if (type.value == "multipart/report" || type.value == "multipart/mixed") {
    const std::string_view report = type.parameter("report-type");
    signs.delivery_report = ascii::equal(report, "delivery-status");
    signs.feedback_report = ascii::equal(report, "feedback-report");
    signs.disposition_report = ascii::equal(report, "disposition-notification");
  }
  for (const Part& part : message.parts()) {
    if (part.message_root != 0) continue;
    if (part.is_message || part.type == "text/rfc822-headers") signs.attached_original = true;
    if (part.type == "message/feedback-report") signs.feedback_report = true;
    if (part.type == "message/disposition-notification") signs.disposition_report = true;
    if (part.type == "message/delivery-status" || part.type == "message/global-delivery-status")
      signs.delivery_report = true;
  }
  const Subject* subject = facts.subject();
  if (subject != nullptr) read_subject(subject->text, signs);
  std::vector<std::string> addressees;
  if (const Field* to = message.find(FieldId::to)) read_addresses(message.body(*to), addressees);
  const bool for_owner = std::any_of(addressees.begin(), addressees.end(), is_list_owner);
  std::string_view author;
  if (const Field* from = message.find(FieldId::from)) {
    const std::string_view body = author = message.body(*from);
    signs.daemon = daemon_names.in(body) || ascii::trim(body) == "<>" ||
                   ascii::find(body, "bounce@") != std::string_view::npos;
    signs.surely_daemon = daemon_names.find(body).index < 1 || ascii::trim(body) == "<>";
    read_addresses(body, signs.own_addresses);
  }
  if (const Field* path = message.find(FieldId::return_path)) {
    const std::string_view body = ascii::trim(message.body(*path));
    signs.null_path = body == "<>";
    signs.has_path = !signs.null_path && body.find('@') != std::string_view::npos;
    // A postmaster who writes to people gets their answers; a mail system's mail has no path back.
    if (signs.has_path && !for_owner && is_postmaster_only(author)) signs.daemon = false;
    signs.daemon = signs.daemon || (daemon_names.in(body) && !is_postmaster_only(body));
  }
  signs.own_addresses.insert(signs.own_addresses.end(), addressees.begin(), addressees.end());
  if (const Field* failed = message.find(FieldId::x_failed_recipients))
    read_addresses(message.body(*failed), signs.failed_recipients);
  read_auto_fields(message, subject == nullptr ? std::string_view{} : subject->text, signs);
  if (!for_owner) read_distribution(message, signs);
  signs.answers =
      subject != nullptr && is_reply_subject(subject->text) && message.has(FieldId::in_reply_to);
  return signs;
}

Text passed_on(const Text& text, Signs& signs) {
  const bool is_letter = signs.bounce_score() <= 2 && !signs.daemon && !signs.null_path;
  if (!is_letter || signs.auto_replied) return text;
  const std::optional<Forward> forward = find_forwarded_notice(text);
  if (!forward) return text;
  read_forward(*forward, signs);
  return text.from(forward->begin);
}

}  // namespace maillint::bounce
