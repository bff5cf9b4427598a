// Rule mime-cid-missing: the HTML names a part of the message that is not there.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/mime/part.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2392 2"};

std::string_view without_brackets(std::string_view id) {
  id = ascii::trim(id);
  if (id.starts_with('<')) id.remove_prefix(1);
  if (id.ends_with('>')) id.remove_suffix(1);
  return ascii::trim(id);
}

/// Ids and locations of all parts, lower case and sorted: clients are as tolerant.
std::vector<std::string> ids_of(const Message& message) {
  std::vector<std::string> ids;
  for (std::uint32_t i = 0; i < message.parts().size(); ++i) {
    for (const Field& field : message.fields(i)) {
      if (field.id != FieldId::content_id && field.id != FieldId::content_location) continue;
      std::string value = ascii::to_lower(message.unfolded(field));
      std::string_view id = without_brackets(value);
      if (id.starts_with("cid:")) id.remove_prefix(4);
      ids.push_back(percent_decoded(id));
    }
  }
  std::ranges::sort(ids);
  return ids;
}

constexpr std::string_view scheme = "cid:";

/// A reference stands in a tag, as the value of an attribute or in "url(...)" of a style.
struct Reference {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Calls `visit(Reference)` for each "cid:..." in a tag or in a style; comments do not count.
template <typename Visit>
void for_each_reference(std::string_view html, Visit visit) {
  std::size_t scanned = 0;  // up to here `in_tag` and the comment are known
  bool in_tag = false;
  for (std::size_t at = ascii::find(html, scheme); at != std::string_view::npos;
       at = ascii::find(html, scheme, at + scheme.size())) {
    while (scanned < at) {
      if (html.substr(scanned).starts_with("<!--")) {
        scanned = std::min(html.find("-->", scanned), html.size());
        in_tag = false;
        continue;
      }
      if (html[scanned] == '<') in_tag = true;
      if (html[scanned] == '>') in_tag = false;
      ++scanned;
    }
    if (scanned > at) continue;  // in a comment
    std::size_t before = at;
    while (before > 0 && ascii::is_space(html[before - 1])) --before;
    if (before == 0) continue;
    std::string_view lead = html.substr(0, before);
    const char sign = lead.back();
    if ((sign == '"' || sign == '\'') && lead.size() > 1 && lead[lead.size() - 2] == '(')
      lead.remove_suffix(1);
    const bool in_style = ascii::ends_with(lead, "url(");
    const bool in_value = in_tag && (sign == '=' || sign == '"' || sign == '\'');
    if (!in_style && !in_value) continue;
    const std::size_t end = std::min(html.find_first_of("\"'<>() \t\r\n", at), html.size());
    visit(Reference{.begin = at, .end = end});
  }
}

void check(const TextBody& body, const Facts& facts, const Settings&, const Reporter& report) {
  if (!body.is_html) return;
  const std::string_view html = body.text.text();
  std::vector<std::string> ids;
  bool ids_known = false;
  std::vector<std::string> told;
  for_each_reference(html, [&](const Reference& at) {
    if (!ids_known) ids = ids_of(facts.message());
    ids_known = true;
    const std::string_view raw = html.substr(at.begin + 4, at.end - at.begin - 4);
    const std::string id =
        ascii::to_lower(percent_decoded(decode_entities(raw, EntityContext::attribute)));
    if (std::ranges::binary_search(ids, id)) return;
    if (std::ranges::find(told, id) != told.end()) return;
    if (told.size() < 100) told.push_back(id);
    Detail detail{.message = id.empty() ? std::string("\"cid:\" without an id")
                                        : fmt::format("no part has the Content-ID <{}>", id),
                  .evidence = "cid:" + std::string(raw)};
    const Message& message = facts.message();
    // Answers quote the pictures of what they answer, and do not carry them along.
    if (message.has(FieldId::in_reply_to) || message.has(FieldId::references)) {
      report.as(Severity::info, facts.place_in(body, at.begin, at.end), std::move(detail));
    } else {
      report(facts.place_in(body, at.begin, at.end), std::move(detail));
    }
  });
}

}  // namespace

constinit const Rule mime_cid_missing{
    .id = "mime-cid-missing",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "HTML names a picture that the message does not hold",
    .why = "Recipients see the frame of a missing picture.",
    .remedy = "Attach the picture with that Content-ID, in multipart/related with the HTML.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
