// Rules list-post-without-list-unsubscribe, list-unsubscribe-duplicate, list-id-malformed: fields
// of lists that lack something, or stand twice.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view post_references[] = {"RFC 8058 3.1"};
constexpr std::string_view duplicate_references[] = {"RFC 2369 3.4"};
constexpr std::string_view id_references[] = {"RFC 2919 3"};

void check_post(const Message& message, const Facts&, const Settings&, const Reporter& report) {
  const Field* post = message.find(FieldId::list_unsubscribe_post);
  if (post == nullptr || message.has(FieldId::list_unsubscribe)) return;
  report(span_of(post->name.begin, post->body.end),
         "List-Unsubscribe-Post without List-Unsubscribe");
}

void check_duplicate(const Field& field, const Facts& facts, const Settings&,
                     const Reporter& report) {
  if (field.id != FieldId::list_unsubscribe) return;
  const Message& message = facts.message();
  const Field* first = message.find(FieldId::list_unsubscribe);
  if (first == &field) return;
  const auto line = message.source().position(first->name.begin).line;
  report(span_of(field.name.begin, field.body.end),
         fmt::format("a second List-Unsubscribe; the first one is in line {}", line));
}

/// Why that is no list identifier: "news.example.com" is one. "" if it is.
std::string_view fault_of_id(std::string_view id) {
  if (id.empty()) return "no identifier in the brackets";
  if (std::ranges::any_of(id, ascii::is_space)) return "white space in the identifier";
  if (id.find('@') != std::string_view::npos) return "an address is no list identifier";
  const std::size_t dot = id.find('.');
  if (dot == std::string_view::npos) return "the identifier has no dot and no domain";
  if (dot == 0 || id.ends_with('.') || id.find("..") != std::string_view::npos)
    return "an empty label in the identifier";
  return {};
}

void check_id(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (field.id != FieldId::list_id) return;
  const Message& message = facts.message();
  const Span place = message.trimmed(field);
  const std::string_view value = message.text(place);
  if (value.empty()) return report(field.name, "the field is empty");
  const std::size_t open = value.rfind('<');
  const std::size_t close = value.find('>', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos)
    return report(place,
                  close == std::string_view::npos ? "no <identifier> in it" : "\"<\" is missing");
  if (close == std::string_view::npos) return report(place, "\">\" is missing");
  const std::string_view words = fault_of_id(value.substr(open + 1, close - open - 1));
  if (words.empty()) return;
  report(span_of(place.begin + open, place.begin + close + 1), std::string(words));
}

}  // namespace

constinit const Rule list_post_without_list_unsubscribe{
    .id = "list-post-without-list-unsubscribe",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .summary = "List-Unsubscribe-Post without List-Unsubscribe",
    .why =
        "It promises one click, and there is no address to send it to: mail services show no "
        "button.",
    .remedy = "Add List-Unsubscribe with an https address.",
    .references = post_references,
    .required_by = {},
    .check = check_post,
};

constinit const Rule list_unsubscribe_duplicate{
    .id = "list-unsubscribe-duplicate",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .summary = "More than one List-Unsubscribe field",
    .why =
        "The field may stand once. Mail services take one of them, or show no button at all; often "
        "both the program and the mailing service added one.",
    .remedy = "Put all addresses into one field, with commas between them.",
    .references = duplicate_references,
    .check = check_duplicate,
};

constinit const Rule list_id_malformed{
    .id = "list-id-malformed",
    .severity = Severity::warning,
    .criterion = Criterion::bulk,
    .summary = "List-Id without a proper identifier",
    .why = "Recipients' filters and mail services know a list by it, and cannot find it here.",
    .remedy = "Write: List-Id: Weekly news <weekly.example.com>",
    .references = id_references,
    .check = check_id,
};

}  // namespace maillint::rules
