// maillint errors --check and --new, explain --redact, unknown replies, the vocabulary.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

bool holds(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

constexpr std::string_view entry =
    "[[entry]]\nid = \"acme/burrow\"\ntext = [\"wombats in the burrow\"]\n"
    "category = \"policy\"\ntitle = \"t\"\ncause = \"c\"\n"
    "steps = [{who = \"sender\", text = \"x\"}]\n";

TEST(ErrorsCheck, AcceptsAnExampleThatRanksFirst) {
  const Folder folder;
  const std::string path =
      folder.write("good.toml", std::string(entry) +
                                    "examples = [{line = \"550 5.7.1 Wombats in the burrow\"}]\n");
  const auto result = run_maillint({"errors", "--check", path});
  EXPECT_EQ(result.code, 0) << result.out << result.err;
  EXPECT_TRUE(holds(result.out, "1 entries, 1 examples: all good")) << result.out;
}

TEST(ErrorsCheck, SaysWhichEntryWonAndWhy) {
  const Folder folder;
  const std::string path = folder.write(
      "stolen.toml",
      std::string(entry) + "examples = [{line = \"554 5.7.1 Spam message rejected.\"}]\n");
  const auto result = run_maillint({"errors", "--check", path});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(holds(result.out, "stolen.toml:1: acme/burrow: all-inkl/spam-technical wins"))
      << result.out;
  EXPECT_TRUE(holds(result.out, "'spam message rejected'")) << result.out;
  EXPECT_TRUE(holds(result.out, "acme/burrow: is not among the candidates")) << result.out;
}

struct WrongCase {
  std::string_view name, more, told;
};
class ErrorsCheckWrong : public testing::TestWithParam<WrongCase> {};
TEST_P(ErrorsCheckWrong, IsTold) {
  const Folder folder;
  const std::string path =
      folder.write("wrong.toml", std::string(entry) + std::string(GetParam().more) + "\n");
  const auto result = run_maillint({"errors", "--check", path});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(holds(result.out + result.err, GetParam().told)) << result.out << result.err;
}
INSTANTIATE_TEST_SUITE_P(
    Catalogue, ErrorsCheckWrong,
    testing::Values(WrongCase{"pattern", "regex = 'wombats ('", "does not compile"},
                    WrongCase{"sign", "supported_by = [{sign = \"@moon\", weight = 5}]",
                              "no sign is named '@moon'"},
                    WrongCase{"example_file", "examples = [{file = \"nowhere.eml\"}]",
                              "cannot be read"},
                    WrongCase{"key", "colour = 1", "unknown key 'colour'"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(ErrorsNew, PrintsAnEntryThatPassesTheCheck) {
  const Folder folder;
  const auto made =
      run_maillint({"errors", "--new", "550 5.7.1 <a@b.example> wombats: \"no\" burrow",
                    "--provider", "acme", "--host", "mx.acme.example"});
  EXPECT_EQ(made.code, 0);
  EXPECT_TRUE(holds(made.out, "[[entry]]\nid = \"acme/")) << made.out;
  EXPECT_TRUE(holds(made.out, "verified = false")) << made.out;
  const auto checked = run_maillint({"errors", "--check", folder.write("new.toml", made.out)});
  EXPECT_EQ(checked.code, 0) << made.out << checked.out << checked.err;
}

TEST(Errors, ListsByProvider) {
  const auto result = run_maillint({"errors"});
  EXPECT_TRUE(holds(result.out, "ALL-INKL.COM (all-inkl), 12 entries\n  all-inkl/")) << result.out;
}

TEST(Explain, IdOfAnEntryOrRuleIsExplained) {
  for (const char* id : {"gmail/reputation", "subject-ends-exclamation"}) {
    const Outcome outcome = run_maillint({"explain", id});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with(id)) << outcome.out;
  }
}

TEST(Explain, QuietIsALineForEachRefusal) {
  EXPECT_EQ(run_maillint({"explain", "-q", "--text", "550 5.1.1 User unknown"})
                .out.find("--text: - 5.1.1 failed: "),
            0U);
  EXPECT_EQ(run_maillint({"explain", "-q", "--text", "451 4.7.1 Try again later."})
                .out.find("--text: - 4.7.1 delayed: "),
            0U);
  EXPECT_EQ(run_maillint({"explain", "-q", "-"}, clean_message()).out, "");
}

TEST(Explain, UnknownReplyIsNoGuessAndEndsWithTheCommandToReportIt) {
  const auto result = run_maillint({"explain", "--text", "550 5.2.0 wombats frobnicate zealously"});
  EXPECT_TRUE(holds(result.out, "not in the catalogue; by its code 5.2.0: ")) << result.out;
  EXPECT_TRUE(holds(result.out, "maillint explain --redact --text")) << result.out;
  const auto read = run_maillint({"explain", "--text", "550 5.2.0 wombats frobnicate quota full"});
  EXPECT_TRUE(holds(read.out, "not in the catalogue; by its words: ")) << read.out;
  EXPECT_TRUE(holds(read.out, "nearest ")) << read.out;
  EXPECT_TRUE(holds(read.out, "maillint explain --redact --text")) << read.out;
}

TEST(Explain, RedactedReportHoldsNoName) {
  const auto result = run_maillint(
      {"explain", "--redact", "--text",
       "550 5.2.0 <anna.berg@firma.example> wombat \"x y\"@q.org of Anna on mx1.firma.de "
       "[203.0.113.7] 2001:db8::77 4F1B2C3DAA again mx1.firma.de"});
  for (const char* name :
       {"anna", "Anna", "berg", "firma", "x y", "q.org", "203.0", "2001:db8", "4F1B"})
    EXPECT_FALSE(holds(result.out, name)) << name << '\n' << result.out;
  EXPECT_TRUE(holds(result.out, "status: 5.2.0")) << result.out;
  const std::size_t host = result.out.find(" on host");
  ASSERT_NE(host, std::string::npos) << result.out;
  const std::string pseudonym = result.out.substr(host + 4, 13);
  EXPECT_TRUE(holds(result.out, "again " + pseudonym)) << result.out;
}

TEST(Explain, RedactedReportOfManyRecipientsHoldsNoName) {
  const Folder folder;
  std::string log;
  for (char c = 'a'; c < 'z'; ++c)
    log += fmt::format(
        "Nov 23 10:15:00 mx postfix/smtp[1]: 4F1B2C3DA{0}: to=<hans.meier{0}@q.org>, "
        "relay=mx.q.org[192.0.2.1]:25, dsn=5.2.0, status=bounced (host mx.q.org[192.0.2.1] said: "
        "550 5.2.0 wombat Meier{0} (in reply to RCPT TO command))\n",
        c);
  const auto result = run_maillint({"explain", "--redact", folder.write("many.log", log)});
  EXPECT_TRUE(holds(result.out, "wombat ")) << result.out;
  EXPECT_TRUE(holds(result.out, "and 5 more")) << result.out;
  EXPECT_FALSE(holds(result.out, "Meier")) << result.out;
}

TEST(Explain, TableGroupsEqualAnswers) {
  const Folder folder;
  const std::string bounce =
      "554 5.7.1 Message cannot be sent. One or more recipients were previously reported as "
      "unknown.\n";
  const std::string first = folder.write("one.txt", bounce);
  const std::string second = folder.write("two.txt", bounce);
  const auto table = run_maillint({"explain", "--table", first, second});
  EXPECT_TRUE(holds(table.out, "     2  A recipient failed before")) << table.out;
  EXPECT_TRUE(holds(table.out, first)) << table.out;
  EXPECT_FALSE(holds(table.out, second)) << table.out;
  const auto each = run_maillint({"explain", "--each", first, second});
  EXPECT_TRUE(holds(each.out, second)) << each.out;
  const auto markdown = run_maillint({"explain", "--table", "--format", "markdown", first, second});
  EXPECT_TRUE(holds(markdown.out, "| 2 | A recipient failed before")) << markdown.out;
}

TEST(Explain, MarkdownEscapesWhatAMessageSays) {
  const auto result = run_maillint(
      {"explain", "--format", "markdown", "--text", "550 5.1.1 <b>*user unknown* [x](http://y)"});
  EXPECT_TRUE(holds(result.out, "> 550 5.1.1 \\<b\\>\\*user unknown\\* \\[x\\](")) << result.out;
}

TEST(Explain, SpeaksSisimaisVocabulary) {
  const auto document = nlohmann::json::parse(
      run_maillint({"explain", "--format", "json", "--vocabulary", "sisimai", "--text",
                    "550 5.1.1 <max@example.org>: Recipient address rejected: User unknown"})
          .out);
  EXPECT_EQ(document["messages"][0]["recipients"][0]["category"], "userunknown");
}

}  // namespace
}  // namespace maillint::cli
