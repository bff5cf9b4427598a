// A lint rule: a record and one pure function; how it reports; how rules are chosen and run.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts.h"
#include "lint/message.h"
#include "lint/settings.h"

namespace maillint {

struct Rule;

/// The checklist of the report, in its order (OUTPUT.md).
enum class Criterion : std::uint8_t {
  subject,
  recipients,
  links,
  technical,
  list_hygiene,
  content,
  behaviour,
  loop,
  authentication,
  bulk,
  rendering,
};
inline constexpr std::size_t criterion_count = 11;
std::string_view name(Criterion criterion);  // "list-hygiene"

/// What a finding adds to its rule's record.
struct Detail {
  std::string
      message;  // lower case, no final stop, specific: "ends with '!'"; "" = the rule's summary
  std::string evidence;  // the offending text, decoded; "" = the source text of the place
};

/// One rule at one place.
struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::warning;
  Place place;
  Detail detail;
};

/// Places of one rule in one message: the first limits::places_per_rule are kept, the others
/// counted.
struct RuleFindings {
  const Rule* rule = nullptr;
  std::size_t count = 0;
  std::vector<Finding> places;
};

/// A change of the source: `text` instead of the octets of `span`.
struct Edit {
  Span span;
  std::string text;
};

/// How findings of a rule are undone. A pure function of one finding, called only where somebody
/// wants to know; without edits this one cannot be undone. Edits of one finding do not overlap.
struct Fix {
  std::string_view title{};  // imperative, what the edits do
  bool safe = true;          // nothing that a reader sees or that was meant changes
  std::vector<Edit> (*edits)(const Finding&, const Facts&) = nullptr;
};

/// Handed to a rule's function: it knows the rule and collects its findings.
class Reporter {
 public:
  Reporter(const Rule& rule, std::vector<RuleFindings>& out) : rule_(rule), out_(out) {}

  /// At source octets of the header (or of no part in particular).
  void operator()(Span place, Detail detail = {}) const {
    add(Place{.source = place}, std::move(detail), nullptr);
  }
  void operator()(Span place, std::string message) const {
    add(Place{.source = place}, Detail{.message = std::move(message), .evidence = {}}, nullptr);
  }
  /// At a place of a decoded body (Facts::place_in) or of a part.
  void operator()(const Place& place, Detail detail = {}) const {
    add(place, std::move(detail), nullptr);
  }
  void operator()(const Place& place, std::string message) const {
    add(place, Detail{.message = std::move(message), .evidence = {}}, nullptr);
  }
  /// With another severity than the record says, where facts/stage/profile make it milder or
  /// graver.
  void as(Severity severity, const Place& place, Detail detail = {}) const {
    add(place, std::move(detail), &severity);
  }
  void as(Severity severity, Span place, Detail detail = {}) const {
    add(Place{.source = place}, std::move(detail), &severity);
  }

 private:
  void add(const Place& place, Detail detail, const Severity* severity) const;

  const Rule& rule_;
  std::vector<RuleFindings>& out_;
};

/// A rule's function. What it looks at is its first parameter, and the engine calls it once for
/// each of them: the message; a text body; an HTML body; a link; the subject; an address list; a
/// date, Message-ID... field. So a message without links costs link rules nothing.
class Check {
 public:
  template <typename Subject_>
  using Function = void (*)(const Subject_&, const Facts&, const Settings&, const Reporter&);
  enum class On : std::uint8_t {
    message,
    field,
    subject,
    addresses,
    date,
    message_ids,
    text,
    html,
    link
  };

  constexpr Check(Function<Message> f) : on_(On::message), message_(f) {}
  constexpr Check(Function<Field> f)
      : on_(On::field), field_(f) {}  // each field of the root header
  constexpr Check(Function<Subject> f) : on_(On::subject), subject_(f) {}
  constexpr Check(Function<AddressList> f) : on_(On::addresses), addresses_(f) {}
  constexpr Check(Function<DateField> f) : on_(On::date), date_(f) {}
  constexpr Check(Function<MessageIdField> f) : on_(On::message_ids), message_ids_(f) {}
  constexpr Check(Function<TextBody> f) : on_(On::text), text_(f) {}
  constexpr Check(Function<HtmlBody> f) : on_(On::html), html_(f) {}
  constexpr Check(Function<Link> f) : on_(On::link), link_(f) {}

