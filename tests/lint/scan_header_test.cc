// Tests of lint/message.h: header sections, their fields and their faults.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/message.h"
#include "tests/lint/scan.h"

namespace maillint {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using enum Defect;

/// A defect and the text it is about.
struct Fault {
  Defect defect;
  std::string text;
  friend bool operator==(const Fault&, const Fault&) = default;
  friend void PrintTo(const Fault& fault, std::ostream* out) {
    *out << static_cast<int>(fault.defect) << " '" << fault.text << "'";
  }
};

std::vector<Fault> faults(const Message& message) {
  std::vector<Fault> result;
  for (const DefectAt& at : message.defects()) {
    result.push_back({at.defect, std::string(message.text(at.span))});
  }
  return result;
}

std::vector<std::string> fields(const Message& message) {
  std::vector<std::string> result;
  for (const Field& field : message.fields()) {
    result.push_back(std::string(message.name(field)) + '=' + message.unfolded(field));
  }
  return result;
}

struct HeaderCase {
  std::string_view name;
  std::string_view octets;
  std::vector<std::string> fields;
  std::string_view body;
  std::vector<Fault> faults = {};
};

class ScanHeader : public testing::TestWithParam<HeaderCase> {};

TEST_P(ScanHeader, FindsFieldsBodyAndFaults) {
  const HeaderCase& param = GetParam();
  const auto message = scan(param.octets);
  EXPECT_THAT(fields(*message), ElementsAreArray(param.fields));
  EXPECT_EQ(message->text(message->parts()[0].body), param.body);
  EXPECT_THAT(faults(*message), ElementsAreArray(param.faults));
  EXPECT_EQ(message->has_header(), !param.fields.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Fields, ScanHeader,
    testing::Values(
        HeaderCase{"fold", "Subject: a\n b\n\tc\nTo: d\n\nx", {"Subject=a b\tc", "To=d"}, "x"},
        HeaderCase{"empty_body", "Subject:\nTo:\n\nx", {"Subject=", "To="}, "x"},
        HeaderCase{"fold_only", "Subject:\n a\n\nx", {"Subject=a"}, "x"},
        HeaderCase{"order", "X-B: 1\nX-A: 2\nX-B: 3\n\n", {"X-B=1", "X-A=2", "X-B=3"}, ""},
        HeaderCase{"no_end", "Subject: a", {"Subject=a"}, ""},
        HeaderCase{"unknown_names", "Foo: 1\nBar: 2\n\nx", {"Foo=1", "Bar=2"}, "x"},
        HeaderCase{"mixed_case", "SUBJECT: a\n\n", {"SUBJECT=a"}, ""},
        HeaderCase{"byte_order_mark", "\xEF\xBB\xBFSubject: a\n\nx", {"Subject=a"}, "x"},
        HeaderCase{"mailbox_of_one",
                   "From a@b.example Mon Nov 23 10:00:00 2026\nSubject: a\n\nx",
                   {"Subject=a"},
                   "x"},
        HeaderCase{"crcrlf", "Subject: a\r\n\r\r\nx\r\n", {"Subject=a"}, "x\r\n"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Faults, ScanHeader,
    testing::Values(
        HeaderCase{"no_colon",
                   "Subject: a\nbroken line\nTo: b\n\nx",
                   {"Subject=a", "To=b"},
                   "x",
                   {{line_without_colon, "broken line"}}},
        HeaderCase{"no_colon_folded",
                   "Subject: a\nbroken line\n more\nTo: b\n\nx",
                   {"Subject=a", "To=b"},
                   "x",
                   {{line_without_colon, "broken line"}}},
        HeaderCase{"no_colon_first",
                   "broken line\nTo: b\n\nx",
                   {"To=b"},
                   "x",
                   {{line_without_colon, "broken line"}}},
        HeaderCase{"one_word_last",
                   "To: b\nX-Broken\n\nx",
                   {"To=b"},
                   "x",
                   {{line_without_colon, "X-Broken"}}},
        HeaderCase{"lesser_fields_follow",
                   "To: b\nbroken line\nFoo: 1\n\nx",
                   {"To=b", "Foo=1"},
                   "x",
                   {{line_without_colon, "broken line"}}},
        HeaderCase{"missing_separator",
                   "To: b\nHello Bob,\nall well.\n\nx",
                   {"To=b"},
                   "Hello Bob,\nall well.\n\nx",
                   {{missing_separator, "Hello Bob,"}}},
        HeaderCase{"url_begins_body",
                   "To: b\nhttp://a.example/\n\nx",
                   {"To=b"},
                   "http://a.example/\n\nx",
                   {{missing_separator, "http://a.example/"}}},
        HeaderCase{"space_before_colon",
                   "Subject \t: a\n\n",
                   {"Subject=a"},
                   "",
                   {{space_before_colon, " \t"}}},
        HeaderCase{"eight_bit_name",
                   "To: b\nS\xFCj: a\n\nx",
                   {"To=b", "S\xFCj=a"},
                   "x",
                   {{field_name_invalid_char, "S\xFCj"}}},
        HeaderCase{"spaced_name",
                   "Reply To: a\nTo: b\n\nx",
                   {"Reply To=a", "To=b"},
                   "x",
                   {{field_name_invalid_char, "Reply To"}}},
        HeaderCase{"spaced_name_last",
                   "To: b\nContent Type: text/plain\n\nx",
                   {"To=b", "Content Type=text/plain"},
                   "x",
                   {{field_name_invalid_char, "Content Type"}}},
        HeaderCase{"split_name_last",
                   "To: b\nX-Room Number: 12\n\nx",
                   {"To=b", "X-Room Number=12"},
                   "x",
                   {{field_name_invalid_char, "X-Room Number"}}},
        HeaderCase{
            "delimiter_is_no_field",
            "To: b\nContent-Type: multipart/mixed; boundary=\"b\"\n--b\nX-A: b\n\nx\n--b--\n",
            {"To=b", "Content-Type=multipart/mixed; boundary=\"b\""},
            "--b\nX-A: b\n\nx\n--b--\n",
            {{missing_separator, "--b"}}},
        HeaderCase{"blank_fold",
                   "Subject: a\n \t\n b\n\nx",
                   {"Subject=a \t b"},
                   "x",
                   {{whitespace_only_fold, " \t"}}},
        HeaderCase{"space_is_no_separator",
                   "Subject: a\n \nHello Bob.\n\nx",
                   {"Subject=a"},
                   "Hello Bob.\n\nx",
                   {{whitespace_only_fold, " "}, {missing_separator, "Hello Bob."}}},
        HeaderCase{"leading_space",
                   " odd\nSubject: a\n\nx",
                   {"Subject=a"},
                   "x",
                   {{leading_space_first_line, " odd"}}},
        HeaderCase{"folded_name",
                   "From\n : a@b.example\nTo: c\n\nx",
                   {"From=a@b.example", "To=c"},
                   "x",
                   {{folded_field_name, "From\n :"}}},
        HeaderCase{"mbox_from",
                   "To: b\nFrom a@b Mon Nov 23 10:00:00 2026\nSubject: a\n\nx",
                   {"To=b", "Subject=a"},
                   "x",
                   {{mbox_from_line, "From a@b Mon Nov 23 10:00:00 2026"}}},
        HeaderCase{"nul",
                   std::string_view("Subject: a\0b\n\nx", 15),
                   {std::string("Subject=a\0b", 11)},
                   "x",
                   {{nul_octet, std::string(1, '\0')}}},
        HeaderCase{"control",
                   "Subject: a\x1B\x7F\n\nx",
                   {"Subject=a\x1B\x7F"},
                   "x",
                   {{control_char, "\x1B"}, {control_char, "\x7F"}}},
        HeaderCase{
            "bare_cr", "Subject: a\rb\nTo: c\n\nx", {"Subject=ab", "To=c"}, "x", {{bare_cr, "\r"}}},
        HeaderCase{
            "bare_lf", "Subject: a\nTo: c\r\n\r\nx", {"Subject=a", "To=c"}, "x", {{bare_lf, "\n"}}},
        HeaderCase{"old_mac",
                   "Subject: a\rTo: c\r\rx\r",
                   {"Subject=a", "To=c"},
                   "x\r",
                   {{cr_line_ends, "\r"}}}),
    [](const auto& test) { return std::string(test.param.name); });

struct TextCase {
  std::string_view name;
  std::string_view octets;
};

class ScanText : public testing::TestWithParam<TextCase> {};

// What is no message is left whole to those who read transcripts, logs and dialogs.
TEST_P(ScanText, HasNoHeader) {
  const auto message = scan(GetParam().octets);
  EXPECT_FALSE(message->has_header());
  EXPECT_EQ(message->text(message->parts()[0].body), GetParam().octets);
  EXPECT_THAT(message->defects(), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    NoMessages, ScanText,
    testing::Values(
        TextCase{"reply", "550 5.1.1 <bob@example.org>: Recipient address rejected\n"},
        TextCase{"reply_with_dash", "550-5.7.1 Our system: no\n550 5.7.1 end\n"},
        TextCase{"transcript",
                 "220 mx.example.org ESMTP\nEHLO a.example\nMAIL FROM:<a@b>\n250 ok\n"},
        TextCase{"swaks", " -> RCPT TO:<bob@example.org>\n<** 550 5.1.1 unknown: bob\n"},
        TextCase{"postfix_log",
                 "Nov 23 10:00:00 mx postfix/smtp[123]: 4F1: to=<b@example.org>, status=bounced\n"},
        TextCase{"iso_log", "2026-11-23T10:00:00.1+01:00 mx postfix/smtp[1]: 4F1: to=<b@c>\n"},
        TextCase{"dialog", "An error occurred while sending mail. The server said: 550 no.\n"},
        TextCase{"error_line", "Error: could not send"},
        TextCase{"prose", "Dear Anna,\nNote: the meeting is at five.\n\nBob\n"},
        TextCase{"url", "https://a.example/x\n\ny\n"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ScanHeader, TellsLongLines) {
  const auto message =
      scan("Subject: " + std::string(989, 'a') + "\nX-A: " + std::string(994, 'b') + "\n\nx");
  ASSERT_EQ(message->defects().size(), 1u);
  EXPECT_EQ(message->defects()[0].defect, header_line_over_998);
  EXPECT_EQ(message->defects()[0].span.size(), 999u);
}

TEST(ScanHeader, TellsThePartOfAFault) {
  const auto message = scan(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type : text/html\n\nx\n"
      "--b\nno header here\n\ny\n--b--\n");
  ASSERT_EQ(message->defects().size(), 2u);
  EXPECT_EQ(message->defects()[0].part, 1u);
  EXPECT_EQ(message->defects()[1].defect, missing_separator);
  EXPECT_EQ(message->defects()[1].part, 2u);
  EXPECT_EQ(message->parts()[1].type, "text/html");
  EXPECT_EQ(message->text(message->parts()[2].body), "no header here\n\ny");
}

struct LineEndCase {
  std::string_view name;
  std::string_view octets;
  LineEnd expected;
};

class ScanLineEnd : public testing::TestWithParam<LineEndCase> {};

TEST_P(ScanLineEnd, LooksAtAllLines) {
  EXPECT_EQ(scan(GetParam().octets)->line_end(), GetParam().expected);
  // Behind more lines than one block of the count holds.
  std::string longer;
  const std::string_view line_end = GetParam().expected == LineEnd::none ? ""
                                    : GetParam().expected == LineEnd::cr ? "\r"
                                    : GetParam().expected == LineEnd::lf ? "\n"
                                                                         : "\r\n";
  for (int i = 0; i < 300; ++i) longer += "ab" + std::string(line_end);
  EXPECT_EQ(scan(longer + std::string(GetParam().octets))->line_end(), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Files, ScanLineEnd,
                         testing::Values(LineEndCase{"none", "abc", LineEnd::none},
                                         LineEndCase{"lf", "a\nb\n", LineEnd::lf},
                                         LineEndCase{"crlf", "a\r\nb\r\n", LineEnd::crlf},
                                         LineEndCase{"cr", "a\rb", LineEnd::cr},
                                         LineEndCase{"mixed", "a\r\nb\n", LineEnd::mixed},
                                         LineEndCase{"lf_first", "\nb\r\n", LineEnd::mixed}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ScanLineEnd, DoesNotCountStrayCr) { EXPECT_EQ(scan("a\rb\nc\n")->line_end(), LineEnd::lf); }

TEST(Message, FindsFieldsById) {
  const auto message = scan("To: a\nto: b\nSubject:  c \n d \n\nx");
  EXPECT_EQ(message->find(FieldId::to), message->fields().data());
  EXPECT_EQ(message->find(FieldId::cc), nullptr);
  const Field& subject = *message->find(FieldId::subject);
  EXPECT_EQ(message->text(message->trimmed(subject)), "c \n d");
  EXPECT_EQ(message->unfolded(subject), "c  d");
  EXPECT_EQ(message->body(subject), "  c \n d ");
}

TEST(FieldId, KnowsAllItsNames) {
  EXPECT_EQ(field_id("Subject"), FieldId::subject);
  EXPECT_EQ(field_id("MESSAGE-id"), FieldId::message_id);
  EXPECT_EQ(field_id("Subjec"), FieldId::other);
  EXPECT_EQ(field_id(""), FieldId::other);
#define MAILLINT_FIELD(enumerator, name)          \
  EXPECT_EQ(field_id(name), FieldId::enumerator); \
  EXPECT_EQ(field_name(FieldId::enumerator), name);
#include "lint/field_id.def"
#undef MAILLINT_FIELD
}

}  // namespace
}  // namespace maillint
