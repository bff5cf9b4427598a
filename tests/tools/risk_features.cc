// Prints what the risk model sees of messages, as NDJSON: the input of train_risk.py. Reads paths
// from standard input, one a line.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "lint/escape.h"
#include "rules/maillint.h"
#include "rules/risk/risk.h"

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string path; std::getline(std::cin, path);) {
    std::ifstream file(path, std::ios::binary);
    maillint::Input input;
    input.path = path;
    input.octets.assign(std::istreambuf_iterator<char>(file), {});
    const maillint::Report report = maillint::check(std::move(input), {});
    std::cout << "{\"path\":\"" << maillint::json_escaped(path) << "\",\"features\":[";
    std::string_view separator;
    for (const std::string& feature : maillint::risk::features_of(*report.facts, report.settings)) {
      std::cout << separator << '"' << maillint::json_escaped(feature) << '"';
      separator = ",";
    }
    std::cout << "]}\n";
  }
  return std::cout ? 0 : 1;
}
