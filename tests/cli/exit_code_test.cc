// Exit codes: the highest one wins, and every input is processed.
#include <gtest/gtest.h>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

// No Subject: an error for bulk mail, whatever else a rule may think of it.
constexpr std::string_view faulty =
    "Received: from a.example by b.example; Mon, 23 Nov 2026 09:13:02 +0100\r\n"
    "From: jane@example.com\r\n"
    "From: jane@example.net\r\n"
    "To: max@example.org\r\n"
    "Subject: Last chance!!!\r\n"
    "Date: Mon, 23 Nov 2026 09:13:00 +0100\r\n"
    "Message-ID: <1@example.com>\r\n"
    "\r\n"
    "Hello\r\n";

TEST(ExitCode, CleanMessage) {
  const Folder folder;
  const Outcome outcome = run_maillint({"check", folder.write("a.eml", clean_message())});
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_EQ(outcome.err, "");
}

TEST(ExitCode, FailOnWarning) {
  const Folder folder;
  const std::string file = folder.write("a.eml", faulty);
  const std::vector<std::string> options = {
      "check", file, "--profile", "bulk", "--select", "subject-ends-exclamation", "--fail-on"};
  const auto with = [&options](const char* severity) {
    std::vector<std::string> arguments = options;
    arguments.emplace_back(severity);
    return run_maillint(arguments).code;
  };
  EXPECT_EQ(with("error"), 0);
  EXPECT_EQ(with("warning"), 1);
  EXPECT_EQ(with("info"), 1);
  EXPECT_EQ(with("never"), 0);
}

struct UsageCase {
  std::string_view name;
  std::vector<std::string> arguments;
  std::string_view told;
};

class Usage : public testing::TestWithParam<UsageCase> {};

TEST_P(Usage, IsTwoAndTold) {
  const Outcome outcome = run_maillint(GetParam().arguments);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err.find(GetParam().told), std::string::npos) << outcome.err;
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, Usage,
    testing::Values(
        UsageCase{"nothing", {}, "--help"},
        UsageCase{"misspelt_command", {"chekc"}, "did you mean 'check'?"},
        UsageCase{"misspelt_option", {"check", "--fromat", "json"}, "did you mean '--format'?"},
        UsageCase{"option_alone", {"check", "--format"}, "--format"},
        UsageCase{"unknown_format", {"check", "--format", "yson", "-"}, "did you mean 'json'?"},
        UsageCase{"unknown_rule",
                  {"check", "--select", "subject-ends-exclamatoin", "-"},
                  "did you mean 'subject-ends-exclamation'?"},
        UsageCase{"glob_without_rule", {"check", "--ignore", "nosuch-*", "-"}, "nosuch-*"},
        UsageCase{"bad_time", {"check", "--now", "yesterday", "-"}, "RFC 3339"},
        UsageCase{"empty_value", {"check", "--output=", "-"}, "--output has no value"},
        UsageCase{"empty_word", {"check", "--fail-on", "", "-"}, "--fail-on"},
        UsageCase{"no_threads", {"check", "-j0", "-"}, "-j"},
        UsageCase{"negative_threads", {"check", "-j", "x", "-"}, "-j"},
        UsageCase{"unknown_provider", {"explain", "--provider", "all-ink", "-"}, "all-inkl"},
        UsageCase{"redacted_json", {"explain", "--redact", "--format", "json", "-"}, "--redact"},
        UsageCase{"redacted_file", {"explain", "--redact", "--format", "json=x", "-"}, "--redact"},
        UsageCase{"option_before_command", {"--format", "json", "check"}, "come after"},
        UsageCase{"no_such_rule", {"rules", "subject-ends-exclamatoin"}, "did you mean"},
        UsageCase{"no_such_error", {"errors", "zzzzzz-zzzzzz"}, "zzzzzz"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Data, ReplacesListsByName) {
  const Folder folder;
  std::string mail = clean_message();
  const std::size_t body = mail.find("\r\n\r\n") + 4;
  mail.insert(body, "See https://tiny.example/a\r\n");
  const std::string path = folder.write("a.eml", mail);
  const std::vector<std::string> check = {"check", "--format", "concise", "--select",
                                          "link-shortener", path};
  EXPECT_EQ(run_maillint(check).out, "");
  const std::string lists = folder.path("lists");
  folder.write("lists/url-shorteners.txt", "# mine\ntiny.example\tMine\n");
  folder.write("lists/README", "no list");
  std::vector<std::string> with_data = check;
  with_data.insert(with_data.end(), {"--data", lists});
  EXPECT_NE(run_maillint(with_data).out.find("link-shortener"), std::string::npos);

  folder.write("lists/url-shorteners.txt", "tiny.example\ta\tb\n");
  const Outcome broken = run_maillint(with_data);
  EXPECT_EQ(broken.code, 2);
  EXPECT_NE(broken.err.find("url-shorteners.txt:1: more than 2 cells"), std::string::npos)
      << broken.err;
  folder.write("lists/url-shorteners.txt", "tiny.example\n");
  folder.write("lists/url-shortener.txt", "tiny.example\n");
  const Outcome unknown = run_maillint(with_data);
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("did you mean 'url-shorteners.txt'?"), std::string::npos)
      << unknown.err;
}

TEST(ExitCode, UnreadableInputIsThreeAndOthersAreProcessed) {
  const Folder folder;
  const std::string good = folder.write("good.eml", clean_message());
  const std::string empty = folder.write("empty.eml", "");
  const Outcome outcome = run_maillint({"check", folder.path("missing.eml"), empty, good});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_NE(outcome.err.find("missing.eml: No such file or directory"), std::string::npos);
  EXPECT_NE(outcome.err.find("empty.eml: empty file"), std::string::npos);
  EXPECT_NE(outcome.out.find("good.eml"), std::string::npos);
}

TEST(ExitCode, FullDiskIsThreeAndTold) {
  const Folder folder;
  const Outcome outcome = run_maillint(Invocation{.arguments = {"check", "--format", "json", "-"},
                                                  .input = clean_message(),
                                                  .environment = {},
                                                  .directory = {},
                                                  .output = "/dev/full"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_NE(outcome.err.find("No space left"), std::string::npos) << outcome.err;
}

TEST(ExitCode, HelpAndVersionEverywhere) {
  for (const char* command : {"check", "explain", "hygiene", "show", "rules", "errors"}) {
    const Outcome help = run_maillint({command, "--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_NE(help.out.find("Exit codes"), std::string::npos) << command;
    EXPECT_EQ(run_maillint({command, "--version"}).out.rfind("maillint ", 0), 0U);
  }
  EXPECT_EQ(run_maillint({"--help"}).code, 0);
  EXPECT_EQ(run_maillint({"--version"}).out, run_maillint({"check", "-V"}).out);
}

TEST(ExitCode, StrictExplain) {
  EXPECT_EQ(run_maillint({"explain", "--text", "550 zork xyzzy frobnicated"}).code, 0);
  EXPECT_EQ(run_maillint({"explain", "--strict", "--text", "550 5.1.1 User unknown"}).code, 0);
}

}  // namespace
}  // namespace maillint::cli
