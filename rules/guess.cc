// What the user did not say: profile, stage and kind of a message, guessed from its signs.
#include "rules/guess.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/placeholder.h"

namespace maillint {
namespace {

/// "List-Unsubscribe, line 14".
std::string where(const Message& message, const Field& field) {
  return fmt::format("{}, line {}", message.name(field),
                     message.source().position(field.name.begin).line);
}

std::string_view value(const Message& message, const Field* field) {
  return field == nullptr ? std::string_view() : message.text(message.trimmed(*field));
}

struct ProfileGuess {
  Profile profile;
  std::string reason;
};

/// Posts of people to a discussion list. "List-Post: NO" says that only the owner posts (RFC 2369
/// 3.4), which is a newsletter.
std::optional<ProfileGuess> discussion(const Message& message) {
  const Field* post = message.find(FieldId::list_post);
  if (post != nullptr && !ascii::equal(value(message, post), "NO")) {
    return ProfileGuess{Profile::personal, "a discussion list: " + where(message, *post)};
  }
  const bool is_reply = message.has(FieldId::in_reply_to);
  for (const FieldId id : {FieldId::list_id, FieldId::precedence}) {
    const Field* list = message.find(id);
    if (list != nullptr && is_reply) {
      return ProfileGuess{Profile::personal, "an answer on a list: " + where(message, *list)};
    }
  }
  if (post != nullptr) return std::nullopt;
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::other) continue;
    const std::string_view name = message.name(field);
    if (ascii::equal(name, "X-BeenThere") || ascii::equal(name, "X-Mailman-Version") ||
        ascii::equal(name, "Mailing-List") || ascii::equal(name, "X-Mailing-List")) {
      return ProfileGuess{Profile::personal, "a discussion list: " + where(message, field)};
    }
  }
  return std::nullopt;
}

/// Feedback-IDs that these services put on receipts and passwords too.
bool is_on_every_message(std::string_view feedback_id) {
  return ascii::ends_with(feedback_id, ":AmazonSES") || ascii::ends_with(feedback_id, ":postmark");
}

std::optional<ProfileGuess> bulk_by_fields(const Message& message) {
  for (const FieldId id : {FieldId::list_unsubscribe_post, FieldId::list_unsubscribe,
                           FieldId::list_id, FieldId::list_post, FieldId::feedback_id}) {
    const Field* field = message.find(id);
    if (field == nullptr || is_on_every_message(value(message, field))) continue;
    return ProfileGuess{Profile::bulk, where(message, *field)};
  }
  if (const Field* precedence = message.find(FieldId::precedence)) {
    const std::string_view word = value(message, precedence);
    if (ascii::equal(word, "bulk") || ascii::equal(word, "list") || ascii::equal(word, "junk")) {
      return ProfileGuess{Profile::bulk, where(message, *precedence)};
    }
  }
  return std::nullopt;
}

std::optional<ProfileGuess> automatic(const Message& message) {
  const Field* field = message.find(FieldId::auto_submitted);
  if (field == nullptr || ascii::starts_with(value(message, field), "no")) return std::nullopt;
  return ProfileGuess{Profile::transactional, where(message, *field)};
}

std::optional<ProfileGuess> transactional_by_author(const Facts& facts) {
  static constexpr std::string_view starts[] = {"noreply",       "no-reply",     "no_reply",
                                                "no.reply",      "donotreply",   "do-not-reply",
                                                "mailer-daemon", "notification", "postmaster"};
  const Mailbox* author = facts.author();
  if (author == nullptr) return std::nullopt;
  for (const std::string_view start : starts) {
    if (!ascii::starts_with(author->local_part, start)) continue;
    return ProfileGuess{Profile::transactional, "From " + author->local_part + "@"};
  }
  return std::nullopt;
}

/// A field of a mailing service or of mailing software: "X-SG-EID".
const Field* service_field(const Message& message) {
  for (const Field& field : message.fields()) {
    const bool may_tell = field.id == FieldId::other || field.id == FieldId::x_mailer;
    if (!may_tell || !ascii::starts_with(message.name(field), "x-")) continue;
    const std::string_view text = value(message, &field);
    const auto service = lists::esp_fingerprint(message.name(field), text);
    if (service && service->is_bulk()) return &field;
  }
  return nullptr;
}

