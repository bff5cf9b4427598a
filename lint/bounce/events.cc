// Events that mail services post as JSON.
#include "lint/bounce/events.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "lint/bounce/event_sink.h"
#include "lint/bounce/form.h"
#include "lint/bounce/json_reader.h"
#include "lint/bounce/merge.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

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

/// Whether text is one value or one a line, and where it begins; npos if it is no JSON.
struct Layout {
  std::size_t begin = npos;
  bool by_line = false;
};

Layout layout_of(std::string_view all) {
  std::size_t begin = 0;
  while (begin < all.size() && ascii::is_space(all[begin])) ++begin;
  if (begin == all.size() || (all[begin] != '{' && all[begin] != '[')) return {};
  const std::size_t line_end = std::min(all.find('\n', begin), all.size());
  const std::size_t next = all.find_first_not_of(" \t\r\n", line_end);
  return {.begin = begin, .by_line = next != npos && all[begin] == '{' && all[next] == '{'};
}

class EventList {
 public:
  explicit EventList(const Text& text) : text_(text) {}

  void read(std::size_t begin, std::size_t end) {
    EventSink sink(text_, begin, end, found_);
    const std::string_view value = text_.text.substr(begin, end - begin);
    if (value.find("!\n ") != npos || value.find("!\r\n ") != npos) {
      read_json(without_breaks(value), sink);
    } else {
      read_json(value, sink);
    }
    take(sink);
  }

  void read_fields(const std::vector<std::pair<std::string, std::string>>& fields) {
    EventSink sink(text_, 0, text_.text.size(), found_);
    sink.open("form", false);
    for (const auto& [name, value] : fields) {
      sink.value(name, value);
      if (value.starts_with('[') || value.starts_with('{')) sink.embedded.push_back(value);
    }
    take(sink);
  }

  /// False if there was no event.
  bool finish(DeliveryReport& report) {
    if (events_ == 0) return false;
    report.generator = std::move(found_.generator);
    report.reporting_mta = std::move(found_.reporting_mta);
    report.original = std::move(found_.original);
    report.feedback = std::move(found_.feedback);
    report.errors = std::move(found_.errors);
    RecipientList recipients;
    for (Refusal& refusal : found_.recipients) {
      std::optional<Refusal> other = recipients.add(std::move(refusal));
      if (other) report.repeats.push_back(std::move(*other));
    }
    report.recipients = std::move(recipients.all());
    report.from_events = true;
    if (truncated_) report.warnings.emplace_back("more recipients than are read");
    report.kind = complaints_ + farewells_ == events_ ? ReportKind::feedback
                  : report.recipients.empty()         ? ReportKind::bounce
                                                      : kind_of(report.recipients);
    if (report.kind == ReportKind::feedback && report.feedback.type.empty())
      report.feedback.type = complaints_ > 0 ? "abuse" : "opt-out";
    return true;
  }

 private:
  void take(EventSink& sink) {
    sink.finish();
    while (!sink.embedded.empty()) {  // SNS holds the event as a string
      const std::string inner = std::move(sink.embedded.front());
      sink.embedded.pop_front();
      read_json(inner, sink);
      sink.finish();
    }
    events_ += sink.events;
    complaints_ += sink.complaints;
    farewells_ += sink.farewells;
    truncated_ = truncated_ || sink.truncated;
  }

  const Text& text_;
  DeliveryReport found_;
  std::size_t events_ = 0;
  std::size_t complaints_ = 0;
  std::size_t farewells_ = 0;
  bool truncated_ = false;
};

}  // namespace

bool read_events(const Text& text, DeliveryReport& report) {
  const std::string_view all = text.text;
  EventList list(text);
  if (const auto fields = read_form(all); !fields.empty()) {
    list.read_fields(fields);
    return list.finish(report);
  }
  const Layout layout = layout_of(all);
  for (std::size_t begin = layout.begin; begin < all.size();) {
    const std::size_t end =
        layout.by_line ? std::min(all.find('\n', begin), all.size()) : all.size();
    list.read(begin, end);
    begin = end + 1;
  }
  return list.finish(report);
}

}  // namespace maillint::bounce
