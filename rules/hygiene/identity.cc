// The octets that name a bounce.
#include "rules/hygiene/identity.h"

#include <fmt/format.h>

#include "lint/ascii.h"

namespace maillint {
namespace {

/// Looked at on both sides of a place: a file may be one line.
constexpr std::size_t line_octets = 8192;
constexpr std::size_t told_octets = 1024;

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
  const std::string_view line = line_of(report, refusal);
  if (line.size() <= 2 * told_octets) return out.append(line);
  // A line of many recipients is kept for each of them.
  out.append(line.substr(0, told_octets));
  return out.append(line.substr(line.size() - told_octets));
}

std::string identity_of_event(const Refusal& refusal, std::uint64_t list) {
  std::string out =
      fmt::format("{}\n{}\n{}\n{}\n{}\n", address_key(refusal.address), name(refusal.action),
                  static_cast<int>(refusal.wish), refusal.status, refusal.diagnostic);
  return out + (refusal.time ? fmt::format("{}", *refusal.time) : fmt::format("list {}", list));
}

std::string_view line_of(const Report& report, const Refusal& refusal) {
  const std::string_view octets = report.message->octets();
  if (refusal.span.empty() || refusal.span.begin >= octets.size()) return refusal.diagnostic;
  const std::size_t begin = refusal.span.begin;
  const std::size_t first = begin > line_octets ? begin - line_octets : 0;
  const std::size_t before = octets.substr(first, begin - first + 1).rfind('\n');
  std::string_view rest =
      octets.substr(before == std::string_view::npos ? first : first + before + 1);
  rest = rest.substr(0, 2 * line_octets);
  if (rest.starts_with('\n')) rest.remove_prefix(1);
  return next_line(rest);
}

}  // namespace maillint
