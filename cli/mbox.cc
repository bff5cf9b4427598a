// Splitting an mbox.
#include "cli/mbox.h"

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/blocks.h"
#include "lint/limits.h"

namespace maillint::cli {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;
constexpr std::size_t longest_from_line = 1024;
constexpr std::string_view separator = "\nFrom ";

constexpr std::array<std::string_view, 7> weekdays = {"Mon", "Tue", "Wed", "Thu",
                                                      "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string_view next_word(std::string_view& text) {
  while (!text.empty() && ascii::is_space(text.front())) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && !ascii::is_space(text[end])) ++end;
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::ranges::all_of(word, ascii::is_digit);
}

/// "9:13", "09:13:00".
bool is_time(std::string_view word) {
  const std::size_t colon = word.find(':');
  return colon != std::string_view::npos && colon >= 1 && colon <= 2 && word.size() >= colon + 3 &&
         ascii::is_digit(word[0]) && ascii::is_digit(word[colon + 1]) &&
         ascii::is_digit(word[colon + 2]);
}

/// "Subject:", or ">From " as some programs leave it on top.
bool begins_field(std::string_view line) {
  if (line.starts_with(">From ")) return true;
  std::size_t i = 0;
  while (i < line.size() && line[i] > ' ' && line[i] < 0x7F && line[i] != ':') ++i;
  return i > 0 && i < line.size() && line[i] == ':';
}

/// As text.find(separator, from), which would stop at each line.
std::size_t find_separator_in(std::string_view text, std::size_t from) {
  const std::size_t places = text.size() - std::min(text.size(), separator.size() - 1);
  const auto may_begin = [](auto at) { return (at(0) == '\n') & (at(1) == 'F') & (at(5) == ' '); };
  for (std::size_t i = from; (i = find_in_blocks(text.data(), places, i, may_begin)) < places;
       ++i) {
    if (text.substr(i).starts_with(separator)) return i;
  }
  return std::string_view::npos;
}

bool ends_with_empty_line(std::string_view text) {
  return text.empty() || text == "\n" || text.ends_with("\n\n") || text.ends_with("\n\r\n");
}

}  // namespace

bool is_from_line(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  std::string_view rest = line.substr(5, longest_from_line);
  bool weekday = false;
  bool month = false;
  bool time = false;
  bool year = false;
  for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
    if (word.ends_with(',')) word.remove_suffix(1);
    weekday = weekday || std::ranges::find(weekdays, word) != weekdays.end();
    month = month || std::ranges::find(months, word) != months.end();
    time = time || is_time(word);
    year = year || is_year(word);
  }
  return month && time && year && (weekday || line.size() < 100);
}

MboxReader::MboxReader(OpenFile file, std::string begun)
    : file_(std::move(file)),
      pending_(std::move(begun)),
      // Spares a read(2) for each small file. One that grows meanwhile is read as it was.
      file_ended_(file_.size > 0 && pending_.size() == file_.size) {
  skip_from_line();
}

/// Gives back what is consumed, but for one octet: the line feed before a "From " line.
void MboxReader::compact() {
  if (begin_ < 2) return;
  const std::size_t consumed = begin_ - 1;
  pending_.erase(0, consumed);
  scanned_ -= consumed;
  begin_ = 1;
}

bool MboxReader::read_more() {
  if (file_ended_) return false;
  if (begin_ > block) compact();
  const Result<std::size_t> got = read_some(file_, pending_, block);
  if (!got) error_ = got.error();
  file_ended_ = !got || *got == 0;
  return !file_ended_;
}

void MboxReader::drop(std::size_t count) {
  line_ += count_octets(std::string_view(pending_).substr(begin_, count), '\n');
  offset_ += count;
  begin_ += count;
}

void MboxReader::skip_from_line() {
  std::size_t end = pending_.find('\n', begin_);
  while (end == std::string::npos && pending_.size() - begin_ < longest_from_line && read_more())
    end = pending_.find('\n', begin_);
  drop((end == std::string::npos ? pending_.size() : end + 1) - begin_);
  // One octet back, so that a "From " line that follows at once ends an empty message.
  scanned_ = begin_ == 0 ? 0 : begin_ - 1;
}

