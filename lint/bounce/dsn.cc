// The machine-readable part of a delivery status notification.
#include "lint/bounce/dsn.h"

#include <array>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

enum class StatusField {
  none,
  reporting_mta,
  arrival_date,
  original_recipient,
  final_recipient,
  actual_recipient,
  action,
  status,
  remote_mta,
  diagnostic_code,
  date,
  other,
};

struct StatusFieldName {
  std::string_view name;
  StatusField field;
};

constexpr std::array<StatusFieldName, 11> field_names = {{
    {"Reporting-MTA", StatusField::reporting_mta},
    {"Arrival-Date", StatusField::arrival_date},
    {"Original-Recipient", StatusField::original_recipient},
    {"Final-Recipient", StatusField::final_recipient},
    {"X-Actual-Recipient", StatusField::actual_recipient},
    {"Action", StatusField::action},
    {"Status", StatusField::status},
    {"Remote-MTA", StatusField::remote_mta},
    {"Diagnostic-Code", StatusField::diagnostic_code},
    {"Last-Attempt-Date", StatusField::date},
    {"Will-Retry-Until", StatusField::date},
}};

/// Length of a field name at the beginning of a line, with its colon; 0 if it is none.
std::size_t field_name_length(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && i < 64 && (ascii::is_alnum(line[i]) || line[i] == '-')) ++i;
  if (i == 0) return 0;
  std::size_t colon = i;
  while (colon < line.size() && colon < 66 && line[colon] == ' ') ++colon;
  return colon < line.size() && line[colon] == ':' ? colon + 1 : 0;
}

StatusField field_of(std::string_view line, std::size_t& value_begin) {
  value_begin = field_name_length(line);
  if (value_begin == 0) return StatusField::none;
  const std::string_view name = ascii::trim(line.substr(0, value_begin - 1));
  for (const StatusFieldName& known : field_names) {
    if (ascii::equal(name, known.name)) return known.field;
  }
  return StatusField::other;
}

/// "rfc822; user@example.com" -> "user@example.com".
std::string_view after_type(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  if (semicolon != npos && semicolon < 24 && value.substr(0, semicolon).find('@') == npos)
    value = value.substr(semicolon + 1);
  return ascii::trim(value);
}

std::string address_of(std::string_view value) {
  value = after_type(value);
  FoundAddress found;
  if (next_address(value, 0, found)) {
    // "rfc822;John Doe@example.com" is wrong but means what it says; a comment does not.
    return std::string(value.substr(found.begin, found.end - found.begin));
  }
  if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
  const std::size_t space = value.find_first_of(" \t\n(");
  value = value.substr(0, space);
  return value.size() > 320 ? std::string{} : std::string(value);
}

Action action_of(std::string_view value) {
  value = ascii::trim(value);
  std::size_t length = 0;
  while (length < value.size() && ascii::is_alpha(value[length])) ++length;
  value = value.substr(0, length);
  struct Name {
    std::string_view name;
    Action action;
  };
  constexpr std::array<Name, 10> names = {{{"failed", Action::failed},
                                           {"failure", Action::failed},
                                           {"fail", Action::failed},
                                           {"delayed", Action::delayed},
                                           {"deferred", Action::delayed},
                                           {"delivered", Action::delivered},
                                           {"deliverable", Action::delivered},
                                           {"relayed", Action::relayed},
                                           {"expanded", Action::expanded},
                                           {"undeliverable", Action::failed}}};
  for (const Name& name : names) {
    if (ascii::equal(value, name.name)) return name.action;
  }
  return Action::none;
}

/// The group being read: spans of the text, cut into a Refusal when it ends.
struct Group {
  std::string final_recipient;
  std::string original_recipient;
  std::string actual_recipient;
  std::string action;
  std::string status;
  std::string remote_mta;
  std::string diagnostic;
  Span diagnostic_place;
  Span recipient_place;
  bool any() const { return !final_recipient.empty() || !original_recipient.empty(); }
};

void read_remote_mta(std::string_view value, Refusal& refusal) {
  value = after_type(value);
  const std::size_t open = value.find_first_of("[(");
  if (open != npos) {
    const std::string_view ip = value.substr(open + 1, value.find_first_of("])", open) - open - 1);
    if (is_ip_address(ip)) refusal.remote_ip = ip;
  }
  value = value.substr(0, value.find_first_of(" \t\n([,"));
  while (!value.empty() && value.back() == '.') value.remove_suffix(1);
  if (is_ip_address(value)) {
    refusal.remote_ip = value;
  } else {
    refusal.remote_mta = ascii::to_lower(value);
  }
}

