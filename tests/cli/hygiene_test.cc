// maillint hygiene: state, outputs, brakes.
#include "tests/cli/hygiene.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace maillint::cli {
namespace {

TEST(Hygiene, DecidesByMeaning) {
  const Folder folder;
  const Outcome outcome =
      hygiene({folder.write("a.eml", bounce("gone@example.com", unknown)),
               folder.write("b.eml", bounce("full@example.com", full)),
               folder.write("c.eml", bounce("fine@example.com", spam)), "--format", "json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const auto document = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(document["command"], "hygiene");
  ASSERT_EQ(document["addresses"].size(), 3U);
  EXPECT_EQ(document["addresses"][0]["address"], "fine@example.com");
  EXPECT_EQ(document["addresses"][0]["decision"], "keep");
  EXPECT_EQ(document["addresses"][1]["decision"], "pause");
  EXPECT_EQ(document["addresses"][1]["until"], "2026-11-26T08:14:00+00:00");
  EXPECT_EQ(document["addresses"][2]["decision"], "remove");
  EXPECT_EQ(document["addresses"][2]["category"], "recipient-unknown");
  EXPECT_EQ(document["summary"]["remove"], 1);
}

TEST(Hygiene, ABounceCountsOnce) {
  const Folder folder;
  const std::string file = folder.write("a.eml", bounce("gone@example.com", unknown));
  const std::string copy =
      folder.write("b.eml", "Received: from x by y; Mon, 23 Nov 2026 09:14:01 +0100\n" +
                                bounce("gone@example.com", unknown));
  const std::string state = folder.path("state");
  EXPECT_EQ(hygiene({file, "--state", state}).code, 0);
  const Outcome again = hygiene({file, copy, "--state", state, "--format", "json"});
  const auto document = nlohmann::json::parse(again.out);
  EXPECT_EQ(document["summary"]["known_before"], 2);
  EXPECT_EQ(document["addresses"][0]["bounces"], 1);
}

TEST(Hygiene, ChangesAreToldOnce) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::vector<std::string> changes = {"--state", state, "--changes-since-last", "--format",
                                            "list"};
  std::vector<std::string> first = changes;
  first.push_back(folder.write("a.eml", bounce("gone@example.com", unknown)));
  EXPECT_EQ(hygiene(first).out, "gone@example.com\n");
  EXPECT_EQ(hygiene(first).out, "");
}

TEST(Hygiene, ChangesNotWrittenAreToldAgain) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::string file = folder.write("a.eml", bounce("gone@example.com", unknown));
  const std::vector<std::string> arguments = {
      "hygiene", file, "--state", state, "--changes-since-last", "--format", "list"};
  const Outcome full_disk = run_maillint(Invocation{.arguments = arguments,
                                                    .input = {},
                                                    .environment = {},
                                                    .directory = {},
                                                    .output = "/dev/full"});
  EXPECT_EQ(full_disk.code, 3);
  EXPECT_EQ(run_maillint(arguments).out, "gone@example.com\n");
}

TEST(Hygiene, BrakeHoldsWhatLooksLikeAnOutage) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::string file = folder.write("a.mbox", mailbox(30));
  const Outcome held = hygiene({file, "--state", state});
  EXPECT_EQ(held.code, 1);
  EXPECT_TRUE(has(held.out, "looks like an outage at example.com: 30 held")) << held.out;
  EXPECT_EQ(hygiene({"--state", state, "--format", "list"}).out, "");
  EXPECT_EQ(hygiene({"--state", state, "-q", "--dry-run", "--accept-held"}).code, 0);
  EXPECT_EQ(hygiene({"--state", state}).code, 1);  // the dry run changed nothing

  EXPECT_EQ(hygiene({"--state", state, "--release-held", "-q"}).code, 0);
  const Outcome after = hygiene({file, "--state", state, "--format", "list"});
  EXPECT_EQ(after.code, 0);
  EXPECT_EQ(after.out, "");
}

TEST(Hygiene, AcceptedRemovalsStay) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::string file = folder.write("a.mbox", mailbox(30));
  EXPECT_EQ(hygiene({file, "--state", state}).code, 1);
  EXPECT_EQ(hygiene({"--state", state, "--accept-held", "--domain", "example.net"}).code, 1);
  const Outcome accepted =
      hygiene({"--state", state, "--accept-held", "--domain", "example.com", "--format", "list"});
  EXPECT_EQ(accepted.code, 0);
  EXPECT_TRUE(has(accepted.out, "user29@example.com\n"));
}

