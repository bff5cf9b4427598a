// Formats: JSON fields, the same octets for any number of threads, colours, languages.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/output.h"
#include "lint/sha256.h"
#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

TEST(Json, CheckHasTheEnvelopeAndTheCriteria) {
  const json document =
      json::parse(run_maillint({"check", "--format", "json", "-"}, clean_message()).out);
  EXPECT_EQ(document["schema"], "maillint/1");
  EXPECT_EQ(document["tool"]["name"], "maillint");
  EXPECT_EQ(document["command"], "check");
  EXPECT_EQ(document["summary"]["messages"], 1);
  const json& message = document["messages"][0];
  for (const char* field : {"schema", "path", "kind", "stage", "profile", "findings", "criteria",
                            "parts", "auth", "hops", "suppressed", "input_errors"})
    EXPECT_TRUE(message.contains(field)) << field;
  std::vector<std::string> ids;
  for (const json& criterion : message["criteria"]) ids.push_back(criterion["id"]);
  EXPECT_EQ(ids, (std::vector<std::string>{"subject", "recipients", "links", "technical",
                                           "list-hygiene", "content", "behaviour", "loop",
                                           "authentication", "bulk", "rendering"}));
}

TEST(Json, FindingTellsItsPlace) {
  const std::string message = clean_message("Sale today!");
  const json document = json::parse(run_maillint({"check", "--format", "json", "--profile", "bulk",
                                                  "--select", "subject-ends-exclamation", "-"},
                                                 message)
                                        .out);
  const json& finding = document["messages"][0]["findings"][0];
  EXPECT_EQ(finding["rule"], "subject-ends-exclamation");
  EXPECT_EQ(finding["line"], 5);
  EXPECT_EQ(finding["column"], 20);
  EXPECT_EQ(finding["end_line"], 5);
  EXPECT_EQ(finding["end_column"], 21);
  EXPECT_EQ(message.substr(finding["offset"], finding["length"]), "!");
  EXPECT_EQ(finding["evidence"], "!");
  EXPECT_EQ(finding["count"], 1);
  EXPECT_EQ(finding["more"].size(), 0U);
  EXPECT_EQ(finding["fingerprint"].get<std::string>().size(), 16U);
}

TEST(Json, ExplainHasRecipientsWithExplanations) {
  const json document = json::parse(
      run_maillint({"explain", "--format", "json", "--text",
                    "550 5.1.1 <max@example.org>: Recipient address rejected: User unknown"})
          .out);
  EXPECT_EQ(document["command"], "explain");
  const json& message = document["messages"][0];
  for (const char* field : {"kind", "generator", "reporting_mta", "original", "feedback",
                            "recipients", "errors", "input_errors", "warnings"})
    EXPECT_TRUE(message.contains(field)) << field;
  for (const char* list : {"recipients", "errors"}) {
    for (const json& refusal : message[list]) {
      EXPECT_EQ(refusal["status"], "5.1.1");
      EXPECT_EQ(refusal["replycode"], "550");
      EXPECT_EQ(refusal.contains("address"), std::string_view(list) == "recipients");
      EXPECT_FALSE(refusal["explanations"].empty());
    }
  }
}

TEST(Json, LinesAreObjects) {
  const Folder folder;
  const std::string a = folder.write("a.eml", clean_message());
  const Outcome outcome =
      run_maillint({"check", "--format", "ndjson", a, folder.path("missing"), a});
  EXPECT_EQ(outcome.code, 3);
  std::vector<std::string> kinds;
  for (std::size_t begin = 0; begin < outcome.out.size();) {
    const std::size_t end = outcome.out.find('\n', begin);
    kinds.push_back(json::parse(outcome.out.substr(begin, end - begin))["kind"]);
    begin = end + 1;
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"message", "error", "message"}));
}

TEST(Json, ShowGivesFieldsPartsAndHops) {
  const json object =
      json::parse(run_maillint({"show", "--format", "json", "-"}, clean_message()).out);
  EXPECT_EQ(object["path"], "-");
  EXPECT_EQ(object["fields"][2]["name"], "To");
  EXPECT_EQ(object["fields"][2]["addresses"][0]["address"], "max@example.org");
  EXPECT_EQ(object["fields"][2]["addresses"][0]["display_name"], "Max Power");
  EXPECT_EQ(object["parts"][0]["id"], "1");
  EXPECT_EQ(object["parts"][0]["type"], "text/plain");
  EXPECT_EQ(object["parts"][0]["charset"], "utf-8");
  EXPECT_EQ(object["hops"][0]["by"], "mx.example.org");
}

