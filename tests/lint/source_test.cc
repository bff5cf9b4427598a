// Tests of lint/source.h.
#include "lint/source.h"

#include <gtest/gtest.h>

#include <string>

namespace maillint {
namespace {

struct PositionCase {
  std::string_view name;
  std::string_view octets;
  std::size_t offset;
  Position position;
  Span line;
};

class SourcePosition : public testing::TestWithParam<PositionCase> {};

TEST_P(SourcePosition, CountsLinesAndColumnsFromOne) {
  const PositionCase& param = GetParam();
  const Source source("x.eml", std::string(param.octets));
  EXPECT_EQ(source.position(param.offset), param.position);
  EXPECT_EQ(source.line_at(param.offset), param.line);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, SourcePosition,
    testing::Values(PositionCase{"empty", "", 0, {1, 1}, {0, 0}},
                    PositionCase{"first", "ab\ncd\n", 0, {1, 1}, {0, 2}},
                    PositionCase{"on_line_end", "ab\ncd\n", 2, {1, 3}, {0, 2}},
                    PositionCase{"second", "ab\ncd\n", 4, {2, 2}, {3, 5}},
                    PositionCase{"behind_last_line_end", "ab\ncd\n", 6, {3, 1}, {6, 6}},
                    PositionCase{"no_last_line_end", "ab\ncd", 5, {2, 3}, {3, 5}},
                    PositionCase{"crlf", "ab\r\ncd\r\n", 5, {2, 2}, {4, 6}},
                    PositionCase{"between_cr_and_lf", "ab\r\ncd", 3, {1, 4}, {0, 2}},
                    PositionCase{"bare_cr_in_lf_file", "a\rb\nc", 2, {1, 3}, {0, 3}},
                    PositionCase{"old_mac", "ab\rcd\r", 4, {2, 2}, {3, 5}},
                    PositionCase{"above_the_end", "ab", 99, {1, 3}, {0, 2}}),
    [](const auto& test) { return std::string(test.param.name); });

// The index is kept in blocks of 4096 octets: every border must count as a plain scan does.
TEST(Source, AgreesWithAPlainScanAcrossBlocks) {
  std::string octets;
  for (std::size_t line = 0; octets.size() < 9'000; ++line) {
    octets.append(line * 37 % 211, 'x');
    octets += line % 3 == 0 ? "\r\n" : "\n";
  }
  octets.append(5'000, 'y');  // a line that fills whole blocks
  octets += "\nlast";
  const Source source("x.eml", octets);
  Position expected;
  std::size_t line_begin = 0;
  for (std::size_t i = 0; i <= octets.size(); ++i) {
    ASSERT_EQ(source.position(i), expected) << i;
    std::size_t line_end = std::min(octets.find('\n', i), octets.size());
    if (line_end < octets.size() && line_end > line_begin && octets[line_end - 1] == '\r') {
      --line_end;
    }
    ASSERT_EQ(source.line_at(i), span_of(line_begin, line_end)) << i;
    ++expected.column;
    if (i < octets.size() && octets[i] == '\n') {
      expected = {expected.line + 1, 1};
      line_begin = i + 1;
    }
  }
}

TEST(Source, CountsFromItsOrigin) {
  const Source source("box#2", "a\nb", Origin{.line = 100, .offset = 5000});
  EXPECT_EQ(source.position(2), (Position{101, 1}));
  EXPECT_EQ(source.file_offset(2), 5002u);
}

}  // namespace
}  // namespace maillint
