// Rules client-*: each feature is found where it is used, and only told where that helps.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rules/client/feature.h"
#include "rules/clients.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

using rules::client::client_rules;
using rules::client::Feature;
using rules::client::features;
using rules::client::uses_of;

constexpr std::string_view open_mark = "«";
constexpr std::string_view close_mark = "»";

struct Snippet {
  std::string html;
  std::string place;
  std::size_t begin = 0;
};

/// "<p «dir="x"»>" of client_snippets.tsv, where "\n" is a line end.
Snippet read_snippet(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos;) {
    text.replace(at, 2, "\n");
  }
  Snippet out;
  out.begin = text.find(open_mark);
  const std::size_t end = text.find(close_mark);
  EXPECT_NE(end, std::string::npos) << text;
  if (end == std::string::npos) return out;
  out.place = text.substr(out.begin + open_mark.size(), end - out.begin - open_mark.size());
  text.erase(end, close_mark.size());
  out.html = text.erase(out.begin, open_mark.size());
  return out;
}

std::map<std::string, Snippet> read_snippets() {
  std::map<std::string, Snippet> all;
  std::ifstream in(std::string(MAILLINT_ROOT) + "/tests/rules/client_snippets.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    all.emplace("client-" + line.substr(0, tab), read_snippet(line.substr(tab + 1)));
  }
  return all;
}

