// Tests of lint/web/css.h, css_color.h, element_style.h and style_sheet.h.
#include "lint/web/css.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/web/css_color.h"
#include "lint/web/element_style.h"
#include "lint/web/html_element.h"
#include "lint/web/style_sheet.h"

namespace maillint {
namespace {

using Flag = ElementStyle::Flag;

/// "property=value" of each declaration, "!" behind the important ones.
std::vector<std::string> declarations(std::string_view css) {
  std::vector<std::string> result;
  CssDeclarationReader reader(css);
  CssDeclaration d;
  while (reader.next(d)) {
    result.push_back(std::string(d.property) + "=" + std::string(d.value) +
                     (d.important ? "!" : ""));
  }
  return result;
}

using Strings = std::vector<std::string>;

TEST(CssDeclarations, AreReadOneByOne) {
  EXPECT_EQ(declarations(" color : red ; ; width:1px"), (Strings{"color=red", "width=1px"}));
  EXPECT_EQ(declarations("a:b !important;c:d! IMPORTANT "), (Strings{"a=b!", "c=d!"}));
  EXPECT_EQ(declarations("no colon; a:b"), (Strings{"a=b"}));
  EXPECT_EQ(declarations("a:"), (Strings{"a="}));
  EXPECT_EQ(declarations(""), Strings{});
}

TEST(CssDeclarations, KnowStringsBracketsAndUrls) {
  EXPECT_EQ(declarations("font-family:'a;b',\"c:d\";e:f"),
            (Strings{"font-family='a;b',\"c:d\"", "e=f"}));
  EXPECT_EQ(declarations("background:url(data:image/png;base64,x);e:f"),
            (Strings{"background=url(data:image/png;base64,x)", "e=f"}));
  EXPECT_EQ(declarations("a:'b\\';c';d:e"), (Strings{"a='b';c'", "d=e"}));
  EXPECT_EQ(declarations("a:url(//b/*c);d:e"), (Strings{"a=url(//b/*c)", "d=e"}));
  EXPECT_EQ(declarations("a:{x;y};d:e"), (Strings{"a={x;y}", "d=e"}));
}

TEST(CssDeclarations, UndoEscapesAndComments) {
  EXPECT_EQ(declarations("d\\69splay:n/**/one"), (Strings{"display=none"}));
  EXPECT_EQ(declarations("/* a:b; */display:/* x */none"), (Strings{"display=none"}));
  EXPECT_EQ(declarations("a:\\000062 c"), (Strings{"a=bc"}));
  EXPECT_EQ(declarations("a:b /* open"), (Strings{"a=b"}));
}

TEST(CssDeclarations, HavePlaces) {
  const std::string_view css = "a:b; color : red !important ;";
  CssDeclarationReader reader(css);
  CssDeclaration d;
  ASSERT_TRUE(reader.next(d) && reader.next(d));
  EXPECT_EQ(css.substr(d.span.begin, d.span.size()), "color : red !important");
}

struct Rule {
  std::string prelude;
  std::string block;
  bool conditional;
  CssRule::Kind kind;
  friend bool operator==(const Rule&, const Rule&) = default;
};

std::vector<Rule> rules(std::string_view css) {
  std::vector<Rule> result;
  CssRuleReader reader(css);
  CssRule r;
  while (reader.next(r)) {
    EXPECT_EQ(css.substr(r.prelude_span.begin, r.prelude_span.size()), r.prelude);
    result.push_back({std::string(r.prelude), std::string(r.block), r.conditional, r.kind});
  }
  return result;
}

TEST(CssRules, AreReadOneByOne) {
  using Kind = CssRule::Kind;
  EXPECT_EQ(rules("<!-- p,.a { x:y } /* q{} */ @import url('z;'); @media screen { b{c:d} } e{}-->"),
            (std::vector<Rule>{{"p,.a", " x:y ", false, Kind::style},
                               {"@import url('z;')", "", false, Kind::statement},
                               {"@media screen", "", false, Kind::group},
                               {"b", "c:d", true, Kind::style},
                               {"e", "", false, Kind::style}}));
  EXPECT_EQ(rules("@font-face{src:url(x)} a{b:c"),
            (std::vector<Rule>{{"@font-face", "src:url(x)", false, Kind::other},
                               {"a", "b:c", false, Kind::style}}));
  EXPECT_EQ(rules("} a{} garbage"), (std::vector<Rule>{{"a", "", false, Kind::style}}));
}

TEST(MediaQueries, HoldOnAllScreens) {
  for (const std::string_view media : {"", " ", "all", "screen", "only screen", "print, SCREEN"})
    EXPECT_TRUE(is_for_all_screens(media)) << media;
  for (const std::string_view media : {"print", "screen and (max-width: 1px)", "(min-width: 1px)"})
    EXPECT_FALSE(is_for_all_screens(media)) << media;
}

TEST(CssReaders, TimeIsLinear) {
  for (const std::string_view piece :
       {"url(", "(", "'", "\"\n", "/*", "\\", "{", "}", ";", ":", "@media{", "a{b:c}", "a:b;", "@",
        "<!--", "-->", ".a,", "!important", "url(\n"}) {
    std::string css;
    while (css.size() < 400'000) css += piece;
    EXPECT_LE(declarations(css).size(), css.size());
    EXPECT_LE(rules(css).size(), css.size());
    StyleSheet sheet;
    sheet.add(css, 0, false);
    EXPECT_FALSE(sheet.match({.element = 1, .classes = "a a a", .id = "b"}).reveals);
  }
}

TEST(CssNumber, HasAUnit) {
  EXPECT_EQ(read_css_number("-12.5px")->value, -12.5);
  EXPECT_EQ(read_css_number("-12.5px")->unit, "px");
  EXPECT_EQ(read_css_number(".5em")->value, 0.5);
  EXPECT_EQ(read_css_number("1em")->unit, "em");
  EXPECT_EQ(read_css_number("+3")->value, 3);
  for (const std::string_view text : {"", "px", "-", ".", "+-1", "auto"}) {
    EXPECT_FALSE(read_css_number(text)) << text;
  }
}

TEST(CssColorText, HasManyForms) {
  const CssColor white{255, 255, 255};
  for (const std::string_view text :
       {"#fff", "#FFFFFF", "white", " White ", "rgb(255,255,255)", "rgb(100% 100% 100%)",
        "rgba(255, 255, 255, 1)", "hsl(0,0%,100%)", "hsla(120deg 50% 100% / 100%)", "#ffff"}) {
    ASSERT_TRUE(parse_css_color(text)) << text;
    EXPECT_EQ(*parse_css_color(text), white) << text;
  }
  EXPECT_EQ(*parse_css_color("rebeccapurple"), (CssColor{0x66, 0x33, 0x99}));
  EXPECT_EQ(*parse_css_color("hsl(120, 100%, 25%)"), (CssColor{0, 128, 0}));
  EXPECT_EQ(*parse_css_color("hsl(-120, 100%, 50%)"), (CssColor{0, 0, 255}));
  EXPECT_EQ(*parse_css_color("rgb(0 0 0 / 50%)"), (CssColor{0, 0, 0, 128}));
  EXPECT_EQ(parse_css_color("transparent")->alpha, 0);
  for (const std::string_view text :
       {"", "#", "#ff", "#fffff", "#ggg", "windowtext", "inherit", "currentcolor", "rgb(1,2)",
        "rgb(a,b,c)", "rgb(1,2,3", "var(--x)", "rgb(1,2,3,4,5)"}) {
    EXPECT_FALSE(parse_css_color(text)) << text;
  }
}

TEST(CssColorText, IsLaxInAttributes) {
  EXPECT_EQ(*parse_attribute_color("ff0000"), (CssColor{255, 0, 0}));
  EXPECT_EQ(*parse_attribute_color("#F00"), (CssColor{255, 0, 0}));
  EXPECT_EQ(*parse_attribute_color("red"), (CssColor{255, 0, 0}));
  EXPECT_FALSE(parse_attribute_color("transparent"));
}

TEST(Contrast, IsThatOfWcag) {
  const CssColor white{255, 255, 255};
  EXPECT_NEAR(contrast_ratio({0, 0, 0}, white), 21, 0.01);
  EXPECT_NEAR(contrast_ratio(white, {0x76, 0x76, 0x76}), 4.54, 0.01);
  EXPECT_NEAR(contrast_ratio(white, white), 1, 0.001);
  EXPECT_EQ(blend({0, 0, 0, 128}, white), (CssColor{127, 127, 127}));
}

ElementStyle style_of(std::string_view css) {
  ElementStyle style;
  CssDeclarationReader reader(css);
  CssDeclaration d;
  while (reader.next(d)) style.declare(d);
  return style;
}

TEST(ElementStyleText, KnowsSizes) {
  const auto px = [](std::string_view css) { return style_of(css).font_size; };
  EXPECT_FLOAT_EQ(px("font-size:12pt"), 16);
  EXPECT_FLOAT_EQ(px("font:bold 10px/1.5 Arial, sans-serif"), 10);
  EXPECT_FLOAT_EQ(px("font:400 0/0 a"), 0);
  EXPECT_FLOAT_EQ(px("font-size:80%"), 0.8F);
  EXPECT_EQ(style_of("font-size:80%").size, ElementStyle::Size::relative);
  EXPECT_EQ(style_of("font-size:0").size, ElementStyle::Size::pixels);
  EXPECT_EQ(style_of("font-size:2vw").size, ElementStyle::Size::unknown);
  EXPECT_EQ(style_of("font-size:inherit").size, ElementStyle::Size::unset);
  EXPECT_FLOAT_EQ(px("font-size:x-small"), 10);
}

TEST(ElementStyleText, KnowsBackgrounds) {
  EXPECT_EQ(style_of("background:#123456 none repeat").background, (CssColor{0x12, 0x34, 0x56}));
  EXPECT_EQ(style_of("background:no-repeat rgb(1, 2, 3)").background, (CssColor{1, 2, 3}));
  EXPECT_EQ(style_of("background:#fff url(x.png)").has_image, Flag::yes);
  EXPECT_EQ(style_of("background-color:transparent").background_state, ElementStyle::Color::none);
  EXPECT_EQ(style_of("background:linear-gradient(red, blue)").background_state,
            ElementStyle::Color::unknown);
}

TEST(ElementStyleText, KnowsWhatHides) {
  for (const std::string_view css : {"display:none", "opacity:0", "max-height:0",
                                     "height:0;overflow:hidden", "width:0px;overflow:hidden"}) {
    EXPECT_TRUE(style_of(css).hides()) << css;
  }
  for (const std::string_view css : {"display:block", "opacity:0.5", "height:0", "width:0",
                                     "max-height:none", "overflow:hidden", "mso-hide:all"}) {
    EXPECT_FALSE(style_of(css).hides()) << css;
  }
  for (const std::string_view css :
       {"position:absolute;left:-9999px", "text-indent:-9999px", "margin:0 0 0 -3000px",
        "position:fixed;top:-100em", "transform:translate(-9999px, 0)", "margin-left:-100%"}) {
    EXPECT_TRUE(style_of(css).off_page()) << css;
  }
  for (const std::string_view css : {"left:-9999px", "text-indent:-18.0pt", "margin-left:-10px",
                                     "position:absolute;left:0", "margin:0 auto"}) {
    EXPECT_FALSE(style_of(css).off_page()) << css;
  }
}

ElementStyle matched(const StyleSheet& sheet, std::string_view element, std::string_view classes,
                     std::string_view id = "") {
  return sheet.match({.element = html_element_number(element), .classes = classes, .id = id})
      .normal;
}

TEST(StyleSheetRules, ApplyWhereTheyMust) {
  StyleSheet sheet;
  sheet.add("p{color:red} .a.b{display:none} td#x{font-size:0} P.c,.d{opacity:0}", 0, false);
  EXPECT_EQ(matched(sheet, "p", "").color, (CssColor{255, 0, 0}));
  EXPECT_FALSE(matched(sheet, "p", "a").hides());
  EXPECT_TRUE(matched(sheet, "p", "b x a").hides());
  EXPECT_EQ(matched(sheet, "td", "", "x").size, ElementStyle::Size::pixels);
  EXPECT_EQ(matched(sheet, "th", "", "x").size, ElementStyle::Size::unset);
  EXPECT_TRUE(matched(sheet, "p", "c").hides());
  EXPECT_FALSE(matched(sheet, "b", "c").hides());
  EXPECT_TRUE(matched(sheet, "b", "d").hides());
  EXPECT_FALSE(matched(sheet, "b", "D").hides());
}

TEST(StyleSheetRules, OfOtherSelectorsOnlyMay) {
  StyleSheet sheet;
  sheet.add("td a{color:red;display:none} a:hover{font-size:0} .m[x]{color:red}", 0, false);
  EXPECT_EQ(matched(sheet, "a", "").color_state, ElementStyle::Color::unknown);
  EXPECT_FALSE(matched(sheet, "a", "").hides());
  EXPECT_EQ(matched(sheet, "a", "").size, ElementStyle::Size::unset);
  EXPECT_EQ(matched(sheet, "b", "m").color_state, ElementStyle::Color::unknown);
}

TEST(StyleSheetRules, OfMediaQueriesReveal) {
  StyleSheet sheet;
  sheet.add("@media (max-width:600px){.m{display:block !important} .n{display:none}}", 0, false);
  const auto reveals = [&](std::string_view c) {
    return sheet.match({.element = 0, .classes = c, .id = ""}).reveals;
  };
  EXPECT_TRUE(reveals("x m"));
  EXPECT_FALSE(reveals("n"));
  EXPECT_FALSE(matched(sheet, "p", "n").hides());
}

TEST(StyleSheetRules, KeepPlacesInTheDocument) {
  const std::string_view html = "<style>@import 'x.css'; p{display: flex}</style>";
  StyleSheet sheet;
  sheet.add(html.substr(7, html.size() - 15), 7, false);
  ASSERT_EQ(sheet.imports().size(), 1u);
  EXPECT_EQ(html.substr(sheet.imports()[0].begin, sheet.imports()[0].size()), "@import 'x.css'");
  ASSERT_EQ(sheet.layouts().size(), 1u);
  EXPECT_EQ(html.substr(sheet.layouts()[0].begin, sheet.layouts()[0].size()), "display: flex");
}

}  // namespace
}  // namespace maillint
