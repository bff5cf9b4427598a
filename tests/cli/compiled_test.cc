// Pages beside the MJML that they were made from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The compiler adds what every mail program needs, and this project a counter of its own.
constexpr std::string_view mjml =
    "<mjml><mj-body>\n"
    "<mj-image src=\"https://shop.example/a.png\" />\n"
    "<mj-text>Hello <b>you</mj-text>\n"
    "<mj-button href=\"htps://shop.example/order\">Your order</mj-button>\n"
    "</mj-body></mjml>\n";
constexpr std::string_view html =
    "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><title>Order</title></head><body>\n"
    "<table role=\"presentation\"><tr><td>\n"
    "<img height=\"9\" src=\"https://shop.example/a.png\" style=\"border:0\" "
    "width=\"9\"></td></tr>\n"
    "<tr><td><div style=\"font-size:13px\">Hello <b>you</div>\n"
    "<a class=\"x\" href=\"htps://shop.example/order\" target=\"_blank\"> Your order </a>\n"
    "<img src=\"https://shop.example/own.png\" width=\"9\" height=\"9\">\n"
    "</td></tr></table></body></html>\n";

struct Project {
  Folder folder;

  Project() {
    folder.write("mail/x.mjml", mjml);
    folder.write("mail/x.html", html);
  }
  Outcome check(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"check", "--no-config", "--format=concise", "--select",
                                         "html-img-missing-alt,link-malformed,html-unclosed-tag"});
    return run_maillint(Invocation{.arguments = std::move(arguments),
                                   .input = {},
                                   .environment = {},
                                   .directory = folder.path(""),
                                   .output = {}});
  }
  /// "mail/x.html:6 html-img-missing-alt"
  std::vector<std::string> findings(std::vector<std::string> arguments) const {
    std::vector<std::string> all;
    const std::string out = check(std::move(arguments)).out;
    for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1) {
      const std::string line = out.substr(at, out.find('\n', at) - at);
      const std::size_t rule = line.find('[');
      if (rule == std::string::npos) continue;
      all.push_back(line.substr(0, line.find(':', line.find(':') + 1)) + " " +
                    line.substr(rule + 1, line.find(']') - rule - 1));
    }
    std::ranges::sort(all);
    return all;
  }
};

TEST(Compiled, HasWhatItsMjmlHoldsReportedThere) {
  const Project project;
  const auto once =
      ElementsAre("mail/x.html:6 html-img-missing-alt", "mail/x.mjml:2 html-img-missing-alt",
                  "mail/x.mjml:3 html-unclosed-tag", "mail/x.mjml:4 link-malformed");
  EXPECT_THAT(project.findings({"mail"}), once);
  EXPECT_THAT(project.findings({"-j4", "mail"}), once);
  EXPECT_THAT(project.findings({"mail/x.html", "mail/x.mjml"}), once);
  EXPECT_THAT(project.findings({"mail/x.*"}), once);
  EXPECT_THAT(project.check({"mail", "--format=json"}).out,
              HasSubstr("\"summary\":{\"messages\":2,\"errors\":1,\"warnings\":3,"));
}

TEST(Compiled, AloneHasAllReported) {
  const Project project;
  const auto all =
      ElementsAre("mail/x.html:3 html-img-missing-alt", "mail/x.html:4 html-unclosed-tag",
                  "mail/x.html:5 link-malformed", "mail/x.html:6 html-img-missing-alt");
  EXPECT_THAT(project.findings({"mail/x.html"}), all);
  EXPECT_THAT(project.findings({"--exclude", "*.mjml", "mail"}), all);
  EXPECT_THAT(project.findings({"--exclude", "*.mjml", "mail/x.html", "mail/x.mjml"}), all);
}

TEST(Compiled, IsSilentAboutWhatIsSilencedInItsMjml) {
  const Project project;
  std::string silenced(mjml);
  silenced.insert(silenced.find("<mj-image"), "<!-- maillint-disable-next-line html-img-* -->\n");
  project.folder.write("mail/x.mjml", silenced);
  EXPECT_THAT(project.findings({"mail"}),
              ElementsAre("mail/x.html:6 html-img-missing-alt", "mail/x.mjml:4 html-unclosed-tag",
                          "mail/x.mjml:5 link-malformed"));
}

}  // namespace
}  // namespace maillint::cli
