// Tests of lint/web/html.h.
#include "lint/web/html.h"

#include <gtest/gtest.h>

#include "lint/limits.h"

namespace maillint {
namespace {

struct TextCase {
  std::string_view name;
  std::string_view html;
  std::string_view visible;
  std::string_view hidden = "";
};

class VisibleText : public testing::TestWithParam<TextCase> {};

TEST_P(VisibleText, IsWhatAReaderSees) {
  const HtmlDocument document = read_html(GetParam().html);
  EXPECT_EQ(document.visible_text, GetParam().visible);
  EXPECT_EQ(document.hidden_text, GetParam().hidden);
}

INSTANTIATE_TEST_SUITE_P(
    Structure, VisibleText,
    testing::Values(
        TextCase{"empty", "", ""}, TextCase{"plain", " a \n b ", "a b"},
        TextCase{"inline_tags", "a<b>b</b>c <i>d</i>", "abc d"},
        TextCase{"blocks", "<p>a<p>b<div>c</div>d", "a\nb\nc\nd"},
        TextCase{"br", "a<br>b</br>c", "a\nb\nc"},
        TextCase{"cells", "<table><tr><td>a</td><td>b</td></tr><tr><td>c", "a b\nc"},
        TextCase{"head", "<head><title>T</title><style>x{}</style></head><body>b", "b"},
        TextCase{"head_without_end", "<head><meta x><p>b", "b"},
        TextCase{"script", "a<script>if (1<2) '</b>'</script>b", "ab"},
        TextCase{"script_in_comment", "<script><!-- <script> </script> --></script>b", "b"},
        TextCase{"unclosed_style", "a<style>b", "a"},
        TextCase{"entities", "a&amp;b&nbsp;&lt;c&#x41;&eacute", "a&b <cA\u00E9"},
        TextCase{"less_than", "1 < 2 <3 <", "1 < 2 <3 <"},
        TextCase{"comment", "a<!-- <p> -- > -->b", "ab"},
        TextCase{"short_comments", "a<!-->b<!--->c", "abc"},
        TextCase{"bang_comment", "a<!--x--!>b", "ab"}, TextCase{"open_comment", "a<!--b", "a"},
        TextCase{"doctype", "<!DOCTYPE html>a", "a"}, TextCase{"cdata", "<![CDATA[x]]>a", "a"},
        TextCase{"processing", "<?xml a?>b", "b"}, TextCase{"empty_end_tag", "a</>b", "ab"},
        TextCase{"bogus_end_tag", "a</ b>c", "ac"}, TextCase{"cut_tag", "a<p title=\"x", "a"},
        TextCase{"quoted_gt", "<p title='a>b'>c", "c"},
        TextCase{"mso", "a<!--[if mso]>b<![endif]-->c", "ac"},
        TextCase{"not_mso", "a<!--[if !mso]><!-->b<!--<![endif]-->c", "abc"},
        TextCase{"revealed", "a<![if !mso]>b<![endif]>c", "abc"},
        TextCase{"after_body", "<body>a</body></html>b", "a\nb"}),
    [](const auto& tested) { return std::string(tested.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Hidden, VisibleText,
    testing::Values(
        TextCase{"display_none", "<div style='color:red; Display : NONE !important'>a</div>b", "b",
                 "a"},
        TextCase{"nested", "<div style=display:none><p>a</p><b>b</b></div>c", "c", "a\nb"},
        TextCase{"later_wins", "<p style='display:none;display:block'>a", "a"},
        TextCase{"hidden_attribute", "<p hidden>a</p>b", "b", "a"},
        TextCase{"visibility", "<p style=visibility:hidden>a<b style=visibility:visible>b</b>", "b",
                 "a"},
        TextCase{"font_size", "<td style='font-size:0px'>a<div style='font-size:13px'>b</div></td>",
                 "b", "a"},
        TextCase{"relative_size", "<p style=font-size:0>a<b style=font-size:120%>b", "", "ab"},
        TextCase{"font_shorthand", "<p style='font:0/0 a'>a", "", "a"},
        TextCase{"small_font", "<p style=font-size:0.9em>a", "a"},
        TextCase{"opacity", "<p style=opacity:0>a</p><p style=opacity:0.5>b", "b", "a"},
        TextCase{"max_height", "<p style='max-height:0px;overflow:hidden'>a", "", "a"},
        TextCase{"only_outlook", "<a style='mso-hide:all'>a</a>", "a"},
        TextCase{"p_ends_p", "<p style=display:none>a<p>b", "b", "a"},
        TextCase{"td_ends_td", "<table><tr><td style=display:none>a<td>b", "b", "a"},
        TextCase{"li_ends_li", "<ul><li style=display:none>a<li>b</ul>", "b", "a"},
        TextCase{"end_tag_across", "<b><div style=display:none></b>a</div>b", "b", "a"},
        TextCase{"stray_div_end", "<div style=display:none><table><td></div>a</table>b</div>c", "c",
                 "a\nb"},
        TextCase{"void_element", "<img style=display:none>a", "a"},
        TextCase{"escaped_style", "<p style='display&colon;none'>a", "", "a"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(HtmlLinks, HaveTextAndPlace) {
  const std::string_view html =
      "<a HREF = \"https://a.example/?x=1&amp;y=2&copy=3\"><b>Go </b> \n<img alt='now'></a> "
      "<a name=x>no</a><a href=b>open <td>cell</td><area href='c' alt=map>";
  const HtmlDocument document = read_html(html);
  ASSERT_EQ(document.links.size(), 3u);
  const HtmlLink& link = document.links[0];
  EXPECT_EQ(link.href, "https://a.example/?x=1&y=2&copy=3");
  EXPECT_EQ(link.text, "Go [now]");
  EXPECT_EQ(html.substr(link.href_span.begin, link.href_span.size()),
            "https://a.example/?x=1&amp;y=2&copy=3");
  EXPECT_TRUE(html.substr(link.tag.begin).starts_with("<a HREF"));
  EXPECT_EQ(document.links[1].text, "open cell");
  EXPECT_EQ(document.links[2].element, "area");
  EXPECT_EQ(document.links[2].text, "[map]");
}

TEST(HtmlLinks, EndAtTheNextOne) {
  const HtmlDocument document = read_html("<a href=a>one<a href=b>two</a>three");
  ASSERT_EQ(document.links.size(), 2u);
  EXPECT_EQ(document.links[0].text, "one");
  EXPECT_EQ(document.links[1].text, "two");
}

TEST(HtmlLinks, LeaveHiddenTextOut) {
  const HtmlDocument document =
      read_html("<a href=a>see<span style=display:none> www.b.example</span> c</a>");
  EXPECT_EQ(document.links[0].text, "see c");
}

TEST(HtmlDocument, KeepsImagesTitleAndBase) {
  const HtmlDocument document = read_html(
      "<head><base href='http://b.example/'><title> A &amp; B</title><img src=x width=1 "
      "height='2'><img alt=''>");
  EXPECT_EQ(document.base_href, "http://b.example/");
  EXPECT_EQ(document.title, "A & B");
  ASSERT_EQ(document.images.size(), 2u);
  EXPECT_EQ(document.images[0].width, "1");
  EXPECT_EQ(document.images[0].height, "2");
  EXPECT_FALSE(document.images[0].has_alt);
  EXPECT_TRUE(document.images[1].has_alt);
}

TEST(DecodeEntities, KnowsNamesAndNumbers) {
  EXPECT_EQ(decode_entities("&#150;&#8211;&ndash;"), "\u2013\u2013\u2013");
  EXPECT_EQ(decode_entities("&#0;&#xD800;&#99999999999;"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(decode_entities("&notit;&unknown;&;&"), "\u00ACit;&unknown;&;&");
  EXPECT_EQ(decode_entities("?a&copy=1&amp=2&ampx", EntityContext::attribute),
            "?a&copy=1&amp=2&ampx");
  EXPECT_EQ(decode_entities("&colon;&sol;&Tab;&NewLine;&period;"), ":/\t\n.");
  EXPECT_EQ(decode_entities("&#;&#x;"), "&#;&#x;");
}

TEST(HtmlLimits, AreToldAndReadingGoesOn) {
  std::string deep;
  for (std::size_t i = 0; i <= limits::html_open_elements; ++i) deep += "<div>";
  EXPECT_TRUE(read_html(deep + "x").limit_reached);
  EXPECT_EQ(read_html(deep + "x").visible_text, "x");
  EXPECT_EQ(read_html(deep + "<b hidden>x</b>y").visible_text, "y");
  std::string wide = "<p";
  for (std::size_t i = 0; i <= limits::html_attributes; ++i) wide += " a" + std::to_string(i);
  const HtmlDocument document = read_html("a" + wide + ">x");
  EXPECT_TRUE(document.limit_reached);
  EXPECT_EQ(document.limit_span.begin, 1u);
  EXPECT_FALSE(read_html("<div>x").limit_reached);
}

TEST(HtmlLimits, TimeIsLinear) {
  for (const std::string_view piece : {"<",
                                       "<!--",
                                       "<a x=\"",
                                       "<div>",
                                       "<b><i><a href=x>",
                                       "</b>",
                                       "<p>",
                                       "<td>",
                                       "<title>",
                                       "<script>",
                                       "<script><!--<script>",
                                       "&",
                                       "&#",
                                       "&notit",
                                       "<img ",
                                       "<a href=x>y",
                                       "<li><ul>",
                                       "</div><div hidden>",
                                       "<table><td>",
                                       "<b></p>",
                                       "-->",
                                       "<?",
                                       "</",
                                       "</>",
                                       "<a ",
                                       "<style>a{b:c}</style><a class=x>",
                                       "<style>.x{",
                                       "<p style=color:red>x",
                                       "<b><!--x-->",
                                       "<p id=a onclick=b>",
                                       "<!"}) {
    std::string html;
    while (html.size() < 400'000) html += piece;
    EXPECT_LE(read_html(html).links.size(), limits::html_links);
  }
}

}  // namespace
}  // namespace maillint
