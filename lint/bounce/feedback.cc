// Complaints: abuse feedback reports.
#include "lint/bounce/feedback.h"

#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/lines.h"

namespace maillint::bounce {

namespace {

void read_field(std::string_view name, std::string_view value, const Span place, std::uint32_t part,
                Feedback& feedback, std::vector<Refusal>& recipients) {
  if (ascii::equal(name, "Feedback-Type")) {
    if (feedback.type.empty()) feedback.type = ascii::to_lower(value.substr(0, 64));
  } else if (ascii::equal(name, "Source-IP")) {
    if (feedback.source_ip.empty()) feedback.source_ip = value.substr(0, 64);
  } else if (ascii::equal(name, "Reported-Domain")) {
    if (feedback.reported_domain.size() < 100)
      feedback.reported_domain.emplace_back(value.substr(0, 255));
  } else if ((ascii::equal(name, "Original-Rcpt-To") || ascii::equal(name, "Removal-Recipient")) &&
             recipients.size() < 1000) {
    FoundAddress found;
    value = value.substr(0, 1000);
    if (!next_address(value, 0, found)) return;
    Refusal recipient;
    recipient.address = value.substr(found.begin, found.end - found.begin);
    recipient.address_source = "field";
    recipient.span = place;
    recipient.part = part;
    for (const Refusal& known : recipients) {
      if (ascii::equal(known.address, recipient.address)) return;
    }
    recipients.push_back(std::move(recipient));
  }
}

}  // namespace

Feedback read_feedback(const Message& message, const Facts& facts,
                       std::vector<Refusal>& recipients) {
  Feedback feedback;
  const auto parts = message.parts();
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (parts[i].type != "message/feedback-report" || parts[i].message_root != 0) continue;
    const DecodedText& decoded = facts.decoded_body(i).octets;
    const std::string_view all = decoded.text();
    for (const Line& line : split_lines(all)) {
      const std::string_view words = all.substr(line.begin, line.end - line.begin);
      const std::size_t colon = words.find(':');
      if (colon == std::string_view::npos || colon > 64) continue;
      read_field(words.substr(0, colon), ascii::trim(words.substr(colon + 1)),
                 decoded.source(line.begin, line.end), i, feedback, recipients);
    }
    return feedback;
  }
  return feedback;
}

Feedback read_thin_complaint(const Message& message, const Signs& signs,
                             std::vector<Refusal>& recipients) {
  Feedback feedback;
  Refusal recipient;
  recipient.address_source = "field";
  FoundAddress found;
  if (signs.asks_to_unsubscribe) {
    const Field* from = message.find(FieldId::from);
    const std::string_view body = message.body(*from).substr(0, 1000);
    if (!next_address(body, 0, found)) return feedback;
    recipient.address = body.substr(found.begin, found.end - found.begin);
    recipient.span = message.trimmed(*from);
    feedback.type = "opt-out";
    recipients.push_back(std::move(recipient));
    return feedback;
  }
  for (const Part& part : message.parts()) {
    if (part.message_root != 0 || !part.is_message) continue;
    const std::string_view header = message.text(part.body).substr(0, 4096);
    constexpr std::string_view name = "X-HmXmrOriginalRecipient:";
    const std::size_t at = ascii::find(header, name);
    if (at == std::string_view::npos || (at > 0 && header[at - 1] != '\n')) continue;
    const std::string_view line = header.substr(0, header.find('\n', at));
    if (!next_address(line, at + name.size(), found)) continue;
    recipient.address = line.substr(found.begin, found.end - found.begin);
    recipient.span = span_of(part.body.begin + found.begin, part.body.begin + found.end);
    feedback.type = "abuse";
    recipients.push_back(std::move(recipient));
    return feedback;
  }
  return feedback;
}

}  // namespace maillint::bounce
