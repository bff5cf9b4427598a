// Tests of lint/date.h.
#include "lint/date.h"

#include <gtest/gtest.h>

#include <string>

#include "lint/calendar.h"

namespace maillint {
namespace {

/// "2026-11-23T09:13:00+01:00 wrong_weekday:Tue", or "none ..." without a time.
std::string describe(std::string_view text) {
  constexpr std::string_view names[] = {"invalid_syntax", "wrong_weekday",  "bad_zone",
                                        "obsolete_zone",  "two_digit_year", "impossible"};
  constexpr std::size_t source_begin = 1'000;
  const ParsedDate parsed = parse_date(text, source_begin);
  std::string result = parsed.time ? format_rfc3339(*parsed.time) : "none";
  for (const DateProblemAt& at : parsed.problems) {
    result += ' ';
    result += names[static_cast<std::size_t>(at.problem)];
    result += ':';
    result += text.substr(at.span.begin - source_begin, at.span.size());
  }
  return result;
}

struct DateCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class ParseDate : public testing::TestWithParam<DateCase> {};

TEST_P(ParseDate, TellsTimeAndProblems) {
  EXPECT_EQ(describe(GetParam().text), GetParam().expected);
}

std::string name_of(const testing::TestParamInfo<DateCase>& info) {
  return std::string(info.param.name);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc5322, ParseDate,
    testing::Values(
        DateCase{"usual", " Mon, 23 Nov 2026 09:13:00 +0100", "2026-11-23T09:13:00+01:00"},
        DateCase{"no_weekday", "23 Nov 2026 09:13:00 -0530", "2026-11-23T09:13:00-05:30"},
        DateCase{"no_seconds", "Mon, 23 Nov 2026 09:13 +0100", "2026-11-23T09:13:00+01:00"},
        DateCase{"one_digit_day", "Sun, 1 Nov 2026 00:00:00 +0000", "2026-11-01T00:00:00+00:00"},
        DateCase{"zone_comment", "Mon, 23 Nov 2026 09:13:00 +0100 (CET)",
                 "2026-11-23T09:13:00+01:00"},
        DateCase{"folded", "Mon, 23 Nov 2026\r\n 09:13:00 +0100", "2026-11-23T09:13:00+01:00"},
        DateCase{"unknown_zone", "Mon, 23 Nov 2026 09:13:00 -0000", "2026-11-23T09:13:00-00:00"},
        DateCase{"leap_day", "Tue, 29 Feb 2028 12:00:00 +0000", "2028-02-29T12:00:00+00:00"},
        DateCase{"leap_second", "Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59+00:00"},
        // RFC 5322 A.5 and A.6.2: comments and white space between all tokens
        DateCase{"comments",
                 "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n"
                 "               -0330 (Newfoundland Time)",
                 "1969-02-13T23:32:00-03:30"},
        DateCase{"obsolete_white_space", "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600",
                 "1997-11-21T09:55:06-06:00"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Problems, ParseDate,
    testing::Values(
        DateCase{"gmt", "Mon, 23 Nov 2026 09:13:00 GMT",
                 "2026-11-23T09:13:00+00:00 obsolete_zone:GMT"},
        DateCase{"pst", "Mon, 23 Nov 2026 09:13:00 PST",
                 "2026-11-23T09:13:00-08:00 obsolete_zone:PST"},
        DateCase{"military_zone", "Mon, 23 Nov 2026 09:13:00 K",
                 "2026-11-23T09:13:00-00:00 obsolete_zone:K"},
        DateCase{"zone_colon", "Mon, 23 Nov 2026 09:13:00 +01:00",
                 "2026-11-23T09:13:00+01:00 bad_zone:+01:00"},
        DateCase{"zone_out_of_range", "Mon, 23 Nov 2026 09:13:00 +9900",
                 "2026-11-23T09:13:00-00:00 bad_zone:+9900"},
        DateCase{"zone_minutes", "Mon, 23 Nov 2026 09:13:00 +0175",
                 "2026-11-23T09:13:00-00:00 bad_zone:+0175"},
        DateCase{"zone_short", "Mon, 23 Nov 2026 09:13:00 +1",
                 "2026-11-23T09:13:00+01:00 bad_zone:+1"},
        DateCase{"gmt_offset", "Mon, 23 Nov 2026 09:13:00 GMT+0100",
                 "2026-11-23T09:13:00+01:00 bad_zone:GMT+0100"},
        DateCase{"no_zone", "Mon, 23 Nov 2026 09:13:00",
                 "2026-11-23T09:13:00-00:00 invalid_syntax:"},
        DateCase{"weekday", "Tue, 23 Nov 2026 09:13:00 +0100",
                 "2026-11-23T09:13:00+01:00 wrong_weekday:Tue"},
        DateCase{"no_comma", "Mon 23 Nov 2026 09:13:00 +0100",
                 "2026-11-23T09:13:00+01:00 invalid_syntax:Mon"},
        DateCase{"german_weekday", "Mo, 23 Nov 2026 09:13:00 +0100",
                 "2026-11-23T09:13:00+01:00 invalid_syntax:Mo"},
        DateCase{"two_digits", "Mon, 23 Nov 26 09:13:00 +0100",
                 "2026-11-23T09:13:00+01:00 two_digit_year:26"},
        DateCase{"two_digits_1997", "Fri, 21 Nov 97 09:55:06 -0600",
                 "1997-11-21T09:55:06-06:00 two_digit_year:97"},
        DateCase{"three_digits", "Mon, 23 Nov 126 09:13:00 +0100",
                 "2026-11-23T09:13:00+01:00 two_digit_year:126"},
        DateCase{"day_31", "31 Nov 2026 09:13:00 +0100", "none impossible:31"},
        DateCase{"february_29", "29 Feb 2026 09:13:00 +0100", "none impossible:29"},
        DateCase{"hour_25", "Mon, 23 Nov 2026 25:30:00 +0100", "none impossible:25:30:00"},
        DateCase{"minute_61", "Mon, 23 Nov 2026 09:61:00 +0100", "none impossible:09:61:00"},
        DateCase{"year_0026", "Mon, 23 Nov 0026 09:13:00 +0100", "none impossible:0026"},
        DateCase{"ctime", "Mon Nov 23 09:13:00 2026",
                 "2026-11-23T09:13:00-00:00 invalid_syntax:Mon"},
        DateCase{"ctime_zone", "Mon Nov 23 09:13:00 2026 +0100",
                 "2026-11-23T09:13:00+01:00 invalid_syntax:Mon"},
        DateCase{"iso", "2026-11-23T09:13:00Z",
                 "2026-11-23T09:13:00+00:00 invalid_syntax:2026-11-23 obsolete_zone:Z"},
        DateCase{"half_day", "Mon, 23 Nov 2026 09:13:00 PM +0100",
                 "2026-11-23T21:13:00+01:00 invalid_syntax:PM"},
        DateCase{"fraction", "Mon, 23 Nov 2026 09:13:00.123 +0100",
                 "2026-11-23T09:13:00+01:00 invalid_syntax:.123"},
        DateCase{"one_digit_hour", "Mon, 23 Nov 2026 9:13:00 +0100",
                 "2026-11-23T09:13:00+01:00 invalid_syntax:9:13:00"},
        DateCase{"trailing_word", "Mon, 23 Nov 2026 09:13:00 +0100 CET",
                 "2026-11-23T09:13:00+01:00 invalid_syntax:CET"},
        DateCase{"no_date", "tomorrow", "none invalid_syntax:tomorrow"},
        DateCase{"empty", "", "none invalid_syntax:"},
        DateCase{"month_number", "Mon, 23 11 2026 09:13:00 +0100", "none invalid_syntax:11"}),
    name_of);

TEST(Calendar, InvertsItself) {
  for (std::int64_t day = -80'000; day < 3'000'000; day += 97) {
    const calendar::Civil civil = calendar::civil_from_days(day);
    ASSERT_EQ(calendar::days_from_civil(civil.year, civil.month, civil.day), day);
  }
  EXPECT_EQ(calendar::weekday(0), 4);  // 1970-01-01 was a Thursday
  EXPECT_EQ(calendar::weekday(-5), 6);
  EXPECT_EQ(calendar::weekday(-4), 0);
}

TEST(Rfc3339, ReadsAndWrites) {
  EXPECT_EQ(parse_rfc3339("2026-11-23T09:13:00+01:00")->seconds, 1'795'421'580);
  EXPECT_EQ(parse_rfc3339("2026-11-23")->seconds, 1'795'392'000);
  EXPECT_EQ(parse_rfc3339("2026-11-23t09:13:00.5Z")->seconds, 1'795'425'180);
  EXPECT_EQ(format_date({.seconds = 1'795'421'580, .zone_minutes = 60}), "2026-11-23 09:13 +0100");
  EXPECT_EQ(format_rfc3339({.seconds = -1, .zone_minutes = -330}), "1969-12-31T18:29:59-05:30");
  for (const std::string_view bad :
       {"", "2026", "2026-11-31", "2026-11-23T09:13:00", "2026-11-23T09:13:00+0100",
        "2026-11-23T24:00:00Z", "2026-11-23T09:13:00Zx", "2026-11-23x"}) {
    EXPECT_FALSE(parse_rfc3339(bad)) << bad;
  }
}

}  // namespace
}  // namespace maillint
