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

/// Who sent the message, and what its heads and the event's say: lower case.
constexpr std::array<std::string_view, 21> sender_keys = {
    "meta",           "sender",      "from",      "from_address", "fromaddress", "mail_from",
    "envelope_from",  "author",      "reply_to",  "replyto",      "reply-to",    "reply_to_email",
    "return_path",    "account",     "owner",     "headers",      "subaccount",  "commonheaders",
    "bounce_address", "return-path", "returnpath"};

/// What the customer wrote beside the message, and what the message was made of: lower case.
constexpr std::array<std::string_view, 21> customer_keys = {
    "metadata",      "custom",       "customdata",       "custom_data", "customargs", "custom_args",
    "unique_args",   "uniqueargs",   "newsletter",       "campaign",    "template",   "tags",
    "tag",           "labels",       "substitutions",    "merge_vars",  "mergevars",  "variables",
    "custom_fields", "customfields", "substitution_data"};

bool is_customer_key(std::string_view key) {
  for (const std::string_view end : {"_meta", "-meta", "metadata", "variables", "_args", "_tags"}) {
    if (key.ends_with(end)) return true;
  }
  return std::ranges::find(customer_keys, key) != customer_keys.end();
}

/// Keys of Elastic Email that others have too: two are needed.
constexpr std::array<std::string_view, 4> elastic_keys = {"fromname", "messagecategory", "msgid",
                                                          "postback"};

/// The first that is told counts.
void keep(std::string& to, std::string_view from, std::size_t limit) {
  if (to.empty()) to = from.substr(0, limit);
}

}  // namespace

void EventSink::open(std::string_view key, bool is_array) {
  const bool customer_side = !keys_.empty() && keys_.back().customer_side;
  const bool sender_side = !keys_.empty() && keys_.back().sender_side;
  const bool aside = customer_side || sender_side;
  if (!aside) note_service(key);
  std::string name = ascii::to_lower(key.substr(0, 64));
  // Mandrill tells of each message in an object of this name.
  if (!is_array && !aside && name == "msg" && event_.service.empty()) event_.service = "mandrill";
  const bool is_item = !is_array && begins_item();
  if (is_item) {
    if (!keys_.empty() && keys_[0].event) {
      outer_ = std::move(event_);
      outer_addressees_ = std::move(addressees_);
    }
    event_ = {};
    addressees_.clear();
    half_service_.clear();
  }
  if (name == "enhanced_code" && !aside) digits_ = {};
  if (!is_array && !aside && name.ends_with("recipients")) {
    truncated = truncated || event_.people.size() >= recipient_limit;
    if (event_.people.size() < recipient_limit) event_.people.emplace_back();
    event_.person_depth = keys_.size() + 1;
  }
  const bool is_sender = std::ranges::find(sender_keys, name) != sender_keys.end();
  const bool is_customer = is_customer_key(name);
  keys_.push_back({.key = std::move(name),
                   .array = is_array,
                   .event = is_item,
                   .sender_side = sender_side || is_sender,
                   .customer_side = customer_side || is_customer});
}

void EventSink::close() {
  if (keys_.empty()) return;
  if (keys_.back().key == "enhanced_code") join_digits();
  if (keys_.size() == event_.person_depth) event_.person_depth = 0;
  if (keys_.back().event) {
    end_event();
    if (keys_.size() == 3 && keys_[0].event) {
      event_ = std::move(outer_);
      addressees_ = std::move(outer_addressees_);
    }
  }
  keys_.pop_back();
}

