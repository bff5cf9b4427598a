// Tests of lint/bounce/delivery_report.h over testdata/bounces/notices/: a notice a family.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "lint/ascii.h"
#include "lint/bounce/delivery_report.h"

namespace maillint {
namespace {

struct NoticeCase {
  std::string_view name;  // of the file, with "-" for "_"
  ReportKind kind;
  std::string_view addresses;  // lower case, separated by spaces
};

constexpr NoticeCase cases[] = {
    {"domino", ReportKind::bounce, "jane@b.example"},
    {"groupwise", ReportKind::bounce, "joe@b.example"},
    {"dragonfly", ReportKind::bounce, "jane@b.example"},
    {"hmail", ReportKind::bounce, "jane@b.example"},
    {"imail", ReportKind::bounce, "jane@b.example"},
    {"kerio", ReportKind::bounce, "jane@b.example"},
    {"mdaemon", ReportKind::bounce, "jane@b.example"},
    {"yahoo", ReportKind::bounce, "jane@b.example"},
    {"tonline", ReportKind::bounce, "jane@b.example"},
    {"gmx", ReportKind::bounce, "jane@b.example"},
    {"laposte", ReportKind::bounce, "jane@b.example"},
    {"nozoku", ReportKind::bounce, "jane@b.example"},
    {"proofpoint", ReportKind::bounce, "jane@b.example"},
    {"listno", ReportKind::bounce, "jane@b.example joe@c.example"},
    {"strange", ReportKind::bounce, "jane@b.example joe@c.example"},
    {"table", ReportKind::bounce, "jane@b.example joe@c.example"},
    {"zimbra", ReportKind::bounce, "jane@b.example"},
    {"mimecast", ReportKind::bounce, "jane@b.example"},
    {"messagelabs", ReportKind::bounce, "jane@b.example"},
    {"mailru", ReportKind::bounce, "jane@b.example"},
    {"yandex", ReportKind::bounce, "jane@b.example"},
    {"netease", ReportKind::bounce, "jane@b.example"},
    {"delay", ReportKind::delay, "jane@b.example"},
    {"opensmtpd", ReportKind::bounce, "jane@b.example"},
    {"htmlonly", ReportKind::bounce, "jane@b.example"},
    {"exchange_pl", ReportKind::bounce, "jane@b.example"},
    {"person", ReportKind::none, ""},
    {"person2", ReportKind::none, ""},
    {"challenge", ReportKind::challenge, ""},
    {"challenge_reply", ReportKind::challenge, ""},
    {"opt_in", ReportKind::none, ""},
    {"opt_in_answer", ReportKind::none, ""},
    {"ooo", ReportKind::autoreply, ""},
    {"imcea", ReportKind::bounce, "imceaex-_o=org_ou=x_cn=recipients_cn=jane@b.example"},
    {"srs", ReportKind::bounce, "srs0=abcd=xy=b.example=jane@fwd.example"},
};

class Notices : public testing::TestWithParam<NoticeCase> {};

TEST_P(Notices, NamesTheRecipients) {
  std::string name(GetParam().name);
  std::replace(name.begin(), name.end(), '_', '-');
  const std::string path =
      std::string(MAILLINT_ROOT) + "/testdata/bounces/notices/" + name + ".eml";
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path;
  std::stringstream octets;
  octets << file.rdbuf();
  const Message message(std::make_unique<const Source>(path, octets.str()));
  const Facts facts(message);
  const DeliveryReport report = read_delivery_report(message, facts);
  EXPECT_EQ(maillint::name(report.kind), maillint::name(GetParam().kind));
  std::string addresses;
  for (const Refusal& refusal : report.recipients) {
    if (!addresses.empty()) addresses += ' ';
    addresses += ascii::to_lower(refusal.address);
  }
  EXPECT_EQ(addresses, GetParam().addresses);
}

INSTANTIATE_TEST_SUITE_P(Families, Notices, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

/// Outlook's own dialog: each recipient with the date of the try, then the words.
TEST(OutlookDialog, KeepsTheDateOutOfTheReply) {
  struct Form {
    std::string_view first;
    std::string_view date;
  };
  for (const Form& form :
       {Form{"Your message did not reach some or all of the intended recipients.",
             "on 11/23/2026 9:12 AM"},
        Form{"Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.",
             "am 23.11.2026 09:12"},
        Form{"Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.",
             "am Mo 23.11.2026 09:12"}}) {
    SCOPED_TRACE(form.date);
    std::string text(form.first);
    for (const std::string_view name : {"jane", "joe"}) {
      ((((text += "\n\n    '") += name) += "@b.example' ") += form.date) +=
          "\n          Message cannot be sent, the recipient is unknown.";
    }
    const Message message(std::make_unique<const Source>("dialog", text + "\n"));
    const Facts facts(message);
    const DeliveryReport report = read_delivery_report(message, facts);
    EXPECT_EQ(report.kind, ReportKind::bounce);
    EXPECT_EQ(report.generator.mta, "exchange");
    ASSERT_EQ(report.recipients.size(), 2u);
    EXPECT_EQ(report.recipients[0].address, "jane@b.example");
    EXPECT_EQ(report.recipients[1].address, "joe@b.example");
    for (const Refusal& refusal : report.recipients)
      EXPECT_EQ(refusal.diagnostic, "Message cannot be sent, the recipient is unknown.");
  }
}

TEST(ThunderbirdDialog, WithoutAServersReply) {
  const Message message(std::make_unique<const Source>(
      "dialog",
      "Fehler beim Senden der Nachricht: Die Verbindung mit dem Postausgangsserver (SMTP) "
      "mx.b.example ist fehlgeschlagen.\n"));
  const Facts facts(message);
  const DeliveryReport report = read_delivery_report(message, facts);
  EXPECT_EQ(report.kind, ReportKind::dialog);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_TRUE(report.errors[0].diagnostic.starts_with("Die Verbindung mit dem"));
}

TEST(PhpMailer, PutsTheReplyTogether) {
  const Message message(std::make_unique<const Source>(
      "error",
      "SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: Looks like "
      "spam. SMTP code: 554 Additional SMTP info: 5.7.1\n"));
  const Facts facts(message);
  const DeliveryReport report = read_delivery_report(message, facts);
  EXPECT_EQ(report.kind, ReportKind::reply);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].diagnostic, "554 5.7.1 Looks like spam.");
  EXPECT_EQ(report.errors[0].reply_code, "554");
  EXPECT_EQ(report.errors[0].status, "5.7.1");
  EXPECT_EQ(report.errors[0].command, Command::end_of_data);
}

}  // namespace
}  // namespace maillint