std::vector<std::string> places(const Feature& feature, std::string_view html) {
  const WebUses uses(html);
  std::vector<std::string> out;
  for (const std::uint32_t index : uses_of(feature, uses)) {
    const Span place = uses.place(uses[index]);
    out.push_back(std::to_string(place.begin) + " " + std::string(uses.text(place)));
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(ClientFeatures, AreFoundWhereTheyAreUsed) {
  const std::map<std::string, Snippet> snippets = read_snippets();
  std::size_t not_detected = 0;
  for (std::size_t i = 0; i < features().size(); ++i) {
    const Feature& feature = features()[i];
    const std::string id(client_rules[i].id);
    EXPECT_EQ(feature.detectors.empty(), !feature.not_detected.empty()) << id;
    const auto found = snippets.find(id);
    if (feature.detectors.empty()) {
      ++not_detected;
      EXPECT_EQ(found, snippets.end()) << id;
      continue;
    }
    ASSERT_NE(found, snippets.end()) << id << " has no snippet";
    const Snippet& snippet = found->second;
    EXPECT_EQ(places(feature, snippet.html),
              Strings{std::to_string(snippet.begin) + " " + snippet.place})
        << id << ": " << snippet.html;
    EXPECT_EQ(places(feature, "No feature"), Strings{}) << id;
  }
  EXPECT_LE(not_detected, 3U);
  EXPECT_EQ(snippets.size() + not_detected, features().size());
}

TEST(ClientFeatures, HaveARuleEachAndOneVerdictForEachProgram) {
  EXPECT_GT(features().size(), 300U);
  EXPECT_GT(mail_clients().size(), 40U);
  ASSERT_LE(mail_clients().size(), 64U);
  for (std::size_t i = 0; i < features().size(); ++i) {
    const Feature& feature = features()[i];
    EXPECT_EQ(find_rule(client_rules[i].id), &client_rules[i]);
    EXPECT_EQ(feature.supported & feature.partly, 0U);
    EXPECT_EQ((feature.supported | feature.partly) & feature.unsupported, 0U);
    EXPECT_NE(feature.supported | feature.partly | feature.unsupported, 0U);
    EXPECT_NE((feature.supported | feature.partly | feature.unsupported) & default_clients(), 0U)
        << client_rules[i].id;
  }
}

const Feature& feature_named(std::string_view id) {
  const auto all = features();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (client_rules[i].id == id) return all[i];
  }
  ADD_FAILURE() << id;
  return all[0];
}

struct Use {
  std::string_view rule;
  std::string_view html;
  std::size_t count;
};

/// What a program that does not know a feature is given instead is no fault.
TEST(ClientFeatures, AreExcusedByFallbacks) {
  for (const Use& use : {
           Use{"client-css-display-flex", "<p style='display:block;display:flex'>", 0},
           Use{"client-css-display-flex", "<p style='display:flex;display:block'>", 1},
           Use{"client-css-display-flex", "<style>@supports (display:flex){p{display:flex}}", 0},
           Use{"client-css-display-flex", "<style>@media screen {p{display:flex}} p{display:flex}",
               1},
           Use{"client-css-display-flex", "<style media='(min-width:1px)'>p{display:flex}", 0},
           Use{"client-css-display-flex", "<!--[if mso]><p style='display:flex'><![endif]-->", 0},
           Use{"client-css-display-flex",
               "<!--[if !mso]><!--><p style='display:flex'><!--<![endif]--><p "
               "style='display:flex'>",
               2},
           Use{"client-css-display-flex",
               "<p style='font:&quot;A;&quot;;display:inline-flex !important'>", 1},
           Use{"client-css-display-flex", "<p style='flex-flow: row; order: flex'>", 0},
           Use{"client-css-linear-gradient",
               "<p style='background:#fff;background:linear-gradient(red,blue)'>", 0},
           Use{"client-css-linear-gradient",
               "<td bgcolor='#fff' style='background-image:linear-gradient(red,blue)'>", 0},
           Use{"client-css-linear-gradient",
               "<td style='background-image:linear-gradient(red,blue)' bgcolor='#fff'>", 0},
           Use{"client-css-linear-gradient",
               "<td style='background-image:linear-gradient(red,blue)'><td bgcolor='#fff'>", 1},
           Use{"client-css-linear-gradient", "<p style='background:linear-gradient(red,blue)'>", 1},
           Use{"client-css-border-radius", "<p style='border:0;border-radius:2px'>", 1},
           Use{"client-css-transform", "<style>a:hover{transform:none} a{transform:none}", 1},
           Use{"client-css-position", "<p style='position:relative'>", 0},
           Use{"client-html-anchor-links", "<a href='#'><a href=#top>", 1},
           Use{"client-html-input-text", "<input type=TEXT><button type=text>", 1},
           Use{"client-image-webp",
               "<picture><source srcset='a.webp 1x, b.webp 2x'><img src=a.png></picture>", 0},
           Use{"client-image-webp",
               "<td background='x.webp'><p style='background:url( \"b.webp\")'>", 2},
           Use{"client-image-webp", "<p style='background:url(b.webp)'><a href='c.webp'>", 1},
           Use{"client-image-webp", "<mj-image src='a.webp' width='3'>", 1},
           Use{"client-image-svg", "<img src='data:image/svg+xml;base64,AA'>", 1},
           Use{"client-html-width", "<mj-image src='a.webp' width='3'>", 0},
           Use{"client-css-display-grid", "<mj-style>p{display:grid}</mj-style>", 1},
           Use{"client-html-video", "<!--[if mso]><video><![endif]--><VIDEO>", 1},
       }) {
    EXPECT_EQ(places(feature_named(use.rule), use.html).size(), use.count)
        << use.rule << ": " << use.html;
  }
}

/// "rule: message" of the client-* findings.
std::set<std::string> findings(std::string_view html, TargetClients clients = {}) {
  Options options;
  options.clients = clients;
  const Report report =
      check({.path = "a.html",
             .octets = "From: a@example.com\r\nContent-Type: text/html\r\n\r\n" + std::string(html),
             .origin = {}},
            options);
  std::set<std::string> out;
  for (const RuleFindings& rule : report.findings) {
    if (rule.rule->family() != "client") continue;
    for (const Finding& finding : rule.places) {
      EXPECT_EQ(finding.severity, Severity::info);
      out.insert(std::string(rule.rule->id) + ": " + finding.detail.message);
    }
  }
  return out;
}

constexpr std::string_view page =
    "<p style='border-radius:2px;display:flex;background-image:url(a.png);padding:1px'>Hi";

TEST(ClientRules, NameThePrograms) {
  const TargetClients outlook{
      .programs = clients_named("outlook.windows") | clients_named("gmail.*"), .min_support = 100};
  EXPECT_EQ(findings("<p style='display:flex'>Hi", outlook),
            (std::set<std::string>{"client-css-display-flex: no display: flex in Outlook "
                                   "(Windows); in part in Gmail (Android, iOS)"}));
  const TargetClients gmail{.programs = clients_named("gmail.*"), .min_support = 100};
  EXPECT_EQ(findings("<video>Hi</video>", gmail),
            std::set<std::string>{"client-html-video: no <video> in Gmail"});
}

/// Rounded corners are no loss; that pictures are missing behind text in one program isn't much.
TEST(ClientRules, TellWhatMattersUnlessAskedForMore) {
  EXPECT_EQ(findings(page).size(), 1U);
  EXPECT_EQ(
      findings(page, {.programs = clients_named("outlook.windows"), .min_support = {}}).size(), 2U);
  EXPECT_EQ(
      findings(page, {.programs = clients_named("outlook.windows"), .min_support = 100}).size(),
      4U);
  EXPECT_EQ(findings(page, {.programs = clients_named("apple-mail.*"), .min_support = 100}).size(),
            0U);
}

TEST(MailClients, AreNamedByGlobs) {
  EXPECT_EQ(clients_named("no.such"), 0U);
  EXPECT_EQ(std::popcount(clients_named("gmail.*")), 4);
  EXPECT_EQ(clients_named("gmail"), clients_named("gmail.*"));
  EXPECT_EQ(std::popcount(clients_named("outlook.windows")), 1);
  EXPECT_TRUE(std::ranges::is_sorted(mail_clients(), {}, &MailClient::id));
}

}  // namespace
}  // namespace maillint
