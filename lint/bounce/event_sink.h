// Gathers the events of a JSON text from its values.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bounce/delivery_report.h"
#include "lint/bounce/event.h"
#include "lint/bounce/event_names.h"
#include "lint/bounce/json_reader.h"
#include "lint/bounce/lines.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

/// Puts what it finds into recipients, errors and what is known of the message of `report`.
/// `begin` and `end`: where in `text` the events stand.
class EventSink final : public JsonSink {
 public:
  EventSink(const Text& text, std::size_t begin, std::size_t end, DeliveryReport& report)
      : text_(text), cursor_(begin), end_(end), report_(report) {}

  std::deque<std::string> embedded;  // JSON texts found inside strings
  std::size_t events = 0;
  std::size_t complaints = 0;
  std::size_t farewells = 0;
  bool truncated = false;  // it names more recipients than are kept

  void open(std::string_view key, bool is_array) override;
  void close() override;
  void value(std::string_view key, std::string_view text) override;
  /// Ends the events of a text that was cut off.
  void finish();

 private:
  struct Level {
    std::string key;
    bool array = false;
    bool event = false;
    bool sender_side = false;    // of who sent the message, or its heads
    bool customer_side = false;  // what the customer keeps with the message
  };

  bool begins_item() const;
  bool is_aside(Slot slot) const;
  void put_digit(std::string_view key, std::string_view text);
  void join_digits();
  void add_addressees();
  void note_service(std::string_view key);
  void add_detail(std::string_view text);
  void add_recipient(std::string_view text);
  void put(Slot slot, std::size_t rank, std::string_view text);
  void put_of_message(Slot slot, std::string_view text);
  void put_time(std::size_t rank, std::string_view text);
  void end_event();
  Span place_of(std::string_view address);
  void add(const Said& person, Outcome outcome);

  const Text& text_;
  std::size_t cursor_;
  std::size_t end_;
  DeliveryReport& report_;
  std::vector<Level> keys_;
  GatheredEvent event_;
  GatheredEvent outer_;                                     // the object around a list of events
  std::vector<std::string> addressees_, outer_addressees_;  // a list of plain addresses
  std::array<std::string, 3> digits_;                       // class, subject and detail
  std::string half_service_;  // a key that names a service together with another one
  std::size_t missed_ = 0;
};

}  // namespace maillint::bounce
