// Tests of the catalogue: its files, reading, looking up, matching.
#include "rules/catalogue/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "lint/rule.h"
#include "rules/catalogue/category.h"
#include "rules/explain/fill.h"
#include "rules/explain/signs.h"
#include "rules/maillint.h"
#include "tests/rules/catalogue_files.h"

namespace maillint {
namespace {

using testing::HasSubstr;

TEST(Catalogue, IsCompiledFromAllItsFiles) {
  const CatalogueData data = test::catalogue_data();
  EXPECT_EQ(built_in_catalogue().entries().size(), data.entries.size());
  EXPECT_EQ(built_in_catalogue().providers().size(), data.providers.size());
  EXPECT_EQ(built_in_catalogue().blocklists().size(), data.blocklists.size());
  EXPECT_EQ(built_in_catalogue().sign_groups().size(), data.groups.size());
  for (const EntryData& entry : data.entries) {
    const Entry* compiled = built_in_catalogue().find(entry.id);
    ASSERT_NE(compiled, nullptr) << entry.id;
    EXPECT_EQ(compiled->en.title, entry.en.title);
    EXPECT_EQ(compiled->de.cause, entry.de.cause);
    ASSERT_EQ(compiled->steps.size(), entry.steps.size());
    EXPECT_EQ(compiled->en.steps.size(), entry.steps.size());
    EXPECT_EQ(compiled->steps.back().who, entry.steps.back().who);
    EXPECT_EQ(compiled->source, entry.source);
  }
}

/// Names in braces, as Placeholders reads them.
std::vector<std::string_view> placeholders_in(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close != text.npos) out.push_back(text.substr(open + 1, close - open - 1));
  }
  return out;
}

TEST(Catalogue, KnowsEveryPlaceholderAndSignItUses) {
  const auto groups = built_in_catalogue().sign_groups();
  for (const Entry& entry : built_in_catalogue().entries()) {
    for (const EntryText* words : {&entry.en, &entry.de}) {
      std::vector<std::string_view> texts(words->steps.begin(), words->steps.end());
      texts.push_back(words->cause);
      for (const std::string_view text : texts) {
        for (const std::string_view name : placeholders_in(text)) {
          EXPECT_TRUE(Placeholders::known(name)) << entry.id << ": {" << name << "}";
        }
      }
    }
    for (const Step& step : entry.steps) {
      EXPECT_TRUE(step.when.empty() || Signs::known(step.when, groups))
          << entry.id << ": " << step.when;
    }
    for (const auto* list : {&entry.supported_by, &entry.contradicted_by}) {
      for (const Evidence& item : *list) {
        EXPECT_TRUE(Signs::known(item.sign, groups)) << entry.id << ": " << item.sign;
      }
    }
  }
}

bool rule_exists(std::string_view glob) {
  return std::ranges::any_of(all_rules(),
                             [&](const Rule* rule) { return glob_match(glob, rule->id); });
}

TEST(Catalogue, NamesOnlyRulesThatExist) {
  std::set<std::string_view> missing;
  const auto look = [&](std::string_view glob) {
    if (!glob.starts_with('@') && !rule_exists(glob)) missing.insert(glob);
  };
  for (const Entry& entry : built_in_catalogue().entries()) {
    for (const Step& step : entry.steps) std::ranges::for_each(step.rules, look);
  }
  for (const SignGroup& group : built_in_catalogue().sign_groups()) {
    std::ranges::for_each(group.signs, look);
  }
  EXPECT_THAT(missing, testing::IsEmpty());
}

TEST(Catalogue, SpeaksGermanWhereTheFirstProviderDoes) {
  std::size_t count = 0;
  for (const Entry& entry : built_in_catalogue().entries()) {
    if (entry.provider != "all-inkl") continue;
    ++count;
    EXPECT_NE(entry.in(Language::de).title, entry.en.title) << entry.id;
    EXPECT_EQ(entry.de.steps.size(), entry.en.steps.size()) << entry.id;
  }
  EXPECT_EQ(count, 12u);
}

