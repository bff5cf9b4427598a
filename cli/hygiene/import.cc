// Reading lists.
#include "cli/hygiene/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "cli/hygiene/lock.h"
#include "lint/address.h"
#include "lint/ascii.h"
#include "lint/csv.h"
#include "lint/limits.h"

namespace maillint::cli {
namespace {

constexpr std::size_t unknown_words = 5;
// For a run of hygiene to end.
constexpr unsigned wait_seconds = 30;

constexpr std::array<std::string_view, 6> address_names = {"address",       "email",     "e-mail",
                                                           "email address", "recipient", "mail"};
constexpr std::array<std::string_view, 5> status_names = {"reason", "status", "state", "decision",
                                                          "type"};
constexpr std::array<std::string_view, 1> decision_names = {"decision"};
constexpr std::array<std::string_view, 1> until_names = {"until"};
constexpr std::array<std::string_view, 8> date_names = {
    "date", "time", "last_seen", "created", "created_at", "timestamp", "last_delivered", "updated"};

struct Word {
  std::string_view word;
  std::optional<EventKind> kind;  // absent: the address is known, and nothing more is said
};

/// What mailing services and maillint itself write.
constexpr Word words[] = {
    {"bounced", EventKind::hard},
    {"bounce", EventKind::hard},
    {"hard", EventKind::hard},
    {"hard bounce", EventKind::hard},
    {"hard_bounce", EventKind::hard},
    {"permanent", EventKind::hard},
    {"invalid", EventKind::hard},
    {"cleaned", EventKind::hard},
    {"suppressed", EventKind::hard},
    {"remove", EventKind::hard},
    {"complaint", EventKind::complaint},
    {"complained", EventKind::complaint},
    {"spam", EventKind::complaint},
    {"spamreport", EventKind::complaint},
    {"spam complaint", EventKind::complaint},
    {"abuse", EventKind::complaint},
    {"unsubscribe", EventKind::unsubscribed},
    {"unsubscribed", EventKind::unsubscribed},
    {"opt-out", EventKind::unsubscribed},
    {"optout", EventKind::unsubscribed},
    {"opted out", EventKind::unsubscribed},
    {"delivered", EventKind::delivered},
    {"delivery", EventKind::delivered},
    {"opened", EventKind::delivered},
    {"clicked", EventKind::delivered},
    {"soft", EventKind::soft},
    {"soft bounce", EventKind::soft},
    {"soft_bounce", EventKind::soft},
    {"", {}},
    {"none", {}},
    {"active", {}},
    {"subscribed", {}},
    {"ok", {}},
    {"valid", {}},
    {"keep", {}},
    {"pause", {}},
    {"held", {}},
    {"not-at-fault", {}},
    {"hard-waiting", {}},
    {"hard-unproven", {}},
    {"soft-over", {}},
    {"soft-too-often", EventKind::hard},
    {"released", {}},
    {"protected", {}},
};

const Word* find_word(std::string_view text) {
  for (const Word& word : words) {
    if (ascii::equal(word.word, text)) return &word;
  }
  return nullptr;
}

struct Columns {
  std::size_t address = std::string::npos;
  std::size_t status = std::string::npos;
  std::size_t date = std::string::npos;
  std::size_t decision = std::string::npos;  // of our own export, as the next one
  std::size_t until = std::string::npos;
  bool header = false;
};

std::size_t column_of(const std::vector<std::string>& cells,
                      std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (ascii::equal(cells[i], name)) return i;
    }
  }
  return std::string::npos;
}

Columns columns_of(const std::vector<std::string>& cells) {
  const auto found = std::ranges::find_if(
      cells, [](const std::string& cell) { return cell.find('@') != std::string::npos; });
  if (found != cells.end()) return {.address = static_cast<std::size_t>(found - cells.begin())};
  return {.address = column_of(cells, address_names),
          .status = column_of(cells, status_names),
          .date = column_of(cells, date_names),
          .decision = column_of(cells, decision_names),
          .until = column_of(cells, until_names),
          .header = true};
}

std::string cell(const std::vector<std::string>& cells, std::size_t column) {
  return column < cells.size() ? cells[column] : std::string();
}

std::optional<std::int64_t> parse_time(std::string text) {
  if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
  if (text.size() == 19) text += 'Z';
  if (const std::optional<DateTime> time = parse_rfc3339(text)) return time->seconds;
  if (const std::optional<DateTime> time = parse_date(text, 0).time) return time->seconds;
  return std::nullopt;
}

void add_status(HygieneState& state, Imported& imported, const std::string& address,
                const std::string& status, const std::string& date, std::int64_t now) {
  const Word* word = find_word(status);
  if (word == nullptr) {
    if (imported.unknown_words.size() < unknown_words &&
        std::ranges::find(imported.unknown_words, status) == imported.unknown_words.end())
      imported.unknown_words.push_back(status);
    return;
  }
  if (!word->kind) return;
  const std::optional<std::int64_t> time = parse_time(date);
  // A delivery of unknown date would clear bounces that came after it.
  if (*word->kind == EventKind::delivered && !time) return;
  const Evidence evidence{
      .digest =
          digest_of(fmt::format("import {} {} {}", address_key(address), name(*word->kind), date)),
      .time = std::min(time.value_or(now), now),
      .path = "import",
      .event = {.address = address, .kind = *word->kind, .category = "imported", .text = status}};
  state.add_event(evidence);
}

