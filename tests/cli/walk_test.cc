// Which files of folders check takes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/walk/mail_signs.h"
#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view newsletter =
    "<html><body><table role=\"presentation\" width=\"600\"><tr><td style=\"color:#333\">"
    "Hello {{name}}, <a "
    "href=\"{{unsubscribe_url}}\">unsubscribe</a></td></tr></table></body></html>";
constexpr std::string_view page =
    "<html><head><link rel=\"stylesheet\" href=\"/app.css\"></head><body><nav></nav>"
    "<table><tr><td style=\"x\">{{ user.name }}</td></tr></table><script src=\"/app.js\"></script>";

/// A project in a folder whose name says nothing.
struct Project {
  Folder folder;

  void write(const std::string& name, std::string_view content) const {
    folder.write("p/" + name, content);
  }
  Outcome check(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "check");
    return run_maillint(Invocation{.arguments = std::move(arguments),
                                   .input = {},
                                   .environment = {},
                                   .directory = folder.path("p"),
                                   .output = {}});
  }
  std::vector<std::string> paths(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--format", "json"});
    const Outcome outcome = check(std::move(arguments));
    std::vector<std::string> out;
    const json document = json::parse(outcome.out, nullptr, false);
    if (document.is_discarded()) return {"no JSON: " + outcome.err};
    for (const json& message : document["messages"])
      out.push_back(message["path"].get<std::string>() +
                    (message["kind"] == "error" ? " (error)" : ""));
    return out;
  }
};

TEST(Walk, TakesWhatLooksLikeMail) {
  const Project project;
  project.write("mail.html", newsletter);
  project.write("page.html", page);
  project.write("w.mjml", "<mjml></mjml>");
  project.write("w.txt", "Hello");
  project.write("notes.txt", "Hello");
  project.write("saved.txt", clean_message());
  project.write("page.txt", "Hello");
  project.write("1234", clean_message());
  project.write("Makefile", "all:\n\ttrue\n");
  project.write("view.html.erb", page);
  project.write("part.hbs", "<p>{{name}}</p>");
  project.write("ses.json", R"({"Template":{"SubjectPart":"x","HtmlPart":"<p>Hello</p>"}})");
  project.write("package.json", R"({"name":"x"})");
  EXPECT_THAT(project.paths({"."}),
              ElementsAre("./1234", "./mail.html", "./part.hbs", "./saved.txt", "./ses.json",
                          "./w.mjml", "./w.txt"));
  const Outcome outcome = project.check({"."});
  EXPECT_THAT(outcome.err, HasSubstr("5 files skipped, --all takes them"));
  EXPECT_EQ(project.paths({"--all", "."}).size(), 12u);
  EXPECT_THAT(project.paths({"page.html", "notes.txt"}), ElementsAre("page.html", "notes.txt"));
}

TEST(Walk, RespectsGitignore) {
  const Project project;
  project.write("a.html", newsletter);
  project.write("dist/a.html", newsletter);
  project.write("sub/b.html", newsletter);
  project.write("sub/c.html", newsletter);
  project.write(".gitignore", "dist/\n*.html\n!a.html\n");
  project.write("sub/.gitignore", "!c.html\n");
  EXPECT_THAT(project.paths({"."}), ElementsAre("./a.html", "./sub/c.html"));
  EXPECT_THAT(project.paths({"dist", "sub/b.html"}), ElementsAre("dist/a.html", "sub/b.html"));
}

TEST(Walk, ExcludesHoldForNamedFilesToo) {
  const Project project;
  project.write("a.html", newsletter);
  project.write("vendor/b.html", newsletter);
  project.write("old/c.html", newsletter);
  project.write("maillint.toml", "exclude = [\"vendor/\"]\n");
  EXPECT_THAT(project.paths({".", "--exclude", "old/**"}), ElementsAre("./a.html"));
  EXPECT_THAT(project.paths({"--exclude", "old", "old/c.html", "vendor/b.html", "./a.html"}),
              ElementsAre("./a.html"));
  // As a hook does it: nothing is left, and nothing is wrong.
  EXPECT_EQ(project.check({"vendor/b.html"}).code, 0);
}

TEST(Walk, OnlyMailSiftsNamedFiles) {
  const Project project;
  project.write("a.html", newsletter);
  project.write("page.html", page);
  project.write("w.mjml", "<mjml></mjml>");
  project.write("w.txt", "Hello");
  project.write("notes.txt", "Hello");
  project.write("logo.png", "x");
  EXPECT_THAT(project.paths({"--only-mail", "a.html", "page.html", "w.mjml", "w.txt", "notes.txt",
                             "logo.png"}),
              ElementsAre("a.html", "w.mjml", "w.txt"));
  EXPECT_EQ(project.check({"--only-mail", "page.html"}).code, 0);
}

