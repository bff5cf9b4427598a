// Mail programs that client-* rules know.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace maillint {

/// The mail programs that messages are written for, and how many of them a feature must work in.
struct TargetClients {
  std::uint64_t programs = 0;           // bits: numbers of mail_clients(); 0: default_clients()
  std::optional<unsigned> min_support;  // percent; absent: by what is lost without the feature
};

struct MailClient {
  std::string_view id;        // "gmail.ios"
  std::string_view family;    // "Gmail"
  std::string_view platform;  // "iOS"
};

/// At most 64, by id.
std::span<const MailClient> mail_clients();
/// Bits of those that a glob names ("gmail.*", or "gmail" for the family), 0 if there is none.
std::uint64_t clients_named(std::string_view glob);
/// Those that are judged by unless somebody decides.
std::uint64_t default_clients();

}  // namespace maillint
