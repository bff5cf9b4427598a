// Writing what was read into the state.
#include "cli/hygiene/state.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/hygiene/state_schema.h"
#include "cli/hygiene/state_statements.h"
#include "lint/address.h"
#include "lint/sha256.h"

namespace maillint::cli {
namespace {

constexpr std::size_t digest_octets = 16;

/// False if the database is empty.
bool is_state(Database& database) {
  const std::int64_t id = database.number("PRAGMA application_id");
  const std::int64_t tables = database.number("SELECT count(*) FROM sqlite_master");
  if (id != application_id && (id != 0 || tables != 0))
    throw DatabaseError("is a database, but no state of maillint");
  if (id == application_id && database.number("PRAGMA user_version") != schema_version)
    throw DatabaseError("is the state of a newer maillint");
  return id == application_id;
}

void prepare(Database& database, bool dry) {
  const bool made = is_state(database);
  // What --forget deletes is overwritten, not only unlinked.
  database.execute("PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384");
  if (!dry) {
    // The lock on the file keeps other runs away: no shared memory is needed.
    database.execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=FULL");
    database.execute("PRAGMA journal_mode=WAL");
  }
  database.execute("BEGIN IMMEDIATE");
  if (made) return;
  database.execute(schema);
  database.execute(fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", application_id,
                               schema_version)
                       .c_str());
}

}  // namespace

std::string digest_of(std::string_view identity) {
  return sha256_octets(identity).substr(0, digest_octets);
}

std::vector<std::string> removed_addresses(const std::string& path) {
  std::vector<std::string> keys;
  Database database = Database::read_only(path);
  if (!is_state(database)) return keys;
  Statement removed(database, "SELECT key FROM address WHERE action=2");
  while (removed.step()) keys.emplace_back(removed.text(0));
  return keys;
}

HygieneState::HygieneState(const std::string& path, bool dry) : dry_(dry), database_(path) {
  prepare(database_, dry);
  statements_ = std::make_unique<Statements>(database_);
  Statement patterns(database_, "SELECT pattern FROM protected ORDER BY pattern");
  while (patterns.step()) protected_.emplace_back(patterns.text(0));
  patterns.reset();
  commit();
}

HygieneState::~HygieneState() {
  statements_.reset();
  try {
    database_.execute("ROLLBACK");
  } catch (const DatabaseError&) {
    // Rolled back before, or nothing to roll back to.
  }
}

void HygieneState::commit() {
  if (dry_) return;
  database_.execute("COMMIT");
  database_.execute("BEGIN IMMEDIATE");
}

std::int64_t HygieneState::id_of(std::string_view address, bool make) {
  const std::string key = address_key(address);
  Statement& find = statements_->find;
  find.bind(1, key);
  const std::int64_t id = find.step() ? find.number(0) : 0;
  find.reset();
  if (id != 0 || !make) return id;
  statements_->insert.bind(1, key).bind(2, address).bind(3, domain_of(key)).run();
  return database_.last_row();
}

bool HygieneState::add_bounce(std::string_view digest, bool ours) {
  Statement& add = statements_->add_bounce;
  add.bind_blob(1, digest).bind(2, std::int64_t{ours}).run();
  return database_.changes() > 0;
}

bool HygieneState::is_forgotten(std::string_view digest) {
  Statement& find = statements_->find_bounce;
  find.bind_blob(1, digest);
  const bool found = find.step();
  find.reset();
  return found;
}

bool HygieneState::add_event(const Evidence& evidence) {
  const Event& event = evidence.event;
  const std::int64_t id = id_of(event.address, true);
  Statement& add = statements_->add_event;
  add.bind(1, id).bind_blob(2, evidence.digest).bind(3, evidence.time);
  add.bind(4, static_cast<std::int64_t>(event.kind)).bind(5, std::int64_t{event.unproven});
  add.bind(6, event.category).bind(7, event.status).bind(8, event.provider).bind(9, event.text);
  add.bind(10, evidence.path).bind(11, std::int64_t{event.line}).run();
  if (database_.changes() == 0) return false;
  statements_->touch.bind(1, id).run();
  return true;
}

bool HygieneState::knows(std::string_view address) { return id_of(address, false) != 0; }

bool HygieneState::add_known(std::string_view address) {
  if (id_of(address, false) != 0) return false;
  id_of(address, true);
  return true;
}

void HygieneState::set_protected(std::span<const std::string> patterns) {
  database_.execute("DELETE FROM protected");
  protected_.clear();
  for (const std::string& pattern : patterns) protected_.push_back(address_key(pattern));
  std::ranges::sort(protected_);
  protected_.erase(std::unique(protected_.begin(), protected_.end()), protected_.end());
  Statement add(database_, "INSERT INTO protected VALUES (?)");
  for (const std::string& pattern : protected_) add.bind(1, pattern).run();
  database_.execute(
      "UPDATE address SET dirty=1 WHERE EXISTS (SELECT 1 FROM event WHERE "
      "event.address=address.id)");
}

bool HygieneState::is_protected(std::string_view key) {
  if (protected_.empty()) return false;
  const auto listed = [this](std::string_view pattern) {
    return std::ranges::binary_search(protected_, pattern, {},
                                      [](const auto& text) { return std::string_view(text); });
  };
  const std::size_t at = key.rfind('@');
  return listed(key) || (at != std::string_view::npos && listed(key.substr(at)));
}

bool HygieneState::release(std::string_view address, std::int64_t now) {
  const std::int64_t id = id_of(address, false);
  if (id == 0) return false;
  add_event({.digest = digest_of(fmt::format("release {} {}", now, address_key(address))),
             .time = now,
             .path = {},
             .event = {.address = std::string(address), .kind = EventKind::released}});
  return true;
}

bool HygieneState::forget(std::string_view address) {
  const std::int64_t id = id_of(address, false);
  if (id == 0) return false;
  // Digests say nothing of whom they are about; by them the lines of a log stay counted.
  Statement(database_, "INSERT OR IGNORE INTO bounce SELECT digest, 1 FROM event WHERE address=?")
      .bind(1, id)
      .run();
  Statement(database_, "DELETE FROM event WHERE address=?").bind(1, id).run();
  Statement(database_, "DELETE FROM address WHERE id=?").bind(1, id).run();
  Statement(database_, "DELETE FROM protected WHERE pattern=?").bind(1, address_key(address)).run();
  return true;
}

std::uint64_t HygieneState::accept_held(std::string_view domain) {
  Statement accept(
      database_, "UPDATE address SET accepted=1, dirty=1 WHERE action=3 AND (?1='' OR domain=?1)");
  accept.bind(1, domain).run();
  return static_cast<std::uint64_t>(database_.changes());
}

std::uint64_t HygieneState::release_held(std::string_view domain, std::int64_t now) {
  Statement held(database_, "SELECT key FROM address WHERE action=3 AND (?1='' OR domain=?1)");
  std::vector<std::string> addresses;
  held.bind(1, domain);
  while (held.step()) addresses.emplace_back(held.text(0));
  held.reset();
  for (const std::string& address : addresses) release(address, now);
  return addresses.size();
}

}  // namespace maillint::cli
