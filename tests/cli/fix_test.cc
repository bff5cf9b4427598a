// Fixes: what reports tell of them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

std::string without(std::string message, std::string_view line) {
  message.erase(message.find(line), line.size());
  return message;
}

json checked(std::string_view format, const std::string& path) {
  return json::parse(run_maillint({"check", "--format", std::string(format), "--select",
                                   "header-mime-version-missing", path})
                         .out);
}

TEST(Fixes, ReportsTellTheEdits) {
  const Folder folder;
  const std::string text = without(clean_message(), "MIME-Version: 1.0\r\n");
  const std::string path = folder.write("a.eml", text);
  const std::size_t at = text.find("Content-Type");

  const json fix = checked("json", path)["messages"][0]["findings"][0]["fix"];
  EXPECT_EQ(fix["title"], "Add MIME-Version: 1.0");
  EXPECT_EQ(fix["safe"], true);
  EXPECT_EQ(fix["edits"],
            json::array({{{"offset", at}, {"length", 0}, {"text", "MIME-Version: 1.0\r\n"}}}));

  const json result = checked("sarif", path)["runs"][0]["results"][0];
  const json& change = result["fixes"][0]["artifactChanges"][0];
  EXPECT_EQ(change["artifactLocation"]["uri"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
  EXPECT_EQ(change["replacements"][0]["deletedRegion"]["byteOffset"], at);
  EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "MIME-Version: 1.0\r\n");
}

}  // namespace
}  // namespace maillint::cli
