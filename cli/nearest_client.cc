// Did you mean that mail program?
#include <vector>

#include "cli/options.h"

namespace maillint::cli {

std::string nearest_client(std::string_view word) {
  std::vector<std::string_view> known;
  for (const MailClient& client : mail_clients()) {
    known.push_back(client.id);
    known.push_back(client.id.substr(0, client.id.find('.')));
  }
  const std::string hint = did_you_mean(word, known);
  return hint.empty() ? "maillint rules --clients lists them all" : hint;
}

}  // namespace maillint::cli
