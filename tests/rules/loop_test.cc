// The circle that Received fields show, beyond what fits into testdata.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules/maillint.h"

namespace maillint {
namespace {

/// Received fields for a way over `hosts`, the first one the oldest.
std::string trace(const std::vector<std::string>& hosts) {
  std::string fields;
  for (std::size_t i = 0; i + 1 < hosts.size(); ++i) {
    fields = fmt::format(
                 "Received: from {0} ({0} [192.0.2.1]) by {1} with ESMTP id {2};\n"
                 " Mon, 23 Nov 2026 09:00:00 +0100\n",
                 hosts[i], hosts[i + 1], i) +
             fields;
  }
  return fields;
}

/// What loop-same-hosts-repeat says, "" if it is silent.
std::string circle(const std::string& fields) {
  Options options;
  const Report report = check(
      {.path = "x.eml", .octets = fields + "From: a@example.com\n\nx\n", .origin = {}}, options);
  for (const RuleFindings& findings : report.findings) {
    if (findings.rule->id == "loop-same-hosts-repeat") return findings.places[0].detail.message;
  }
  return {};
}

TEST(LoopSameHosts, needs_three_rounds) {
  EXPECT_EQ(circle(trace({"pc.example", "a.example", "b.example", "a.example", "b.example"})), "");
  EXPECT_EQ(circle(trace({"pc.example", "a.example", "b.example", "a.example", "b.example",
                          "a.example", "b.example"})),
            "a.example -> b.example -> a.example, 3 rounds, lines 1-12");
}

TEST(LoopSameHosts, finds_a_circle_after_a_straight_way) {
  EXPECT_EQ(
      circle(trace({"pc.example", "x.example", "y.example", "a.example", "b.example", "c.example",
                    "a.example", "b.example", "c.example", "a.example", "b.example"})),
      "a.example -> b.example -> c.example -> a.example, 3 rounds, lines 1-16");
}

TEST(LoopSameHosts, shortens_a_wide_circle) {
  std::vector<std::string> hosts = {"pc.example"};
  for (int i = 0; i < 36; ++i) hosts.push_back(fmt::format("h{}.example", i % 12));
  EXPECT_EQ(
      circle(trace(hosts)).substr(0, 90),
      "h0.example -> h1.example -> h2.example -> h3.example -> h4.example -> h5.example -> h6.exa");
  EXPECT_NE(circle(trace(hosts)).find("-> ... -> h0.example, 3 rounds"), std::string::npos);
}

TEST(LoopSameHosts, ignores_steps_inside_a_host) {
  std::vector<std::string> hosts = {"pc.example"};
  for (int i = 0; i < 8; ++i) {
    hosts.insert(hosts.end(), {"mx.example", "localhost"});
  }
  EXPECT_EQ(circle(trace(hosts)), "");
}

}  // namespace
}  // namespace maillint
