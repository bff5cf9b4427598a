// Automatic replies and bounces.
#include "rules/automatic.h"

#include "lint/ascii.h"

namespace maillint::rules {
namespace {

std::string_view value(const Message& message, FieldId id) {
  const Field* field = message.find(id);
  return field == nullptr ? std::string_view() : message.text(message.trimmed(*field));
}

}  // namespace

bool is_marked_reply(const Message& message) {
  if (ascii::starts_with(value(message, FieldId::auto_submitted), "auto-replied")) return true;
  const std::string_view precedence = value(message, FieldId::precedence);
  return ascii::equal(precedence, "auto_reply") || ascii::equal(precedence, "auto-reply") ||
         message.has(FieldId::x_autoreply) || message.has(FieldId::x_autorespond);
}

bool is_bounce(const Message& message, const Facts& facts, const Settings& settings) {
  if (settings.kind == Kind::report || message.has(FieldId::x_failed_recipients)) return true;
  if (message.parts()[0].type == "multipart/report") return true;
  const Mailbox* author = facts.author();
  return author != nullptr && (ascii::equal(author->local_part, "mailer-daemon") ||
                               ascii::equal(author->local_part, "postmaster"));
}

}  // namespace maillint::rules
