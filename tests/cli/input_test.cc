// Inputs: mboxes, Maildirs, directories, lists, files that are no mail.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/mbox.h"
#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;
using testing::ElementsAre;

std::vector<std::string> paths_of(const json& document) {
  std::vector<std::string> paths;
  for (const json& message : document["messages"]) paths.push_back(message["path"]);
  return paths;
}

json check_json(std::vector<std::string> arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin(), {"check", "--format", "json"});
  return json::parse(run_maillint(std::move(arguments), input).out);
}

struct FromCase {
  std::string_view name;
  std::string_view line;
  bool separates;
};

class FromLine : public testing::TestWithParam<FromCase> {};

TEST_P(FromLine, Separates) { EXPECT_EQ(is_from_line(GetParam().line), GetParam().separates); }

INSTANTIATE_TEST_SUITE_P(
    Mbox, FromLine,
    testing::Values(FromCase{"classic", "From jane@example.com Mon Nov 23 09:13:00 2026", true},
                    FromCase{"thunderbird", "From - Mon Nov 23 09:13:00 2026", true},
                    FromCase{"day_padded", "From MAILER-DAEMON Mon Feb  2 10:00:00 2026", true},
                    FromCase{"with_zone", "From jane@example.com Mon Nov 23 09:13:00 +0100 2026",
                             true},
                    FromCase{"without_seconds", "From jane Mon Nov 23 09:13 2026", true},
                    FromCase{"prose", "From Monday on, the office is closed", false},
                    FromCase{"prose_with_year", "From March 2026 on we meet at 9", false},
                    FromCase{"quoted", ">From jane@example.com Mon Nov 23 09:13:00 2026", false},
                    FromCase{"field", "From: jane@example.com", false},
                    FromCase{"empty", "", false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Mbox, MessagesAreNumberedAndLinesAreThoseOfTheFile) {
  std::string mbox;
  for (const char* subject : {"One!", "Two", "Three!"})
    mbox += "From jane@example.com Mon Nov 23 09:13:00 2026\r\n" + clean_message(subject) + "\r\n";
  const Folder folder;
  const std::string path = folder.write("box", mbox);
  const json document =
      check_json({path, "--select", "subject-ends-exclamation", "--profile", "bulk"});
  EXPECT_THAT(paths_of(document), ElementsAre(path + "#1", path + "#2", path + "#3"));
  const json& third = document["messages"][2]["findings"][0];
  // 16 lines a message, with "From " and the empty line 17; Subject is the sixth of them.
  EXPECT_EQ(third["line"], 2 * 17 + 6);
  const std::size_t offset = third["offset"];
  EXPECT_EQ(mbox.substr(offset, third["length"]), "!");
}

TEST(Mbox, FromInProseDoesNotSplit) {
  const std::string mbox = "From jane@example.com Mon Nov 23 09:13:00 2026\n" + clean_message() +
                           "\nFrom Monday on we are closed.\nFrom here it goes on.\n";
  const Folder folder;
  const std::string path = folder.write("box", mbox);
  EXPECT_THAT(paths_of(check_json({path})), ElementsAre(path));
}

TEST(Mbox, MessagesBelongToTheirFile) {
  // Larger than what is read at once, with messages of all sizes.
  std::string mbox;
  std::size_t count = 0;
  for (std::size_t size = 0; mbox.size() < 900'000; size = (size * 7 + 1013) % 40'000) {
    mbox += "From jane@example.com Mon Nov 23 09:13:00 2026\n" + clean_message("Hello") +
            std::string(size, 'x') + "\n\n";
    ++count;
  }
  const Folder folder;
  const json document = check_json({folder.write("box", mbox)});
  EXPECT_EQ(document["messages"].size(), count);
  EXPECT_EQ(document["summary"]["messages"], count);
  for (const json& message : document["messages"]) {
    const std::size_t offset = message["parts"][0]["offset"];
    EXPECT_EQ(mbox.substr(offset, 10), "Hello Max,");
  }
}

TEST(Inputs, DirectoryIsSortedAndRecursive) {
  const Folder folder;
  folder.write("mail/b.eml", clean_message());
  folder.write("mail/a/2", clean_message());
  folder.write("mail/a/1", clean_message());
  folder.write("mail/.hidden", clean_message());
  folder.write("mail/notes.md", "# Notes");
  const std::string root = folder.path("mail");
  EXPECT_THAT(paths_of(check_json({root})),
              ElementsAre(root + "/a/1", root + "/a/2", root + "/b.eml"));
}

TEST(Inputs, MaildirWithoutTmp) {
  const Folder folder;
  folder.write("M/cur/1:2,S", clean_message());
  folder.write("M/new/2", clean_message());
  folder.write("M/tmp/3", clean_message());
  folder.write("M/dovecot.index", "x");
  folder.write("M/.Sent/cur/4:2,S", clean_message());
  std::filesystem::create_directories(folder.path("M/.Sent/new"));
  const std::string root = folder.path("M");
  EXPECT_THAT(paths_of(check_json({root})),
              ElementsAre(root + "/.Sent/cur/4:2,S", root + "/cur/1:2,S", root + "/new/2"));
}

TEST(Inputs, ListOfPaths) {
  const Folder folder;
  const std::string a = folder.write("a b.eml", clean_message());
  const std::string b = folder.write("b.png", clean_message());
  EXPECT_THAT(paths_of(check_json({"--files-from", "-"}, a + "\n" + b + "\n")), ElementsAre(a, b));
}

TEST(Inputs, StandardInputIsADash) {
  EXPECT_THAT(paths_of(check_json({"-"}, clean_message())), ElementsAre("-"));
}

TEST(Inputs, DashesEndOptions) {
  const Folder folder;
  folder.write("--help.eml", clean_message());
  const Outcome outcome = run_maillint(Invocation{.arguments = {"check", "--", "--help.eml"},
                                                  .input = {},
                                                  .environment = {},
                                                  .directory = folder.path(""),
                                                  .output = {}});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("--help.eml   "), std::string::npos);
}

TEST(Inputs, AppleMailFile) {
  const std::string message = clean_message("Sale!");
  const Folder folder;
  const std::string path = folder.write(
      "1.emlx",
      fmt::format("{}      \n{}<?xml version=\"1.0\"?>\n<plist/>\n", message.size(), message));
  const json document =
      check_json({path, "--select", "subject-ends-exclamation", "--profile", "bulk"});
  const json& object = document["messages"][0];
  EXPECT_EQ(object["parts"][0]["length"], message.size() - message.find("Hello Max"));
  EXPECT_EQ(object["findings"][0]["line"], 6);  // the length's line is the file's first
}

struct ForeignCase {
  std::string_view name;
  std::string_view octets;
  std::string_view told;
};

class Foreign : public testing::TestWithParam<ForeignCase> {};

TEST_P(Foreign, IsNamedWithAWayOut) {
  const Folder folder;
  const std::string path = folder.write("x", GetParam().octets);
  const Outcome text = run_maillint({"check", path});
  EXPECT_EQ(text.code, 3);
  EXPECT_NE(text.err.find(GetParam().told), std::string::npos) << text.err;
  const json object = check_json({path})["messages"][0];
  EXPECT_EQ(object["kind"], "error");
  EXPECT_EQ(object["input_errors"].size(), 1U);
}

using namespace std::string_view_literals;

INSTANTIATE_TEST_SUITE_P(
    Formats, Foreign,
    testing::Values(ForeignCase{"outlook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 msg", ".eml"},
                    ForeignCase{"pst", "!BDN....", "export"},
                    ForeignCase{"pdf", "%PDF-1.7\n", "copy its text"},
                    ForeignCase{"png", "\x89PNG\r\n\x1A\n", "copy its text"},
                    ForeignCase{"jpeg", "\xFF\xD8\xFF\xE0", "copy its text"},
                    ForeignCase{"rtf", "{\\rtf1", "plain text"},
                    ForeignCase{"gzip", "\x1F\x8B\x08\x00"sv, "gunzip"},
                    ForeignCase{"zip", "PK\x03\x04", "unzip"},
                    ForeignCase{"binary",
                                "\x7F"
                                "ELF\x02\x01\x01\0\0\0 some text"sv,
                                "binary"},
                    ForeignCase{"random", "\x93\x02\xF1q\x11\n\xC4\xE0\x05;:\x8B"sv, "binary"},
                    ForeignCase{"utf32",
                                "\xFF\xFE\0\0"
                                "F\0\0\0"sv,
                                "UTF-8"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Inputs, TextInOldCharsetsAndFieldsBeforeJunkAreRead) {
  const Folder folder;
  for (const std::string_view octets :
       {"\xCF\xF0\xE8\xE2\xE5\xF2 {{\xE8\xEC\xFF}}\n"sv, "\x1B$B$3$s\x1B(B\n"sv,
        "<p>Gr\xFC\xDF"
        "e, {{name}}</p>\n"sv,
        "Hi {{name}}, this has a single \0 in it\n"sv, "Subject: x\n\n\0\0\0\0\0\0\0\0"sv}) {
    const Outcome outcome =
        run_maillint({"check", "--fail-on", "never", folder.write("x", octets)});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
  }
}

/// Windows programs save logs and messages so.
TEST(Inputs, Utf16IsReadAsUtf8) {
  const Folder folder;
  const auto wide = [](std::string_view text, bool little) {
    std::string octets;
    for (const char c : text) {
      if (!little) octets += '\0';
      octets += c;
      if (little) octets += '\0';
    }
    return octets;
  };
  const std::string_view reply = "550 5.1.1 <jane@b.example>: User unknown\r\n";
  for (const std::string& octets : {"\xFF\xFE" + wide(reply, true), "\xFE\xFF" + wide(reply, false),
                                    wide(reply, true), wide(reply, false)}) {
    const Outcome outcome =
        run_maillint({"explain", "--format", "json", folder.write("reply.txt", octets)});
    const json message = json::parse(outcome.out)["messages"][0];
    EXPECT_EQ(message["kind"], "reply");
    ASSERT_EQ(message["recipients"].size(), 1U) << outcome.out;
    EXPECT_EQ(message["recipients"][0]["address"], "jane@b.example");
    EXPECT_EQ(message["recipients"][0]["status"], "5.1.1");
  }
}

TEST(Inputs, NamesCannotBreakTheReport) {
  const Folder folder;
  const std::string path = folder.write("a\n::error::x\x1b[31m\xFF.eml", clean_message());
  for (const char* format : {"text", "json", "ndjson"}) {
    const Outcome outcome = run_maillint({"check", "--format", format, path, path + "-missing"});
    for (const std::string& stream : {outcome.out, outcome.err}) {
      EXPECT_EQ(stream.find('\x1b'), std::string::npos);
      EXPECT_EQ(stream.find("\n::error"), std::string::npos);
      EXPECT_EQ(stream.find('\xFF'), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace maillint::cli
