// Rules that look at several messages.
#include "rules/batch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace maillint {
namespace {

constexpr std::string_view offer =
    "the new spring catalogue is out, with bicycles for the whole family, helmets in four sizes "
    "and\n"
    "a repair stand that folds flat. Order before Friday and we send it without postage. You find\n"
    "all of it at https://shop.example/spring?u={0} under your number {0}.\n";

struct Mail {
  std::string id = "1@shop.example";
  std::string to = "Kim Doe <kim.doe@example.net>";
  std::string subject = "Our spring catalogue";
  std::string date = "Mon, 23 Nov 2026 09:13:00 +0100";
  std::string body;
  std::string fields = {};
};

std::string octets(const Mail& mail) {
  std::string out = "From: Bikes <news@shop.example>\r\nTo: " + mail.to + "\r\n";
  out += "Subject: " + mail.subject + "\r\n";
  if (!mail.date.empty()) out += "Date: " + mail.date + "\r\n";
  if (!mail.id.empty()) out += "Message-ID: <" + mail.id + ">\r\n";
  return out + mail.fields + "\r\n" + mail.body;
}

/// A run of `maillint check` over "0.eml", "1.eml"...
class Messages {
 public:
  explicit Messages(std::vector<std::string> select, BurstLimits limits = {})
      : rules_(all_rules(), select), batch_(rules_, limits) {}

  void add(const std::string& octets, std::string path = {}, Origin origin = {}) {
    Options options;
    options.rules = &rules_;
    options.suppressions = &suppressions_;
    options.now = *parse_rfc3339("2026-11-23T20:00:00Z");
    if (path.empty()) path = fmt::format("{}.eml", number_++);
    Report report = check({.path = path, .octets = octets, .origin = origin}, options);
    Batch::Item item = batch_.look_at(report);
    EXPECT_TRUE(report.findings.empty());
    batch_.add(std::move(item));
  }
  void add(const Mail& mail) { add(octets(mail)); }
  void add_spam(const Mail& mail) {
    batch_.add_spam({.path = "junk/1.eml", .octets = octets(mail), .origin = {}});
  }
  std::vector<BatchFinding> findings() const { return batch_.findings(); }

 private:
  RuleSet rules_;
  Batch batch_;
  std::vector<std::string> suppressions_ = {"gone@example.net"};
  int number_ = 0;
};

const std::vector<std::string> names = {"Ada", "Bo", "Cleo", "Dagmar", "Emre", "Fatma", "Gil"};

/// One of a mailing, sent `second` seconds after nine.
Mail newsletter(int i, int second) {
  const std::string& name = names[static_cast<std::size_t>(i) % names.size()];
  return {.id = fmt::format("{}.{}@shop.example", i, second),
          .to = fmt::format("{} Doe <{}{}@example.net>", name, name, i),
          .date = fmt::format("Mon, 23 Nov 2026 {:02}:{:02}:{:02} +0100", 9 + second / 3600,
                              second / 60 % 60, second % 60),
          .body = fmt::format("Dear {},\n\n", name) + fmt::format(fmt::runtime(offer), 4711 + i)};
}

std::vector<std::string> paths(const BatchFinding& finding) {
  std::vector<std::string> all;
  for (const BatchPlace& place : finding.places) all.push_back(place.path);
  return all;
}

TEST(TextHash, LeavesOutWhatDiffersInAMailing) {
  const auto hash = [](const std::string& text, const std::string& to = "c@example.net") {
    const Message message(
        std::make_unique<const Source>("x.eml", octets(Mail{.to = to, .body = text})));
    return text_hash(Facts(message));
  };
  const std::string text(offer);
  EXPECT_NE(hash(text), 0u);
  EXPECT_EQ(hash("Dear Kim,\n\n" + text), hash("Dear Dr. Ada Fatma Doe,\n\n" + text));
  EXPECT_EQ(hash("Order 4711: " + text), hash("ORDER - 4712 - " + text));
  EXPECT_EQ(hash("Kim's " + text, "Kim <k@example.net>"),
            hash("Ada\u2019s " + text, "ada@x.example"));
  EXPECT_EQ(hash("https://a.example/1 " + text), hash("https://a.example/?2 " + text));
  EXPECT_EQ(hash("Write to a@b.example " + text), hash("Write to <c@d.example> " + text));
  EXPECT_NE(hash("https://a.example/ " + text), hash("https://b.example/ " + text));
}

TEST(BurstSimilar, ANewsletterToSixtyWithinTenMinutes) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 60; ++i) run.add(newsletter(i, i * 9));
  const std::vector<BatchFinding> findings = run.findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule->id, "batch-burst-similar");
  EXPECT_EQ(findings[0].count, 60u);
  EXPECT_EQ(findings[0].message, "60 near-identical messages within 10 minutes");
  EXPECT_EQ(findings[0].places.front().path, "0.eml");
  EXPECT_EQ(findings[0].places.back().path, "59.eml");
}

