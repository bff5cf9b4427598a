// Rule html-over-102kb: Gmail cuts the message off.
#include <fmt/format.h>

#include <algorithm>

#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Gmail: [Message clipped]"};

constexpr std::size_t gmail_octets = std::size_t{102} * 1'024;

/// The place is that of the cut.
void check(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  const std::size_t size = facts.rendered_size(*html.body);
  if (size <= gmail_octets) return;
  const std::size_t cut = std::min(gmail_octets, html.html().size());
  report(facts.place_in(html, span_of(cut, cut + 1)),
         {.message = fmt::format("{} KB of HTML, Gmail shows about 102", size / 1'024),
          .evidence = "here"});
}

}  // namespace

constinit const Rule html_over_102kb{
    .id = "html-over-102kb",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "HTML is longer than Gmail shows",
    .why =
        "Gmail cuts it off and offers a link to the rest: the unsubscribe link, the pixel that "
        "counts readers and the end of the text are lost.",
    .remedy = "Take out what is not needed: comments, white space, styles that repeat.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
