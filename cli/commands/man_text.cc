// Writing mdoc.
#include "cli/commands/man_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/render/labels.h"
#include "lint/charset.h"

namespace maillint::cli {
namespace {

constexpr std::size_t line_octets = 78;
/// Of the pages' form: the day of the build would make each build differ.
constexpr std::string_view page_date = "November 23, 2026";

std::string header(std::string_view page, std::string_view summary) {
  return fmt::format(".Dd {}\n.Dt {} 7\n.Os\n.Sh NAME\n.Nm {}\n.Nd {}\n", page_date,
                     page == "maillint-rules" ? "MAILLINT-RULES" : "MAILLINT-ERRORS", page,
                     summary);
}

/// A list item. The tag is quoted, so that none of its words is read as a macro.
std::string item(std::string_view tag) {
  std::string quoted;
  for (char c : man_escaped(tag)) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return fmt::format(".It Sy \"{}\"\n", quoted);
}

/// Lines of filled text: short ones, and a new one after each sentence, as mandoc -T lint asks.
std::string paragraph(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string word = man_escaped(text.substr(i, end - i));
    i = end + 1;
    if (word.empty()) continue;
    if (column > 0) out += column + 1 + word.size() > line_octets ? '\n' : ' ';
    if (out.empty() || out.back() == '\n') column = 0;
    out += word;
    column += word.size() + 1;
    const std::string_view bare(word.data(), word.find_last_not_of(")\"'") + 1);
    if (bare.ends_with('.') || bare.ends_with('!') || bare.ends_with('?')) {
      out += '\n';
      column = 0;
    }
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

std::string references(std::span<const std::string_view> texts) {
  std::string all;
  for (std::string_view text : texts) all += fmt::format("{}{}", all.empty() ? "" : "; ", text);
  return all.empty() ? std::string() : ".Pp\n" + paragraph(all);
}

std::string rule_item(const Rule& rule) {
  std::string out = item(rule.id);
  out += paragraph(fmt::format("{}: {}.", name(rule.severity), rule.summary));
  if (!rule.why.empty()) out += ".Pp\n" + paragraph(rule.why);
  if (!rule.remedy.empty()) out += ".Pp\n" + paragraph(rule.remedy);
  return out + references(rule.references);
}

std::string entry_item(const Entry& entry) {
  std::string out = item(entry.id);
  out += paragraph(entry.en.title);
  if (!entry.text.empty())
    out += ".Pp\n" + paragraph(fmt::format("Text: \"{}\"", entry.text.front()));
  out += ".Pp\n" + paragraph(entry.en.cause);
  if (!entry.steps.empty()) {
    out += ".Bl -enum -compact\n";
    for (std::size_t i = 0; i < entry.steps.size() && i < entry.en.steps.size(); ++i)
      out += ".It\n" + paragraph(fmt::format("{}{}", actor(entry.steps[i].who, Language::en),
                                             entry.en.steps[i]));
    out += ".El\n";
  }
  if (!entry.source.empty()) out += ".Pp\n" + paragraph(entry.source);
  return out;
}

}  // namespace

std::string man_escaped(std::string_view text) {
  std::string out;
  if (text.starts_with('.') || text.starts_with('\'')) out += "\\&";
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c == '\\') {
      out += "\\e";
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
    } else if (c == '-' && out.ends_with('-')) {
      out += "\\&-";  // two of them are no dash
    } else if (c == ')' && out.ends_with('(')) {
      out += "\\&)";  // a function of CSS, none that has a page
    } else if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(c));
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string rules_page(std::span<const Rule* const> rules) {
  std::string out = header("maillint-rules", "what maillint check looks for");
  out +=
      ".Sh DESCRIPTION\n"
      "Each rule has a severity and belongs to a criterion of the checklist that\n"
      ".Xr maillint-check 1\n"
      "prints.\n";
  for (std::size_t i = 0; i < criterion_count; ++i) {
    const auto criterion = static_cast<Criterion>(i);
    std::string items;
    for (const Rule* rule : rules) {
      if (rule->criterion == criterion) items += rule_item(*rule);
    }
    if (items.empty()) continue;
    out += fmt::format(".Ss Criterion: {}\n.Bl -tag -width Ds\n{}.El\n",
                       label(criterion, Language::en), items);
  }
  return out + ".Sh SEE ALSO\n.Xr maillint 1 ,\n.Xr maillint-check 1 ,\n.Xr maillint-errors 7\n";
}

std::string errors_page(std::span<const Entry> entries) {
  std::string out = header("maillint-errors", "what maillint explain knows");
  out +=
      ".Sh DESCRIPTION\n"
      "Each entry explains a reply of a mail server or the words of a bounce, as\n"
      ".Xr maillint-explain 1\n"
      "prints them.\n"
      ".Bl -tag -width Ds\n";
  for (const Entry& entry : entries) out += entry_item(entry);
  return out +
         ".El\n.Sh SEE ALSO\n.Xr maillint 1 ,\n.Xr maillint-explain 1 ,\n.Xr maillint-rules 7\n";
}

}  // namespace maillint::cli
