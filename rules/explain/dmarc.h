// Why a returned message fails DMARC, as far as its header shows it without DNS.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/facts.h"
#include "lint/settings.h"

namespace maillint {

/// The identifiers that DMARC compares (RFC 9989 4.4).
struct DmarcFacts {
  std::string author_domain;              // of From, "" if there is none
  std::vector<std::string> dkim_domains;  // d= of each DKIM-Signature
  std::string envelope_domain;            // of Return-Path, "" if it is not returned
  bool dkim_aligned = false;
  bool envelope_aligned = false;
};

DmarcFacts read_dmarc_facts(const Facts& original);
/// "From is example.org, there is no DKIM signature, and the envelope sender is at ...".
std::string describe_dmarc(const DmarcFacts& facts, Language language);
/// What the domain's administrator should do: a sentence.
std::string advise_dmarc(const DmarcFacts& facts, Language language);

}  // namespace maillint
