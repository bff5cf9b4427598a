// Events that mail services post as JSON.
#include "lint/bounce/events.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/event_names.h"
#include "lint/bounce/json_reader.h"
#include "lint/bounce/merge.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// What is said of one recipient, or of all of them.
struct Said {
  std::string address, action, status, code, words, host;
  std::size_t rank = std::string::npos;  // of the name that the words stood under
};

class EventSink final : public JsonSink {
 public:
  EventSink(const Text& text, std::size_t begin, std::size_t end, DeliveryReport& report,
            RecipientList& recipients)
      : text_(text), cursor_(begin), end_(end), report_(report), recipients_(recipients) {}

  std::deque<std::string> embedded;  // JSON texts found inside strings
  std::size_t events = 0;
  std::size_t complaints = 0;
  bool truncated = false;  // it names more recipients than are kept

  void open(std::string_view key, bool is_array) override {
    note_service(key);
    const std::string_view around = keys_.empty() ? std::string_view{} : keys_.back().key;
    const bool is_item =
        !is_array &&
        (keys_.empty() || (keys_.size() == 1 && keys_[0].array) ||
         (keys_.size() == 2 && keys_[1].array && (around == "items" || around == "events")));
    if (is_item) begin_event();
    if (!is_array && ascii::ends_with(key, "recipients")) {
      truncated = truncated || people_.size() >= recipient_limit;
      if (people_.size() < recipient_limit) people_.emplace_back();
      person_depth_ = keys_.size() + 1;
    }
    keys_.push_back({ascii::to_lower(key.substr(0, 64)), is_array, is_item});
  }

  void close() override {
    if (keys_.empty()) return;
    if (keys_.size() == person_depth_) person_depth_ = 0;
    if (keys_.back().event) end_event();
    keys_.pop_back();
  }

  void value(std::string_view key, std::string_view text) override {
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
    if (of_event && ascii::equal(key, "to") && addressee_.empty()) addressee_ = text.substr(0, 320);
    if (of_event && ascii::equal(key, "status") && status_at(text).empty())
      status_word_ = text.substr(0, 64);
    if (plain_type_.empty() && !keys_.empty() && keys_.back().event && ascii::equal(key, "type"))
      plain_type_ = text.substr(0, 64);
    if (name.slot != Slot::none) put(name.slot, name.rank, text);
  }

  void finish() {
    if (!keys_.empty() && (!type_.empty() || !plain_type_.empty() || !status_word_.empty()))
      end_event();  // the text was cut off
  }

 private:
  struct Level {
    std::string key;
    bool array = false;
    bool event = false;
  };

  Said& target() { return person_depth_ > 0 && !people_.empty() ? people_.back() : common_; }

  void note_service(std::string_view key) {
    if (!report_.generator.mta.empty()) return;
    const std::string_view service = event_service(key);
    if (service.empty()) return;
    report_.generator.mta = service;
    report_.generator.evidence = "\"" + std::string(key) + "\"";
  }

  void add_detail(std::string_view text) {
    if (detail_.size() < 200) (detail_ += detail_.empty() ? "" : ": ") += text.substr(0, 64);
  }

  void add_recipient(std::string_view text) {
    if (text.find('@') == npos) return;
    if (target().address.empty()) {
      target().address = text.substr(0, 320);
    } else if (people_.size() < recipient_limit) {
      people_.emplace_back().address = text.substr(0, 320);
    } else {
      truncated = true;
    }
  }

  void put(Slot slot, std::size_t rank, std::string_view text) {
    Said& said = target();
    const auto keep = [](std::string& to, std::string_view from, std::size_t limit) {
      if (to.empty()) to = from.substr(0, limit);
    };
    switch (slot) {
      case Slot::type:
        keep(type_, text, 64);
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
      case Slot::reporting:
        keep(report_.reporting_mta, text, 255);
        break;
      case Slot::action:
        keep(said.action, text, 64);
        break;
      case Slot::message_id:
        if (message_id_.find('@') == std::string::npos) message_id_ = text.substr(0, 1000);
        break;
      case Slot::subject:
        keep(report_.original.subject, text, 1000);
        break;
      case Slot::from:
        keep(report_.original.from, text, 320);
        break;
      case Slot::feedback_type:
        keep(report_.feedback.type, text, 64);
        break;
      case Slot::none:
        break;
      case Slot::embedded:
        if (ascii::trim(text).starts_with('{')) embedded.emplace_back(text);
        break;
    }
  }

  void begin_event() {
    type_.clear();
    plain_type_.clear();
    status_word_.clear();
    addressee_.clear();
    detail_.clear();
    message_id_.clear();
    common_ = {};
    people_.clear();
    person_depth_ = 0;
  }

  void end_event() {
    if (type_.empty()) type_ = plain_type_.empty() ? status_word_ : plain_type_;
    const Outcome outcome = outcome_of(type_, detail_);
    if (outcome != Outcome::none) {
      ++events;
      if (outcome == Outcome::complaint) ++complaints;
      if (report_.original.message_id.empty()) report_.original.message_id = message_id_;
      if (people_.empty() && common_.address.empty()) add_recipient(addressee_);
      if (!common_.address.empty()) people_.insert(people_.begin(), Said(common_));
      if (people_.empty()) people_.emplace_back();
      for (const Said& person : people_) add(person, outcome);
    }
    begin_event();
  }

  /// Where the address stands, from the last place on: the line that people look up.
  Span place_of(std::string_view address) {
    const std::string_view all = text_.text.substr(0, end_);
    // Written in another way ("jane\u0040b.example") they are not found: not to be tried forever.
    const std::size_t at = address.empty() || missed_ > 16 ? npos : all.find(address, cursor_);
    if (at == npos) ++missed_;
    if (at == npos) return text_.source(cursor_, std::min(end_, cursor_ + 1));
    cursor_ = at;
    return text_.source(at, at + address.size());
  }

