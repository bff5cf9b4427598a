// Writes JSON in one pass, without a tree: the only place that knows its punctuation.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

#include "lint/escape.h"

namespace maillint::cli {

/// Appends to a string. Keys and values come in order; begin and end must match.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  /// `key` is ours, short, and needs no escape.
  JsonWriter& key(std::string_view key) {
    char text[longest_key + 4];
    append(text, write_key(key, text));
    fresh_ = true;
    return *this;
  }
  JsonWriter& value(std::string_view text) {
    comma();
    out_ += '"';
    append_json_escaped(out_, text);
    out_ += '"';
    return *this;
  }
  JsonWriter& value(bool truth) {
    comma();
    out_ += truth ? "true" : "false";
    return *this;
  }
  template <std::integral T>
  JsonWriter& value(T number) {
    comma();
    char digits[longest_number];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    append(digits, end);
    return *this;
  }
  /// With at most three decimals.
  JsonWriter& value(double number);
  template <typename T>
  JsonWriter& member(std::string_view name, const T& content) {
    if constexpr (std::convertible_to<T, std::string_view>) {
      char text[longest_key + 5];
      char* const end = write_key(name, text);
      *end = '"';
      append(text, end + 1);
      append_json_escaped(out_, std::string_view(content));
      out_ += '"';
      fresh_ = false;
      return *this;
    } else if constexpr (std::integral<T> && !std::same_as<T, bool>) {
      char text[longest_key + 4 + longest_number];
      char* const end = write_key(name, text);
      append(text, std::to_chars(end, end + longest_number, content).ptr);
      fresh_ = false;
      return *this;
    } else {
      return key(name).value(content);
    }
  }
  /// At most `octets` octets of the text, cut between characters; "..." follows if it was cut.
  JsonWriter& clipped_member(std::string_view name, std::string_view text, std::size_t octets);
  template <typename List>
  JsonWriter& strings(std::string_view name, const List& texts) {
    key(name).begin_array();
    for (const auto& text : texts) value(std::string_view(text));
    return end_array();
  }
  std::size_t size() const { return out_.size(); }

 private:
  static constexpr std::size_t longest_key = 60;
  static constexpr std::size_t longest_number = 24;

  /// With the comma before and the colon after it; returns the end.
  char* write_key(std::string_view key, char* text) const {
    if (!fresh_) *text++ = ',';
    *text++ = '"';
    text = std::copy_n(key.data(), std::min(key.size(), longest_key), text);
    *text++ = '"';
    *text++ = ':';
    return text;
  }

  void append(const char* begin, const char* end) {
    out_.append(begin, static_cast<std::size_t>(end - begin));
  }
  void comma() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  JsonWriter& open(char bracket) {
    comma();
    out_ += bracket;
    fresh_ = true;
    return *this;
  }
  JsonWriter& close(char bracket) {
    out_ += bracket;
    fresh_ = false;
    return *this;
  }

  std::string& out_;
  bool fresh_ = true;
};

/// Elements of an array, each in a line of its own. write(json, item) writes one.
template <typename Items, typename Write>
std::string json_lines(const Items& items, const Write& write) {
  std::string out;
  JsonWriter json(out);
  for (const auto& item : items) {
    if (!out.empty()) out += '\n';
    write(json, item);
  }
  return out;
}

}  // namespace maillint::cli
