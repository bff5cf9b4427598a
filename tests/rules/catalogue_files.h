// The catalogue's own files, and reading test files.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "rules/catalogue/catalogue.h"
#include "rules/catalogue/reader.h"

namespace maillint::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::filesystem::path root() { return MAILLINT_ROOT; }
inline std::filesystem::path bounces() { return root() / "testdata/bounces"; }

/// rules/catalogue/*.toml, in no order.
inline std::vector<CatalogueFile> catalogue_files() {
  std::vector<CatalogueFile> files;
  for (const auto& file : std::filesystem::directory_iterator(root() / "rules/catalogue")) {
    if (file.path().extension() != ".toml") continue;
    files.push_back({.path = file.path().filename().string(), .text = read_file(file.path())});
  }
  return files;
}

/// What they say, examples included.
inline CatalogueData catalogue_data() {
  CatalogueData data;
  for (const CatalogueFile& file : catalogue_files()) {
    const auto read = read_catalogue(file.text, file.path, data);
    EXPECT_TRUE(read) << read.error().what;
  }
  const auto complete = complete_catalogue(data);
  EXPECT_TRUE(complete) << complete.error().what;
  return data;
}

}  // namespace maillint::test
