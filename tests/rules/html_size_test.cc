// Rule html-over-102kb: messages too large to keep as files.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "rules/maillint.h"

namespace maillint {
namespace {

/// The lines where the rule fires.
std::vector<std::size_t> lines_of(std::string_view rule, std::string octets,
                                  std::string_view path = "x.eml") {
  EXPECT_NE(find_rule(rule), nullptr) << rule;
  const std::string select[] = {std::string(rule)};
  const RuleSet rules(all_rules(), select);
  Options options;
  options.rules = &rules;
  const Report report = check({.path = std::string(path), .octets = std::move(octets)}, options);
  std::vector<std::size_t> lines;
  for (const RuleFindings& findings : report.findings) {
    for (const Finding& finding : findings.places) {
      lines.push_back(report.message->source().position(finding.place.source.begin).line);
    }
  }
  return lines;
}

/// An HTML body of `octets` octets, 64 a line, after a header section of 7 lines.
std::string html_mail(std::size_t octets, std::string_view line_end) {
  std::string mail;
  for (const std::string_view line : {"From: anna@example.com", "To: paul@example.net",
                                      "Subject: Minutes", "Date: Mon, 23 Nov 2026 09:13:00 +0100",
                                      "MIME-Version: 1.0", "Content-Type: text/html", ""}) {
    mail += line;
    mail += line_end;
  }
  const std::string line = std::string(64 - line_end.size(), 'x') + std::string(line_end);
  while (octets >= line.size()) {
    mail += line;
    octets -= line.size();
  }
  return mail + std::string(octets, 'x');
}

constexpr std::size_t gmail_octets = 104'448;
constexpr std::string_view rule = "html-over-102kb";

TEST(HtmlSize, IsCountedInOctets) {
  for (const std::string_view line_end : {"\n", "\r\n"}) {
    EXPECT_EQ(lines_of(rule, html_mail(gmail_octets, line_end)), std::vector<std::size_t>{});
    EXPECT_EQ(lines_of(rule, html_mail(gmail_octets + 1, line_end)),
              std::vector<std::size_t>{8 + gmail_octets / 64});
    EXPECT_EQ(lines_of(rule, html_mail(200'000, line_end)),
              std::vector<std::size_t>{8 + gmail_octets / 64});
  }
}

TEST(HtmlSize, OfPlainTextDoesNotMatter) {
  std::string mail = html_mail(200'000, "\n");
  mail.replace(mail.find("text/html"), 9, "text/xxxx");
  EXPECT_TRUE(lines_of("html-over-102kb", mail).empty());
  mail.replace(mail.find("text/xxxx"), 9, "text/plain");
  EXPECT_TRUE(lines_of("html-over-102kb", mail).empty());
}

TEST(HtmlSize, OfTemplatesIsThatOfWhatIsWritten) {
  const auto html = [](std::string_view line) {
    std::string text = "<html><body>\n";
    while (text.size() < 150'000) text += line;
    return text + "</body></html>\n";
  };
  EXPECT_EQ(lines_of(rule, html("<p>{{ name }}</p>\n"), "x.html").size(), 1u);
  EXPECT_TRUE(lines_of(rule, html("<p>{{! what nobody gets to see }}</p>\n"), "x.html").empty());
  EXPECT_TRUE(lines_of(rule, html("<p>{% if a.b.c.d %}1{% endif %}</p>\n"), "x.html").empty());
}

TEST(HtmlSize, IsThatOfTheDecodedText) {
  // Every octet is written as three: no more than a third of it counts.
  std::string mail = html_mail(0, "\n");
  mail.insert(mail.find("Content-Type"), "Content-Transfer-Encoding: quoted-printable\n");
  for (int i = 0; i < 2'000; ++i) mail += "=78=78=78=78=78=78=78=78=78=78=78=78=78=78=78=78=\n";
  EXPECT_TRUE(lines_of("html-over-102kb", mail).empty());
}

}  // namespace
}  // namespace maillint
