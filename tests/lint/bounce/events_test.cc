// Tests of lint/bounce/events.h.
#include "lint/bounce/events.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/bounce/event_names.h"
#include "lint/bounce/event_time.h"

namespace maillint::bounce {
namespace {

struct EventCase {
  std::string_view name;
  std::string_view json;
  std::string_view mta;
  ReportKind kind;
  std::string_view address;
  std::string_view status;
  std::string_view reply_code;
  std::string_view diagnostic;
};

constexpr EventCase cases[] = {
    {"ses_bounce",
     R"({"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General",
"bouncedRecipients":[{"emailAddress":"jane@b.example","action":"failed","status":"5.1.1",
"diagnosticCode":"smtp; 550 5.1.1 user unknown"}],"reportingMTA":"dsn; a1.smtp-out.example"},
"mail":{"source":"me@a.example","messageId":"0101-0000","destination":["jane@b.example"]}})",
     "amazonses", ReportKind::bounce, "jane@b.example", "5.1.1", "550", "550 5.1.1 user unknown"},
    {"sns_wrapped",
     R"({"Type":"Notification","Message":"{\"notificationType\":\"Complaint\",\"complaint\":)"
     R"({\"complainedRecipients\":[{\"emailAddress\":\"jane@b.example\"}]}}"})",
     "amazonses", ReportKind::feedback, "jane@b.example", "", "", ""},
    {"ses_delivery",
     R"({"eventType":"Delivery","mail":{"destination":["x@c.example"]},"delivery":{"recipients":)"
     R"(["jane@b.example"],"smtpResponse":"250 2.6.0 ok"}})",
     "", ReportKind::success, "jane@b.example", "", "", "250 2.6.0 ok"},
    {"ses_delay",
     R"({"eventType":"DeliveryDelay","deliveryDelay":{"delayType":"TransientCommunicationFailure",)"
     R"("delayedRecipients":[{"emailAddress":"jane@b.example","status":"4.4.1","diagnosticCode":)"
     R"("smtp; 421 4.4.1 Unable to connect"}]}})",
     "", ReportKind::delay, "jane@b.example", "4.4.1", "421", "421 4.4.1 Unable to connect"},
    {"sendgrid",
     R"([{"email":"jane@b.example","event":"bounce","type":"blocked","status":"5.7.1","sg_event_id":)"
     R"("x","reason":"550 5.7.1 IP listed"}])",
     "sendgrid", ReportKind::bounce, "jane@b.example", "5.7.1", "550", "550 5.7.1 IP listed"},
    {"mailgun_temporary",
     R"({"signature":{"token":"t"},"event-data":{"event":"failed","severity":"temporary","reason":)"
     R"("generic","recipient":"jane@b.example","delivery-status":{"code":452,"message":)"
     R"("4.2.2 mailbox full","mx-host":"MX.b.example"},"message":{"headers":{"subject":"Hi"}}}})",
     "mailgun", ReportKind::delay, "jane@b.example", "4.2.2", "452", "4.2.2 mailbox full"},
    {"postmark",
     R"({"RecordType":"Bounce","Type":"HardBounce","TypeCode":1,"Name":"Hard bounce","Description":)"
     R"("The server was unable to deliver","Details":"smtp;550 5.1.1 No such user","Email":)"
     R"("jane@b.example","From":"me@a.example","Subject":"Hi"})",
     "postmark", ReportKind::bounce, "jane@b.example", "5.1.1", "550", "550 5.1.1 No such user"},
    {"sparkpost",
     R"([{"msys":{"message_event":{"type":"bounce","bounce_class":"10","error_code":"550",)"
     R"("raw_reason":"550 5.1.1 unknown user","reason":"550 unknown","rcpt_to":"jane@b.example"}}}])",
     "sparkpost", ReportKind::bounce, "jane@b.example", "5.1.1", "550", "550 5.1.1 unknown user"},
    {"zeptomail",
     R"({"event_name":["hardbounce"],"event_message":[{"email_info":{"bounce_address":)"
     R"("bounce@a.example","to":[{"email_address":{"address":"joe@b.example"}}]},"event_data":[)"
     R"({"details":[{"reason":"x","bounced_recipient":"jane@b.example","diagnostic_message":)"
     R"("550 5.1.1 no"}]}]}]})",
     "zeptomail", ReportKind::bounce, "jane@b.example", "5.1.1", "550", "550 5.1.1 no"},
    {"postmark_list",
     R"({"TotalCount":1,"Bounces":[{"Type":"HardBounce","TypeCode":1,"Email":"jane@b.example",)"
     R"("Details":"smtp;550 5.1.1 no"}]})",
     "postmark", ReportKind::bounce, "jane@b.example", "5.1.1", "550", "550 5.1.1 no"},
    {"mailgun_suppressed",
     R"({"event-data":{"event":"failed","severity":"permanent","reason":"suppress-bounce",)"
     R"("recipient":"jane@b.example","delivery-status":{"message":"","code":605,"description":)"
     R"("Not delivering to previously bounced address"}}})",
     "mailgun", ReportKind::bounce, "jane@b.example", "", "",
     "Not delivering to previously bounced address"},
    {"azure_quarantined",
     R"([{"data":{"recipient":"jane@b.example","status":"Quarantined","deliveryStatusDetails":)"
     R"({"statusMessage":""}},"eventType":"Microsoft.Communication.EmailDeliveryReportReceived"}])",
     "azure", ReportKind::bounce, "jane@b.example", "", "", "Quarantined"},
    {"mailjet_sent", R"([{"event":"sent","mj_message_id":"1","email":"jane@b.example"}])",
     "mailjet", ReportKind::success, "jane@b.example", "", "", ""},
    {"postfix_queue",
     R"({"queue_name":"deferred","queue_id":"9B2","sender":"me@a.example","recipients":[)"
     R"({"address":"jane@b.example","delay_reason":"connect to mx.b.example: timed out"}]})",
     "postfix", ReportKind::delay, "jane@b.example", "", "", "connect to mx.b.example: timed out"},
    {"cut_off",
     R"({"RecordType":"Bounce","Type":"HardBounce","Email":"jane@b.example","Details":)"
     R"("smtp;550 5.1.1 No such user","Subj)",
     "postmark", ReportKind::bounce, "jane@b.example", "5.1.1", "550", "550 5.1.1 No such user"},
};

