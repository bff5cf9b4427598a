// maillint errors.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/commands/man_text.h"
#include "cli/output.h"
#include "cli/render/json.h"
#include "cli/render/text.h"
#include "cli/run.h"

namespace maillint::cli {
namespace {

constexpr std::size_t id_columns = 38;
constexpr std::size_t label_columns = 10;
constexpr std::size_t shown_in_full = 3;
constexpr std::size_t shown_briefly = 30;

using Entries = std::vector<const Entry*>;

constexpr std::string_view permanences[] = {"by-reply", "permanent", "temporary"};

std::string join(std::span<const std::string_view> words, std::string_view between) {
  std::string out;
  for (std::string_view word : words) out += fmt::format("{}{}", out.empty() ? "" : between, word);
  return out;
}

std::string brief(const Entry& entry, const TextContext& context) {
  return "  " + padded(entry.id, id_columns) +
         wrapped(entry.in(context.language()).title, 2 + std::max(id_columns, entry.id.size() + 2));
}

std::string in_full(const Entry& entry, const TextContext& context) {
  const EntryText& words = entry.in(context.language());
  const auto row = [&context](std::string_view word, std::string_view text) {
    if (text.empty()) return std::string();
    return "  " + context.style.paint(Tone::faint, padded(word, label_columns - 2)) +
           wrapped(text, label_columns);
  };
  std::string out =
      fmt::format("{}   {}\n", context.style.paint(Tone::strong, entry.id), entry.category);
  out += row("", words.title);
  out += row(context.say("text", "Text"), join(entry.text, "; "));
  std::string codes = join(entry.reply_codes, ", ");
  if (!entry.status_codes.empty())
    codes += fmt::format("{}{}", codes.empty() ? "" : "; ", join(entry.status_codes, ", "));
  out += row(context.say("codes", "Codes"), codes);
  out += row(context.say("hosts", "Hosts"), join(entry.hosts, ", "));
  out += row(context.say("means", "heißt"), words.cause);
  for (std::size_t i = 0; i < entry.steps.size() && i < words.steps.size(); ++i)
    out += row(i == 0 ? context.say("do", "tun") : "",
               fmt::format("{}. {}{}", i + 1, actor(entry.steps[i].who, context.language()),
                           words.steps[i]));
  out += row(context.say("source", "Quelle"), entry.source);
  return out +
         row(context.say("note", "Hinweis"), entry.verified ? "" : unconfirmed(context.language()));
}

void write_entry(JsonWriter& json, const Entry& entry, Language language) {
  const EntryText& words = entry.in(language);
  json.begin_object().member("id", entry.id).member("provider", entry.provider);
  json.strings("text", entry.text).member("regex", entry.regex).strings("hosts", entry.hosts);
  json.strings("reply_codes", entry.reply_codes).strings("status_codes", entry.status_codes);
  json.strings("commands", entry.commands).member("category", entry.category);
  json.member("permanence", permanences[static_cast<std::size_t>(entry.permanence)]);
  json.member("title", words.title).member("cause", words.cause).member("who", name(entry.who));
  json.key("steps").begin_array();
  for (std::size_t i = 0; i < entry.steps.size() && i < words.steps.size(); ++i) {
    json.begin_object().member("text", words.steps[i]);
    json.member("who", name(entry.steps[i].who)).strings("rules", entry.steps[i].rules);
    json.end_object();
  }
  json.end_array().strings("shares_text_with", entry.shares_text_with);
  json.member("source", entry.source).member("verified", entry.verified).end_object();
}

std::string as_json(const Entries& entries, bool lines, Language language) {
  std::string out = lines ? "" : fmt::format("{{\"schema\":\"{}\",\"errors\":[", json_schema);
  for (const Entry* entry : entries) {
    std::string object;
    JsonWriter json(object);
    write_entry(json, *entry, language);
    if (!lines && entry != entries.front()) out += ",\n";
    out += object;
    if (lines) out += '\n';
  }
  return lines ? out : out + "]}\n";
}

/// Each provider where its first entry stands, so that files of one provider come together.
void group_by_provider(Entries& entries) {
  std::vector<std::string_view> order;
  std::vector<std::pair<std::size_t, const Entry*>> keyed;
  for (const Entry* entry : entries) {
    const auto at = std::ranges::find(order, entry->provider);
    keyed.emplace_back(at - order.begin(), entry);
    if (at == order.end()) order.push_back(entry->provider);
  }
  std::ranges::stable_sort(keyed, {}, [](const auto& item) { return item.first; });
  std::ranges::transform(keyed, entries.begin(), [](const auto& item) { return item.second; });
}

/// "ALL-INKL.COM (all-inkl), 12 entries".
std::string heading(const Entries& entries, std::size_t first, const TextContext& context) {
  const std::string_view id = entries[first]->provider;
  std::size_t count = 0;
  while (first + count < entries.size() && entries[first + count]->provider == id) ++count;
  const Provider* provider = context.options.catalogue->provider(id);
  const std::string name =
      provider == nullptr ? std::string(id) : fmt::format("{} ({})", provider->name, id);
  return fmt::format(
      "{}, {}\n", context.style.paint(Tone::strong, name),
      counted(count, context.say("entry", "Eintrag"), context.say("entries", "Einträge")));
}

std::string as_text(const Entries& entries, bool all, const TextContext& context) {
  std::string out;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!all && i < shown_in_full) {
      out += (i == 0 ? "" : "\n") + in_full(*entries[i], context);
      continue;
    }
    if (!all && i >= shown_in_full + shown_briefly) {
      out += fmt::format("  {} {} {}\n", context.say("and", "und"), entries.size() - i,
                         context.say("more", "weitere"));
      break;
    }
    if (!all && i == shown_in_full) out += '\n';
    if (all && (i == 0 || entries[i]->provider != entries[i - 1]->provider))
      out += (i == 0 ? "" : "\n") + heading(entries, i, context);
    out += brief(*entries[i], context);
  }
  return out;
}

}  // namespace

ExitCode run_errors(const CommandLine& line) {
  if (!line.check.empty()) return check_errors(line);
  const LoadedCatalogue loaded = load_catalogue(line);
  if (loaded.catalogue == nullptr) return ExitCode::usage;
  const Catalogue& catalogue = *loaded.catalogue;
  if (!line.new_entry.empty()) return new_error(line, catalogue);
  if (line.format == Format::man) return print(errors_page(catalogue.entries()));
  Entries entries;
  std::string query;
  for (const std::string& word : line.words) query += query.empty() ? word : ' ' + word;
  if (query.empty()) {
    for (const Entry& entry : catalogue.entries()) entries.push_back(&entry);
    group_by_provider(entries);
  } else if (const Entry* entry = catalogue.find(query)) {
    entries.push_back(entry);
  } else {
    entries = catalogue.search(query);
  }
  ExitCode code = ExitCode::clean;
  if (entries.empty()) {
    std::vector<std::string_view> ids;
    for (const Entry& entry : catalogue.entries()) ids.push_back(entry.id);
    const std::string hint = did_you_mean(query, ids);
    complain(fmt::format("nothing is known of '{}'", query),
             hint.empty() ? "maillint errors lists all entries" : hint);
    code = ExitCode::usage;
  }
  if (line.format != Format::text)
    return worst(code, print(as_json(entries, line.format == Format::ndjson, language_of(line))));
  RenderOptions options = render_options(line);
  options.catalogue = &catalogue;
  const TextContext context{.options = options, .style = Style(options.colour)};
  return worst(code, print(as_text(entries, query.empty(), context)));
}

}  // namespace maillint::cli
