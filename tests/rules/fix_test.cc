// Fixes of whole messages: what becomes of one field, and how rounds end.
#include "rules/fixes/fix.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>

#include "lint/encoded_word.h"
#include "rules/maillint.h"
#include "rules/suppression/comment_fences.h"

namespace maillint {
namespace {

/// A draft that has these fields and no fault else.
std::string draft(std::string_view fields) {
  return fmt::format(
      "From: Jane Roe <jane@example.com>\n"
      "{}\n"
      "Date: Mon, 23 Nov 2026 09:00:00 +0000\n"
      "Message-ID: <20261123090000.1@example.com>\n"
      "MIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=utf-8\n"
      "\n"
      "Hello\n",
      fields);
}

Fixed fixed(std::string octets, bool unsafe = false, Profile profile = Profile::personal) {
  Options options;
  options.now = *parse_rfc3339("2026-11-23T20:00:00Z");
  options.profile = profile;
  return fix({.path = "a.eml", .octets = std::move(octets), .origin = {}}, options,
             {.unsafe = unsafe, .anyway = false});
}

/// The fields of draft() after fixing.
std::string fixed_fields(std::string_view fields, bool unsafe = false) {
  const std::string octets = fixed(draft(fields), unsafe).octets;
  const std::size_t begin = octets.find('\n') + 1;
  return octets.substr(begin, octets.find("\nDate:") - begin);
}

std::string subject_to_max(std::string_view subject) {
  return fmt::format("To: Max Power <max@example.com>\nSubject: {}", subject);
}

std::string shown(std::string_view subject) {
  return std::string(decode_unstructured(subject, 0).text.text());
}

TEST(FixOfSubject, ReadsAsBefore) {
  for (const std::string_view subject : {
           "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= für dich",
           "dich für =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= heute",
           "dich für =?UTF-8?Q?Gr=C3=BC?=\n =?UTF-8?B?w59l?= heute",
           "für =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= für alle",
           "word word word word word word word word word word word wo für dich",
           "word word word word word word word word word word word  für dich",
           "für dich und alle anderen words words words words words wordss",
           "word word word word word word word word\n word word word word word word wo für dich",
       }) {
    const std::string fields = subject_to_max(subject);
    const std::string after = fixed_fields(fields);
    EXPECT_NE(after, fields) << subject;
    EXPECT_EQ(after.find("für"), std::string::npos) << after;
    EXPECT_EQ(shown(after), shown(fields)) << after;
    EXPECT_EQ(after.find(" \n"), std::string::npos) << after;
    for (std::size_t at = 0; at < after.size(); at = after.find('\n', at) + 1) {
      const std::size_t end = after.find('\n', at);
      EXPECT_LE(std::min(end, after.size()) - at, 76U) << after;
      if (end == std::string::npos) break;
    }
  }
}

TEST(FixOfSubject, TouchesOnlyWhatItMust) {
  EXPECT_EQ(fixed_fields(subject_to_max("word word für dich")),
            subject_to_max("word word =?utf-8?Q?f=C3=BCr?= dich"));
  EXPECT_EQ(
      fixed_fields(subject_to_max("word word word word word word word word word wo für dich")),
      subject_to_max(
          "word word word word word word word word word wo\n =?utf-8?Q?f=C3=BCr?= dich"));
  // What the encoded-words say is not sure.
  for (const std::string_view subject : {"=?x-none?Q?Gr=C3=BC=C3=9Fe?= für dich",
                                         "=?UTF-8?Q?Gr=C3?=\n =?UTF-8?Q?=BC=C3=9Fe?= für dich"})
    EXPECT_EQ(fixed_fields(subject_to_max(subject)), subject_to_max(subject));
}

TEST(FixOfSubject, TakesTheSpaceBeforeTheMarkOut) {
  EXPECT_EQ(fixed_fields(subject_to_max("Soldes !"), true), subject_to_max("Soldes"));
  EXPECT_EQ(fixed_fields(subject_to_max("Soldes\n !!"), true), subject_to_max("Soldes"));
}

TEST(FixOfNames, FoldsBetweenAddresses) {
  EXPECT_EQ(fixed_fields("To: Jürgen <juergen@example.com>, Jörg <joerg@example.com>\n"
                         "Cc: Änne <a@example.com>\n"
                         "Subject: Minutes of Friday"),
            "To: =?utf-8?Q?J=C3=BCrgen?= <juergen@example.com>,\n"
            " =?utf-8?Q?J=C3=B6rg?= <joerg@example.com>\n"
            "Cc: =?utf-8?Q?=C3=84nne?= <a@example.com>\n"
            "Subject: Minutes of Friday");
}

TEST(FixOfNames, EncodesCommentsToo) {
  EXPECT_EQ(fixed_fields("To: Jürgen (Ümlaut) <b@example.net>, a@example.net (Ürsel),\n"
                         " Jane Roe <jane@example.net>,Jörg<j@example.net>\n"
                         "Subject: Minutes of Friday"),
            "To: =?utf-8?Q?J=C3=BCrgen?= (=?utf-8?Q?=C3=9Cmlaut?=) <b@example.net>,\n"
            " a@example.net (=?utf-8?Q?=C3=9Crsel?=),\n"
            " Jane Roe <jane@example.net>, =?utf-8?Q?J=C3=B6rg?= <j@example.net>\n"
            "Subject: Minutes of Friday");
}

TEST(FixOfNames, IsWholeOrNone) {
  const std::string fields =
      "To: Jürgen <b@example.net>, {{ größe }} <a@example.net>\nSubject: Minutes of Friday";
  EXPECT_EQ(fixed(draft(fields)).undone, 0U);
  EXPECT_EQ(fixed_fields(fields), fields);
}

TEST(Fix, OneThatDoesHarmKeepsNoOtherBack) {
  // The first line has no white space to be folded at.
  const std::string to = fmt::format("To: Jürgen<{}@example.com>\n", std::string(44, 'a'));
  const std::string_view subject = "Subject: Minutes of Friday";
  const Fixed result = fixed(draft(fmt::format("{}Cc: Änne <a@example.com>\n{}", to, subject)));
  EXPECT_EQ(result.undone, 1U);
  EXPECT_EQ(result.worse, "header-line-over-78");
  EXPECT_NE(result.octets.find(to), std::string::npos) << result.octets;
  EXPECT_NE(result.octets.find("Cc: =?utf-8?Q?=C3=84nne?= <a@example.com>"), std::string::npos);
}

TEST(Fix, GoesOnUntilNothingIsLeft) {
  std::string text;
  for (const char c : draft(subject_to_max("Minutes of Friday"))) {
    if (c == '\n') text += '\r';
    text += c;
  }
  constexpr std::size_t lines = 12'500;
  for (std::size_t i = 0; i < lines; ++i) text += "one\ntwo\r\n";
  const Fixed once = fixed(text);
  EXPECT_EQ(once.undone, lines);
  EXPECT_FALSE(once.unfinished);
  EXPECT_EQ(fixed(once.octets).undone, 0U);
}

TEST(Fix, GoesOnWhereARuleStopsLooking) {
  std::string fields = subject_to_max("Minutes of Friday");
  for (std::size_t i = 0; i < 3'500; ++i) fields += fmt::format("\nX-A{} : b", i);
  const Fixed once = fixed(draft(fields));
  EXPECT_EQ(once.undone, 3'500U);
  EXPECT_EQ(once.octets.find(" :"), std::string::npos);
}

TEST(FixOfBase64, BreaksLongLines) {
  const std::string head =
      "From: Jane Roe <jane@example.com>\nTo: Max Power <max@example.com>\n"
      "Subject: Minutes of Friday\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n"
      "Message-ID: <20261123090000.1@example.com>\nMIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n";
  std::string line;
  for (int i = 0; i < 25; ++i) line += "dGV4dAp0";
  const Fixed result = fixed(head + line + "\nZQo=\n");
  EXPECT_EQ(result.undone, 1U);
  EXPECT_EQ(result.octets, head + line.substr(0, 76) + '\n' + line.substr(76, 76) + '\n' +
                               line.substr(152) + "\nZQo=\n");
  EXPECT_EQ(fixed(head + line + "!\nZQo=\n").undone, 0U);
}

TEST(FixOfList, OneClickIsNoSafePromise) {
  const std::string text =
      draft(subject_to_max("Minutes of Friday") +
            "\nList-Id: <news.example.com>\nList-Unsubscribe: <https://example.com/preferences>");
  EXPECT_EQ(fixed(text, false, Profile::bulk).octets, text);
  EXPECT_EQ(fixed(text, false, Profile::bulk).unsafe_left, 1U);
  EXPECT_NE(fixed(text, true, Profile::bulk).octets.find("\nList-Unsubscribe-Post: "),
            std::string::npos);
}

TEST(FixOfPictures, AddsAltToThoseThatNoOneSees) {
  std::string text = draft(subject_to_max("Minutes of Friday"));
  text.replace(text.find("text/plain"), 10, "text/html");
  text += "<img src=\"https://example.com/o\" width=\"1\" height=\"1\">\n";
  const Fixed result = fixed(text);
  EXPECT_EQ(result.undone, 1U);
  EXPECT_NE(result.octets.find("<img alt=\"\" src="), std::string::npos);
}

/// Of this process: other programs take their time too.
double seconds_of(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(FixOfSuppressions, FindsEachCommentByItsName) {
  std::string comments;
  std::string fields = subject_to_max("Minutes of Friday");
  for (std::size_t i = 0; i < 1'000; ++i) {
    comments += fmt::format("<!-- maillint-disable subject-ends-question -- {:0900} -->\n", i);
    fields += "\nX-Maillint: disable=subject-ends-question";
  }
  const std::string letter = draft(subject_to_max("Minutes of Friday")) + comments;
  EXPECT_LT(seconds_of([&] { EXPECT_EQ(fixed(letter).undone, 1'000U); }), 4);
  // A thousand at once are read.
  const std::string both = draft(fields) + comments;
  EXPECT_LT(seconds_of([&] { EXPECT_GE(fixed(both).undone, 2'000U); }), 4);
}

TEST(FixOfSuppressions, TakesWholeCommentsOutOfEveryLanguage) {
  const std::string letter = draft(subject_to_max("Minutes of Friday"));
  for (const CommentFence& fence : comment_fences) {
    const std::string comment =
        fmt::format("{} maillint-disable subject-ends-question {}\n", fence.begin, fence.end);
    const std::string after = fixed(letter + comment + "Bye\n", true).octets;
    EXPECT_EQ(after == letter + "Bye\n", fence.whole) << comment;
  }
}

}  // namespace
}  // namespace maillint
