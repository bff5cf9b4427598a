// Domains that a project says it knows: its own, those its mailing service rewrites links to, and
// shorteners that it uses.
#pragma once

#include <string>
#include <vector>

namespace maillint {

struct Report;

/// Lower case, without a dot at the end; subdomains are meant too.
struct KnownDomains {
  std::vector<std::string> own;
  std::vector<std::string> tracking;
  std::vector<std::string> shorteners;
};

/// Moves findings of rules that doubt a host to report.suppressed where the host is known: a
/// shortener that is allowed, a look-alike that is the project's own domain.
void leave_out_known_hosts(const KnownDomains& known, Report& report);

}  // namespace maillint
