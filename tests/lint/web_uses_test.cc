// Tests of lint/web/css_token.h, css_selector.h and web_uses.h.
#include "lint/web/web_uses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/web/css_selector.h"
#include "lint/web/css_token.h"

namespace maillint {
namespace {

using Strings = std::vector<std::string>;

/// A letter for the kind, then the text: "i:flex".
Strings tokens(std::string_view css) {
  constexpr std::string_view letters = ".sciFAhquNDd";
  Strings out;
  CssTokenizer tokenizer(css);
  std::size_t end = 0;
  for (CssToken token = tokenizer.next(); token.kind != CssTokenKind::end;
       token = tokenizer.next()) {
    EXPECT_EQ(token.span.begin, end) << css;
    EXPECT_GT(token.span.end, token.span.begin) << css;
    end = token.span.end;
    if (token.kind == CssTokenKind::white_space) continue;
    out.push_back(std::string(1, letters[static_cast<std::size_t>(token.kind)]) + ":" +
                  std::string(tokenizer.text(token.span)));
  }
  EXPECT_EQ(end, css.size());
  return out;
}

TEST(CssTokens, AreSplit) {
  EXPECT_EQ(tokens("calc(1.5rem - 2px)"), (Strings{"F:calc(", "D:1.5rem", "d:-", "D:2px", "d:)"}));
  EXPECT_EQ(tokens("-1px +.5% 1e3 1em 1e-2x 5"),
            (Strings{"D:-1px", "D:+.5%", "N:1e3", "D:1em", "D:1e-2x", "N:5"}));
  EXPECT_EQ(tokens("url( a(b.png ) url('c)')"),
            (Strings{"u:url( a(b.png )", "F:url(", "q:'c)'", "d:)"}));
  EXPECT_EQ(tokens("@media #fff --x -webkit-box"),
            (Strings{"A:@media", "h:#fff", "i:--x", "i:-webkit-box"}));
  EXPECT_EQ(tokens("a/* b */'c\\'d'\"e\nf"),
            (Strings{"i:a", "c:/* b */", "q:'c\\'d'", "q:\"e", "i:f"}));
  EXPECT_EQ(tokens("\\66 lex"), (Strings{"i:\\66", "i:lex"}));
  EXPECT_EQ(tokens("/* open"), Strings{"c:/* open"});
  EXPECT_EQ(tokens("url(open"), Strings{"u:url(open"});
  EXPECT_EQ(tokens("\\"), Strings{"d:\\"});
}

/// The signs of the pieces.
std::string signs(std::string_view selectors) {
  std::string out;
  CssSelectorReader reader(selectors);
  CssSelectorPiece piece;
  while (reader.next(piece)) {
    EXPECT_LE(piece.span.end, selectors.size());
    out += piece.sign;
  }
  return out;
}

TEST(CssSelectors, AreWalkedThrough) {
  EXPECT_EQ(signs("p"), "t");
  EXPECT_EQ(signs(" td.a.b#c , * "), "t.c#,*");
  EXPECT_EQ(signs("a.x .y"), "t. .");
  EXPECT_EQ(signs("a > b + c ~ d e"), "t>t+t~t t");
  EXPECT_EQ(signs("a[href^='http://x y'] b"), "t[ t");
  EXPECT_EQ(signs("a:not(.b.c) ::before"), "t:.c :");
  EXPECT_EQ(signs("u + .body .x /* y */ :hover"), "t+. . :");
  EXPECT_EQ(signs("& .b"), "& .");
  EXPECT_EQ(signs("..::[[["), "[");
}

/// "name=place" of the uses of that kind and name.
Strings uses_of(std::string_view html, WebUseKind kind, std::string_view name) {
  const WebUses uses(html);
  Strings out;
  uses.each(kind, name, [&](std::size_t, const WebUse& use) {
    const Span place = uses.place(use);
    out.push_back(std::to_string(place.begin) + " " + std::string(uses.text(place)) +
                  (use.guards != 0 ? " guarded" : ""));
  });
  return out;
}

TEST(WebUsesOf, TagsAndStyles) {
  constexpr std::string_view html =
      "<!DOCTYPE html><Video SRC=a><p style=\"color:&quot;x&quot;;MAX-width : 1px !important\">"
      "<style>@media (a){b{color:red}} c{color:RGB(1,2,3)}</style>";
  EXPECT_EQ(uses_of(html, WebUseKind::element, "video"), Strings{"15 <Video"});
  EXPECT_EQ(uses_of(html, WebUseKind::element, "!doctype"), Strings{"0 <!DOCTYPE"});
  EXPECT_EQ(uses_of(html, WebUseKind::attribute, "src"), Strings{"22 SRC=a"});
  EXPECT_EQ(uses_of(html, WebUseKind::property, "max-width"),
            Strings{"58 MAX-width : 1px !important"});
  EXPECT_EQ(uses_of(html, WebUseKind::keyword, "important"), Strings{"75 important"});
  EXPECT_EQ(uses_of(html, WebUseKind::unit, "px"), Strings{"70 1px"});
  EXPECT_EQ(uses_of(html, WebUseKind::at_rule, "media"), Strings{"93 @media (a)"});
  EXPECT_EQ(uses_of(html, WebUseKind::property, "color").size(), 3U);
  EXPECT_EQ(uses_of(html, WebUseKind::property, "color")[1], "106 color:red guarded");
  EXPECT_EQ(uses_of(html, WebUseKind::function, "rgb"), Strings{"126 RGB("});
}

TEST(WebUsesOf, StylesThatComeAgain) {
  const std::string_view html =
      "<p style='color:red;width:calc(1px)'><!--[if !mso]><!--><b "
      "style='color:red;width:calc(1px)'>"
      "<!--<![endif]--><i style='color:red;width:calc(1px)'>";
  EXPECT_EQ(uses_of(html, WebUseKind::property, "width"),
            (Strings{"20 width:calc(1px)", "76 width:calc(1px) guarded", "129 width:calc(1px)"}));
  EXPECT_EQ(uses_of(html, WebUseKind::function, "calc"),
            (Strings{"26 calc(", "82 calc( guarded", "135 calc("}));
  const WebUses uses(html);
  uses.each(WebUseKind::function, "calc", [&](std::uint32_t, const WebUse& use) {
    const WebUse& declaration = uses[use.group];
    EXPECT_EQ(uses.text(declaration.name), "width");
    EXPECT_EQ(uses[declaration.group].kind, WebUseKind::element);
    EXPECT_EQ(declaration.name.end + 1, use.name.begin);
    EXPECT_LT(uses[declaration.group].name.end, use.name.begin);
  });
}

TEST(WebUsesOf, Pictures) {
  EXPECT_EQ(uses_of("<img src=' a.b/c.WEBP?x=.png#.gif'>", WebUseKind::image, "webp"),
            Strings{"11 a.b/c.WEBP?x=.png#.gif"});
  EXPECT_EQ(uses_of("<img src='a.webp/c'>", WebUseKind::image, "webp"), Strings{});
  EXPECT_EQ(uses_of("<img src='data:image/png;base64,AA'>", WebUseKind::image, "base64").size(),
            1U);
  EXPECT_EQ(uses_of("<p style='background:url(a.png),url(\"b.png\")'>", WebUseKind::image, "png"),
            (Strings{"25 a.png", "37 b.png"}));
}

TEST(WebUsesOf, PicturesThatAreCutOff) {
  EXPECT_EQ(uses_of("<p style='background:url('>logo.svg</p>", WebUseKind::image, "svg"),
            Strings{});
  EXPECT_EQ(uses_of("<p style='background:url(a.svg'>x</p>", WebUseKind::image, "svg"),
            Strings{"25 a.svg"});
}

TEST(WebUsesOf, RulesInRules) {
  EXPECT_EQ(uses_of("<style>a{b:c;d{e:f}}</style>", WebUseKind::selector, "&").size(), 1U);
  EXPECT_EQ(uses_of("<style>.q:before{content:\"{\"}</style>", WebUseKind::selector, "&").size(),
            0U);
  EXPECT_EQ(uses_of("<p style='color:{red}'>", WebUseKind::selector, "&").size(), 0U);
}

/// Nothing is read twice, whatever is left open.
TEST(WebUsesOf, HostileTextInLinearTime) {
  for (const std::string_view piece : {"<",
                                       "<p ",
                                       "<style>",
                                       "<!--",
                                       "<!--[if !mso]>",
                                       "{",
                                       "}",
                                       "(",
                                       "url(",
                                       "'",
                                       "\"",
                                       "\\",
                                       "/*",
                                       "a{b:c}",
                                       "a.",
                                       "a:",
                                       "::",
                                       "[",
                                       "&",
                                       "&quot;",
                                       "<p style='a:b(",
                                       "<p style='a:url('>",
                                       "<p style='&&&&&&&&'>",
                                       "<p class='a b c d' style='a:b'>",
                                       "<p style='a:1px;",
                                       "<img src='data:",
                                       "@media{",
                                       "@",
                                       ",",
                                       "a b",
                                       "a>",
                                       "<p style=a:&quot;>",
                                       "1e"}) {
    for (const std::string_view head : {"", "<style>", "<p style=\"", "<p style='a:"}) {
      std::string html(head);
      while (html.size() < 200'000) html += piece;
      const WebUses uses(html);
      std::size_t count = 0;
      for (const WebUseKind kind : {WebUseKind::unit, WebUseKind::keyword, WebUseKind::property}) {
        uses.each(kind, "a", [&](std::size_t, const WebUse& use) {
          EXPECT_LE(uses.place(use).end, html.size());
          ++count;
        });
      }
      EXPECT_LE(count, html.size());
      EXPECT_LE(uses.size(), WebUses::uses_kept);
      EXPECT_LE(signs(html).size(), html.size() + 1);
    }
  }
}

}  // namespace
}  // namespace maillint
