// Content-Type, Content-Transfer-Encoding and Content-Disposition, as far as the tree needs them.
#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/scanner.h"
#include "lint/transfer.h"

namespace maillint {
namespace {

constexpr bool is_token_octet(char c) {
  return c > 32 && c < 127 &&
         std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
}

/// A walk over "value; name=value" that skips white space, folds and comments.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  void step() { ++at_; }
  void skip_space() {
    std::size_t depth = 0;
    for (; !at_end(); ++at_) {
      const char c = text_[at_];
      if (c == '(') {
        ++depth;
      } else if (depth > 0 && c == ')') {
        --depth;
      } else if (depth > 0 && c == '\\') {
        ++at_;
      } else if (depth == 0 && !ascii::is_space(c)) {
        break;
      }
    }
    at_ = std::min(at_, text_.size());
  }
  std::string_view token() {
    const std::size_t begin = at_;
    while (!at_end() && is_token_octet(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  /// A quoted string undone, or everything up to the next ';' or white space.
  std::string value() {
    std::string result;
    if (peek() == '"') {
      for (++at_; !at_end() && text_[at_] != '"'; ++at_) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        if (text_[at_] != '\r' && text_[at_] != '\n') result += text_[at_];
      }
      if (!at_end()) ++at_;
      return result;
    }
    while (!at_end() && text_[at_] != ';' && !ascii::is_space(text_[at_])) result += text_[at_++];
    return result;
  }
  void skip_to_semicolon() {
    bool quoted = false;
    for (; !at_end() && (quoted || text_[at_] != ';'); ++at_) {
      if (text_[at_] == '"') quoted = !quoted;
      if (quoted && text_[at_] == '\\') ++at_;
    }
    at_ = std::min(at_, text_.size());
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string percent_decoded(std::string_view text) {
  std::string result;
  const auto digit = [](char c) {
    return ascii::is_digit(c) ? c - '0' : ascii::lower(c) - 'a' + 10;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && ascii::is_hex(text[i + 1]) &&
        ascii::is_hex(text[i + 2])) {
      result += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

struct ContentType {
  std::string type;  // "" if malformed
  std::string boundary;
  bool has_name = false;
};

/// "boundary", "boundary*", "boundary*0" and so on (RFC 2231): the pieces in the order they stand.
void read_boundary(std::string_view name, std::string value, std::string& boundary,
                   std::string& pieces) {
  if (name.size() == 8) {
    if (boundary.empty()) boundary = std::move(value);
    return;
  }
  if (name[8] != '*') return;
  if (name.ends_with('*')) {
    const bool first = name.size() == 9 || name == "boundary*0*";
    const std::size_t quote = first ? value.find('\'') : std::string::npos;
    const std::size_t second = quote == std::string::npos ? quote : value.find('\'', quote + 1);
    if (second != std::string::npos) value.erase(0, second + 1);
    value = percent_decoded(value);
  }
  pieces += value;
}

ContentType read_content_type(std::string_view text) {
  ContentType result;
  Walk walk(text);
  walk.skip_space();
  std::string type = ascii::to_lower(walk.token());
  walk.skip_space();
  if (!type.empty() && walk.peek() == '/') {
    walk.step();
    walk.skip_space();
    const std::string subtype = ascii::to_lower(walk.token());
    if (!subtype.empty()) result.type = type + '/' + subtype;
  }
  const bool is_multipart = result.type.starts_with("multipart/");
  std::string pieces;
  // "multipart/mixed boundary=x": the semicolon may be missing.
  walk.skip_space();
  while (!walk.at_end()) {
    if (walk.peek() == ';') walk.step();
    walk.skip_space();
    std::string name = ascii::to_lower(walk.token());
    walk.skip_space();
    if (!name.empty() && walk.peek() == '=') {
      walk.step();
      walk.skip_space();
      if (name == "name" || name.starts_with("name*")) result.has_name = true;
      if (is_multipart && name.starts_with("boundary")) {
        read_boundary(name, walk.value(), result.boundary, pieces);
      }
    }
    walk.skip_to_semicolon();
  }
  if (result.boundary.empty()) result.boundary = std::move(pieces);
  return result;
}

}  // namespace

/// Sets the part's type, encoding and kind; gives the boundary of a multipart.
std::string Scanner::apply_content(const Header& header, bool in_digest) {
  Part& part = message_.parts_[header.part];
  ContentType content = read_content_type(message_.text(header.content_type));
  if (content.type.empty()) {
    content.type = in_digest && header.content_type.empty() ? "message/rfc822" : "text/plain";
  }
  part.type = std::move(content.type);
  part.encoding = header.transfer_encoding.empty()
                      ? TransferEncoding::seven_bit
                      : parse_transfer_encoding(message_.text(header.transfer_encoding));

  Walk walk(message_.text(header.disposition));
  walk.skip_space();
  const std::string_view disposition = walk.token();
  const bool has_name = content.has_name || ascii::find(message_.text(header.disposition),
                                                        "filename") != std::string_view::npos;
  const bool is_inline = disposition.empty() || ascii::equal(disposition, "inline");
  part.is_attachment = !is_inline || (has_name && !part.type.starts_with("text/"));

  if (part.type.starts_with("multipart/")) {
    while (!content.boundary.empty() && ascii::is_space(content.boundary.back())) {
      content.boundary.pop_back();
    }
    const Span place = header.content_type;
    if (content.boundary.empty()) {
      note(Defect::boundary_missing, place.begin, place.end, header.part);
    } else if (content.boundary.size() > limits::boundary_octets) {
      note(Defect::limit_boundary, place.begin, place.end, header.part);
    } else {
      part.is_multipart = true;
      return std::move(content.boundary);
    }
    return {};
  }
  part.is_message = (part.type == "message/rfc822" || part.type == "message/global") &&
                    part.encoding != TransferEncoding::base64 &&
                    part.encoding != TransferEncoding::quoted_printable;
  return {};
}

}  // namespace maillint
