// Deciding about addresses, and reading the decisions back.
#include <algorithm>

#include "cli/hygiene/state.h"
#include "cli/hygiene/state_statements.h"

namespace maillint::cli {
namespace {

// The numbers that stand in the SQL, here and in state.cc.
static_assert(static_cast<int>(Treatment::remove) == 2 && static_cast<int>(Treatment::held) == 3);
static_assert(static_cast<int>(EventKind::other) == 2);
static_assert(static_cast<int>(HygieneReason::hard) == 2 &&
              static_cast<int>(HygieneReason::soft_too_often) == 7);

constexpr const char* columns =
    "SELECT a.shown, a.action, a.reason, a.until, "
    "(SELECT count(*) FROM event e WHERE e.address=a.id AND e.kind<=2), "
    "(SELECT min(time) FROM event e WHERE e.address=a.id), "
    "(SELECT max(time) FROM event e WHERE e.address=a.id), "
    "d.category, d.status, d.provider, d.text, d.path, d.line "
    "FROM address a LEFT JOIN event d ON d.id=a.deciding ";

std::string query(Choice choice) {
  std::string sql = columns;
  if (choice == Choice::bounced)
    sql += "WHERE EXISTS (SELECT 1 FROM event e WHERE e.address=a.id) ";
  if (choice == Choice::changed)
    sql += "WHERE a.action<>a.reported OR a.until IS NOT a.reported_until ";
  return sql + "ORDER BY a.key";
}

std::optional<std::int64_t> optional_number(const Statement& statement, int column) {
  if (statement.is_null(column)) return std::nullopt;
  return statement.number(column);
}

}  // namespace

void HygieneState::decide_one(std::int64_t id, const HygienePolicy& policy, std::int64_t now) {
  Statement& address = statements_->address;
  address.bind(1, id).step();
  const bool kept_out = is_protected(address.text(0));
  const auto before = static_cast<Treatment>(address.number(1));
  bool accepted = address.number(2) != 0;
  address.reset();

  std::vector<PastEvent> events;
  std::vector<std::int64_t> ids;
  Statement& rows = statements_->events;
  rows.bind(1, id);
  while (rows.step()) {
    ids.push_back(rows.number(0));
    events.push_back({.time = rows.number(1),
                      .kind = static_cast<EventKind>(rows.number(2)),
                      .unproven = rows.number(3) != 0});
  }
  rows.reset();
  std::vector<std::size_t> order(events.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return comes_before(events[a], events[b]); });
  std::vector<PastEvent> sorted;
  sorted.reserve(events.size());
  for (const std::size_t i : order) sorted.push_back(events[i]);

  const Decision decision = decide(sorted, policy, now, kept_out);
  Treatment action = decision.action;
  // A removal is held until judge_brakes() has counted all of its domain.
  if (action == Treatment::remove && is_brakeable(decision.reason) && !accepted &&
      before != Treatment::remove)
    action = Treatment::held;
  if (decision.action != Treatment::remove) accepted = false;
  std::optional<std::int64_t> deciding;
  if (decision.deciding) deciding = ids[order[*decision.deciding]];
  statements_->decided.bind(1, id).bind(2, static_cast<std::int64_t>(action));
  statements_->decided.bind(3, static_cast<std::int64_t>(decision.reason)).bind(4, decision.until);
  statements_->decided.bind(5, decision.due).bind(6, deciding).bind(7, std::int64_t{accepted});
  statements_->decided.bind(8, now).run();
}

