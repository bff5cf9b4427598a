// The templates of testdata/templates: those of clean/ get no error and no warning, those of
// defects/ what the .expected file beside them says. With MAILLINT_UPDATE_GOLDEN=1 these are
// written anew, and the test fails.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lint/template/values.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(MAILLINT_ROOT) / "testdata" / "templates";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_of(const fs::path& in) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(in)) {
    if (entry.is_regular_file() && entry.path().extension() != ".expected")
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// "9:22: warning subject-ends-exclamation: ends with '!'", a line a place, in order.
std::string complaints(const fs::path& path) {
  Options options;
  options.now = *parse_rfc3339("2026-11-23T20:00:00Z");
  const Report report = check({.path = path.filename().string(), .octets = read(path)}, options);
  EXPECT_EQ(report.kind, Kind::template_) << path;
  EXPECT_EQ(report.settings.profile, Profile::transactional) << path;
  std::vector<std::pair<Position, std::string>> lines;
  for (const RuleFindings& findings : report.findings) {
    for (const Finding& finding : findings.places) {
      if (finding.severity == Severity::info) continue;
      const Position at = report.message->source().position(finding.place.source.begin);
      lines.emplace_back(at, fmt::format("{}:{}: {} {}: {}\n", at.line, at.column,
                                         name(finding.severity), findings.rule->id,
                                         finding.detail.message.empty() ? findings.rule->summary
                                                                        : finding.detail.message));
    }
  }
  std::ranges::stable_sort(
      lines, {}, [](const auto& line) { return std::pair(line.first.line, line.first.column); });
  std::string all;
  for (const auto& [at, line] : lines) all += line;
  return all;
}

TEST(Templates, ThatAreCleanGetNoErrorAndNoWarning) {
  const std::vector<fs::path> files = files_of(folder / "clean");
  EXPECT_GE(files.size(), 15U);
  for (const fs::path& file : files) EXPECT_EQ(complaints(file), "") << file.filename();
}

TEST(Templates, WithDefectsGetThemReportedInPlace) {
  const std::vector<fs::path> files = files_of(folder / "defects");
  EXPECT_GE(files.size(), 15U);
  for (const fs::path& file : files) {
    const fs::path expected = file.string() + ".expected";
    const std::string found = complaints(file);
    EXPECT_EQ(found, read(expected)) << file.filename();
    if (std::getenv("MAILLINT_UPDATE_GOLDEN") != nullptr) std::ofstream(expected) << found;
  }
}

/// The same files, sent as they are, with nothing filled in.
TEST(Templates, AreFullOfErrorsOnceRendered) {
  Options options;
  options.mode = Kind::message;
  for (const fs::path& file : files_of(folder / "clean")) {
    const Report report = check({.path = "", .octets = read(file)}, options);
    EXPECT_TRUE(std::ranges::any_of(report.findings, [](const RuleFindings& findings) {
      return findings.rule->family() == "template" &&
             findings.places[0].severity == Severity::error;
    })) << file;
  }
}

bool has(const Report& report, std::string_view id) {
  return std::ranges::any_of(report.findings,
                             [&](const RuleFindings& findings) { return findings.rule->id == id; });
}

TEST(Templates, AreReadInTheDialectThatWasNamed) {
  const std::string octets =
      "<html><body>{% if a %}<div>{% else %}<div id=\"b\">{% endif "
      "%}<p>x</p></div></body></html>\n";
  Options options;
  EXPECT_FALSE(has(check({.path = "", .octets = octets}, options), "html-unclosed-tag"));
  options.syntaxes = find_dialect("mailchimp");
  EXPECT_TRUE(has(check({.path = "", .octets = octets}, options), "html-unclosed-tag"));
}

TEST(Templates, AreJudgedWithTheirValues) {
  const std::string octets =
      "---\nsubject: Hello {{ user.name }}\n---\n<html><p>{{{ body }}}</p></html>\n";
  Options options;
  EXPECT_FALSE(has(check({.path = "", .octets = octets}, options), "subject-ends-exclamation"));
  const auto values = TemplateValues::read_json(
      fmt::format(R"({{"user": {{"name": "Anna!!!"}}, "Body": "{}"}})", std::string(110'000, 'a')));
  ASSERT_TRUE(values.has_value());
  options.values = &*values;
  const Report report = check({.path = "", .octets = octets}, options);
  EXPECT_TRUE(has(report, "html-over-102kb"));
  ASSERT_TRUE(has(report, "subject-ends-exclamation"));
  EXPECT_FALSE(TemplateValues::read_json("[1]").has_value());
}

TEST(Templates, OfBulkMailNeedAWayToLeave) {
  Options options;
  options.profile = Profile::bulk;
  const std::string begin = "<!doctype html><html lang=\"en\"><title>a</title><p>Our news.</p><p>";
  const auto finds = [&](std::string_view end) {
    return has(check({.path = "", .octets = begin + std::string(end) + "</p></html>"}, options),
               "list-no-body-unsubscribe");
  };
  EXPECT_TRUE(finds("<a href=\"{{ shop }}\">Shop</a>"));
  for (const std::string_view tag :
       {"*|UNSUB|*", "{{ unsubscribe }}", "%%unsub_center_url%%", "{{{ pm:unsubscribe }}}",
        "%unsubscribe_url%", "[unsubscribe]", "{{ unsubscribe_link }}", "{unsubscribe_url}"}) {
    EXPECT_FALSE(finds("<a href=\"" + std::string(tag) + "\">Leave</a>")) << tag;
  }
  EXPECT_FALSE(finds("{{> footer}}"));
}

}  // namespace
}  // namespace maillint
