// The façade of explain: reads a bounce, lints the message it returns, and explains each refusal.
#include "rules/explain/explain.h"

#include <algorithm>
#include <map>

#include "lint/ascii.h"
#include "lint/bounce/plaintext.h"
#include "rules/guess.h"
#include "rules/input.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

const RuleSet& rules_of(const Options& options) {
  static const RuleSet all(all_rules());
  return options.rules == nullptr ? all : *options.rules;
}

/// Decoded fields of a message, as the reader fills them for one that stands in a bounce.
Original given_original(std::unique_ptr<const Message> message) {
  Original original;
  original.source = "given";
  original.facts = std::make_unique<const Facts>(*message);
  const Facts& facts = *original.facts;
  if (const Subject* subject = facts.subject()) original.subject = std::string(subject->text);
  if (const Mailbox* author = facts.author()) original.from = author->address();
  for (const MessageIdField& field : facts.message_ids()) {
    if (field.id != FieldId::message_id || field.parsed.ids.empty()) continue;
    original.message_id = std::string(field.parsed.ids.front().id);
    break;
  }
  original.date = facts.date();
  if (const Field* list = message->find(FieldId::list_id))
    original.list_id = message->unfolded(*list);
  for (const FieldId id : {FieldId::to, FieldId::cc}) {
    const AddressList* list = facts.addresses(id);
    if (list == nullptr) continue;
    for (const Mailbox& mailbox : list->mailboxes) original.recipients.push_back(mailbox.address());
  }
  original.message = std::move(message);
  return original;
}

/// When the message was refused, as far as the report says.
std::optional<DateTime> time_of(const Report& report) {
  if (report.delivery->arrival_date) return report.delivery->arrival_date;
  if (const std::optional<DateTime> date = report.facts->date()) return date;
  return report.delivery->original.date;
}

void lint_original(Report& report, const Options& options) {
  DeliveryReport& delivery = *report.delivery;
  if (options.original != nullptr) {
    delivery.original = given_original(
        read_message({.path = "--original", .octets = *options.original, .origin = {}}));
  }
  if (delivery.original.message == nullptr) return;
  const Message& message = *delivery.original.message;
  report.original_facts = std::move(delivery.original.facts);
  const Guess guess = guess_settings(message, *report.original_facts);
  // A provider's filter knows no personal mail: what only other profiles forbid counts here as
  // well.
  const Profile profile = std::max(guess.profile, Profile::transactional);
  // An old bounce returns a message that was new then.
  const DateTime now = options.now_given ? options.now : time_of(report).value_or(options.now);
  const Settings settings{.profile = options.profile.value_or(profile),
                          .stage = options.stage.value_or(guess.stage),
                          .kind = classify(message, *report.original_facts),
                          .now = now,
                          .now_given = options.now_given};
  report.original_findings = lint(message, *report.original_facts, settings, rules_of(options));
}

/// A few words without any code count as a server's where the catalogue knows them: "Unrouteable
/// address".
void read_bare_words(Report& report, const Catalogue& catalogue) {
  constexpr std::size_t words_at_most = 600, telling = 10;
  DeliveryReport& delivery = *report.delivery;
  const std::string_view words = ascii::trim(report.message->octets());
  if (delivery.kind != ReportKind::none || words.size() > words_at_most) return;
  if (std::ranges::count(words, '\n') > 3 || !bounce::is_plain_text(*report.message)) return;
  if (bounce::is_data(words)) return;
  const std::string text = normalise_reply(words);
  const auto found =
      catalogue.match_text({.text = text, .reply_code = {}, .status = {}, .command = {}});
  const bool known = std::ranges::any_of(
      found, [](const EntryMatch& match) { return match.end - match.begin >= telling; });
  if (!known) return;
  const auto begin = static_cast<std::uint32_t>(words.data() - report.message->octets().data());
  delivery.kind = ReportKind::reply;
  Refusal& refusal = delivery.errors.emplace_back();
  refusal.diagnostic = std::string(words);
  refusal.span = {begin, begin + static_cast<std::uint32_t>(words.size())};
}

/// Entries with the same words are one family, named by the first of them.
std::string family_of(const ExplainedRefusal& refusal, const Catalogue& catalogue) {
  if (refusal.explanations.empty()) return {};
  const Entry* entry = catalogue.find(refusal.explanations.front().id);
  if (entry == nullptr || entry->is_code_only()) return {};
  std::string_view first = entry->id;
  for (const std::string_view id : entry->shares_text_with) first = std::min(first, id);
  return std::string(first);
}

struct Family {
  std::size_t count = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
};

}  // namespace

Report explain(Input input, const Options& options) {
  Report report;
  report.path = input.path;
  auto source =
      std::make_unique<Source>(std::move(input.path), std::move(input.octets), input.origin);
  report.message = std::make_unique<Message>(std::move(source));
  report.facts = std::make_unique<Facts>(*report.message);
  report.kind = Kind::report;
  report.settings = {.kind = Kind::report, .now = options.now, .now_given = options.now_given};
  report.delivery = read_delivery_report(*report.message, *report.facts);
  read_bare_words(report, catalogue_of(options));
  lint_original(report, options);
  report.warnings = report.delivery->warnings;
  for (const Refusal& refusal : report.delivery->recipients) {
    report.recipients.push_back(explain_refusal(report, refusal, options, {}));
  }
  for (const Refusal& refusal : report.delivery->errors) {
    report.errors.push_back(explain_refusal(report, refusal, options, {}));
  }
  return report;
}

void apply_history(std::span<Report> reports, const Options& options) {
  const Catalogue& catalogue = catalogue_of(options);
  std::map<std::string, Family> families;
  const auto each = [](Report& report, const auto& f) {
    if (!report.delivery) return;
    for (ExplainedRefusal& refusal : report.recipients) f(refusal);
    for (ExplainedRefusal& refusal : report.errors) f(refusal);
  };
  for (Report& report : reports) {
    std::vector<std::string> seen;  // a bounce with many recipients is one refusal
    const std::optional<DateTime> time = report.delivery ? time_of(report) : std::nullopt;
    each(report, [&](const ExplainedRefusal& refusal) {
      std::string name = family_of(refusal, catalogue);
      if (name.empty() || !time || std::ranges::find(seen, name) != seen.end()) return;
      Family& family = families[name];
      family.first = family.count == 0 ? time->seconds : std::min(family.first, time->seconds);
      family.last = family.count == 0 ? time->seconds : std::max(family.last, time->seconds);
      ++family.count;
      seen.push_back(std::move(name));
    });
  }
  for (Report& report : reports) {
    each(report, [&](ExplainedRefusal& refusal) {
      const auto family = families.find(family_of(refusal, catalogue));
      if (family == families.end() || family->second.count < 2) return;
      const HistoryFacts history{family->second.count, family->second.last - family->second.first};
      refusal = explain_refusal(report, std::move(refusal.refusal), options, history);
    });
  }
}

}  // namespace maillint