void EventSink::value(std::string_view key, std::string_view text) {
  if (text.empty()) return;
  if (!is_aside(Slot::none)) note_service(key);
  std::string_view parent = keys_.empty() ? std::string_view{} : keys_.back().key;
  const bool in_array = !keys_.empty() && keys_.back().array;
  if (in_array && keys_.size() > 1) parent = keys_[keys_.size() - 2].key;
  if (parent == "headers" && !ascii::equal(key, "message-id") && !ascii::equal(key, "subject") &&
      !ascii::equal(key, "from"))
    return;
  const EventName name = event_name(key, parent);
  if (is_aside(name.slot)) return;
  const bool of_event = !keys_.empty() && keys_.back().event;
  if (of_event && ascii::equal(key, "to") && event_.addressee.empty())
    event_.addressee = text.substr(0, 320);
  if (of_event && ascii::equal(key, "status") && status_at(text).empty())
    event_.status_word = text.substr(0, 64);
  if (of_event && event_.plain_type.empty() && ascii::equal(key, "type"))
    event_.plain_type = text.substr(0, 64);
  if (name.slot == Slot::none && ascii::equal(key, "recipients") && text.find('@') != npos) {
    if (event_.addressee.empty()) event_.addressee = text.substr(0, 320);
    // One more than are kept, to see that there are too many.
    if (addressees_.size() <= recipient_limit) addressees_.emplace_back(text.substr(0, 320));
  }
  if (name.slot == Slot::digit) put_digit(key, text);
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
  if (is_aside(Slot::none)) return false;
  if (keys_.size() != 2 || !keys_[1].array || !event_.type.empty()) return false;
  const std::string& around = keys_[1].key;
  return !ascii::ends_with(around, "recipients") &&
         std::ranges::find(parts_of_events, around) == parts_of_events.end();
}

/// Whether what stands here says nothing of what happened to whom.
bool EventSink::is_aside(Slot slot) const {
  if (keys_.empty()) return false;
  if (keys_.back().customer_side) return true;
  return keys_.back().sender_side && slot != Slot::type && slot != Slot::message_id &&
         slot != Slot::subject && slot != Slot::from;
}

void EventSink::note_service(std::string_view key) {
  std::string_view service = event_service(key);
  if (service.empty() && key.size() < 16) {
    const std::string name = ascii::to_lower(key);
    if (std::ranges::find(elastic_keys, name) == elastic_keys.end()) return;
    if (half_service_.empty()) half_service_ = name;
    if (half_service_ != name) service = "elasticemail";
  }
  if (service.empty()) return;
  if (event_.service.empty()) event_.service = service;
  if (!report_.generator.mta.empty()) return;
  report_.generator.mta = service;
  report_.generator.evidence = "\"" + std::string(key) + "\"";
}

void EventSink::put_digit(std::string_view key, std::string_view text) {
  const std::size_t part = ascii::equal(key, "class") ? 0 : ascii::equal(key, "subject") ? 1 : 2;
  keep(digits_[part], text, 3);
}

/// The keys of an object have no order.
void EventSink::join_digits() {
  if (!digits_[0].empty() && !digits_[1].empty() && !digits_[2].empty())
    keep(event_.target().status, digits_[0] + '.' + digits_[1] + '.' + digits_[2], 12);
  digits_ = {};
}

/// Where nothing says better who failed.
void EventSink::add_addressees() {
  for (const std::string& address : addressees_) add_recipient(address);
  if (addressees_.empty()) add_recipient(event_.addressee);
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
    if (event_.people.empty() && event_.common.address.empty()) add_addressees();
    if (!event_.common.address.empty())
      event_.people.insert(event_.people.begin(), Said(event_.common));
    if (event_.people.empty()) event_.people.emplace_back();
    for (const Said& person : event_.people) add(person, outcome);
  }
  event_ = {};
  addressees_.clear();
  half_service_.clear();
}

/// Where the address stands, from the last place on: the line that people look up.
Span EventSink::place_of(std::string_view address) {
  const std::string_view all = text_.text.substr(0, end_);
  // Written in another way ("jane\u0040b.example") they are not found: not to be tried forever.
  const std::size_t at = address.empty() || missed_ > 16 ? npos : all.find(address, cursor_);
  if (at == npos && !address.empty()) ++missed_;
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