class Events : public testing::TestWithParam<EventCase> {};

TEST_P(Events, AreRead) {
  const EventCase& c = GetParam();
  Text text;
  text.text = c.json;
  text.verbatim = true;
  DeliveryReport report;
  ASSERT_TRUE(read_events(text, report));
  EXPECT_EQ(report.generator.mta, c.mta);
  EXPECT_EQ(report.kind, c.kind);
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].address, c.address);
  EXPECT_EQ(report.recipients[0].status, c.status);
  EXPECT_EQ(report.recipients[0].reply_code, c.reply_code);
  EXPECT_EQ(report.recipients[0].diagnostic, c.diagnostic);
}

INSTANTIATE_TEST_SUITE_P(Services, Events, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

bool read(const std::string& json, DeliveryReport& report) {
  Text text;
  text.text = json;
  text.verbatim = true;
  return read_events(text, report);
}

TEST(EventList, OneALine) {
  DeliveryReport report;
  ASSERT_TRUE(
      read("{\"email\":\"a@b.example\",\"event\":\"delivered\",\"response\":\"250 ok\"}\n"
           "{\"email\":\"c@b.example\",\"event\":\"dropped\",\"reason\":\"Bounced Address\"}\n"
           "{\"email\":\"d@b.example\",\"event\":\"open\"}\n",
           report));
  EXPECT_EQ(report.kind, ReportKind::bounce);
  ASSERT_EQ(report.recipients.size(), 2u);
  EXPECT_EQ(report.recipients[0].action, Action::delivered);
  EXPECT_EQ(report.recipients[1].action, Action::failed);
  EXPECT_EQ(report.recipients[1].span.begin, 74u);
}

TEST(EventList, WishesStandBesideRefusals) {
  DeliveryReport report;
  ASSERT_TRUE(read(
      R"([{"email":"a@b.example","event":"spamreport","sg_event_id":"1","timestamp":1763885521},)"
      R"({"email":"c@b.example","event":"delivered","sg_event_id":"2"},)"
      R"({"email":"d@b.example","event":"group_unsubscribe","sg_event_id":"3"}])",
      report));
  EXPECT_EQ(report.kind, ReportKind::feedback);
  ASSERT_EQ(report.recipients.size(), 3u);
  EXPECT_EQ(report.recipients[0].wish, Wish::complaint);
  EXPECT_EQ(report.recipients[0].time, 1'763'885'521);
  EXPECT_EQ(report.recipients[0].transaction, 1u);
  EXPECT_EQ(report.recipients[1].wish, Wish::none);
  EXPECT_EQ(report.recipients[2].wish, Wish::unsubscribe);
}

TEST(EventList, ADeliveryExplainsNoFailure) {
  DeliveryReport report;
  ASSERT_TRUE(
      read(R"([{"email":"a@b.example","event":"bounce","sg_event_id":"1"},{"email":"a@b.example",)"
           R"("event":"delivered","sg_event_id":"2","response":"250 2.0.0 ok","status":"2.0.0"}])",
           report));
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].action, Action::failed);
  EXPECT_EQ(report.recipients[0].status, "");
  EXPECT_EQ(report.recipients[0].diagnostic, "");
  ASSERT_EQ(report.repeats.size(), 1u);
  EXPECT_EQ(report.repeats[0].action, Action::delivered);
}