/// "x-unix; 67": a number alone is what a delivery program ended with, and needs its type.
bool is_exit_status(std::string_view diagnostic) {
  const std::size_t semicolon = diagnostic.find(';');
  if (!ascii::equal(diagnostic.substr(0, semicolon), "x-unix")) return false;
  const std::string_view number = ascii::trim(diagnostic.substr(semicolon + 1));
  return !number.empty() && number.find_first_not_of("0123456789") == npos;
}

/// "4.0.0 (mx.example.net: host name lookup failure)" -> what stands in the brackets, unless it
/// only puts the number into words.
std::string_view status_comment(std::string_view status) {
  const std::size_t open = status.find('(');
  const std::size_t close = status.rfind(')');
  if (open == npos || close == npos || close < open) return {};
  const std::string_view comment = ascii::trim(status.substr(open + 1, close - open - 1));
  for (const std::string_view empty : {"permanent failure", "temporary failure",
                                       "persistent transient failure", "unrecoverable error"}) {
    if (ascii::equal(comment, empty)) return {};
  }
  return comment;
}

Refusal to_refusal(const Group& group, const Text& text) {
  Refusal refusal;
  refusal.part = text.part;
  refusal.address_source = "dsn";
  refusal.address = address_of(group.final_recipient);
  const std::string original = address_of(group.original_recipient);
  const std::string actual = address_of(group.actual_recipient);
  if (refusal.address.empty()) refusal.address = original;
  // A mailbox path, a source route or a bare user name is none that a sender can recognize.
  const std::string_view final_recipient = after_type(group.final_recipient);
  if (final_recipient.starts_with('@') || final_recipient.starts_with('/')) refusal.address.clear();
  if (refusal.address.find('@') == npos && original.find('@') != npos) refusal.address = original;
  if (refusal.address.find('@') == npos && actual.find('@') != npos) refusal.address = actual;
  if (!original.empty() && !ascii::equal(original, refusal.address))
    refusal.original_address = original;
  if (refusal.address.empty()) refusal.address = address_of(group.final_recipient);
  if (refusal.address.empty()) refusal.address = final_recipient.substr(0, 320);
  refusal.action = action_of(group.action);
  read_remote_mta(group.remote_mta, refusal);

  std::string_view diagnostic = group.diagnostic;
  if (diagnostic.empty()) diagnostic = status_comment(group.status);
  const std::size_t semicolon = diagnostic.find(';');
  if (semicolon != npos && semicolon < 24 && diagnostic.substr(0, semicolon).find(' ') == npos)
    if (!is_exit_status(diagnostic)) diagnostic = ascii::trim(diagnostic.substr(semicolon + 1));
  const Diagnosis diagnosis = diagnose(diagnostic);
  refusal.diagnostic = diagnosis.words.empty() ? join_reply_lines(diagnostic) : diagnosis.words;
  refusal.reply_code = diagnosis.reply_code;
  refusal.command = diagnosis.command;
  if (!diagnosis.remote_mta.empty() && refusal.remote_mta.empty())
    refusal.remote_mta = diagnosis.remote_mta;
  if (refusal.remote_ip.empty()) refusal.remote_ip = diagnosis.remote_ip;
  std::string_view sent = ascii::trim(group.status);
  const std::string_view status = find_status(sent).empty() ? status_at(sent) : find_status(sent);
  // A server's own words are closer to the truth than a status that says nothing, and an inner
  // reply closer than a wrapper's.
  const bool inner = !diagnosis.status.empty() && !is_generic_status(diagnosis.status);
  if (inner && (status.empty() || is_generic_status(status) || !diagnosis.reply_code.empty())) {
    refusal.status = diagnosis.status;
    refusal.status_source = "diagnostic";
  } else if (!status.empty()) {
    refusal.status = status;
    refusal.status_source = "dsn";
  } else if (!diagnosis.status.empty()) {
    refusal.status = diagnosis.status;
    refusal.status_source = "diagnostic";
  }
  const Span place =
      group.diagnostic_place.empty() ? group.recipient_place : group.diagnostic_place;
  refusal.span = text.source(place.begin, place.end);
  return refusal;
}

/// Octets of a diagnostic that are kept: no server's reply is longer.
constexpr std::size_t diagnostic_limit = 8192;

class StatusReader {
 public:
  explicit StatusReader(const Text& text) : text_(text) {}

  StatusReport run() {
    std::string_view all = text_.text;
    for (std::size_t i = 0; i < all.size();) {
      const std::size_t found = all.find('\n', i);
      const std::size_t end = found == npos ? all.size() : found;
      read_line(i, end);
      i = end + 1;
    }
    end_group();
    return std::move(report_);
  }