TEST(Hygiene, BrakeKnowsTheImportedList) {
  const Folder folder;
  std::string list = "Email;Status\r\n";
  for (int i = 0; i < 700; ++i) list += "USER" + std::to_string(i) + "@example.com;active\r\n";
  const Outcome outcome = hygiene({folder.write("a.mbox", mailbox(30)), "--import",
                                   folder.write("list.csv", list), "--format", "list"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "@example.com\n"));
}

TEST(Hygiene, SmallRunsDoNotSlipUnderTheBrake) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::string all = mailbox(36);
  const std::size_t half = all.find("From MAILER-DAEMON", all.size() / 2);
  EXPECT_EQ(hygiene({folder.write("a.mbox", all.substr(0, half)), "--state", state}).code, 0);
  EXPECT_EQ(hygiene({folder.write("b.mbox", all.substr(half)), "--state", state}).code, 1);
}

TEST(Hygiene, ForgedBouncesDecideNothing) {
  const Folder folder;
  const std::string file = folder.write("a.eml", bounce("gone@example.com", unknown));
  EXPECT_EQ(hygiene({file, "--own", "shop.example", "--format", "list"}).out, "gone@example.com\n");
  EXPECT_EQ(hygiene({file, "--own", "other.example", "--format", "list"}).out, "");
  const Outcome told = hygiene({file, "--own", "other.example"});
  EXPECT_TRUE(has(told.out, "1 not ours")) << told.out;
  EXPECT_TRUE(has(hygiene({file}).out, "--own DOMAIN"));
  // Whose mail it was may be told later.
  const std::string state = folder.path("state");
  hygiene({file, "--own", "other.example", "--state", state});
  EXPECT_EQ(
      hygiene({file, "--own", "other.example,shop.example", "--state", state, "--format", "list"})
          .out,
      "gone@example.com\n");
}

TEST(Hygiene, NeverReleaseForget) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::string file = folder.write("a.eml", bounce("gone@example.com", unknown));
  const std::string never = folder.write("never", "# ours\nexample.com\n");
  const std::vector<std::string> list = {"--state", state, "--format", "list"};
  const auto with = [&list](std::vector<std::string> more) {
    more.insert(more.end(), list.begin(), list.end());
    return hygiene(more);
  };
  EXPECT_EQ(with({file, "--never", never}).out, "");
  EXPECT_EQ(with({"--never", folder.write("none", "#\n")}).out, "gone@example.com\n");
  EXPECT_EQ(with({"--release", "Gone@example.com"}).out, "");
  EXPECT_EQ(with({"--forget", "gone@example.com"}).code, 0);
  EXPECT_EQ(with({"--export", "--format", "csv"}).out.find("gone@"), std::string::npos);
  EXPECT_EQ(with({file}).out, "");  // erased for good: the bounce is known
  EXPECT_EQ(with({"--forget", "gone@example.com"}).code, 2);
}

constexpr std::string_view log_line =
    "Nov 20 09:14:00 mx postfix/smtp[812]: 4F2A91: to=<gone@example.com>, "
    "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0/0/1/0.2, dsn=5.1.1, status=bounced "
    "(host mx.example.com[192.0.2.7] said: 550 5.1.1 <gone@example.com>: Recipient address "
    "rejected: User unknown (in reply to RCPT TO command))\n";

TEST(Hygiene, ALogTellsItsTimes) {
  const Folder folder;
  const Outcome outcome =
      hygiene({folder.write("mail.log", std::string(log_line)), "--format", "json"});
  const auto document = nlohmann::json::parse(outcome.out);
  ASSERT_EQ(document["addresses"].size(), 1U);
  EXPECT_EQ(document["addresses"][0]["last_seen"], "2026-11-20T09:14:00+00:00");
}

TEST(Hygiene, EveryLineOfALogCounts) {
  const Folder folder;
  std::string log(log_line);
  std::string later(log_line);
  later.replace(4, 2, "22");
  log += later;
  const Outcome outcome = hygiene({folder.write("mail.log", log), "--format", "csv"});
  EXPECT_TRUE(has(outcome.out, ",2,2026-11-20T09:14:00+00:00,2026-11-22T09:14:00+00:00,"))
      << outcome.out;
}

