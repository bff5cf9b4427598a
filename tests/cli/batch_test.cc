// Findings across messages, as check prints them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// One of a mailing, sent so many seconds after nine.
std::string newsletter(int recipient, int second, const std::string& id) {
  return "From: Bikes <news@shop.example>\nTo: r" + std::to_string(recipient) +
         "@example.net\nSubject: Our spring catalogue\nDate: Mon, 23 Nov 2026 09:" +
         two_digits(second / 60) + ":" + two_digits(second % 60) + " +0000\nMessage-ID: <" + id +
         "@shop.example>\n\nThe new spring catalogue is out, with bicycles for the whole family, "
         "helmets in four\nsizes and a repair stand that folds flat. Order before Friday and we "
         "send it without postage.\n";
}

std::string mailing(int recipients) {
  std::string mbox;
  for (int i = 0; i < recipients; ++i)
    mbox += "From news@shop.example Mon Nov 23 09:13:00 2026\n" +
            newsletter(i, i * 9, std::to_string(i)) + "\n";
  return mbox;
}

/// Which of three messages are told in which order.
struct Three {
  Folder folder;
  Outcome check(std::vector<std::string> options) const {
    folder.write("sub/a.eml", newsletter(1, 0, "x"));
    folder.write("sub/b.eml", newsletter(2, 1, "y"));
    folder.write("sub/c.eml", newsletter(3, 2, "x"));
    options.insert(options.begin(), "check");
    options.insert(options.end(), {"--lang", "en", "sub"});
    return run_maillint(Invocation{.arguments = std::move(options),
                                   .input = {},
                                   .environment = {},
                                   .directory = folder.path(""),
                                   .output = {}});
  }
};

TEST(Batch, ComesLastInJson) {
  const Folder folder;
  const std::string box = folder.write("box", mailing(60));
  const Outcome outcome = run_maillint({"check", "--select", "batch-*", "--format", "json", box});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const json document = json::parse(outcome.out);
  ASSERT_EQ(document["messages"].size(), 61u);
  const json& batch = document["messages"].back();
  EXPECT_EQ(batch["schema"], "maillint/1");
  EXPECT_EQ(batch["path"], "");
  EXPECT_EQ(batch["kind"], "batch");
  ASSERT_EQ(batch["findings"].size(), 1u);
  const json& finding = batch["findings"][0];
  EXPECT_EQ(finding["rule"], "batch-burst-similar");
  EXPECT_EQ(finding["severity"], "warning");
  EXPECT_EQ(finding["criterion"], "behaviour");
  EXPECT_EQ(finding["count"], 60);
  ASSERT_EQ(finding["places"].size(), 60u);
  EXPECT_EQ(finding["places"][0]["path"], box + "#1");
  EXPECT_EQ(finding["places"][0]["line"], 2);
  EXPECT_EQ(finding["places"][59]["path"], box + "#60");
  EXPECT_EQ(finding["places"][59]["line"], 2 + 59 * 10);
  EXPECT_EQ(document["summary"]["messages"], 60);
  EXPECT_EQ(document["summary"]["warnings"], 1);
}

TEST(Batch, ComesLastInLines) {
  const Outcome outcome =
      Three().check({"--select", "batch-same-message-id", "--format", "ndjson"});
  EXPECT_EQ(outcome.code, 1);
  const std::size_t last = outcome.out.rfind('\n', outcome.out.size() - 2) + 1;
  const json batch = json::parse(outcome.out.substr(last));
  EXPECT_EQ(batch["kind"], "batch");
  EXPECT_EQ(batch["findings"][0]["places"][1]["path"], "sub/c.eml");
  EXPECT_EQ(batch["findings"][0]["places"][1]["line"], 5);
}

TEST(Batch, IsWrittenForPeople) {
  const Outcome outcome = Three().check({"--select", "batch-same-message-id"});
  const std::string expected =
      "\nAcross messages\n"
      "\n"
      "error   batch-same-message-id (2 places)\n"
      "         2 different messages have one Message-ID\n"
      "         sub/a.eml:5:1\n"
      "         sub/c.eml:5:1\n"
      "  why    Servers and mail programs take the second one for a copy of the first, and drop "
      "or hide it.\n"
      "         [RFC 5322 3.6.4]\n"
      "  do     Make a new Message-ID for each message, also for each recipient of a mail merge.\n"
      "\n"
      "More about a rule: maillint rules batch-same-message-id\n"
      "\n"
      "1 error, 0 warnings in 3 messages.";
  EXPECT_NE(outcome.out.find(expected), std::string::npos) << outcome.out;
}

TEST(Batch, IsInEveryFormat) {
  const Three three;
  const auto check = [&](const char* format) {
    return three.check({"--select", "batch-same-message-id", "--format", format}).out;
  };
  EXPECT_EQ(check("concise"),
            "sub/a.eml:5:1: error[batch-same-message-id] 2 different messages have one Message-ID\n"
            "sub/c.eml:5:1: error[batch-same-message-id] 2 different messages have one "
            "Message-ID\n");
  EXPECT_NE(check("markdown").find("**Across messages**"), std::string::npos);
  const json result = json::parse(check("sarif"))["runs"][0]["results"][0];
  EXPECT_EQ(result["ruleId"], "batch-same-message-id");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "sub/a.eml");
  EXPECT_EQ(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "sub/c.eml");
  EXPECT_EQ(json::parse(check("gitlab"))[0]["location"]["path"], "sub/a.eml");
  EXPECT_EQ(json::parse(check("rdjson"))["diagnostics"][0]["code"]["value"],
            "batch-same-message-id");
  EXPECT_EQ(check("github").find("::error file=sub/a.eml,line=5,"), 0u);
  pugi::xml_document junit;
  ASSERT_TRUE(junit.load_string(check("junit").c_str()));
  EXPECT_STREQ(junit.child("testsuites").last_child().child("testcase").attribute("name").value(),
               "batch-same-message-id");
  pugi::xml_document checkstyle;
  ASSERT_TRUE(checkstyle.load_string(check("checkstyle").c_str()));
  EXPECT_STREQ(checkstyle.child("checkstyle").last_child().attribute("name").value(), "sub/c.eml");
}

