// check --risk: off by default, printed with its reasons, judging nothing.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

constexpr const char* advertisement =
    "From: Offers <offers17@example.com>\n"
    "To: bob@example.org\n"
    "Subject: GUARANTEED income, click now!!!\n"
    "Date: Mon, 23 Nov 2026 09:13:00 +0100\n"
    "Message-ID: <1@example.com>\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/html; charset=us-ascii\n"
    "\n"
    "<html><body bgcolor=white><center><font size=\"+2\">Click here! Earn $5,000 guaranteed, "
    "money back!</font><img src=\"http://img.example.biz/a.gif\"><a "
    "href=\"http://192.0.2.1/x?id=1\">"
    "Order now</a>, or remove yourself from our mailings.</center></body></html>\n";

constexpr const char* reply =
    "From: Ann Example <ann@example.com>\n"
    "To: bob@example.org\n"
    "Subject: Re: Build fails\n"
    "Date: Mon, 23 Nov 2026 09:13:00 +0100\n"
    "Message-ID: <2@example.com>\n"
    "In-Reply-To: <1@example.org>\n"
    "References: <1@example.org>\n"
    "User-Agent: Example/1.0\n"
    "\n"
    "> Does it build for you?\n"
    "\n"
    "No, but I think the problem is the old version.\n";

json risk_of(const std::string& message, std::vector<std::string> further = {}) {
  std::vector<std::string> arguments = {"check", "--risk", "--format", "ndjson"};
  arguments.insert(arguments.end(), further.begin(), further.end());
  arguments.emplace_back("-");
  return json::parse(run_maillint(arguments, message).out)["risk"];
}

TEST(RiskOption, JsonNamesContributorsAndCorpus) {
  const json risk = risk_of(advertisement);
  EXPECT_GT(risk["probability"].get<double>(), 0.9);
  EXPECT_LE(risk["probability"].get<double>(), 1.0);
  EXPECT_NE(risk["trained_on"].get<std::string>().find("SpamAssassin"), std::string::npos);
  const json& contributors = risk["contributors"];
  EXPECT_GE(contributors.size(), 3U);
  EXPECT_LE(contributors.size(), 12U);
  for (const json& contributor : contributors) {
    EXPECT_FALSE(contributor["feature"].get<std::string>().empty());
    const std::string kind = contributor["kind"];
    EXPECT_TRUE(kind == "rule" || kind == "text" || kind == "header") << kind;
    EXPECT_NE(contributor["weight"].get<double>(), 0);
  }
}

TEST(RiskOption, AnswerAmongPeopleIsNoSpam) {
  EXPECT_LT(risk_of(reply)["probability"].get<double>(), 0.1);
}

TEST(RiskOption, IsOffByDefault) {
  const Outcome outcome = run_maillint({"check", "--format", "ndjson", "-"}, advertisement);
  EXPECT_FALSE(json::parse(outcome.out).contains("risk"));
  EXPECT_EQ(run_maillint({"check", "-"}, advertisement).out.find("trained on"), std::string::npos);
}

TEST(RiskOption, JudgesNothing) {
  for (const char* message : {advertisement, reply}) {
    const Outcome without = run_maillint({"check", "--format", "ndjson", "-"}, message);
    const Outcome with = run_maillint({"check", "--risk", "--format", "ndjson", "-"}, message);
    json report = json::parse(with.out);
    report.erase("risk");
    EXPECT_EQ(report, json::parse(without.out));
    EXPECT_EQ(with.code, without.code);
  }
}

TEST(RiskOption, DependsNeitherOnSelectionNorOnProfile) {
  const json risk = risk_of(advertisement);
  EXPECT_EQ(risk_of(advertisement, {"--select", "date-*"}), risk);
  EXPECT_EQ(risk_of(advertisement, {"--profile", "personal"}), risk);
}

TEST(RiskOption, TextTellsReasonsAndCorpus) {
  const std::string text = run_maillint({"check", "--risk", "-"}, advertisement).out;
  for (const char* words : {"\n  risk ", " between wanted mail (0) and spam (1)",
                            "for spam: ", "trained on: SpamAssassin"})
    EXPECT_NE(text.find(words), std::string::npos) << words << '\n' << text;
  const std::string german = run_maillint({"check", "--risk", "--lang", "de", "-"}, reply).out;
  for (const char* words : {"\n  Risiko ", "dagegen: ", "trainiert an: SpamAssassin"})
    EXPECT_NE(german.find(words), std::string::npos) << words << '\n' << german;
}

TEST(RiskOption, QuietStaysOneLineAFinding) {
  EXPECT_EQ(run_maillint({"check", "-q", "--risk", "-"}, advertisement).out,
            run_maillint({"check", "-q", "-"}, advertisement).out);
}

TEST(RiskOption, HelpNamesIt) {
  EXPECT_NE(run_maillint({"check", "--help"}).out.find("--risk"), std::string::npos);
}

}  // namespace
}  // namespace maillint::cli