 private:
  void read_line(std::size_t begin, std::size_t end) {
    std::string_view all = text_.text;
    while (end > begin && ascii::is_space(all[end - 1])) --end;
    std::size_t margin = begin;
    while (margin < end && (ascii::is_wsp(all[margin]) || all[margin] == '>')) ++margin;
    if (margin == end) {
      blank_ = true;
      current_ = nullptr;
      return;
    }
    const std::string_view line = all.substr(margin, end - margin);
    if (line.starts_with("--") && line.size() > 4 && current_ != &group_.diagnostic) {
      end_group();
      return;
    }
    const bool folded = ascii::is_wsp(all[margin - (margin > begin ? 1 : 0)]) && margin > begin;
    std::size_t value = 0;
    const StatusField field = field_of(line, value);
    const bool known = field != StatusField::none && field != StatusField::other;
    // A report that was indented as a whole has its fields indented too.
    if (current_ != nullptr && ((folded && !known) || field == StatusField::none)) {
      append(line, margin, end);
      return;
    }
    if (field == StatusField::none) return;
    if (field == StatusField::other || field == StatusField::date) {
      current_ = nullptr;
      return;
    }
    if (folded && margin > begin) report_.recovered = true;
    take(field, line.substr(value), margin, margin + value, end);
    blank_ = false;
  }

  void take(StatusField field, std::string_view value, std::size_t begin, std::size_t value_begin,
            std::size_t end) {
    while (!value.empty() && ascii::is_wsp(value.front())) {
      value.remove_prefix(1);
      ++value_begin;
    }
    std::string* target = nullptr;
    switch (field) {
      case StatusField::reporting_mta:
        end_group();
        if (report_.reporting_mta.empty()) target = &report_.reporting_mta;
        break;
      case StatusField::arrival_date:
        if (report_.arrival_date.empty()) target = &report_.arrival_date;
        break;
      case StatusField::final_recipient:
        if (!group_.final_recipient.empty()) end_group();
        target = &group_.final_recipient;
        group_.recipient_place = span_of(begin, end);
        break;
      case StatusField::original_recipient:
        if (!group_.original_recipient.empty() || (blank_ && group_.any())) end_group();
        target = &group_.original_recipient;
        if (group_.recipient_place.empty()) group_.recipient_place = span_of(begin, end);
        break;
      case StatusField::actual_recipient:
        target = &group_.actual_recipient;
        break;
      case StatusField::action:
        // Exim puts Action before Final-Recipient.
        if (!group_.action.empty()) end_group();
        target = &group_.action;
        break;
      case StatusField::status:
        if (group_.status.empty()) target = &group_.status;
        break;
      case StatusField::remote_mta:
        if (group_.remote_mta.empty()) target = &group_.remote_mta;
        break;
      case StatusField::diagnostic_code:
        if (group_.diagnostic.empty()) {
          target = &group_.diagnostic;
          const std::size_t type = value.find(';');
          std::size_t skip = type != npos && type < 24 ? type + 1 : 0;
          while (skip < value.size() && ascii::is_wsp(value[skip])) ++skip;
          group_.diagnostic_place = span_of(value_begin + (skip < value.size() ? skip : 0), end);
        }
        break;
      default:
        break;
    }
    current_ = target;
    if (target != nullptr) *target = value.substr(0, diagnostic_limit);
  }

  void append(std::string_view line, std::size_t, std::size_t end) {
    if (current_->size() + line.size() < diagnostic_limit) (*current_ += '\n') += line;
    if (current_ == &group_.diagnostic)
      group_.diagnostic_place.end = static_cast<std::uint32_t>(end);
  }

  void end_group() {
    current_ = nullptr;
    if (group_.any()) {
      if (report_.recipients.size() < recipient_limit) {
        report_.recipients.push_back(to_refusal(group_, text_));
      } else {
        report_.truncated = true;
      }
    }
    group_ = {};
  }

  const Text& text_;
  StatusReport report_;
  Group group_;
  std::string* current_ = nullptr;
  bool blank_ = true;
};

}  // namespace

bool has_status_fields(std::string_view text) {
  for (std::size_t at = ascii::find(text, "-recipient"); at != npos;
       at = ascii::find(text, "-recipient", at + 10)) {
    std::size_t begin = at;
    while (begin > 0 && ascii::is_alpha(text[begin - 1]) && at - begin < 10) --begin;
    const std::string_view word = text.substr(begin, at - begin);
    if (!ascii::equal(word, "final") && !ascii::equal(word, "original")) continue;
    const std::size_t colon = text.find_first_not_of(' ', at + 10);
    if (colon == npos || text[colon] != ':') continue;
    while (begin > 0 && (ascii::is_wsp(text[begin - 1]) || text[begin - 1] == '>')) --begin;
    if (begin == 0 || text[begin - 1] == '\n') return true;
  }
  return false;
}

StatusReport read_status_report(const Text& text) { return StatusReader(text).run(); }

}  // namespace maillint::bounce
