// Applies the edits of findings to a message, round by round.
#include "rules/fixes/fix.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "lint/limits.h"

namespace maillint {
namespace {

/// What the rounds of one message may read, all together.
constexpr std::size_t octets_most = std::size_t{256} << 20;
constexpr std::size_t rounds_at_least = 20;  // however large it is

/// A finding with what would undo it.
struct Repair {
  const Rule* rule;
  std::vector<Edit> edits;  // in order
};

std::string refusal_of(const Message& message) {
  const auto at = [&](const Field& field) {
    return fmt::format("({}, line {})", message.name(field),
                       message.source().position(field.name.begin).line);
  };
  for (const FieldId id : {FieldId::received, FieldId::return_path, FieldId::authentication_results,
                           FieldId::delivered_to}) {
    if (const Field* field = message.find(id)) return "it was received " + at(*field);
  }
  for (const Field& field : message.fields()) {
    const std::string_view name = message.name(field);
    if (ascii::ends_with(name, "DKIM-Signature") || ascii::equal(name, "DomainKey-Signature") ||
        ascii::equal(name, "ARC-Seal"))
      return "it is signed " + at(field);
  }
  for (const Part& part : message.parts()) {
    for (const std::string_view type :
         {"multipart/signed", "multipart/encrypted", "application/pkcs7-mime",
          "application/x-pkcs7-mime", "application/pgp"}) {
      if (part.type == type) return fmt::format("it is signed or encrypted ({})", type);
    }
  }
  if (message.octets().find("-----BEGIN PGP ") != std::string_view::npos)
    return "it is signed or encrypted (PGP)";
  return {};
}

/// Edits that overlap nothing taken before; equal ones count as one.
class Edits {
 public:
  /// All of them or none.
  bool take(const std::vector<Edit>& edits) {
    const auto fits = [this](const Edit& edit) { return is_taken(edit) || !meets(edit); };
    if (!std::ranges::all_of(edits, fits)) return false;
    for (const Edit& edit : edits) taken_.emplace(edit.span.begin, &edit);
    return true;
  }
  std::string apply(std::string_view octets) const {
    std::string out;
    std::size_t at = 0;
    for (const auto& [begin, edit] : taken_) {
      out += octets.substr(at, begin - at);
      out += edit->text;
      at = edit->span.end;
    }
    return out += octets.substr(at);
  }

 private:
  bool is_taken(const Edit& edit) const {
    const auto same = taken_.find(edit.span.begin);
    return same != taken_.end() && same->second->span == edit.span &&
           same->second->text == edit.text;
  }

  /// Touching counts: which of two texts at one place goes first, nobody has said.
  bool meets(const Edit& edit) const {
    const auto after = taken_.lower_bound(edit.span.begin);
    if (after != taken_.end() && after->first <= edit.span.end) return true;
    return after != taken_.begin() && std::prev(after)->second->span.end >= edit.span.begin;
  }

  std::map<std::uint32_t, const Edit*> taken_;  // by begin
};

class Rounds {
 public:
  Rounds(Input input, const Options& options, const FixOptions& how)
      : input_(std::move(input)),
        options_(options),
        how_(how),
        octets_allowed_(std::max(octets_most, rounds_at_least * input_.octets.size())),
        report_(judge(input_.octets)) {}

  Fixed run() {
    Fixed fixed;
    if (repairs().empty()) {
      fixed.octets = std::move(input_.octets);
      fixed.unsafe_left = unsafe_left();
      return fixed;
    }
    if (!how_.anyway) fixed.refusal = refusal_of(*report_.message);
    if (fixed.refusal.empty()) {
      while (do_round()) continue;
    }
    fixed.octets = std::move(input_.octets);
    fixed.undone = undone_;
    fixed.worse = std::move(worse_);
    fixed.unfinished = unfinished_;
    fixed.unsafe_left = unsafe_left();
    return fixed;
  }

 private:
  Report judge(const std::string& octets) {
    octets_read_ += octets.size();
    return check({.path = input_.path, .octets = octets, .origin = input_.origin}, options_);
  }

  /// Grouped by rule.
  std::vector<Repair> repairs() const {
    std::vector<Repair> all;
    for (const RuleFindings& findings : report_.findings) {
      const Fix& fix = findings.rule->fix;
      if (fix.edits == nullptr || (!fix.safe && !how_.unsafe)) continue;
      for (const Finding& finding : findings.places) {
        Repair repair{.rule = findings.rule, .edits = fix.edits(finding, *report_.facts)};
        std::ranges::sort(repair.edits, {}, [](const Edit& edit) { return edit.span.begin; });
        if (!repair.edits.empty()) all.push_back(std::move(repair));
      }
    }
    return all;
  }

