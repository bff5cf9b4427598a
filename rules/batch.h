// What only several messages together show: bursts, a Message-ID used twice, known spam, and
// recipients of many messages that bounced before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "lint/rule.h"
#include "rules/batch/fingerprint.h"
#include "rules/batch/groups.h"
#include "rules/batch/places.h"
#include "rules/maillint.h"

namespace maillint {

struct BatchPlace {
  std::string path;
  std::size_t line = 1;  // in the whole file
  std::size_t column = 1;
};

/// One rule about some messages.
struct BatchFinding {
  const Rule* rule = nullptr;
  Severity severity = Severity::warning;
  std::string message;  // as Detail::message
  std::string evidence;
  std::string key;  // what the finding is about, whichever files it stands in: for fingerprints
  std::size_t count = 0;
  std::vector<BatchPlace> places;  // the first limits::places_per_rule, in the order of the run
};

/// Looks at the messages of a run one after the other and keeps a fingerprint of each, so that
/// memory does not grow with what they hold.
class Batch {
 public:
  /// What is kept of one message until its turn comes.
  struct Item {
    struct Recipient {
      std::string address;
      std::uint32_t line;
      std::uint32_t column;
    };
    std::string path;
    Fingerprint fingerprint;
    std::uint32_t line = 1;             // of the message
    std::uint32_t message_id_line = 1;  // of its Message-ID field
    std::vector<Recipient> bounced;
  };

  /// `rules` must outlive this.
  explicit Batch(const RuleSet& rules, BurstLimits burst = {},
                 std::vector<SeverityChange> severities = {});

  /// Whether known spam would be of use.
  bool wants_spam() const { return similar_to_spam_; }
  /// A message that is known to be spam.
  void add_spam(Input input);

  /// May be called by several threads. Takes the findings that are told across messages out of the
  /// report.
  Item look_at(Report& report) const;
  /// In the order of the run.
  void add(Item item);

  /// After the last message: worst first, then in the order of the run.
  std::vector<BatchFinding> findings() const;

 private:
  struct Lines {
    std::uint32_t message;
    std::uint32_t message_id;
  };
  struct Place {
    std::uint32_t message;
    std::uint32_t line;
    std::uint32_t column;
  };
  struct Bounced {
    std::string address;
    std::size_t count = 0;
    std::vector<Place> places;
  };
  struct Found;

  BatchPlace place(const Place& place) const;
  Found from_group(const Rule& rule, const Group& group) const;

  BurstLimits burst_limits_;
  std::vector<SeverityChange> severities_;
  bool burst_ = false;
  bool same_message_id_ = false;
  bool similar_to_spam_ = false;

  MessagePaths paths_;
  std::vector<Fingerprint> fingerprints_;
  std::vector<Lines> lines_;
  std::vector<Bounced> bounced_;
  std::unordered_map<std::string, std::size_t> bounced_by_address_;

  MessagePaths spam_paths_;
  std::vector<std::uint64_t> spam_;
};

}  // namespace maillint
