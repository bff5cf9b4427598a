// The catalogue's own files, and reading test files.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "rules/catalogue/reader.h"

namespace maillint::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::filesystem::path root() { return MAILLINT_ROOT; }
inline std::filesystem::path bounces() { return root() / "testdata/bounces"; }

/// What rules/catalogue/*.toml say, examples included.
inline CatalogueData catalogue_data() {
  CatalogueData data;
  for (const auto& file : std::filesystem::directory_iterator(root() / "rules/catalogue")) {
    if (file.path().extension() != ".toml") continue;
    const auto read = read_catalogue(read_file(file.path()), file.path().filename().string(), data);
    EXPECT_TRUE(read) << read.error().what;
  }
  return data;
}

}  // namespace maillint::test