TEST(Rules, ShowABadAndAGoodExample) {
  const Outcome text = run_maillint({"rules", "subject-ends-exclamation"});
  EXPECT_EQ(text.code, 0);
  EXPECT_NE(text.out.find("bad    Subject: "), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("good   Subject: "), std::string::npos) << text.out;
  const json rule =
      json::parse(run_maillint({"rules", "--format", "ndjson", "subject-ends-exclamation"}).out);
  const std::string bad = rule["example"]["bad"];
  const std::string good = rule["example"]["good"];
  EXPECT_TRUE(bad.ends_with("!")) << bad;
  EXPECT_TRUE(good.starts_with("Subject: ")) << good;
}

TEST(Rules, ExamplesReachNoTerminalRaw) {
  const Outcome outcome = run_maillint({"rules", "header-control-char", "header-raw-latin1-from"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("\\x"), std::string::npos) << outcome.out;
  for (const char c : outcome.out)
    EXPECT_TRUE(c == '\n' || c == '\t' || static_cast<unsigned char>(c) >= 0x20);
}

TEST(Rules, AreListedByFamily) {
  const std::string out = run_maillint({"rules"}).out;
  const std::size_t date = out.find("\n\ndate\n");
  ASSERT_NE(date, std::string::npos);
  EXPECT_NE(out.find(" date-future ", date), std::string::npos);
  EXPECT_LT(out.find(" date-future ", date), out.find("\n\nfrom\n"));
}

TEST(Threads, OutputIsTheSame) {
  std::string mbox;
  for (int i = 0; i < 300; ++i)
    mbox += "From jane@example.com Mon Nov 23 09:13:00 2026\n" +
            clean_message(i % 3 == 0 ? "Sale!" : "Hello") + std::string(i * 37 % 5000, 'x') +
            "\n\n";
  const Folder folder;
  const std::string path = folder.write("box", mbox);
  for (const char* format : {"text", "json", "ndjson"}) {
    const Outcome one = run_maillint({"check", "--format", format, path, folder.path("missing")});
    EXPECT_EQ(one.code, 3);
    for (const char* jobs : {"-j2", "-j8"}) {
      const Outcome many =
          run_maillint({"check", "--format", format, jobs, path, folder.path("missing")});
      EXPECT_EQ(many.code, one.code);
      EXPECT_TRUE(many.out == one.out) << format << jobs;
    }
  }
}

Outcome check_in(std::vector<std::string> environment, std::vector<std::string> options) {
  options.insert(options.begin(), "check");
  options.emplace_back("-");
  return run_maillint(Invocation{.arguments = std::move(options),
                                 .input = clean_message("Sale!"),
                                 .environment = std::move(environment),
                                 .directory = {},
                                 .output = {}});
}

TEST(Text, EnvironmentDecidesLanguageAndColourOnly) {
  const std::string plain = check_in({}, {}).out;
  for (const char* variable :
       {"TZ=Pacific/Kiritimati", "COLUMNS=20", "TERM=xterm-256color", "LC_ALL=tr_TR.UTF-8"})
    EXPECT_EQ(check_in({variable}, {}).out, plain) << variable;
  EXPECT_NE(check_in({"LANG=de_DE.UTF-8"}, {}).out, plain);
  EXPECT_EQ(check_in({"LANG=de_DE.UTF-8"}, {"--lang", "en"}).out, plain);
  EXPECT_EQ(check_in({"LANG=de_DE.UTF-8"}, {"--format", "json"}).out,
            check_in({}, {"--format", "json"}).out);
}

TEST(Text, ColourOnlyWhenAsked) {
  EXPECT_EQ(check_in({}, {}).out.find('\x1b'), std::string::npos);
  EXPECT_NE(check_in({}, {"--color", "always"}).out.find('\x1b'), std::string::npos);
}

TEST(Text, QuietIsALineForEachFinding) {
  const Outcome outcome = check_in({}, {"-q", "--profile", "bulk", "--select", "subject-ends-*"});
  EXPECT_EQ(outcome.out, "-:5:14: warning: ends with '!' [subject-ends-exclamation]\n");
  EXPECT_EQ(run_maillint({"check", "-q", "--fail-on", "never", "--select", "subject-*", "-"},
                         clean_message())
                .out,
            "");
}

TEST(Text, UnselectedCriteriaAreNotOk) {
  const Outcome outcome = check_in({}, {"--fail-on", "never", "--select", "subject-*"});
  EXPECT_EQ(outcome.out.find("  ok "), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("links (not selected)"), std::string::npos) << outcome.out;
  const Outcome part = check_in({}, {"--fail-on", "never", "--ignore", "link-i*"});
  EXPECT_EQ(part.out.find("not selected"), std::string::npos) << part.out;
}

TEST(Fitting, BounceIsExplainedMailIsChecked) {
  const Folder folder;
  const Outcome mail = run_maillint({folder.write("a.eml", clean_message())});
  EXPECT_NE(mail.err.find("maillint check"), std::string::npos);
  const Outcome words = run_maillint({"550 5.1.1 User unknown"});
  EXPECT_NE(words.err.find("maillint explain"), std::string::npos);
  EXPECT_NE(words.out.find("550 5.1.1 User unknown"), std::string::npos);
  const Outcome rule = run_maillint({"subject-ends-exclamation"});
  EXPECT_EQ(rule.code, 0);
  EXPECT_NE(rule.out.find("subject-ends-exclamation"), std::string::npos);
}

TEST(Fitting, ExplainOnMailNamesCheck) {
  const Outcome outcome = run_maillint({"explain", "-"}, clean_message());
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("maillint check"), std::string::npos) << outcome.out;
}

