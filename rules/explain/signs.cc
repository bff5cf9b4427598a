// Signs: what the evidence of a catalogue entry can ask about a refusal and its message.
#include "rules/explain/signs.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::size_t seen_at_most = 3;  // of one term: the report names examples, not all
constexpr std::int64_t day_seconds = 86'400;

constexpr std::string_view built_in[] = {
    "@original", "@complete-original", "@history",    "@history-hours", "@history-days",
    "@cron",     "@stage-early",       "@stage-data", "@server-line",   "@ip",
    "@host",     "@recipient",         "@permanent",  "@temporary",     "@mail-from",
    "@gave-up",  "@about-sender"};
constexpr std::string_view says = "@says:";

/// Calls f(term, negated) for each term; stops when f returns false.
template <typename F>
bool for_each_term(std::string_view expression, const F& f) {
  while (!expression.empty()) {
    const std::size_t end = std::min(expression.find('&'), expression.size());
    std::string_view term = ascii::trim(expression.substr(0, end));
    const bool negated = term.starts_with('!');
    if (negated) term.remove_prefix(1);
    if (!f(ascii::trim(term), negated)) return false;
    expression.remove_prefix(std::min(end + 1, expression.size()));
  }
  return true;
}

const SignGroup* group_named(std::span<const SignGroup> groups, std::string_view term) {
  if (!term.starts_with('@')) return nullptr;
  const auto at = std::ranges::find(groups, term.substr(1), &SignGroup::name);
  return at == groups.end() ? nullptr : &*at;
}

/// The pattern of a term "@says:PATTERN", compiled at its first use; nullptr if it does not
/// compile. There are as many as the catalogue writes.
const re2::RE2* says_pattern(std::string_view term) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const re2::RE2>, std::less<>> compiled;
  const std::scoped_lock lock(mutex);
  const auto known = compiled.find(term);
  if (known != compiled.end()) return known->second->ok() ? known->second.get() : nullptr;
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_log_errors(false);
  const std::string_view pattern = term.substr(says.size());
  const auto made = compiled.emplace(
      term,
      std::make_unique<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options));
  return made.first->second->ok() ? made.first->second.get() : nullptr;
}

/// "dns; MX.example.org (x)" -> "mx.example.org"; "" where no host name stands there.
std::string host_in(std::string_view name) {
  if (const std::size_t semicolon = name.find(';'); semicolon != std::string_view::npos) {
    name.remove_prefix(semicolon + 1);
  }
  name = ascii::trim(name);
  std::string host = ascii::to_lower(name.substr(0, name.find_first_of(" \t([:")));
  while (host.ends_with('.')) host.pop_back();
  const bool has_letter = std::ranges::any_of(host, ascii::is_alpha);
  return has_letter && host.find('.') != std::string::npos ? host : std::string();
}

/// A failure that no server called permanent: the sending server ran out of time.
bool has_given_up(const Refusal& refusal) {
  if (refusal.action != Action::failed || refusal.reply_code.starts_with('5')) return false;
  return refusal.status.empty() || refusal.status.starts_with('4');
}

}  // namespace

std::string_view in_language(Language language, std::string_view en, std::string_view de) {
  return language == Language::de ? de : en;
}

Signs::Signs(const Report& report, const Refusal& refusal, bool permanent,
             const Catalogue& catalogue, const HistoryFacts& history, Language language)
    : report_(report),
      refusal_(refusal),
      permanent_(permanent),
      catalogue_(catalogue),
      history_(history),
      language_(language),
      host_(host_in(refusal.remote_mta)),
      ip_(quoted_ip(refusal.diagnostic, refusal.remote_ip)),
      blame_(blame_of(report, refusal)) {
  // A reporting MTA may quote somebody else, so its name counts only where it is a provider's own
  // and nobody else is named.
  if (host_.empty() && refusal.remote_ip.empty() && report.delivery) {
    std::string reporting = host_in(report.delivery->reporting_mta);
    if (catalogue.provider_of_host(reporting) != nullptr) host_ = std::move(reporting);
  }
}

bool Signs::has_original() const { return report_.original_facts != nullptr; }

std::vector<const Finding*> Signs::findings(std::string_view glob) const {
  std::vector<const Finding*> out;
  for (const RuleFindings& found : report_.original_findings) {
    if (found.places.empty() || !glob_match(glob, found.rule->id)) continue;
    const auto at = std::ranges::find_if(
        found.places, [](const Finding& place) { return place.severity != Severity::info; });
    if (at != found.places.end()) out.push_back(&*at);
  }
  return out;
}

std::string Signs::describe(const Finding& finding) const {
  const Source& source = report_.original_facts->message().source();
  const Position at = source.position(finding.place.source.begin);
  return fmt::format("{} ({}:{})", finding.rule->summary, at.line, at.column);
}

bool Signs::is_cron() const {
  if (!has_original()) return false;
  const Message& message = report_.original_facts->message();
  if (message.has(FieldId::x_cron_env)) return true;
  const Original& original = report_.delivery->original;
  if (!original.subject.starts_with("Cron <")) return false;
  return original.subject.find("> ") != std::string::npos;
}

/// A bounce or a log line is written by a mail server of the sending side; a dialog or a typed
/// reply by a client on somebody's line. Where the reporting server is the provider's own, it was a
/// client too.
bool Signs::is_server_line() const {
  const DeliveryReport& delivery = *report_.delivery;
  if (delivery.kind == ReportKind::log) return true;
  if (delivery.kind != ReportKind::bounce && delivery.kind != ReportKind::delay) return false;
  const Provider* reporting = catalogue_.provider_of_host(host_in(delivery.reporting_mta));
  return reporting == nullptr || reporting != catalogue_.provider_of_host(host_);
}

