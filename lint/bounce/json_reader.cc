// JSON as a stream of values.
#include "lint/bounce/json_reader.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace maillint::bounce {

namespace {

using nlohmann::json;

/// Keys deeper than this are not told: no event nests so far.
constexpr std::size_t depth_limit = 32;

class Stream final : public nlohmann::json_sax<json> {
 public:
  explicit Stream(JsonSink& sink) : sink_(sink) {}

  bool null() override { return true; }
  bool boolean(bool value) override { return tell(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return tell(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return tell(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return tell(text); }
  bool string(string_t& text) override { return tell(text); }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& text) override {
    if (depth_ <= depth_limit) key_ = std::move(text);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const json::exception&) override {
    return false;
  }

 private:
  bool tell(std::string_view text) {
    if (depth_ <= depth_limit) sink_.value(key_, text);
    return true;
  }
  bool open(bool is_array) {
    if (++depth_ > depth_limit) return true;
    sink_.open(key_, is_array);
    keys_.push_back(key_);
    return true;
  }
  bool close() {
    if (depth_-- > depth_limit) return true;
    key_ = std::move(keys_.back());
    keys_.pop_back();
    sink_.close();
    return true;
  }

  JsonSink& sink_;
  std::string key_;
  std::vector<std::string> keys_;
  std::size_t depth_ = 0;
};

}  // namespace

bool read_json(std::string_view text, JsonSink& sink) {
  Stream stream(sink);
  return json::sax_parse(text.begin(), text.end(), &stream, json::input_format_t::json, false);
}

bool is_json(std::string_view text) { return json::accept(text.begin(), text.end()); }

}  // namespace maillint::bounce
