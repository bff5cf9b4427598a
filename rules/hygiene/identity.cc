// The octets that name a bounce.
#include "rules/hygiene/identity.h"

#include "lint/ascii.h"

namespace maillint {
namespace {

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  while (!line.empty() && ascii::is_space(line.back())) line.remove_suffix(1);
  return line;
}

/// ">From " and "From " at the beginning of a line are the same line, with and without an mbox.
std::string_view without_mbox_quotes(std::string_view line) {
  std::string_view bare = line;
  while (bare.starts_with('>')) bare.remove_prefix(1);
  return bare.starts_with("From ") ? bare : line;
}

void append_text(std::string& out, std::string_view text) {
  while (!text.empty()) {
    out += without_mbox_quotes(next_line(text));
    out += '\n';
  }
  while (out.ends_with('\n')) out.pop_back();
}

}  // namespace

std::string identity_of(const Report& report) {
  const Message& message = *report.message;
  std::string out;
  const Field* id = message.find(FieldId::message_id);
  if (id != nullptr) out += ascii::trim(message.unfolded(*id));
  if (out.empty()) {
    for (const FieldId field_id : {FieldId::date, FieldId::from}) {
      if (const Field* field = message.find(field_id)) out += ascii::trim(message.unfolded(*field));
      out += '\n';
    }
  }
  out += '\0';
  const std::size_t begin = message.has_header() ? message.parts()[0].body.begin : 0;
  append_text(out, message.octets().substr(begin));
  return out;
}

std::string identity_of(const Report& report, const Refusal& refusal) {
  std::string out = address_key(refusal.address);
  out += '\0';
  return out.append(line_of(report, refusal));
}

std::string_view line_of(const Report& report, const Refusal& refusal) {
  const std::string_view octets = report.message->octets();
  if (refusal.span.empty() || refusal.span.begin >= octets.size()) return refusal.diagnostic;
  const std::size_t before = octets.rfind('\n', refusal.span.begin);
  std::string_view rest = octets.substr(before == std::string_view::npos ? 0 : before + 1);
  if (rest.starts_with('\n')) rest.remove_prefix(1);
  return next_line(rest);
}

}  // namespace maillint
