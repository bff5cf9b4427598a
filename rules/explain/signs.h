// Signs: what the evidence of a catalogue entry can ask about a refusal and its message.
//
// An expression is terms joined by "&", each with "!" before it to negate it. A term is a rule id
// or a glob of them (the original must have a warning or an error of such a rule), "@group" of the
// catalogue, or one of
//   @original           the refused message is there, at least its header
//   @complete-original  with its body
//   @history            other bounces of the same sender were given, with the same words
//   @history-hours      ... all within 24 hours
//   @history-days       ... over more than 24 hours
//   @cron               the original has the shape of a cron job's mail
//   @stage-early        refused before the content was sent
//   @stage-data         refused after the content was sent
//   @mail-from          refused in reply to MAIL FROM
//   @gave-up            the sending server stopped trying after failures that were not permanent
//   @about-sender       the reply answers what the sender said of himself, or tells of a check of
//   him
//   @server-line        the original was handed in by a server or a script
//   @ip                 an IP address of the sending side is named
//   @host               the name of the host that refused is known
//   @recipient          the reply is about one recipient
//   @permanent, @temporary
//   @says:PATTERN       the reply holds the pattern (RE2, lower case, without "&"): one bit of a
//                       code, as in "@says:ipbl[01]{3}1"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/catalogue/catalogue.h"
#include "rules/explain/blame.h"
#include "rules/report.h"

namespace maillint {

/// Bounces of one sender with the same words (apply_history).
struct HistoryFacts {
  std::size_t count = 1;
  std::int64_t span_seconds = 0;
};

/// The signs of one refusal. Everything it refers to must outlive it.
class Signs {
 public:
  Signs(const Report& report, const Refusal& refusal, bool permanent, const Catalogue& catalogue,
        const HistoryFacts& history, Language language);

  bool hold(std::string_view expression) const;
  /// What an expression that holds saw, for people: "Subject is empty (93:1)".
  std::vector<std::string> seen(std::string_view expression) const;
  /// Whether any of the words is no sign: neither built in, nor a group, nor shaped like a rule id.
  static bool known(std::string_view expression, std::span<const SignGroup> groups);

  /// The findings of the original that decide anything: places of warnings and errors.
  std::vector<const Finding*> findings(std::string_view glob) const;
  std::string describe(const Finding& finding) const;

  bool has_original() const;
  bool has_history() const { return history_.count > 1; }
  const Report& report() const { return report_; }
  const Refusal& refusal() const { return refusal_; }
  bool permanent() const { return permanent_; }
  Blame blame() const { return blame_; }
  /// The host that refused, lower case, "" if only an IP address or nothing is known.
  const std::string& host() const { return host_; }
  /// An IP address that the reply quotes and that is not the refusing host's own.
  const std::string& ip() const { return ip_; }
  void set_host(std::string host) { host_ = std::move(host); }
  Language language() const { return language_; }

 private:
  bool term_holds(std::string_view term) const;
  bool built_in_holds(std::string_view name, bool& known) const;
  void term_seen(std::string_view term, bool negated, std::vector<std::string>& out) const;
  bool is_cron() const;
  bool is_server_line() const;

  const Report& report_;
  const Refusal& refusal_;
  bool permanent_;
  const Catalogue& catalogue_;
  HistoryFacts history_;
  Language language_;
  std::string host_;
  std::string ip_;
  Blame blame_;
};

/// The first IP address in a text that is not `other`, "" if there is none.
std::string quoted_ip(std::string_view text, std::string_view other);
/// "300 seconds", "after 5 minutes": the wait that a reply asks for.
std::optional<std::uint32_t> quoted_wait_seconds(std::string_view normalised);
/// `en`, or `de` where that is the language.
std::string_view in_language(Language language, std::string_view en, std::string_view de);

}  // namespace maillint
