// Rules html-hidden-text, html-zero-font, html-tiny-font, html-off-page, html-white-on-white: text
// that filters read and people do not.
#include <fmt/format.h>

#include "rules/html/tag.h"
#include "rules/html/text.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view hidden_references[] = {"SpamAssassin STY_INVIS"};
constexpr std::string_view zero_references[] = {"rspamd ZERO_FONT"};
constexpr std::string_view tiny_references[] = {"SpamAssassin HTML_FONT_TINY"};
constexpr std::string_view page_references[] = {"SpamAssassin HTML_OFF_PAGE"};
constexpr std::string_view color_references[] = {"SpamAssassin HTML_FONT_LOW_CONTRAST"};

std::string message_of(const Concealed& concealed) {
  const std::string words = shortened(concealed.words);
  switch (concealed.how) {
    case Concealment::size:
      return fmt::format("font size 0: \"{}\"", words);
    case Concealment::tiny:
      return fmt::format("font of {:.3g} pixels: \"{}\"", concealed.style->font_size, words);
    case Concealment::off_page:
      return fmt::format("outside of the page: \"{}\"", words);
    case Concealment::color: {
      const SeenColors colors = seen_colors(*concealed.style, Unset::is_black_on_white);
      return fmt::format("{} on {}: \"{}\"", color_name(colors.color),
                         color_name(colors.background), words);
    }
    default:
      return fmt::format("hidden: \"{}\"", words);
  }
}

template <Concealment how>
void check(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  for (const Concealed& concealed : concealed_texts(html, facts)) {
    if (concealed.how != how) continue;
    report(facts.place_in(html, concealed.tag), message_of(concealed));
  }
}

}  // namespace

constinit const Rule html_hidden_text{
    .id = "html-hidden-text",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Text is hidden from the reader",
    .why =
        "Spammers hide words to mislead filters, so filters score them. One preview line at the "
        "beginning is customary.",
    .remedy = "Take the text out, or show it.",
    .references = hidden_references,
    .check = check<Concealment::layout>,
};

constinit const Rule html_zero_font{
    .id = "html-zero-font",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Text has font size 0",
    .why = "Only filters read it: an old trick to break up words, which filters know.",
    .remedy = "Take the text out, or give it a size.",
    .references = zero_references,
    .check = check<Concealment::size>,
};

constinit const Rule html_tiny_font{
    .id = "html-tiny-font",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Text is too small to read",
    .why = "No one can read it, and filters take it for hidden text.",
    .remedy = "Use at least 12 pixels.",
    .references = tiny_references,
    .check = check<Concealment::tiny>,
};

constinit const Rule html_off_page{
    .id = "html-off-page",
    .severity = Severity::warning,
    .criterion = Criterion::content,
    .summary = "Text is moved off the page",
    .why = "Filters take it for hidden text, and mail programs that ignore positions show it.",
    .remedy = "Take the text out, or leave it in its place.",
    .references = page_references,
    .check = check<Concealment::off_page>,
};

constinit const Rule html_white_on_white{
    .id = "html-white-on-white",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Text has the colour of its background",
    .why = "Only filters read it, and they take it for spam.",
    .remedy = "Take the text out, or give it a colour that can be seen.",
    .references = color_references,
    .check = check<Concealment::color>,
};

}  // namespace maillint::rules
