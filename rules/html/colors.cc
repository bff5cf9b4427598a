// Rules html-low-contrast and html-dark-mode-unsafe: colours that are hard to read, here or there.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lint/limits.h"
#include "rules/html/text.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

using Color = HtmlTextStyle::Color;

constexpr std::string_view contrast_references[] = {"WCAG 2 1.4.3"};
constexpr std::string_view dark_references[] = {"Dark mode of Outlook, Apple Mail and Gmail"};

/// WCAG 2: 18 points, or 14 points in bold.
constexpr float large_pixels = 24;
constexpr float large_bold_pixels = 18.66F;

double least_contrast(const HtmlTextStyle& style) {
  const float large = style.is_bold ? large_bold_pixels : large_pixels;
  return !style.size_known || style.font_size >= large ? 3.0 : 4.5;
}

/// Grey small print and white on a bright button fall short of WCAG in most newsletters, but can be
/// read. Below this they cannot.
constexpr double unreadable = 2.0;

struct Pair {
  CssColor color;
  CssColor background;
  friend bool operator==(const Pair&, const Pair&) = default;
};

/// Each pair of colours is reported once.
void check_contrast(const HtmlBody& html, const Facts& facts, const Settings&,
                    const Reporter& report) {
  std::vector<Pair> reported;
  for (const HtmlText& text : html.structure().texts) {
    if (reported.size() == limits::places_per_rule) return;
    const HtmlTextStyle& style = html.structure().text_styles[text.style];
    if (style.hiding != 0 || style.is_off_page || style.font_size < 6) continue;
    const SeenColors colors = seen_colors(style, Unset::is_unknown);
    if (!colors.known) continue;
    const double ratio = contrast_ratio(colors.color, colors.background);
    if (ratio >= least_contrast(style)) continue;
    if (same_color(colors.color, colors.background)) continue;  // html-white-on-white
    const Pair pair{colors.color, colors.background};
    if (std::ranges::find(reported, pair) != reported.end()) continue;
    if (!has_words(readable(html, text))) continue;
    reported.push_back(pair);
    const Span tag =
        style.color_at.begin >= style.background_at.begin ? style.color_at : style.background_at;
    report.as(ratio < unreadable ? Severity::warning : Severity::info, facts.place_in(html, tag),
              {.message = fmt::format("{} on {} has a contrast of {:.1f}, WCAG asks for {}",
                                      color_name(colors.color), color_name(colors.background),
                                      ratio, least_contrast(style))});
  }
}

/// The first place for each of the two ways.
void check_dark(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  bool color_reported = false;
  bool background_reported = false;
  for (const HtmlText& text : html.structure().texts) {
    const HtmlTextStyle& style = html.structure().text_styles[text.style];
    if (style.hiding != 0) continue;
    const bool color = style.color_state == Color::known;
    const bool background = style.background_state == Color::known;
    if (!color_reported && color && style.background_state == Color::unset) {
      color_reported = true;
      report(facts.place_in(html, style.color_at),
             fmt::format("text is {}, the background is not set", color_name(style.color)));
    }
    if (!background_reported && background && style.color_state == Color::unset) {
      background_reported = true;
      report(facts.place_in(html, style.background_at),
             fmt::format("the background is {}, the text colour is not set",
                         color_name(style.background)));
    }
  }
}

}  // namespace

constinit const Rule html_low_contrast{
    .id = "html-low-contrast",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Text stands out too little from its background",
    .why = "People with weak eyes, and all in the sun, cannot read it.",
    .remedy = "Choose colours with a contrast of 4.5 (3 for large letters).",
    .references = contrast_references,
    .check = check_contrast,
};

constinit const Rule html_dark_mode_unsafe{
    .id = "html-dark-mode-unsafe",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Only one of text colour and background is set",
    .why = "In dark mode the other one is the mail program's: dark text on a dark page.",
    .remedy = "Set both, or neither.",
    .references = dark_references,
    .check = check_dark,
};

}  // namespace maillint::rules
