// Applies the edits of findings to a message, round by round.
#include "rules/fixes/fix.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "lint/limits.h"

namespace maillint {
namespace {

constexpr std::size_t rounds_most = 10;

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
  bool take(const std::vector<Edit>& edits) {
    const auto fits = [this](const Edit& edit) { return !meets(edit); };
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
      : input_(std::move(input)), options_(options), how_(how), report_(judge(input_.octets)) {}

  Fixed run() {
    Fixed fixed;
    if (repairs().empty()) {
      fixed.octets = std::move(input_.octets);
      fixed.unsafe_left = unsafe_left();
      return fixed;
    }
    if (!how_.anyway) fixed.refusal = refusal_of(*report_.message);
    if (fixed.refusal.empty()) {
      for (std::size_t round = 0; round < rounds_most && do_round(); ++round) continue;
    }
    fixed.octets = std::move(input_.octets);
    fixed.undone = undone_;
    fixed.worse = std::move(worse_);
    fixed.unsafe_left = unsafe_left();
    return fixed;
  }

 private:
  Report judge(const std::string& octets) const {
    return check({.path = input_.path, .octets = octets, .origin = input_.origin}, options_);
  }

  std::vector<Repair> repairs() const {
    std::vector<Repair> all;
    for (const RuleFindings& findings : report_.findings) {
      const Fix& fix = findings.rule->fix;
      if (fix.edits == nullptr || (!fix.safe && !how_.unsafe) || given_up_.contains(findings.rule))
        continue;
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

  /// False if the octets stay as they are.
  bool apply(const std::vector<Repair>& repairs, const Rule* only) {
    Edits edits;
    std::size_t count = 0;
    for (const Repair& repair : repairs) {
      if ((only == nullptr || repair.rule == only) && edits.take(repair.edits)) ++count;
    }
    std::string octets = edits.apply(input_.octets);
    if (octets == input_.octets || octets.size() > limits::message_octets) return false;
    Report after = judge(octets);
    if (const Rule* rule = worse_rule(after)) {
      worse_ = rule->id;
      return false;
    }
    input_.octets = std::move(octets);
    report_ = std::move(after);
    undone_ += count;
    return true;
  }

  /// False when there is nothing left to do.
  bool do_round() {
    const std::vector<Repair> all = repairs();
    if (all.empty()) return false;
    const std::string worse_before = worse_;
    if (apply(all, nullptr)) return true;
    std::set<std::string_view> tried;
    for (const Repair& repair : all) {
      if (!tried.insert(repair.rule->id).second) continue;
      // Alone it does no harm, or it does: then it is not tried again.
      if (apply(all, repair.rule)) {
        worse_ = worse_before;
        return true;
      }
      given_up_.insert(repair.rule);
    }
    return false;
  }

  Input input_;
  Options options_;
  FixOptions how_;
  Report report_;
  std::size_t undone_ = 0;
  std::string worse_;
  std::set<const Rule*> given_up_;
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
