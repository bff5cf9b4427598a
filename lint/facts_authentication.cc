// Facts about signatures and recorded results, computed once and when asked for.
#include <algorithm>

#include "lint/body_hash.h"
#include "lint/facts.h"
#include "lint/facts_cache.h"
#include "lint/limits.h"
#include "lint/mimetic_adapter.h"

namespace maillint {
namespace {

// Hashing is the only work that grows with them; RFC 6376 6.1 lets verifiers stop.
constexpr std::size_t signatures_kept = 100;
constexpr std::size_t signatures_hashed = 5;
constexpr std::size_t explained_octets = std::size_t{4} << 20;
constexpr std::size_t results_kept = 100;

std::string decoded_hash(std::string_view value) {
  const auto digits = base64_digits(value);
  if (!digits) return {};
  std::string octets(digits->size() / 4 * 3 + 3, '\0');
  octets.resize(decode_base64_digits(*digits, octets.data()));
  return octets;
}

/// Without the ">" that mbox files put before "From " at the begin of a line.
std::string without_mbox_quotes(std::string_view body) {
  std::string text(body);
  for (std::size_t at = text.find("\n>From "); at != std::string::npos;
       at = text.find("\n>From ", at + 1))
    text.erase(at + 1, 1);
  return text;
}

BodyHash compare(const Message& message, const DkimSignature& signature) {
  const std::string wanted = decoded_hash(signature.tags.value("bh"));
  constexpr std::size_t sha256_octets = 32;
  if (wanted.size() != sha256_octets || message.source().origin().cut_octets > 0) return {};
  const std::size_t begin = message.parts()[0].body.begin;
  const std::string_view body = message.octets().substr(begin);
  if (body.size() > limits::decoded_octets) return {};
  Canonicalization form{.relaxed = signature.relaxed_body};
  if (signature.body_length) form.length = static_cast<std::size_t>(*signature.body_length);
  if (body_hash(body, form) == wanted) {
    const bool has_bare_lf = message.line_end() == LineEnd::mixed;
    if (!has_bare_lf) return {.state = BodyHash::State::matches};
    form.line_ends = LineEndReading::verbatim;
    return {.state = body_hash(body, form) == wanted ? BodyHash::State::matches
                                                     : BodyHash::State::matches_with_crlf};
  }
  form.line_ends = LineEndReading::verbatim;
  if (message.line_end() != LineEnd::crlf && body_hash(body, form) == wanted)
    return {.state = BodyHash::State::matches_verbatim};
  form.line_ends = LineEndReading::as_crlf;
  if (body.find("\n>From ") != std::string_view::npos &&
      body_hash(without_mbox_quotes(body), form) == wanted)
    return {.state = BodyHash::State::matches};
  BodyHash result{.state = BodyHash::State::differs};
  if (signature.body_length || body.size() > explained_octets) return result;
  if (const auto end = find_hashed_prefix(body, form, wanted))
    result.appended = span_of(begin + *end, message.octets().size());
  form.relaxed = !form.relaxed;
  result.other_canonicalization = body_hash(body, form) == wanted;
  return result;
}

}  // namespace

std::span<const DkimSignature> Facts::dkim_signatures() const {
  if (!cache_->dkim_signatures) {
    std::vector<DkimSignature>& signatures = cache_->dkim_signatures.emplace();
    if (message_.has(FieldId::dkim_signature)) {
      for (const Field& field : message_.fields()) {
        if (field.id != FieldId::dkim_signature || signatures.size() == signatures_kept) continue;
        signatures.push_back(parse_dkim_signature(message_.body(field), field.body.begin));
        signatures.back().field = &field;
      }
    }
  }
  return *cache_->dkim_signatures;
}

std::span<const RecordedResults> Facts::authentication_results() const {
  if (!cache_->authentication_results) {
    std::vector<RecordedResults>& all = cache_->authentication_results.emplace();
    if (message_.has(FieldId::authentication_results)) {
      for (const Field& field : message_.fields()) {
        if (field.id != FieldId::authentication_results || all.size() == results_kept) continue;
        all.push_back(
            {.field = &field,
             .parsed = parse_authentication_results(message_.body(field), field.body.begin)});
      }
    }
  }
  return *cache_->authentication_results;
}

const ArcChain& Facts::arc() const {
  if (!cache_->arc) cache_->arc = read_arc_chain(message_);
  return *cache_->arc;
}

const BodyHash& Facts::body_hash(const DkimSignature& signature) const {
  static const BodyHash unknown;
  std::vector<std::pair<const Field*, BodyHash>>& known = cache_->body_hashes;
  const auto found =
      std::ranges::find(known, signature.field, &std::pair<const Field*, BodyHash>::first);
  if (found != known.end()) return found->second;
  if (known.size() == signatures_hashed) return unknown;
  if (known.empty()) known.reserve(signatures_hashed);  // references are given away
  return known.emplace_back(signature.field, compare(message_, signature)).second;
}

}  // namespace maillint