/// How many soft bounces, on as many days, made a pause that ends at `until`: the last of them was
/// not after `last`.
std::uint32_t bounces_of_pause(const HygienePolicy& policy, std::int64_t until, std::int64_t last) {
  std::uint32_t bounces = 1;
  while (soft_pause_seconds(policy, bounces) < until - last &&
         soft_pause_seconds(policy, bounces) < soft_pause_seconds(policy, bounces + 1))
    ++bounces;
  return bounces;
}

/// The bounces behind a pause of our own export, so that later ones count on. False if the line is
/// none.
bool add_pause(HygieneState& state, const std::vector<std::string>& cells, const Columns& columns,
               const std::string& address, const HygienePolicy& policy, std::int64_t now) {
  if (!ascii::equal(cell(cells, columns.decision), "pause")) return false;
  const std::optional<std::int64_t> until = parse_time(cell(cells, columns.until));
  if (!until) return false;
  const std::string reason = cell(cells, columns.status);
  const auto add = [&](EventKind kind, std::int64_t time, bool unproven) {
    const std::string identity =
        fmt::format("import {} {} {}", address_key(address), name(kind), time);
    state.add_event({.digest = digest_of(identity),
                     .time = std::min(time, now),
                     .path = "import",
                     .event = {.address = address,
                               .kind = kind,
                               .category = "imported",
                               .text = reason,
                               .unproven = unproven}});
  };
  if (ascii::equal(reason, name(HygieneReason::hard_waiting))) {
    add(EventKind::hard, *until - policy.hard_after_days * seconds_a_day, false);
  } else if (ascii::equal(reason, name(HygieneReason::hard_unproven))) {
    add(EventKind::hard, *until - policy.pause_max_days * seconds_a_day, true);
  } else {
    const std::int64_t last = parse_time(cell(cells, columns.date)).value_or(now);
    const std::uint32_t bounces = bounces_of_pause(policy, *until, last);
    const std::int64_t end = *until - soft_pause_seconds(policy, bounces);
    for (std::uint32_t i = 0; i < bounces; ++i)
      add(EventKind::soft, end - i * seconds_a_day, false);
  }
  return true;
}

/// Whether a line's status keeps the address on a list; a line without one suppresses.
bool is_suppressed(const std::vector<std::string>& cells, const Columns& columns) {
  if (columns.decision < cells.size()) return ascii::equal(cells[columns.decision], "remove");
  if (columns.status == std::string::npos) return true;
  const Word* word = find_word(cell(cells, columns.status));
  return word != nullptr && word->kind && *word->kind != EventKind::delivered &&
         *word->kind != EventKind::soft;
}

/// Calls use(cells, columns, address) for each record; the address is as it stands there.
template <typename Use>
void for_each_record(std::string_view text, Use use) {
  CsvReader reader(text);
  std::vector<std::string> cells;
  std::optional<Columns> columns;
  while (reader.next(cells)) {
    if (!columns) {
      columns = columns_of(cells);
      if (columns->header) continue;
    }
    use(cells, *columns, cell(cells, columns->address));
  }
}

std::vector<std::string> keys_of(std::string_view text) {
  std::vector<std::string> keys;
  for_each_record(text, [&](const auto& cells, const Columns& columns, const std::string& address) {
    if (is_addr_spec(address) && is_suppressed(cells, columns))
      keys.push_back(address_key(address));
  });
  return keys;
}

/// By its first octets. A pipe can be read but once, and is none.
bool is_database(const std::string& path) {
  std::error_code ignored;
  if (path == "-" || !std::filesystem::is_regular_file(path, ignored)) return false;
  const Result<OpenFile> file = open_file(path);
  std::string head;
  return file && read_some(*file, head, 16) && head.starts_with("SQLite format 3");
}

}  // namespace

Imported import_csv(HygieneState& state, std::string_view text, const HygienePolicy& policy,
                    std::int64_t now) {
  Imported imported;
  for_each_record(text, [&](const auto& cells, const Columns& columns, const std::string& address) {
    if (!is_addr_spec(address)) {
      ++imported.skipped;
      return;
    }
    ++imported.addresses;
    if (state.add_known(address)) ++imported.added;
    if (add_pause(state, cells, columns, address, policy, now)) return;
    add_status(state, imported, address, cell(cells, columns.status), cell(cells, columns.date),
               now);
  });
  return imported;
}

Result<std::vector<std::string>> read_suppressions(const std::string& path) {
  std::vector<std::string> keys;
  if (is_database(path)) {
    const Result<Descriptor> lock = lock_to_read(path, wait_seconds);
    if (!lock) return tl::unexpected(lock.error());
    try {
      keys = removed_addresses(path);
    } catch (const DatabaseError& error) {
      return tl::unexpected(Error{.what = error.what(), .hint = {}});
    }
  } else {
    Result<std::string> text = read_file(path, limits::message_octets);
    if (!text) return tl::unexpected(text.error());
    keys = keys_of(*text);
  }
  std::ranges::sort(keys);
  return keys;
}

std::vector<std::string> read_patterns(std::string_view text) {
  std::vector<std::string> patterns;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = ascii::trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (const std::size_t hash = line.find('#');
        hash == 0 || (hash != std::string_view::npos && ascii::is_wsp(line[hash - 1])))
      line = ascii::trim(line.substr(0, hash));
    if (line.empty()) continue;
    patterns.push_back(line.find('@') == std::string_view::npos ? fmt::format("@{}", line)
                                                                : std::string(line));
  }
  return patterns;
}

}  // namespace maillint::cli