TEST(EventTime, InManyForms) {
  for (const std::string_view text :
       {"1763885521", "1763885521.55", "1763885521123", "1763885521123456",
        "2025-11-23T08:12:01.000Z", "2025-11-23T09:12:01.0550550+01:00", "2025-11-23 09:12:01+0100",
        "2025-11-23 09:12:01 +0100", "2025-11-23 09:12:01.5 +01:00", "2025-11-23 08:12:01 -1 x"})
    EXPECT_EQ(read_time(text), 1'763'885'521) << text;
  for (const std::string_view text : {"550", "", "2026", "tomorrow", "123456789012345678901234"})
    EXPECT_EQ(read_time(text), std::nullopt) << text;
  EXPECT_EQ(read_tai64n("@400000006922c19b0a1b2c3d x"), 1'763'885'457);
  EXPECT_EQ(read_tai64n("@40000000"), std::nullopt);
}

/// The addresses that failed, joined with blanks.
std::string failed_of(const std::string& json) {
  DeliveryReport report;
  if (!read(json, report)) return "none";
  std::string failed;
  for (const Refusal& refusal : report.recipients) {
    if (refusal.action == Action::failed) (failed += failed.empty() ? "" : " ") += refusal.address;
  }
  return failed;
}

TEST(EventList, SendersAndWhatCustomersWroteDoNotFail) {
  const std::string bounce = R"("event":"bounce","reason":"550 5.1.1 User unknown",)";
  const std::string jane = R"("recipient":"jane@b.example")";
  for (const std::string key :
       {"sender", "from", "reply_to", "ReplyTo", "metadata", "Metadata", "rcpt_meta",
        "user-variables", "user_variables", "custom_args", "unique_args", "CustomVariables", "tags",
        "newsletter", "campaign", "headers", "template"}) {
    const std::string aside = "\"" + key +
                              R"(":{"email":"me@a.example","x":{"rcpt_to":"y@a.example",)" +
                              R"("recipients":[{"address":"z@a.example"}]}})";
    EXPECT_EQ(failed_of("{" + bounce + aside + "," + jane + "}"), "jane@b.example") << key;
    EXPECT_EQ(failed_of("{" + bounce + jane + "," + aside + "}"), "jane@b.example") << key;
  }
  EXPECT_EQ(failed_of(R"([{"event":"hard_bounce","msg":{"email":"jane@b.example","metadata":)"
                      R"({"email":"me@a.example"},"diag":"smtp;550 5.1.1 no"}}])"),
            "jane@b.example");
  EXPECT_EQ(failed_of(R"({"notificationType":"Bounce","bounce":{"bouncedRecipients":[)"
                      R"({"emailAddress":"jane@b.example"}]},"mail":{"tags":{"email":)"
                      R"(["me@a.example"]}}})"),
            "jane@b.example");
  EXPECT_EQ(failed_of(R"({"type":"activity.hard_bounced","data":{"email":{"recipient":{"email":)"
                      R"("jane@b.example"}},"morph":{"reason":"550 5.1.1 user unknown"},)"
                      R"("sender":{"email":"me@a.example"}}})"),
            "jane@b.example");
}

TEST(EventList, APersonsOwnActionCounts) {
  DeliveryReport report;
  ASSERT_TRUE(
      read(R"({"event":"bounce","recipients":[{"email":"a@b.example","action":"delivered"},)"
           R"({"email":"c@b.example","action":"Relayed"},)"
           R"({"email":"d@b.example","action":"expanded"},)"
           R"({"email":"e@b.example","action":"failed"}],"reason":"550 5.1.1 unknown"})",
           report));
  ASSERT_EQ(report.recipients.size(), 4u);
  EXPECT_EQ(report.recipients[0].action, Action::delivered);
  EXPECT_EQ(report.recipients[0].status, "");
  EXPECT_EQ(report.recipients[1].action, Action::relayed);
  EXPECT_EQ(report.recipients[2].action, Action::expanded);
  EXPECT_EQ(report.recipients[3].action, Action::failed);
  EXPECT_EQ(report.recipients[3].status, "5.1.1");
}

TEST(EventList, PartsOfAStatusHaveNoOrder) {
  DeliveryReport report;
  ASSERT_TRUE(read(R"({"type":"Bounce","recipient":"jane@b.example","response":{"code":550,)"
                   R"("enhanced_code":{"detail":1,"class":5,"subject":3},"content":"no"}})",
                   report));
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].status, "5.3.1");
}

TEST(EventList, OneEverydayKeyNamesNoService) {
  const std::string failed = R"({"status":"failed","email":"jane@b.example","fromName":"Shop",)";
  EXPECT_EQ(failed_of(failed + R"("error":"payment declined"})"), "none");
  EXPECT_EQ(failed_of(failed + R"("MsgID":"1"})"), "jane@b.example");
}

TEST(EventList, ValuesBehindEachOther) {
  const auto event = [](const std::string& who, const std::string& space) {
    return "{" + space + R"("email":")" + who + R"(@b.example",)" + space +
           R"("event":"bounce","x":"\"}]","sg_event_id":"1")" + space + "}";
  };
  const std::string both = "a@b.example c@b.example";
  EXPECT_EQ(failed_of("[" + event("a", "") + "]\n[" + event("c", "") + "]\n"), both);
  EXPECT_EQ(failed_of(event("a", "\n  ") + "\r\n" + event("c", "\n")), both);
  EXPECT_EQ(failed_of(event("a", "") + event("c", "")), both);
  EXPECT_EQ(failed_of(event("a", "") + "\n" + event("c", "\n  ")), both);
  EXPECT_EQ(failed_of("[" + event("a", "") + "]\n" + event("c", "")), both);
  // A line that was cut off costs no other.
  EXPECT_EQ(failed_of(event("a", "") + "\n{\"email\":\"x\n" + event("c", "")), both);
  EXPECT_EQ(failed_of(event("a", "") + "\n{\"email\":\"x\",\n" + event("c", "")), both);
  EXPECT_EQ(failed_of(event("a", "") + "\n{}\nwords\n" + event("c", "")), both);
  EXPECT_EQ(failed_of(event("a", "") + " words [1]"), "a@b.example");
}