TEST(Hygiene, ForgottenLinesStayForgotten) {
  const Folder folder;
  const std::string state = folder.path("state");
  std::string log(log_line);
  const std::string file = folder.write("mail.log", log);
  EXPECT_EQ(hygiene({file, "--state", state, "--format", "list"}).out, "gone@example.com\n");
  EXPECT_EQ(hygiene({"--state", state, "--forget", "gone@example.com"}).code, 0);
  std::string other(log_line);
  for (std::size_t at = 0; (at = other.find("gone@", at)) != std::string::npos; at += 5)
    other.replace(at, 5, "lost@");
  const std::string grown = folder.write("grown.log", log + other);
  EXPECT_EQ(hygiene({grown, "--state", state, "--format", "list"}).out, "lost@example.com\n");
  // What happens after it was forgotten is news.
  other = log_line;
  other.replace(4, 2, "22");
  const std::string news = folder.write("news.log", other);
  EXPECT_TRUE(has(hygiene({news, "--state", state, "--format", "list"}).out, "gone@example.com\n"));
}

TEST(Hygiene, DeliveriesInLogsClear) {
  const std::string lines[] = {
      "Nov 21 09:14:00 mx postfix/smtp[812]: 4F2A92: to=<gone@example.com>, "
      "relay=mx.example.com[192.0.2.7]:25, delay=1.2, dsn=2.0.0, status=sent (250 2.0.0 Ok)\n",
      "2026-11-21 09:14:00 1tCabc-0001Xy-2z => gone@example.com R=dnslookup T=remote_smtp "
      "H=mx.example.com [192.0.2.7] C=\"250 Ok\"\n",
      "Nov 21 09:14:00 mx sm-mta[99]: u1: to=<gone@example.com>, delay=00:00:01, mailer=esmtp, "
      "relay=mx.example.com. [192.0.2.7], dsn=2.0.0, stat=Sent (Ok)\n"};
  for (const std::string& delivered : lines) {
    const Folder folder;
    const std::string all = std::string(log_line) + delivered;
    std::string other(delivered);
    other.replace(other.find("gone@"), 4, "else");
    const std::string log = folder.write("mail.log", all + other);
    EXPECT_EQ(hygiene({log, "--format", "list"}).out, "") << delivered;
    // Addresses that never bounced are none of the state's business.
    EXPECT_FALSE(has(hygiene({log, "--export", "--format", "csv"}).out, "else@")) << delivered;
    // One before the bounce changes nothing.
    std::string early(delivered);
    const std::size_t day = early.find("21");
    early.replace(day, 2, "19");
    EXPECT_EQ(
        hygiene({folder.write("e.log", std::string(log_line) + early), "--format", "list"}).out,
        "gone@example.com\n")
        << early;
  }
}

TEST(Hygiene, ExportIsImported) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::string list =
      folder.write("list.csv",
                   "email,reason\n\"=cmd|' /C calc'!A0@example.com\",complained\n+1@example.com,\n"
                   "jane@example.com,unsubscribed\nkim@example.com,frobbed\n");
  const Outcome outcome = hygiene({"--import", list, "--state", state, "--export"});
  EXPECT_TRUE(has(outcome.err, "frobbed")) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "\"'+1@example.com\",keep")) << outcome.out;
  const std::string exported = folder.write("export.csv", outcome.out);
  const std::string copy = folder.path("copy");
  const Outcome again = hygiene({"--import", exported, "--state", copy, "--export", "-q"});
  EXPECT_TRUE(has(again.out, "jane@example.com,remove,,unsubscribed")) << again.out;
  EXPECT_TRUE(has(again.out, "\"'+1@example.com\",keep")) << again.out;
}

TEST(Hygiene, PausesAreImported) {
  const Folder folder;
  const std::string state = folder.path("state");
  std::string mail;
  for (int i = 0; i < 3; ++i) {
    std::string again = bounce("again@example.com", full, i);
    for (std::size_t at = 0; (at = again.find("23 Nov", at)) != std::string::npos;)
      again.replace(at, 2, std::to_string(20 + i));
    mail += "From MAILER-DAEMON Mon Nov 23 09:14:00 2026\n" + again + "\n";
  }
  mail += "From MAILER-DAEMON Mon Nov 23 09:14:00 2026\n" + bounce("once@example.com", full) + "\n";
  mail += "From MAILER-DAEMON Mon Nov 23 09:14:00 2026\n" + bounce("hard@example.com", unknown);
  const std::string file = folder.write("a.mbox", mail);
  const auto decisions = [](const std::string& csv) {
    std::string all;
    for (std::size_t at = 0; at < csv.size(); at = csv.find('\n', at) + 1) {
      std::size_t end = at;
      for (int comma = 0; comma < 4; ++comma) end = csv.find(',', end) + 1;
      all += csv.substr(at, end - at) + "\n";
    }
    return all;
  };
  for (const std::string policy : {"hard-after=0d", "hard-after=7d"}) {
    const std::string name = folder.path(policy);
    const Outcome outcome = hygiene({file, "--policy", policy, "--state", name, "--export"});
    EXPECT_TRUE(has(outcome.out, "again@example.com,pause,2026-12-04T08:14:00+00:00"))
        << outcome.out;
    const Outcome copy = hygiene({"--import", folder.write("x.csv", outcome.out), "--policy",
                                  policy, "--state", name + "2", "--export", "-q"});
    EXPECT_EQ(decisions(copy.out), decisions(outcome.out));
  }
}

