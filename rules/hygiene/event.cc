// From an explained report to events.
#include "rules/hygiene/event.h"

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/batch/hash.h"
#include "rules/explain/explain.h"
#include "rules/hygiene/identity.h"
#include "rules/hygiene/line_time.h"

namespace maillint {
namespace {

constexpr std::size_t text_octets = 240;

/// Failures that lie in the mailbox or its domain without being final.
constexpr std::array<std::string_view, 11> soft_categories = {
    "mailbox-full",      "recipient-disabled", "recipient-unknown", "recipient-moved",
    "recipient-refused", "delivery-expired",   "domain-not-found",  "domain-no-mail",
    "dns-error",         "network-error",      "suppressed"};

EventKind kind_of(const ExplainedRefusal& refusal) {
  if (refusal.refusal.wish == Wish::complaint) return EventKind::complaint;
  if (refusal.refusal.wish == Wish::unsubscribe) return EventKind::unsubscribed;
  switch (refusal.refusal.action) {
    case Action::delivered:
      return EventKind::delivered;
    case Action::delayed:
    case Action::relayed:
    case Action::expanded:
      return EventKind::other;
    default:
      break;
  }
  if (refusal.suppress) return EventKind::hard;
  const bool soft = std::ranges::find(soft_categories, refusal.category) != soft_categories.end();
  return soft ? EventKind::soft : EventKind::other;
}

std::string cut(std::string_view text) {
  if (text.size() <= text_octets) return std::string(text);
  std::size_t end = text_octets;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

/// Kinds that are no mail: their lines are evidence of their own.
bool is_lines(ReportKind kind) {
  return kind == ReportKind::log || kind == ReportKind::transcript || kind == ReportKind::dialog ||
         kind == ReportKind::reply;
}

/// What the events of one report have in common.
struct Around {
  const Report& report;
  std::int64_t now;    // see read_events
  std::uint64_t list;  // of the report's identity, where it is a list of events
};

Event make_event(const Around& around, const ExplainedRefusal& refusal) {
  const Report& report = around.report;
  const Refusal& told = refusal.refusal;
  Event event{.address = told.address,
              .kind = kind_of(refusal),
              .category = refusal.category,
              .status = told.status.empty() ? told.reply_code : told.status,
              .provider = refusal.provider,
              .text = cut(told.diagnostic)};
  if (!told.span.empty())
    event.line =
        static_cast<std::uint32_t>(report.message->source().position(told.span.begin).line);
  // What a mail quotes as an event may be anybody's: the mail is one piece of evidence, of its
  // time.
  if (report.delivery->from_events && !report.message->has_header()) {
    event.identity = identity_of_event(told, around.list);
    event.time = told.time;
  } else if (is_lines(report.delivery->kind)) {
    event.identity = identity_of(report, told);
    event.time = time_of_line(line_of(report, told), around.now);
  }
  if (event.kind == EventKind::complaint) event.category = "complaint";
  if (event.kind == EventKind::unsubscribed) event.category = "unsubscribed";
  return event;
}

struct Halves {
  std::string_view local, domain;
};

Halves split(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return {address, {}};
  return {address.substr(0, at), address.substr(at + 1)};
}

/// "user@mailcluster.local" for mail to "user@example.com": one mailbox under two names, while a
/// forwarding to somebody else says little about the address that forwards.
bool is_same_mailbox(std::string_view a, std::string_view b) {
  const Halves left = split(a);
  const Halves right = split(b);
  if (ascii::equal(left.local, right.local)) return true;
  return same_organization(left.domain, right.domain) &&
         left.domain.find('.') != std::string_view::npos;
}

/// Providers black out the address in many a complaint.
bool is_redacted(std::string_view address) {
  const std::string_view local = split(address).local;
  return ascii::starts_with(local, "redacted") || ascii::starts_with(local, "xxx") ||
         ascii::starts_with(local, "[");
}

void add_refusal(Reading& reading, const Around& around, const ExplainedRefusal& refusal) {
  Event event = make_event(around, refusal);
  if (event.kind == EventKind::complaint && is_redacted(event.address)) return;
  const std::string& original = refusal.refusal.original_address;
  if (!original.empty() && !ascii::equal(original, event.address) &&
      original.find('@') != std::string::npos) {
    Event forwarded = event;
    forwarded.address = original;
    if (event.kind == EventKind::hard && !is_same_mailbox(original, event.address))
      forwarded.kind = EventKind::soft;
    reading.events.push_back(std::move(forwarded));
  }
  reading.events.push_back(std::move(event));
}

void add_complaint(Reading& reading, const Around& around) {
  const Report& report = around.report;
  const std::string& type = report.delivery->feedback.type;
  if (ascii::equal(type, "not-spam") || ascii::equal(type, "auth-failure") ||
      ascii::equal(type, "dmarc"))
    return;
  const EventKind kind =
      ascii::starts_with(type, "opt-out") ? EventKind::unsubscribed : EventKind::complaint;
  for (const ExplainedRefusal& refusal : report.recipients) {
    if (is_redacted(refusal.refusal.address)) continue;
    Event event = make_event(around, refusal);
    event.kind = kind;
    event.category = kind == EventKind::complaint ? "complaint" : "unsubscribed";
    reading.events.push_back(std::move(event));
  }
  reading.complaint_without_address = reading.events.empty();
}

/// Mail that a List-Unsubscribe link of the kind mailto: makes: one word as Subject.
void add_unsubscribe(Reading& reading, const Report& report) {
  const Subject* subject = report.facts->subject();
  const Mailbox* author = report.facts->author();
  if (subject == nullptr || author == nullptr || !author->has_addr_spec()) return;
  const std::string_view text = ascii::trim(subject->text);
  if (!ascii::equal(text, "unsubscribe") && !ascii::starts_with(text, "unsubscribe ")) return;
  if (text.size() > 100 || report.message->has(FieldId::list_id)) return;
  reading.events.push_back({.address = author->address(),
                            .kind = EventKind::unsubscribed,
                            .category = "unsubscribed",
                            .text = cut(text)});
}

}  // namespace

std::string_view name(EventKind kind) {
  constexpr std::string_view names[] = {"hard",      "soft",         "other",   "delivered",
                                        "complaint", "unsubscribed", "released"};
  return names[static_cast<std::size_t>(kind)];
}

std::string address_key(std::string_view address) {
  const Halves halves = split(address);
  std::string key = ascii::to_lower(address);
  if (std::ranges::none_of(halves.domain, ascii::is_8bit)) return key;
  const std::optional<std::string> domain = to_ascii(halves.domain);
  if (!domain) return key;
  return ascii::to_lower(halves.local) + '@' + *domain;
}

Reading read_events(const Report& report, std::span<const std::string> own,
                    const Options& options) {
  Reading reading;
  if (!report.delivery) return reading;
  reading.kind = report.delivery->kind;
  reading.identity = identity_of(report);
  // The topmost Received field was written here. The Date field is whoever's: an old one would
  // make a forged bounce as old as --policy hard-after asks for.
  if (!report.facts->hops().empty() && report.facts->hops().front().time)
    reading.time = report.facts->hops().front().time->seconds;
  if (reading.kind == ReportKind::none) {
    if (report.message->has_header()) add_unsubscribe(reading, report);
    return reading;
  }
  if (!own.empty() && !is_lines(reading.kind))
    reading.ownership = ownership_of(report, own, reading.foreign_domain);
  if (reading.ownership == Ownership::foreign) return reading;
  TextHash list;
  if (report.delivery->from_events) list.add(reading.identity);
  const Around around{.report = report, .now = options.now.seconds, .list = list.value()};
  if (reading.kind == ReportKind::feedback && !report.delivery->from_events) {
    add_complaint(reading, around);
  } else if (reading.kind != ReportKind::autoreply && reading.kind != ReportKind::mdn &&
             reading.kind != ReportKind::challenge) {
    for (const ExplainedRefusal& refusal : report.recipients) add_refusal(reading, around, refusal);
    for (const Refusal& repeat : report.delivery->repeats)
      add_refusal(reading, around, explain_refusal(report, repeat, options, {}));
    for (const Refusal& delivery : report.delivery->deliveries)
      reading.events.push_back(make_event(around, {.refusal = delivery}));
  }
  reading.complaint_without_address =
      reading.complaint_without_address ||
      (reading.kind == ReportKind::feedback && reading.events.empty());
  for (Event& event : reading.events) event.unproven = reading.ownership == Ownership::unproven;
  return reading;
}

}  // namespace maillint