TEST(EventList, ListsOfPlainAddresses) {
  const std::string event = R"([{"event":"bounce","recipients":["a@b.example","c@b.example"])";
  EXPECT_EQ(failed_of(event + "}]"), "a@b.example c@b.example");
  // They are all who were written to where one is named.
  EXPECT_EQ(failed_of(event + R"(,"email":"c@b.example"}])"), "c@b.example");
}

TEST(EventList, EventsWithoutAddressHideNoPlace) {
  std::string json;
  for (int i = 0; i < 20; ++i) json += R"({"event":"bounce","reason":"550 5.1.1 x"},)";
  json = "[" + json + R"({"event":"bounce","email":"a@b.example"}])";
  DeliveryReport report;
  ASSERT_TRUE(read(json, report));
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].span.begin, json.find("a@b.example"));
}

TEST(EventNames, CellsOfTables) {
  for (const std::string_view cell :
       {"Not delivered", "not_delivered", "undelivered", "Undeliverable", "non-delivery",
        "Non delivery", "could not be delivered", "Hard bounce"})
    EXPECT_EQ(outcome_of(cell, {}), Outcome::failed) << cell;
  EXPECT_EQ(outcome_of("Delivered", {}), Outcome::delivered);
  EXPECT_EQ(outcome_of("not yet delivered", {}), Outcome::delayed);
}

TEST(EventList, OtherJsonIsNone) {
  DeliveryReport report;
  EXPECT_FALSE(read("{\"name\":\"x\",\"email\":\"a@b.example\"}", report));
  EXPECT_FALSE(read("[1,2,3]", report));
  EXPECT_FALSE(read("{ broken", report));
}

TEST(EventList, HostileListsEnd) {
  std::string json = R"({"event":"bounce","recipients":[)";
  for (int i = 0; i < 60'000; ++i) json += R"({"status":"words"},)";
  json += "{}]}";
  DeliveryReport report;
  EXPECT_TRUE(read(json, report));
  EXPECT_EQ(report.errors.size(), 50'000u);
  EXPECT_LT(report.errors.back().diagnostic.size(), 300u);
  EXPECT_EQ(report.warnings, std::vector<std::string>{"more recipients than are read"});
}

TEST(EventList, DeepNesting) {
  DeliveryReport report;
  EXPECT_FALSE(read(std::string(200'000, '['), report));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_FALSE(read(objects, report));
}

}  // namespace
}  // namespace maillint::bounce
