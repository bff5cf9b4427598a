// Rules client-*: a feature of HTML or CSS that target mail programs do not support.
#include <fmt/format.h>

#include <bit>
#include <optional>
#include <string>
#include <vector>

#include "lint/web/html_structure.h"
#include "rules/client/feature.h"
#include "rules/clients.h"

namespace maillint::rules::client {
namespace {

/// A feature is reported if one of the target programs lacks it, and fewer percent of them support
/// it. What is an extra, or is there in part, is reported only where somebody asks (--min-support).
constexpr unsigned least_support(Loss loss) {
  switch (loss) {
    case Loss::essential:
      return 95;
    case Loss::look:
      return 75;
    case Loss::extra:
      break;
  }
  return 0;
}

/// Families named in one message.
constexpr std::size_t families_named = 5;

/// Support in part is half of it; programs that nobody tested don't count.
unsigned percent(const Feature& feature, std::uint64_t targets) {
  const int yes = std::popcount(feature.supported & targets);
  const int partly = std::popcount(feature.partly & targets);
  const int all = yes + partly + std::popcount(feature.unsupported & targets);
  return all == 0 ? 100 : static_cast<unsigned>((200 * yes + 100 * partly) / (2 * all));
}

/// "Gmail, Outlook (Windows, web)": no platforms where all those of the family are meant.
std::string names_of(std::uint64_t programs, std::uint64_t targets) {
  const auto clients = mail_clients();
  std::string out;
  std::size_t families = 0;
  for (std::size_t i = 0; i < clients.size();) {
    const std::string_view family = clients[i].family;
    const std::size_t first = i;
    std::string platforms;
    std::size_t targeted = 0;
    bool all = true;
    for (; i < clients.size() && clients[i].family == family; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      if ((targets & bit) == 0) continue;
      ++targeted;
      all = all && (programs & bit) != 0;
      if ((programs & bit) == 0) continue;
      platforms += fmt::format("{}{}", platforms.empty() ? "" : ", ", clients[i].platform);
    }
    if (platforms.empty() || ++families > families_named) continue;
    const bool is_family = all && (targeted > 1 || i - first == 1);
    out += out.empty() ? "" : ", ";
    out += is_family ? std::string(family) : fmt::format("{} ({})", family, platforms);
  }
  if (families > families_named) out += fmt::format(" and {} more", families - families_named);
  return out;
}

/// "no display: flex in Outlook (Windows); in part in Gmail".
std::string message_of(const Feature& feature, std::uint64_t targets) {
  const std::string none = names_of(feature.unsupported & targets, targets);
  const std::string partly = names_of(feature.partly & targets, targets);
  if (none.empty()) return fmt::format("{} only in part in {}", feature.title, partly);
  const std::string rest = partly.empty() ? "" : fmt::format("; in part in {}", partly);
  return fmt::format("no {} in {}{}", feature.title, none, rest);
}

/// Whether the targets support too little of the feature.
bool lack(std::uint64_t targets, const Feature& feature, std::optional<unsigned> min_support) {
  const std::uint64_t lacking =
      min_support ? feature.partly | feature.unsupported : feature.unsupported;
  return (lacking & targets) != 0 &&
         percent(feature, targets) < min_support.value_or(least_support(feature.loss));
}

std::uint64_t without_outlook(std::uint64_t programs) {
  static const std::uint64_t outlook = clients_named("outlook.windows");
  return programs & ~outlook;
}

struct Lacks {
  bool all = false;
  bool others = false;  // than Outlook
};

Lacks lacks_of(const Feature& feature, std::uint64_t all, std::optional<unsigned> min_support) {
  return {.all = lack(all, feature, min_support),
          .others = lack(without_outlook(all), feature, min_support)};
}

/// What the default programs lack, by number of the feature: few runs name others.
const std::vector<Lacks>& default_lacks() {
  static const std::vector<Lacks> lacks = [] {
    std::vector<Lacks> out;
    for (const Feature& feature : features())
      out.push_back(lacks_of(feature, default_clients(), std::nullopt));
    return out;
  }();
  return lacks;
}

}  // namespace

void check_feature(const Feature& feature, const HtmlBody& html, const Facts& facts,
                   const Settings& settings, const Reporter& report) {
  static const TargetClients unsaid;
  const TargetClients& wanted = settings.clients == nullptr ? unsaid : *settings.clients;
  const std::uint64_t all = wanted.programs != 0 ? wanted.programs : default_clients();
  const bool is_default = wanted.programs == 0 && !wanted.min_support;
  const auto number = static_cast<std::size_t>(&feature - features().data());
  const auto [all_lack, others_lack] =
      is_default ? default_lacks()[number] : lacks_of(feature, all, wanted.min_support);
  if (!all_lack && !others_lack) return;

  const WebUses& uses = html.structure().uses(html.html());
  const std::vector<std::uint32_t> found = uses_of(feature, uses);
  if (found.empty()) return;
  const std::string of_all = all_lack ? message_of(feature, all) : std::string();
  const std::string of_others =
      others_lack ? message_of(feature, without_outlook(all)) : std::string();
  for (const std::uint32_t index : found) {
    const bool is_hidden = (uses[index].guards & hidden_from_outlook) != 0;
    const std::string& message = is_hidden ? of_others : of_all;
    if (!message.empty()) report(facts.place_in(html, uses.place(uses[index])), message);
  }
}

}  // namespace maillint::rules::client
