// A catalogue packed into one string and one array of numbers: literals that cost no start-up, no
// relocation and no static constructor. The views that Entry holds are made when somebody asks for
// the catalogue.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/catalogue/data.h"
#include "rules/catalogue/entry.h"

namespace maillint {

struct PackedCatalogue {
  std::string_view pool;                 // all strings, each once
  std::span<const std::uint32_t> words;  // counts, then the records in order
};

struct PackedStorage {
  std::string pool;
  std::vector<std::uint32_t> words;
};

/// Views into a PackedCatalogue, which must outlive this.
struct CatalogueTables {
  std::vector<Entry> entries;
  std::vector<Provider> providers;
  std::vector<Blocklist> blocklists;
  std::vector<SignGroup> groups;
  // What the spans above point into.
  std::vector<std::string_view> strings;
  std::vector<Step> steps;
  std::vector<Evidence> evidence;
};

PackedStorage pack(const CatalogueData& data);
CatalogueTables unpack(const PackedCatalogue& packed);

/// The built-in one; the build generates it from rules/catalogue/*.toml.
extern const PackedCatalogue built_in_packed;

}  // namespace maillint
