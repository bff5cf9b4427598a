// What several rules work out of the same text, one rule after the other.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace maillint {

/// `make(text)`, taken from memory for the texts that were asked for last. Texts are compared by
/// their octets, which costs next to nothing beside a search in them. Valid until the next call.
template <auto make>
const auto& remembered(std::string_view text) {
  struct Known {
    std::string text;
    decltype(make(text)) result = make({});
  };
  // Those of one message are kept while its rules run; of an earlier one, only short ones.
  constexpr std::size_t longest_kept = std::size_t{1} << 20;
  thread_local std::array<Known, 4> recent;
  thread_local std::size_t next = 0;
  for (const Known& known : recent) {
    if (known.text == text) return known.result;
  }
  if (text.size() <= longest_kept) {
    for (Known& known : recent) {
      if (known.text.size() > longest_kept) known = {};
    }
  }
  Known& known = recent[next++ % recent.size()];
  known = {.text = std::string(text), .result = make(text)};
  return known.result;
}

}  // namespace maillint
