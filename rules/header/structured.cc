// Rules header-unbalanced-comment, header-unclosed-quote: pairs of which one half is missing.
#include "lint/ascii.h"
#include "rules/header/defects.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view comment_references[] = {"RFC 5322 3.2.2"};
constexpr std::string_view quote_references[] = {"RFC 5322 3.2.4"};
constexpr auto npos = std::string_view::npos;

/// Fields with comments, besides those of addresses. Received and what filters add is left out: it
/// quotes what clients said.
bool may_hold_comments(FieldId id) {
  switch (id) {
    case FieldId::date:
    case FieldId::resent_date:
    case FieldId::message_id:
    case FieldId::mime_version:
    case FieldId::content_type:
    case FieldId::content_transfer_encoding:
    case FieldId::content_disposition:
    case FieldId::content_id:
    case FieldId::auto_submitted:
    case FieldId::list_id:
    case FieldId::list_unsubscribe:
    case FieldId::list_post:
      return true;
    default:
      return false;
  }
}

/// Where a comment opens that never closes; npos if all close.
std::size_t unclosed_comment(std::string_view body) {
  std::size_t open = npos;
  std::size_t depth = 0;
  char until = '\0';  // the end of a quoted string or of a <URI>
  bool in_value = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\\' && until != '>') {
      ++i;
    } else if (until != '\0') {
      if (c == until) until = '\0';
    } else if (c == '(') {
      // "filename=Report (final.pdf" lacks quotes, which is another fault.
      if (in_value && depth == 0) continue;
      if (depth++ == 0) open = i;
    } else if (depth > 0) {
      if (c == ')') --depth;
    } else if (c == '"' || c == '<') {
      until = c == '"' ? '"' : '>';
      in_value = false;
    } else if (c == '=') {
      in_value = ascii::ends_with(ascii::trim(body.substr(0, i)), "name");
    } else if (c == ';') {
      in_value = false;
    }
  }
  return depth > 0 ? open : npos;
}

void check_comment(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  for (const AddressList& list : facts.address_lists()) {
    for (const AddressProblemAt& at : list.problems) {
      if (at.problem == AddressProblem::unbalanced_comment)
        report(at.span, "a parenthesis without its counterpart");
    }
  }
  each_own_part(message, [&](std::uint32_t part) {
    for (const Field& field : message.fields(part)) {
      if (!may_hold_comments(field.id) || message.body(field).find('(') == npos) continue;
      const std::size_t open = unclosed_comment(message.body(field));
      if (open == npos) continue;
      report(Place{.source = span_of(field.body.begin + open, field.body.begin + open + 1),
                   .part = part},
             "a comment that is not closed");
    }
  });
}

void check_quote(const AddressList& list, const Facts&, const Settings&, const Reporter& report) {
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem == AddressProblem::unclosed_quote) report(at.span, "a quote that is not closed");
  }
}

}  // namespace

constinit const Rule header_unbalanced_comment{
    .id = "header-unbalanced-comment",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A comment in parentheses is not closed",
    .why = "What follows counts as comment: servers may find no address or value at all.",
    .remedy = "Close the parenthesis, or put the name into quotes.",
    .references = comment_references,
    .check = check_comment,
};

constinit const Rule header_unclosed_quote{
    .id = "header-unclosed-quote",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A quote in an address field is not closed",
    .why = "What follows counts as part of the name: servers may find no address.",
    .remedy = "Write both quotes, or none; a quote inside a name is written \\\".",
    .references = quote_references,
    .check = check_quote,
};

}  // namespace maillint::rules
