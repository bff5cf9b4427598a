// Tests catalogue files: what they name exists, patterns compile, examples rank their entry first.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lint/result.h"
#include "rules/catalogue/catalogue.h"

namespace maillint {

struct CatalogueProblem {
  std::string where;  // "gmx.toml:12"
  std::string id;
  std::string what;
  std::vector<std::string> why;  // which entry won and by which evidence
};

struct CatalogueAudit {
  std::size_t entries = 0;
  std::size_t examples = 0;
  std::vector<CatalogueProblem> problems;
};

/// Gives the octets of a test file that an example names; nothing if it is not to be had.
using ExampleReader = std::function<std::optional<std::string>(const std::string& file)>;

/// Judges the files as they would stand among the built-in ones. An error if one cannot be read as
/// a catalogue.
Result<CatalogueAudit> audit_catalogue(std::span<const CatalogueFile> files,
                                       const ExampleReader& read);

}  // namespace maillint
