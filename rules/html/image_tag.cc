// Rules html-img-missing-alt, html-img-missing-size, html-tracking-pixel: what an img tag says
// about its picture.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/url.h"
#include "rules/html/image.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view alt_references[] = {"WCAG 2 1.1.1"};
constexpr std::string_view size_references[] = {"Outlook for Windows"};
constexpr std::string_view pixel_references[] = {"Apple Mail Privacy Protection"};

/// Pictures that a mail program put into a letter between people, in its own way.
bool is_pasted(const HtmlImage& image, const Settings& settings) {
  return settings.profile == Profile::personal && ascii::starts_with(image.src, "cid:");
}

void check_alt(const HtmlBody& html, const Facts& facts, const Settings& settings,
               const Reporter& report) {
  for (const HtmlImage& image : html.document().images) {
    if (image.has_alt || image.is_hidden || image.is_decorative) continue;
    if (is_pasted(image, settings)) continue;
    if (is_pixel(image)) {
      report.as(Severity::info, facts.place_in(html, image.tag),
                {.message = "a picture that no one sees has no alt=\"\"", .evidence = {}});
    } else {
      report(facts.place_in(html, image.tag));
    }
  }
}

/// An empty alt: there is nothing to say of what no one sees; of other pictures people must say it.
std::vector<Edit> add_alt(const Finding& finding, const Facts& facts) {
  const TextBody& body = facts.text_bodies()[finding.place.text_body];
  const auto image = std::ranges::find(body.html.images, finding.place.decoded, &HtmlImage::tag);
  // In a body that is encoded its lines and lengths would have to change too.
  if (image == body.html.images.end() || !is_pixel(*image) || !body.text.is_verbatim()) return {};
  const std::string_view tag = facts.message().text(finding.place.source);
  const std::size_t name = tag.find_first_of(" \t\r\n/");
  if (name == std::string_view::npos) return {};
  const auto at = static_cast<std::uint32_t>(finding.place.source.begin + name);
  return {{.span = {at, at}, .text = " alt=\"\""}};
}

/// Whether the tag sets `name` as an attribute or in its style, to whatever value; "max-width"
/// limits and does not set.
bool sets(std::string_view tag, std::string_view name) {
  for (std::size_t at = 0; (at = ascii::find(tag, name, at)) != std::string_view::npos; ++at) {
    if (at > 0 && tag[at - 1] != '-' && !ascii::is_alnum(tag[at - 1])) return true;
  }
  return false;
}

void check_size(const HtmlBody& html, const Facts& facts, const Settings& settings,
                const Reporter& report) {
  for (const HtmlImage& image : html.document().images) {
    if (image.is_hidden || is_pasted(image, settings)) continue;
    const std::string_view tag = html.html(image.tag);
    const bool width = image.style_width >= 0 || sets(tag, "width");
    const bool height = image.style_height >= 0 || sets(tag, "height");
    if (width && height) continue;
    const std::string_view missing = width    ? "no height"
                                     : height ? "no width"
                                              : "no width, no height";
    report(facts.place_in(html, image.tag), std::string(missing));
  }
}

void check_pixel(const HtmlBody& html, const Facts& facts, const Settings&,
                 const Reporter& report) {
  for (const HtmlImage& image : html.document().images) {
    if (!is_remote(image.src) || !(is_pixel(image) || image.is_hidden)) continue;
    report(facts.place_in(html, image.tag),
           fmt::format("a picture that no one sees, from {}", parse_url(image.src).host));
  }
}

}  // namespace

constinit const Rule html_img_missing_alt{
    .id = "html-img-missing-alt",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Picture has no alt text",
    .why =
        "Many programs show no pictures until they are asked, and blind readers never see them: "
        "both get the alt text instead.",
    .remedy = "Say in alt what the picture says; alt=\"\" if it only decorates.",
    .references = alt_references,
    .fix = {.title = "Add alt=\"\" to a picture that no one sees", .edits = add_alt},
    .check = check_alt,
};

constinit const Rule html_img_missing_size{
    .id = "html-img-missing-size",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Picture has no width or height",
    .why = "Outlook shows it in its natural size, and the layout jumps once pictures are loaded.",
    .remedy = "Give width and height as attributes.",
    .references = size_references,
    .check = check_size,
};

constinit const Rule html_tracking_pixel{
    .id = "html-tracking-pixel",
    .severity = Severity::info,
    .criterion = Criterion::rendering,
    .summary = "Invisible picture tells when the message is read",
    .why =
        "It tells the sender who opened the message, when and where. Privacy law may ask for the "
        "reader's consent, and Apple Mail loads it unread.",
    .remedy = "Leave it out, or have consent.",
    .references = pixel_references,
    .check = check_pixel,
};

}  // namespace maillint::rules
