// Looking things up in a scanned message.
#include "lint/message.h"

#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "lint/scanner.h"
#include "lint/template/file.h"

namespace maillint {

Message::Message(std::unique_ptr<const Source> source) : source_(std::move(source)) {
  Scanner(*this).run();
}

Message::~Message() = default;

Message::Message(std::unique_ptr<const Source> source, const TemplateFile& file)
    : source_(std::move(source)), file_(std::make_unique<const TemplateFile>(file)) {
  Scanner(*this).run_template(file);
}

const Field* Message::find(FieldId id, std::uint32_t part) const {
  if (part == 0) return find(id);
  const auto candidates = fields(part);
  const auto found = std::ranges::find(candidates, id, &Field::id);
  return found == candidates.end() ? nullptr : &*found;
}

Span Message::trimmed(const Field& field) const {
  const std::string_view raw = body(field);
  const std::string_view inner = ascii::trim(raw);
  if (inner.empty()) return span_of(field.body.end, field.body.end);
  const std::size_t begin = field.body.begin + static_cast<std::size_t>(inner.data() - raw.data());
  return span_of(begin, begin + inner.size());
}

std::string Message::unfolded(const Field& field) const {
  const std::string_view raw = text(trimmed(field));
  std::string result;
  result.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size();) {
    std::size_t end = i;
    while (end < raw.size() && raw[end] != '\r' && raw[end] != '\n') ++end;
    result.append(raw.substr(i, end - i));
    i = end;
    while (i < raw.size() && (raw[i] == '\r' || raw[i] == '\n')) ++i;
  }
  return result;
}

std::string Message::part_id(std::uint32_t part) const {
  std::vector<std::uint32_t> numbers;
  for (; part != no_part; part = parts_[part].parent) numbers.push_back(parts_[part].number);
  std::string id;
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    if (!id.empty()) id += '.';
    id += std::to_string(*number);
  }
  return id;
}

}  // namespace maillint