  void add(const Said& person, Outcome outcome) {
    const std::vector<Refusal>& kept = person.address.empty() ? report_.errors : recipients_.all();
    if (kept.size() >= recipient_limit) {
      truncated = true;
      return;
    }
    const std::string& words = person.words.empty() ? common_.words : person.words;
    std::string_view said = words.empty() ? std::string_view(detail_) : std::string_view(words);
    const std::size_t type = said.find(';');  // "smtp; 550 5.1.1 ..."
    if (type != npos && type < 8) said = ascii::trim(said.substr(type + 1));
    const Diagnosis diagnosis = diagnose(said);
    Refusal refusal;
    refusal.address = person.address;
    refusal.address_source = refusal.address.empty() ? "" : "field";
    refusal.part = text_.part;
    refusal.span = place_of(person.address);
    refusal.diagnostic = diagnosis.words.empty() ? std::string(said) : diagnosis.words;
    refusal.reply_code = !diagnosis.reply_code.empty() ? diagnosis.reply_code
                         : person.code.empty()         ? common_.code
                                                       : person.code;
    const std::string& told = person.status.empty() ? common_.status : person.status;
    const std::string_view status = status_at(told);
    if (!diagnosis.status.empty() && (status.empty() || !is_generic_status(diagnosis.status))) {
      refusal.status = diagnosis.status;
      refusal.status_source = "diagnostic";
    } else if (!status.empty()) {
      refusal.status = status;
      refusal.status_source = "dsn";
    }
    refusal.command = diagnosis.command;
    const std::string& host = person.host.empty() ? common_.host : person.host;
    (is_ip_address(host) ? refusal.remote_ip : refusal.remote_mta) = ascii::to_lower(host);
    if (refusal.remote_mta.empty()) refusal.remote_mta = diagnosis.remote_mta;
    switch (outcome) {
      case Outcome::delivered:
        refusal.action = Action::delivered;
        break;
      case Outcome::delayed:
        refusal.action = Action::delayed;
        break;
      case Outcome::failed:
        refusal.action = ascii::equal(person.action, "delayed") ? Action::delayed : Action::failed;
        break;
      default:
        break;
    }
    if (refusal.address.empty()) {
      if (outcome != Outcome::complaint) report_.errors.push_back(std::move(refusal));
      return;
    }
    recipients_.add(std::move(refusal));
  }

  const Text& text_;
  std::size_t cursor_;
  std::size_t end_;
  DeliveryReport& report_;
  RecipientList& recipients_;
  std::vector<Level> keys_;
  std::string type_, detail_, message_id_;
  std::string plain_type_;   // under "type", which other services give another meaning
  std::string addressee_;    // under "to", where nothing says better who failed
  std::string status_word_;  // "Failed", where nothing else tells
  Said common_;
  std::vector<Said> people_;
  std::size_t missed_ = 0;
  std::size_t person_depth_ = 0;  // of the object that speaks of one recipient, 0 outside
};

/// Line breaks that a mail server put into a long line: "!" LF " ".
std::string without_breaks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i, 4);
    const std::size_t length = rest.starts_with("!\r\n ") ? 4 : rest.starts_with("!\n ") ? 3 : 0;
    if (length == 0) {
      out += text[i];
    } else {
      i += length - 1;
    }
  }
  return out;
}

}  // namespace

bool read_events(const Text& text, DeliveryReport& report) {
  const std::string_view all = text.text;
  std::size_t begin = 0;
  while (begin < all.size() && ascii::is_space(all[begin])) ++begin;
  if (begin == all.size() || (all[begin] != '{' && all[begin] != '[')) return false;
  DeliveryReport found;
  RecipientList recipients;
  std::size_t events = 0;
  std::size_t complaints = 0;
  bool truncated = false;
  // One value, or one a line.
  const std::size_t line_end = std::min(all.find('\n', begin), all.size());
  const std::size_t next = all.find_first_not_of(" \t\r\n", line_end);
  const bool by_line = next != npos && all[begin] == '{' && all[next] == '{';
  while (begin < all.size()) {
    const std::size_t end = by_line ? std::min(all.find('\n', begin), all.size()) : all.size();
    EventSink sink(text, begin, end, found, recipients);
    const std::string_view value = all.substr(begin, end - begin);
    if (value.find("!\n ") != npos || value.find("!\r\n ") != npos) {
      read_json(without_breaks(value), sink);
    } else {
      read_json(value, sink);
    }
    sink.finish();
    while (!sink.embedded.empty()) {  // SNS holds the event as a string
      const std::string inner = std::move(sink.embedded.front());
      sink.embedded.pop_front();
      read_json(inner, sink);
    }
    events += sink.events;
    complaints += sink.complaints;
    truncated = truncated || sink.truncated;
    begin = end + 1;
  }
  if (events == 0) return false;
  report.generator = std::move(found.generator);
  report.reporting_mta = std::move(found.reporting_mta);
  report.original = std::move(found.original);
  report.feedback = std::move(found.feedback);
  report.errors = std::move(found.errors);
  report.recipients = std::move(recipients.all());
  if (truncated) report.warnings.emplace_back("more recipients than are read");
  report.kind = complaints == events        ? ReportKind::feedback
                : report.recipients.empty() ? ReportKind::bounce
                                            : kind_of(report.recipients);
  if (report.kind == ReportKind::feedback && report.feedback.type.empty())
    report.feedback.type = "abuse";
  return true;
}

}  // namespace maillint::bounce