TEST(Hygiene, ForeignStateIsRefused) {
  const Folder folder;
  const Outcome outcome = hygiene({"--state", folder.write("state", "no database, some words")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.err, "no state of maillint")) << outcome.err;
}

TEST(Hygiene, CheckKnowsWhoBouncedBefore) {
  const Folder folder;
  const std::string state = folder.path("state");
  const std::string bounces = folder.write("a.eml", bounce("max@example.org", unknown) + "\n");
  const Outcome csv = hygiene({bounces, "--state", state, "--format", "csv"});
  const std::string message = folder.write("m.eml", clean_message());
  const auto check = [&](const std::string& list) {
    return run_maillint({"check", message, "--suppressions", list, "-q"});
  };
  for (const std::string& list : {state, folder.write("a.csv", csv.out),
                                  folder.write("a.txt", "kim@example.org\nMax@example.org\n")}) {
    const Outcome outcome = check(list);
    EXPECT_EQ(outcome.code, 1) << list << outcome.err;
    EXPECT_TRUE(has(outcome.out, "batch-rcpt-bounced-before")) << outcome.out;
  }
  EXPECT_EQ(check(folder.write("b.txt", "kim@example.org\n")).code, 0);
  EXPECT_EQ(check(folder.path("missing")).code, 3);
}

TEST(Hygiene, CheckReadsAStateThatNobodyMayWrite) {
  const Folder folder;
  const std::string state = folder.path("state #1?.db");
  hygiene({folder.write("a.eml", bounce("max@example.org", unknown)), "--state", state});
  const int file = ::open(state.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::fchmod(file, 0400), 0);
  ASSERT_EQ(::flock(file, LOCK_SH), 0);  // as another check does
  const Outcome outcome = run_maillint(
      {"check", folder.write("m.eml", clean_message()), "--suppressions", state, "-q"});
  EXPECT_TRUE(has(outcome.out, "batch-rcpt-bounced-before")) << outcome.err;
  EXPECT_NE(::access((state + "-wal").c_str(), F_OK), 0);
  EXPECT_NE(::access((state + "-shm").c_str(), F_OK), 0);
  ::close(file);
}

TEST(Hygiene, AStateOfAnyNameIsAFile) {
  const Folder folder;
  const std::string file = folder.write("a.eml", bounce("gone@example.com", unknown));
  Invocation run{.arguments = {"hygiene", file, "--state", ":memory:", "--format", "json"},
                 .input = {},
                 .environment = {},
                 .directory = folder.path(""),
                 .output = {}};
  run_maillint(run);
  const auto document = nlohmann::json::parse(run_maillint(run).out);
  EXPECT_EQ(document["summary"]["known_before"], 1);
}

TEST(Hygiene, OwnTakesDomains) {
  for (const std::string own : {"x..y", ".", "x.", "a b.example", "jane@shop.example"})
    EXPECT_EQ(hygiene({"--own", own, "--state", "/nonexistent/x"}).code, 2) << own;
}

TEST(Hygiene, CountsOneAsOne) {
  const Folder folder;
  const Outcome told = hygiene({"--import", folder.write("a.csv", "email\nx@example.com\nnone\n")});
  EXPECT_TRUE(has(told.err, "1 address, 1 new, 1 line without one")) << told.err;
}

TEST(Hygiene, NeedsAState) {
  EXPECT_EQ(hygiene({}).code, 2);
  EXPECT_EQ(hygiene({"--changes-since-last"}).code, 2);
  EXPECT_EQ(hygiene({"--accept-held"}).code, 2);
  EXPECT_EQ(hygiene({"--policy", "hard-aftr=1", "--state", "/nonexistent/x"}).code, 2);
}

}  // namespace
}  // namespace maillint::cli