TEST(BurstSimilar, NamesInTheTextDoNotHideIt) {
  for (const char* text :
       {"Dear {0} {0}son of {0}town,\n\n", "{0} Doe, have you seen it: ", "Customer {1}: "}) {
    Messages run({"batch-burst-similar"});
    for (int i = 0; i < 60; ++i) {
      Mail mail = newsletter(i, i * 5);
      mail.to = fmt::format("c{}@example.net", i);
      mail.body = fmt::format(fmt::runtime(text), names[static_cast<std::size_t>(i) % 7], i) +
                  fmt::format(fmt::runtime(offer), i);
      run.add(mail);
    }
    EXPECT_EQ(run.findings().size(), 1u) << text;
  }
}

TEST(BurstSimilar, TheNumbersAreBounds) {
  for (const int count : {49, 50}) {
    Messages run({"batch-burst-similar"});
    for (int i = 0; i < count; ++i) run.add(newsletter(i, i));
    EXPECT_EQ(run.findings().size(), count == 50 ? 1u : 0u);
  }
  // 50 messages from the first to the last second of a window, and one second more.
  for (const int last : {600, 601}) {
    Messages run({"batch-burst-similar"});
    for (int i = 0; i < 49; ++i) run.add(newsletter(i, i));
    run.add(newsletter(49, last));
    EXPECT_EQ(run.findings().size(), last == 600 ? 1u : 0u);
  }
  Messages run({"batch-burst-similar"}, {.messages = 3, .minutes = 1});
  for (int i = 0; i < 3; ++i) run.add(newsletter(i, i * 30));
  EXPECT_EQ(run.findings().size(), 1u);
}

TEST(BurstSimilar, SpreadOverHoursIsNone) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 200; ++i) run.add(newsletter(i, i * 15));
  EXPECT_TRUE(run.findings().empty());
}

TEST(BurstSimilar, TwoBurstsOfOneTextAreTwo) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 120; ++i) run.add(newsletter(i, i < 60 ? i : 7200 + i * 10));
  const std::vector<BatchFinding> findings = run.findings();
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].count, 60u);
  EXPECT_EQ(findings[0].places.back().path, "59.eml");
  EXPECT_EQ(findings[1].places.front().path, "60.eml");
}

TEST(BurstSimilar, OrderOfTheFilesDoesNotMatter) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 60; ++i) run.add(newsletter(i * 37 % 60, i * 37 % 60 * 10));
  ASSERT_EQ(run.findings().size(), 1u);
  EXPECT_EQ(run.findings()[0].count, 60u);
}

TEST(BurstSimilar, ReceivedCountsWhereThereIsNoDate) {
  for (const int step : {5, 60}) {
    Messages run({"batch-burst-similar"});
    for (int i = 0; i < 60; ++i) {
      Mail mail = newsletter(i, i * step);
      mail.fields = fmt::format("Received: from a.example by b.example; {}\r\n", mail.date);
      mail.date.clear();
      run.add(mail);
    }
    EXPECT_EQ(run.findings().size(), step == 5 ? 1u : 0u);
  }
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 60; ++i) {
    Mail mail = newsletter(i, i);
    mail.date.clear();
    run.add(mail);
  }
  EXPECT_TRUE(run.findings().empty()) << "without any time";
}

TEST(BurstSimilar, CopiesOfOneMessageAreOne) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 100; ++i) run.add(newsletter(i % 40, i % 40));
  EXPECT_TRUE(run.findings().empty());
}

