// What rules dkim-* and auth-* ask of a signature.
#include "rules/signature.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/signs.h"

namespace maillint::rules {

Span tag_span(const DkimSignature& signature, std::string_view name) {
  const SignatureTag* tag = signature.tags.find(name);
  if (tag == nullptr) return signature.field->name;
  return tag->value.empty() ? tag->span : tag->value_span;
}

bool is_signed(const Facts& facts, std::string_view name) {
  return std::ranges::any_of(facts.dkim_signatures(),
                             [&](const DkimSignature& s) { return s.covers(name); });
}

bool is_aligned(const Facts& facts, const DkimSignature& signature) {
  return !signature.domain.empty() && !facts.author_domain().empty() &&
         organizational_domain(signature.domain) == facts.author_organization();
}

const DkimSignature* main_signature(const Facts& facts) {
  const std::span<const DkimSignature> all = facts.dkim_signatures();
  if (all.empty()) return nullptr;
  const auto own =
      std::ranges::find_if(all, [&](const DkimSignature& s) { return is_aligned(facts, s); });
  return own == all.end() ? &all.front() : &*own;
}

std::optional<std::int64_t> arrival(const Facts& facts) {
  for (const Received& hop : facts.hops()) {
    if (hop.time) return hop.time->seconds;
  }
  return std::nullopt;
}

std::int64_t arrival_or_now(const Facts& facts, const Settings& settings) {
  return arrival(facts).value_or(settings.now.seconds);
}

bool is_google_form(const DkimSignature& signature) {
  return signature.covers("mime-version") && !signature.covers("content-type") &&
         signature.times_signed("from") >= 2 && signature.times_signed("subject") >= 2;
}

const Field* rewritten_path(const Message& message) {
  const Field* path = message.find(FieldId::return_path);
  if (path == nullptr) return nullptr;
  const std::string_view body = message.body(*path);
  const bool is_srs = ascii::find(body, "srs0=") != std::string_view::npos ||
                      ascii::find(body, "srs1=") != std::string_view::npos ||
                      ascii::find(body, "srs0+") != std::string_view::npos;
  return is_srs ? path : nullptr;
}

bool is_forwarded(const Message& message) {
  return is_list_mail(message) || message.has(FieldId::resent_from) ||
         message.has(FieldId::resent_to) || message.has(FieldId::arc_seal) ||
         rewritten_path(message) != nullptr;
}

}  // namespace maillint::rules
