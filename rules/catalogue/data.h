// A catalogue as its files say it: every string owned, nothing looked up yet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/catalogue/entry.h"

namespace maillint {

struct StepData {
  Who who = Who::sender;
  std::vector<std::string> rules;
  std::string when;
};

struct EntryTextData {
  std::string title;
  std::string cause;
  std::vector<std::string> steps;
};

struct EvidenceData {
  std::string sign;
  std::int32_t weight = 0;
};

/// A reply that must rank its entry first.
struct ExampleData {
  std::string line;  // or:
  std::string file;  // relative to testdata/bounces
  std::string host;
  std::string original;  // relative to testdata/bounces, "" if none
};

struct EntryData {
  std::string id;
  std::string provider;
  std::vector<std::string> text;
  std::string regex;
  std::vector<std::string> hosts;
  std::vector<std::string> reply_codes;
  std::vector<std::string> status_codes;
  std::vector<std::string> commands;
  std::string category;
  Permanence permanence = Permanence::by_reply;
  Retry retry = Retry::by_reply;
  Who who = Who::sender;
  std::uint32_t retry_after_seconds = 0;
  bool hosts_required = false;
  bool verified = true;
  bool loose = false;
  std::vector<StepData> steps;
  EntryTextData en;
  EntryTextData de;
  std::vector<std::string> shares_text_with;
  std::vector<EvidenceData> supported_by;
  std::vector<EvidenceData> contradicted_by;
  std::string source;

  std::string like;  // the id of the entry that lends its words and advice; "" if it has its own
  std::vector<ExampleData> examples;
  std::string where;  // "all-inkl.toml:12"
};

struct ProviderData {
  std::string id;
  std::string name;
  std::vector<std::string> hosts;
};

struct BlocklistData {
  std::string name;
  std::string operator_name;
  std::vector<std::string> words;
  std::string lookup;
  std::string who;
};

struct SignGroupData {
  std::string name;
  std::vector<std::string> signs;
};

struct CatalogueData {
  std::vector<EntryData> entries;
  std::vector<ProviderData> providers;
  std::vector<BlocklistData> blocklists;
  std::vector<SignGroupData> groups;
};

}  // namespace maillint
