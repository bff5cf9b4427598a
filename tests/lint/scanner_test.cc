// Tests of lint/message.h: the tree of parts.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "lint/limits.h"
#include "lint/message.h"
#include "tests/lint/scan.h"

namespace maillint {
namespace {

/// "1 multipart/mixed;1.1 text/plain[hi]": containers without their body.
std::string tree(const Message& message) {
  std::string result;
  for (std::uint32_t i = 0; i < message.parts().size(); ++i) {
    const Part& part = message.parts()[i];
    if (i > 0) result += ';';
    result += message.part_id(i) + ' ' + part.type;
    if (!part.is_multipart && !part.is_message) {
      result += '[' + std::string(message.text(part.body)) + ']';
    }
  }
  return result;
}

struct TreeCase {
  std::string_view name;
  std::string_view octets;
  std::string_view tree;
};

class ScanTree : public testing::TestWithParam<TreeCase> {};

TEST_P(ScanTree, FindsPartsForEachLineEnd) {
  const TreeCase& param = GetParam();
  EXPECT_EQ(tree(*scan(param.octets)), param.tree);
  for (const std::string_view line_end : {"\r\n", "\r"}) {
    const auto message = scan(with_line_end(param.octets, line_end));
    EXPECT_EQ(tree(*message), with_line_end(param.tree, line_end));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Messages, ScanTree,
    testing::Values(
        TreeCase{"empty", "", "1 text/plain[]"},
        TreeCase{"no_header", "Hello there,\nall well\n", "1 text/plain[Hello there,\nall well\n]"},
        TreeCase{"header_only", "Subject: x\n", "1 text/plain[]"},
        TreeCase{"plain", "Subject: x\n\nbody\n", "1 text/plain[body\n]"},
        TreeCase{"html", "Content-Type: TEXT/Html; charset=x\n\nb", "1 text/html[b]"},
        TreeCase{"bad_type", "Content-Type: text\n\nb", "1 text/plain[b]"},
        TreeCase{"dashes_in_body", "Subject: x\n\n--b\n", "1 text/plain[--b\n]"},
        TreeCase{"message", "Content-Type: message/rfc822\n\nSubject: y\n\nin\n",
                 "1 message/rfc822;1.1 text/plain[in\n]"},
        TreeCase{"encoded_message",
                 "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nQQ==\n",
                 "1 message/rfc822[QQ==\n]"},
        TreeCase{"empty_message", "Content-Type: message/rfc822\n\n", "1 message/rfc822"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Multiparts, ScanTree,
    testing::Values(
        TreeCase{"two",
                 "Content-Type: multipart/mixed; "
                 "boundary=b\n\npre\n--b\n\none\n--b\n\ntwo\n--b--\nepi\n",
                 "1 multipart/mixed;1.1 text/plain[one];1.2 text/plain[two]"},
        TreeCase{"empty_parts", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b\n--b--\n",
                 "1 multipart/mixed;1.1 text/plain[];1.2 text/plain[]"},
        TreeCase{
            "header_ended_by_delimiter",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n--b--\n",
            "1 multipart/mixed;1.1 image/png[]"},
        TreeCase{"delimiter_after_root_header",
                 "Content-Type: multipart/mixed; boundary=b\n--b\n\nx\n--b--\n",
                 "1 multipart/mixed;1.1 text/plain[x]"},
        TreeCase{"no_close", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n",
                 "1 multipart/mixed;1.1 text/plain[one\n]"},
        TreeCase{"ends_after_delimiter",
                 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n",
                 "1 multipart/mixed;1.1 text/plain[one]"},
        TreeCase{"padding", "Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\none\n--b-- \n",
                 "1 multipart/mixed;1.1 text/plain[one]"},
        TreeCase{"text_behind",
                 "Content-Type: multipart/mixed; boundary=b\n\n--b so\n\none\n--b-- end\n",
                 "1 multipart/mixed;1.1 text/plain[one]"},
        TreeCase{"near_misses",
                 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--bb\n-b\n "
                 "--b\n--B\nx--b\n--\n--b--\n",
                 "1 multipart/mixed;1.1 text/plain[--bb\n-b\n --b\n--B\nx--b\n--]"},
        TreeCase{"boundary_ends_in_dashes",
                 "Content-Type: multipart/mixed; boundary=\"b--\"\n\n--b--\n\none\n--b----\n",
                 "1 multipart/mixed;1.1 text/plain[one]"},
        TreeCase{"after_close",
                 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n",
                 "1 multipart/mixed;1.1 text/plain[one]"},
        TreeCase{"no_boundary", "Content-Type: multipart/mixed\n\n--b\n",
                 "1 multipart/mixed[--b\n]"},
        TreeCase{"nested",
                 "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
                 "multipart/alternative; boundary=ab\n\n--ab\n\none\n--ab--\n\n--a\n\ntwo\n--a--\n",
                 "1 multipart/mixed;1.1 multipart/alternative;1.1.1 text/plain[one];1.2 "
                 "text/plain[two]"},
        TreeCase{"inner_not_closed",
                 "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
                 "multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--\n",
                 "1 multipart/mixed;1.1 multipart/mixed;1.1.1 text/plain[one];1.2 text/plain[two]"},
        TreeCase{"same_boundary_inside",
                 "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
                 "multipart/mixed; boundary=a\n\n--a\n\none\n--a--\n--a\n\ntwo\n--a--\n",
                 "1 multipart/mixed;1.1 multipart/mixed;1.1.1 text/plain[one];1.2 text/plain[two]"},
        TreeCase{
            "message_inside",
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n"
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nin\n--b--\n--a\n\nout\n--a--\n",
            "1 multipart/mixed;1.1 message/rfc822;1.1.1 multipart/mixed;1.1.1.1 "
            "text/plain[in];1.2 text/plain[out]"},
        TreeCase{"digest",
                 "Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: "
                 "x\n\nin\n--a\nContent-Type: "
                 "text/plain\n\nout\n--a--\n",
                 "1 multipart/digest;1.1 message/rfc822;1.1.1 text/plain[in];1.2 text/plain[out]"}),
    [](const auto& test) { return std::string(test.param.name); });

struct BoundaryCase {
  std::string_view name;
  std::string_view content_type;
};

class ScanBoundary : public testing::TestWithParam<BoundaryCase> {};

TEST_P(ScanBoundary, IsReadInAllItsForms) {
  const std::string octets =
      "Content-Type: " + std::string(GetParam().content_type) + "\n\n--a=b c\n\none\n--a=b c--\n";
  EXPECT_EQ(tree(*scan(octets)), "1 multipart/mixed;1.1 text/plain[one]");
}

INSTANTIATE_TEST_SUITE_P(
    Parameters, ScanBoundary,
    testing::Values(
        BoundaryCase{"quoted", "multipart/mixed; boundary=\"a=b c\""},
        BoundaryCase{"escaped", "multipart/mixed; boundary=\"a\\=b c\""},
        BoundaryCase{"folded", "multipart/mixed;\n charset=x;\n\tBOUNDARY = \"a=b c\""},
        BoundaryCase{"comments", "(x) multipart / (y;) mixed (z); (b) boundary(c)=(d)\"a=b c\"(e)"},
        BoundaryCase{"semicolon_in_quotes",
                     "multipart/mixed; x=\";boundary=y\"; boundary=\"a=b c\""},
        BoundaryCase{"double_semicolon", "multipart/mixed;; boundary=\"a=b c\";"},
        BoundaryCase{"no_semicolon", "multipart/mixed boundary=\"a=b c\""},
        BoundaryCase{"rfc2231_pieces", "multipart/mixed; boundary*0=\"a=b\"; boundary*1=\" c\""},
        BoundaryCase{"rfc2231_encoded", "multipart/mixed; boundary*=us-ascii''a%3Db%20c"},
        BoundaryCase{"first_counts", "multipart/mixed; boundary=\"a=b c\"; boundary=z"},
        BoundaryCase{"unclosed_quote", "multipart/mixed; boundary=\"a=b c"},
        BoundaryCase{"space_at_end", "multipart/mixed; boundary=\"a=b c \""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Scan, KeepsBodiesOfContainersWhole) {
  const std::string octets =
      "Content-Type: multipart/mixed; boundary=b\r\n\r\npre\r\n--b\r\n\r\none\r\n--b--\r\nepi\r\n";
  const auto message = scan(octets);
  const Part& root = message->parts()[0];
  EXPECT_EQ(message->text(root.header), "Content-Type: multipart/mixed; boundary=b\r\n");
  EXPECT_EQ(message->text(root.body), "pre\r\n--b\r\n\r\none\r\n--b--\r\nepi\r\n");
}

TEST(Scan, TellsWhichMessageAPartBelongsTo) {
  const auto message = scan(
      "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n"
      "Subject: in\n\nin\n--a\n\nout\n--a--\n");
  ASSERT_EQ(message->parts().size(), 4u);
  EXPECT_EQ(message->parts()[1].message_root, 0u);
  EXPECT_EQ(message->parts()[2].message_root, 2u);
  EXPECT_EQ(message->parts()[2].parent, 1u);
  EXPECT_EQ(message->parts()[2].depth, 2u);
  EXPECT_EQ(message->parts()[3].message_root, 0u);
  EXPECT_EQ(message->parts()[3].number, 2u);
  EXPECT_NE(message->find(FieldId::subject, 2), nullptr);
  EXPECT_EQ(message->find(FieldId::subject), nullptr);
}

struct AttachmentCase {
  std::string_view name;
  std::string_view fields;
  bool is_attachment;
};

class ScanAttachment : public testing::TestWithParam<AttachmentCase> {};

TEST_P(ScanAttachment, LooksAtDispositionAndName) {
  const auto message = scan(std::string(GetParam().fields) + "\n\nx");
  EXPECT_EQ(message->parts()[0].is_attachment, GetParam().is_attachment);
}

INSTANTIATE_TEST_SUITE_P(
    Parts, ScanAttachment,
    testing::Values(
        AttachmentCase{"attachment", "Content-Disposition: Attachment", true},
        AttachmentCase{"unknown_disposition", "Content-Disposition: x-other", true},
        AttachmentCase{"inline_text", "Content-Disposition: inline; filename=a.txt", false},
        AttachmentCase{"named_pdf", "Content-Type: application/pdf; name=a.pdf", true},
        AttachmentCase{"inline_image",
                       "Content-Type: image/png\nContent-Disposition: inline; filename*=''a.png",
                       true},
        AttachmentCase{"image_without_name", "Content-Type: image/png", false},
        AttachmentCase{"text", "Content-Type: text/plain; format=flowed", false}),
    [](const auto& test) { return std::string(test.param.name); });

std::string nested_multiparts(std::size_t count, bool same_boundary) {
  std::string octets;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string boundary = "bbbbb" + (same_boundary ? "" : std::to_string(i));
    octets += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  return octets + "\nx\n";
}

std::size_t count(const Message& message, Defect defect) {
  std::size_t found = 0;
  for (const DefectAt& at : message.defects()) found += at.defect == defect ? 1 : 0;
  return found;
}

TEST(ScanLimits, StopsAtADepth) {
  const auto multiparts = scan(nested_multiparts(100'000, false));
  EXPECT_EQ(multiparts->parts().size(), limits::depth + 1);
  EXPECT_EQ(count(*multiparts, Defect::limit_depth), 1u);
  EXPECT_TRUE(multiparts->text(multiparts->parts().back().body).ends_with("x\n"));

  std::string messages;
  for (int i = 0; i < 100'000; ++i) messages += "Content-Type: message/rfc822\n\n";
  const auto inside = scan(messages);
  EXPECT_EQ(inside->parts().size(), limits::depth + 1);
  EXPECT_EQ(count(*inside, Defect::limit_depth), 1u);
}

TEST(ScanLimits, StopsAtANumberOfParts) {
  const auto nested = scan(nested_multiparts(100'000, true));
  EXPECT_LE(nested->parts().size(), limits::parts);

  std::string siblings = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (std::size_t i = 0; i < limits::parts + 50; ++i) siblings += "--b\n\nx\n";
  const auto message = scan(siblings + "--b--\n");
  EXPECT_EQ(message->parts().size(), limits::parts);
  EXPECT_EQ(message->text(message->parts().back().body), "x");
  EXPECT_GE(count(*message, Defect::limit_parts), 1u);
  EXPECT_EQ(count(*message, Defect::boundary_not_closed), 0u);
}

TEST(ScanLimits, StopsAtFieldsButReadsTheTree) {
  std::string octets;
  for (std::size_t i = 0; i < limits::fields + 5; ++i) octets += "X-A: b\n";
  const auto message = scan(octets + "Content-Type: text/html\n\nx");
  EXPECT_EQ(message->fields().size(), limits::fields);
  EXPECT_EQ(count(*message, Defect::limit_fields), 6u);
  EXPECT_EQ(message->parts()[0].type, "text/html");
}

TEST(ScanLimits, CutsALongField) {
  const auto message = scan("Subject: " + std::string(200'000, 'a') + "\nTo: b\n\nx");
  EXPECT_EQ(message->fields()[0].body.size(), limits::field_octets);
  EXPECT_EQ(count(*message, Defect::limit_field_octets), 1u);
  EXPECT_NE(message->find(FieldId::to), nullptr);
}

TEST(ScanLimits, RefusesALongBoundary) {
  const std::string boundary(limits::boundary_octets + 1, 'b');
  const auto message =
      scan("Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n\nx\n");
  EXPECT_EQ(message->parts().size(), 1u);
  EXPECT_EQ(count(*message, Defect::limit_boundary), 1u);
}

TEST(ScanLimits, KeepsAThousandPlacesOfADefect) {
  std::string octets = "Subject: x\n";
  for (int i = 0; i < 5'000; ++i) octets += "X-A : b\n";
  EXPECT_EQ(count(*scan(octets), Defect::space_before_colon), limits::places_per_rule);
}

TEST(Scan, TellsBoundaryDefects) {
  const auto missing = scan("Content-Type: multipart/mixed\n\nx");
  EXPECT_EQ(count(*missing, Defect::boundary_missing), 1u);
  const auto absent = scan("Content-Type: multipart/mixed; boundary=b\n\nx");
  EXPECT_EQ(count(*absent, Defect::boundary_not_found), 1u);
  const auto open = scan("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx");
  EXPECT_EQ(count(*open, Defect::boundary_not_closed), 1u);
  EXPECT_EQ(count(*open, Defect::boundary_not_found), 0u);
}

}  // namespace
}  // namespace maillint
