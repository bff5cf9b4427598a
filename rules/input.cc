// From the octets given to a message that can be looked at.
#include "rules/input.h"

#include <utility>

#include "lint/limits.h"

namespace maillint {

std::unique_ptr<const Message> read_message(Input input) {
  if (input.octets.size() > limits::message_octets) {
    input.origin.cut_octets += input.octets.size() - limits::cut_octets;
    input.octets.resize(limits::cut_octets);
    input.octets.shrink_to_fit();
  }
  return std::make_unique<const Message>(
      std::make_unique<const Source>(std::move(input.path), std::move(input.octets), input.origin));
}

}  // namespace maillint
