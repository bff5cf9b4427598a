// The error catalogue: storage, looking up, matching.
#include "rules/catalogue/catalogue.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "lint/ascii.h"
#include "lint/bounce/delivery_report.h"
#include "lint/case_fold.h"
#include "lint/rule.h"
#include "rules/catalogue/matcher.h"
#include "rules/catalogue/packed.h"
#include "rules/catalogue/reader.h"

namespace maillint {

struct Catalogue::Data {
  Data(PackedStorage packed, PackedCatalogue view)
      : storage(std::move(packed)),
        tables(unpack(view)),
        matcher(tables.entries, Matcher::Tier::exact) {
    for (const Entry& entry : tables.entries) {
      if (entry.is_code_only()) code_entries.push_back(&entry);
    }
  }
  PackedStorage storage;  // empty for the built-in one
  CatalogueTables tables;
  Matcher matcher;
  // Few replies need it: made when the first one does.
  std::once_flag loose_once;
  std::optional<Matcher> loose_matcher;
  std::vector<const Entry*> code_entries;
};

namespace {

/// A later file's entry or provider takes the place of an earlier one.
void merge(CatalogueData& into, CatalogueData from) {
  for (EntryData& entry : from.entries) {
    const auto same = std::ranges::find(into.entries, entry.id, &EntryData::id);
    if (same == into.entries.end()) {
      into.entries.push_back(std::move(entry));
    } else {
      *same = std::move(entry);
    }
  }
  for (ProviderData& provider : from.providers) {
    const auto same = std::ranges::find(into.providers, provider.id, &ProviderData::id);
    if (same == into.providers.end()) {
      into.providers.push_back(std::move(provider));
    } else {
      *same = std::move(provider);
    }
  }
  std::ranges::move(from.blocklists, std::back_inserter(into.blocklists));
  std::ranges::move(from.groups, std::back_inserter(into.groups));
}

std::vector<std::string> copy(std::span<const std::string_view> list) {
  return {list.begin(), list.end()};
}

EntryTextData copy(const EntryText& text) {
  return {std::string(text.title), std::string(text.cause), copy(text.steps)};
}

EntryData copy(const Entry& entry) {
  EntryData out{.id = std::string(entry.id),
                .provider = std::string(entry.provider),
                .text = copy(entry.text),
                .regex = std::string(entry.regex),
                .hosts = copy(entry.hosts),
                .reply_codes = copy(entry.reply_codes),
                .status_codes = copy(entry.status_codes),
                .commands = copy(entry.commands),
                .category = std::string(entry.category),
                .permanence = entry.permanence,
                .retry = entry.retry,
                .who = entry.who,
                .retry_after_seconds = entry.retry_after_seconds,
                .hosts_required = entry.hosts_required,
                .verified = entry.verified,
                .loose = entry.loose,
                .steps = {},
                .en = copy(entry.en),
                .de = copy(entry.de),
                .shares_text_with = copy(entry.shares_text_with),
                .supported_by = {},
                .contradicted_by = {},
                .source = std::string(entry.source),
                .like = {},
                .examples = {},
                .where = "built-in"};
  for (const Step& step : entry.steps) {
    out.steps.push_back({step.who, copy(step.rules), std::string(step.when)});
  }
  for (const Evidence& item : entry.supported_by) {
    out.supported_by.push_back({std::string(item.sign), item.weight});
  }
  for (const Evidence& item : entry.contradicted_by) {
    out.contradicted_by.push_back({std::string(item.sign), item.weight});
  }
  return out;
}

CatalogueData built_in_data() {
  const CatalogueTables tables = unpack(built_in_packed);
  CatalogueData data;
  for (const Entry& entry : tables.entries) data.entries.push_back(copy(entry));
  for (const Provider& provider : tables.providers) {
    data.providers.push_back(
        {std::string(provider.id), std::string(provider.name), copy(provider.hosts)});
  }
  for (const Blocklist& list : tables.blocklists) {
    data.blocklists.push_back({std::string(list.name), std::string(list.operator_name),
                               copy(list.words), std::string(list.lookup), std::string(list.who)});
  }
  for (const SignGroup& group : tables.groups) {
    data.groups.push_back({std::string(group.name), copy(group.signs)});
  }
  return data;
}

/// How specific a code entry is for this reply: 0 if it does not fit.
int code_rank(const Entry& entry, const ReplyFacts& reply) {
  const auto exact = [](std::span<const std::string_view> globs, std::string_view code) {
    return std::ranges::find(globs, code) != globs.end();
  };
  if (!entry.commands.empty() &&
      (reply.command.empty() || !code_fits(entry.commands, reply.command)))
    return 0;
  const int with_command = entry.commands.empty() ? 0 : 1;
  if (!entry.status_codes.empty()) {
    if (reply.status.empty() || !code_fits(entry.status_codes, reply.status)) return 0;
    // "x.0.0" says less than any reply code does.
    if (reply.status.ends_with(".0.0")) return 10 + with_command;
    return (exact(entry.status_codes, reply.status) ? 60 : 50) + with_command;
  }
  if (reply.reply_code.empty() || !code_fits(entry.reply_codes, reply.reply_code)) return 0;
  return (exact(entry.reply_codes, reply.reply_code) ? 40 : 5) + with_command;
}

}  // namespace

Catalogue::Catalogue(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Catalogue::~Catalogue() = default;

Result<std::unique_ptr<const Catalogue>> Catalogue::with(std::span<const CatalogueFile> files) {
  CatalogueData all = built_in_data();
  for (const CatalogueFile& file : files) {
    CatalogueData data;
    if (const auto read = read_catalogue(file.text, file.path, data); !read) {
      return tl::unexpected(read.error());
    }
    merge(all, std::move(data));
  }
  if (const auto checked = complete_catalogue(all); !checked)
    return tl::unexpected(checked.error());
  PackedStorage packed = pack(all);
  auto data = std::make_unique<Data>(PackedStorage{}, PackedCatalogue{packed.pool, packed.words});
  data->storage = std::move(packed);
  return std::unique_ptr<const Catalogue>(new Catalogue(std::move(data)));
}

std::span<const Entry> Catalogue::entries() const { return data_->tables.entries; }
std::span<const Provider> Catalogue::providers() const { return data_->tables.providers; }
std::span<const Blocklist> Catalogue::blocklists() const { return data_->tables.blocklists; }
std::span<const SignGroup> Catalogue::sign_groups() const { return data_->tables.groups; }

const Entry* Catalogue::find(std::string_view id) const {
  for (const Entry& entry : entries()) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

const Provider* Catalogue::provider(std::string_view id) const {
  for (const Provider& provider : providers()) {
    if (ascii::equal(provider.id, id) || ascii::equal(provider.name, id)) return &provider;
  }
  return nullptr;
}

const Provider* Catalogue::provider_of_host(std::string_view host) const {
  if (host.empty()) return nullptr;
  const std::string lower = ascii::to_lower(host);
  for (const Provider& provider : providers()) {
    for (const std::string_view glob : provider.hosts) {
      if (glob_match(glob, lower)) return &provider;
    }
  }
  return nullptr;
}

const Blocklist* Catalogue::blocklist_in(std::string_view normalised) const {
  for (const Blocklist& list : blocklists()) {
    for (const std::string_view word : list.words) {
      if (normalised.find(word) != std::string_view::npos) return &list;
    }
  }
  return nullptr;
}

std::vector<EntryMatch> Catalogue::match_text(const ReplyFacts& reply) const {
  return data_->matcher.match(reply);
}

std::vector<EntryMatch> Catalogue::match_loosely(const ReplyFacts& reply) const {
  std::call_once(data_->loose_once, [&] {
    data_->loose_matcher.emplace(data_->tables.entries, Matcher::Tier::loose);
  });
  return data_->loose_matcher->match(reply);
}

std::vector<EntryMatch> Catalogue::match_codes(const ReplyFacts& reply) const {
  std::vector<std::pair<int, const Entry*>> ranked;
  for (const Entry* entry : data_->code_entries) {
    if (const int rank = code_rank(*entry, reply); rank > 0) ranked.emplace_back(rank, entry);
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, [](const auto& x) { return x.first; });
  std::vector<EntryMatch> out;
  for (const auto& [rank, entry] : ranked) out.push_back({.entry = entry});
  return out;
}

const Catalogue& built_in_catalogue() {
  static const Catalogue catalogue(
      std::make_unique<Catalogue::Data>(PackedStorage{}, built_in_packed));
  return catalogue;
}

std::string normalise_reply(std::string_view text) { return to_lower_case(join_reply_lines(text)); }

}  // namespace maillint
