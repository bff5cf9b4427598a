// Canonical bodies, fed to the hash line by line.
#include "lint/body_hash.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "lint/sha256.h"

namespace maillint {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t lines_tried = 10'000;
constexpr std::size_t chunk_octets = 16'384;

/// Hands the canonical body to `sink(octets, end)` in pieces that end with a line; `end` is where
/// the line ends in `body`. Empty lines are held back until another line follows them.
template <typename Sink>
class Canonical {
 public:
  Canonical(std::string_view body, const Canonicalization& form, Sink& sink)
      : body_(body), form_(form), sink_(sink) {}

  void run(std::size_t chunk) {
    for (std::size_t at = 0; at < body_.size();) {
      std::size_t end = line_end(at);
      const std::size_t next = end == npos ? body_.size() : end + 1;
      if (end == npos) {
        end = body_.size();
      } else if (end > at && body_[end - 1] == '\r') {
        --end;
      }
      line(body_.substr(at, end - at));
      at = next;
      if (out_.size() >= chunk) flush(at);
    }
    // A simple body is never empty (RFC 6376 3.4.3).
    if (!form_.relaxed && !any_) out_ += "\r\n";
    flush(body_.size());
  }

 private:
  std::size_t line_end(std::size_t at) const {
    if (form_.line_ends == LineEndReading::as_crlf) return body_.find('\n', at);
    const std::size_t found = body_.find("\r\n", at);
    return found == npos ? npos : found + 1;
  }
  void line(std::string_view text) {
    if (form_.relaxed) {
      while (!text.empty() && ascii::is_wsp(text.back())) text.remove_suffix(1);
    }
    if (text.empty()) {
      ++empty_lines_;
      return;
    }
    any_ = true;
    for (; empty_lines_ > 0; --empty_lines_) out_ += "\r\n";
    if (form_.relaxed) {
      add_relaxed(text);
    } else {
      out_ += text;
    }
    out_ += "\r\n";
  }
  void add_relaxed(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      if (ascii::is_wsp(text[i])) {
        out_ += ' ';
        while (i < text.size() && ascii::is_wsp(text[i])) ++i;
        continue;
      }
      static constexpr OctetSet spaces(" \t");
      const std::size_t end = spaces.find(text, i);
      out_ += text.substr(i, end - i);
      i = end;
    }
  }
  void flush(std::size_t end) {
    if (!out_.empty()) sink_(std::string_view(out_), end);
    out_.clear();
  }

  std::string_view body_;
  Canonicalization form_;
  Sink& sink_;
  std::string out_;
  std::size_t empty_lines_ = 0;
  bool any_ = false;
};

template <typename Sink>
void canonicalize(std::string_view body, const Canonicalization& form, std::size_t chunk,
                  Sink sink) {
  Canonical<Sink>(body, form, sink).run(chunk);
}

}  // namespace

std::size_t canonical_length(std::string_view body, const Canonicalization& form) {
  std::size_t length = 0;
  canonicalize(body, form, chunk_octets,
               [&](std::string_view octets, std::size_t) { length += octets.size(); });
  return length;
}

std::string body_hash(std::string_view body, const Canonicalization& form) {
  Sha256 hash;
  std::size_t left = form.length.value_or(npos);
  canonicalize(body, form, chunk_octets, [&](std::string_view octets, std::size_t) {
    octets = octets.substr(0, left);
    left -= octets.size();
    hash.add(octets);
  });
  return hash.finish();
}

std::optional<std::size_t> find_hashed_prefix(std::string_view body, const Canonicalization& form,
                                              std::string_view wanted) {
  Sha256 hash;
  std::optional<std::size_t> found;
  std::size_t lines = 0;
  canonicalize(body, form, 1, [&](std::string_view octets, std::size_t end) {
    if (found || ++lines > lines_tried) return;
    hash.add(octets);
    if (Sha256(hash).finish() == wanted) found = end;
  });
  return found;
}

}  // namespace maillint
