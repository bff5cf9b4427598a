// What follows from a category and a reply: permanent or not, keep or drop the address, when to try
// again.
#include "rules/explain/verdict.h"

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "rules/catalogue/category.h"

namespace maillint {
namespace {

bool has_code(const Refusal& refusal) {
  return !refusal.reply_code.empty() || !refusal.status.empty();
}

/// A reply to the whole message ("permanent failure for one or more recipients (x: 550 ...)") comes
/// back for each of its recipients, and is about those that it names. So is any reply after DATA.
bool is_about_another(const Refusal& refusal, std::size_t recipients) {
  if (recipients < 2) return false;
  const bool to_all =
      refusal.command == Command::data || refusal.command == Command::end_of_data ||
      ascii::find(refusal.diagnostic, "one or more recipients") != std::string_view::npos;
  return to_all && ascii::find(refusal.diagnostic, refusal.address) == std::string_view::npos;
}

bool is_done(const Refusal& refusal) {
  return refusal.action == Action::delivered || refusal.action == Action::relayed ||
         refusal.action == Action::expanded;
}

}  // namespace

bool is_permanent(const Refusal& refusal) {
  if (!refusal.reply_code.empty()) return refusal.reply_code.starts_with('5');
  if (!refusal.status.empty()) return refusal.status.starts_with('5');
  if (refusal.action == Action::none) return !bounce::says_temporary(refusal.diagnostic);
  return refusal.action == Action::failed;
}

bool is_permanent(const Refusal& refusal, const Entry& entry) {
  // A reply that says "temporarily" itself knows better than the entry.
  const bool says_temporary =
      refusal.action == Action::none && bounce::says_temporary(refusal.diagnostic);
  if (!has_code(refusal) && !says_temporary && entry.permanence != Permanence::by_reply) {
    return entry.permanence == Permanence::permanent;
  }
  return is_permanent(refusal);
}

bool should_suppress(const Refusal& refusal, const Entry& entry, bool permanent,
                     std::size_t recipients, bool given_up) {
  const Category* category = find_category(entry.category);
  if (category == nullptr || refusal.address.empty() || is_done(refusal)) return false;
  if (refusal.action == Action::delayed || bounce::says_temporary(refusal.diagnostic)) return false;
  // Greylisting and other rules answer 4.7.y, whatever their words are.
  if (refusal.status.starts_with("4.7.")) given_up = false;
  switch (category->fault) {
    case AddressFault::no:
      return false;
    case AddressFault::yes:
      if (given_up && category->coarse_class == "invalid-recipient") permanent = true;
      return permanent && !is_about_another(refusal, recipients);
    case AddressFault::if_permanent:
      return permanent && !is_about_another(refusal, recipients);
    case AddressFault::if_named:
      return permanent && (recipients == 1 || ascii::find(refusal.diagnostic, refusal.address) !=
                                                  std::string_view::npos);
  }
  return false;
}

std::string_view retry_advice(const Refusal& refusal, const Entry& entry, bool permanent,
                              bool suppress) {
  if (is_done(refusal)) return "no";
  switch (entry.retry) {
    case Retry::no:
      return "no";
    case Retry::after_fix:
      return "after-fix";
    case Retry::later:
      return "later";
    case Retry::automatic:
    case Retry::by_reply:
      break;
  }
  if (suppress) return "no";
  if (!permanent || entry.retry == Retry::automatic) {
    // The sender's own server has given up: nobody retries for him any more.
    return refusal.action == Action::failed ? "later" : "automatic";
  }
  return "after-fix";
}

}  // namespace maillint
