// The statements that run once for each bounce or address.
#pragma once

#include "cli/hygiene/state.h"

namespace maillint::cli {

struct HygieneState::Statements {
  explicit Statements(const Database& database)
      : find(database, "SELECT id FROM address WHERE key=?"),
        insert(database, "INSERT INTO address (key, shown, domain) VALUES (?, ?, ?)"),
        touch(database, "UPDATE address SET dirty=1 WHERE id=?"),
        // What was not ours is looked at again when --own names more domains.
        add_bounce(database,
                   "INSERT INTO bounce VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET "
                   "ours=excluded.ours WHERE NOT ours AND excluded.ours"),
        find_bounce(database, "SELECT 1 FROM bounce WHERE digest=?"),
        add_event(database,
                  "INSERT OR IGNORE INTO event (address, digest, time, kind, unproven, category, "
                  "status, provider, text, path, line) VALUES (?,?,?,?,?,?,?,?,?,?,?)"),
        events(database,
               "SELECT id, time, kind, unproven FROM event WHERE address=? ORDER BY time, digest"),
        address(database, "SELECT key, action, accepted FROM address WHERE id=?"),
        decided(database,
                "UPDATE address SET action=?2, reason=?3, until=?4, due=?5, deciding=?6, "
                "accepted=?7, decided=CASE WHEN action=?2 THEN decided ELSE ?8 END, dirty=0 "
                "WHERE id=?1") {}

  Statement find, insert, touch, add_bounce, find_bounce, add_event, events, address, decided;
};

}  // namespace maillint::cli
