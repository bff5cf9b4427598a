// A bad and a good example of each rule: lines of its testdata, so that both are tested.
#pragma once

#include <optional>
#include <string_view>

namespace maillint {

/// Lines of messages as they stand, raw, without the last line end; long lines are cut.
struct Example {
  std::string_view bad;   // what testdata/rules/<id>/fires.eml holds at its first finding
  std::string_view good;  // the same place of quiet.eml; "" if it has none
};

/// nullopt for a rule whose test makes its own input.
std::optional<Example> example_of(std::string_view rule);

}  // namespace maillint
