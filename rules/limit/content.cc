// Rules limit-addresses, limit-decoded-size, limit-html: more content than is read.
#include <fmt/format.h>

#include <algorithm>

#include "lint/limits.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"maillint limits"};

void check_addresses(const AddressList& list, const Facts&, const Settings&,
                     const Reporter& report) {
  for (const AddressProblemAt& at : list.problems) {
    if (at.problem == AddressProblem::limit_problems)
      report(at.span, "faults of addresses from here on are not told");
    if (at.problem != AddressProblem::limit_addresses) continue;
    report(at.span, fmt::format("addresses after the first {} were not read", limits::addresses));
  }
}

void report_decoded(Span rest, std::uint32_t part, const Reporter& report) {
  report(Place{.source = rest, .part = part},
         fmt::format("only the first {} MiB of the part were read", limits::decoded_octets >> 20));
}

void check_decoded(const Message& message, const Facts& facts, const Settings&,
                   const Reporter& report) {
  const std::span<const Part> parts = message.parts();
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    // Decoding makes nothing larger, so most parts need no decoding to know.
    const Span body = parts[i].body;
    if (body.size() <= limits::decoded_octets || parts[i].is_multipart) continue;
    // Of text that is shown no more than that many octets are decoded.
    if (std::ranges::any_of(facts.text_bodies(), [&](const TextBody& t) { return t.part == i; })) {
      report_decoded(span_of(body.begin + limits::decoded_octets, body.end), i, report);
      continue;
    }
    for (const TransferProblemAt& at : facts.decoded_body(i).problems) {
      if (at.problem == TransferProblem::limit_decoded_octets) report_decoded(at.span, i, report);
    }
  }
}

void check_html(const TextBody& body, const Facts& facts, const Settings&, const Reporter& report) {
  const std::span<const Link> links = facts.links();
  if (links.size() >= limits::html_links && &facts.text_bodies()[links.back().text_body] == &body) {
    report(links.back().place,
           fmt::format("links after the first {} were not read", limits::html_links));
  }
  if (!body.html.limit_reached) return;
  report(facts.place_in(body, body.html.limit_span.begin, body.html.limit_span.end),
         fmt::format("more than {} attributes in a tag, {} open elements, or {} links or images",
                     limits::html_attributes, limits::html_open_elements, limits::html_links));
}

}  // namespace

constinit const Rule limit_addresses{
    .id = "limit-addresses",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "Too many addresses",
    .why = "What lies beyond the limit was not looked at; servers refuse far fewer recipients.",
    .remedy = "Send to many people through list software, a message for each.",
    .references = references,
    .check = check_addresses,
};

constinit const Rule limit_decoded_size{
    .id = "limit-decoded-size",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A decoded part is too large",
    .why = "What lies beyond the limit was not looked at; most servers refuse such a message.",
    .remedy = "Send large files by a link.",
    .references = references,
    .check = check_decoded,
};

constinit const Rule limit_html{
    .id = "limit-html",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "Too many links, attributes or open elements",
    .why = "What lies beyond the limit was not looked at; clients and filters differ there too.",
    .remedy = "Close what you open, simplify the HTML, and send fewer links.",
    .references = references,
    .check = check_html,
};

}  // namespace maillint::rules
