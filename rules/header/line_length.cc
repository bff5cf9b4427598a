// Rule header-line-over-78: a header line that should have been folded.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/header/defects.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 5322 2.1.1"};
constexpr std::size_t longest_line = 78;
constexpr std::size_t line_limit = 998;  // header-line-over-998 has the longer ones

/// Servers write these on the way; who sends the message cannot fold them.
bool is_trace(const Message& message, const Field& field) {
  switch (field.id) {
    case FieldId::received:
    case FieldId::return_path:
    case FieldId::delivered_to:
    case FieldId::x_original_to:
    case FieldId::authentication_results:
    case FieldId::received_spf:
    case FieldId::dkim_signature:
    case FieldId::arc_seal:
    case FieldId::arc_message_signature:
    case FieldId::arc_authentication_results:
      return true;
    default:
      break;
  }
  const std::string_view name = message.name(field);
  for (const std::string_view start : {"X-MS-", "X-Microsoft-", "X-Forefront-", "X-Spam",
                                       "X-Google-", "X-Gm-", "X-Received", "X-Virus"}) {
    if (ascii::starts_with(name, start)) return true;
  }
  return false;
}

/// Octets of the first `count` characters.
std::size_t octets_of(std::string_view line, std::size_t count) {
  std::size_t i = 0;
  for (; i < line.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
    if (begins && count-- == 0) break;
  }
  return i;
}

/// Texts and names, which people can make shorter; identifiers and keys stay as they are.
bool is_text(FieldId id) {
  return id == FieldId::subject || id == FieldId::thread_topic ||
         id == FieldId::content_description || is_address_field(id);
}

/// Whether the line could be folded at white space, or be shorter at all.
bool can_be_folded(const Field& field, std::string_view line, bool first) {
  if (is_text(field.id)) return true;
  if (first) line.remove_prefix(std::min(line.find(':'), line.size() - 1) + 1);
  const std::string_view text = ascii::trim(line);
  return text.size() < longest_line || std::ranges::any_of(text, ascii::is_wsp);
}

/// Calls `use(begin, end)` for each line of the field, without line ends.
template <typename Use>
void each_line(std::string_view octets, const Field& field, Use use) {
  for (std::size_t begin = field.name.begin; begin < field.body.end;) {
    const std::size_t next = std::min<std::size_t>(octets.find('\n', begin), field.body.end);
    use(begin, next > begin && octets[next - 1] == '\r' ? next - 1 : next);
    begin = next + 1;
  }
}

void check(const Message& message, const Facts&, const Settings& settings, const Reporter& report) {
  each_own_part(message, [&](std::uint32_t part) {
    for (const Field& field : message.fields(part)) {
      if (field.body.end - field.name.begin <= longest_line) continue;
      if (settings.stage == Stage::received && is_trace(message, field)) continue;
      each_line(message.octets(), field, [&](std::size_t begin, std::size_t end) {
        if (end - begin <= longest_line || end - begin > line_limit) return;
        const std::string_view line = message.octets().substr(begin, end - begin);
        const std::size_t kept = octets_of(line, longest_line);
        if (kept == line.size() || !can_be_folded(field, line, begin == field.name.begin)) return;
        report(Place{.source = span_of(begin + kept, end), .part = part},
               "the line goes on after 78 characters");
      });
    }
  });
}

}  // namespace

constinit const Rule header_line_over_78{
    .id = "header-line-over-78",
    .severity = Severity::info,
    .criterion = Criterion::technical,
    .summary = "A header line of more than 78 characters",
    .why = "The standard advises shorter lines; a few programs show or break longer ones badly.",
    .remedy = "Fold long fields at white space.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