TEST(BurstSimilar, ShortTextsAreNotJudged) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 60; ++i) {
    Mail mail = newsletter(i, i);
    mail.body = "Please find the minutes attached.\n\nBest regards\nKim\n";
    run.add(mail);
  }
  EXPECT_TRUE(run.findings().empty());
}

TEST(BurstSimilar, AListFooterDoesNotMakeAnswersAlike) {
  for (const std::string_view answer : {"Yes, {} it is.\n",
                                        "I tried {0}, {1}, {2} and {3}, "
                                        "and of all of them {0} was the one that fitted best; {1} "
                                        "and {2} are for other frames, and {3} is too short.\n"}) {
    std::mt19937 random(7);
    const auto word = [&] {
      std::string letters;
      for (int i = 0; i < 6; ++i) letters += static_cast<char>('a' + random() % 26);
      return letters;
    };
    Messages run({"batch-burst-similar"});
    for (int i = 0; i < 60; ++i) {
      Mail mail = newsletter(i, i);
      mail.to = "bikes@lists.example";
      mail.body =
          "> the new spring catalogue is out, with bicycles for the whole family, helmets in four\n"
          "> sizes and a repair stand that folds flat. Order before Friday.\n" +
          fmt::format(fmt::runtime(answer), word(), word(), word(), word()) +
          "\n-- \nKim Doe, Example Street 1\n_______________________________________________\n"
          "Bikes mailing list\nTo leave the list or to read what was said before, and to change "
          "how\nyou get mail from it, go to\nhttps://lists.example/listinfo/bikes\n";
      run.add(mail);
    }
    EXPECT_TRUE(run.findings().empty()) << answer;
  }
}

TEST(BurstSimilar, BouncesAreNone) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 60; ++i) {
    Mail mail = newsletter(i, i);
    mail.fields =
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=b\r\n";
    mail.body = "--b\r\n\r\n" + mail.body +
                "\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                "Reporting-MTA: dns; a.example\r\n\r\nFinal-Recipient: rfc822; x@example.net\r\n"
                "Action: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";
    run.add(mail);
  }
  EXPECT_TRUE(run.findings().empty());
}

TEST(SameMessageId, OfDifferentMessages) {
  Messages run({"batch-same-message-id"});
  Mail other = newsletter(2, 100);
  other.id = "1@shop.example";
  run.add(Mail{.body = "Hello\n"});
  run.add(newsletter(3, 3));
  run.add(other);
  const std::vector<BatchFinding> findings = run.findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule->id, "batch-same-message-id");
  EXPECT_EQ(findings[0].message, "2 different messages have one Message-ID");
  EXPECT_EQ(paths(findings[0]), (std::vector<std::string>{"0.eml", "2.eml"}));
  EXPECT_EQ(findings[0].places[0].line, 5u);
}

TEST(SameMessageId, OfAMailMergeWithOneDate) {
  Messages run({"batch-same-message-id"});
  for (int i = 0; i < 5; ++i) {
    Mail mail = newsletter(i, 0);
    mail.id = "merge@shop.example";
    run.add(mail);
  }
  ASSERT_EQ(run.findings().size(), 1u);
  EXPECT_EQ(run.findings()[0].count, 5u);
}

TEST(SameMessageId, OfAnotherTextWithTheSameHeader) {
  Messages run({"batch-same-message-id"});
  Mail mail = newsletter(1, 0);
  run.add(mail);
  mail.body =
      "your order left our house this morning and should reach you on Thursday; the parcel "
      "service\n"
      "rings twice and leaves a card otherwise. Keep this letter as your receipt, please.\n";
  run.add(mail);
  EXPECT_EQ(run.findings().size(), 1u);
}

