// What a bounce says to people, sentence by sentence.
#include "rules/explain/notice.h"

#include <algorithm>
#include <string_view>

#include "lint/ascii.h"

namespace maillint {
namespace {

constexpr std::size_t notice_octets = 4000;
constexpr std::size_t sentence_least = 8, sentence_most = 400;

/// Words of a sentence that guesses, advises or advertises: what it names need not have happened.
constexpr std::string_view no_statements[] = {
    " may ",     "might",      "maybe",     "perhaps",     "possibl",     "probabl",
    "could be ", "could also", "indicate",  "for example", "most likely", "usual",
    "typical",   "if ",        "please",    "reasons",     "causes",      "such as",
    "either ",   "scanned",    "make sure", "check that",  "check the",   "contact ",
    "http",      "postmaster", "option",    "should",      "eventually",  "confidential"};

bool states_something(std::string_view sentence) {
  if (sentence.size() < sentence_least || sentence.size() > sentence_most) return false;
  return std::ranges::none_of(no_statements, [&](std::string_view words) {
    return ascii::find(sentence, words) != std::string_view::npos;
  });
}

/// The first text that a client shows, up to the returned message if that stands in it; the whole
/// body where the structure is broken.
std::string_view notice_text(const Report& report) {
  const auto bodies = report.facts->text_bodies();
  const Message& message = report.facts->message();
  const bool verbatim =
      bodies.empty() || (!bodies.front().is_html && bodies.front().text.is_verbatim());
  const Span whole = bodies.empty() ? message.parts()[0].body : bodies.front().text.source();
  std::string_view text = bodies.empty() ? message.text(whole) : bodies.front().visible();
  const Span returned = report.delivery->original.span;
  if (verbatim && returned.begin > whole.begin && returned.begin < whole.end) {
    text = text.substr(0, returned.begin - whole.begin);
  }
  text.remove_prefix(std::min(report.delivery->notice_begin, text.size()));
  return text.substr(0, notice_octets);
}

class Sentences {
 public:
  void add_line(std::string_view line) {
    line = ascii::trim(line);
    while (line.starts_with('>')) line = ascii::trim(line.substr(1));  // quoted
    if (line.empty()) return end();
    if (!current_.empty()) current_ += ' ';
    current_ += line;
    // "Unable to find user: <jane@x.example>"
    if (line.back() == '.' || line.back() == ':' || line.back() == '!' || line.back() == '>') end();
  }
  void end() {
    for (std::size_t at = 0; at < current_.size();) {
      const std::size_t stop = std::min(current_.find(". ", at), current_.size());
      const std::string_view sentence =
          ascii::trim(std::string_view(current_).substr(at, stop - at));
      if (states_something(sentence)) out.emplace_back(sentence);
      at = stop + 1;
    }
    current_.clear();
  }
  std::vector<std::string> out;

 private:
  std::string current_;
};

}  // namespace

std::vector<std::string> notice_sentences(const Report& report) {
  Sentences sentences;
  std::string_view text = notice_text(report);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with("Received:") || line.starts_with("Return-Path:")) break;
    sentences.add_line(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  sentences.end();
  return std::move(sentences.out);
}

}  // namespace maillint
