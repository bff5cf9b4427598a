// Attachments and their names.
#include "lint/attachment.h"

#include "lint/ascii.h"
#include "lint/facts.h"

namespace maillint {
namespace {

bool is_candidate(const Part& part) {
  if (part.is_multipart || part.is_message || part.message_root != 0) return false;
  return part.is_attachment || !(part.type == "text/plain" || part.type == "text/html");
}

Span name_span(const Facts& facts, std::uint32_t part) {
  if (const Parameter* p = facts.content_disposition(part).find("filename")) return p->span;
  const ParameterizedValue& type = facts.content_type(part);
  if (const Parameter* p = type.find("name")) return p->span;
  const std::uint32_t body = facts.message().parts()[part].body.begin;
  return type.value_span.empty() ? span_of(body, body) : type.value_span;
}

}  // namespace

std::string file_extension(std::string_view filename) {
  while (!filename.empty() && (filename.back() == '.' || ascii::is_space(filename.back()))) {
    filename.remove_suffix(1);
  }
  const std::size_t dot = filename.find_last_of("./\\");
  if (dot == std::string_view::npos || filename[dot] != '.') return {};
  return ascii::to_lower(filename.substr(dot + 1));
}

std::vector<Attachment> read_attachments(const Facts& facts) {
  std::vector<Attachment> result;
  const auto parts = facts.message().parts();
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (!is_candidate(parts[i])) continue;
    const std::string_view name = facts.filename(i);
    result.push_back({.part = i,
                      .filename = name,
                      .extension = file_extension(name),
                      .source = name_span(facts, i)});
  }
  return result;
}

}  // namespace maillint