/// A link to leave, in what is no answer: answers quote the newsletters they are about.
const Link* unsubscribe_link(const Message& message, const Facts& facts) {
  if (message.has(FieldId::in_reply_to) || message.has(FieldId::references)) return nullptr;
  const Subject* subject = facts.subject();
  if (subject != nullptr && lists::reply_prefix(subject->text)) return nullptr;
  for (const Link& link : facts.links()) {
    if (lists::is_unsubscribe_url(link.target)) return &link;
    if (link.html != nullptr && lists::find_unsubscribe_word(link.shown)) return &link;
  }
  return nullptr;
}

std::optional<ProfileGuess> bulk_by_content(const Message& message, const Facts& facts) {
  if (const Link* link = unsubscribe_link(message, facts)) {
    const std::size_t line = message.source().position(link->place.source.begin).line;
    return ProfileGuess{Profile::bulk, fmt::format("a link to unsubscribe, line {}", line)};
  }
  if (const Field* field = service_field(message)) {
    return ProfileGuess{Profile::transactional, where(message, *field)};
  }
  return std::nullopt;
}

ProfileGuess guess_profile(const Message& message, const Facts& facts) {
  // A vacation notice may say "Precedence: bulk" and is none, so List-* decide before
  // Auto-Submitted, and Precedence after it.
  if (auto guess = discussion(message)) return *std::move(guess);
  const bool has_list_field =
      message.has(FieldId::list_unsubscribe) || message.has(FieldId::list_id);
  if (!has_list_field) {
    if (auto guess = automatic(message)) return *std::move(guess);
  }
  if (auto guess = bulk_by_fields(message)) return *std::move(guess);
  if (auto guess = bulk_by_content(message, facts)) return *std::move(guess);
  if (auto guess = transactional_by_author(facts)) return *std::move(guess);
  return {Profile::personal, "no sign of bulk mail"};
}

struct StageGuess {
  Stage stage;
  std::string reason;
};

StageGuess guess_stage(const Message& message) {
  for (const FieldId id : {FieldId::received, FieldId::delivered_to, FieldId::x_original_to}) {
    if (const Field* field = message.find(id)) return {Stage::received, where(message, *field)};
  }
  if (const Field* unsent = message.find(FieldId::x_unsent)) {
    if (value(message, unsent) == "1") return {Stage::draft, where(message, *unsent)};
  }
  if (const Field* draft = message.find(FieldId::x_mozilla_draft_info)) {
    return {Stage::draft, where(message, *draft)};
  }
  if (message.has(FieldId::date) && message.has(FieldId::message_id)) {
    return {Stage::sent, "no Received, but Date and Message-ID"};
  }
  return {Stage::draft,
          message.has(FieldId::date) ? "no Received and no Message-ID" : "no Received and no Date"};
}

bool is_report(const Message& message, const Facts& facts) {
  if (message.parts()[0].type != "multipart/report") return false;
  static constexpr std::string_view types[] = {"delivery-status", "disposition-notification",
                                               "feedback-report"};
  const std::string_view declared = facts.content_type(0).parameter("report-type");
  for (const std::string_view type : types) {
    if (ascii::equal(declared, type)) return true;
  }
  return std::ranges::any_of(message.parts(), [&](const Part& part) {
    const std::string_view type = part.type;
    if (part.parent != 0 || !type.starts_with("message/")) return false;
    return std::ranges::any_of(types, [&](std::string_view t) { return type.ends_with(t); });
  });
}

/// Fields that only a program that sends or transports writes: a template has none of them.
bool was_sent(const Message& message) {
  return std::ranges::any_of(
      std::array{FieldId::date, FieldId::message_id, FieldId::received, FieldId::return_path,
                 FieldId::delivered_to, FieldId::dkim_signature},
      [&](FieldId id) { return message.has(id); });
}

}  // namespace

Guess guess_settings(const Message& message, const Facts& facts) {
  ProfileGuess profile = guess_profile(message, facts);
  StageGuess stage = guess_stage(message);
  return {.profile = profile.profile,
          .stage = stage.stage,
          .profile_reason = std::move(profile.reason),
          .stage_reason = std::move(stage.reason)};
}

Kind classify(const Message& message, const Facts& facts) {
  if (!message.has_header()) return Kind::template_;
  if (is_report(message, facts)) return Kind::report;
  if (!was_sent(message) && find_placeholder(message.text(message.parts()[0].header))) {
    return Kind::template_;
  }
  return Kind::message;
}

}  // namespace maillint
