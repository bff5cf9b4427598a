// Tests of lint/bounce/events.h.
#include "lint/bounce/events.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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
