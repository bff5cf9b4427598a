// A file that is no message but the template of one: HTML, MJML or text without a header section.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lint/span.h"

namespace maillint {

/// All spans are octets of the file.
struct TemplateFile {
  enum class Form : std::uint8_t { html, mjml, text, json };
  Form form = Form::html;
  /// Whether it holds a document from <html> (or <mjml>) to its end tag. What does not is a
  /// partial: another file says the rest.
  bool is_whole = false;
  Span body;  // without front matter
  Span html;  // json: what stands between the quotes
  Span text;
  /// Of the front matter, of a first line "Subject: x", or else the title; empty if there is none.
  Span subject;
  bool subject_is_title = false;
  Span preheader;  // of the front matter
};

/// What begins like a template: with an element, with front matter, with the tags of a template and
/// then one of these. nullopt for all that may be a message.
std::optional<TemplateFile> read_template_file(std::string_view octets);
/// Octets that are known to have no header section: HTML with text before its first element, or
/// text.
TemplateFile read_headless_file(std::string_view octets);

}  // namespace maillint
