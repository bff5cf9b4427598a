// check's report for people: the checklist, then the findings, worst first.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/render/why.h"
#include "lint/ascii.h"
#include "lint/escape.h"
#include "lint/text_width.h"

namespace maillint::cli {
namespace {

constexpr std::size_t place_column = 60;
constexpr std::size_t places_shown = 3;
constexpr std::size_t label_columns = 9;
constexpr std::size_t message_octets = 500;

std::string_view kind_words(const Report& report, const TextContext& context) {
  switch (report.kind) {
    case Kind::template_:
      return context.say("template", "Vorlage");
    case Kind::report:
      return context.say("report of a mail system", "Meldung eines Mailsystems");
    default:
      return label(report.settings.profile, context.language());
  }
}

/// Whether a mail system wrote it, though not as RFC 3464 has it.
bool is_from_mail_system(const Report& report) {
  if (report.message->has(FieldId::x_failed_recipients)) return true;
  const Mailbox* author = report.facts->author();
  return author != nullptr && (ascii::equal(author->local_part, "mailer-daemon") ||
                               ascii::equal(author->local_part, "postmaster"));
}

/// "newsletter.eml   bulk mail, received copy, 3 parts, 41.2 KiB, From news@example.com".
std::string heading(const Report& report, const TextContext& context) {
  const Message& message = *report.message;
  std::string out = context.style.paint(Tone::strong, escaped(report.path));
  out += fmt::format("   {}, {}", kind_words(report, context),
                     label(report.settings.stage, context.language()));
  if (message.parts().size() > 1)
    out += ", " + counted(message.parts().size(), context.say("part", "Teil"),
                          context.say("parts", "Teile"));
  out += ", " + size_words(message.octets().size());
  if (const Mailbox* author = report.facts->author())
    out += ", From " + escaped(clipped(author->address(), 120));
  return out + '\n';
}

/// Why the profile and the stage were taken, and how to say otherwise.
std::string guesses(const Report& report, const TextContext& context) {
  std::string reasons;
  if (report.profile_guessed && !report.guess.profile_reason.empty())
    reasons = fmt::format("{}: {}", label(report.settings.profile, context.language()),
                          report.guess.profile_reason);
  if (report.stage_guessed && !report.guess.stage_reason.empty())
    reasons +=
        fmt::format("{}{}: {}", reasons.empty() ? "" : "; ",
                    label(report.settings.stage, context.language()), report.guess.stage_reason);
  if (reasons.empty()) return {};
  const std::string_view options =
      context.say("(--profile, --stage change that)", "(ändern: --profile, --stage)");
  const std::string words =
      wrapped(fmt::format("{} {}", escaped(clipped(reasons, 300)), options), 2);
  return "  " + context.style.paint(Tone::faint, words.substr(0, words.size() - 1)) + '\n';
}

Tone tone_of_status(CriterionStatus status) {
  switch (status) {
    case CriterionStatus::fail:
      return Tone::bad;
    case CriterionStatus::warn:
      return Tone::doubtful;
    case CriterionStatus::pass:
      return Tone::good;
    case CriterionStatus::not_checkable:
      break;
  }
  return Tone::faint;
}

/// Why a criterion cannot be checked.
std::string note_words(const CriterionResult& result, const TextContext& context) {
  if (context.language() == Language::de) {
    if (result.note == "not selected") return "nicht ausgewählt";
    if (result.criterion == Criterion::list_hygiene)
      return "aus einer Nachricht nicht prüfbar: maillint hygiene";
    if (result.criterion == Criterion::behaviour) return "braucht mehrere Nachrichten";
  }
  return escaped(result.note);
}

std::string checklist(const Report& report, const TextContext& context) {
  std::string out;
  for (CriterionStatus status : {CriterionStatus::fail, CriterionStatus::warn,
                                 CriterionStatus::pass, CriterionStatus::not_checkable}) {
    std::string names;
    for (const CriterionResult& result : report.criteria) {
      if (result.status != status) continue;
      if (!names.empty()) names += ", ";
      names += label(result.criterion, context.language());
      if (status == CriterionStatus::not_checkable && !result.note.empty())
        names += fmt::format(" ({})", note_words(result, context));
    }
    if (names.empty()) continue;
    const std::string word = padded(label(status, context.language()), label_columns - 2, 1);
    out += "  " + context.style.paint(tone_of_status(status), word) + wrapped(names, label_columns);
  }
  return out;
}

/// What is not reported, and who decided that.
std::string suppressed_line(const Report& report, const TextContext& context) {
  const std::string_view words[] = {context.say("by comments", "durch Kommentare"),
                                    context.say("by the configuration", "durch die Konfiguration"),
                                    context.say("by the baseline", "durch die Baseline")};
  std::string text;
  for (std::size_t i = 0; i < suppressed_by_count; ++i) {
    if (report.suppressed_counts[i] == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", report.suppressed_counts[i], words[i]);
  }
  if (text.empty()) return {};
  return "  " + context.style.paint(Tone::faint, context.say("silenced", "stumm")) +
         fmt::format(" {}\n", text);
}

std::string_view body_kind(const Places& places, const Place& place, const TextContext& context) {
  const TextBody& body = places.facts().text_bodies()[place.text_body];
  return body.is_html ? "HTML" : context.say("text", "Text");
}

std::string_view encoding_words(TransferEncoding encoding) {
  if (encoding == TransferEncoding::base64) return ", base64";
  if (encoding == TransferEncoding::quoted_printable) return ", quoted-printable";
  return "";
}

/// "newsletter.eml:213:5  (HTML line 88:31, part 1.2, base64)".
std::string place_words(const Report& report, const Place& place, Places& places,
                        const TextContext& context) {
  const Position at = places.begin(place);
  // Message N of an mbox: lines are those of the file, so the number would break the link.
  std::string_view path = report.path;
  if (const std::size_t hash = path.rfind('#');
      hash != std::string_view::npos && hash + 1 < path.size() &&
      std::ranges::all_of(path.substr(hash + 1), ascii::is_digit))
    path = path.substr(0, hash);
  std::string out = fmt::format("{}:{}:{}", escaped(path), at.line, at.column);
  const std::string part = places.part_id(place);
  if (places.is_encoded(place)) {
    const Position decoded = places.decoded(place);
    out += fmt::format("  ({} {} {}:{}", body_kind(places, place, context),
                       context.say("line", "Zeile"), decoded.line, decoded.column);
    if (!part.empty())
      out += fmt::format(", {} {}{}", context.say("part", "Teil"), part,
                         encoding_words(places.message().parts()[place.part].encoding));
    return out + ')';
  }
  if (!part.empty()) out += fmt::format(" ({} {})", context.say("part", "Teil"), part);
  return out;
}

std::string further_places(const RuleFindings& findings, Places& places,
                           const TextContext& context) {
  std::string out;
  const std::size_t shown = std::min(findings.places.size(), places_shown);
  for (std::size_t i = 1; i < shown; ++i) {
    const Position at = places.begin(findings.places[i].place);
    out += fmt::format("  {}:{}", at.line, at.column);
  }
  if (findings.count > shown)
    out += fmt::format(" {} {} {}", context.say("and", "und"), findings.count - shown,
                       context.say("more", "weitere"));
  return out;
}

std::string message_words(const Finding& finding) {
  const std::string_view words = finding.detail.message.empty()
                                     ? finding.rule->summary
                                     : std::string_view(finding.detail.message);
  return escaped(clipped(words, message_octets));
}

std::string source_snippet(const Finding& finding, Severity severity, Places& places,
                           const TextContext& context) {
  const Place& place = finding.place;
  const std::string message = message_words(finding);
  const Tone tone = tone_of(severity);
  if (places.is_encoded(place)) {
    const Span line = places.decoded_line(place.text_body, place.decoded.begin);
    return snippet(places.decoded_text(place.text_body).substr(line.begin, line.size()),
                   place.decoded.begin - line.begin, place.decoded.end - line.begin,
                   places.decoded(place).line, message, tone, context.style);
  }
  const Span line = places.message().source().line_at(place.source.begin);
  return snippet(places.message().text(line), place.source.begin - line.begin,
                 place.source.end - line.begin, places.begin(place).line, message, tone,
                 context.style);
}

std::string labelled(std::string_view word, std::string_view text, const TextContext& context) {
  return "  " + context.style.paint(Tone::faint, padded(word, label_columns - 2, 1)) +
         wrapped(text, label_columns);
}

std::string quiet_line(const RuleFindings& findings, const Report& report, Places& places) {
  const Finding& first = findings.places.front();
  const Position at = places.begin(first.place);
  return fmt::format("{}:{}:{}: {}: {} [{}]{}\n", escaped(report.path), at.line, at.column,
                     name(severity_of(findings)), message_words(first), first.rule->id,
                     findings.count > 1 ? fmt::format(" ({} places)", findings.count) : "");
}

std::vector<const RuleFindings*> worst_first(const Report& report) {
  std::vector<const RuleFindings*> order;
  for (const RuleFindings& findings : report.findings) {
    if (!findings.places.empty()) order.push_back(&findings);
  }
  std::ranges::stable_sort(order, std::ranges::greater(),
                           [](const RuleFindings* f) { return severity_of(*f); });
  return order;
}

}  // namespace

std::string why_and_remedy(const Rule& rule, const TextContext& context) {
  std::string why(rule.why);
  std::string references;
  for (std::string_view reference : rule.references)
    references += fmt::format("{}{}", references.empty() ? "" : "; ", reference);
  if (!references.empty()) why += fmt::format("  [{}]", references);
  return labelled(context.say("why", "warum"), why, context) +
         labelled(context.say("do", "tun"), rule.remedy, context);
}

std::string text_of_finding(const RuleFindings& findings, const Report& report, Places& places,
                            const TextContext& context) {
  const Finding& first = findings.places.front();
  const Severity severity = severity_of(findings);
  const std::string_view word = label(severity, context.language());
  std::string count;
  if (findings.count > 1)
    count = fmt::format(" ({} {})", findings.count, context.say("places", "Stellen"));
  std::string out = context.style.paint(tone_of(severity), padded(word, label_columns - 1, 1));
  out += context.style.rule(first.rule->id) + count;
  const std::size_t column =
      std::max(label_columns - 1, word.size() + 1) + first.rule->id.size() + count.size();
  const std::string where =
      place_words(report, first.place, places, context) + further_places(findings, places, context);
  // At its column, or as far left of it as the place is long.
  const std::size_t width = display_width(where);
  if (column + 2 + width <= line_columns) {
    const std::size_t begin = std::min(place_column, line_columns - std::min(line_columns, width));
    out.append(std::max(begin, column + 2) - column, ' ');
  } else {
    out += '\n' + std::string(label_columns, ' ');
  }
  out += where + '\n';
  out += source_snippet(first, severity, places, context);
  if (severity != Severity::info) out += why_and_remedy(*first.rule, context);
  return out;
}

std::string text_of_check(const Report& report, const TextContext& context) {
  Places places(*report.facts);
  const std::vector<const RuleFindings*> order = worst_first(report);
  std::string out;
  if (context.options.quiet) {
    for (const RuleFindings* findings : order) out += quiet_line(*findings, report, places);
    return out;
  }
  out = heading(report, context) + guesses(report, context);
  if (report.kind == Kind::report || is_from_mail_system(report))
    out += fmt::format("  {} maillint explain {}\n",
                       context.say("What it reports:", "Was darin steht:"), escaped(report.path));
  out += '\n' + checklist(report, context) + suppressed_line(report, context);
  if (report.risk) out += '\n' + text_of_risk(*report.risk, context);
  for (const RuleFindings* findings : order)
    out += '\n' + text_of_finding(*findings, report, places, context);
  if (!order.empty())
    out += fmt::format("\n{} maillint rules {}\n",
                       context.say("More about a rule:", "Mehr zu einer Regel:"),
                       order.front()->rule->id);
  return out;
}

}  // namespace maillint::cli
