// Reads catalogue files (TOML), for the build and for --catalogue FILE.
#include "rules/catalogue/reader.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "lint/ascii.h"
#include "rules/catalogue/category.h"

namespace maillint {
namespace {

/// Thrown inside this file only, so that a reader of nested tables needs no error path at each
/// step.
struct Fault : std::exception {
  Fault(const toml::node& node, std::string message, std::string advice = {})
      : line(node.source().begin.line), what_it_is(std::move(message)), hint(std::move(advice)) {}
  std::size_t line;
  std::string what_it_is;
  std::string hint;
};

std::string joined(std::span<const std::string_view> names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

void only(const toml::table& table, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : table) {
    if (std::ranges::find(known, key.str()) != known.end()) continue;
    throw Fault(value, fmt::format("unknown key '{}'", key.str()),
                fmt::format("known here: {}", joined({known.begin(), known.size()})));
  }
}

std::string text_of(const toml::node& node, std::string_view key) {
  const auto value = node.value_exact<std::string>();
  if (!value) throw Fault(node, fmt::format("'{}' must be a string", key));
  return *value;
}

std::string text_at(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  return node == nullptr ? std::string() : text_of(*node, key);
}

std::string required_text(const toml::table& table, std::string_view key) {
  std::string text = text_at(table, key);
  if (text.empty()) throw Fault(table, fmt::format("'{}' is missing or empty", key));
  return text;
}

/// A list of strings; one string stands for a list of one.
std::vector<std::string> list_at(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = table.get(key);
  if (node == nullptr) return out;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& item : *array) out.push_back(text_of(item, key));
  } else {
    out.push_back(text_of(*node, key));
  }
  return out;
}

std::int64_t number_at(const toml::table& table, std::string_view key, std::int64_t low,
                       std::int64_t high) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return 0;
  const auto value = node->value_exact<std::int64_t>();
  if (!value || *value < low || *value > high) {
    throw Fault(*node, fmt::format("'{}' must be a number from {} to {}", key, low, high));
  }
  return *value;
}

bool flag_at(const toml::table& table, std::string_view key, bool otherwise) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value_exact<bool>();
  if (!value) throw Fault(*node, fmt::format("'{}' must be true or false", key));
  return *value;
}

template <typename Enum>
struct Named {
  std::string_view name;
  Enum value;
};
constexpr Named<Permanence> permanences[] = {{"by-reply", Permanence::by_reply},
                                             {"permanent", Permanence::permanent},
                                             {"temporary", Permanence::temporary}};
constexpr Named<Retry> retries[] = {{"by-reply", Retry::by_reply},
                                    {"no", Retry::no},
                                    {"automatic", Retry::automatic},
                                    {"after-fix", Retry::after_fix},
                                    {"later", Retry::later}};
constexpr Named<Who> turns[] = {{"sender", Who::sender},
                                {"sender-admin", Who::sender_admin},
                                {"recipient", Who::recipient},
                                {"recipient-admin", Who::recipient_admin},
                                {"provider-support", Who::provider_support},
                                {"nobody", Who::nobody}};

template <typename Enum, std::size_t N>
std::optional<Enum> choice_at(const toml::table& table, std::string_view key,
                              const Named<Enum> (&names)[N]) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const std::string text = text_of(*node, key);
  std::vector<std::string_view> known;
  for (const auto& named : names) {
    if (named.name == text) return named.value;
    known.push_back(named.name);
  }
  throw Fault(*node, fmt::format("'{}' is no value of '{}'", text, key),
              fmt::format("one of: {}", joined(known)));
}

std::vector<const toml::table*> tables_at(const toml::table& table, std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::node* node = table.get(key);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr) throw Fault(*node, fmt::format("'{}' must be a list of tables", key));
  for (const toml::node& item : *array) {
    if (!item.is_table()) throw Fault(item, fmt::format("'{}' must be a list of tables", key));
    out.push_back(item.as_table());
  }
  return out;
}

/// Letters are compared in lower case; an escape like \S would change its meaning with its case.
std::string lower_pattern(const toml::table& table, const std::string& pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '\\') continue;
    ++i;
    if (i < pattern.size() && pattern[i] != ascii::lower(pattern[i])) {
      throw Fault(table, fmt::format("the pattern holds the capital escape \\{}", pattern[i]),
                  "text is lower-cased before it is compared: write [^ ] for \\S");
    }
  }
  return ascii::to_lower(pattern);
}

EntryTextData words_of(const toml::table& table, std::vector<std::string> steps) {
  return {required_text(table, "title"), required_text(table, "cause"), std::move(steps)};
}

