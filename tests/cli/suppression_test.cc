// Comments and settings that silence findings, as reports count and tell them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

constexpr std::string_view page =
    "Subject: News for {{ name }}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    "<!DOCTYPE html>\n<html lang=\"en\"><body><p>Hello {{ name }}, here is the news.</p>\n"
    "{{!-- maillint-disable-next-line html-img-missing-alt -- it decorates --}}\n"
    "<img src=\"https://www.example.com/a.png\" width=\"9\" height=\"9\">\n"
    "<img src=\"https://www.example.com/b.png\" width=\"9\" height=\"9\">\n</body></html>\n";

/// check of that rule and of those about comments.
Outcome checked(const std::string& path, std::string_view format, std::vector<std::string> more) {
  std::vector<std::string> arguments = {
      "check",       "--format", std::string(format),
      "--no-config", "--select", "html-img-missing-alt,suppression-*",
      path};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_maillint(arguments);
}

TEST(Suppression, CommentsTakeFindingsOut) {
  const Folder folder;
  const std::string path = folder.write("a.eml", page);
  const json message = json::parse(checked(path, "ndjson", {}).out);
  ASSERT_EQ(message["findings"].size(), 1U) << message;
  EXPECT_EQ(message["findings"][0]["line"], 9);
  EXPECT_EQ(message["findings"][0]["count"], 1);
  EXPECT_EQ(message["suppressed"]["inline"], 1);
  EXPECT_NE(checked(path, "text", {}).out.find("1 by comments"), std::string::npos);

  const json heedless = json::parse(checked(path, "ndjson", {"--no-inline"}).out);
  EXPECT_EQ(heedless["findings"][0]["count"], 2);
  EXPECT_EQ(heedless["suppressed"]["inline"], 0);
}

TEST(Suppression, SarifTellsThem) {
  const Folder folder;
  const std::string path = folder.write("a.eml", page);
  const json results = json::parse(checked(path, "sarif", {}).out)["runs"][0]["results"];
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0]["suppressions"], json::array());
  EXPECT_EQ(results[1]["suppressions"],
            json::array({{{"kind", "inSource"}, {"justification", "it decorates"}}}));
  EXPECT_NE(results[0]["partialFingerprints"], results[1]["partialFingerprints"]);
}

TEST(Suppression, SendersOfReceivedMailSilenceNothing) {
  const Folder folder;
  const std::string received =
      "X-Maillint: disable=subject-ends-* -- mine\r\n" + clean_message("Sale today!");
  const std::string draft =
      received.substr(0, received.find("Received")) + received.substr(received.find("From:"));
  const auto count = [&](const std::string& text, std::vector<std::string> more) {
    std::vector<std::string> arguments = {"check",
                                          "-q",
                                          "--select",
                                          "subject-ends-*",
                                          "--profile",
                                          "bulk",
                                          folder.write("a.eml", text)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_maillint(arguments).out.empty() ? 0 : 1;
  };
  EXPECT_EQ(count(draft, {}), 0);
  EXPECT_EQ(count(draft, {"--stage", "received"}), 1);
  EXPECT_EQ(count(received, {}), 1);
  EXPECT_EQ(count(received, {"--stage", "draft"}), 1);
}

TEST(Suppression, UnusedAndUnknownAreTold) {
  const Folder folder;
  std::string text(page);
  text.replace(text.find("html-img-missing-alt"), 20, "html-img-missing-atl");
  const std::string out = checked(folder.write("a.eml", text), "concise", {}).out;
  EXPECT_NE(out.find("a.eml:7:34: warning[suppression-unknown-rule] no rule is named "
                     "'html-img-missing-atl', did you mean 'html-img-missing-alt'?"),
            std::string::npos)
      << out;
  text = page;
  text.replace(text.find("<img"), 4, "<img alt=''");
  EXPECT_NE(checked(folder.write("a.eml", text), "concise", {})
                .out.find("a.eml:7:34: warning[suppression-unused]"),
            std::string::npos);
}

TEST(Suppression, OnlyTheFirstUnknownNamesGetHints) {
  const Folder folder;
  std::string text(page);
  for (int i = 0; i < 50; ++i) text += "<!-- maillint-disable html-img-missing-alr -->\n";
  const std::string path = folder.write("a.eml", text);
  const std::string out = checked(path, "ndjson", {}).out;
  std::size_t hints = 0;
  for (std::size_t at = 0; (at = out.find("did you mean", at)) != std::string::npos; ++at) ++hints;
  EXPECT_EQ(hints, 10U) << out;
}

TEST(Suppression, OverridesCountToo) {
  const Folder folder;
  folder.write("old/a.eml", page);
  folder.write("maillint.toml",
               "[[override]]\npath = 'old/*'\nignore = 'html-img-*'\nreason = 'nobody sends it'\n");
  Invocation invocation;
  invocation.arguments = {"check",    "--format", "sarif", "--select", "html-img-missing-alt",
                          "old/a.eml"};
  invocation.directory = folder.path("");
  const json results = json::parse(run_maillint(invocation).out)["runs"][0]["results"];
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0]["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(results[1]["suppressions"],
            json::array({{{"kind", "external"}, {"justification", "nobody sends it"}}}));
}

TEST(Suppression, KnownDomainsAreNotDoubted) {
  const Folder folder;
  std::string text = clean_message();
  text.replace(text.find("the minutes"), 11,
               "see https://bit.ly/3abcDEF and https://t.co/abcd, the minutes");
  folder.write("a.eml", text);
  const auto count = [&](std::string_view config) {
    folder.write("maillint.toml", config);
    Invocation invocation;
    invocation.arguments = {"check", "--format", "ndjson", "--select", "link-shortener", "a.eml"};
    invocation.directory = folder.path("");
    const Outcome outcome = run_maillint(invocation);
    if (outcome.code == 2) return std::string(outcome.err);
    const json message = json::parse(outcome.out);
    const auto& findings = message["findings"];
    return fmt::format("{} of which {}",
                       (findings.empty() ? 0 : findings[0]["count"].get<int>()) +
                           message["suppressed"]["config"].get<int>(),
                       message["suppressed"]["config"].get<int>());
  };
  EXPECT_EQ(count(""), "2 of which 0");
  EXPECT_EQ(count("[links]\nshorteners = ['bit.ly']"), "2 of which 1");
  EXPECT_EQ(count("[links]\nown = ['BIT.ly']\ntracking = 't.co'"), "2 of which 2");
  EXPECT_EQ(count("[links]\nown = ['it.ly']"), "2 of which 0");
  EXPECT_NE(count("[links]\nown = ['https://bit.ly/']").find("is no domain"), std::string::npos);
  EXPECT_NE(count("[links]\nshortners = ['bit.ly']").find("did you mean 'shorteners'?"),
            std::string::npos);
}

}  // namespace
}  // namespace maillint::cli
