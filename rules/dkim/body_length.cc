// Rules dkim-body-length-tag, dkim-l-mime-boundary: signatures of a part of the body.
#include <fmt/format.h>

#include "lint/body_hash.h"
#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 6376 8.2", "RFC 6376 3.5"};
constexpr std::string_view boundary_references[] = {"RFC 6376 8.2",
                                                    "Zone.eu: DKIM length tag attacks (2024)"};

std::string_view body_of(const Message& message) {
  return message.octets().substr(message.parts()[0].body.begin);
}

std::size_t length_of(std::string_view body, const DkimSignature& signature) {
  return canonical_length(body, {.relaxed = signature.relaxed_body});
}

void length_tag(const Message& message, const Facts& facts, const Settings&,
                const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (!signature.body_length) continue;
    const auto covered = static_cast<std::size_t>(*signature.body_length);
    const std::size_t whole = length_of(body_of(message), signature);
    Severity severity = Severity::error;
    std::string text;
    if (covered == 0) {
      text = "l=0: no octet of the body is signed";
    } else if (covered < whole) {
      text = fmt::format("{} of {} octets of the body are signed", covered, whole);
    } else if (message.has(FieldId::content_type) && !signature.covers("content-type")) {
      text = "anything can be appended, and the unsigned Content-Type can make it the message";
    } else {
      severity = Severity::warning;
      text = "anything can be appended to the body";
    }
    report.as(severity, tag_span(signature, "l"), {.message = std::move(text), .evidence = {}});
  }
}

/// Where the root multipart's closing delimiter ends, or where its last part does if it is not
/// closed; 0 if the message is no multipart.
std::size_t end_of_parts(const Message& message) {
  if (!message.parts()[0].is_multipart) return 0;
  std::size_t end = 0;
  for (const Part& part : message.parts()) {
    if (part.parent == 0) end = part.body.end;
  }
  return end;
}

void boundary(const Message& message, const Facts& facts, const Settings&, const Reporter& report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    if (!signature.body_length) continue;
    const std::size_t end = end_of_parts(message);
    const std::size_t begin = message.parts()[0].body.begin;
    if (end <= begin) continue;
    const std::size_t needed = length_of(message.octets().substr(begin, end - begin), signature);
    if (static_cast<std::size_t>(*signature.body_length) >= needed) continue;
    report(tag_span(signature, "l"),
           fmt::format("l={} ends before the last part does", *signature.body_length));
  }
}

}  // namespace

constinit const Rule dkim_body_length_tag{
    .id = "dkim-body-length-tag",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The signature covers a length of the body, not the body",
    .why =
        "Whoever handles the message can append to it, and the signature stays valid. Gmail "
        "and brand logos (BIMI) do not trust such signatures.",
    .remedy = "Switch the length tag off (OpenDKIM: BodyLengths), so that there is no l=.",
    .references = references,
    .check = length_tag,
};

constinit const Rule dkim_l_mime_boundary{
    .id = "dkim-l-mime-boundary",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The signed length ends inside a part",
    .why =
        "The rest of the parts can be exchanged for others that clients show, and the signature "
        "stays valid.",
    .remedy = "Sign without l=.",
    .references = boundary_references,
    .check = boundary,
};

}  // namespace maillint::rules