TEST(Catalogue, HoldsEveryCodeOfTheRegistries) {
  const Catalogue& catalogue = built_in_catalogue();
  for (const std::string_view status : {"5.0.0", "5.1.1", "4.2.2", "5.1.10", "5.7.30", "4.4.7"}) {
    const auto found =
        catalogue.match_codes({.text = {}, .reply_code = {}, .status = status, .command = {}});
    ASSERT_FALSE(found.empty()) << status;
    EXPECT_EQ(found.front().entry->id, "status/x." + std::string(status.substr(2)));
  }
  for (const std::string_view code : {"421", "450", "550", "554", "571"}) {
    const auto found =
        catalogue.match_codes({.text = {}, .reply_code = code, .status = {}, .command = {}});
    ASSERT_FALSE(found.empty()) << code;
    EXPECT_EQ(found.front().entry->id, "smtp/" + std::string(code));
  }
  // A status says more than the reply code, but 5.0.0 says less.
  const auto status =
      catalogue.match_codes({.text = {}, .reply_code = "550", .status = "5.1.1", .command = {}});
  EXPECT_EQ(status.front().entry->id, "status/x.1.1");
  const auto bare =
      catalogue.match_codes({.text = {}, .reply_code = "535", .status = "5.0.0", .command = {}});
  EXPECT_EQ(bare.front().entry->id, "smtp/535");
  const auto unheard =
      catalogue.match_codes({.text = {}, .reply_code = "599", .status = {}, .command = {}});
  EXPECT_EQ(unheard.front().entry->id, "smtp/5yz");
}

TEST(Catalogue, MatchesTheLongestOfAnEntrysTexts) {
  const auto found = built_in_catalogue().match_text({.text = "554 5.7.1 *spam message rejected.",
                                                      .reply_code = "554",
                                                      .status = "5.7.1",
                                                      .command = {}});
  const auto starred = std::ranges::find(found, "all-inkl/spam-starred",
                                         [](const EntryMatch& match) { return match.entry->id; });
  ASSERT_NE(starred, found.end());
  EXPECT_EQ(starred->begin, 10u);
  EXPECT_EQ(starred->end, 32u);
}

TEST(Catalogue, MatchesNothingInOrdinaryWords) {
  EXPECT_TRUE(built_in_catalogue()
                  .match_text({.text = "", .reply_code = {}, .status = {}, .command = {}})
                  .empty());
  EXPECT_TRUE(built_in_catalogue()
                  .match_text({.text = "dear paula, here are the minutes",
                               .reply_code = {},
                               .status = {},
                               .command = {}})
                  .empty());
}

