// Tests of lint/escape.h.
#include "lint/escape.h"

#include <gtest/gtest.h>

#include "lint/utf8.h"

namespace maillint {
namespace {

struct EscapeCase {
  std::string_view name;
  std::string_view text;
  std::string_view escaped;
  std::string_view json;
};

class Escape : public testing::TestWithParam<EscapeCase> {};

TEST_P(Escape, MakesTextSafe) {
  EXPECT_EQ(escaped(GetParam().text), GetParam().escaped);
  EXPECT_EQ(json_escaped(GetParam().text), GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Escape,
    testing::Values(
        EscapeCase{"empty", "", "", ""},
        EscapeCase{"plain", "Hello, world", "Hello, world", "Hello, world"},
        EscapeCase{"utf8", "Gr\u00FC\u00DFe \u4F60 \U0001F600", "Gr\u00FC\u00DFe \u4F60 \U0001F600",
                   "Gr\u00FC\u00DFe \u4F60 \U0001F600"},
        EscapeCase{"csi", "a\x1b[31mb", "a\\x1b[31mb", "a\\u001b[31mb"},
        EscapeCase{"white_space", "a\tb\r\nc", "a\\tb\\r\\nc", "a\\u0009b\\u000d\\u000ac"},
        EscapeCase{"nul", std::string_view("a\0b", 3), "a\\x00b", "a\\u0000b"},
        EscapeCase{"del", "\x7f", "\\x7f", "\\u007f"},
        EscapeCase{"quotes", "\"\\\"", "\"\\\"", "\\\"\\\\\\\""},
        EscapeCase{"raw_c1",
                   "a\x9b"
                   "1m",
                   "a\\x9b1m", "a\uFFFD1m"},
        EscapeCase{"c1_code_point",
                   "a\xC2\x9B"
                   "1m",
                   "aU+009B1m", "a\\u009b1m"},
        EscapeCase{"bidi_override", "cod\u202Efdp.exe", "codU+202Efdp.exe", "cod\\u202efdp.exe"},
        EscapeCase{"bidi_isolate", "\u2066x\u2069", "U+2066xU+2069", "\\u2066x\\u2069"},
        EscapeCase{"arabic_letter_mark", "\u061C", "U+061C", "\\u061c"},
        EscapeCase{"line_separator", "a\u2028b", "aU+2028b", "a\\u2028b"},
        EscapeCase{"tag_character", "a\U000E0041", "aU+E0041", "a\\udb40\\udc41"},
        EscapeCase{"zero_width_space", "pay\u200Bpal", "payU+200Bpal", "pay\u200Bpal"},
        EscapeCase{"joiner_between_ascii", "pay\u200Dpal", "payU+200Dpal", "pay\u200Dpal"},
        EscapeCase{"joiner_in_emoji", "\U0001F468\u200D\U0001F4BB", "\U0001F468\u200D\U0001F4BB",
                   "\U0001F468\u200D\U0001F4BB"},
        EscapeCase{"truncated_sequence", "a\xE2\x82", "a\\xe2\\x82", "a\uFFFD\uFFFD"},
        EscapeCase{"overlong", "\xC0\xAF", "\\xc0\\xaf", "\uFFFD\uFFFD"},
        EscapeCase{"surrogate", "\xED\xA0\x80", "\\xed\\xa0\\x80", "\uFFFD\uFFFD\uFFFD"},
        EscapeCase{"above_unicode", "\xF4\x90\x80\x80", "\\xf4\\x90\\x80\\x80",
                   "\uFFFD\uFFFD\uFFFD\uFFFD"},
        EscapeCase{"replacement_character", "\uFFFD", "\uFFFD", "\uFFFD"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Escape, KeepsWhatIsAskedFor) {
  EXPECT_EQ(escaped("a\tb\nc\r", Keep::tab), "a\tb\\nc\\r");
  EXPECT_EQ(escaped("a\tb\nc\r", Keep::tab_and_line_feed), "a\tb\nc\\r");
}

bool is_dangerous(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

void expect_clean(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, i);
    ASSERT_TRUE(c.valid);
    ASSERT_FALSE(is_dangerous(c.value));
    i += c.length;
  }
}

TEST(Escape, EveryPairOfOctetsComesOutClean) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const char pair[] = {'x', static_cast<char>(a), static_cast<char>(b)};
      expect_clean(escaped(std::string_view(pair, 3)));
      expect_clean(json_escaped(std::string_view(pair, 3)));
    }
  }
}

TEST(Escape, EveryCodePointComesOutClean) {
  for (char32_t c = 0; c <= 0xE01FF; ++c) {
    if (c == 0x3000) c = 0xFE00;  // letters only between them
    if (c == 0x10000) c = 0xE0000;
    std::string text;
    utf8::append(text, c);
    expect_clean(escaped(text));
    expect_clean(json_escaped(text));
    EXPECT_EQ(escaped(text) == text, !is_deceptive(c) && c >= 0x20 && c != 0x7F);
  }
}

}  // namespace
}  // namespace maillint