void HygieneState::judge_brakes(const HygienePolicy& policy, std::int64_t now) {
  // What was held before stays held until a person decides: decided<now says so, and a run at the
  // same second is the same run.
  Statement domains(database_,
                    "SELECT domain, count(*) FROM address WHERE action=3 GROUP BY domain");
  Statement known(database_, "SELECT count(*) FROM address WHERE domain=?");
  // Frequent runs take a day's removals in small bites.
  Statement lately(database_,
                   "SELECT count(*) FROM address WHERE domain=? AND action=2 AND accepted=0 AND "
                   "reason IN (2, 7) AND decided>?");
  Statement earlier(database_,
                    "SELECT count(*) FROM address WHERE domain=? AND action=3 AND decided<>?");
  Statement remove(database_,
                   "UPDATE address SET action=2, decided=?2 WHERE domain=?1 AND action=3");
  std::vector<std::string> free;
  const auto count = [](Statement& statement, std::string_view domain, std::int64_t time) {
    statement.bind(1, domain);
    if (time != 0) statement.bind(2, time);
    const std::int64_t number = statement.step() ? statement.number(0) : 0;
    statement.reset();
    return static_cast<std::uint64_t>(number);
  };
  while (domains.step()) {
    const std::string domain(domains.text(0));
    const auto held = static_cast<std::uint64_t>(domains.number(1));
    if (count(earlier, domain, now) > 0 && policy.brake_percent < 100) continue;
    const std::uint64_t removals = held + count(lately, domain, now - seconds_a_day);
    if (!maillint::brakes(policy, removals, count(known, domain, 0))) free.push_back(domain);
  }
  domains.reset();
  for (const std::string& domain : free) remove.bind(1, domain).bind(2, now).run();
}

void HygieneState::decide_all(const HygienePolicy& policy, std::int64_t now) {
  const std::string settings = describe(policy);
  Statement last(database_, "SELECT value FROM setting WHERE name='policy'");
  const bool same = last.step() && last.text(0) == settings;
  last.reset();
  if (!same) {
    database_.execute(
        "UPDATE address SET dirty=1 WHERE EXISTS (SELECT 1 FROM event WHERE "
        "event.address=address.id)");
    Statement(database_, "INSERT OR REPLACE INTO setting VALUES ('policy', ?)")
        .bind(1, settings)
        .run();
  }
  Statement waiting(database_, "SELECT id FROM address WHERE dirty OR due<=? ORDER BY id");
  std::vector<std::int64_t> ids;
  waiting.bind(1, now);
  while (waiting.step()) ids.push_back(waiting.number(0));
  waiting.reset();
  for (const std::int64_t id : ids) decide_one(id, policy, now);
  judge_brakes(policy, now);
  commit();
}

std::vector<Brake> HygieneState::brakes() {
  Statement domains(
      database_,
      "SELECT domain, sum(action=3), count(*) FROM address WHERE domain IN "
      "(SELECT domain FROM address WHERE action=3) GROUP BY domain ORDER BY 2 DESC, 1");
  std::vector<Brake> brakes;
  while (domains.step()) {
    brakes.push_back({.domain = std::string(domains.text(0)),
                      .held = static_cast<std::uint64_t>(domains.number(1)),
                      .known = static_cast<std::uint64_t>(domains.number(2))});
  }
  return brakes;
}

void HygieneState::each(Choice choice, const std::function<void(const AddressRow&)>& use) {
  Statement rows(database_, query(choice));
  while (rows.step()) {
    use({.address = std::string(rows.text(0)),
         .action = static_cast<Treatment>(rows.number(1)),
         .reason = static_cast<HygieneReason>(rows.number(2)),
         .until = optional_number(rows, 3),
         .bounces = static_cast<std::uint64_t>(rows.number(4)),
         .first = optional_number(rows, 5),
         .last = optional_number(rows, 6),
         .category = std::string(rows.text(7)),
         .status = std::string(rows.text(8)),
         .provider = std::string(rows.text(9)),
         .text = std::string(rows.text(10)),
         .path = std::string(rows.text(11)),
         .line = static_cast<std::uint64_t>(rows.number(12))});
  }
}

void HygieneState::mark_reported() {
  database_.execute(
      "UPDATE address SET reported=action, reported_until=until "
      "WHERE action<>reported OR until IS NOT reported_until");
  commit();
}

std::uint64_t HygieneState::known() {
  return static_cast<std::uint64_t>(database_.number("SELECT count(*) FROM address"));
}

}  // namespace maillint::cli
