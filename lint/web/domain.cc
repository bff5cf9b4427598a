// Domain names: organizational domain (public suffix list) and IDN.
#include "lint/web/domain.h"

#include <idn2.h>
#include <libpsl.h>

#include <algorithm>
#include <array>
#include <functional>

#include "lint/ascii.h"

namespace maillint {
namespace {

/// RFC 1035 2.3.4 allows 255 octets; twice that leaves room for U-labels. Longer ones are no hosts,
/// and the libraries need not see them.
constexpr std::size_t longest_host = 512;

bool is_ascii(std::string_view text) { return std::ranges::none_of(text, ascii::is_8bit); }

bool has_a_label(std::string_view host) { return ascii::find(host, "xn--") != std::string::npos; }

/// 192.0.2.1, [2001:db8::1] or 2001:db8::1: no top-level domain is numeric (RFC 3696 2).
bool is_address(std::string_view host) {
  if (host.find(':') != std::string_view::npos) return true;
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return !last.empty() && std::ranges::all_of(last, ascii::is_digit);
}

/// Whether the C libraries can take it: not too long, and without NUL.
bool is_plausible(std::string_view host) {
  return !host.empty() && host.size() <= longest_host && host.find('\0') == std::string_view::npos;
}

/// Lower case, A-labels, without a final dot: the form of the public suffix list.
std::string canonical(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (is_ascii(host)) return ascii::to_lower(host);
  if (auto converted = to_ascii(host)) return *std::move(converted);
  return ascii::to_lower(host);
}

/// RFC 2606 reserves it for documentation, so no public suffix list holds it.
bool is_documentation_tld(std::string_view tld) { return ascii::equal(tld, "example"); }

std::string find_organization(std::string_view host) {
  std::string name = canonical(host);
  if (!is_plausible(name) || is_address(name)) return name;
  const char* registrable = psl_registrable_domain(psl_builtin(), name.c_str());
  if (registrable == nullptr) return name;
  name.erase(0, static_cast<std::size_t>(registrable - name.c_str()));
  return name;
}

}  // namespace

std::string organizational_domain(std::string_view host) {
  // A message names the same few hosts again and again, and the list of suffixes is large.
  struct Known {
    std::string host;
    std::string organization;
  };
  thread_local std::array<Known, 512> recent;
  if (host.empty() || host.size() > longest_host) return find_organization(host);
  Known& known = recent[std::hash<std::string_view>{}(host) % recent.size()];
  if (known.host != host) known = {std::string(host), find_organization(host)};
  return known.organization;
}

bool same_organization(std::string_view host_a, std::string_view host_b) {
  return organizational_domain(host_a) == organizational_domain(host_b);
}

bool is_public_suffix(std::string_view host) {
  const std::string name = canonical(host);
  return is_plausible(name) && !is_address(name) &&
         psl_is_public_suffix(psl_builtin(), name.c_str()) == 1;
}

bool has_known_tld(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (!is_plausible(last) || last.size() < 2) return false;
  if (is_documentation_tld(last)) return true;
  // Without the list's "*" every single label would be a suffix.
  return psl_is_public_suffix2(psl_builtin(), canonical(last).c_str(),
                               PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) == 1;
}

std::optional<std::string> to_unicode(std::string_view host) {
  if (!is_plausible(host)) return std::nullopt;
  if (!has_a_label(host)) return std::string(host);
  char* converted = nullptr;
  const std::string name(host);
  if (idn2_to_unicode_8z8z(name.c_str(), &converted, IDN2_NONTRANSITIONAL) != IDN2_OK) {
    return std::nullopt;
  }
  std::string result(converted);
  idn2_free(converted);
  return result;
}

std::optional<std::string> to_ascii(std::string_view host) {
  if (!is_plausible(host)) return std::nullopt;
  if (is_ascii(host) && !has_a_label(host)) return ascii::to_lower(host);
  char* converted = nullptr;
  const std::string name(host);
  if (idn2_to_ascii_8z(name.c_str(), &converted, IDN2_NONTRANSITIONAL) != IDN2_OK) {
    return std::nullopt;
  }
  std::string result(converted);
  idn2_free(converted);
  return result;
}

}  // namespace maillint