TEST(Batch, JsonTellsTheCriteria) {
  const std::string out = Three().check({"--select", "batch-*", "--format", "json"}).out;
  const json criteria = json::parse(out)["messages"].back()["criteria"];
  EXPECT_EQ(criteria, json::array({{{"id", "behaviour"},
                                    {"status", "fail"},
                                    {"findings", 2},
                                    {"note", "across messages"}}}));
}

TEST(Batch, QuietIsALineAFinding) {
  const Outcome outcome = Three().check({"--select", "batch-*", "-q"});
  EXPECT_EQ(outcome.out,
            "sub/a.eml:5:1: error: 2 different messages have one Message-ID "
            "[batch-same-message-id] (2 places)\n");
}

TEST(Batch, CountsForTheExitCode) {
  const Three three;
  EXPECT_EQ(three.check({"--select", "batch-*", "-q"}).code, 1);
  EXPECT_EQ(three.check({"--select", "batch-*", "-q", "--fail-on", "never"}).code, 0);
  const Outcome ignored = three.check({"--ignore", "batch-same-message-id", "-q"});
  EXPECT_EQ(ignored.out.find("batch-"), std::string::npos);
  EXPECT_EQ(ignored.code, 0);
  const std::vector<std::string> burst = {
      "--select", "batch-burst-similar", "-q", "--burst-messages", "3", "--burst-minutes", "1"};
  EXPECT_EQ(three.check(burst).code, 0);
  std::vector<std::string> strict = burst;
  strict.insert(strict.end(), {"--fail-on", "warning"});
  EXPECT_EQ(three.check(strict).code, 1);
}

TEST(Batch, TheSameFileTwiceIsNoDefect) {
  const Folder folder;
  const std::string a = folder.write("a/cur/1.eml:2,S", newsletter(1, 0, "x"));
  const std::string b = folder.write("b/cur/1.eml:2,S", newsletter(1, 0, "x"));
  const Outcome outcome = run_maillint({"check", "--select", "batch-*", "-q", a, a, b});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "");
}

TEST(Batch, IsTheSameForAnyNumberOfThreads) {
  const Folder folder;
  const std::string box = folder.write("box", mailing(80));
  const std::string spam = folder.write("junk/1.eml", newsletter(7, 0, "j"));
  const std::string list = folder.write("list.txt", "r3@example.net\nr70@example.net\n");
  for (const char* format : {"text", "json", "ndjson"}) {
    const auto check = [&](const char* jobs) {
      return run_maillint({"check", "--format", format, jobs, "--known-spam", folder.path("junk"),
                           "--suppressions", list, box, box});
    };
    const Outcome one = check("-j1");
    for (const char* rule :
         {"batch-burst-similar", "batch-similar-to-spam", "batch-rcpt-bounced-before"})
      EXPECT_NE(one.out.find(rule), std::string::npos) << rule;
    for (const char* jobs : {"-j2", "-j7"}) {
      const Outcome many = check(jobs);
      EXPECT_EQ(many.code, one.code);
      EXPECT_TRUE(many.out == one.out) << format << jobs;
    }
  }
}

TEST(Batch, BouncedRecipientsAreToldThereOnly) {
  const Folder folder;
  const std::string a = folder.write("a.eml", newsletter(1, 0, "x"));
  const std::string list = folder.write("list.txt", "r1@example.net\n");
  const Outcome outcome =
      run_maillint({"check", "--format", "json", "--suppressions", list, "--select", "batch-*", a});
  EXPECT_EQ(outcome.code, 1);
  const json document = json::parse(outcome.out);
  ASSERT_EQ(document["messages"].size(), 2u);
  EXPECT_TRUE(document["messages"][0]["findings"].empty());
  EXPECT_EQ(document["messages"][0]["criteria"][4]["status"], "fail");
  const json& finding = document["messages"][1]["findings"][0];
  EXPECT_EQ(finding["rule"], "batch-rcpt-bounced-before");
  EXPECT_EQ(finding["places"], json::parse(R"([{"path":")" + a + R"(","line":2,"column":5}])"));
  EXPECT_EQ(document["summary"]["errors"], 1);
}

TEST(Batch, KnownSpamMustBeReadable) {
  const Folder folder;
  const std::string a = folder.write("a.eml", newsletter(1, 0, "x"));
  const Outcome outcome = run_maillint({"check", "-q", "--known-spam", folder.path("missing"), a});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_NE(outcome.err.find("missing"), std::string::npos);
  for (const char* number : {"1", "0", "x", "-3", "50x"})
    EXPECT_EQ(run_maillint({"check", "--burst-messages", number, a}).code, 2) << number;
}

}  // namespace
}  // namespace maillint::cli
