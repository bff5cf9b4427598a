// Mail inside one organization.
#include "rules/link/internal.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/lists.h"

namespace maillint {

bool is_intranet_host(std::string_view host) {
  static constexpr std::string_view suffixes[] = {"local", "lan",      "internal",    "intranet",
                                                  "corp",  "localnet", "localdomain", "home"};
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return last.size() == host.size() || host.ends_with(".home.arpa") ||
         std::ranges::find(suffixes, last) != std::end(suffixes);
}

bool is_internal_mail(const Facts& facts) {
  const Mailbox* author = facts.author();
  if (author == nullptr || author->domain.empty()) return false;
  if (is_intranet_host(facts.author_domain())) return true;
  const bool shared = lists::is_freemail(facts.author_domain());
  for (const AddressList& list : facts.address_lists()) {
    if (list.id != FieldId::to && list.id != FieldId::cc && list.id != FieldId::bcc) continue;
    for (const Mailbox& mailbox : list.mailboxes) {
      if (mailbox.domain.empty()) continue;
      const bool same = shared
                            ? mailbox.domain == author->domain &&
                                  ascii::equal(mailbox.local_part, author->local_part)
                            : organizational_domain(mailbox.domain) == facts.author_organization();
      if (same) return true;
    }
  }
  return false;
}

}  // namespace maillint