void read_steps(const toml::table& table, EntryData& entry, std::vector<std::string>& words) {
  for (const toml::table* step : tables_at(table, "steps")) {
    only(*step, {"who", "text", "rules", "when"});
    const auto who = choice_at(*step, "who", turns);
    if (!who) throw Fault(*step, "a step needs 'who'");
    entry.steps.push_back({*who, list_at(*step, "rules"), text_at(*step, "when")});
    words.push_back(required_text(*step, "text"));
  }
  if (words.empty()) throw Fault(table, "an entry needs 'steps'");
}

std::vector<EvidenceData> evidence_at(const toml::table& table, std::string_view key) {
  std::vector<EvidenceData> out;
  for (const toml::table* item : tables_at(table, key)) {
    only(*item, {"sign", "weight"});
    out.push_back({required_text(*item, "sign"),
                   static_cast<std::int32_t>(number_at(*item, "weight", 1, 1000))});
  }
  return out;
}

void read_matching(const toml::table& table, EntryData& entry) {
  for (std::string& text : list_at(table, "text")) {
    if (text.size() < 4)
      throw Fault(table, fmt::format("the text '{}' is too short", text), "at least 4 octets");
    entry.text.push_back(ascii::to_lower(text));
  }
  entry.regex = lower_pattern(table, text_at(table, "regex"));
  if (!entry.regex.empty() && entry.text.empty()) {
    throw Fault(table, "a 'regex' needs a 'text' that is always part of it",
                "patterns run only where their text was found");
  }
  entry.reply_codes = list_at(table, "reply");
  entry.status_codes = list_at(table, "status");
  entry.commands = list_at(table, "command");
  if (entry.text.empty() && entry.reply_codes.empty() && entry.status_codes.empty()) {
    throw Fault(table, "an entry needs 'text', 'reply' or 'status'");
  }
}

void read_examples(const toml::table& table, EntryData& entry) {
  for (const toml::table* example : tables_at(table, "examples")) {
    only(*example, {"line", "file", "host", "original"});
    entry.examples.push_back({text_at(*example, "line"), text_at(*example, "file"),
                              text_at(*example, "host"), text_at(*example, "original")});
    if (entry.examples.back().line.empty() == entry.examples.back().file.empty()) {
      throw Fault(*example, "an example has either 'line' or 'file'");
    }
  }
}

struct FileDefaults {
  std::string provider;
  std::vector<std::string> hosts;
  bool hosts_required = false;
  bool verified = true;
  std::string source;
};

/// An entry that lends everything but its patterns from another one (complete_catalogue).
EntryData read_loose_entry(const toml::table& table, EntryData entry) {
  only(table, {"id", "like", "text", "regex", "reply", "status", "command", "supported_by",
               "contradicted_by", "examples"});
  entry.like = required_text(table, "like");
  entry.loose = true;
  read_matching(table, entry);
  entry.supported_by = evidence_at(table, "supported_by");
  entry.contradicted_by = evidence_at(table, "contradicted_by");
  read_examples(table, entry);
  return entry;
}

EntryData read_entry(const toml::table& table, const FileDefaults& file) {
  EntryData entry;
  entry.id = required_text(table, "id");
  const std::size_t slash = entry.id.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == entry.id.size()) {
    throw Fault(table, fmt::format("'{}' is no id", entry.id), "ids are provider/problem");
  }
  entry.provider = entry.id.substr(0, slash);
  if (table.contains("like")) return read_loose_entry(table, std::move(entry));
  only(table, {"id",
               "text",
               "regex",
               "hosts",
               "hosts_required",
               "verified",
               "reply",
               "status",
               "command",
               "category",
               "permanence",
               "retry",
               "retry_after_seconds",
               "who",
               "title",
               "cause",
               "steps",
               "de",
               "shares_text_with",
               "supported_by",
               "contradicted_by",
               "source",
               "examples"});
  read_matching(table, entry);
  entry.hosts = table.contains("hosts") ? list_at(table, "hosts") : file.hosts;
  entry.hosts_required = flag_at(table, "hosts_required", file.hosts_required);
  entry.verified = flag_at(table, "verified", file.verified);
  entry.category = required_text(table, "category");
  if (find_category(entry.category) == nullptr) {
    throw Fault(*table.get("category"), fmt::format("no category is named '{}'", entry.category));
  }
  entry.permanence = choice_at(table, "permanence", permanences).value_or(Permanence::by_reply);
  entry.retry = choice_at(table, "retry", retries).value_or(Retry::by_reply);
  entry.retry_after_seconds =
      static_cast<std::uint32_t>(number_at(table, "retry_after_seconds", 0, 30 * 86400));
  std::vector<std::string> words;
  read_steps(table, entry, words);
  entry.who = choice_at(table, "who", turns).value_or(entry.steps.front().who);
  entry.en = words_of(table, std::move(words));
  if (const toml::node* node = table.get("de")) {
    const toml::table* de = node->as_table();
    if (de == nullptr) throw Fault(*node, "'de' must be a table");
    only(*de, {"title", "cause", "steps"});
    entry.de = words_of(*de, list_at(*de, "steps"));
    if (entry.de.steps.size() != entry.steps.size()) {
      throw Fault(*de, fmt::format("{} steps in English, {} in German", entry.steps.size(),
                                   entry.de.steps.size()));
    }
  }
  entry.shares_text_with = list_at(table, "shares_text_with");
  entry.supported_by = evidence_at(table, "supported_by");
  entry.contradicted_by = evidence_at(table, "contradicted_by");
  entry.source = table.contains("source") ? text_at(table, "source") : file.source;
  read_examples(table, entry);
  return entry;
}

