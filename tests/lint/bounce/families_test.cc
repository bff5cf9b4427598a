// Tests of lint/bounce/delivery_report.h over testdata/bounces/families/: what each report says.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "lint/bounce/delivery_report.h"

namespace maillint {
namespace {

constexpr std::string_view folder = MAILLINT_ROOT "/testdata/bounces/families/";

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::stringstream octets;
  octets << file.rdbuf();
  return octets.str();
}

std::string or_dash(std::string_view text) { return std::string(text.empty() ? "-" : text); }

/// "jane@b.example failed 5.1.1 550; - - 5.7.1 554": recipients, then errors that name nobody.
std::string summary(const DeliveryReport& report) {
  std::string all;
  const auto add = [&](const Refusal& refusal, std::string_view action) {
    if (!all.empty()) all += "; ";
    all += or_dash(refusal.address) + ' ' + or_dash(action) + ' ' + or_dash(refusal.status) + ' ' +
           or_dash(refusal.reply_code);
  };
  for (const Refusal& refusal : report.recipients) add(refusal, name(refusal.action));
  for (const Refusal& refusal : report.errors) add(refusal, {});
  return all;
}

/// Each line of `expected`: file, kind and summary, with a tab between them.
TEST(Families, AreReadRight) {
  std::istringstream expected(read_file(std::string(folder) + "expected"));
  std::size_t count = 0;
  for (std::string line; std::getline(expected, line);) {
    std::istringstream cells(line);
    std::string file, kind, recipients;
    std::getline(cells, file, '\t');
    std::getline(cells, kind, '\t');
    std::getline(cells, recipients);
    SCOPED_TRACE(file);
    const std::string path = std::string(folder) + file;
    const Message message(std::make_unique<const Source>(path, read_file(path)));
    const Facts facts(message);
    const DeliveryReport report = read_delivery_report(message, facts);
    EXPECT_EQ(name(report.kind), kind);
    EXPECT_EQ(summary(report), recipients);
    ++count;
  }
  EXPECT_GT(count, 100u);
}

}  // namespace
}  // namespace maillint
