// Rules auth-arc-set-structure, auth-arc-cv-fail: the chain of ARC sets.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view structure_references[] = {"RFC 8617 4.2", "RFC 8617 5.2"};
constexpr std::string_view fail_references[] = {"RFC 8617 5.2"};
constexpr std::uint32_t most_sets = 50;

std::size_t kind_of(const ArcField& field) {
  return field.id == FieldId::arc_seal ? 0 : field.id == FieldId::arc_message_signature ? 1 : 2;
}

/// The i= tag, or the field's name where it has none.
Span instance_span(const Message& message, const ArcField& field) {
  if (const SignatureTag* tag = field.signature.tags.find("i")) return tag->span;
  if (field.id == FieldId::arc_authentication_results && field.instance)
    return message.trimmed(*field.field);
  return field.field->name;
}

struct Set {
  std::array<const ArcField*, 3> fields{};
};

/// Sets by instance; fields with a wrong or repeated one are reported.
std::map<std::uint32_t, Set> sets_of(const Message& message, const ArcChain& chain,
                                     const Reporter& report) {
  std::map<std::uint32_t, Set> sets;
  for (const ArcField& field : chain.fields) {
    if (!field.instance || *field.instance == 0 || *field.instance > most_sets) {
      report(instance_span(message, field),
             !field.instance ? "no i= with a number"
                             : fmt::format("i={} is not within 1 and 50", *field.instance));
      continue;
    }
    const ArcField*& place = sets[*field.instance].fields[kind_of(field)];
    if (place != nullptr) {
      report(instance_span(message, field),
             fmt::format("a second {} with i={}", field_name(field.id), *field.instance));
      continue;
    }
    place = &field;
  }
  return sets;
}

void check_seal(const ArcField& seal, const Reporter& report) {
  const TagList& tags = seal.signature.tags;
  const std::string_view verdict = tags.value("cv");
  const bool is_first = seal.instance == 1U;
  if (const SignatureTag* names = tags.find("h"))
    report(names->span, "h= has no place in ARC-Seal");
  const bool known = ascii::equal(verdict, "none") || ascii::equal(verdict, "pass") ||
                     ascii::equal(verdict, "fail");
  if (!known) {
    report(tag_span(seal.signature, "cv"), "cv= must be none, pass or fail");
  } else if (is_first != ascii::equal(verdict, "none") && !ascii::equal(verdict, "fail")) {
    report(tag_span(seal.signature, "cv"),
           is_first ? "the first seal has cv=none" : "only the first seal has cv=none");
  }
}

void structure(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  const std::map<std::uint32_t, Set> sets = sets_of(message, facts.arc(), report);
  std::uint32_t expected = 1;
  for (const auto& [instance, set] : sets) {
    const ArcField* any = *std::ranges::find_if(set.fields, [](auto* f) { return f != nullptr; });
    if (instance != expected)
      report(instance_span(message, *any), fmt::format("i={} is missing below it", expected));
    expected = instance + 1;
    constexpr FieldId kinds[] = {FieldId::arc_seal, FieldId::arc_message_signature,
                                 FieldId::arc_authentication_results};
    for (std::size_t kind = 0; kind < set.fields.size(); ++kind) {
      if (set.fields[kind] == nullptr)
        report(instance_span(message, *any),
               fmt::format("i={} has no {}", instance, field_name(kinds[kind])));
    }
    if (set.fields[0] != nullptr) check_seal(*set.fields[0], report);
  }
}

void failed(const Message&, const Facts& facts, const Settings&, const Reporter& report) {
  const ArcField* seal = facts.arc().newest(FieldId::arc_seal);
  if (seal != nullptr && ascii::equal(seal->signature.tags.value("cv"), "fail")) {
    report(tag_span(seal->signature, "cv"), "the newest seal says cv=fail");
    return;
  }
  const ArcField* signature = facts.arc().newest(FieldId::arc_message_signature);
  if (signature == nullptr) return;
  const BodyHash& hash = facts.body_hash(signature->signature);
  if (hash.state == BodyHash::State::differs)
    report(tag_span(signature->signature, "bh"), "the body was changed after the newest seal");
}

}  // namespace

constinit const Rule auth_arc_set_structure{
    .id = "auth-arc-set-structure",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The ARC sets are not complete and in order",
    .why =
        "A chain with a gap, a double or a wrong cv= is invalid as a whole, so that nobody "
        "believes what it carries.",
    .remedy = "Let nothing remove or repeat ARC fields; update the software that seals.",
    .references = structure_references,
    .check = structure,
};

constinit const Rule auth_arc_cv_fail{
    .id = "auth-arc-cv-fail",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "The ARC chain is broken",
    .why =
        "What the chain says of the message's origin no longer counts, so a forwarded message "
        "may be refused by DMARC.",
    .remedy = "Seal after all changes: footers and notices come before ARC.",
    .references = fail_references,
    .check = failed,
};

}  // namespace maillint::rules
