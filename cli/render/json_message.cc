// Parts and hops in JSON.
#include "cli/render/json.h"

namespace maillint::cli {

void write_parts(JsonWriter& json, const Facts& facts) {
  const Message& message = facts.message();
  json.key("parts").begin_array();
  for (std::uint32_t i = 0; i < message.parts().size(); ++i) {
    const Part& part = message.parts()[i];
    json.begin_object().member("id", message.part_id(i));
    if (part.parent != no_part) json.member("parent", message.part_id(part.parent));
    json.clipped_member("type", part.type, 200);
    json.clipped_member("filename", facts.filename(i), 300);
    json.member("offset", message.source().file_offset(part.body.begin));
    json.member("length", part.body.size()).end_object();
  }
  json.end_array();
}

void write_hops(JsonWriter& json, const Facts& facts) {
  json.key("hops").begin_array();
  const std::span<const Received> hops = facts.hops();
  for (std::size_t i = 0; i < hops.size(); ++i) {
    const Received& hop = hops[i];
    json.begin_object();
    json.clipped_member("from", hop.from, 300).clipped_member("by", hop.by, 300);
    json.clipped_member("with", hop.with, 100).clipped_member("ip", hop.ip, 100);
    json.member("time", hop.time ? format_rfc3339(*hop.time) : std::string());
    // The hop before this one in time stands below it.
    if (hop.time && i + 1 < hops.size() && hops[i + 1].time)
      json.member("delay_seconds", hop.time->seconds - hops[i + 1].time->seconds);
    json.member("tls", hop.tls).end_object();
  }
  json.end_array();
}

}  // namespace maillint::cli
