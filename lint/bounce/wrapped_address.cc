// Addresses that hold another one.
#include "lint/bounce/wrapped_address.h"

#include <cstddef>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"

namespace maillint::bounce {

namespace {

constexpr std::size_t npos = std::string_view::npos;

std::string joined(std::string_view local, std::string_view domain) {
  if (local.empty() || !is_host_name(domain)) return {};
  return std::string(local) + '@' + std::string(domain);
}

/// The rest of text after `count` separators "=", npos aware.
std::string_view after_separators(std::string_view text, int count) {
  for (; count > 0; --count) {
    const std::size_t at = text.find('=');
    if (at == npos) return {};
    text.remove_prefix(at + 1);
  }
  return text;
}

/// "hash=time=domain=local" of SRS0; SRS1 puts "hash=forwarder=" and the rest of SRS0 around it.
std::string unwrap_srs(std::string_view local) {
  std::string_view rest = local.substr(5);
  if (local[3] == '1') {
    const std::size_t inner = rest.find("==");
    if (inner == npos) return {};
    rest.remove_prefix(inner + 2);
  }
  rest = after_separators(rest, 2);
  const std::size_t at = rest.find('=');
  return at == npos ? std::string{} : joined(rest.substr(at + 1), rest.substr(0, at));
}

/// "jane+40b+2Eexample": every octet that is no letter or digit as "+" and two hexadecimal digits.
std::string unwrap_imcea(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '+' && i + 2 < text.size() && ascii::is_hex(text[i + 1]) &&
                         ascii::is_hex(text[i + 2]);
    if (!escaped) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2]));
    i += 2;
  }
  const std::size_t at = out.find('@');
  if (at == std::string::npos || at == 0) return {};
  return joined(std::string_view(out).substr(0, at), std::string_view(out).substr(at + 1));
}

}  // namespace

std::string unwrap_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == npos || at > 256) return {};
  const std::string_view local = address.substr(0, at);
  if (local.size() > 12 && ascii::starts_with(local, "srs") &&
      (local[3] == '0' || local[3] == '1') && !ascii::is_alnum(local[4]))
    return unwrap_srs(local);
  if (ascii::starts_with(local, "prvs=")) {
    const std::string_view rest = after_separators(local, 2);
    return rest.empty() || rest.find('=') != npos ? std::string{}
                                                  : joined(rest, address.substr(at + 1));
  }
  if (!ascii::starts_with(local, "imcea")) return {};
  const std::size_t dash = local.find('-');
  return dash == npos || dash > 20 ? std::string{} : unwrap_imcea(local.substr(dash + 1));
}

std::string verp_recipient(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == npos || at > 256) return {};
  const std::string_view local = address.substr(0, at);
  if (ascii::starts_with(local, "srs") || ascii::starts_with(local, "prvs=")) return {};
  const std::size_t equals = local.rfind('=');
  if (equals == npos) return {};
  const std::string_view domain = local.substr(equals + 1);
  const std::string_view before = local.substr(0, equals);
  // "list-bounces+jane.roe", or with "-" where there is no "+": "list-return-42-jane".
  std::size_t begin = before.find('+');
  if (begin == npos) begin = before.rfind('-');
  if (begin == npos || before.find('=') != npos) return {};
  return joined(before.substr(begin + 1), domain);
}

}  // namespace maillint::bounce