TEST(Walk, ExpandsGlobs) {
  const Project project;
  project.write("t/a.html", page);
  project.write("t/x/b.html", newsletter);
  project.write("t/x/c.txt", "Hello");
  project.write("t/x/[d].html", newsletter);
  EXPECT_THAT(project.paths({"t/**/*.html"}),
              ElementsAre("t/a.html", "t/x/[d].html", "t/x/b.html"));
  EXPECT_THAT(project.paths({"t/x/[d].html"}), ElementsAre("t/x/[d].html"));
  EXPECT_THAT(project.paths({"t/*.mjml"}), ElementsAre("t/*.mjml (error)"));
  EXPECT_EQ(project.check({"t/*.mjml"}).code, 2);
}

TEST(Walk, NothingFoundIsWrongUsage) {
  const Project project;
  project.write("notes.txt", "Hello");
  const Outcome outcome = project.check({"."});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr(".: no file found"));
  EXPECT_EQ(project.check({"--allow-empty", "."}).code, 0);
  EXPECT_THAT(project.paths({"--allow-empty", "."}), IsEmpty());
  EXPECT_THAT(project.paths({"."}), ElementsAre(". (error)"));
}

TEST(Walk, ExplainTakesEveryFile) {
  const Project project;
  project.write("b/bounce.txt", "550 5.1.1 User unknown");
  project.write("b/bounce.log", "550 5.1.1 User unknown");
  const Outcome outcome = run_maillint({"explain", "-q", project.folder.path("p/b")});
  EXPECT_THAT(outcome.out, HasSubstr("bounce.log"));
  EXPECT_THAT(outcome.out, HasSubstr("bounce.txt"));
}

TEST(Walk, MaildirsAreMail) {
  const Project project;
  project.write("m/cur/1.html:2,S", clean_message());
  project.write("m/new/2.txt", "just words\n");
  EXPECT_THAT(project.paths({"m"}), ElementsAre("m/cur/1.html:2,S", "m/new/2.txt"));
  EXPECT_THAT(project.paths({"m/new"}), ElementsAre("m/new/2.txt"));
}

TEST(MailSigns, NamesOfFiles) {
  EXPECT_EQ(claim_of("Welcome.HTML"), FileClaim::markup);
  EXPECT_EQ(claim_of("welcome.html.erb"), FileClaim::markup);
  EXPECT_EQ(claim_of("welcome.text.erb"), FileClaim::text);
  EXPECT_EQ(claim_of("welcome.liquid"), FileClaim::engine);
  EXPECT_EQ(claim_of("nginx.conf.j2"), FileClaim::markup);
  EXPECT_EQ(claim_of("playbook.yml.j2"), FileClaim::other);
  EXPECT_EQ(claim_of("1195.host:2,S"), FileClaim::unknown);
  EXPECT_EQ(template_stem("welcome.text.erb"), "welcome");
  EXPECT_EQ(template_stem("content.en.html"), "content.en");
}

TEST(MailSigns, Messages) {
  EXPECT_TRUE(begins_like_message("Received: from a\r\n by b\r\n\r\n"));
  EXPECT_TRUE(begins_like_message("\xEF\xBB\xBFX-A: 1\nSubject: a\nFrom: b\n\n"));
  EXPECT_TRUE(begins_like_message("From a@example.com Mon Nov 23 09:13:00 2026\nA: b\n"));
  EXPECT_FALSE(begins_like_message("Subject: only\n\nHello"));
  EXPECT_FALSE(begins_like_message("Title: a\nAuthor: b\nDate: c\n\n"));
  EXPECT_FALSE(begins_like_message("Please note from: to: subject: date:\n"));
  EXPECT_FALSE(begins_like_message(""));
}

TEST(MailSigns, Markup) {
  EXPECT_TRUE(looks_like_mail_markup(newsletter, "a.html", FileClaim::markup));
  EXPECT_FALSE(looks_like_mail_markup(page, "a.html", FileClaim::markup));
  EXPECT_FALSE(looks_like_mail_markup("<p>Hello</p>", "a.html", FileClaim::markup));
  EXPECT_TRUE(looks_like_mail_markup("<p>{{x}}</p>", "emails/a.html", FileClaim::markup));
  EXPECT_TRUE(looks_like_mail_markup("<p>{contactfield=a} <a href='{unsubscribe_url}'>x</a></p>",
                                     "a", FileClaim::markup));
  EXPECT_TRUE(looks_like_mail_markup("<p>[Name,fallback=] <a href='[unsubscribe]'>x</a></p>", "a",
                                     FileClaim::markup));
  EXPECT_FALSE(looks_like_mail_markup("<style>a{color:red}</style><p>{count} left</p>", "a",
                                      FileClaim::markup));
  EXPECT_TRUE(looks_like_mail_markup("<!--[if mso]><table><![endif]-->", "a", FileClaim::markup));
  EXPECT_TRUE(looks_like_mail_markup("---\nlang: en\nsubject: Hi\n---\n<p style=\"x\">", "a.html",
                                     FileClaim::markup));
}

}  // namespace
}  // namespace maillint::cli
