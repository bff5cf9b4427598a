// Rule html-image-only: pictures and (almost) nothing to read.
#include <fmt/format.h>

#include "lint/ascii.h"
#include "lint/utf8.h"
#include "rules/html/image.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"SpamAssassin HTML_IMAGE_ONLY"};

/// Fewer letters than this say nothing.
constexpr std::size_t almost_none = 30;
/// Fewer letters than this are a footer below one large picture.
constexpr std::size_t footer = 200;

/// Letters and digits, one for each code point; no more are counted than matter.
std::size_t count_letters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size() && count < footer;) {
    const utf8::CodePoint c = utf8::decode(text, i);
    const bool ascii_letter = c.value < 0x80 && ascii::is_alnum(static_cast<char>(c.value));
    if (ascii_letter || c.value >= 0xC0) ++count;
    i += c.length;
  }
  return count;
}

/// As wide as a page: such a picture is the message.
bool is_large(const HtmlImage& image) {
  const auto width = image_width(image);
  const auto height = image_height(image);
  const bool wide = width ? *width >= 400 : image.width == "100%";
  return wide && (!height || *height >= 200);
}

struct Pictures {
  const HtmlImage* first = nullptr;
  bool large = false;
};

Pictures look_at(const HtmlDocument& document, const Settings& settings) {
  Pictures result;
  for (const HtmlImage& image : document.images) {
    if (image.is_hidden || is_pixel(image)) continue;
    // Between people a photo needs no words.
    if (settings.profile == Profile::personal && !is_remote(image.src)) continue;
    const auto width = image_width(image);
    const auto height = image_height(image);
    if ((width && *width < 100) || (height && *height < 30)) continue;  // an icon, a line
    const bool large = is_large(image);
    if (result.first == nullptr || (large && !result.large)) result.first = &image;
    result.large = result.large || large;
  }
  return result;
}

void check(const HtmlBody& html, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const std::size_t letters = count_letters(html.document().visible_text);
  if (letters >= footer) return;
  const Pictures pictures = look_at(html.document(), settings);
  if (pictures.first == nullptr) return;
  if (letters >= almost_none && (!pictures.large || settings.profile == Profile::personal)) return;
  report(facts.place_in(html, pictures.first->tag),
         fmt::format("{} letters of text beside {} picture{}", letters,
                     html.document().images.size(), html.document().images.size() == 1 ? "" : "s"));
}

}  // namespace

constinit const Rule html_image_only{
    .id = "html-image-only",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Pictures carry the whole message",
    .why =
        "Spammers put text into pictures to hide it from filters, so filters score it. Readers "
        "without pictures see an empty page.",
    .remedy = "Write what the picture says as text.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
