// show's JSON.
#include "cli/render/json.h"
#include "cli/render/show.h"
#include "lint/ascii.h"
#include "lint/encoded_word.h"
#include "lint/limits.h"
#include "lint/sha256.h"

namespace maillint::cli {
namespace {

constexpr std::string_view defect_ids[] = {"header-line-without-colon",
                                           "header-space-before-colon",
                                           "header-field-name-invalid-char",
                                           "header-missing-separator",
                                           "header-line-over-998",
                                           "header-whitespace-only-fold",
                                           "header-leading-space",
                                           "header-folded-name",
                                           "header-mbox-from-line",
                                           "header-nul-byte",
                                           "header-control-char",
                                           "header-bare-cr",
                                           "header-bare-lf",
                                           "header-cr-line-ends",
                                           "mime-boundary-missing",
                                           "mime-boundary-not-found",
                                           "mime-boundary-not-closed",
                                           "limit-depth",
                                           "limit-parts",
                                           "limit-fields",
                                           "limit-field-size",
                                           "limit-boundary",
                                           "limit-message-size"};

void write_addresses(JsonWriter& json, const Message& message, const Field& field) {
  const AddressList list =
      parse_address_list(message.body(field), field.body.begin, limits::addresses);
  json.key("addresses").begin_array();
  for (const Mailbox& mailbox : list.mailboxes) {
    if (!mailbox.has_addr_spec()) continue;
    json.begin_object().member("display_name", mailbox.display_name);
    json.member("address", mailbox.address());
    json.member("group", mailbox.group < 0
                             ? std::string_view()
                             : list.groups[static_cast<std::size_t>(mailbox.group)].name);
    json.end_object();
  }
  json.end_array();
}

void write_fields(JsonWriter& json, const Message& message, std::uint32_t part) {
  json.key("fields").begin_array();
  for (const Field& field : message.fields(part)) {
    json.begin_object().member("name", message.name(field));
    json.member("value", decoded_body(message, field));
    json.member("raw_offset", message.source().file_offset(field.name.begin));
    json.member("line", message.source().position(field.name.begin).line);
    if (is_address_field(field.id)) write_addresses(json, message, field);
    json.end_object();
  }
  json.end_array();
}

void write_part(JsonWriter& json, const Facts& facts, std::uint32_t i) {
  const Message& message = facts.message();
  const Part& part = message.parts()[i];
  json.begin_object().member("id", message.part_id(i));
  json.member("parent", part.parent == no_part ? std::string() : message.part_id(part.parent));
  json.member("type", part.type);
  json.member("charset", ascii::to_lower(facts.content_type(i).parameter("charset")));
  json.member("encoding", encoding_name(part.encoding));
  json.member("disposition", facts.content_disposition(i).value);
  json.member("filename", facts.filename(i));
  json.member("offset", message.source().file_offset(part.body.begin));
  json.member("length", part.body.size());
  const bool container = part.is_multipart || part.is_message;
  const std::string_view octets =
      container ? message.text(part.body) : facts.decoded_body(i).octets.text();
  json.member("decoded_octets", octets.size()).member("sha256", sha256(octets));
  write_fields(json, message, i);
  json.end_object();
}

}  // namespace

std::string decoded_body(const Message& message, const Field& field) {
  const DecodedWords words = decode_unstructured(message.body(field), field.body.begin);
  return std::string(ascii::trim(words.text.text()));
}

std::string_view encoding_name(TransferEncoding encoding) {
  constexpr std::string_view names[] = {"7bit",   "8bit",     "binary", "quoted-printable",
                                        "base64", "uuencode", "unknown"};
  return names[static_cast<std::size_t>(encoding)];
}

std::string_view defect_id(Defect defect) {
  static_assert(std::size(defect_ids) ==
                static_cast<std::size_t>(Defect::limit_message_octets) + 1);
  return defect_ids[static_cast<std::size_t>(defect)];
}

std::string json_of_message(const std::string& path, const Facts& facts) {
  const Message& message = facts.message();
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("schema", json_schema).member("path", path);
  write_fields(json, message, 0);
  json.key("parts").begin_array();
  for (std::uint32_t i = 0; i < message.parts().size(); ++i) write_part(json, facts, i);
  json.end_array();
  write_hops(json, facts);
  json.key("defects").begin_array();
  for (const DefectAt& defect : message.defects()) {
    const Position at = message.source().position(defect.span.begin);
    json.begin_object().member("id", defect_id(defect.defect));
    json.member("line", at.line).member("column", at.column).end_object();
  }
  json.end_array().end_object();
  return out + '\n';
}

}  // namespace maillint::cli
