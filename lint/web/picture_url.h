// What the URL of a picture says about it.
#pragma once

#include <string_view>

namespace maillint {

/// "webp" of "data:image/webp;base64,..." and of "https://a.example/b.webp?c": the subtype, else the
/// extension of the path; a part of `url`, empty if it says nothing.
std::string_view image_type(std::string_view url);

}  // namespace maillint
