// What the URL of a picture says about it.
#include "lint/web/picture_url.h"

#include "lint/ascii.h"

namespace maillint {

std::string_view image_type(std::string_view url) {
  if (ascii::starts_with(url, "data:image/")) {
    const std::string_view type = url.substr(11);
    return type.substr(0, type.find_first_of(";,+"));
  }
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] == '/') return {};
  return path.substr(dot + 1);
}

}  // namespace maillint
