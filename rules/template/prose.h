// Whether a leftover of a template stands in text that is meant for people.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "lint/facts.h"
#include "lint/settings.h"
#include "rules/visible_text.h"

namespace maillint {

/// A body as rules on templates read it: silent in templates, reports and patches; source code,
/// quotations and talk about templates do not count.
class Prose {
 public:
  Prose(const TextBody& body, const Facts& facts, const Settings& settings)
      : visible_(body, facts), facts_(facts), settings_(settings) {}

  std::string_view text() const { return visible_.text(); }
  const VisibleText& visible() const { return visible_; }
  const Facts& facts() const { return facts_; }
  bool is_personal() const { return settings_.profile == Profile::personal; }
  /// Whether text() [begin, end) would be read as part of a letter.
  bool counts(std::size_t begin, std::size_t end) const;
  /// An answer, a post to a list of people, or a log: what looks like a leftover is mostly meant.
  bool is_talk() const;

 private:
  bool find_talk() const;
  bool is_patch() const;

  VisibleText visible_;
  const Facts& facts_;
  const Settings& settings_;
  mutable std::optional<bool> talk_;
  mutable std::optional<bool> patch_;
};

/// Whether text[at] belongs to a URL that is written out there.
bool is_in_url(std::string_view text, std::size_t at);

}  // namespace maillint
