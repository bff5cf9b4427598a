// How often each rule finds something, and in how many files.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"
#include "rules/batch.h"
#include "rules/report.h"

namespace maillint::cli {

class JsonWriter;

class Statistics {
 public:
  /// What one message adds.
  struct Item {
    const Rule* rule = nullptr;
    Severity severity = Severity::info;
    std::size_t count = 0;  // places
  };
  struct Row {
    std::string_view rule;
    Severity severity = Severity::info;  // the gravest
    std::size_t count = 0;
    std::size_t files = 0;
  };

  static std::vector<Item> items_of(const Report& report);
  void add(std::span<const Item> items);
  void add(std::span<const BatchFinding> findings);

  /// The gravest first, then the most frequent.
  std::vector<Row> rows() const;
  /// A table with aligned columns, with a line feed; "" without findings.
  std::string text() const;
  std::string markdown() const;
  /// The member "statistics" of an object.
  void write(JsonWriter& json) const;

 private:
  void add(const Item& item, std::size_t files);
  std::map<std::string_view, Row> rows_;
};

}  // namespace maillint::cli
