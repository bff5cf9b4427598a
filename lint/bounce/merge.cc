// The recipients of a report: each address once, its worst action kept, details filled in.
#include "lint/bounce/merge.h"

#include <algorithm>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

int badness(Action action) {
  switch (action) {
    case Action::failed:
      return 3;
    case Action::delayed:
      return 2;
    case Action::none:
      return 1;
    default:
      return 0;
  }
}

/// Whether two accounts can be of one attempt: no delivery explains a failure, nor does what an
/// event tells of another time.
bool tells_of_the_same(const Refusal& a, const Refusal& b) {
  return a.wish == b.wish && (badness(a.action) > 0) == (badness(b.action) > 0) &&
         (!a.time || !b.time || a.time == b.time);
}

}  // namespace

void fill_in(Refusal& refusal, const Refusal& other) {
  if (refusal.reply_code.empty() && !other.reply_code.empty()) {
    // A report that gives a bare status has the server's words in its prose, if anywhere.
    if (refusal.diagnostic.empty() || refusal.diagnostic.size() < other.diagnostic.size()) {
      refusal.diagnostic = other.diagnostic;
      refusal.span = other.span;
      refusal.part = other.part;
    }
    refusal.reply_code = other.reply_code;
    if (!other.status.empty() && (refusal.status.empty() || is_generic_status(refusal.status))) {
      refusal.status = other.status;
      refusal.status_source = other.status_source;
    }
  } else if (refusal.diagnostic.empty() && !other.diagnostic.empty()) {
    refusal.diagnostic = other.diagnostic;
    refusal.span = other.span;
    refusal.part = other.part;
  }
  if (refusal.status.empty() && !other.status.empty()) {
    refusal.status = other.status;
    refusal.status_source = other.status_source;
  }
  if (refusal.command == Command::none) refusal.command = other.command;
  if (refusal.remote_mta.empty()) refusal.remote_mta = other.remote_mta;
  if (refusal.remote_ip.empty() &&
      (other.remote_mta.empty() || ascii::equal(other.remote_mta, refusal.remote_mta)))
    refusal.remote_ip = other.remote_ip;
  if (refusal.original_address.empty() && !ascii::equal(other.original_address, refusal.address))
    refusal.original_address = other.original_address;
}

std::optional<Refusal> RecipientList::add(Refusal refusal) {
  const auto [known, is_new] =
      index_.try_emplace(ascii::to_lower(refusal.address), refusals_.size());
  if (is_new) {
    refusals_.push_back(std::move(refusal));
    return std::nullopt;
  }
  Refusal& before = refusals_[known->second];
  if (badness(refusal.action) > badness(before.action)) {
    std::swap(before, refusal);
  }
  if (!tells_of_the_same(before, refusal)) return refusal;
  if (accounts_ == Accounts::of_one_message) {
    fill_in(before, refusal);
  } else if (before.reply_code.empty() && before.status == refusal.status) {
    // A filter's line and the mail server's about one refusal; each keeps its words and its place.
    before.reply_code = refusal.reply_code;
  }
  return refusal;
}

Refusal* RecipientList::find(const std::string& address) {
  const auto known = index_.find(ascii::to_lower(address));
  return known == index_.end() ? nullptr : &refusals_[known->second];
}

bool names_none_of(const std::vector<Refusal>& refusals,
                   const std::vector<std::string>& addresses) {
  const auto is_named = [&](const Refusal& refusal) {
    return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& address) {
      return ascii::equal(address, refusal.address);
    });
  };
  return !addresses.empty() && std::none_of(refusals.begin(), refusals.end(), is_named);
}

void fill_from_transcript(Refusal& refusal, const Refusal& from) {
  if (refusal.reply_code.empty() && refusal.status.empty()) {
    refusal.reply_code = from.reply_code;
    refusal.status = from.status;
    refusal.status_source = from.status_source;
    refusal.diagnostic = from.diagnostic;
    refusal.span = from.span;
  } else if (refusal.status.empty() && refusal.reply_code == from.reply_code) {
    refusal.status = from.status;  // Sendmail repeats a bare reply with a status of its own
    refusal.status_source = from.status_source;
  }
  if (refusal.command == Command::none) refusal.command = from.command;
  if (refusal.remote_mta.empty()) refusal.remote_mta = from.remote_mta;
  if (refusal.remote_ip.empty()) refusal.remote_ip = from.remote_ip;
}

void put_last_first(std::vector<Refusal>& refusals) {
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    if (refusals[i].address.empty()) continue;
    const auto [known, is_new] = first.try_emplace(ascii::to_lower(refusals[i].address), i);
    if (is_new || !refusals[i].reply_code.starts_with('5')) continue;
    Refusal& before = refusals[known->second];
    const bool local = before.command == Command::none && refusals[i].command == Command::none;
    if (local || !before.reply_code.starts_with('5')) std::swap(before, refusals[i]);
  }
}

ReportKind kind_of(const std::vector<Refusal>& recipients) {
  ReportKind kind = ReportKind::success;
  for (const Refusal& refusal : recipients) {
    if (refusal.wish != Wish::none) {
      if (kind == ReportKind::success) kind = ReportKind::feedback;
      continue;
    }
    if (refusal.action == Action::failed || refusal.action == Action::none)
      return ReportKind::bounce;
    if (refusal.action == Action::delayed) kind = ReportKind::delay;
  }
  return kind;
}

}  // namespace maillint::bounce
