// Rules html-table-missing-role and html-missing-dir: what screen readers are not told.
#include "lint/ascii.h"
#include "lint/charset.h"
#include "lint/web/html_structure.h"
#include "lint/web/web_uses.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Email Markup Consortium, accessibility report",
                                           "WCAG 1.3.1"};
constexpr std::string_view dir_references[] = {"Email Markup Consortium, accessibility report",
                                               "HTML 3.2.6.4"};

/// Letters that are looked at: enough to know the script of a text.
constexpr std::size_t letters_read = 2'000;

/// What the start tag says: a table with cell distances and without a border arranges things.
struct TableTag {
  bool is_spaced = false;
  bool has_border = false;
  bool has_role = false;
};

TableTag read_tag(const WebUses& uses, std::uint32_t table) {
  TableTag tag;
  for (std::size_t i = table + 1; i < uses.size() && uses[i].group >= table; ++i) {
    const WebUse& use = uses[i];
    if (use.kind == WebUseKind::element) break;
    if (use.kind != WebUseKind::attribute) continue;
    const std::string_view name = uses.text(use.name);
    const std::string_view value = ascii::trim(uses.text(use.value));
    if (ascii::equal(name, "role")) tag.has_role = true;
    if (ascii::equal(name, "cellspacing") || ascii::equal(name, "cellpadding"))
      tag.is_spaced = true;
    if (ascii::equal(name, "border")) tag.has_border = value != "0" && !value.empty();
  }
  return tag;
}

/// Whether heads or a caption follow, up to the next table: data.
bool has_heads(const WebUses& uses, std::uint32_t table) {
  for (std::size_t i = table + 1; i < uses.size(); ++i) {
    if (uses[i].kind != WebUseKind::element) continue;
    const std::string_view name = uses.text(uses[i].name);
    if (ascii::equal(name, "table")) return false;
    if (ascii::equal(name, "th") || ascii::equal(name, "caption")) return true;
  }
  return false;
}

void check_tables(const HtmlBody& html, const Facts& facts, const Settings&,
                  const Reporter& report) {
  const WebUses& uses = html.structure().uses(html.html());
  uses.each(WebUseKind::element, "table", [&](std::uint32_t index, const WebUse& use) {
    const TableTag tag = read_tag(uses, index);
    if (use.guards != 0 || tag.has_role || tag.has_border || !tag.is_spaced) return;
    if (!has_heads(uses, index)) report(facts.place_in(html, uses.place(use)));
  });
}

constexpr bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE);
}

/// Whether most letters are of scripts that run from right to left.
bool runs_leftwards(std::string_view text) {
  std::size_t leftwards = 0;
  std::size_t others = 0;
  for (std::size_t at = 0; at < text.size() && leftwards + others < letters_read;) {
    const char32_t c = next_code_point(text, at);
    if (is_right_to_left(c)) {
      ++leftwards;
    } else if (c > 0xFF || (c < 0x80 && ascii::is_alpha(static_cast<char>(c)))) {
      ++others;
    }
  }
  return leftwards > others;
}

void check_direction(const HtmlBody& html, const Facts& facts, const Settings&,
                     const Reporter& report) {
  if (!runs_leftwards(html.document().visible_text)) return;
  const WebUses& uses = html.structure().uses(html.html());
  bool said = false;
  const auto note = [&](std::uint32_t, const WebUse& use) {
    const std::string_view value = uses.text(use.value);
    said = said || ascii::find(value, "rtl") != std::string_view::npos ||
           ascii::find(value, "auto") != std::string_view::npos;
  };
  uses.each(WebUseKind::attribute, "dir", note);
  uses.each(WebUseKind::property, "direction", note);
  if (said || uses.size() == 0) return;
  std::uint32_t where = 0;
  uses.each(WebUseKind::element, "html", [&](std::uint32_t index, const WebUse&) {
    if (where == 0) where = index;
  });
  report(facts.place_in(html, uses.place(uses[where])));
}

}  // namespace

constinit const Rule html_table_missing_role{
    .id = "html-table-missing-role",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .profiles = {Profile::transactional, Profile::bulk},
    .summary = "Layout table is read out as data",
    .why = "Screen readers tell rows and columns of a table unless it says that it only arranges.",
    .remedy = "Write role=\"presentation\" into the table tag.",
    .references = references,
    .check = check_tables,
};

constinit const Rule html_missing_dir{
    .id = "html-missing-dir",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Text runs from right to left, the HTML does not say so",
    .why = "Mail programs then set full stops, numbers and columns on the wrong side.",
    .remedy = "Write dir=\"rtl\" into the html tag and into the element around the text.",
    .references = dir_references,
    .check = check_direction,
};

}  // namespace maillint::rules
