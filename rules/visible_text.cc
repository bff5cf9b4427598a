// What a reader sees of a text body, and where it stands in the body.
#include "rules/visible_text.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/html_tokenizer.h"

namespace maillint {
namespace {

/// Looked at on each side: so a body that is one line costs no more than others.
constexpr std::size_t octets_of_line = 2000;

/// Octets of white space at text[at] (TextFlow folds these), 0 if there is none.
std::size_t space_length(std::string_view text, std::size_t at) {
  if (ascii::is_space(text[at]) || text[at] == '\f') return 1;
  return text.substr(at, 2) == "\xC2\xA0" ? 2 : 0;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t space = space_length(text, at);
    if (space == 0) break;
    at += space;
  }
  return at;
}

/// Length of the character reference at text[0], which is "&"; at least 1.
std::size_t reference_length(std::string_view text) {
  std::size_t end = 1;
  if (end < text.size() && text[end] == '#') ++end;
  while (end < text.size() && end < 32 && ascii::is_alnum(text[end])) ++end;
  return end < text.size() && text[end] == ';' ? end + 1 : end;
}

bool is_code_element(std::string_view name) {
  for (const std::string_view code : {"code", "kbd", "pre", "samp", "tt", "xmp"}) {
    if (ascii::equal(name, code)) return true;
  }
  return false;
}

}  // namespace

/// Text that is hidden is no piece of text(), and then nothing is added.
void VisibleText::add_token(std::string_view token, std::size_t body_begin, bool code) const {
  const std::string_view wanted = text();
  const std::size_t runs_before = runs_.size();
  std::size_t at = read_;
  for (std::size_t i = skip_space(token, 0); i < token.size(); i = skip_space(token, i)) {
    at = skip_space(wanted, at);
    if (token[i] == '&') {
      const std::size_t length = reference_length(token.substr(i));
      const std::string decoded = decode_entities(token.substr(i, length));
      if (skip_space(decoded, 0) < decoded.size()) {
        if (!wanted.substr(std::min(at, wanted.size())).starts_with(decoded)) break;
        runs_.push_back({at, decoded.size(), body_begin + i, length, code});
        at += decoded.size();
      }
      i += length;
      if (i >= token.size()) {
        read_ = at;
        return;
      }
      continue;
    }
    std::size_t end = i;
    while (end < token.size() && token[end] != '&' && space_length(token, end) == 0) ++end;
    const std::string_view word = token.substr(i, end - i);
    if (!wanted.substr(std::min(at, wanted.size())).starts_with(word)) break;
    runs_.push_back({at, word.size(), body_begin + i, word.size(), code});
    at += word.size();
    i = end;
    if (skip_space(token, i) >= token.size()) {
      read_ = at;
      return;
    }
  }
  runs_.resize(runs_before);
}

void VisibleText::read_html() const {
  if (!runs_.empty() || read_ != 0) return;
  const std::string_view html = body_.text.text();
  HtmlTokenizer tokenizer(html);
  std::size_t code = 0;
  for (HtmlToken token = tokenizer.next(); token.kind != HtmlTokenKind::end_of_input;
       token = tokenizer.next()) {
    if (token.kind == HtmlTokenKind::text) {
      add_token(tokenizer.text(token.span), token.span.begin, code > 0);
    } else if (token.kind == HtmlTokenKind::start_tag) {
      const std::string_view name = tokenizer.text(token.name);
      // Some programs wrap the whole of a plain message in pre.
      if (is_code_element(name) && !(ascii::equal(name, "pre") && read_ == 0)) ++code;
    } else if (token.kind == HtmlTokenKind::end_tag && code > 0) {
      if (is_code_element(tokenizer.text(token.name))) --code;
    }
  }
}

const VisibleText::Run* VisibleText::run_of(std::size_t at) const {
  read_html();
  const auto after = std::ranges::upper_bound(runs_, at, {}, &Run::begin);
  return after == runs_.begin() ? nullptr : &*(after - 1);
}

Place VisibleText::place(std::size_t begin, std::size_t end) const {
  if (!body_.is_html) return facts_.place_in(body_, begin, end);
  const Run* first = run_of(begin);
  const Run* last = run_of(end > begin ? end - 1 : begin);
  if (first == nullptr || last == nullptr) return facts_.place_in(body_, 0, 0);
  const auto is_exact = [](const Run& run) { return run.size == run.body_size; };
  const std::size_t body_begin =
      first->body_begin + (is_exact(*first) ? std::min(begin - first->begin, first->size) : 0);
  const std::size_t body_end =
      last->body_begin +
      (is_exact(*last) ? std::min(end - last->begin, last->size) : last->body_size);
  return facts_.place_in(body_, body_begin, std::max(body_begin, body_end));
}

bool VisibleText::is_code(std::size_t at) const {
  if (!body_.is_html) return false;
  const Run* run = run_of(at);
  return run != nullptr && run->code;
}

std::string_view VisibleText::line(std::size_t at) const {
  const std::string_view all = text();
  const std::size_t earliest = at - std::min(at, octets_of_line);
  const std::size_t feed = all.substr(earliest, at - earliest).rfind('\n');
  const std::size_t begin = feed == std::string_view::npos ? earliest : earliest + feed + 1;
  std::string_view line = all.substr(begin, at - begin + octets_of_line);
  line = line.substr(0, std::max(line.find('\n', at - begin), at - begin));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace maillint
