// Whether a bounce answers mail of ours, or mail that somebody else sent in our name.
#include <algorithm>

#include "lint/address.h"
#include "lint/ascii.h"
#include "lint/message_id.h"
#include "rules/hygiene/event.h"

namespace maillint {
namespace {

bool is_own(std::string_view domain, std::span<const std::string> own) {
  while (domain.ends_with('.')) domain.remove_suffix(1);
  return std::ranges::any_of(own, [domain](const std::string& ours) {
    return ascii::equal(domain, ours) ||
           (domain.size() > ours.size() && ascii::ends_with(domain, ours) &&
            domain[domain.size() - ours.size() - 1] == '.');
  });
}

/// Of "Anna <anna@example.org> " too.
std::string_view bare_domain_of(std::string_view address) {
  std::string_view domain = domain_of(address);
  while (!domain.empty() && (domain.back() == '>' || ascii::is_space(domain.back())))
    domain.remove_suffix(1);
  return domain;
}

/// "bounces-42-jane=example.com@lists.example": the recipient inside our own return address.
bool has_verp(const Report& report, std::span<const std::string> own) {
  const auto encodes_recipient = [&](std::string_view local) {
    return std::ranges::any_of(report.recipients, [&](const ExplainedRefusal& refusal) {
      std::string encoded = refusal.refusal.address;
      const std::size_t at = encoded.rfind('@');
      if (at == std::string::npos) return false;
      encoded[at] = '=';
      return ascii::find(local, encoded) != std::string_view::npos;
    });
  };
  for (const Field& field : report.message->fields()) {
    const std::string_view name = report.message->source().text(field.name);
    if (!ascii::equal(name, "To") && !ascii::equal(name, "Delivered-To") &&
        !ascii::equal(name, "X-Original-To") && !ascii::equal(name, "Envelope-To"))
      continue;
    const std::string value = report.message->unfolded(field);
    const std::size_t at = value.rfind('@');
    if (at == std::string::npos || !is_own(bare_domain_of(value), own)) continue;
    if (encodes_recipient(std::string_view(value).substr(0, at))) return true;
  }
  return false;
}

/// A signature's d= tag; backscatter rarely holds one of the domain it abuses.
bool is_signed(const Message& original, std::span<const std::string> own) {
  for (const Field& field : original.fields()) {
    if (!ascii::equal(original.source().text(field.name), "DKIM-Signature")) continue;
    const std::string value = original.unfolded(field);
    for (std::string_view rest = value; !rest.empty();) {
      const std::size_t end = rest.find(';');
      const std::string_view tag = ascii::trim(rest.substr(0, end));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (!ascii::starts_with(tag, "d")) continue;
      const std::string_view after = ascii::trim(tag.substr(1));
      if (after.starts_with('=') && is_own(ascii::trim(after.substr(1)), own)) return true;
    }
  }
  return false;
}

/// In-Reply-To and References of the report name the message it answers.
bool answers_ours(const Report& report, std::span<const std::string> own) {
  for (const MessageIdField& field : report.facts->message_ids()) {
    if (field.id == FieldId::message_id) continue;
    for (const MessageId& id : field.parsed.ids) {
      if (is_own(id.right, own)) return true;
    }
  }
  return false;
}

std::string_view return_path(const Original& original, std::string& storage) {
  if (original.message == nullptr) return {};
  const Field* field = original.message->find(FieldId::return_path);
  if (field == nullptr) return {};
  storage = original.message->unfolded(*field);
  return bare_domain_of(storage);
}

}  // namespace

Ownership ownership_of(const Report& report, std::span<const std::string> own,
                       std::string& foreign_domain) {
  const Original& original = report.delivery->original;
  const bool told = has_verp(report, own) || answers_ours(report, own) ||
                    (original.message != nullptr && is_signed(*original.message, own));
  if (told) return Ownership::ours;
  const std::string_view id_domain = bare_domain_of(original.message_id);
  if (!id_domain.empty()) {
    // From and Return-Path are what a forger copies; the Message-ID is his own program's.
    if (is_own(id_domain, own)) return Ownership::ours;
    foreign_domain = ascii::to_lower(id_domain);
    return Ownership::foreign;
  }
  std::string storage;
  const std::string_view sender = return_path(original, storage);
  const std::string_view author = bare_domain_of(original.from);
  if (is_own(sender, own) || is_own(author, own)) return Ownership::ours;
  if (sender.empty() && author.empty()) return Ownership::unproven;
  foreign_domain = ascii::to_lower(sender.empty() ? author : sender);
  return Ownership::foreign;
}

}  // namespace maillint
