// The message that a report returns.
#include "lint/bounce/original.h"

#include <memory>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// Whom the server that wrote the topmost Received field had it for: "for <jane@x.example>".
std::string envelope_recipient(const Message& message) {
  const Field* received = message.find(FieldId::received);
  if (received == nullptr) return {};
  const std::string_view body = message.body(*received).substr(0, 2000);
  const std::size_t at = body.find("for ");
  if (at == npos || at == 0 || !ascii::is_space(body[at - 1])) return {};
  FoundAddress found;
  if (!next_address(body.substr(0, at + 400), at + 4, found) || found.outer_begin > at + 4)
    return {};
  return std::string(body.substr(found.begin, found.end - found.begin));
}

/// Parses the octets as a message of its own and keeps what explain shows of it.
void parse_original(const Message& report, std::string octets, std::size_t begin,
                    Original& original) {
  const Source& source = report.source();
  const Origin origin{.line = source.position(begin).line, .offset = source.file_offset(begin)};
  original.message = std::make_unique<const Message>(
      std::make_unique<const Source>(source.path(), std::move(octets), origin));
  const Message& message = *original.message;
  original.facts = std::make_unique<const Facts>(message);
  const Facts& facts = *original.facts;
  if (const Subject* subject = facts.subject()) original.subject = subject->text;
  if (const Mailbox* author = facts.author()) original.from = author->address();
  if (const Field* id = message.find(FieldId::message_id))
    original.message_id = ascii::trim(message.body(*id));
  if (const Field* list = message.find(FieldId::list_id)) {
    const std::string value = message.unfolded(*list);
    const std::size_t open = value.rfind('<');
    const std::size_t close = value.rfind('>');
    original.list_id = open != std::string::npos && close != std::string::npos && close > open
                           ? value.substr(open + 1, close - open - 1)
                           : value;
  }
  original.date = facts.date();
  original.envelope_recipient = envelope_recipient(message);
  for (const FieldId id : {FieldId::to, FieldId::cc}) {
    const AddressList* list = facts.addresses(id);
    if (list == nullptr) continue;
    for (const Mailbox& mailbox : list->mailboxes) {
      if (mailbox.has_addr_spec()) original.recipients.push_back(mailbox.address());
    }
  }
}

bool is_header_part(std::string_view type) {
  return type == "text/rfc822-headers" || type == "message/global-headers" ||
         type == "message/rfc822-headers";
}

bool is_message_part(std::string_view type) {
  return type == "message/rfc822" || type == "message/global";
}

}  // namespace

std::string_view attached_header(const Message& message) {
  for (const Part& part : message.parts()) {
    if (part.message_root == 0 && (part.is_message || part.type == "text/rfc822-headers"))
      return message.text(part.body).substr(0, 16'384);
  }
  return {};
}

Original find_original_part(const Message& message, const Facts& facts) {
  Original original;
  const auto parts = message.parts();
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (part.message_root != 0) continue;
    const bool headers = is_header_part(part.type);
    if (!headers && !is_message_part(part.type)) continue;
    if (part.body.empty()) continue;
    original.source = headers ? "headers" : "rfc822";
    original.span = part.body;
    const bool encoded = part.encoding == TransferEncoding::base64 ||
                         part.encoding == TransferEncoding::quoted_printable;
    std::string octets(encoded && !part.is_message ? facts.decoded_body(i).octets.text()
                                                   : message.text(part.body));
    parse_original(message, std::move(octets), part.body.begin, original);
    return original;
  }
  return original;
}

Original read_original_text(const Message& message, const Text& text, std::size_t begin) {
  Original original;
  std::string_view rest = text.text.substr(begin);
  while (!rest.empty() && ascii::is_space(rest.front())) {
    rest.remove_prefix(1);
    ++begin;
  }
  if (rest.empty()) return original;
  std::string octets;
  if (rest.front() == '>') {
    octets.reserve(rest.size());
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      std::string_view line = rest.substr(0, end == std::string_view::npos ? end : end + 1);
      rest.remove_prefix(line.size());
      if (line.starts_with('>')) line.remove_prefix(line.starts_with("> ") ? 2 : 1);
      octets += line;
    }
  } else {
    octets = rest;
  }
  const std::size_t colon = octets.find_first_of(": \r\n");
  if (colon == std::string::npos || octets[colon] != ':' || colon == 0) return original;
  original.source = "text";
  original.span = text.source(begin, text.text.size());
  parse_original(message, std::move(octets), original.span.begin, original);
  if (!original.message->has_header()) original = Original{};
  return original;
}

std::vector<std::string> quoted_recipients(const Text& text) {
  constexpr std::size_t most_lines = 200;  // a notice quotes them near its beginning
  constexpr std::size_t most_addresses = 50;
  const std::vector<Line> lines = split_lines(text.text);
  std::vector<std::string> addresses;
  bool has_subject = false;
  for (std::size_t i = 0; i < lines.size() && i < most_lines; ++i) {
    const std::string_view line = line_text(text, lines[i]).substr(0, 1000);
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    const bool field = lines[i].indent > 0 && colon != npos && name.find(' ') == npos;
    if (!field) {
      if (has_subject && !addresses.empty()) break;
      has_subject = false;
      addresses.clear();
      continue;
    }
    has_subject = has_subject || ascii::equal(name, "subject");
    FoundAddress found;
    for (std::size_t at = colon; ascii::equal(name, "to") && addresses.size() < most_addresses &&
                                 next_address(line, at, found);
         at = found.end)
      addresses.emplace_back(line.substr(found.begin, found.end - found.begin));
  }
  if (!has_subject) addresses.clear();
  return addresses;
}

std::uint32_t find_nested_report(const Message& message) {
  const auto parts = message.parts();
  for (std::uint32_t i = 1; i < parts.size(); ++i) {
    if (parts[i].type != "message/delivery-status") continue;
    return parts[i].message_root == 0 ? no_part : parts[i].message_root;
  }
  return no_part;
}

}  // namespace maillint::bounce
