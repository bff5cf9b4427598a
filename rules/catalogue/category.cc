// The categories of refusals, and what other tools call them.
#include "rules/catalogue/category.h"

namespace maillint {
namespace {

using enum AddressFault;

constexpr Category table[] = {
    {"recipient-unknown", "invalid-recipient", yes, "userunknown", "InvalidRecipient"},
    {"recipient-disabled", "invalid-recipient", if_permanent, "suspend", "InactiveMailbox"},
    {"recipient-moved", "invalid-recipient", yes, "hasmoved", "InactiveMailbox"},
    {"recipient-refused", "invalid-recipient", no, "filtered", "InvalidRecipient"},
    {"mailbox-full", "mailbox-full", no, "mailboxfull", "QuotaIssues"},
    {"message-too-large", "spam-content", no, "mesgtoobig", "QuotaIssues"},
    {"domain-not-found", "network-dns-system", if_permanent, "hostunknown", "BadDomain"},
    {"domain-no-mail", "network-dns-system", yes, "notaccept", "BadDomain"},
    {"dns-error", "network-dns-system", no, "networkerror", "DNSFailure"},
    {"network-error", "network-dns-system", no, "networkerror", "BadConnection"},
    {"delivery-expired", "network-dns-system", no, "expired", "MessageExpired"},
    {"mail-loop", "other", no, "networkerror", "RoutingErrors"},
    {"spam-content", "spam-content", no, "spamdetected", "SpamContent"},
    {"virus", "spam-content", no, "virusdetected", "VirusRelated"},
    {"content-rejected", "spam-content", no, "contenterror", "ContentRelated"},
    {"ip-blocklisted", "reputation", no, "blocked", "SpamBlock"},
    {"reputation", "reputation", no, "badreputation", "SpamBlock"},
    {"no-ptr", "reputation", no, "requireptr", "InvalidSender"},
    {"auth-failed", "auth-policy", no, "authfailure", "AuthenticationFailed"},
    {"sender-rejected", "auth-policy", no, "rejected", "InvalidSender"},
    {"relay-denied", "auth-policy", no, "norelaying", "RelayDenied"},
    {"auth-required", "auth-policy", no, "securityerror", "AuthenticationFailed"},
    {"tls-failed", "auth-policy", no, "failedstarttls", "ProtocolErrors"},
    {"policy", "auth-policy", no, "policyviolation", "PolicyRelated"},
    {"rate-limited", "rate-temp", no, "speeding", "TransientFailure"},
    {"too-many-connections", "rate-temp", no, "toomanyconn", "TransientFailure"},
    {"greylisted", "rate-temp", no, "greylisted", "TransientFailure"},
    {"system-full", "network-dns-system", no, "systemfull", "QuotaIssues"},
    {"system-error", "network-dns-system", no, "systemerror", "BadConfiguration"},
    {"local-delivery-error", "network-dns-system", no, "mailererror", "Uncategorized"},
    {"protocol-error", "network-dns-system", no, "syntaxerror", "ProtocolErrors"},
    {"unclassified", "-", no, "onhold", "Uncategorized"},
    {"suppressed", "invalid-recipient", if_named, "suspend", "InactiveMailbox"},
};

}  // namespace

std::span<const Category> categories() { return table; }

const Category* find_category(std::string_view name) {
  for (const Category& category : table) {
    if (category.name == name) return &category;
  }
  return nullptr;
}

}  // namespace maillint
