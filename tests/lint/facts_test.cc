// Tests of lint/facts.h.
#include "lint/facts.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace maillint {
namespace {

/// A message from `text`, with its facts.
struct Mail {
  explicit Mail(std::string text)
      : message(std::make_unique<Source>("test.eml", std::move(text))), facts(message) {}
  std::string_view source(Span span) const { return message.text(span); }

  Message message;
  Facts facts;
};

TEST(Facts, ReadsTheHeader) {
  const Mail mail(
      "Received: from a.example by b.example; Mon, 23 Nov 2026 09:13:00 +0100\n"
      "From: Jane <jane@News.Example.co.uk>\nTo: bob@b.example\nCc: c@c.example\n"
      "Subject:  =?utf-8?Q?=C3=9Cber?= uns \nDate: Mon, 23 Nov 2026 09:13:00 +0100\n"
      "Message-ID: <1@a.example>\nReferences: <2@a.example> <3@a.example>\n\nHello\n");
  const Facts& facts = mail.facts;
  EXPECT_EQ(facts.address_lists().size(), 3u);
  EXPECT_EQ(facts.author()->display_name, "Jane");
  EXPECT_EQ(facts.author_domain(), "news.example.co.uk");
  EXPECT_EQ(facts.author_organization(), "example.co.uk");
  EXPECT_EQ(facts.addresses(FieldId::bcc), nullptr);
  EXPECT_EQ(facts.subject()->text, "Über uns");
  EXPECT_EQ(mail.source(facts.subject()->source(0, 5)), "=C3=9Cber");
  EXPECT_EQ(facts.date()->zone_minutes, 60);
  ASSERT_EQ(facts.message_ids().size(), 2u);
  EXPECT_EQ(facts.message_ids()[1].parsed.ids.size(), 2u);
  ASSERT_EQ(facts.hops().size(), 1u);
  EXPECT_EQ(facts.hops()[0].by, "b.example");
  EXPECT_FALSE(facts.has_html());
}

TEST(Facts, LeavesNothingToReadInAnEmptyMessage) {
  const Mail mail("");
  EXPECT_EQ(mail.facts.subject(), nullptr);
  EXPECT_EQ(mail.facts.author(), nullptr);
  EXPECT_EQ(mail.facts.author_domain(), "");
  EXPECT_EQ(mail.facts.author_organization(), "");
  EXPECT_FALSE(mail.facts.date());
  EXPECT_TRUE(mail.facts.links().empty());
}

TEST(Facts, MapsLinksBackThroughBase64) {
  // <p>caf\xE9 <a href="http://x.example/">x</a></p> in ISO-8859-1
  const Mail mail(
      "From: jane@a.example\nMIME-Version: 1.0\nContent-Type: text/html; charset=iso-8859-1\n"
      "Content-Transfer-Encoding: base64\n\n"
      "PHA+Y2Fm6SA8YSBocmVmPSJodHRwOi8veC5leGFtcGxlLyI+eDwvYT48L3A+\n");
  ASSERT_EQ(mail.facts.links().size(), 1u);
  const Link& link = mail.facts.links()[0];
  EXPECT_EQ(link.target, "http://x.example/");
  EXPECT_EQ(link.shown, "x");
  EXPECT_EQ(link.url.host, "x.example");
  EXPECT_TRUE(link.place.has_decoded());
  // Base64 maps by groups of four: this is `="http://x.example/">`.
  EXPECT_EQ(mail.source(link.place.source), "PSJodHRwOi8veC5leGFtcGxlLyI+");
}

TEST(Facts, FindsUrlsInPlainTextOnly) {
  const Mail mail(
      "From: jane@a.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\nContent-Type: text/plain\n\nsee https://x.example/a=\n"
      "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''%C3%BC.txt"
      "\n\nhttps://y.example/\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\n"
      "https://z.example/\n--b--\n");
  ASSERT_EQ(mail.facts.text_bodies().size(), 1u);
  ASSERT_EQ(mail.facts.links().size(), 1u);
  EXPECT_EQ(mail.source(mail.facts.links()[0].place.source), "https://x.example/a=");
  EXPECT_EQ(mail.facts.filename(2), "ü.txt");
}

TEST(Facts, ReadsListUris) {
  const Mail mail(
      "List-Unsubscribe: <mailto:u@a.example>,\n <https://a.example/u>\n"
      "List-Help: https://a.example/help\nList-Post: <mailto:x@a.example\n\n");
  const auto fields = mail.message.fields();
  const auto uris = mail.facts.list_uris(fields[0]);
  ASSERT_EQ(uris.size(), 2u);
  EXPECT_EQ(uris[1].uri, "https://a.example/u");
  EXPECT_EQ(mail.source(uris[1].span), "https://a.example/u");
  EXPECT_EQ(mail.facts.list_uris(fields[1])[0].uri, "https://a.example/help");
  EXPECT_EQ(mail.facts.list_uris(fields[2])[0].uri, "mailto:x@a.example");
}

}  // namespace
}  // namespace maillint
