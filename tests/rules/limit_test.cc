// Rules limit-*: messages too large to keep as files.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "lint/limits.h"
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

/// How often the rule fires.
std::size_t count(std::string_view rule, std::string octets, Origin origin = {}) {
  EXPECT_NE(find_rule(rule), nullptr) << rule;
  const std::string select[] = {std::string(rule)};
  const RuleSet rules(all_rules(), select);
  Options options;
  options.rules = &rules;
  const Report report =
      check({.path = "x.eml", .octets = std::move(octets), .origin = origin}, options);
  return report.findings.empty() ? 0 : report.findings.front().count;
}

std::string nested(std::size_t depth) {
  std::string body;
  for (std::size_t i = 0; i < depth; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    body +=
        "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  return std::string(header) + body + "\r\nhello\r\n";
}

TEST(LimitRules, Depth) {
  EXPECT_EQ(count("limit-depth", nested(limits::depth / 2)), 0u);
  EXPECT_GE(count("limit-depth", nested(limits::depth + 10)), 1u);
}

TEST(LimitRules, Parts) {
  const auto parts = [](std::size_t n) {
    return with_header("Content-Type: multipart/mixed; boundary=b\r\n",
                       repeat("--b\r\n\r\nx\r\n", n) + "--b--\r\n");
  };
  EXPECT_EQ(count("limit-parts", parts(limits::parts / 2)), 0u);
  EXPECT_GE(count("limit-parts", parts(limits::parts + 5)), 1u);
}

TEST(LimitRules, Fields) {
  EXPECT_EQ(count("limit-fields", with_header(repeat("X-A: 1\r\n", limits::fields / 2), "x\r\n")),
            0u);
  EXPECT_GE(count("limit-fields", with_header(repeat("X-A: 1\r\n", limits::fields + 5), "x\r\n")),
            1u);
}

TEST(LimitRules, FieldSize) {
  const auto field = [](std::size_t octets) {
    return with_header("X-A:" + repeat(" 23456789\r\n", octets / 11) + "\r\n", "x\r\n");
  };
  EXPECT_EQ(count("limit-field-size", field(limits::field_octets / 2)), 0u);
  EXPECT_EQ(count("limit-field-size", field(limits::field_octets * 2)), 1u);
}

TEST(LimitRules, Addresses) {
  const auto recipients = [](std::size_t n) {
    std::string fields;
    // Several fields: one alone would be cut at the limit of a field.
    for (std::size_t i = 0; i < n; ++i)
      fields += i % 1000 == 0 ? "Cc: a@b.example" : ",a@b.example";
    std::string folded;
    for (const char c : fields) {
      if (c == 'C' && !folded.empty()) folded += "\r\n";
      folded += c;
      if (c == ',') folded += "\r\n ";
    }
    return with_header(folded + "\r\n", "x\r\n");
  };
  EXPECT_EQ(count("limit-addresses", recipients(limits::addresses / 2)), 0u);
  EXPECT_GE(count("limit-addresses", recipients(limits::addresses + 500)), 1u);
}

TEST(LimitRules, Boundary) {
  const auto boundary = [](std::size_t octets) {
    const std::string name(octets, 'b');
    return with_header("Content-Type: multipart/mixed;\r\n boundary=\"" + name + "\"\r\n",
                       "--" + name + "\r\n\r\nx\r\n--" + name + "--\r\n");
  };
  EXPECT_EQ(count("limit-boundary", boundary(70)), 0u);
  EXPECT_EQ(count("limit-boundary", boundary(limits::boundary_octets + 1)), 1u);
}

TEST(LimitRules, DecodedSize) {
  const auto base64 = [](std::size_t decoded) {
    return with_header(
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n",
        std::string(decoded / 3 * 4, 'A'));
  };
  EXPECT_EQ(count("limit-decoded-size", base64(limits::decoded_octets / 64)), 0u);
  EXPECT_EQ(count("limit-decoded-size", base64(limits::decoded_octets + (1u << 20))), 1u);
}

TEST(LimitRules, DecodedSizeOfText) {
  const auto text = [](std::size_t octets) { return with_header("", std::string(octets, 'a')); };
  EXPECT_EQ(count("limit-decoded-size", text(limits::decoded_octets / 64)), 0u);
  EXPECT_EQ(count("limit-decoded-size", text(limits::decoded_octets + 1000)), 1u);
}

TEST(LimitRules, Html) {
  const auto tag = [](std::size_t attributes) {
    return with_header("Content-Type: text/html\r\n",
                       "<html><p " + repeat("a='1' ", attributes) + ">hello</p></html>\r\n");
  };
  EXPECT_EQ(count("limit-html", tag(100)), 0u);
  EXPECT_GE(count("limit-html", tag(limits::html_attributes + 10)), 1u);
}

TEST(LimitRules, Links) {
  const auto text = [](std::size_t links) {
    return with_header("", repeat("http://a.example/\r\n", links));
  };
  EXPECT_EQ(count("limit-html", text(100)), 0u);
  EXPECT_EQ(count("limit-html", text(limits::html_links + 10)), 1u);
}

TEST(LimitRules, AddressProblems) {
  const auto fields = [](std::size_t faults) {
    return with_header("Cc: " + repeat("a..b@x.org,\r\n ", faults) + "c@x.org\r\n", "x\r\n");
  };
  EXPECT_EQ(count("limit-addresses", fields(limits::address_problems / 2)), 0u);
  EXPECT_EQ(count("limit-addresses", fields(limits::address_problems + 10)), 1u);
}

TEST(LimitRules, MessageSize) {
  EXPECT_EQ(count("limit-message-size", with_header("", "x\r\n")), 0u);
  EXPECT_EQ(count("limit-message-size", with_header("", "x\r\n"), {.cut_octets = 1}), 1u);
}

}  // namespace
}  // namespace maillint
