// A mail that somebody passed on inside the text of his own.
#include "lint/bounce/forward.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/heads.h"
#include "lint/bounce/signs.h"
#include "lint/bounce/subjects.h"

namespace maillint::bounce {

namespace {

using std::string_view_literals::operator""sv;
constexpr std::size_t npos = std::string_view::npos;

/// Labels of subjects, in the languages of mail programs. Authors need no such list: their value
/// is a mail system's name.
constexpr std::array subject_labels = {
    "subject"sv, "betreff"sv, "objet"sv, "sujet"sv,   "asunto"sv,  "oggetto"sv, "onderwerp"sv,
    "assunto"sv, "temat"sv,   "ämne"sv,  "emne"sv,    "aihe"sv,    "předmět"sv, "predmet"sv,
    "tárgy"sv,   "subiect"sv, "konu"sv,  "θέμα"sv,    "Тема"sv,    "тема"sv,    "assumpte"sv,
    "件名"sv,    "主题"sv,    "主旨"sv,  "主題"sv,    "标题"sv,    "제목"sv,    "nosaukums"sv,
    "naslov"sv,  "zadeva"sv,  "teema"sv, "efni"sv,    "gaia"sv,    "subjek"sv,  "chủ đề"sv,
    "เรื่อง"sv,    "विषय"sv,    "נושא"sv,  "الموضوع"sv, "Относно"sv, "tema"sv,    "dalykas"sv};

/// Lines of one header: programs show six or seven, some add flags.
constexpr std::size_t label_limit = 12;
/// Octets of a line that is read.
constexpr std::size_t line_octets = 1000;

struct Labelled {
  std::string_view label;
  std::string_view value;
};

/// White space, and the marks by which plain text shows bold: "*From:* Jane", "**From:** Jane".
std::string_view trim_marks(std::string_view text) {
  const auto is_mark = [](char c) { return ascii::is_space(c) || c == '*' || c == '|'; };
  while (!text.empty() && is_mark(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_mark(text.back())) text.remove_suffix(1);
  return text;
}

/// "From: Jane", "De : Jane", "件名：x": three words at most, of letters.
std::optional<Labelled> read_label(std::string_view line) {
  line = line.substr(0, line_octets);
  constexpr std::size_t longest = 48;
  const std::string_view begin = line.substr(0, longest);
  std::size_t colon = begin.find(':');
  std::size_t behind = colon + 1;
  if (const std::size_t wide = begin.find("\xEF\xBC\x9A"); wide < colon) {
    colon = wide;
    behind = wide + 3;
  }
  if (colon == npos) return std::nullopt;
  const std::string_view label = trim_marks(line.substr(0, colon));
  if (label.empty()) return std::nullopt;
  const auto belongs = [](char c) {
    return ascii::is_alpha(c) || ascii::is_8bit(c) || c == ' ' || c == '-';
  };
  if (!std::all_of(label.begin(), label.end(), belongs)) return std::nullopt;
  if (std::count(label.begin(), label.end(), ' ') > 2) return std::nullopt;
  const std::string_view value = line.substr(behind);
  if (value.starts_with("//")) return std::nullopt;  // a link
  return Labelled{label, trim_marks(value)};
}

class ForwardFinder {
 public:
  explicit ForwardFinder(const Text& text) : text_(text), lines_(split_lines(text.text)) {}

  std::optional<Forward> run() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t end = header_end(i);
      if (end == i) {
        ++i;
        continue;
      }
      Forward forward = read_header(i, end);
      if (is_mail_system_) return forward;
      if (!by_subject_ && (tells_failure(forward.subject) || tells_delay(forward.subject)))
        by_subject_ = std::move(forward);
      i = end;
    }
    return std::move(by_subject_);
  }

 private:
  /// Behind the last line of the header that begins at line i; i if none does.
  std::size_t header_end(std::size_t i) const {
    const auto first = read_label(line_text(text_, lines_[i]));
    if (!first || first->value.empty()) return i;
    std::size_t labels = 1;
    std::size_t end = i + 1;
    for (std::size_t k = i + 1; k < lines_.size() && labels < label_limit; ++k) {
      // Values go on in lines without a label, before the next one.
      if (lines_[k].after_blank || k > end + 2) break;
      if (!read_label(line_text(text_, lines_[k]))) continue;
      ++labels;
      end = k + 1;
    }
    if (labels < 3) return i;
    // The last value may go on, too: then little stands between it and a blank line.
    const bool full = line_text(text_, lines_[end - 1]).size() > 50;
    for (std::size_t k = end; full && k <= end + 2; ++k) {
      if (k == lines_.size() || lines_[k].after_blank) return k;
    }
    return end;
  }

  Forward read_header(std::size_t first, std::size_t last) {
    Forward forward;
    is_mail_system_ = false;
    std::string* value = nullptr;  // that the line before belongs to
    for (std::size_t i = first; i < last; ++i) {
      const std::string_view line = line_text(text_, lines_[i]).substr(0, line_octets);
      const auto labelled = read_label(line);
      if (!labelled) {
        if (value != nullptr) *value += ' ' + std::string(line);
        note_addresses(line, forward);
        continue;
      }
      value = nullptr;
      if (is_subject(labelled->label)) {
        if (forward.subject.empty()) value = &forward.subject;
      } else {
        note_addresses(labelled->value, forward);
        if (!is_mail_system_ && may_be_author(*labelled, forward)) value = &forward.author;
      }
      if (value != nullptr) *value = labelled->value;
    }
    // A postmaster is a person as well, who signs his letters, and firms have such names.
    const bool surely = ascii::find(forward.author, "mailer-daemon") != npos;
    is_mail_system_ = is_mail_system_ &&
                      (surely || tells_failure(forward.subject) || tells_delay(forward.subject));
    forward.begin = last < lines_.size() ? line_start(text_, lines_[last]) : text_.text.size();
    return forward;
  }

  /// The first line but the addressees' that names a mail system, or else an address.
  bool may_be_author(const Labelled& labelled, const Forward& forward) {
    if (labelled.label.find('-') != npos || recipient_label(labelled.label) > 0) return false;
    if (is_daemon_name(labelled.value)) return is_mail_system_ = true;
    return forward.author.empty() && recipient_label(labelled.label) < 0;
  }

  static bool is_subject(std::string_view label) {
    return std::any_of(subject_labels.begin(), subject_labels.end(),
                       [&](std::string_view known) { return ascii::equal(known, label); });
  }

  static void note_addresses(std::string_view value, Forward& forward) {
    constexpr std::size_t most = 100;
    FoundAddress found;
    for (std::size_t at = 0; forward.addresses.size() < most && next_address(value, at, found);
         at = found.end)
      forward.addresses.push_back(
          ascii::to_lower(value.substr(found.begin, found.end - found.begin)));
  }

  const Text& text_;
  std::vector<Line> lines_;
  bool is_mail_system_ = false;  // the author of the header that was read last
  std::optional<Forward> by_subject_;
};

}  // namespace

std::optional<Forward> find_forwarded_notice(const Text& text) { return ForwardFinder(text).run(); }

}  // namespace maillint::bounce