TEST(Undecided, FitsOnAScreenWithEachStepOnce) {
  for (const char* language : {"en", "de"}) {
    const std::string report =
        run_maillint({"explain", "--lang", language, "--host", "w01.kasserver.com", "--text",
                      "554 5.7.1 Spam message rejected."})
            .out;
    EXPECT_LE(std::ranges::count(report, '\n'), 40) << report;
    EXPECT_NE(report.find(" 12. "), std::string::npos) << report;  // the steps of four entries
    EXPECT_EQ(report.find(" 13. "), std::string::npos) << report;
    EXPECT_EQ(report.find("SPF"), std::string::npos) << report;  // is advice for another site
  }
}

TEST(Letter, HidesRecipientsUnlessAsked) {
  const std::string bounce =
      std::string(MAILLINT_ROOT) + "/testdata/reports/explain-two-recipients.eml";
  const Outcome hidden = run_maillint({"explain", "--letter", bounce});
  EXPECT_EQ(hidden.out.find("paula@"), std::string::npos) << hidden.out;
  EXPECT_NE(hidden.out.find("4Xq1R30Zk1"), std::string::npos) << hidden.out;
  const Outcome shown = run_maillint({"explain", "--letter", "--with-recipients", bounce});
  EXPECT_NE(shown.out.find("paula@beispiel.example"), std::string::npos);
}

struct LineCase {
  std::string_view name;
  std::string_view line;
  std::string_view guarded;
};

class GuardLines : public testing::TestWithParam<LineCase> {};

TEST_P(GuardLines, IsHarmless) {
  EXPECT_EQ(guard_lines("x\n" + std::string(GetParam().line)),
            "x\n" + std::string(GetParam().guarded));
}

INSTANTIATE_TEST_SUITE_P(Output, GuardLines,
                         testing::Values(LineCase{"github", "::error::x", "\\x3a:error::x"},
                                         LineCase{"indented", "  ::error::x", "  \\x3a:error::x"},
                                         LineCase{"azure", "##vso[x]", "\\x23#vso[x]"},
                                         LineCase{"gitlab", "section_start:1:x",
                                                  "\\x73ection_start:1:x"},
                                         LineCase{"harmless", "a ::error::x", "a ::error::x"}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(std::string(1000, 'a')),
            "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
}

}  // namespace
}  // namespace maillint::cli
