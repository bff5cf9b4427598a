// What rules say about templates: which of them have a say, and in whose words.
#include "rules/template_scope.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/template/file.h"

namespace maillint {
namespace {

using Names = std::span<const std::string_view>;

bool holds(Names globs, std::string_view id) {
  return std::ranges::any_of(globs, [&](std::string_view glob) { return glob_match(glob, id); });
}

/// Rules that may look at a body without a header section.
constexpr std::string_view of_bodies[] = {
    "body-*",        "html-*",     "link-*",
    "subject-*",     "template-*", "client-*",
    "suppression-*", "limit-html", "list-no-body-unsubscribe"};
/// A title is what people call the file about as often as it is the subject, so of these only what
/// is wrong in both, and as a hint.
constexpr std::string_view of_titles[] = {"subject-all-caps",        "subject-emoji-flood",
                                          "subject-ends-*",          "subject-gappy",
                                          "subject-invisible-chars", "subject-mixed-punctuation",
                                          "subject-spam-phrase",     "subject-too-long"};
/// Line ends and long lines are the transfer encoding's business; a body of a few words, or one
/// that shouts or links only, is what a template for them has.
constexpr std::string_view of_messages[] = {"body-line-over-998", "body-bare-*", "subject-missing",
                                            "body-mostly-uppercase"};
/// What only a whole document has.
constexpr std::string_view of_documents[] = {
    "html-missing-doctype", "html-missing-lang",       "html-missing-title", "html-missing-end-tag",
    "html-image-only",      "html-over-102kb",         "body-empty",         "html-meta-charset-*",
    "html-missing-dir",     "list-no-body-unsubscribe"};
/// MJML writes the document, its tables and their sizes.
constexpr std::string_view of_html[] = {
    "html-missing-doctype", "html-missing-lang", "html-missing-title",    "html-missing-end-tag",
    "html-meta-charset-*",  "html-over-102kb",   "html-img-missing-size", "html-missing-dir",
    "html-table-*",         "client-html-*",     "html-white-on-white",   "html-low-contrast",
    "html-flex-grid",       "html-external-css", "html-dark-mode-*",      "limit-html"};

/// The text may stand in another file, which is included.
constexpr std::string_view of_texts[] = {"body-empty", "html-image-only"};

bool includes_others(const Facts& facts) {
  return std::ranges::any_of(facts.text_bodies(), [](const TextBody& body) {
    return std::ranges::any_of(body.tags.all(), [](const TemplateTag& tag) {
      return tag.kind == TemplateTagKind::include;
    });
  });
}

bool applies(const Rule& rule, const Facts& facts) {
  if (rule.id == "subject-too-long") {  // how long is known once its tags are filled in
    const Subject* subject = facts.subject();
    if (subject == nullptr || !find_masked(subject->text).empty()) return false;
  }
  const TemplateFile* file = facts.message().template_file();
  if (file == nullptr) return true;
  if (!holds(of_bodies, rule.id) || holds(of_messages, rule.id)) return false;
  if (file->subject_is_title && rule.criterion == Criterion::subject)
    return holds(of_titles, rule.id);
  if (file->form == TemplateFile::Form::mjml && holds(of_html, rule.id)) return false;
  if (holds(of_texts, rule.id) && includes_others(facts)) return false;
  return file->is_whole || file->form == TemplateFile::Form::text || !holds(of_documents, rule.id);
}

/// Of links whose host is not known: what is clicked on is.
constexpr std::string_view of_shown[] = {"link-empty-link-text", "link-generic-link-text"};
constexpr std::string_view of_schemes[] = {"link-insecure-http", "link-javascript", "link-data-uri",
                                           "link-file-scheme"};
/// The whole URL decides.
constexpr std::string_view of_whole[] = {"link-too-long", "link-email-in-url"};
constexpr std::string_view of_comparisons[] = {"link-text-*"};

bool applies_to(const Rule& rule, const Link& link, const Facts& facts) {
  if (!find_masked(link.shown).empty() && holds(of_comparisons, rule.id)) return false;
  switch (link.known) {
    case KnownUrl::all:
      return true;
    case KnownUrl::host: {
      if (rule.id != "link-space-in-href") return !holds(of_whole, rule.id);
      // Branches are masked by spaces.
      const TemplateTags& tags = facts.text_bodies()[link.text_body].tags;
      const Span place = link.place.decoded;
      return !tags.branches_between(place.begin, place.end);
    }
    case KnownUrl::scheme:
      return holds(of_shown, rule.id) || holds(of_schemes, rule.id);
    case KnownUrl::nothing:
      return holds(of_shown, rule.id);
  }
  return true;
}

/// What a finding's place says as the author wrote it, and the tags in it.
struct Written {
  std::string_view text;
  std::vector<Span> tags;  // places in `text`
};

Written written_at(const Place& place, const Facts& facts, SyntaxSet syntaxes) {
  constexpr std::size_t most = 2'000;
  Written written;
  if (!place.has_decoded()) {
    written.text = facts.message().text(place.source).substr(0, most);
    for (const TemplateTag& tag : find_template_tags(written.text, syntaxes))
      written.tags.push_back(tag.span);
    return written;
  }
  const TextBody& body = facts.text_bodies()[place.text_body];
  written.text = body.written(place.decoded).substr(0, most);
  const Span kept = span_of(place.decoded.begin, place.decoded.begin + written.text.size());
  for (const TemplateTag& tag : body.tags.in(kept)) {
    if (tag.span.begin < kept.begin || tag.span.end > kept.end) continue;
    written.tags.push_back(span_of(tag.span.begin - kept.begin, tag.span.end - kept.begin));
  }
  return written;
}

/// A tag that has the size of the mask: the first one of them that was not taken yet, or else the
/// first; "..." if there is none. Messages quote what stands in a place mostly in its order.
std::string_view tag_of_size(const Written& written, std::size_t size, std::size_t& taken) {
  const auto begin = written.tags.begin();
  auto found = std::find_if(begin + static_cast<std::ptrdiff_t>(taken), written.tags.end(),
                            [&](Span tag) { return tag.size() == size; });
  if (found == written.tags.end()) found = std::ranges::find(written.tags, size, &Span::size);
  if (found == written.tags.end()) return "...";
  taken = static_cast<std::size_t>(found - begin) + 1;
  return written.text.substr(found->begin, size);
}

void unmask(const Facts& facts, SyntaxSet syntaxes, Finding& finding) {
  Detail& detail = finding.detail;
  Span mask = find_masked(detail.message);
  const bool evidence = !find_masked(detail.evidence).empty();
  if (mask.empty() && !evidence) return;
  const Written written = written_at(finding.place, facts, syntaxes);
  if (evidence) detail.evidence = written.text.substr(0, 200);
  std::size_t taken = 0;
  while (!mask.empty()) {
    const std::string_view tag = tag_of_size(written, mask.size(), taken);
    detail.message.replace(mask.begin, mask.size(), tag);
    mask = find_masked(detail.message, mask.begin + tag.size());
  }
}

/// Fields of the message's own header section with tags in them.
std::vector<Span> open_fields(const Message& message, SyntaxSet syntaxes) {
  std::vector<Span> open;
  for (const Field& field : message.fields()) {
    const std::string_view body = message.body(field).substr(0, 10'000);
    if (!find_template_tags(body, syntaxes).empty())
      open.push_back(span_of(field.name.begin, field.body.end));
  }
  return open;
}

void drop(std::span<const Span> open, RuleFindings& rule) {
  const std::size_t dropped = std::erase_if(rule.places, [&](const Finding& finding) {
    return std::ranges::any_of(open, [&](Span field) {
      return finding.place.source.begin >= field.begin && finding.place.source.end <= field.end;
    });
  });
  rule.count -= dropped;
}

}  // namespace

std::vector<std::string_view> rules_of_template_scope() {
  std::vector<std::string_view> all;
  for (const Names names : {Names(of_bodies), Names(of_titles), Names(of_messages),
                            Names(of_documents), Names(of_html), Names(of_texts), Names(of_shown),
                            Names(of_schemes), Names(of_whole), Names(of_comparisons)})
    all.insert(all.end(), names.begin(), names.end());
  return all;
}

RuleScope template_scope() { return {.applies = applies, .applies_to = applies_to}; }

void settle_template(const Facts& facts, SyntaxSet syntaxes, std::vector<RuleFindings>& findings) {
  const TemplateFile* file = facts.message().template_file();
  const bool title = file != nullptr && file->subject_is_title;
  const std::vector<Span> open = open_fields(facts.message(), syntaxes);
  for (RuleFindings& rule : findings) {
    if (!open.empty() && rule.rule->criterion != Criterion::subject) drop(open, rule);
    for (Finding& finding : rule.places) {
      unmask(facts, syntaxes, finding);
      if (!title || rule.rule->criterion != Criterion::subject) continue;
      finding.severity = Severity::info;
      if (finding.detail.message.empty()) finding.detail.message = rule.rule->summary;
      finding.detail.message += " (the title, if it becomes the subject)";
    }
  }
  std::erase_if(findings, [](const RuleFindings& rule) { return rule.places.empty(); });
  if (title) arrange(findings);
}

}  // namespace maillint
