// What a reader sees and wrote: places of visible text, lines of one's own, look-alike labels.
#include "rules/visible_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules/body/new_text.h"
#include "rules/link/look_alike.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

struct PlaceCase {
  std::string_view name;
  std::string_view html;
  std::string_view visible;  // to be found
  std::string_view source;   // at its place
};

class VisiblePlace : public testing::TestWithParam<PlaceCase> {};

TEST_P(VisiblePlace, IsThatOfTheSource) {
  const std::string octets =
      "From: a@b.example\nDate: x\nMIME-Version: 1.0\n"
      "Content-Type: text/html; charset=utf-8\n\n" +
      std::string(GetParam().html);
  const Report report = check({.path = "x.eml", .octets = octets, .origin = {}}, Options{});
  const TextBody& body = report.facts->text_bodies()[0];
  const VisibleText visible(body, *report.facts);
  const std::size_t at = visible.text().find(GetParam().visible);
  ASSERT_NE(at, std::string_view::npos) << visible.text();
  const Place place = visible.place(at, at + GetParam().visible.size());
  EXPECT_EQ(report.message->text(place.source), GetParam().source);
}

INSTANTIATE_TEST_SUITE_P(
    Html, VisiblePlace,
    testing::Values(
        PlaceCase{"one_word", "<p>one <b>two</b> three</p>", "two", "two"},
        PlaceCase{"over_tags", "<p>Dear <b>Jane</b>, hello</p>", "Dear Jane,", "Dear <b>Jane</b>,"},
        PlaceCase{"reference", "<p>caf&eacute; x &amp; y</p>", "\xC3\xA9 x &", "&eacute; x &amp;"},
        PlaceCase{"folded_space", "<p>one\n  &nbsp; two</p>", "one two", "one\n  &nbsp; two"},
        PlaceCase{"behind_hidden", "<div style='display:none'>one</div><p>two one</p>", "one",
                  "one"},
        PlaceCase{"second_of_two", "<p>one</p><!-- two --><p>three</p>", "three", "three"}),
    [](const auto& test) { return std::string(test.param.name); });

std::string joined(std::string_view text) {
  std::string result;
  for (const TextRange& line : new_lines(text)) {
    result += std::string(text.substr(line.begin, line.end - line.begin)) + "/";
  }
  return result;
}

TEST(NewLines, LeaveOutQuotationsAndSignatures) {
  EXPECT_EQ(joined("one\n> two\nthree\n-- \nfour\n"), "one/three/");
  EXPECT_EQ(joined("one\nOn Mon, Jane wrote:\n> two\nthree\n"), "one/three/");
  EXPECT_EQ(joined("one\nAm 3.5. schrieb Jane:\ntwo\n"), "one/");
  EXPECT_EQ(joined("one\n-----Original Message-----\ntwo\n"), "one/");
  EXPECT_EQ(joined("one\nFrom: Jane\nSent: Monday\ntwo\n"), "one/");
  EXPECT_EQ(joined("one\n-- two --- three\nFrom: here\nto there\n"),
            "one/-- two --- three/From: here/to there/");
}

TEST(ImitatedBrand, SeesDigitsPairsAndSlips) {
  for (const std::string_view label : {"paypa1", "paypa1-login", "paypall", "papyal", "paypai"}) {
    EXPECT_EQ(imitated_brand(label), "paypal.com") << label;
  }
  EXPECT_EQ(imitated_brand("arnazon"), "amazon.com");
  EXPECT_EQ(imitated_brand("micros0ftsupport"), "microsoft.com");
}

TEST(ImitatedBrand, LeavesOtherNamesAlone) {
  for (const std::string_view label : {"paypal", "appie", "1und1", "office365", "barn-owls", "dhi",
                                       "example", "web20", "modern-arts", "vvv"}) {
    EXPECT_EQ(imitated_brand(label), "") << label;
  }
}

}  // namespace
}  // namespace maillint
