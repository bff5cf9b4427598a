// Tests of lint/bounce/json_text.h and form.h.
#include "lint/bounce/json_text.h"

#include <gtest/gtest.h>

#include <string>

#include "lint/bounce/events.h"
#include "lint/bounce/form.h"

namespace maillint::bounce {
namespace {

Text text_of(std::string_view words) {
  Text text;
  text.text = words;
  text.verbatim = true;
  return text;
}

struct JsonCase {
  std::string_view name;
  std::string_view json;
  std::string_view recipients;  // "jane@b.example 550 5.1.1; ..."
};

class JsonText : public testing::TestWithParam<JsonCase> {};

TEST_P(JsonText, IsReadByValue) {
  DeliveryReport report;
  EXPECT_FALSE(read_events(text_of(GetParam().json), report));
  EXPECT_TRUE(read_json_text(text_of(GetParam().json), report));
  std::string all;
  for (const Refusal& refusal : report.recipients)
    all += refusal.address + ' ' + refusal.reply_code + ' ' + refusal.status + ';';
  EXPECT_EQ(all, GetParam().recipients);
  EXPECT_TRUE(report.errors.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Values, JsonText,
    testing::Values(
        JsonCase{
            "library",
            R"({"rejected":["jane@b.example"],"accepted":["joe@b.example"],"rejectedErrors":[)"
            R"({"response":"550 5.1.1 no","recipient":"jane@b.example"}],"response":"250 ok"})",
            "jane@b.example 550 5.1.1;"},
        JsonCase{"inactive_at_postmark",
                 R"({"ErrorCode":406,"Message":"You tried to send to inactive recipients. Found )"
                 R"(inactive addresses: jane@b.example, joe@b.example. Inactive ones bounced."})",
                 "jane@b.example  ;joe@b.example  ;"},
        JsonCase{"package",
                 R"({"name":"x","version":"5.5.0","reject":"4.2.2","email":"jane@b.example"})", ""},
        JsonCase{"http_error",
                 R"({"status":500,"error":"Internal Server Error","path":"/a/jane@b.example"})",
                 ""},
        JsonCase{"payment_failed",
                 R"({"event":"charge.failed","status":"failed","email":"jane@b.example"})", ""},
        JsonCase{"job_failed", R"([{"name":"deploy","status":"failed","email":"jane@b.example"}])",
                 ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(JsonText, OtherTextIsNone) {
  DeliveryReport report;
  EXPECT_FALSE(read_json_text(text_of("[12]: 550 5.1.1 <jane@b.example> unknown"), report));
  EXPECT_FALSE(read_json_text(text_of("550 5.1.1 no"), report));
}

TEST(Form, HoldsEvents) {
  DeliveryReport report;
  ASSERT_TRUE(read_events(text_of("mandrill_events=%5B%7B%22event%22%3A%22hard_bounce%22%2C%22msg"
                                  "%22%3A%7B%22email%22%3A%22jane%40b.example%22%2C%22diag%22%3A"
                                  "%22smtp%3B550+5.1.1+no%22%7D%7D%5D"),
                          report));
  ASSERT_EQ(report.recipients.size(), 1u);
  EXPECT_EQ(report.recipients[0].address, "jane@b.example");
  EXPECT_EQ(report.recipients[0].diagnostic, "550 5.1.1 no");
  DeliveryReport complained;
  ASSERT_TRUE(read_events(text_of("event=complained&recipient=jane%40b.example&message-headers=%5B"
                                  "%5D"),
                          complained));
  EXPECT_EQ(complained.recipients.at(0).wish, Wish::complaint);
  DeliveryReport dropped;
  ASSERT_TRUE(read_events(text_of("event=dropped&recipient=jane%40b.example&reason=hardfail&"
                                  "description=Not+delivering+to+previously+bounced+address"),
                          dropped));
  EXPECT_EQ(dropped.recipients.at(0).diagnostic, "Not delivering to previously bounced address");
  EXPECT_TRUE(read_form("to=<jane@b.example>&x=1").empty());
  EXPECT_TRUE(read_form("a sentence with a = in it & more").empty());
}

}  // namespace
}  // namespace maillint::bounce
