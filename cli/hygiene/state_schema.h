// The tables of a state.
#pragma once

namespace maillint::cli {

/// "mlnt", so that `file` and we know a state from other databases.
inline constexpr long long application_id = 0x6D6C6E74;
inline constexpr long long schema_version = 1;

inline constexpr const char* schema = R"sql(
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  shown TEXT NOT NULL,
  domain TEXT NOT NULL,
  action INTEGER NOT NULL DEFAULT 0,
  reason INTEGER NOT NULL DEFAULT 0,
  until INTEGER,
  due INTEGER,
  deciding INTEGER,
  decided INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  reported INTEGER NOT NULL DEFAULT 0,
  reported_until INTEGER,
  dirty INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX address_domain ON address(domain, action);
CREATE INDEX address_dirty ON address(id) WHERE dirty;
CREATE INDEX address_due ON address(due) WHERE due IS NOT NULL;
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  address INTEGER NOT NULL,
  digest BLOB NOT NULL,
  time INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  unproven INTEGER NOT NULL,
  category TEXT NOT NULL,
  status TEXT NOT NULL,
  provider TEXT NOT NULL,
  text TEXT NOT NULL,
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  UNIQUE (address, digest)
);
CREATE TABLE bounce (digest BLOB PRIMARY KEY, ours INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE protected (pattern TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)sql";

}  // namespace maillint::cli
