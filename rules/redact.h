// Pseudonyms for what names people and machines, so that a reply can be shown to others.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/catalogue/catalogue.h"

namespace maillint {

/// Gives the same pseudonym to the same address, host, IP address or id for its whole life. What it
/// does not know for a name it leaves: codes, words, names of blocklists.
class Redactor {
 public:
  explicit Redactor(const Catalogue& catalogue) : catalogue_(catalogue) {}

  /// A text that must not be left anywhere, whatever it looks like: a subject, a display name.
  void hide(std::string_view text, std::string_view kind);
  /// The same for each part of an address, but for words that replies use anyway.
  void hide_address(std::string_view address);

  std::string operator()(std::string_view text);

 private:
  struct Hidden {
    std::string text;
    std::string pseudonym;
  };

  void add(Hidden hidden);
  std::string pseudonym(std::string_view kind, std::string_view original);
  std::string host(std::string_view name);
  std::string address(std::string_view text);
  std::string token(std::string_view text);
  std::string tokens(std::string_view text);
  bool is_catalogue_word(std::string_view word) const;

  const Catalogue& catalogue_;
  std::map<std::string, std::map<std::string, std::string>> known_;  // by kind, in lower case
  std::vector<Hidden> hidden_;
};

}  // namespace maillint
