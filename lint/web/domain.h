// Domain names: organizational domain (public suffix list), IDN, confusables.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace maillint {

/// The registered domain of a host: "news.example.co.uk" -> "example.co.uk". The host itself where
/// it is an IP address, a public suffix or a single label. Lower case. By libpsl's built-in list.
std::string organizational_domain(std::string_view host);
bool same_organization(std::string_view host_a, std::string_view host_b);
bool is_public_suffix(std::string_view host);
/// A last label of the public suffix list ("com", "de") or ".example", so that "readme.txt" is no
/// host.
bool has_known_tld(std::string_view host);

/// U-labels of a host for people: "xn--mller-kva.example" -> "müller.example"; nullopt if a label
/// does not decode (RFC 5891).
std::optional<std::string> to_unicode(std::string_view host);
/// A-labels: "müller.example" -> "xn--mller-kva.example"; nullopt if it is no valid IDN.
std::optional<std::string> to_ascii(std::string_view host);

/// Whether one label mixes Latin with Cyrillic or Greek (UTS 39 5.2); `label` is UTF-8.
bool mixes_scripts(std::string_view label);
/// A skeleton in the sense of UTS 39 4: look-alike letters become the ASCII letter they look like,
/// without accents; the rest stays. "раypal" (Cyrillic) -> "paypal". Cyrillic, Greek, Armenian,
/// full-width and mathematical letters; case and digits are kept.
std::string skeleton(std::string_view text);

}  // namespace maillint
