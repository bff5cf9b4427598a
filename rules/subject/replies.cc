// Rules subject-fake-reply, subject-stacked-prefixes.
#include <fmt/format.h>

#include <string>

#include "lint/ascii.h"
#include "rules/data/lists.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view fake_references[] = {"rspamd FAKE_REPLY", "RFC 5322 3.6.4"};
constexpr std::string_view stacked_references[] = {"RFC 5322 3.6.5"};

/// Exchange writes replies with a Thread-Index of more than 22 octets, in base64 30 characters.
constexpr std::size_t thread_index_of_first = 32;

bool answers_something(const Message& message) {
  if (message.has(FieldId::in_reply_to) || message.has(FieldId::references)) return true;
  const Field* thread = message.find(FieldId::thread_index);
  if (thread != nullptr && message.trimmed(*thread).size() > thread_index_of_first) return true;
  const Field* automatic = message.find(FieldId::auto_submitted);
  return automatic != nullptr && !ascii::equal(message.text(message.trimmed(*automatic)), "no");
}

/// "> ..." at the begin of a line, or the head that Outlook puts above: an answer from a program
/// that writes no In-Reply-To.
bool quotes_something(const Facts& facts) {
  for (const TextBody& body : facts.text_bodies()) {
    const std::string_view text = body.visible();
    if (text.starts_with('>') || text.find("\n>") != std::string_view::npos ||
        text.find("-----Original Message-----") != std::string_view::npos ||
        (body.is_html && ascii::find(body.text.text(), "<blockquote") != std::string_view::npos))
      return true;
  }
  return false;
}

void check_fake(const Subject& subject, const Facts& facts, const Settings& settings,
                const Reporter& report) {
  // A forward starts a thread of its own, and "R:" or "CT:" may stand for anything.
  const auto prefix = lists::reply_prefix(subject.text);
  if (!prefix || prefix->is_forward || prefix->is_ambiguous) return;
  if (prefix->length >= subject.text.size()) return;  // subject-empty reports these
  if (settings.stage == Stage::draft || settings.kind == Kind::template_) return;
  if (answers_something(facts.message())) return;
  const std::string words(ascii::trim(subject.text.substr(0, prefix->length)));
  report.as(quotes_something(facts) ? Severity::info : Severity::warning,
            subject.source(0, words.size()),
            {.message = "'" + words + "' without In-Reply-To or References", .evidence = {}});
}

void check_stacked(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  std::size_t end = 0;
  std::size_t replies = 0;
  std::size_t forwards = 0;
  while (end < subject.text.size()) {
    const auto prefix = lists::reply_prefix(subject.text.substr(end));
    if (!prefix || prefix->length == 0 || prefix->is_ambiguous) break;
    ++(prefix->is_forward ? forwards : replies);
    end += prefix->length;
  }
  // "AW: WG: Angebot" is a reply to a forward: no fault of anybody.
  if (replies < 2 && forwards < 2 && replies + forwards < 3) return;
  const std::size_t words = ascii::trim(subject.text.substr(0, end)).size();
  report(subject.source(0, words), fmt::format("starts with {} prefixes", replies + forwards));
}

}  // namespace

constinit const Rule subject_fake_reply{
    .id = "subject-fake-reply",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject says Re: but the message answers nothing",
    .why = "Advertising poses as an answer that way, so filters score it; people feel cheated.",
    .remedy = "Answer with the reply button, or drop the prefix.",
    .references = fake_references,
    .check = check_fake,
};

constinit const Rule subject_stacked_prefixes{
    .id = "subject-stacked-prefixes",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .summary = "Subject starts with several reply prefixes",
    .why =
        "Programs that do not know each other's prefix put theirs before it; the subject is "
        "pushed out of sight.",
    .remedy = "Keep one \"Re: \".",
    .references = stacked_references,
    .check = check_stacked,
};

}  // namespace maillint::rules
