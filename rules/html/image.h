// What rules about pictures share.
#pragma once

#include <optional>
#include <string_view>

#include "lint/facts.h"
#include "lint/web/html_structure.h"

namespace maillint {

/// Pixels of a width or height: the attribute ("600", "1px"), else the inline style; nullopt if it
/// says nothing, or a percentage.
std::optional<double> image_width(const HtmlImage& image);
std::optional<double> image_height(const HtmlImage& image);

/// At most one pixel each way.
bool is_pixel(const HtmlImage& image);
/// Fetched from a web server when the message is read.
bool is_remote(std::string_view url);
/// A host (lower case) that means another machine on every network, or none.
bool is_local_host(std::string_view host);
/// A value that a template fills in later: "{{ logo }}", "*|IMAGE|*", "<%= x %>".
bool is_placeholder_url(std::string_view url);
/// Of its src; the tag where it has none.
Place image_place(const HtmlImage& image, const HtmlBody& html, const Facts& facts);

/// Calls visit(url, place) for each picture of the body: img elements, then backgrounds; not for
/// those that a template fills in. place() is worked out when it is called.
template <typename Visit>
void each_picture(const HtmlBody& html, const Facts& facts, Visit visit) {
  const auto is_known = [&](Span url) {
    return Facts::known_url(*html.body, url) != KnownUrl::nothing;
  };
  for (const HtmlImage& image : html.document().images) {
    if (!is_known(image.src_span)) continue;
    visit(std::string_view(image.src), [&] { return image_place(image, html, facts); });
  }
  for (const HtmlBackground& background : html.structure().backgrounds) {
    if (!is_known(background.place)) continue;
    visit(std::string_view(background.url), [&] { return facts.place_in(html, background.place); });
  }
}

}  // namespace maillint
