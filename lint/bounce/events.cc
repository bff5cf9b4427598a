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

/// Where the first value begins, npos if it is no JSON, and whether the next line is one too: a
/// broken line then spoils no other.
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

/// Finds where a JSON value ends, without reading it.
class ValueEnd {
 public:
  explicit ValueEnd(std::string_view all) : all_(all) {}

  /// Behind the value at `begin`. If it is broken, where the break is seen, and broken() is true.
  std::size_t find(std::size_t begin) {
    open_.clear();
    last_ = 0;
    broken_ = false;
    for (std::size_t i = begin; i < all_.size(); ++i) {
      if (all_[i] == '"') i = string_end(i + 1);
      if (broken_ || !take(i < all_.size() ? all_[i] : ' ')) {
        broken_ = true;
        return std::min(i, all_.size());
      }
      if (open_.empty()) return i + 1;
    }
    return all_.size();
  }
  bool broken() const { return broken_; }

 private:
  /// The quote that ends the string, or a line break that no string holds.
  std::size_t string_end(std::size_t i) {
    for (; i < all_.size() && all_[i] != '"'; ++i) {
      if (all_[i] == '\\') ++i;
      if (i >= all_.size() || all_[i] != '\n') continue;
      // A mail server breaks long lines with "!" LF " ".
      const std::string_view before = all_.substr(0, i);
      broken_ = !(before.ends_with('!') || before.ends_with("!\r")) ||
                !all_.substr(i + 1).starts_with(' ');
      if (broken_) break;
    }
    return i;
  }

  bool take(char c) {
    if (ascii::is_space(c) || c == '!') return true;
    if (c == '{' || c == '[') {
      const bool fits = open_.empty()         ? last_ == 0
                        : open_.back() == '{' ? last_ == ':'
                                              : last_ == '[' || last_ == ',';
      if (!fits) return false;
      open_ += c;
    } else if (c == '}' || c == ']') {
      if (open_.empty() || open_.back() != (c == '}' ? '{' : '[')) return false;
      open_.pop_back();
    }
    last_ = c;
    return true;
  }

  std::string_view all_;
  std::string open_;  // the brackets around the place
  char last_ = 0;     // character that is no space
  bool broken_ = false;
};

/// The next line from `from` on that begins a value.
std::size_t next_line(std::string_view all, std::size_t from) {
  if (from == 0 || from >= all.size()) return all.size();
  for (std::size_t line = all.find('\n', from - 1); line != npos; line = all.find('\n', line + 1)) {
    if (all.substr(line + 1).starts_with('{')) return line + 1;
  }
  return all.size();
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
    RecipientList recipients(Accounts::of_one_each);
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
  ValueEnd value(all);
  for (std::size_t begin = layout.begin; begin < all.size();) {
    std::size_t end = value.find(begin);
    if (value.broken())
      end = layout.by_line ? next_line(all, std::max(end, begin + 1)) : all.size();
    list.read(begin, end);
    begin = std::min(all.find_first_not_of(" \t\r\n", end), all.size());
    if (begin == all.size() || all[begin] == '{' || all[begin] == '[') continue;
    if (!layout.by_line) break;
    begin = next_line(all, begin);
  }
  return list.finish(report);
}

}  // namespace maillint::bounce
