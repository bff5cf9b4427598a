// Reading ARC fields.
#include "lint/arc.h"

#include <charconv>

namespace maillint {
namespace {

// RFC 8617 4.2.1 allows 50 sets of three.
constexpr std::size_t fields_kept = 300;

std::optional<std::uint32_t> instance_of(std::string_view value) {
  std::uint32_t number = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace

const ArcField* ArcChain::newest(FieldId id) const {
  const ArcField* found = nullptr;
  for (const ArcField& field : fields) {
    if (field.id != id || !field.instance) continue;
    if (found == nullptr || *field.instance > *found->instance) found = &field;
  }
  return found;
}

ArcChain read_arc_chain(const Message& message) {
  ArcChain chain;
  for (const Field& field : message.fields()) {
    if (chain.fields.size() == fields_kept) break;
    if (field.id == FieldId::arc_authentication_results) {
      const std::string_view body = message.body(field);
      const std::size_t first = body.find(';');
      // Only the instance is wanted here: "i=1; mx.example; ...".
      const auto head = parse_tag_list(body.substr(0, first), field.body.begin);
      ArcField& added = chain.fields.emplace_back();
      added.id = field.id;
      added.field = &field;
      added.instance = instance_of(head.value("i"));
    } else if (field.id == FieldId::arc_seal || field.id == FieldId::arc_message_signature) {
      ArcField& added = chain.fields.emplace_back();
      added.id = field.id;
      added.field = &field;
      added.signature = parse_dkim_signature(message.body(field), field.body.begin);
      added.signature.field = &field;
      added.instance = instance_of(added.signature.tags.value("i"));
    }
  }
  return chain;
}

}  // namespace maillint
