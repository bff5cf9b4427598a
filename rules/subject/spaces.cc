// Rules subject-leading-space, subject-trailing-space, subject-too-long.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/charset.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view leading_references[] = {"RFC 5322 2.2"};
constexpr std::string_view trailing_references[] = {"rspamd SUBJECT_ENDS_SPACES"};
constexpr std::string_view long_references[] = {"RFC 5322 2.1.1", "rspamd LONG_SUBJ"};

constexpr std::size_t shown = 78;      // about what a list of messages shows
constexpr std::size_t punished = 200;  // rspamd scores more than that

void check_leading(const Subject& subject, const Facts& facts, const Settings&,
                   const Reporter& report) {
  if (subject.text.empty()) return;  // subject-empty reports these
  const std::string_view raw = facts.message().body(*subject.field);
  std::size_t spaces = 0;
  while (spaces < raw.size() && ascii::is_space(raw[spaces])) ++spaces;
  // Long first words are folded onto the second line: that is no white space of the subject.
  const std::string_view lead = raw.substr(0, spaces);
  const bool is_folded = lead.find_first_of("\r\n") != std::string_view::npos;
  const std::size_t usual = is_folded ? spaces : std::min<std::size_t>(spaces, 1);
  if (subject.text_begin <= usual) return;
  report(subject.words.text.source(usual, subject.text_begin), "starts with white space");
}

void check_trailing(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  if (subject.text.empty()) return;
  const std::size_t end = subject.text_begin + subject.text.size();
  const std::size_t all = subject.words.text.text().size();
  if (end < all) report(subject.words.text.source(end, all), "ends with white space");
}

void check_length(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  const std::string_view text = subject.text;
  if (text.size() <= shown) return;
  std::size_t characters = 0;
  std::size_t cut = 0;
  for (std::size_t i = 0; i < text.size(); ++characters) {
    if (characters == shown) cut = i;
    next_code_point(text, i);
  }
  if (characters <= shown) return;
  report.as(characters > punished ? Severity::warning : Severity::info,
            subject.source(cut, text.size()),
            {.message = fmt::format("has {} characters, lists show about {}", characters, shown)});
}

/// White space that is written as such; inside an encoded-word the word would have to change too.
std::vector<Edit> remove_space(const Finding& finding, const Facts& facts) {
  const Span place = finding.place.source;
  const std::string_view space = facts.message().text(place);
  if (!std::ranges::all_of(space, ascii::is_space)) return {};
  return {{.span = place, .text = {}}};
}

}  // namespace

constinit const Rule subject_leading_space{
    .id = "subject-leading-space",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .summary = "Subject starts with white space",
    .why = "It comes from careless templates, and sorts the message in the wrong place.",
    .remedy = "Remove the white space before the first word.",
    .references = leading_references,
    .fix = {.title = "Remove the white space before the first word", .edits = remove_space},
    .check = check_leading,
};

constinit const Rule subject_trailing_space{
    .id = "subject-trailing-space",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .summary = "Subject ends with white space",
    .why = "Filters know it from sending scripts.",
    .remedy = "Remove the white space after the last word.",
    .references = trailing_references,
    .fix = {.title = "Remove the white space after the last word", .edits = remove_space},
    .check = check_trailing,
};

constinit const Rule subject_too_long{
    .id = "subject-too-long",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .summary = "Subject is too long",
    .why = "Clients cut it off, phones after about 40 characters; filters score very long ones.",
    .remedy = "Say it shorter, the important words first.",
    .references = long_references,
    .check = check_length,
};

}  // namespace maillint::rules