  std::size_t unsafe_left() const {
    std::size_t count = 0;
    for (const RuleFindings& findings : report_.findings) {
      const Fix& fix = findings.rule->fix;
      if (fix.edits == nullptr || fix.safe || how_.unsafe) continue;
      for (const Finding& finding : findings.places)
        count += fix.edits(finding, *report_.facts).empty() ? 0 : 1;
    }
    return count;
  }

  /// The rule that finds more in `after`, nullptr if none does.
  const Rule* worse_rule(const Report& after) const {
    std::map<const Rule*, std::size_t> before;
    for (const RuleFindings& findings : report_.findings) before[findings.rule] = findings.count;
    for (const RuleFindings& findings : after.findings) {
      if (findings.count > before[findings.rule]) return findings.rule;
    }
    return nullptr;
  }

  /// False if the octets stay as they are: they would be no better.
  bool apply(std::span<const Repair> repairs) {
    Edits edits;
    std::vector<const Rule*> rules;  // of those that were taken
    for (const Repair& repair : repairs) {
      if (edits.take(repair.edits)) rules.push_back(repair.rule);
    }
    std::string octets = edits.apply(input_.octets);
    if (octets == input_.octets || octets.size() > limits::message_octets) return false;
    Report after = judge(octets);
    if (const Rule* rule = worse_rule(after)) {
      worse_ = rule->id;
      return false;
    }
    std::size_t gone = 0;
    for (const RuleFindings& findings : report_.findings) {
      const auto taken = static_cast<std::size_t>(std::ranges::count(rules, findings.rule));
      gone += gone_of(findings, after, octets.size(), taken);
    }
    if (gone == 0) return false;
    undone_ += gone;
    input_.octets = std::move(octets);
    report_ = std::move(after);
    return true;
  }

  /// Findings of a rule that are gone now that the message has so many octets.
  std::size_t gone_of(const RuleFindings& before, const Report& after, std::size_t octets,
                      std::size_t taken) const {
    const auto left = std::ranges::find(after.findings, before.rule, &RuleFindings::rule);
    if (left == after.findings.end()) return before.count;
    const std::size_t fewer = before.count - left->count;
    if (before.count != limits::places_per_rule) return fewer;
    // Some rules look for no more than they can tell: others come up for those that are gone. Then
    // the first of them is nearer to the end.
    const auto to_end = [](const RuleFindings& findings, std::size_t size) {
      return size - findings.places[0].place.source.begin;
    };
    const bool others = to_end(*left, octets) < to_end(before, input_.octets.size());
    return others ? std::max(fewer, taken) : fewer;
  }

  /// By rule, and those of one rule by halves.
  static void split(std::span<const Repair> repairs, std::deque<std::span<const Repair>>& groups) {
    if (repairs.front().rule == repairs.back().rule) {
      groups.push_back(repairs.first(repairs.size() / 2));
      groups.push_back(repairs.subspan(repairs.size() / 2));
      return;
    }
    while (!repairs.empty()) {
      const auto differs = [&](const Repair& repair) { return repair.rule != repairs[0].rule; };
      const auto end = std::ranges::find_if(repairs, differs);
      groups.emplace_back(repairs.begin(), end);
      repairs = {end, repairs.end()};
    }
  }

  /// False when there is nothing left that helps. What does harm is left for this round only: other
  /// fixes may make it harmless.
  bool do_round() {
    worse_.clear();
    const std::vector<Repair> all = repairs();
    std::deque<std::span<const Repair>> groups;
    if (!all.empty()) groups.emplace_back(all);
    while (!groups.empty()) {
      if (octets_read_ > octets_allowed_) {
        unfinished_ = true;
        return false;
      }
      const std::span<const Repair> group = groups.front();
      groups.pop_front();
      if (apply(group)) return true;
      if (group.size() > 1) split(group, groups);
    }
    return false;
  }

  Input input_;
  Options options_;
  FixOptions how_;
  std::size_t octets_read_ = 0;
  std::size_t octets_allowed_;
  Report report_;
  std::size_t undone_ = 0;
  std::string worse_;
  bool unfinished_ = false;
};

}  // namespace

Fixed fix(Input input, const Options& options, const FixOptions& how) {
  // What is not here cannot be written back.
  if (input.octets.size() > limits::message_octets)
    return {.octets = std::move(input.octets), .refusal = "it is too large", .worse = {}};
  Options own = options;
  own.accepted = {};
  return Rounds(std::move(input), own, how).run();
}

}  // namespace maillint