  constexpr On on() const { return on_; }
  void operator()(const Message& x, const Facts& f, const Settings& s, const Reporter& r) const {
    message_(x, f, s, r);
  }
  void operator()(const Field& x, const Facts& f, const Settings& s, const Reporter& r) const {
    field_(x, f, s, r);
  }
  void operator()(const Subject& x, const Facts& f, const Settings& s, const Reporter& r) const {
    subject_(x, f, s, r);
  }
  void operator()(const AddressList& x, const Facts& f, const Settings& s,
                  const Reporter& r) const {
    addresses_(x, f, s, r);
  }
  void operator()(const DateField& x, const Facts& f, const Settings& s, const Reporter& r) const {
    date_(x, f, s, r);
  }
  void operator()(const MessageIdField& x, const Facts& f, const Settings& s,
                  const Reporter& r) const {
    message_ids_(x, f, s, r);
  }
  void operator()(const TextBody& x, const Facts& f, const Settings& s, const Reporter& r) const {
    text_(x, f, s, r);
  }
  void operator()(const HtmlBody& x, const Facts& f, const Settings& s, const Reporter& r) const {
    html_(x, f, s, r);
  }
  void operator()(const Link& x, const Facts& f, const Settings& s, const Reporter& r) const {
    link_(x, f, s, r);
  }

 private:
  On on_;
  union {
    Function<Message> message_;
    Function<Field> field_;
    Function<Subject> subject_;
    Function<AddressList> addresses_;
    Function<DateField> date_;
    Function<MessageIdField> message_ids_;
    Function<TextBody> text_;
    Function<HtmlBody> html_;
    Function<Link> link_;
  };
};

/// Profiles a rule applies to.
struct Profiles {
  std::uint8_t bits = 7;
  constexpr Profiles() = default;
  constexpr Profiles(std::initializer_list<Profile> profiles) : bits(0) {
    for (Profile p : profiles)
      bits = static_cast<std::uint8_t>(bits | (1u << static_cast<unsigned>(p)));
  }
  constexpr bool has(Profile p) const { return (bits >> static_cast<unsigned>(p)) & 1u; }
};

/// A rule's record. `maillint rules`, the man page and every renderer print from it; it is the only
/// place where these words stand.
struct Rule {
  std::string_view id;  // family-problem
  Severity severity;
  Criterion criterion;
  Profiles profiles{};       // all by default
  std::string_view summary;  // the problem in one line: "Subject ends with !"
  std::string_view why;      // one or two sentences: who objects, and what happens
  std::string_view remedy;   // what to do, imperative
  std::span<const std::string_view> references;  // "RFC 5322 3.6.5", provider pages by name
  std::span<const std::string_view>
      required_by{};  // bulk sender programmes: "gmail-bulk", "yahoo", "outlook"
  Fix fix{};          // none by default
  Check check;

  /// "subject" of "subject-empty", "message-id" of "message-id-no-at": the id without the
  /// problem.
  constexpr std::string_view family() const {
    for (const std::string_view compound : {"message-id", "encoded-word"}) {
      if (id.starts_with(compound)) return compound;
    }
    return id.substr(0, id.find('-'));
  }
};

/// Which rules run: --select and --ignore globs ("link-*") applied to a table of rules, sorted by
/// what they look at. Made once a run, used by every thread.
class RuleSet {
 public:
  RuleSet(std::span<const Rule* const> rules, std::span<const std::string> select = {},
          std::span<const std::string> ignore = {});
  std::span<const Rule* const> on(Check::On on) const {
    return by_subject_[static_cast<std::size_t>(on)];
  }
  /// Whether any rule for that profile counts for that criterion.
  bool judges(Criterion criterion, Profile profile) const {
    return judged_[static_cast<std::size_t>(criterion)][static_cast<std::size_t>(profile)];
  }

 private:
  std::vector<const Rule*> by_subject_[9];
  std::array<std::array<bool, profile_count>, criterion_count> judged_{};
};

/// "*" matches any run of characters, everything else itself.
bool glob_match(std::string_view pattern, std::string_view text);

/// What of the rules has a say, where not all of a message is there. nullptr: everything.
struct RuleScope {
  bool (*applies)(const Rule& rule, const Facts& facts) = nullptr;
  bool (*applies_to)(const Rule& rule, const Link& link, const Facts& facts) = nullptr;
};

/// Runs the rules that fit the profile. Findings are grouped by rule, places in source order, rules
/// by severity (errors first), then by first place.
std::vector<RuleFindings> lint(const Message& message, const Facts& facts, const Settings& settings,
                               const RuleSet& rules, const RuleScope& scope = {});
/// Puts findings in that order again. None of them may be without places.
void arrange(std::vector<RuleFindings>& findings);

enum class CriterionStatus : std::uint8_t { pass, warn, fail, not_checkable };
std::string_view name(CriterionStatus status);  // "not-checkable"

struct CriterionResult {
  Criterion criterion;
  CriterionStatus status = CriterionStatus::pass;
  std::size_t findings = 0;  // errors and warnings, places counted
  std::string note;          // why it is not checkable
};

/// All criteria in order, judged by the findings (OUTPUT.md: error = fail, warning = warn, info
/// never).
std::vector<CriterionResult> judge_criteria(const Message& message, const Facts& facts,
                                            const Settings& settings,
                                            std::span<const RuleFindings> findings);

}  // namespace maillint
