// show for people: the decoded header, the MIME tree, the way the message took; its source.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "cli/render/show.h"
#include "lint/ascii.h"
#include "lint/escape.h"
#include "lint/text_width.h"

namespace maillint::cli {
namespace {

constexpr std::size_t name_columns = 23;
constexpr std::size_t type_columns = 44;
constexpr std::size_t value_octets = 1000;
constexpr std::size_t fields_shown = 200;
constexpr std::size_t parts_shown = 500;
constexpr std::size_t hops_shown = 100;
constexpr std::size_t source_octets = 200;

/// What people look for in a header; the rest is counted.
bool is_shown(FieldId id) {
  switch (id) {
    case FieldId::other:
    case FieldId::received:
      return false;
    default:
      return true;
  }
}

std::string header(const Message& message, const TextContext& context) {
  std::string out;
  std::size_t shown = 0;
  std::size_t others = 0;
  for (const Field& field : message.fields()) {
    if (!is_shown(field.id) || shown >= fields_shown) {
      ++others;
      continue;
    }
    ++shown;
    const std::string name = escaped(clipped(message.name(field), 60));
    const std::string value = escaped(clipped(decoded_body(message, field), value_octets));
    out += "  " + context.style.paint(Tone::faint, padded(name, name_columns)) +
           wrapped(value, 2 + std::max(name_columns, name.size() + 2));
  }
  if (others > 0)
    out += fmt::format(
        "  {}\n",
        context.style.paint(
            Tone::faint,
            fmt::format("{} {}", context.say("further fields:", "weitere Felder:"), others)));
  return out;
}

std::string tree(const Facts& facts, const TextContext& context) {
  const Message& message = facts.message();
  std::string out;
  for (std::uint32_t i = 0; i < message.parts().size(); ++i) {
    if (i == parts_shown) {
      out += fmt::format("  ... {} {} {}\n", context.say("and", "und"), message.parts().size() - i,
                         context.say("more", "weitere"));
      break;
    }
    const Part& part = message.parts()[i];
    std::string line(2 + 2 * std::min<std::size_t>(part.depth, 20), ' ');
    line += fmt::format("{}  {}", message.part_id(i), escaped(clipped(part.type, 100)));
    const std::string_view charset = facts.content_type(i).parameter("charset");
    if (!charset.empty()) line += fmt::format(", {}", escaped(clipped(charset, 40)));
    if (part.encoding == TransferEncoding::base64 ||
        part.encoding == TransferEncoding::quoted_printable)
      line += fmt::format(", {}", encoding_name(part.encoding));
    line = padded(line, type_columns + 10);
    const bool container = part.is_multipart || part.is_message;
    if (!container) line += size_words(facts.decoded_body(i).octets.text().size());
    if (!facts.filename(i).empty())
      line += fmt::format("   {}", escaped(clipped(facts.filename(i), 120)));
    while (line.ends_with(' ')) line.pop_back();
    out += line + '\n';
  }
  return out;
}

std::string delay_words(std::int64_t seconds) {
  const char sign = seconds < 0 ? '-' : '+';
  const std::uint64_t count =
      seconds < 0 ? 0 - static_cast<std::uint64_t>(seconds) : static_cast<std::uint64_t>(seconds);
  if (count < 120) return fmt::format("{}{} s", sign, count);
  if (count < 7200) return fmt::format("{}{} min", sign, count / 60);
  return fmt::format("{}{} h", sign, count / 3600);
}

/// Oldest first: a timeline.
std::string timeline(const Facts& facts, const TextContext& context) {
  const std::span<const Received> hops = facts.hops();
  std::string out;
  for (std::size_t n = 0; n < hops.size() && n < hops_shown; ++n) {
    const std::size_t i = hops.size() - 1 - n;
    const Received& hop = hops[i];
    std::string line = fmt::format("  {:<24}", hop.time ? format_date(*hop.time) : "?");
    const bool timed = n > 0 && hop.time && hops[i + 1].time;
    line += fmt::format("{:>9}   ",
                        timed ? delay_words(hop.time->seconds - hops[i + 1].time->seconds) : "");
    const std::string_view from = hop.from.empty() ? "?" : hop.from;
    line += fmt::format("{} -> {}", escaped(clipped(from, 80)),
                        escaped(clipped(hop.by.empty() ? "?" : hop.by, 80)));
    if (!hop.with.empty()) line += fmt::format("  {}", escaped(clipped(hop.with, 40)));
    if (hop.tls) line += ", TLS";
    out += line + '\n';
  }
  if (hops.size() > hops_shown)
    out += fmt::format("  ... {} {} {}\n", context.say("and", "und"), hops.size() - hops_shown,
                       context.say("more", "weitere"));
  return out;
}

std::string titled(std::string_view title, const std::string& block, const TextContext& context) {
  if (block.empty()) return {};
  return fmt::format("\n{}\n{}", context.style.paint(Tone::strong, title), block);
}

}  // namespace

std::string text_of_message(const std::string& path, const Facts& facts,
                            const TextContext& context) {
  const Message& message = facts.message();
  std::string out = fmt::format("{}   {}\n\n", context.style.paint(Tone::strong, escaped(path)),
                                size_words(message.octets().size()));
  out += header(message, context);
  out += titled(context.say("parts", "Teile"), tree(facts, context), context);
  out += titled(context.say("way (oldest first)", "Weg (ältester zuerst)"),
                timeline(facts, context), context);
  return out;
}

std::string annotated_source(const Report& report, const TextContext& context) {
  const Source& source = report.message->source();
  Places places(*report.facts);
  // Findings by the line on which they begin.
  std::multimap<std::size_t, const Finding*> by_line;
  for (const RuleFindings& findings : report.findings) {
    for (const Finding& finding : findings.places)
      by_line.emplace(places.begin(finding.place).line, &finding);
  }
  std::string out;
  std::size_t number = source.origin().line;
  for (std::size_t begin = 0; begin < source.octets().size(); ++number) {
    const Span line = source.line_at(begin);
    const std::string_view text = source.text(line);
    const auto [first, last] = by_line.equal_range(number);
    if (first == last) {
      std::string shown = escaped(clipped(text, source_octets));
      std::ranges::replace(shown, '\t', ' ');
      out += context.style.paint(Tone::faint, fmt::format("{:>6} | ", number)) + shown + '\n';
    }
    for (auto at = first; at != last; ++at) {
      const Finding& finding = *at->second;
      const std::string words = fmt::format(
          "{}: {}", finding.rule->id,
          escaped(clipped(finding.detail.message.empty() ? finding.rule->summary
                                                         : std::string_view(finding.detail.message),
                          300)));
      out += snippet(text, finding.place.source.begin - line.begin,
                     finding.place.source.end - line.begin, number, words,
                     tone_of(finding.severity), context.style);
    }
    begin = std::max<std::size_t>(line.end, begin);
    // The line end itself: CR LF, LF, or CR in old Mac files.
    if (begin < source.octets().size() && source.octets()[begin] == '\r') ++begin;
    if (begin < source.octets().size() && source.octets()[begin] == '\n' &&
        (begin == line.end || source.octets()[begin - 1] == '\r'))
      ++begin;
  }
  return out;
}

}  // namespace maillint::cli
