// Words of the command line and of maillint.toml, and what they mean.
#pragma once

#include <optional>
#include <string_view>

#include "lint/settings.h"

namespace maillint::cli {

/// A value of an option that takes one of a few words.
template <typename T>
struct Word {
  std::string_view word;
  T value;
};

inline constexpr Word<std::optional<Severity>> fail_on_words[] = {{"error", Severity::error},
                                                                  {"warning", Severity::warning},
                                                                  {"info", Severity::info},
                                                                  {"never", std::nullopt}};
inline constexpr Word<Profile> profile_words[] = {{"personal", Profile::personal},
                                                  {"transactional", Profile::transactional},
                                                  {"bulk", Profile::bulk}};
inline constexpr Word<Stage> stage_words[] = {
    {"draft", Stage::draft}, {"sent", Stage::sent}, {"received", Stage::received}};
inline constexpr Word<Kind> mode_words[] = {{"template", Kind::template_},
                                            {"rendered", Kind::message}};

}  // namespace maillint::cli
