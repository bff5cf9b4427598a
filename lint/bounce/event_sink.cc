// Gathers the events of a JSON text from its values.
#include "lint/bounce/event_sink.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/event_time.h"

namespace maillint::bounce {

namespace {

/// Events that are kept of one input.
constexpr std::size_t event_limit = 200'000;

/// Arrays whose objects are parts of one event.
constexpr std::array<std::string_view, 8> parts_of_events = {
    "to", "cc", "bcc", "headers", "attachments", "tags", "details", "smtp_events"};

/// The first that is told counts.
void keep(std::string& to, std::string_view from, std::size_t limit) {
  if (to.empty()) to = from.substr(0, limit);
}

}  // namespace

void EventSink::open(std::string_view key, bool is_array) {
  note_service(key);
  // Mandrill tells of each message in an object of this name.
  if (!is_array && ascii::equal(key, "msg") && event_.service.empty()) event_.service = "mandrill";
  const bool is_item = !is_array && begins_item();
  if (is_item) {
    if (!keys_.empty() && keys_[0].event) outer_ = std::move(event_);
    event_ = {};
  }
  if (!is_array && ascii::ends_with(key, "recipients")) {
    truncated = truncated || event_.people.size() >= recipient_limit;
    if (event_.people.size() < recipient_limit) event_.people.emplace_back();
    event_.person_depth = keys_.size() + 1;
  }
  keys_.push_back({ascii::to_lower(key.substr(0, 64)), is_array, is_item});
}

void EventSink::close() {
  if (keys_.empty()) return;
  if (keys_.size() == event_.person_depth) event_.person_depth = 0;
  if (keys_.back().event) {
    end_event();
    if (keys_.size() == 3 && keys_[0].event) event_ = std::move(outer_);
  }
  keys_.pop_back();
}

void EventSink::value(std::string_view key, std::string_view text) {
  if (text.empty()) return;
  note_service(key);
  std::string_view parent = keys_.empty() ? std::string_view{} : keys_.back().key;
  const bool in_array = !keys_.empty() && keys_.back().array;
  if (in_array && keys_.size() > 1) parent = keys_[keys_.size() - 2].key;
  if (parent == "headers" && !ascii::equal(key, "message-id") && !ascii::equal(key, "subject") &&
      !ascii::equal(key, "from"))
    return;
  const EventName name = event_name(key, parent);
  const bool of_event = !keys_.empty() && keys_.back().event;
  if (of_event && ascii::equal(key, "to") && event_.addressee.empty())
    event_.addressee = text.substr(0, 320);
  if (of_event && ascii::equal(key, "status") && status_at(text).empty())
    event_.status_word = text.substr(0, 64);
  if (of_event && event_.plain_type.empty() && ascii::equal(key, "type"))
    event_.plain_type = text.substr(0, 64);
  if (name.slot != Slot::none) put(name.slot, name.rank, text);
}

void EventSink::finish() {
  // The text was cut off.
  while (!keys_.empty()) close();
}

/// Whether an object that begins here is an event: the whole text, one of a list, or one of a
/// list inside an object that says nothing itself.
bool EventSink::begins_item() const {
  if (keys_.empty() || (keys_.size() == 1 && keys_[0].array)) return true;
  if (keys_.size() != 2 || !keys_[1].array || !event_.type.empty()) return false;
  const std::string& around = keys_[1].key;
  return !ascii::ends_with(around, "recipients") &&
         std::ranges::find(parts_of_events, around) == parts_of_events.end();
}

void EventSink::note_service(std::string_view key) {
  const std::string_view service = event_service(key);
  if (service.empty()) return;
  if (event_.service.empty()) event_.service = service;
  if (!report_.generator.mta.empty()) return;
  report_.generator.mta = service;
  report_.generator.evidence = "\"" + std::string(key) + "\"";
}

void EventSink::add_detail(std::string_view text) {
  std::string& detail = event_.detail;
  if (detail.size() < 200) (detail += detail.empty() ? "" : ": ") += text.substr(0, 64);
}

void EventSink::add_recipient(std::string_view text) {
  if (text.find('@') == npos) return;
  if (event_.target().address.empty()) {
    event_.target().address = text.substr(0, 320);
  } else if (event_.people.size() < recipient_limit) {
    event_.people.emplace_back().address = text.substr(0, 320);
  } else {
    truncated = true;
  }
}

void EventSink::put_time(std::size_t rank, std::string_view text) {
  if (rank >= event_.time_rank) return;
  const std::optional<std::int64_t> time = read_time(text);
  if (!time) return;
  event_.time = time;
  event_.time_rank = rank;
}

void EventSink::put(Slot slot, std::size_t rank, std::string_view text) {
  Said& said = event_.target();
  switch (slot) {
    case Slot::type:
      keep(event_.type, text, 64);
      break;
    case Slot::detail:
      add_detail(text);
      break;
    case Slot::recipient:
      add_recipient(text);
      break;
    case Slot::status:
      if (status_at(text).empty()) {
        add_detail(text);
      } else {
        keep(said.status, status_at(text), 12);
      }
      break;
    case Slot::digit:
      if (said.status.size() < 10)
        (said.status += said.status.empty() ? "" : ".") += text.substr(0, 3);
      break;
    case Slot::code:
      if (text.size() == 3 && text[0] >= '2' && text[0] <= '5') keep(said.code, text, 3);
      break;
    case Slot::words:
      if (rank >= said.rank) break;
      said.words = text.substr(0, 8192);
      said.rank = rank;
      break;
    case Slot::host:
      keep(said.host, text, 255);
      break;
    case Slot::action:
      keep(said.action, text, 64);
      break;
    case Slot::feedback_type:
      keep(event_.feedback_type, text, 64);
      keep(report_.feedback.type, text, 64);
      break;
    case Slot::time:
      put_time(rank, text);
      break;
    case Slot::sent_time:
      if (!event_.sent_time) event_.sent_time = read_time(text);
      break;
    default:
      put_of_message(slot, text);
      break;
  }
}

/// What is said of the message or around the event.
void EventSink::put_of_message(Slot slot, std::string_view text) {
  switch (slot) {
    case Slot::reporting:
      keep(report_.reporting_mta, text, 255);
      break;
    case Slot::message_id:
      if (event_.message_id.find('@') == std::string::npos)
        event_.message_id = text.substr(0, 1000);
      break;
    case Slot::subject:
      keep(report_.original.subject, text, 1000);
      break;
    case Slot::from:
      keep(report_.original.from, text, 320);
      break;
    case Slot::embedded:
      if (ascii::trim(text).starts_with('{')) embedded.emplace_back(text);
      break;
    default:
      break;
  }
}

void EventSink::end_event() {
  const Outcome outcome = outcome_of(event_);
  if (outcome != Outcome::none) {
    ++events;
    if (outcome == Outcome::complaint) ++complaints;
    if (outcome == Outcome::unsubscribed) ++farewells;
    if (report_.original.message_id.empty()) report_.original.message_id = event_.message_id;
    if (event_.people.empty() && event_.common.address.empty()) add_recipient(event_.addressee);
    if (!event_.common.address.empty())
      event_.people.insert(event_.people.begin(), Said(event_.common));
    if (event_.people.empty()) event_.people.emplace_back();
    for (const Said& person : event_.people) add(person, outcome);
  }
  event_ = {};
}

/// Where the address stands, from the last place on: the line that people look up.
Span EventSink::place_of(std::string_view address) {
  const std::string_view all = text_.text.substr(0, end_);
  // Written in another way ("jane\u0040b.example") they are not found: not to be tried forever.
  const std::size_t at = address.empty() || missed_ > 16 ? npos : all.find(address, cursor_);
  if (at == npos) ++missed_;
  if (at == npos) return text_.source(cursor_, std::min(end_, cursor_ + 1));
  cursor_ = at;
  return text_.source(at, at + address.size());
}

void EventSink::add(const Said& person, Outcome outcome) {
  if (report_.recipients.size() + report_.errors.size() >= event_limit) {
    truncated = true;
    return;
  }
  Refusal refusal = refusal_of(event_, person, outcome);
  refusal.part = text_.part;
  refusal.span = place_of(person.address);
  if (!refusal.address.empty()) {
    report_.recipients.push_back(std::move(refusal));
  } else if (outcome == Outcome::failed || outcome == Outcome::delayed) {
    report_.errors.push_back(std::move(refusal));
  }
}

}  // namespace maillint::bounce