struct SearchCase {
  std::string_view name, query, first;
};
class Search : public testing::TestWithParam<SearchCase> {};
TEST_P(Search, FindsFirst) {
  const auto found = built_in_catalogue().search(GetParam().query);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front()->id, GetParam().first);
}
INSTANTIATE_TEST_SUITE_P(
    Catalogue, Search,
    testing::Values(SearchCase{"id", "all-inkl/mail-loop", "all-inkl/mail-loop"},
                    SearchCase{"status", "5.1.10", "status/x.1.10"},
                    SearchCase{"reply_code", "535", "smtp/535"},
                    SearchCase{"words", "internal block list", "all-inkl/provider-network-blocked"},
                    SearchCase{"german", "Cronjobs", "all-inkl/recipients-not-available"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Search, FindsNothingForNonsense) {
  EXPECT_TRUE(built_in_catalogue().search("xyzzy plugh").empty());
}

constexpr std::string_view entry_head = R"([[entry]]
id = "acme/full"
text = "Mailbox of ACME is full"
category = "mailbox-full"
title = "Full"
cause = "It is full."
steps = [{who = "recipient", text = "Empty it."}]
)";

TEST(Catalogue, TakesFurtherFiles) {
  const CatalogueFile file{"acme.toml", std::string(entry_head)};
  const auto catalogue = Catalogue::with(std::span(&file, 1));
  ASSERT_TRUE(catalogue) << catalogue.error().what;
  EXPECT_EQ((*catalogue)->entries().size(), built_in_catalogue().entries().size() + 1);
  const auto found = (*catalogue)
                         ->match_text({.text = normalise_reply("552 Mailbox of\r\n ACME is full"),
                                       .reply_code = "552",
                                       .status = {},
                                       .command = {}});
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(
      std::ranges::any_of(found, [](const auto& match) { return match.entry->id == "acme/full"; }));
}

TEST(Catalogue, LetsALaterFileReplaceAnEntry) {
  std::string text(entry_head);
  text.replace(text.find("acme/full"), 9, "smtp/550 ");
  const CatalogueFile file{"own.toml", text.replace(text.find("smtp/550 "), 9, "smtp/550")};
  const auto catalogue = Catalogue::with(std::span(&file, 1));
  ASSERT_TRUE(catalogue) << catalogue.error().what;
  EXPECT_EQ((*catalogue)->entries().size(), built_in_catalogue().entries().size());
  EXPECT_EQ((*catalogue)->find("smtp/550")->en.title, "Full");
}

struct FaultCase {
  std::string_view name, text, what;
};
class CatalogueFault : public testing::TestWithParam<FaultCase> {};
TEST_P(CatalogueFault, NamesFileAndLine) {
  const CatalogueFile file{"own.toml", std::string(GetParam().text)};
  const auto catalogue = Catalogue::with(std::span(&file, 1));
  ASSERT_FALSE(catalogue);
  EXPECT_THAT(catalogue.error().what, HasSubstr("own.toml:"));
  EXPECT_THAT(catalogue.error().what, HasSubstr(GetParam().what));
}
INSTANTIATE_TEST_SUITE_P(
    Catalogue, CatalogueFault,
    testing::Values(
        FaultCase{"no_toml", "[[entry]\nid = 3", "own.toml:1: "},
        FaultCase{"unknown_key", "[[entry]]\nid = \"a/b\"\ntxt = \"x\"",
                  "own.toml:3: unknown key 'txt'"},
        FaultCase{"no_id", "\n[[entry]]\ntitle = \"x\"", "own.toml:2: 'id' is missing"},
        FaultCase{"bad_id", "[[entry]]\nid = \"full\"", "'full' is no id"},
        FaultCase{"short_text", "[[entry]]\nid = \"a/b\"\ntext = \"abc\"", "too short"},
        FaultCase{"nothing_to_match", "[[entry]]\nid = \"a/b\"",
                  "needs 'text', 'reply' or 'status'"},
        FaultCase{"regex_alone", "[[entry]]\nid = \"a/b\"\nreply = \"550\"\nregex = 'x'",
                  "needs a 'text'"},
        FaultCase{"capital_escape", "[[entry]]\nid = \"a/b\"\ntext = \"abcd\"\nregex = 'abcd\\S'",
                  "capital escape \\S"},
        FaultCase{"category", "[[entry]]\nid = \"a/b\"\nreply = \"550\"\ncategory = \"spam\"",
                  "own.toml:4: no category"},
        FaultCase{"who",
                  "[[entry]]\nid = \"a/b\"\nreply = \"550\"\ncategory = \"policy\"\ntitle = "
                  "\"t\"\ncause = \"c\"\n"
                  "steps = [{who = \"you\", text = \"x\"}]",
                  "own.toml:7: 'you' is no value of 'who'"},
        FaultCase{"type", "[[entry]]\nid = 5", "own.toml:2: 'id' must be a string"},
        FaultCase{"shares",
                  "[[entry]]\nid = \"a/b\"\nreply = \"550\"\ncategory = \"policy\"\ntitle = "
                  "\"t\"\ncause = \"c\"\n"
                  "steps = [{who = \"sender\", text = \"x\"}]\nshares_text_with = [\"smtp/550\"]",
                  "does not say so"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Category, KnowsEveryNameOfTheContract) {
  EXPECT_EQ(categories().size(), 33u);
  EXPECT_EQ(find_category("suppressed")->coarse_class, "invalid-recipient");
  EXPECT_EQ(find_category("nonsense"), nullptr);
}

TEST(NormaliseReply, JoinsFoldsAndLowers) {
  EXPECT_EQ(normalise_reply("550-5.7.26 This mail\r\n550 5.7.26  is  BAD "),
            "550 5.7.26 this mail is bad");
}

}  // namespace
}  // namespace maillint
