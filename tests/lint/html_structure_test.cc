// Tests of lint/web/html_structure.h as read_html() fills it, and of tag_balance.h.
#include "lint/web/html_structure.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "lint/limits.h"
#include "lint/web/entities.h"
#include "lint/web/html.h"

namespace maillint {
namespace {

using Color = HtmlTextStyle::Color;

std::string_view at(std::string_view html, Span span) {
  return html.substr(span.begin, span.size());
}

struct BalanceCase {
  std::string_view name;
  std::string_view html;
  std::vector<std::string> unclosed;
};

class Unclosed : public testing::TestWithParam<BalanceCase> {};

TEST_P(Unclosed, IsWhatHtmlWantsClosed) {
  const HtmlDocument document = read_html(GetParam().html);
  std::vector<std::string> found;
  for (const auto& [tag, seen_at] : document.structure->unclosed) {
    found.emplace_back(at(GetParam().html, tag));
  }
  EXPECT_EQ(found, GetParam().unclosed);
}

TEST(TagBalance, IsSeenAtTheNextEndTagAround) {
  for (const std::string_view html :
       {"<p>a <b>c|</p><p>d</p>", "<table><tr><td><b>a|</td><td>c</td></tr></table>",
        "<ul><li>a<ul><li>c</ul><i>d|</li></ul>", "<html><body><div>a|</body></html>",
        "<p>a<table><tr><td><b>c</p>|</td></tr></table>",
        "<table><tr><td><table><tr><b></td>|</tr></table></td></tr></table>"}) {
    const std::size_t bar = html.find('|');
    const std::string text = std::string(html.substr(0, bar)) + std::string(html.substr(bar + 1));
    const HtmlDocument document = read_html(text);
    ASSERT_EQ(document.structure->unclosed.size(), 1U) << html;
    EXPECT_EQ(document.structure->unclosed[0].seen_at, bar) << html;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Tags, Unclosed,
    testing::Values(
        BalanceCase{"nothing", "a", {}}, BalanceCase{"closed", "<div><b>a</b></div>", {}},
        BalanceCase{"open", "<div class=x>a", {"<div class=x>"}},
        BalanceCase{"inner", "<div><span>a</div>b", {"<span>"}},
        BalanceCase{"two", "<div><i>a<b>c</div>", {"<i>", "<b>"}},
        BalanceCase{"optional",
                    "<html><head><body><p>a<p>b<ul><li>c<li>d</ul><table><tr><td>e<td>f</table>"
                    "<dl><dt>a<dd>b</dl><select><option>a</select>",
                    {}},
        BalanceCase{"void", "<br><img><hr><input>", {}},
        BalanceCase{"wrong_order", "<b><i>a</b></i>", {}},
        BalanceCase{"font_around_cell", "<table><tr><font><td>a</font></td></tr></table>", {}},
        BalanceCase{"ends_far_away", "<p><b>a</p><p>c</b></p>", {}},
        BalanceCase{"stray_end", "</div><p>a</b></p>", {}},
        BalanceCase{"stray_div_in_cell", "<div><table><tr><td>a</div></td></tr></table></div>", {}},
        BalanceCase{"table_in_cell",
                    "<table id=o><tr><td><table id=i><tr><td>a</td></tr></td></tr>"
                    "</table>",
                    {"<table id=o>"}},
        BalanceCase{"div_in_cell", "<table><tr><td><div>a</td></tr></table>", {"<div>"}},
        BalanceCase{"second_link", "<a href=x>a<a href=y>b</a>", {"<a href=x>"}},
        BalanceCase{"closes_itself", "<a name=x /><div/>", {}},
        BalanceCase{"style", "<style>a", {"<style>"}},
        BalanceCase{"title", "<title>a</title><textarea>b", {"<textarea>"}},
        BalanceCase{"in_comment", "<!--[if mso]><table><tr><td><![endif]-->a", {}},
        BalanceCase{"unknown", "<o:p>a<x-y>", {}}),
    [](const auto& tested) { return std::string(tested.param.name); });

/// The style of the first text that is "x".
HtmlTextStyle style_of(std::string_view html) {
  const HtmlDocument document = read_html(html);
  for (const HtmlText& text : document.structure->texts) {
    if (at(html, text.span) == "x") return document.structure->text_styles[text.style];
  }
  ADD_FAILURE() << "no x in " << html;
  return {};
}

TEST(TextStyle, ComesFromAttributesAndStyles) {
  const HtmlTextStyle a = style_of(
      "<!doctype html><body bgcolor=#eeeeee text=navy><table><tr><td style='background:#fff'>"
      "<font color=red size=1>x");
  EXPECT_EQ(a.color, (CssColor{255, 0, 0}));
  EXPECT_EQ(a.background, (CssColor{255, 255, 255}));
  EXPECT_FLOAT_EQ(a.font_size, 10);
  const HtmlTextStyle b = style_of("<style>.q{color:#00f}</style><p class=q>x");
  EXPECT_EQ(b.color, (CssColor{0, 0, 255}));
  EXPECT_EQ(b.background_state, Color::unset);
  const HtmlTextStyle c = style_of("<style>p{color:#00f!important}</style><p style=color:red>x");
  EXPECT_EQ(c.color, (CssColor{0, 0, 255}));
}

TEST(TextStyle, IsUnknownWhereItMayBeOtherwise) {
  EXPECT_EQ(style_of("<p style='background:url(a.png)'>x").background_state, Color::unknown);
  EXPECT_EQ(style_of("<table background=a.png><tr><td>x").background_state, Color::unknown);
  EXPECT_EQ(style_of("<p style=color:red><a href=y>x").color_state, Color::unknown);
  EXPECT_EQ(style_of("<p style=color:red><a name=y>x").color_state, Color::known);
  EXPECT_EQ(style_of("<style>div p{color:red}</style><p>x").color_state, Color::unknown);
  // Tables without a doctype do not take the colour and size around them.
  EXPECT_EQ(style_of("<p style=font-size:0><table><tr><td>x").hiding, 0);
}

TEST(TextStyle, OfWordsThatAreNoColourIsUnknown) {
  for (const std::string_view value :
       {"vuvuvuvu", "#vuvuvu", "rgb(vuvuvu,1,2)", "oklch(40% 0.2 30)", "light-dark(#fff,#000)",
        "image-set('a.png' 1x)", "var(--brand)"}) {
    const std::string html = "<p style=\"background:" + std::string(value) + "\">x";
    EXPECT_EQ(style_of(html).background_state, Color::unknown) << value;
  }
  for (const std::string_view value : {"none", "transparent", "no-repeat 50% 0", "rgba(0,0,0,0)"}) {
    const std::string html = "<p style=\"background:" + std::string(value) + "\">x";
    EXPECT_EQ(style_of(html).background_state, Color::unset) << value;
  }
  EXPECT_EQ(style_of("<p style=\"vuvuvuvu;color:#fff\">x").background_state, Color::unknown);
  EXPECT_EQ(style_of("<p style=\"vuvuvuvu;color:#fff\">x").color_state, Color::known);
  EXPECT_EQ(style_of("<p style=\"width:vuvuvuvu;color:#fff\">x").background_state, Color::unset);
}

TEST(TextStyle, OfNoBackgroundIsThatAround) {
  const HtmlTextStyle style = style_of(
      "<style>.x{background:#fff}</style><div style='background:#000'>"
      "<p class=x style='background:none'>x");
  EXPECT_EQ(style.background_state, Color::known);
  EXPECT_EQ(style.background, CssColor{});
}

TEST(TextStyle, ComesFromRulesThatHoldOnAllScreens) {
  constexpr std::string_view black[] = {"@media screen{.x{background:#000}}",
                                        "@media all, print{.x{background:#000}}",
                                        "@media only screen { .x{background:#000} }",
                                        "@layer a{.x{background:#000}}",
                                        "*{background:#000}",
                                        "@media print{@media screen{a{}} } .x{background:#000}"};
  for (const std::string_view sheet : black) {
    const HtmlTextStyle style =
        style_of("<style>" + std::string(sheet) + "</style><p class=x>x");
    EXPECT_EQ(style.background_state, Color::known) << sheet;
  }
  for (const std::string_view sheet :
       {"@media (max-width:600px){.x{background:#000}}",
        "@media (prefers-color-scheme: dark){@media screen{.x{background:#000}}}",
        "@media print{.x{background:#000}}"}) {
    const HtmlTextStyle style =
        style_of("<style>" + std::string(sheet) + "</style><p class=x>x");
    EXPECT_EQ(style.background_state, Color::unset) << sheet;
  }
}

TEST(TextStyle, IsUnknownWhereASelectorIsNotRead) {
  for (const std::string_view selector :
       {".x/* c */", ":is(.a,.x)", "[class~=\"x\"]", ".x\\:y", ".a.b.c.d.e.f.g.h.i"}) {
    const HtmlTextStyle style = style_of("<style>" + std::string(selector) +
                                         "{background:#000}</style><p class=x>x");
    EXPECT_EQ(style.background_state, Color::unknown) << selector;
  }
}

TEST(TextStyle, IsFoundBehindManyRules) {
  std::string sheet = "<style>";
  for (int i = 0; i < 90; ++i) sheet += "p{padding:1px}";
  const std::string last = ".x{background:#000}</style><p class=x>x";
  EXPECT_EQ(style_of(sheet + last).background_state, Color::known);
  for (int i = 0; i < 90; ++i) sheet += "p{padding:1px}";
  EXPECT_EQ(style_of(sheet + last).background_state, Color::unknown);
}

TEST(TextStyle, KnowsWhoHides) {
  const std::string_view html = "<div style=display:none><p style=opacity:0>x";
  EXPECT_EQ(at(html, style_of(html).hidden_at), "<div style=display:none>");
  EXPECT_EQ(style_of("<p style=font-size:0.1px>x").hiding, hidden_by_size);
  EXPECT_EQ(style_of("<style>.h{display:none}</style><p class=h>x").hiding, hidden_by_layout);
  EXPECT_TRUE(style_of("<style>@media (max-width:9px){.m{display:block!important}}</style>"
                       "<p class=m style=display:none>x")
                  .is_revealed);
  EXPECT_EQ(style_of("<style>@media screen{.m{display:block!important}}</style>"
                     "<p class=m style=display:none>x")
                .hiding,
            0);
  EXPECT_FALSE(style_of("<p style=display:none>x").is_revealed);
  EXPECT_TRUE(style_of("<p style=text-indent:-9999px>x").is_off_page);
}

TEST(HtmlStructureLists, HoldWhatRulesAskFor) {
  const std::string_view html =
      "<!DOCTYPE html><html lang=en><body onload=go() id=b><!--c--><h2 id='i'>t</h2>"
      "<td background='bg.png' style=\"background:url( 'in.png' )\"></body></html>tail";
  const HtmlDocument document = read_html(html);
  const HtmlStructure& structure = *document.structure;
  EXPECT_EQ(at(html, structure.doctype), "<!DOCTYPE html>");
  ASSERT_NE(structure.find("html"), nullptr);
  EXPECT_EQ(at(html, structure.attribute(*structure.find("html"), "lang", html)->value), "en");
  EXPECT_EQ(structure.attribute(*structure.find("html"), "id", html), nullptr);
  EXPECT_EQ(structure.find("h1"), nullptr);
  ASSERT_EQ(structure.event_handlers.size(), 1u);
  EXPECT_EQ(at(html, structure.event_handlers[0].name), "onload");
  ASSERT_EQ(structure.ids.size(), 2u);
  EXPECT_EQ(at(html, structure.ids[1]), "i");
  EXPECT_EQ(structure.comments.size(), 2u);
  ASSERT_EQ(structure.backgrounds.size(), 2u);
  EXPECT_EQ(at(html, structure.backgrounds[0].place), "bg.png");
  EXPECT_EQ(structure.backgrounds[1].url, "in.png");
  EXPECT_EQ(at(html, structure.backgrounds[1].place), "in.png");
  EXPECT_EQ(at(html, structure.after_end), "tail");
  EXPECT_EQ(structure.body_ends.size(), 1u);
}

TEST(HtmlStructureLists, TellWhatIsCutOff) {
  const std::string_view html = "a<p title=\"x>b</p>";
  EXPECT_EQ(at(html, read_html(html).structure->cut_tag), "<p title=\"x>b</p>");
  EXPECT_TRUE(read_html("a<!doctype html>").structure->doctype.empty());
  EXPECT_FALSE(read_html(" \n<?xml x?><!doctype html>").structure->doctype.empty());
}

TEST(HtmlStructureLists, AreLimited) {
  std::string html;
  for (std::size_t i = 0; i <= limits::html_links; ++i)
    html += "<b id=a style=color:red onx=y>t</b>";
  const HtmlDocument document = read_html(html);
  EXPECT_EQ(document.structure->texts.size(), limits::html_links);
  EXPECT_EQ(document.structure->ids.size(), limits::html_links);
  EXPECT_LE(document.structure->text_styles.size(), limits::html_links);
}

TEST(HtmlImages, HaveTheirStyle) {
  const HtmlDocument document = read_html(
      "<img src=a style='width:1px;height:1px'><div style=display:none><img src=b></div>"
      "<img src='c&amp;d' aria-hidden=true>");
  ASSERT_EQ(document.images.size(), 3u);
  EXPECT_EQ(document.images[0].style_width, 1);
  EXPECT_FALSE(document.images[0].is_hidden);
  EXPECT_TRUE(document.images[1].is_hidden);
  EXPECT_TRUE(document.images[2].is_decorative);
  EXPECT_EQ(document.images[2].src, "c&d");
  EXPECT_EQ(document.images[2].src_span.size(), 7u);
}

TEST(EntityNames, AreAllKnown) {
  for (const std::string_view name : {"nbsp", "AMP", "CounterClockwiseContourIntegral", "zwnj"}) {
    EXPECT_TRUE(is_entity_name(name)) << name;
  }
  for (const std::string_view name : {"", "nbps", "NBSP", "zz"}) {
    EXPECT_FALSE(is_entity_name(name)) << name;
  }
}

}  // namespace
}  // namespace maillint