bool Signs::built_in_holds(std::string_view name, bool& known) const {
  known = true;
  if (name == "@original") return has_original();
  if (name == "@complete-original") {
    if (!has_original() || report_.delivery->original.source == "headers") return false;
    return !report_.original_facts->message().parts()[0].body.empty();
  }
  if (name == "@history") return has_history();
  if (name == "@history-hours") return has_history() && history_.span_seconds <= day_seconds;
  if (name == "@history-days") return has_history() && history_.span_seconds > day_seconds;
  if (name == "@cron") return is_cron();
  const Command command = refusal_.command;
  if (name == "@stage-early") return command != Command::none && command < Command::data;
  if (name == "@stage-data") return command == Command::data || command == Command::end_of_data;
  if (name == "@mail-from") return command == Command::mail_from;
  if (name == "@gave-up") return has_given_up(refusal_);
  if (name == "@about-sender") return blame_ == Blame::sender_itself;
  if (name == "@server-line") return is_server_line();
  if (name == "@ip") return !ip_.empty();
  if (name == "@host") return !host_.empty();
  if (name == "@recipient") return !refusal_.address.empty();
  if (name == "@permanent") return permanent_;
  if (name == "@temporary") return !permanent_;
  known = false;
  return false;
}

bool Signs::term_holds(std::string_view term) const {
  if (!term.starts_with('@')) return !findings(term).empty();
  if (term.starts_with(says)) {
    const re2::RE2* const pattern = says_pattern(term);
    return pattern != nullptr &&
           re2::RE2::PartialMatch(normalise_reply(refusal_.diagnostic), *pattern);
  }
  bool known = false;
  const bool holds = built_in_holds(term, known);
  if (known) return holds;
  const SignGroup* group = group_named(catalogue_.sign_groups(), term);
  if (group == nullptr) return false;
  // Groups hold globs and built-in signs, never groups: no recursion on input.
  return std::ranges::any_of(group->signs, [&](std::string_view sign) {
    return sign.starts_with('@') ? built_in_holds(sign, known) : !findings(sign).empty();
  });
}

bool Signs::hold(std::string_view expression) const {
  return for_each_term(
      expression, [&](std::string_view term, bool negated) { return term_holds(term) != negated; });
}

void Signs::term_seen(std::string_view term, bool negated, std::vector<std::string>& out) const {
  const auto say = [&](std::string_view en, std::string_view de) {
    out.emplace_back(in_language(language_, en, de));
  };
  if (negated) {
    if (term == "@loop") say("no sign of a loop", "kein Anzeichen einer Schleife");
    if (term == "@checklist") {
      say("the message meets the provider's checklist",
          "die Nachricht erfüllt die Checkliste des Anbieters");
    }
    return;
  }
  if (term == "@history-days") {
    out.push_back(fmt::format(fmt::runtime(in_language(language_, "{} such refusals within {} days",
                                                       "{} solche Ablehnungen in {} Tagen")),
                              history_.count,
                              (history_.span_seconds + day_seconds - 1) / day_seconds));
  } else if (term == "@history-hours" || term == "@history") {
    out.push_back(
        fmt::format(fmt::runtime(in_language(language_, "{} such refusals within {} hours",
                                             "{} solche Ablehnungen in {} Stunden")),
                    history_.count, history_.span_seconds / 3600 + 1));
  } else if (term == "@cron") {
    say("the returned message comes from a cron job",
        "die zurückgesandte Nachricht stammt von einem Cronjob");
  } else if (term == "@stage-early") {
    say("refused before the content was sent", "abgelehnt, bevor der Inhalt gesendet war");
  } else if (term == "@gave-up") {
    say("the sending server has given up", "der sendende Server hat aufgegeben");
  } else if (term == "@mail-from") {
    say("refused when the sender's address was given",
        "abgelehnt, als die Absenderadresse genannt wurde");
  } else if (term == "@stage-data") {
    say("refused after the content was sent", "abgelehnt, nachdem der Inhalt gesendet war");
  }
  std::vector<const Finding*> found;
  if (const SignGroup* group = group_named(catalogue_.sign_groups(), term)) {
    for (const std::string_view sign : group->signs) {
      const std::vector<const Finding*> more = findings(sign);
      found.insert(found.end(), more.begin(), more.end());
    }
  } else if (!term.starts_with('@')) {
    found = findings(term);
  }
  const std::string_view where =
      report_.delivery->original.source == "given"
          ? in_language(language_, "the message", "die Nachricht")
          : in_language(language_, "the returned message", "die zurückgesandte Nachricht");
  for (const Finding* finding : std::span(found).first(std::min(found.size(), seen_at_most))) {
    out.push_back(fmt::format("{}: {}", where, describe(*finding)));
  }
}

std::vector<std::string> Signs::seen(std::string_view expression) const {
  std::vector<std::string> out;
  for_each_term(expression, [&](std::string_view term, bool negated) {
    term_seen(term, negated, out);
    return true;
  });
  return out;
}

bool Signs::known(std::string_view expression, std::span<const SignGroup> groups) {
  return for_each_term(expression, [&](std::string_view term, bool) {
    if (!term.starts_with('@')) return !term.empty();
    if (term.starts_with(says)) return says_pattern(term) != nullptr;
    return std::ranges::find(built_in, term) != std::end(built_in) ||
           group_named(groups, term) != nullptr;
  });
}

}  // namespace maillint
