// How much a message resembles spam, and which of its features say so.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/risk/features.h"

namespace maillint::risk {

/// A feature of the message that the model knows.
struct Contributor {
  std::string feature;  // a rule's id, or a name as in features.h
  Kind kind = Kind::text;
  double weight = 0;  // in log-odds: above 0 it speaks for spam
};

struct Risk {
  double probability = 0;  // of spam, were it mail of the training corpus; 0.01 to 0.99
  std::vector<Contributor> contributors;  // the strongest for spam, then the strongest against it
  std::string_view trained_on;            // corpus and figures, in English
};
/// At most so many for spam, and so many against it.
inline constexpr std::size_t contributors_shown = 6;

/// What the model sees of a message. All rules run, with the profile bulk: the risk depends neither
/// on --select nor on what the message was taken for.
std::vector<std::string> features_of(const Facts& facts, Settings settings);

/// Weights of the features that the model has (rules/data/risk-weights.tsv), added up. Features it
/// does not know count for nothing.
Risk assess(std::span<const std::string> features);

}  // namespace maillint::risk