TEST(SameMessageId, CopiesAreNoDefect) {
  Messages run({"batch-same-message-id"});
  const Mail sent = newsletter(1, 0);
  run.add(sent);
  run.add(sent);
  Mail received = sent;
  received.fields = "Received: from a.example by b.example; Mon, 23 Nov 2026 09:13:05 +0100\r\n";
  run.add(received);
  Mail through_list = received;
  through_list.subject = "[bikes] " + sent.subject;
  through_list.body +=
      "_______________________________________________\nBikes mailing list\n"
      "https://lists.example/listinfo/bikes\n";
  run.add(through_list);
  Mail marked = received;
  marked.subject = "*****SPAM***** " + sent.subject;
  run.add(marked);
  marked.subject = "{Spam?} " + sent.subject;
  run.add(marked);
  Mail encoded = received;
  encoded.subject = "=?utf-8?Q?Our_spring_catalogue?=";
  run.add(encoded);
  EXPECT_TRUE(run.findings().empty());
}

TEST(SameMessageId, MissingOrEmptyIdsAreNone) {
  Messages run({"batch-same-message-id"});
  for (int i = 0; i < 4; ++i) {
    Mail mail = newsletter(i, i);
    mail.id = i < 2 ? "" : " ";
    run.add(mail);
  }
  EXPECT_TRUE(run.findings().empty());
}

TEST(SimilarToSpam, NearDuplicateOnly) {
  Messages run({"batch-similar-to-spam"});
  run.add_spam(newsletter(1, 0));
  run.add(newsletter(2, 9000));
  Mail other = newsletter(3, 9000);
  other.body =
      "the new spring timetable is out, with buses for the whole valley on Sundays, and a night\n"
      "train that stops at Example Town. You find all of it at https://bus.example/ as before.\n";
  run.add(other);
  const std::vector<BatchFinding> findings = run.findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule->id, "batch-similar-to-spam");
  EXPECT_EQ(findings[0].message, "text is like the known spam junk/1.eml");
  EXPECT_EQ(paths(findings[0]), (std::vector<std::string>{"0.eml"}));
}

TEST(SimilarToSpam, ShortSpamAccusesNobody) {
  Messages run({"batch-similar-to-spam"});
  run.add_spam(Mail{.body = "See the attached file for details\n"});
  run.add(Mail{.body = "See the attached file for details\n"});
  EXPECT_TRUE(run.findings().empty());
}

TEST(RcptBouncedBefore, IsToldOnceAnAddress) {
  Messages run({"batch-rcpt-bounced-before"});
  for (int i = 0; i < 3; ++i) {
    Mail mail = newsletter(i, i);
    if (i != 1) mail.to = "kim@example.net, Gone <Gone@example.net>";
    run.add(mail);
  }
  const std::vector<BatchFinding> findings = run.findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].message, "gone@example.net is on your suppression list");
  EXPECT_EQ(paths(findings[0]), (std::vector<std::string>{"0.eml", "2.eml"}));
  EXPECT_EQ(findings[0].places[0].line, 2u);
  EXPECT_EQ(findings[0].places[0].column, 28u);
}

TEST(Batch, PlacesAreCappedAndCounted) {
  Messages run({"batch-burst-similar"});
  for (int i = 0; i < 1200; ++i) run.add(newsletter(i, i / 100));
  ASSERT_EQ(run.findings().size(), 1u);
  EXPECT_EQ(run.findings()[0].count, 1200u);
  EXPECT_EQ(run.findings()[0].places.size(), 1000u);
}

TEST(Batch, LinesAreThoseOfTheMbox) {
  Messages run({"batch-same-message-id"});
  for (int i = 0; i < 3; ++i) {
    Mail mail = newsletter(i, i);
    mail.id = "1@shop.example";
    run.add(octets(mail), fmt::format("box#{}", i + 1),
            {.line = 2 + 20 * static_cast<std::size_t>(i), .offset = 0, .cut_octets = 0});
  }
  const std::vector<BatchFinding> findings = run.findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(paths(findings[0]), (std::vector<std::string>{"box#1", "box#2", "box#3"}));
  EXPECT_EQ(findings[0].places[2].line, 46u);
}

TEST(Batch, UnselectedRulesSayNothing) {
  Messages run({"subject-empty"});
  for (int i = 0; i < 60; ++i)
    run.add(
        Mail{.id = "1@shop.example", .to = names[static_cast<std::size_t>(i) % 7], .body = "x"});
  EXPECT_TRUE(run.findings().empty());
}

}  // namespace
}  // namespace maillint
