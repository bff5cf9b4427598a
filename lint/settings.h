// What the user decided, and what was guessed where he did not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/date.h"

namespace maillint {

struct TargetClients;

enum class Severity : std::uint8_t { info, warning, error };
enum class Profile : std::uint8_t { personal, transactional, bulk };
inline constexpr std::size_t profile_count = 3;
enum class Stage : std::uint8_t { draft, sent, received };
enum class Kind : std::uint8_t { message, template_, report, error, batch };
enum class Language : std::uint8_t { en, de };

std::string_view name(Severity severity);  // "error"
std::string_view name(Profile profile);
std::string_view name(Stage stage);
std::string_view name(Kind kind);  // "template" for template_

/// What rules may know beside the message: all decided, nothing optional.
struct Settings {
  Profile profile = Profile::personal;
  Stage stage = Stage::received;
  Kind kind = Kind::message;
  /// The clock for rules that need one. Where a message says when it was received, that counts
  /// instead. `now_given` (--now): other mail is compared with it too.
  DateTime now;
  bool now_given = false;
  /// --suppressions: addresses in the form of address_key() (rules/hygiene), sorted; nullptr: none
  /// are known.
  const std::vector<std::string>* suppressions = nullptr;
  /// Mail programs that the message is for (rules/clients.h); nullptr: the usual ones.
  const TargetClients* clients = nullptr;
};

/// A profile and a stage with the reason for each, for the report: "List-Unsubscribe, line 14".
/// Guessing needs knowledge of senders' software, so rules/guess.h does it.
struct Guess {
  Profile profile = Profile::personal;
  Stage stage = Stage::received;
  std::string profile_reason;
  std::string stage_reason;
};

}  // namespace maillint
