// Steps inside one host.
#include "rules/local_hop.h"

#include "lint/ascii.h"

namespace maillint::rules {
namespace {

/// "2002:a05:6402::", "10.2.3.4": no letter a host name needs, or a colon.
bool is_address(std::string_view host) {
  return host.find(':') != std::string_view::npos ||
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string_view without_final_dot(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

}  // namespace

bool is_loopback(std::string_view host_or_ip) {
  return host_or_ip.starts_with("127.") || host_or_ip == "::1" ||
         ascii::equal(host_or_ip, "localhost") || ascii::starts_with(host_or_ip, "localhost.");
}

bool is_local_hop(const Received& hop) {
  if (is_loopback(hop.ip) || is_loopback(hop.by)) return true;
  if (hop.from.empty() && hop.from_host.empty()) return true;
  // "from localhost (HELO ...)" without an address
  if (hop.ip.empty() && (is_loopback(hop.from_host) || is_loopback(hop.from))) return true;
  const std::string_view by = without_final_dot(hop.by);
  return ascii::equal(without_final_dot(hop.from), by) ||
         ascii::equal(without_final_dot(hop.from_host), by);
}

std::string stamping_host(const Received& hop) {
  const std::string_view by = without_final_dot(hop.by);
  if (is_loopback(by) || is_address(by) || by.find('.') == std::string_view::npos) return {};
  return ascii::to_lower(by);
}

Span hop_span(const Message& message, const Received& hop) {
  const std::string_view text = message.text(hop.span);
  const std::string_view trimmed = ascii::trim(text);
  const std::size_t begin = hop.span.begin + static_cast<std::size_t>(trimmed.data() - text.data());
  return span_of(begin, begin + trimmed.size());
}

}  // namespace maillint::rules
