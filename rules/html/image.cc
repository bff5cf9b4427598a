// What rules about pictures share.
#include "rules/html/image.h"

#include <cstdint>

#include "lint/ascii.h"
#include "lint/web/css.h"
#include "lint/web/ipv4.h"
#include "rules/placeholder.h"

namespace maillint {
namespace {

std::optional<double> length(std::string_view attribute, float style) {
  const auto number = read_css_number(ascii::trim(attribute));
  if (number && (number->unit.empty() || ascii::equal(number->unit, "px"))) return number->value;
  if (style >= 0) return style;
  return std::nullopt;
}

bool is_private_ipv4(std::uint32_t ip) {
  struct Net {
    std::uint32_t address;
    unsigned bits;
  };
  constexpr Net nets[] = {{0x0A000000, 8}, {0xAC100000, 12}, {0xC0A80000, 16},
                          {0x7F000000, 8}, {0xA9FE0000, 16}, {0x00000000, 8}};
  for (const Net& net : nets) {
    if ((ip ^ net.address) >> (32 - net.bits) == 0) return true;
  }
  return false;
}

}  // namespace

std::optional<double> image_width(const HtmlImage& image) {
  return length(image.width, image.style_width);
}

std::optional<double> image_height(const HtmlImage& image) {
  return length(image.height, image.style_height);
}

bool is_pixel(const HtmlImage& image) {
  const auto width = image_width(image);
  const auto height = image_height(image);
  return width && height && *width <= 1 && *height <= 1;
}

bool is_remote(std::string_view url) {
  url = ascii::trim(url);
  return ascii::starts_with(url, "http://") || ascii::starts_with(url, "https://") ||
         url.starts_with("//");
}

bool is_placeholder_url(std::string_view url) {
  url = ascii::trim(url);
  constexpr std::string_view first = "{[<%*$#@";
  return (!url.empty() && first.find(url[0]) != std::string_view::npos) || find_placeholder(url);
}

Place image_place(const HtmlImage& image, const HtmlBody& html, const Facts& facts) {
  return facts.place_in(html, image.src_span.empty() ? image.tag : image.src_span);
}

bool is_local_host(std::string_view host) {
  if (host == "localhost" || host == "localhost.localdomain") return true;
  for (const std::string_view end : {".localhost", ".local", ".internal", ".lan", ".home.arpa"}) {
    if (host.ends_with(end)) return true;
  }
  if (host.starts_with('[')) {
    const std::string_view address = host.substr(1);
    return address.starts_with("::1]") || address.starts_with("fe80:") ||
           address.starts_with("fc") || address.starts_with("fd");
  }
  const auto ip = parse_ipv4_host(host);
  return ip && ip->address && is_private_ipv4(*ip->address);
}

}  // namespace maillint
