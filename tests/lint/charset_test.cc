// Tests of lint/charset.h.
#include "lint/charset.h"

#include <gtest/gtest.h>

#include <string>

#include "lint/charset_table.h"

namespace maillint {
namespace {

struct CharsetCase {
  std::string_view name;
  std::string_view charset;
  std::string_view octets;
  std::string_view text;
  std::size_t invalid = 0;
  bool known = true;
};

class ToUtf8 : public testing::TestWithParam<CharsetCase> {};

TEST_P(ToUtf8, DecodesAndCounts) {
  const CharsetCase& param = GetParam();
  const CharsetResult result = to_utf8(param.octets, param.charset);
  EXPECT_EQ(result.text, param.text);
  EXPECT_EQ(result.invalid, param.invalid);
  EXPECT_EQ(result.known, param.known);
  EXPECT_EQ(result.map.output_size(), result.text.size());
  EXPECT_TRUE(is_valid_utf8(result.text));
  if (!result.text.empty()) {
    EXPECT_EQ(result.map.input(0, result.text.size()), span_of(0, param.octets.size()));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Charsets, ToUtf8,
    testing::Values(CharsetCase{"ascii", "us-ascii", "abc", "abc"},
                    CharsetCase{"ascii_with_utf8", "US-ASCII", "\xC3\xBC", "ü", 2},
                    CharsetCase{"ascii_with_latin1", "us-ascii", "\xFC!", "ü!", 1},
                    CharsetCase{"none_utf8", "", "\xC3\xBC", "ü"},
                    CharsetCase{"none_latin1", "", "\xFC", "ü"},
                    CharsetCase{"utf8", "UTF8",
                                "a\xE2\x82\xAC"
                                "b",
                                "a€b"},
                    CharsetCase{"utf8_broken", "utf-8",
                                "a\xFC"
                                "b\xC3",
                                "a\uFFFDb\uFFFD", 2},
                    CharsetCase{"utf8_surrogate", "utf-8", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3},
                    CharsetCase{"utf8_overlong", "utf-8", "\xC0\xAF", "\uFFFD\uFFFD", 2},
                    CharsetCase{"latin1_means_1252", "iso-8859-1", "\x93x\x94", "“x”"},
                    CharsetCase{"undefined_1252", "windows-1252", "\x81", "\uFFFD", 1},
                    CharsetCase{"latin2", "ISO-8859-2", "\xB1", "ą"},
                    CharsetCase{"latin9_euro", "iso-8859-15", "\xA4", "€"},
                    CharsetCase{"koi8", "koi8-r", "\xF0\xD2\xC9", "При"},
                    CharsetCase{"cyrillic", "windows-1251", "\xCF\xF0\xE8 ok", "При ok"},
                    CharsetCase{"arabic_hole", "iso-8859-6", "\xA1", "\uFFFD", 1},
                    CharsetCase{"turkish", "iso-8859-9", "\xFD", "ı"},
                    CharsetCase{"gb2312", "gb2312", "\xC4\xE3 \xBA\xC3", "你 好"},
                    CharsetCase{"gb18030_four", "gb18030", "\x81\x30\x84\x36", "¥"},
                    CharsetCase{"gbk_broken", "gbk", "\xC4", "\uFFFD", 1},
                    CharsetCase{"big5", "Big5", "\xA7\x41\xA6\x6E!", "你好!"},
                    CharsetCase{"shift_jis", "shift_jis", "\x93\xFA\x96\x7B \xB1", "日本 ｱ"},
                    CharsetCase{"euc_jp", "euc-jp", "\xC6\xFC\xCB\xDC\x8E\xB1", "日本ｱ"},
                    CharsetCase{"euc_kr", "ks_c_5601-1987", "\xBE\xC8\xB3\xE7", "안녕"},
                    CharsetCase{"iso_2022_jp", "iso-2022-jp", "a\x1B$B\x46\x7C\x1B(B!", "a日!"},
                    CharsetCase{"jis_back", "iso-2022-jp", "a\x1B$B\x46\x7C\x1B(B, b", "a日, b"},
                    CharsetCase{"jis_8bit", "iso-2022-jp", "ab\xFC!", "ab\uFFFD!", 1},
                    CharsetCase{"jis_set_2", "iso-2022-jp-2", "a\x1B.A\x1BNd \x1BNd", "aä ä"},
                    CharsetCase{"utf_7_never", "utf-7", "+ADw-", "+ADw-"},
                    CharsetCase{"utf_16le", "utf-16le", std::string_view("a\0\xAC\x20", 4), "a€"},
                    CharsetCase{"unknown_utf8", "klingon", "\xC3\xBC", "ü", 0, false},
                    CharsetCase{"unknown_latin1", "x-unknown", "\xFC", "ü", 0, false},
                    CharsetCase{"label_with_space", " UTF-8 ", "\xC3\xBC", "ü"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ToUtf8Map, LeadsEachCharacterToItsOctets) {
  const CharsetResult latin = to_utf8(
      "a\xFC"
      "b\x80",
      "iso-8859-1");  // "aüb€"
  ASSERT_EQ(latin.text, "aüb€");
  EXPECT_EQ(latin.map.input(1, 3), (Span{1, 2}));
  EXPECT_EQ(latin.map.input(3, 4), (Span{2, 3}));
  EXPECT_EQ(latin.map.input(4, 7), (Span{3, 4}));

  const CharsetResult chinese = to_utf8(
      "a\xC4\xE3\xBA\xC3"
      "b\x81\x30\x84\x36",
      "gb18030");
  ASSERT_EQ(chinese.text, "a你好b¥");
  EXPECT_EQ(chinese.map.input(1, 4), (Span{1, 3}));
  EXPECT_EQ(chinese.map.input(4, 7), (Span{3, 5}));
  EXPECT_EQ(chinese.map.input(7, 8), (Span{5, 6}));
  EXPECT_EQ(chinese.map.input(8, 10), (Span{6, 10}));

  const CharsetResult japanese = to_utf8("a\x1B$B\x46\x7C\x1B(B!", "iso-2022-jp");
  ASSERT_EQ(japanese.text, "a日!");
  EXPECT_EQ(japanese.map.input(0, 1), (Span{0, 1}));
  EXPECT_EQ(japanese.map.input(4, 5), (Span{9, 10}));
}

TEST(ToUtf8Map, KeepsItsPlaceAfterInvalidOctets) {
  const CharsetResult result = to_utf8(
      "\xFF\xFF"
      "abc\xC3\xBC",
      "utf-8");
  ASSERT_EQ(result.text, "\uFFFD\uFFFDabcü");
  EXPECT_EQ(result.map.input(6, 9), (Span{2, 5}));
  EXPECT_EQ(result.map.input(3, 4), (Span{1, 2}));
}

TEST(ToUtf8, DecodesLongTextInChunks) {
  std::string octets;
  std::string expected;
  for (std::size_t i = 0; i < 10'000; ++i) {
    octets += "\xC4\xE3\xBA\xC3";
    expected += "你好";
  }
  const CharsetResult result = to_utf8(octets, "gbk");
  EXPECT_EQ(result.text, expected);
  for (std::size_t i = 0; i < 20'000; i += 997) {
    EXPECT_EQ(result.map.input(i * 3, i * 3 + 3), span_of(i * 2, i * 2 + 2));
  }
}

TEST(ToUtf8, NeverFailsOnAnyOctet) {
  std::string octets;
  for (int i = 0; i < 256; ++i) octets += {static_cast<char>(i), static_cast<char>(255 - i)};
  for (const char* charset : {"gb18030", "big5", "big5-hkscs", "shift_jis", "euc-jp", "euc-kr",
                              "euc-tw", "johab", "iso-2022-jp", "iso-2022-kr", "utf-16", "utf-32",
                              "viscii", "tcvn", "windows-1258", "macintosh"}) {
    const CharsetResult result = to_utf8(octets, charset);
    EXPECT_TRUE(is_valid_utf8(result.text)) << charset;
    EXPECT_FALSE(result.text.empty()) << charset;
    EXPECT_EQ(result.map.output_size(), result.text.size()) << charset;
    EXPECT_LE(result.map.input(0, result.text.size()).end, octets.size()) << charset;
  }
}

TEST(Charset, KnowsLabelsWithoutCase) {
  EXPECT_TRUE(is_known_charset("Utf-8"));
  EXPECT_TRUE(is_known_charset("CP1252"));
  EXPECT_FALSE(is_known_charset("utf-9"));
  EXPECT_FALSE(is_known_charset(""));
  EXPECT_FALSE(is_known_charset(std::string(1000, 'a')));
  EXPECT_FALSE(is_known_charset("UTF-8//TRANSLIT"));  // iconv would read options there
}

TEST(Charset, EachIconvNameIsThere) {
  for (const char* label : {"iso-8859-2", "koi8-u", "tcvn", "georgian-ps", "armscii-8", "viscii",
                            "euc-tw", "johab", "big5-hkscs", "iso-2022-kr", "x-mac-cyrillic"}) {
    const Charset* charset = find_charset(label);
    ASSERT_NE(charset, nullptr) << label;
    EXPECT_FALSE(charset->iconv.empty()) << label;
  }
}

TEST(Utf8, ScrubsAndWalks) {
  EXPECT_EQ(scrub_utf8("a\xFF"
                       "b"),
            "a\uFFFDb");
  std::size_t i = 0;
  EXPECT_EQ(next_code_point("€", i), 0x20ACu);
  EXPECT_EQ(i, 3u);
  i = 0;
  EXPECT_EQ(next_code_point("\xE2\x82", i), 0xFFFDu);
  EXPECT_EQ(i, 1u);
  EXPECT_FALSE(is_valid_utf8("\xF5\x80\x80\x80"));
  EXPECT_TRUE(is_valid_utf8("\xF4\x8F\xBF\xBF"));
}

}  // namespace
}  // namespace maillint
