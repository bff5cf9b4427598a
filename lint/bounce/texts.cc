// The texts of a message that the readers of bounces look at.
#include "lint/bounce/texts.h"

namespace maillint::bounce {

Text raw_text(const Message& message, Span span, std::uint32_t part) {
  Text text;
  text.text = message.text(span);
  text.whole = span;
  text.verbatim = true;
  text.part = part;
  return text;
}

Text text_of(const DecodedText& decoded, std::uint32_t part) {
  Text text;
  text.text = decoded.text();
  text.decoded = &decoded;
  text.part = part;
  return text;
}

Text text_of(const Message& message, const TextBody& body) {
  if (!body.is_html) return text_of(body.text, body.part);
  Text text;
  text.text = body.html.visible_text;
  text.whole = message.parts()[body.part].body;
  text.part = body.part;
  return text;
}

}  // namespace maillint::bounce
