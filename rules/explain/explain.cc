// Explains the refusals of a report that was read.
#include "rules/explain/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/catalogue/category.h"
#include "rules/explain/dmarc.h"
#include "rules/explain/fill.h"
#include "rules/explain/notice.h"
#include "rules/explain/ranker.h"
#include "rules/explain/verdict.h"

namespace maillint {
namespace {

Explanation explanation_of(RankedEntry ranked, const Signs& signs,
                           const Placeholders& placeholders) {
  const Entry& entry = *ranked.entry;
  const EntryText& words = entry.in(signs.language());
  return {.id = std::string(entry.id),
          .title = placeholders.fill(words.title),
          .verdict = ranked.verdict,
          .confidence = ranked.confidence,
          .evidence = std::move(ranked.evidence),
          .cause = placeholders.fill(words.cause),
          .who = entry.who,
          .steps = explain_steps(entry, signs, placeholders),
          .source = std::string(entry.source),
          .verified = entry.verified};
}

/// What was found for the steps, where the evidence does not say it already.
void add_found(Explanation& explanation) {
  constexpr std::size_t evidence_at_most = 6;
  for (const ExplainedStep& step : explanation.steps) {
    for (const std::string& found : step.found) {
      const bool said = std::ranges::any_of(
          explanation.evidence, [&](const std::string& text) { return text.ends_with(found); });
      if (!said && explanation.evidence.size() < evidence_at_most) {
        explanation.evidence.push_back(found);
      }
    }
  }
}

/// What the returned message shows of a DMARC failure belongs to the evidence, whichever entry says
/// that it failed.
void add_dmarc_evidence(const Entry& entry, const Signs& signs, Explanation& explanation) {
  const bool about_dmarc =
      entry.category == "auth-failed" || entry.en.cause.find("DMARC") != std::string_view::npos;
  if (!about_dmarc || !signs.has_original() || entry.category == "spam-content") return;
  explanation.evidence.push_back(
      describe_dmarc(read_dmarc_facts(*signs.report().original_facts), signs.language()));
}

bool says_no_cause(const Ranking& ranking) {
  return ranking.entries.empty() || is_vague(ranking.entries.front().entry->category);
}

/// A reply without a cause, whether the catalogue knows its words or not: "554 Service
/// unavailable".
bool tells_nothing(const Ranking& ranking) {
  return ranking.entries.empty() || ranking.entries.front().entry->category == "unclassified";
}

/// Whether the words of the notice can be meant for each recipient: none of them has a reply of
/// his own, and they are so few that each is looked at.
bool speaks_for_all(const Report& report) {
  constexpr std::size_t recipients_most = 100;
  const std::vector<Refusal>& recipients = report.delivery->recipients;
  return recipients.size() < 2 ||
         (recipients.size() <= recipients_most &&
          std::ranges::all_of(recipients, [](const Refusal& r) { return r.reply_code.empty(); }));
}

/// Whether a sentence of the notice may tell of this recipient: it names no other address, and is
/// not what stands below another recipient.
bool may_be_about(const std::string& sentence, const Refusal& refusal, const Report& report) {
  if (sentence.find('@') != sentence.npos &&
      ascii::find(sentence, refusal.address) == sentence.npos)
    return false;
  const std::vector<Refusal>& recipients = report.delivery->recipients;
  if (recipients.size() > 1 && sentence.ends_with(':')) return false;  // above one list of several
  return std::ranges::none_of(recipients, [&](const Refusal& other) {
    const std::string& words = other.diagnostic;
    if (words.empty() || words == refusal.diagnostic) return false;
    return words.find(sentence) != words.npos || sentence.find(words) != sentence.npos;
  });
}

/// Where the reply is missing or says nothing, the cause may stand in the words for people.
void consult_notice(const Report& report, const Signs& signs, const Options& options,
                    Ranking& ranking) {
  const Catalogue& catalogue = catalogue_of(options);
  for (const std::string& sentence : notice_sentences(report)) {
    Ranking found = rank(catalogue, signs, options.provider, normalise_reply(sentence));
    if (says_no_cause(found) || (found.by >= ranking.by && !tells_nothing(ranking))) continue;
    const Category* category = find_category(found.entries.front().entry->category);
    if (category != nullptr && category->blames_address() &&
        !may_be_about(sentence, signs.refusal(), report))
      continue;
    found.entries.front().evidence.push_back(
        fmt::format(fmt::runtime(in_language(signs.language(), "the notice says: {}",
                                             "in der Meldung steht: {}")),
                    sentence));
    ranking = std::move(found);
    if (ranking.by == Ranking::By::words) return;
  }
}

}  // namespace

const Catalogue& catalogue_of(const Options& options) {
  return options.catalogue == nullptr ? built_in_catalogue() : *options.catalogue;
}

ExplainedRefusal explain_refusal(const Report& report, Refusal refusal, const Options& options,
                                 const HistoryFacts& history) {
  const Catalogue& catalogue = catalogue_of(options);
  ExplainedRefusal out;
  out.refusal = std::move(refusal);
  out.permanent = is_permanent(out.refusal);
  Signs signs(report, out.refusal, out.permanent, catalogue, history, options.language);
  if (!options.host.empty()) signs.set_host(ascii::to_lower(options.host));
  const std::string text = normalise_reply(out.refusal.diagnostic);
  Ranking ranking = rank(catalogue, signs, options.provider, text);
  const bool open =
      tells_nothing(ranking) || (ranking.by == Ranking::By::code && says_no_cause(ranking));
  if (open && speaks_for_all(report)) {
    consult_notice(report, signs, options, ranking);
  }
  out.decided = ranking.decided;
  out.would_decide = std::move(ranking.would_decide);
  out.provider = std::move(ranking.provider);
  if (const Provider* provider = catalogue.provider(out.provider)) {
    out.provider_name = std::string(provider->name);
  }
  if (ranking.entries.empty()) return out;

  const Entry& first = *ranking.entries.front().entry;
  out.permanent = is_permanent(out.refusal, first);
  out.category = std::string(first.category);
  if (const Category* category = find_category(first.category)) {
    out.coarse_class = std::string(category->coarse_class);
  }
  // With a security status (5.7.y) a rule of the recipient refused the sender, not the address.
  if (first.category == "recipient-refused" && out.refusal.status.find(".7.") == 1) {
    out.coarse_class = "auth-policy";
  }
  // Elsewhere the name of a list is a link to read, not the reason.
  const bool by_list = out.coarse_class == "reputation" || out.coarse_class == "spam-content" ||
                       first.provider == "dnsbl";
  const Blocklist* blocklist = by_list ? catalogue.blocklist_in(text) : nullptr;
  if (blocklist != nullptr) out.blocklist = std::string(blocklist->name);
  const std::size_t recipients =
      out.refusal.transaction > 0 ? out.refusal.transaction : report.delivery->recipients.size();
  const bool at_fault =
      signs.blame() == Blame::open && should_suppress(out.refusal, first, out.permanent, recipients,
                                                      report.delivery->kind == ReportKind::bounce);
  out.suppress = out.refusal.wish != Wish::none || at_fault;
  out.retry = retry_advice(out.refusal, first, out.permanent, out.suppress);
  if (!out.permanent) {
    out.retry_after_seconds = quoted_wait_seconds(text);
    if (!out.retry_after_seconds && first.retry_after_seconds > 0) {
      out.retry_after_seconds = first.retry_after_seconds;
    }
  }
  const Placeholders placeholders(signs, blocklist, out.retry_after_seconds);
  for (RankedEntry& ranked : ranking.entries) {
    const Entry& entry = *ranked.entry;
    out.explanations.push_back(explanation_of(std::move(ranked), signs, placeholders));
    add_dmarc_evidence(entry, signs, out.explanations.back());
    add_found(out.explanations.back());
  }
  return out;
}

}  // namespace maillint
