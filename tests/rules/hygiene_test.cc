// List hygiene: decisions from events, events from reports.
#include <gtest/gtest.h>

#include "rules/hygiene/decision.h"
#include "rules/hygiene/line_time.h"

namespace maillint {
namespace {

constexpr std::int64_t day = seconds_a_day;
constexpr std::int64_t now = 20'000 * day;

constexpr PastEvent ago(std::int64_t days, EventKind kind, bool unproven = false) {
  return {.time = now - days * day, .kind = kind, .unproven = unproven};
}

struct DecisionCase {
  std::string_view name;
  std::vector<PastEvent> events;
  std::string_view policy;
  Treatment action;
  HygieneReason reason;
  std::int64_t until = 0;  // days from now, 0 without a pause
};

class Decide : public testing::TestWithParam<DecisionCase> {};

TEST_P(Decide, ByPolicy) {
  HygienePolicy policy;
  ASSERT_TRUE(apply_policy(policy, GetParam().policy));
  const Decision decision = decide(GetParam().events, policy, now, false);
  EXPECT_EQ(name(decision.action), name(GetParam().action));
  EXPECT_EQ(name(decision.reason), name(GetParam().reason));
  EXPECT_EQ(decision.until.value_or(now), now + GetParam().until * day);
}

using enum EventKind;

INSTANTIATE_TEST_SUITE_P(
    Default, Decide,
    testing::Values(
        DecisionCase{"nothing_known", {}, "", Treatment::keep, HygieneReason::nothing},
        DecisionCase{"hard", {ago(3, hard)}, "", Treatment::remove, HygieneReason::hard},
        DecisionCase{"policy_refusal",
                     {ago(3, other), ago(2, other)},
                     "",
                     Treatment::keep,
                     HygieneReason::not_at_fault},
        DecisionCase{"delivered_after_hard",
                     {ago(3, hard), ago(2, delivered)},
                     "",
                     Treatment::keep,
                     HygieneReason::delivered},
        DecisionCase{"hard_after_delivered",
                     {ago(3, delivered), ago(2, hard)},
                     "",
                     Treatment::remove,
                     HygieneReason::hard},
        DecisionCase{"delivery_of_another_time_clears_no_complaint",
                     {ago(3, complaint), ago(2, delivered)},
                     "",
                     Treatment::remove,
                     HygieneReason::complaint},
        DecisionCase{"unsubscribed",
                     {ago(3, unsubscribed)},
                     "",
                     Treatment::remove,
                     HygieneReason::unsubscribed},
        DecisionCase{"released",
                     {ago(3, complaint), ago(3, hard), ago(2, released)},
                     "",
                     Treatment::keep,
                     HygieneReason::released},
        DecisionCase{"soft", {ago(1, soft)}, "", Treatment::pause, HygieneReason::soft, 2},
        DecisionCase{"soft_over", {ago(3, soft)}, "", Treatment::keep, HygieneReason::soft_over},
        DecisionCase{"soft_twice",
                     {ago(9, soft), ago(1, soft)},
                     "",
                     Treatment::pause,
                     HygieneReason::soft,
                     5},
        DecisionCase{"soft_twice_a_day_is_once",
                     {ago(1, soft), ago(1, soft)},
                     "",
                     Treatment::pause,
                     HygieneReason::soft,
                     2},
        DecisionCase{"soft_too_often",
                     {ago(31, soft), ago(20, soft), ago(10, soft), ago(5, soft), ago(1, soft)},
                     "",
                     Treatment::remove,
                     HygieneReason::soft_too_often},
        DecisionCase{"soft_often_in_short_time",
                     {ago(5, soft), ago(4, soft), ago(3, soft), ago(2, soft), ago(1, soft)},
                     "",
                     Treatment::pause,
                     HygieneReason::soft,
                     29},
        DecisionCase{"soft_long_ago_does_not_count",
                     {ago(900, soft), ago(600, soft), ago(500, soft), ago(400, soft), ago(1, soft)},
                     "",
                     Treatment::pause,
                     HygieneReason::soft,
                     2},
        DecisionCase{"unproven_once",
                     {ago(1, hard, true)},
                     "",
                     Treatment::pause,
                     HygieneReason::hard_unproven,
                     29},
        DecisionCase{"unproven_twice",
                     {ago(9, hard, true), ago(1, hard, true)},
                     "",
                     Treatment::remove,
                     HygieneReason::hard}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(Policy, Decide,
                         testing::Values(DecisionCase{"quiet_period_runs",
                                                      {ago(3, hard)},
                                                      "hard-after=7d",
                                                      Treatment::pause,
                                                      HygieneReason::hard_waiting,
                                                      4},
                                         DecisionCase{"quiet_period_over",
                                                      {ago(7, hard)},
                                                      "hard-after=7d",
                                                      Treatment::remove,
                                                      HygieneReason::hard},
                                         DecisionCase{"soft_never_removes",
                                                      {ago(31, soft), ago(20, soft), ago(10, soft),
                                                       ago(5, soft), ago(1, soft)},
                                                      "soft-count=0",
                                                      Treatment::pause,
                                                      HygieneReason::soft,
                                                      29},
                                         DecisionCase{"soft_twice_removes",
                                                      {ago(8, soft), ago(1, soft)},
                                                      "soft-count=2, soft-days=7",
                                                      Treatment::remove,
                                                      HygieneReason::soft_too_often}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(DecideHard, BouncesProveEachOtherADayApart) {
  const auto action = [](std::int64_t first, std::int64_t last) {
    const PastEvent events[] = {{.time = first, .kind = hard, .unproven = true},
                                {.time = last, .kind = hard, .unproven = true}};
    return name(decide(events, {}, now, false).action);
  };
  constexpr std::int64_t midnight = now - 3 * day;
  EXPECT_EQ(action(midnight - 1, midnight + 1), "pause");
  EXPECT_EQ(action(midnight - 1, midnight - 2 + day), "pause");
  EXPECT_EQ(action(midnight - 1, midnight - 1 + day), "remove");
}

TEST(DecideProtected, IsKeptWhateverHappens) {
  const PastEvent events[] = {ago(3, complaint), ago(2, hard)};
  EXPECT_EQ(decide(events, {}, now, true).action, Treatment::keep);
}

TEST(Policy, IsReadAsItIsPrinted) {
  HygienePolicy policy;
  ASSERT_TRUE(apply_policy(policy, "hard-after=7d,soft-count=3,brake=off"));
  HygienePolicy again;
  ASSERT_TRUE(apply_policy(again, describe(policy)));
  EXPECT_EQ(policy, again);
  EXPECT_EQ(policy.hard_after_days, 7U);
  EXPECT_FALSE(apply_policy(policy, "hard-aftr=7"));
  EXPECT_FALSE(apply_policy(policy, "soft-count=-1"));
  EXPECT_FALSE(apply_policy(policy, "soft-count="));
}

TEST(Brake, NeedsBothShareAndCount) {
  const HygienePolicy policy;
  EXPECT_TRUE(brakes(policy, 21, 400));
  EXPECT_FALSE(brakes(policy, 20, 20));    // not over 20
  EXPECT_FALSE(brakes(policy, 50, 1000));  // 5 %, not over it
  EXPECT_TRUE(brakes(policy, 51, 1000));
  HygienePolicy off;
  ASSERT_TRUE(apply_policy(off, "brake=off"));
  EXPECT_FALSE(brakes(off, 1000, 1000));
}

constexpr std::string_view returned =
    "From: news@shop.example\n"
    "To: jane@example.com\n"
    "Subject: News\n"
    "Date: Mon, 23 Nov 2026 09:13:00 +0100\n";

/// A bounce by Postfix that returns a header section of `original`.
std::string bounce(std::string_view original, std::string_view to = "bounces@shop.example") {
  std::string text =
      "Return-Path: <>\n"
      "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)\n"
      "To: ";
  text += to;
  text +=
      "\nSubject: Undelivered Mail Returned to Sender\n"
      "Date: Mon, 23 Nov 2026 09:14:00 +0100\n"
      "Message-ID: <1@mx.example.net>\n"
      "MIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
      "\n"
      "--b\n"
      "Content-Type: message/delivery-status\n"
      "\n"
      "Reporting-MTA: dns; mx.example.net\n"
      "\n"
      "Final-Recipient: rfc822; jane@example.com\n"
      "Action: failed\n"
      "Status: 5.1.1\n"
      "Diagnostic-Code: smtp; 550 5.1.1 <jane@example.com>: Recipient address rejected: User "
      "unknown\n";
  if (!original.empty()) {
    text += "\n--b\nContent-Type: text/rfc822-headers\n\n";
    text += original;
  }
  return text + "\n--b--\n";
}

Reading read(std::string octets, std::vector<std::string> own = {"shop.example"}) {
  Options options;
  options.now.seconds = now;
  return read_events(explain({.path = "b.eml", .octets = std::move(octets), .origin = {}}, options),
                     own, options);
}

struct OwnershipCase {
  std::string_view name;
  std::string octets;
  Ownership expected;
};

class OwnershipOf : public testing::TestWithParam<OwnershipCase> {};

TEST_P(OwnershipOf, Bounce) {
  const Reading reading = read(GetParam().octets);
  EXPECT_EQ(reading.ownership, GetParam().expected);
  EXPECT_EQ(reading.events.empty(), GetParam().expected == Ownership::foreign);
}

INSTANTIATE_TEST_SUITE_P(
    Original, OwnershipOf,
    testing::Values(
        OwnershipCase{"own_message_id",
                      bounce(std::string(returned) + "Message-ID: <7@mail.shop.example>\n"),
                      Ownership::ours},
        OwnershipCase{"forged_from",
                      bounce(std::string(returned) + "Message-ID: <7@spammer.example>\n"),
                      Ownership::foreign},
        OwnershipCase{"look_alike_domain",
                      bounce(std::string(returned) + "Message-ID: <7@notshop.example>\n"),
                      Ownership::foreign},
        OwnershipCase{
            "signed_by_us_sent_by_another",
            bounce(std::string(returned) + "DKIM-Signature: v=1; d=shop.example; s=a; b=x\n"
                                           "Message-ID: <7@esp.example>\n"),
            Ownership::ours},
        OwnershipCase{"verp", bounce("", "bounces-7-jane=example.com@shop.example"),
                      Ownership::ours},
        OwnershipCase{"from_alone", bounce(returned), Ownership::ours},
        OwnershipCase{"nothing_returned", bounce(""), Ownership::unproven}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ReadEvents, HardBounce) {
  const Reading reading = read(bounce(returned), {});
  ASSERT_EQ(reading.events.size(), 1U);
  EXPECT_EQ(reading.events[0].address, "jane@example.com");
  EXPECT_EQ(name(reading.events[0].kind), "hard");
  EXPECT_EQ(reading.events[0].category, "recipient-unknown");
}

TEST(ReadEvents, IdentityOutlivesTheWayOfACopy) {
  const std::string one = bounce(returned);
  std::string other = "Received: from a.example by b.example; Mon, 23 Nov 2026 09:15:00 +0100\r\n";
  for (const char c : one) {
    if (c == '\n') other += '\r';
    other += c;
  }
  EXPECT_EQ(read(one).identity, read(other + "\r\n").identity);
  EXPECT_NE(read(one).identity, read(bounce("")).identity);
}

TEST(ReadEvents, TimeIsThatOfTheReceivedFieldAlone) {
  EXPECT_FALSE(read(bounce(returned)).time);
  const Reading received =
      read("Received: from a.example by b.example; Mon, 23 Nov 2026 09:15:00 +0100\n" +
           bounce(returned));
  EXPECT_EQ(received.time, 1'795'421'700);
}

TEST(ReadEvents, Unsubscribe) {
  const std::string head = "From: Jane <jane@example.com>\nTo: leave@shop.example\nSubject: ";
  const Reading leave = read(head + "unsubscribe\n\n\n");
  ASSERT_EQ(leave.events.size(), 1U);
  EXPECT_EQ(name(leave.events[0].kind), "unsubscribed");
  EXPECT_TRUE(read(head + "How do I unsubscribe?\n\nHello\n").events.empty());
}

TEST(ReadEvents, EachEventOfAListCounts) {
  const Reading reading = read(
      R"([{"email":"a@b.example","event":"bounce","sg_event_id":"1","timestamp":1763885521,)"
      R"("reason":"552 5.2.2 Mailbox full","status":"5.2.2"},)"
      R"({"email":"a@b.example","event":"bounce","sg_event_id":"2","timestamp":1764885521,)"
      R"("reason":"552 5.2.2 Mailbox full","status":"5.2.2"},)"
      R"({"email":"a@b.example","event":"spamreport","sg_event_id":"3","timestamp":1765885521},)"
      R"({"email":"c@b.example","event":"unsubscribe","sg_event_id":"4","timestamp":1763885521},)"
      R"({"email":"d@b.example","event":"dropped","sg_event_id":"5","timestamp":1763885521,)"
      R"("reason":"Bounced Address"}])",
      {});
  std::string all;
  for (const Event& event : reading.events) {
    EXPECT_FALSE(event.identity.empty());
    all += event.address[0] + std::string(name(event.kind)) +
           std::to_string(event.time.value_or(0)) + ' ';
  }
  EXPECT_EQ(all,
            "asoft1763885521 cunsubscribed1763885521 dhard1763885521 asoft1764885521 "
            "acomplaint1765885521 ");
}

TEST(ReadEvents, RepeatedLinesOfALogAreTold) {
  const std::string tail =
      ", relay=mx.b.example[192.0.2.1]:25, dsn=5.2.2, status=bounced (host mx.b.example[192.0.2.1] "
      "said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))\n";
  const Reading reading =
      read("Nov 16 09:12:59 mail postfix/smtp[1]: 9B2: to=<a@b.example>" + tail +
               "Nov 17 09:12:59 mail postfix/smtp[1]: 9B3: to=<a@b.example>" + tail,
           {});
  ASSERT_EQ(reading.events.size(), 2U);
  EXPECT_NE(reading.events[0].time, reading.events[1].time);
  EXPECT_NE(reading.events[0].identity, reading.events[1].identity);
}

TEST(ReadEvents, LinesOfDifferentDaysStayApart) {
  const std::string log =
      "2026-11-01T10:00:00+00:00 mx postfix/smtp[1]: 4XyZ1k2Bqzz1: to=<jane@b.example>, "
      "relay=none, "
      "dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for "
      "name=b.example type=A: Host not found)\n"
      "2026-11-20T10:00:00+00:00 mx postfix/smtp[1]: 4XyZ1k2Bqzz2: to=<jane@b.example>, "
      "relay=mx.b.example[192.0.2.1]:25, dsn=5.2.2, status=bounced (host mx.b.example[192.0.2.1] "
      "said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))\n";
  const Reading reading = read(log, {});
  ASSERT_EQ(reading.events.size(), 2u);
  EXPECT_EQ(reading.events[0].category, "domain-not-found");
  EXPECT_EQ(reading.events[1].category, "mailbox-full");
  EXPECT_NE(reading.events[0].identity, reading.events[1].identity);
}

TEST(AddressKey, ComparesAsListsDo) {
  EXPECT_EQ(address_key("Jane@Example.COM"), "jane@example.com");
  EXPECT_EQ(address_key("jane@m\xC3\xBCller.example"), "jane@xn--mller-kva.example");
}

TEST(LineTime, OfIsoAndSyslog) {
  constexpr std::int64_t noon = 1'795'435'200;  // 2026-11-23T12:00:00Z
  constexpr std::int64_t morning = noon - 10'800;
  EXPECT_EQ(time_of_line("2026-11-23T10:00:00.123+01:00 mx postfix/smtp[1]: x", noon), morning);
  EXPECT_EQ(time_of_line("2026-11-23 09:00:00 1abc ** a@b", noon), morning);
  EXPECT_EQ(time_of_line("Nov 23 09:00:00 mx postfix/smtp[1]: x", noon), morning);
  EXPECT_EQ(time_of_line("Nov  3 09:00:00 mx x", noon), morning - 20 * day);
  EXPECT_EQ(time_of_line("Dec 23 09:00:00 mx x", noon), morning - 335 * day);
  EXPECT_EQ(time_of_line("Feb 29 09:00:00 mx x", noon), morning - 998 * day);
  EXPECT_EQ(time_of_line("<22>Nov 23 09:00:00 mx x", noon), morning);
  EXPECT_EQ(time_of_line("99 <22>1 2026-11-23T09:00:00.123Z mx x", noon), morning);
  EXPECT_EQ(time_of_line("1795424400.123456 mx postfix/smtp[1]: x", noon), morning);
  EXPECT_EQ(time_of_line("b,2026-11-23 10:00:00+0100,2026-11-23 09:00:00+0100,x", noon), morning);
  EXPECT_EQ(time_of_line("{\"__REALTIME_TIMESTAMP\": \"1795424400123456\"}", noon), morning);
  EXPECT_EQ(time_of_line("Nov 23 9:00 mx x", noon), std::nullopt);
  EXPECT_EQ(time_of_line("550 5.1.1 User unknown", noon), std::nullopt);
}

}  // namespace
}  // namespace maillint
