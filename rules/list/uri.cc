// Rules list-unsubscribe-no-angle, list-unsubscribe-http, list-unsubscribe-whitespace,
// list-header-non-uri: addresses of List-* fields that programs cannot use.
#include "rules/list/uri.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/edits.h"
#include "rules/index.h"
#include "rules/list/merge_tag.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 2369 2"};
constexpr std::string_view http_references[] = {"RFC 8058 3.1"};
constexpr std::string_view space_references[] = {"RFC 2369 2", "RFC 3986 2"};

void check_angle(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (field.id != FieldId::list_unsubscribe) return;
  for (const ListItem& item : list_items(facts.message(), field)) {
    if (item.opened && item.closed) continue;
    if (!has_uri_scheme(ascii::trim(item.text))) continue;
    report(item.span, item.opened   ? "\">\" is missing after the address"
                      : item.closed ? "\"<\" is missing before the address"
                                    : "the address is not in < >");
  }
}

std::vector<Edit> add_brackets(const Finding& finding, const Facts& facts) {
  const Message& message = facts.message();
  const Field* field = field_at(message, finding.place.source.begin);
  // With several, which commas part them is not sure.
  if (field == nullptr || list_items(message, *field).size() != 1) return {};
  return {{.span = message.trimmed(*field),
           .text = fmt::format("<{}>", ascii::trim(message.text(finding.place.source)))}};
}

void check_http(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (field.id != FieldId::list_unsubscribe) return;
  const std::vector<ListItem> items = list_items(facts.message(), field);
  const auto is = [](std::string_view scheme) {
    return [scheme](const ListItem& item) {
      return ascii::starts_with(ascii::trim(item.text), scheme);
    };
  };
  if (std::ranges::any_of(items, is("https:"))) return;
  for (const ListItem& item : items) {
    if (is("http:")(item)) report(item.span, "http:// where https:// is wanted");
  }
}

void check_space(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (field.id != FieldId::list_unsubscribe) return;
  for (const ListItem& item : list_items(facts.message(), field)) {
    if (!item.opened || !item.closed || !has_uri_scheme(ascii::trim(item.text))) continue;
    if (std::ranges::none_of(item.text, ascii::is_space)) continue;
    // A server that breaks long lines breaks a long address too.
    bool space = false;
    bool after_line_end = false;
    for (const char c : item.text) {
      if (ascii::is_wsp(c) && !after_line_end) space = true;
      if (!ascii::is_wsp(c)) after_line_end = c == '\r' || c == '\n';
    }
    if (space) {
      report(item.span, "white space inside the address");
    } else {
      report.as(Severity::warning, item.span, {.message = "the address is broken over two lines"});
    }
  }
}

bool is_nothing(std::string_view uri) {
  return ascii::equal(uri, "mailto:") || ascii::equal(uri, "http://") ||
         ascii::equal(uri, "https://");
}

void check_uri(const Field& field, const Facts& facts, const Settings&, const Reporter& report) {
  if (!is_list_uri_field(field.id)) return;
  const Message& message = facts.message();
  const std::vector<ListItem> items = list_items(message, field);
  const std::string_view name = message.name(field);
  if (items.empty()) return report(field.name, fmt::format("{} is empty", name));
  const bool bracketed = std::ranges::any_of(items, &ListItem::opened);
  for (const ListItem& item : items) {
    const std::string_view uri = ascii::trim(item.text);
    if (field.id == FieldId::list_post && ascii::equal(uri, "NO")) continue;
    if (has_uri_scheme(uri) && !is_nothing(uri)) continue;
    if (bracketed && !item.opened) continue;  // words beside the addresses
    if (find_merge_tag(uri)) continue;        // list-unsubscribe-placeholder reports these
    const bool address = uri.find('@') != std::string_view::npos;
    const Span place = item.span.empty() ? message.trimmed(field) : item.span;
    report(place, uri.empty() ? fmt::format("no address in the brackets of {}", name)
                  : address   ? fmt::format("\"{}\" lacks mailto: before it", uri.substr(0, 80))
                              : fmt::format("\"{}\" is no URI", uri.substr(0, 80)));
    if (!bracketed) return;  // one sentence is one fault
  }
}

}  // namespace

constinit const Rule list_unsubscribe_no_angle{
    .id = "list-unsubscribe-no-angle",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .summary = "Address in List-Unsubscribe is not in < >",
    .why = "Mail services read only what stands in < >, and show no button to unsubscribe.",
    .remedy = "Write: List-Unsubscribe: <https://example.com/unsubscribe?id=1>",
    .references = references,
    .fix = {.title = "Put the address in < >", .edits = add_brackets},
    .check = check_angle,
};

constinit const Rule list_unsubscribe_http{
    .id = "list-unsubscribe-http",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .profiles = {Profile::bulk},
    .summary = "Address in List-Unsubscribe is http://, not https://",
    .why = "One-click unsubscribe works with https only, which Gmail and Yahoo ask for.",
    .remedy = "Serve the page by https, and change the address.",
    .references = http_references,
    .check = check_http,
};

constinit const Rule list_unsubscribe_whitespace{
    .id = "list-unsubscribe-whitespace",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .summary = "White space inside an address of List-Unsubscribe",
    .why = "Programs cut the address at the space, so unsubscribing fails.",
    .remedy = "Write a space as %20, and fold the field between the addresses only.",
    .references = space_references,
    .check = check_space,
};

constinit const Rule list_header_non_uri{
    .id = "list-header-non-uri",
    .severity = Severity::error,
    .criterion = Criterion::bulk,
    .summary = "List-* field whose value is no URI",
    .why = "Programs can do nothing with it: no button, no address to write to.",
    .remedy = "Write an address with its scheme in < >: <mailto:leave@example.com>",
    .references = references,
    .check = check_uri,
};

}  // namespace maillint::rules
