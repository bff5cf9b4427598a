// Rules html-script, html-iframe, html-object-embed, html-form,
// html-video-audio: what mail programs take out or do not run.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "rules/html/tag.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view filter_references[] = {"Gmail, Outlook: HTML that is removed"};
constexpr std::string_view iframe_references[] = {"SpamAssassin HTML_IFRAME_SRC"};
constexpr std::string_view embed_references[] = {"SpamAssassin HTML_EMBEDS"};
constexpr std::string_view caniemail_references[] = {"caniemail"};

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view n) { return ascii::equal(n, name); });
}

template <typename Wanted>
void report_tags(const HtmlBody& html, const Facts& facts, const Reporter& report, Wanted wanted) {
  for (const HtmlTag& tag : html.structure().tags) {
    if (!wanted(html_element(tag.element).name, tag)) continue;
    report(facts.place_in(html, tag.span), fmt::format("<{}>", html_element(tag.element).name));
  }
}

/// Data for mail programs (schema.org) is no code.
bool is_data(std::string_view type) { return ascii::ends_with(type, "json"); }

void check_script(const HtmlBody& html, const Facts& facts, const Settings&,
                  const Reporter& report) {
  report_tags(html, facts, report, [&](std::string_view name, const HtmlTag& tag) {
    return name == "script" && !is_data(attribute_value(html, tag, "type"));
  });
}

void check_iframe(const HtmlBody& html, const Facts& facts, const Settings&,
                  const Reporter& report) {
  report_tags(html, facts, report, [](std::string_view name, const HtmlTag&) {
    return is_any(name, {"iframe", "frame", "frameset"});
  });
}

void check_embed(const HtmlBody& html, const Facts& facts, const Settings&,
                 const Reporter& report) {
  report_tags(html, facts, report, [](std::string_view name, const HtmlTag&) {
    return is_any(name, {"object", "embed", "applet"});
  });
}

void check_media(const HtmlBody& html, const Facts& facts, const Settings&,
                 const Reporter& report) {
  report_tags(html, facts, report, [](std::string_view name, const HtmlTag&) {
    return is_any(name, {"video", "audio", "bgsound"});
  });
}

/// A form is reported once; what stands in no form, by itself. Buttons alone do nothing, but no
/// harm either.
void check_form(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  const bool has_form = html.structure().find("form") != nullptr;
  report_tags(html, facts, report, [&](std::string_view name, const HtmlTag&) {
    return has_form ? name == "form" : is_any(name, {"input", "select", "textarea"});
  });
}

}  // namespace

constinit const Rule html_script{
    .id = "html-script",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "HTML holds a script",
    .why = "No mail program runs it. Most take it out, and filters refuse the message.",
    .remedy = "Put what needs code on a web page and link to it.",
    .references = filter_references,
    .check = check_script,
};

constinit const Rule html_iframe{
    .id = "html-iframe",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "HTML shows another page inside",
    .why = "Mail programs take frames out, and filters take them for a way to load an attack.",
    .remedy = "Link to the page.",
    .references = iframe_references,
    .check = check_iframe,
};

constinit const Rule html_object_embed{
    .id = "html-object-embed",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "HTML embeds an object",
    .why = "Mail programs take objects out, and filters take them for a way to run code.",
    .remedy = "Link to it, or attach it.",
    .references = embed_references,
    .check = check_embed,
};

constinit const Rule html_form{
    .id = "html-form",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "HTML holds a form",
    .why =
        "Gmail warns before it sends one, Outlook shows none, and filters suspect a theft of "
        "passwords.",
    .remedy = "Link to a page with the form.",
    .references = filter_references,
    .check = check_form,
};

constinit const Rule html_video_audio{
    .id = "html-video-audio",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "HTML plays video or sound",
    .why = "Few mail programs play it; the others show what stands inside the element, or nothing.",
    .remedy = "Put a picture with a link inside, for those that play nothing.",
    .references = caniemail_references,
    .check = check_media,
};

}  // namespace maillint::rules
