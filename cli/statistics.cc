// How often each rule finds something, and in how many files.
#include "cli/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "cli/render/json_writer.h"
#include "cli/render/renderer.h"

namespace maillint::cli {

std::vector<Statistics::Item> Statistics::items_of(const Report& report) {
  std::vector<Item> items;
  for (const RuleFindings& findings : report.findings) {
    if (!findings.places.empty())
      items.push_back({findings.rule, severity_of(findings), findings.count});
  }
  return items;
}

void Statistics::add(const Item& item, std::size_t files) {
  Row& row = rows_[item.rule->id];
  row.rule = item.rule->id;
  row.severity = std::max(row.severity, item.severity);
  row.count += item.count;
  row.files += files;
}

void Statistics::add(std::span<const Item> items) {
  for (const Item& item : items) add(item, 1);
}

void Statistics::add(std::span<const BatchFinding> findings) {
  for (const BatchFinding& finding : findings) {
    std::set<std::string_view> paths;
    for (const BatchPlace& place : finding.places) paths.insert(place.path);
    add(Item{finding.rule, finding.severity, finding.count}, paths.size());
  }
}

std::vector<Statistics::Row> Statistics::rows() const {
  std::vector<Row> rows;
  for (const auto& [rule, row] : rows_) rows.push_back(row);
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return std::tuple(b.severity, b.count, a.rule) < std::tuple(a.severity, a.count, b.rule);
  });
  return rows;
}

std::string Statistics::text() const {
  if (rows_.empty()) return {};
  std::string out = fmt::format("{:>7} {:>7}  {:<8} {}\n", "count", "files", "severity", "rule");
  for (const Row& row : rows())
    out +=
        fmt::format("{:>7} {:>7}  {:<8} {}\n", row.count, row.files, name(row.severity), row.rule);
  return out;
}

std::string Statistics::markdown() const {
  if (rows_.empty()) return {};
  std::string out = "| count | files | | rule |\n|--:|--:|---|---|\n";
  for (const Row& row : rows())
    out +=
        fmt::format("| {} | {} | {} | {} |\n", row.count, row.files, name(row.severity), row.rule);
  return out;
}

void Statistics::write(JsonWriter& json) const {
  json.key("statistics").begin_array();
  for (const Row& row : rows()) {
    json.begin_object().member("rule", row.rule).member("severity", name(row.severity));
    json.member("count", row.count).member("files", row.files).end_object();
  }
  json.end_array();
}

}  // namespace maillint::cli
