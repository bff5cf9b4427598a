// Rules html-img-data-uri, html-img-insecure, html-img-relative, html-img-localhost: where a
// picture is fetched from.
#include <fmt/format.h>

#include <optional>

#include "lint/ascii.h"
#include "lint/web/url.h"
#include "rules/html/image.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view data_references[] = {"Gmail"};
constexpr std::string_view insecure_references[] = {"Gmail, Outlook on the web"};
constexpr std::string_view relative_references[] = {"RFC 3986 4.2"};
constexpr std::string_view local_references[] = {"RFC 1918 3", "RFC 6761 6.3"};

/// Smaller ones are icons, whose loss does little harm.
constexpr std::size_t large_octets = 1'024;

void check_data(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  each_picture(html, facts, [&](std::string_view url, auto place) {
    if (!ascii::starts_with(ascii::trim(url), "data:")) return;
    Detail detail{.message = fmt::format("{} octets of picture inside the HTML", url.size()),
                  .evidence = std::string(url.substr(0, 60))};
    if (url.size() < large_octets) {
      report.as(Severity::info, place(), std::move(detail));
    } else {
      report(place(), std::move(detail));
    }
  });
}

void check_local(const HtmlBody& html, const Facts& facts, const Settings&,
                 const Reporter& report) {
  each_picture(html, facts, [&](std::string_view text, auto place) {
    if (!is_remote(text)) return;
    const Url url = parse_url(text);
    if (!is_local_host(url.host)) return;
    report(place(), fmt::format("{} is reached from your own network only", url.host));
  });
}

void check_insecure(const HtmlBody& html, const Facts& facts, const Settings&,
                    const Reporter& report) {
  each_picture(html, facts, [&](std::string_view text, auto place) {
    if (!ascii::starts_with(ascii::trim(text), "http://")) return;
    if (is_local_host(parse_url(text).host)) return;  // html-img-localhost reports those
    report(place());
  });
}

/// Schemes of files and of other programs' memory: all but the writer see nothing.
bool is_own_scheme(std::string_view scheme) {
  for (const std::string_view own : {"file", "blob", "content", "webkit-fake-url", "applewebdata",
                                     "ms-appdata", "chrome-extension", "about"}) {
    if (scheme == own) return true;
  }
  return scheme.size() == 1;  // "C:\\logo.png"
}

/// What is wrong with the address, nullopt if it leads somewhere.
std::optional<std::string_view> relative_fault(std::string_view url) {
  if (url.starts_with("//")) return "an address without http: or https:";
  const std::size_t colon = url.find_first_of(":/?#\\");
  if (colon == std::string_view::npos || url[colon] != ':' || colon == 0) {
    return "an address without a host";
  }
  return is_own_scheme(ascii::to_lower(url.substr(0, colon)))
             ? std::optional<std::string_view>("a file on the writer's own computer")
             : std::nullopt;
}

void check_relative(const HtmlBody& html, const Facts& facts, const Settings& settings,
                    const Reporter& report) {
  // Templates are moved to a server with their pictures, and base is html-base-href's business.
  if (settings.kind == Kind::template_ || is_remote(html.document().base_href)) return;
  each_picture(html, facts, [&](std::string_view text, auto place) {
    const std::string_view url = ascii::trim(text);
    if (url.empty() || is_placeholder_url(url)) return;
    if (const auto fault = relative_fault(url)) report(place(), std::string(*fault));
  });
}

}  // namespace

constinit const Rule html_img_data_uri{
    .id = "html-img-data-uri",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Picture stands in the HTML itself",
    .why = "Gmail and Outlook do not show data: pictures, and they count for Gmail's size limit.",
    .remedy = "Attach the picture and name it by cid:, or put it on a server.",
    .references = data_references,
    .check = check_data,
};

constinit const Rule html_img_insecure{
    .id = "html-img-insecure",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Picture is fetched by http",
    .why =
        "Webmail on an https page blocks it or warns of it, and anyone on the way can read along.",
    .remedy = "Use the https address.",
    .references = insecure_references,
    .check = check_insecure,
};

constinit const Rule html_img_relative{
    .id = "html-img-relative",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "Picture has an address that means nothing in a message",
    .why = "A message has no folder to look in, so readers see a broken picture.",
    .remedy = "Give the whole https address, or attach the picture and name it by cid:.",
    .references = relative_references,
    .check = check_relative,
};

constinit const Rule html_img_localhost{
    .id = "html-img-localhost",
    .severity = Severity::error,
    .criterion = Criterion::rendering,
    .summary = "Picture is on a host that only the sender's network has",
    .why = "It works where it was tested and nowhere else: readers see a broken picture.",
    .remedy = "Put the picture on a public server.",
    .references = local_references,
    .check = check_local,
};

}  // namespace maillint::rules
