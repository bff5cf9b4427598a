// From the octets given to a message that can be looked at.
#include "rules/input.h"

#include <utility>

#include "lint/limits.h"
#include "lint/template/file.h"

namespace maillint {
namespace {

std::unique_ptr<const Source> read_source(Input input) {
  if (input.octets.size() > limits::message_octets) {
    input.origin.cut_octets += input.octets.size() - limits::cut_octets;
    input.octets.resize(limits::cut_octets);
    input.octets.shrink_to_fit();
  }
  return std::make_unique<const Source>(std::move(input.path), std::move(input.octets),
                                        input.origin);
}

}  // namespace

std::unique_ptr<const Message> read_message(Input input) {
  return std::make_unique<const Message>(read_source(std::move(input)));
}

std::unique_ptr<const Message> read_message_or_template(Input input) {
  std::unique_ptr<const Source> source = read_source(std::move(input));
  if (const auto file = read_template_file(source->octets())) {
    return std::make_unique<const Message>(std::move(source), *file);
  }
  auto message = std::make_unique<const Message>(std::move(source));
  if (message->has_header()) return message;
  const Source& read = message->source();
  const TemplateFile file = read_headless_file(read.octets());
  return std::make_unique<const Message>(
      std::make_unique<const Source>(read.path(), std::string(read.octets()), read.origin()), file);
}

}  // namespace maillint
