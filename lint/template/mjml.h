// MJML read as the HTML that it stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/template/tags.h"
#include "lint/web/html.h"

namespace maillint {

/// `mjml` with the names of HTML elements in place of MJML's and the same places for everything:
/// mj-image is an img, mj-button, mj-navbar-link and mj-social-element are links, mj-preview is
/// hidden text, mj-title a title. What only layout knows (mj-divider, mj-raw...) stays as it is,
/// and mj-attributes, which no one sees, becomes spaces after its alt texts were given to the
/// pictures.
std::string mjml_as_html(std::string mjml);

/// Adds each mj-include to the tags of `mjml`, as what includes other files in other languages:
/// what they hold is not known here. Tags inside of one are dropped.
void add_mjml_includes(std::string_view mjml, std::vector<TemplateTag>& tags);

/// Adds the links of pictures (mj-image has an href of its own) to what was read from
/// mjml_as_html().
void add_image_links(std::string_view html, HtmlDocument& document);

}  // namespace maillint
