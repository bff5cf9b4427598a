// maillint config and maillint init.
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {
namespace {

using nlohmann::json;

Outcome run_in(const Folder& folder, std::vector<std::string> arguments) {
  Invocation invocation;
  invocation.arguments = std::move(arguments);
  invocation.directory = folder.path("");
  return run_maillint(invocation);
}

/// "key=value@line" of each setting.
std::vector<std::string> shown(const Folder& folder, const std::string& file) {
  const Outcome outcome = run_in(
      folder, {"config", "--show", "--format", "json", "--now", "2026-11-23T12:00:00Z", file});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  std::vector<std::string> all;
  const json object = json::parse(outcome.out);
  for (const json& setting : object["settings"]) {
    all.push_back(setting["key"].get<std::string>() + "=" + setting["value"].get<std::string>() +
                  "@" + setting["where"].get<std::string>());
  }
  return all;
}

TEST(ConfigShow, TellsWhereEachValueIsWritten) {
  const Folder folder;
  folder.write("base.toml", "select = ['subject-*']\nignore = 'subject-url'\nprofile = 'personal'");
  folder.write("maillint.toml",
               "extends = 'base.toml'\n"
               "ignore = [\n  'subject-currency',\n]\n"
               "fail-on = 'warning'\n"
               "[severity]\n'link-*' = 'error'\n"
               "[[override]]\npath = 'marketing/**'\nprofile = 'bulk'\nignore = 'subject-emoji*'\n"
               "[[override]]\npath = '*'\nuntil = 2026-11-22\nstage = 'draft'\n");
  EXPECT_EQ(shown(folder, "b.eml"),
            (std::vector<std::string>{
                "extends=base.toml@maillint.toml:1", "fail-on=warning@maillint.toml:5",
                "ignore=subject-url@base.toml:2", "ignore=subject-currency@maillint.toml:3",
                "profile=personal@base.toml:3", "select=subject-*@base.toml:1",
                "severity.link-*=error@maillint.toml:7"}));
  const std::vector<std::string> bulk = shown(folder, "marketing/a/b.html");
  EXPECT_EQ(std::count(bulk.begin(), bulk.end(), "profile=bulk@maillint.toml:10"), 1);
  EXPECT_EQ(std::count(bulk.begin(), bulk.end(), "ignore=subject-emoji*@maillint.toml:11"), 1);
  EXPECT_EQ(std::count(bulk.begin(), bulk.end(), "profile=personal@base.toml:3"), 0);
  const Outcome text = run_in(folder, {"config", "--show", "b.eml"});
  EXPECT_NE(text.out.find("  fail-on          warning           maillint.toml:5\n"),
            std::string::npos)
      << text.out;
}

TEST(ConfigShow, FaultsAreTold) {
  const Folder folder;
  folder.write("maillint.toml", "root = 'yes'");
  EXPECT_EQ(run_in(folder, {"config", "--show", "b.eml"}).code, 2);
  EXPECT_EQ(run_in(folder, {"config", "--shw", "b.eml"}).code, 2);
  const Folder empty;
  EXPECT_NE(run_in(empty, {"config", "b.eml"}).out.find("nothing is set"), std::string::npos);
}

TEST(ConfigFile, ReadsNothingOutsideOfTheRepository) {
  const Folder folder;
  folder.write("secret.toml", "select = 'subject-*'");
  folder.write("project/inner/maillint.toml", "extends = '../base.toml'");
  folder.write("project/base.toml", "select = 'subject-*'");
  const std::vector<std::string> check = {"config", "--config", "project/inner/maillint.toml", "x"};
  // Without a sign of a repository only the folder itself is inside.
  EXPECT_EQ(run_in(folder, check).code, 2);
  folder.write("project/maillint.toml", "root = true");
  EXPECT_EQ(run_in(folder, check).code, 0);
  for (const std::string_view way : {"../../secret.toml", "link.toml", "away/secret.toml"}) {
    folder.write("project/inner/maillint.toml", "extends = '" + std::string(way) + "'");
    std::filesystem::remove(folder.path("project/inner/link.toml"));
    std::filesystem::remove(folder.path("project/inner/away"));
    std::filesystem::create_symlink("../../secret.toml", folder.path("project/inner/link.toml"));
    std::filesystem::create_symlink("../..", folder.path("project/inner/away"));
    const Outcome outcome = run_in(folder, check);
    EXPECT_EQ(outcome.code, 2) << way;
    EXPECT_NE(outcome.err.find("outside of the repository"), std::string::npos) << outcome.err;
  }
}

TEST(Init, WritesWhatItSees) {
  const Folder folder;
  folder.write("emails/receipt.hbs", "<p>{{ name }}</p>");
  folder.write("emails/marketing/spring.mjml", "<mjml></mjml>");
  folder.write("emails/marketing/old/a.html", "<table cellpadding=\"0\"></table>");
  folder.write("q3-newsletters/a.liquid", "<p>{{ name }}</p>");
  folder.write("tests/a.eml", "Subject: x\n\ny\n");
  folder.write("site/index.html", "<p>a web page</p>");
  folder.write("node_modules/newsletter/a.hbs", "x");
  const Outcome outcome = run_in(folder, {"init"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("emails/marketing: 1 template (.mjml): profile bulk, by the name"),
            std::string::npos)
      << outcome.out;
  EXPECT_EQ(outcome.out.find("site"), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.out.find("node_modules"), std::string::npos) << outcome.out;
  const std::string config = content_of(folder.path("maillint.toml"));
  EXPECT_NE(config.find("[[override]]\npath = \"emails/marketing/**\"\nprofile = \"bulk\"\n"),
            std::string::npos)
      << config;
  EXPECT_NE(config.find("path = \"q3-newsletters/**\""), std::string::npos);
  EXPECT_EQ(config.find("emails/**"), std::string::npos);

  // What it writes is read, and holds for those files.
  const Outcome shown = run_in(folder, {"config", "emails/marketing/spring.mjml"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_NE(shown.out.find("bulk"), std::string::npos) << shown.out;
  EXPECT_EQ(run_in(folder, {"config", "emails/receipt.hbs"}).out.find("bulk"), std::string::npos);
}

TEST(Init, ReplacesNothingUnlessTold) {
  const Folder folder;
  folder.write("maillint.toml", "ignore = '*'\n");
  const Outcome refused = run_in(folder, {"init"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.err.find("maillint.toml exists"), std::string::npos) << refused.err;
  EXPECT_EQ(content_of(folder.path("maillint.toml")), "ignore = '*'\n");
  EXPECT_EQ(run_in(folder, {"init", "--force"}).code, 0);
  EXPECT_NE(content_of(folder.path("maillint.toml")), "ignore = '*'\n");
  EXPECT_EQ(run_in(folder, {"init", "no-such-folder"}).code, 3);
}

TEST(ConfigFile, SeveritiesReachRulesAcrossMessages) {
  const Folder folder;
  folder.write("maillint.toml", "select = 'batch-*'\n[severity]\n'batch-*' = 'error'");
  std::string other = clean_message("Another subject");
  folder.write("a.eml", clean_message());
  folder.write("b.eml", other.replace(other.find("minutes are"), 11, "figures are"));
  const Outcome outcome = run_in(folder, {"check", "-q", "a.eml", "b.eml"});
  EXPECT_NE(outcome.out.find("error"), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.code, 1);
}

}  // namespace
}  // namespace maillint::cli