/// `begin`: of "From " in pending_, which follows a line feed.
bool MboxReader::is_separator_at(std::size_t begin) {
  // The line and the one after it must be here; read_more() may move them.
  const std::size_t ahead = begin - begin_;
  while (pending_.size() - (begin_ + ahead) < 2 * longest_from_line && read_more()) {
  }
  begin = begin_ + ahead;
  const std::string_view rest = std::string_view(pending_).substr(begin, 2 * longest_from_line);
  const std::size_t end = rest.find('\n');
  if (!is_from_line(rest.substr(0, end))) return false;
  const std::string_view before =
      std::string_view(pending_).substr(begin_, std::min(ahead, std::size_t{4}));
  const std::string_view last =
      ahead <= 4 ? before : std::string_view(pending_).substr(begin - 4, 4);
  if (ends_with_empty_line(last)) return true;
  // Some programs leave out the empty line; then a header section must follow.
  return end != std::string_view::npos && begins_field(rest.substr(end + 1));
}

/// Offset of the next separating line from begin_ on; npos if the file ended, or if the message
/// grew too large (then scanned_ tells how far was looked).
std::size_t MboxReader::find_separator() {
  while (true) {
    const std::size_t found = find_separator_in(pending_, scanned_);
    if (found != std::string::npos) {
      const std::size_t ahead = found + 1 - begin_;
      if (is_separator_at(found + 1)) return ahead;
      scanned_ = begin_ + ahead;
      continue;
    }
    const std::size_t floor = begin_ == 0 ? 0 : begin_ - 1;
    scanned_ = std::max(floor, pending_.size() - std::min(pending_.size(), separator.size() - 1));
    if (pending_.size() - begin_ > limits::message_octets || !read_more()) return std::string::npos;
  }
}

/// The message is larger than we hold: keeps its beginning and passes over the rest.
void MboxReader::shorten(Item& item) {
  item.octets = pending_.substr(begin_, limits::cut_octets);
  drop(limits::cut_octets);
  std::size_t end = std::string::npos;
  while (end == std::string::npos && !file_ended_) {
    // Four octets stay, to tell an empty line before a separator.
    const std::size_t passed = scanned_ - begin_ > 4 ? scanned_ - begin_ - 4 : 0;
    drop(passed);
    item.origin.cut_octets += passed;
    compact();
    if (!read_more()) break;
    const std::size_t found = find_separator_in(pending_, scanned_);
    if (found == std::string::npos) {
      scanned_ = pending_.size() - std::min(pending_.size(), separator.size() - 1);
    } else if (is_separator_at(found + 1)) {
      end = found + 1;
    } else {
      scanned_ = found + 1;
    }
  }
  const std::size_t rest = (end == std::string::npos ? pending_.size() : end) - begin_;
  item.origin.cut_octets += rest;
  drop(rest);
}

Result<bool> MboxReader::next(Item& item) {
  if (at_end_) {
    if (error_) return tl::unexpected(*error_);
    return false;
  }
  item.octets.clear();
  item.origin = Origin{.line = line_, .offset = offset_, .cut_octets = 0};
  const std::size_t size = find_separator();
  if (size == std::string::npos && !file_ended_) {
    shorten(item);
  } else {
    const std::size_t count = size == std::string::npos ? pending_.size() - begin_ : size;
    std::string_view message = std::string_view(pending_).substr(begin_, count);
    drop(count);
    if (message.ends_with("\n\r\n")) {
      message.remove_suffix(2);
    } else if (message.ends_with("\n\n") || message == "\n") {
      message.remove_suffix(1);
    }
    item.octets = std::string(message);
  }
  ++number_;
  at_end_ = begin_ == pending_.size() && (file_ended_ || !read_more());
  if (!at_end_) skip_from_line();
  return true;
}

}  // namespace maillint::cli
