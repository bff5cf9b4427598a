// Rules on size: messages too large to keep as files.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "rules/maillint.h"

namespace maillint {
namespace {

constexpr std::string_view header =
    "Received: from a.example by b.example; Mon, 23 Nov 2026 09:13:05 +0100\r\n"
    "From: anna@example.com\r\n"
    "To: paul@example.net\r\n"
    "Subject: Minutes\r\n"
    "Date: Mon, 23 Nov 2026 09:13:00 +0100\r\n"
    "Message-ID: <4711@example.com>\r\n"
    "MIME-Version: 1.0\r\n";

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string with_header(const std::string& fields, const std::string& body) {
  return std::string(header) + fields + "\r\n" + body;
}

/// The line of the rule's only place, 0 if it is silent.
std::size_t line_of(std::string_view rule, std::string octets, Origin origin = {}) {
  EXPECT_NE(find_rule(rule), nullptr) << rule;
  const std::string select[] = {std::string(rule)};
  const RuleSet rules(all_rules(), select);
  Options options;
  options.rules = &rules;
  const Report report =
      check({.path = "x.eml", .octets = std::move(octets), .origin = origin}, options);
  if (report.findings.empty()) return 0;
  EXPECT_EQ(report.findings.front().count, 1u);
  return report.message->source()
      .position(report.findings.front().places.front().place.source.begin)
      .line;
}

TEST(SizeRules, HeaderOfManyFields) {
  constexpr std::string_view rule = "header-too-many-headers";
  EXPECT_EQ(line_of(rule, with_header(repeat("X-A: 1\r\n", 993), "x\r\n")), 0u);
  EXPECT_EQ(line_of(rule, with_header(repeat("X-A: 1\r\n", 994), "x\r\n")), 1001u);
}

TEST(SizeRules, HeaderOfManyOctets) {
  constexpr std::string_view rule = "header-total-too-large";
  const auto one_field = [](std::size_t octets) {
    return with_header("X-A:" + repeat(" 23456789\r\n", octets / 11) + "X-B: 1\r\n", "x\r\n");
  };
  EXPECT_EQ(line_of(rule, one_field(60 * 1024)), 0u);
  EXPECT_EQ(line_of(rule, one_field(66 * 1024)), 8u);
  EXPECT_EQ(line_of(rule, with_header(repeat("X-A: 23456789\r\n", 5'000), "x\r\n")), 1u);
  EXPECT_EQ(line_of(rule, with_header("", repeat("23456789\r\n", 8'000))), 0u);
}

TEST(SizeRules, MessageOfManyOctets) {
  constexpr std::string_view rule = "size-message-over-25mb";
  const auto attached = [](std::size_t octets) {
    return with_header("Content-Type: multipart/mixed; boundary=b\r\n",
                       "--b\r\n\r\nhello\r\n--b\r\nContent-Type: application/pdf\r\n\r\n" +
                           repeat("23456789\r\n", octets / 10) + "--b--\r\n");
  };
  EXPECT_EQ(line_of(rule, attached(24'900'000)), 0u);
  EXPECT_EQ(line_of(rule, attached(25'000'000)), 14u);
  EXPECT_EQ(line_of(rule, with_header("", "x\r\n"), {.cut_octets = 300'000'000}), 1u);
}

}  // namespace
}  // namespace maillint