void lower_all(std::vector<std::string>& list) {
  for (std::string& text : list) text = ascii::to_lower(text);
}

void read_file(const toml::table& table, const std::string& path, CatalogueData& data) {
  only(table, {"provider", "name", "hosts", "hosts_required", "verified", "source", "entry",
               "blocklist", "group"});
  FileDefaults file{text_at(table, "provider"), list_at(table, "hosts"),
                    flag_at(table, "hosts_required", false), flag_at(table, "verified", true),
                    text_at(table, "source")};
  lower_all(file.hosts);
  if (!file.provider.empty()) {
    data.providers.push_back({file.provider, required_text(table, "name"), file.hosts});
  }
  for (const toml::table* entry : tables_at(table, "entry")) {
    data.entries.push_back(read_entry(*entry, file));
    data.entries.back().where = fmt::format("{}:{}", path, entry->source().begin.line);
  }
  for (const toml::table* list : tables_at(table, "blocklist")) {
    only(*list, {"name", "operator", "words", "lookup", "who"});
    data.blocklists.push_back({required_text(*list, "name"), required_text(*list, "operator"),
                               list_at(*list, "words"), text_at(*list, "lookup"),
                               text_at(*list, "who")});
    lower_all(data.blocklists.back().words);
  }
  for (const toml::table* group : tables_at(table, "group")) {
    only(*group, {"name", "signs"});
    data.groups.push_back({required_text(*group, "name"), list_at(*group, "signs")});
  }
}

tl::unexpected<Error> wrong(const EntryData& entry, std::string what, std::string hint = {}) {
  return tl::unexpected(Error{.what = fmt::format("{}: {}: {}", entry.where, entry.id, what),
                              .hint = std::move(hint)});
}

Result<void> check_catalogue(const CatalogueData& data) {
  const auto find = [&](std::string_view id) -> const EntryData* {
    const auto at = std::ranges::find(data.entries, id, &EntryData::id);
    return at == data.entries.end() ? nullptr : &*at;
  };
  for (const EntryData& entry : data.entries) {
    if (const EntryData* first = find(entry.id); first != &entry) {
      return wrong(entry, fmt::format("the id is used at {} already", first->where));
    }
    for (const std::string& id : entry.shares_text_with) {
      const EntryData* other = find(id);
      if (other == nullptr) return wrong(entry, fmt::format("no entry is named '{}'", id));
      if (std::ranges::find(other->shares_text_with, entry.id) == other->shares_text_with.end()) {
        return wrong(entry, fmt::format("shares its text with {}, which does not say so", id),
                     fmt::format("add it to shares_text_with at {}", other->where));
      }
    }
    if (entry.shares_text_with.empty()) continue;
    for (const ExampleData& example : entry.examples) {
      if (!example.line.empty()) {
        return wrong(entry, "other entries have the same words: its examples must be files");
      }
    }
  }
  return {};
}

}  // namespace

Result<void> read_catalogue(std::string_view text, const std::string& path, CatalogueData& data) {
  try {
    const toml::table table = toml::parse(text, path);
    read_file(table, path, data);
    return {};
  } catch (const Fault& fault) {
    return tl::unexpected(Error{
        .what = fmt::format("{}:{}: {}", path, fault.line, fault.what_it_is), .hint = fault.hint});
  } catch (const toml::parse_error& error) {
    return tl::unexpected(Error{
        .what = fmt::format("{}:{}: {}", path, error.source().begin.line, error.description()),
        .hint = "the file must be TOML"});
  }
}

Result<void> complete_catalogue(CatalogueData& data) {
  for (EntryData& entry : data.entries) {
    if (entry.like.empty()) continue;
    const auto base = std::ranges::find(data.entries, entry.like, &EntryData::id);
    if (base == data.entries.end() || !base->like.empty()) {
      return wrong(entry, fmt::format("no entry with words of its own is named '{}'", entry.like));
    }
    entry.category = base->category;
    entry.permanence = base->permanence;
    entry.retry = base->retry;
    entry.retry_after_seconds = base->retry_after_seconds;
    entry.who = base->who;
    entry.verified = base->verified;
    entry.steps = base->steps;
    entry.en = base->en;
    entry.de = base->de;
    entry.source = base->source;
  }
  return check_catalogue(data);
}

}  // namespace maillint
