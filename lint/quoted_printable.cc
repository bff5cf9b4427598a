// Quoted-printable bodies.
#include <algorithm>
#include <cstring>

#include "lint/ascii.h"
#include "lint/limits.h"
#include "lint/transfer_decoder.h"

namespace maillint {
namespace {

constexpr std::size_t line_octets = 76;

}  // namespace

DecodedBody QuotedPrintableBody::decode() {
  out_.reserve(std::min(raw_.size(), limits::decoded_octets));
  const bool has_lf = raw_.find('\n') != std::string_view::npos;
  const char line_end = has_lf ? '\n' : '\r';
  for (std::size_t begin = 0; begin < raw_.size();) {
    const std::size_t found = raw_.find(line_end, begin);
    const std::size_t next = found == std::string_view::npos ? raw_.size() : found + 1;
    std::size_t end = found == std::string_view::npos ? raw_.size() : found;
    if (has_lf && end > begin && end < next && raw_[end - 1] == '\r') --end;
    if (end - begin > line_octets) note(TransferProblem::qp_line_over_76, begin, end);
    std::size_t content_end = end;
    while (content_end > begin && ascii::is_wsp(raw_[content_end - 1])) --content_end;
    if (content_end > begin && raw_[content_end - 1] == '=') {
      line(begin, content_end - 1);  // a soft line break
      if (end == raw_.size()) note(TransferProblem::qp_open_end, content_end - 1, content_end);
    } else {
      line(begin, content_end);
      copy(end, next);
    }
    begin = next;
    if (out_.size() >= limits::decoded_octets) {
      if (begin < raw_.size()) note(TransferProblem::limit_decoded_octets, begin, raw_.size());
      break;
    }
  }
  return take();
}

void QuotedPrintableBody::line(std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t escape = std::min(raw_.substr(0, end).find('=', begin), end);
    copy(begin, escape);
    if (escape == end) return;
    if (end - escape < 3 || !ascii::is_hex(raw_[escape + 1]) || !ascii::is_hex(raw_[escape + 2])) {
      note(TransferProblem::qp_bad_escape, escape, std::min(escape + 3, end));
      copy(escape, escape + 1);
      begin = escape + 1;
      continue;
    }
    const auto octet = static_cast<char>(ascii::hex_value(raw_[escape + 1]) * 16 +
                                         ascii::hex_value(raw_[escape + 2]));
    if (raw_[escape + 1] >= 'a' || raw_[escape + 2] >= 'a') {
      note(TransferProblem::qp_lower_case_hex, escape, escape + 3);
    }
    if (octet == '\r' && ascii::starts_with(raw_.substr(escape + 3), "=0A")) {
      note(TransferProblem::qp_encoded_crlf, escape, escape + 6);
    }
    out_ += octet;
    map_.append(1, source_begin_ + escape, 1, 3);
    begin = escape + 3;
  }
}

void QuotedPrintableBody::copy(std::size_t begin, std::size_t end) {
  end =
      std::min(end, begin + limits::decoded_octets - std::min(out_.size(), limits::decoded_octets));
  out_.append(raw_.substr(begin, end - begin));
  map_.append(end - begin, source_begin_ + begin);
}

}  // namespace maillint
