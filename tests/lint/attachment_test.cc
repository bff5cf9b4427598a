// Tests of lint/attachment.h.
#include "lint/attachment.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "lint/facts.h"

namespace maillint {
namespace {

TEST(FileExtension, IsTheLastOne) {
  EXPECT_EQ(file_extension("report.pdf"), "pdf");
  EXPECT_EQ(file_extension("report.pdf.EXE"), "exe");
  EXPECT_EQ(file_extension("report.exe. . "), "exe");
  EXPECT_EQ(file_extension(".profile"), "profile");
  EXPECT_EQ(file_extension("report"), "");
  EXPECT_EQ(file_extension("version 1.2/report"), "");
  EXPECT_EQ(file_extension("v1.2\\report"), "");
  EXPECT_EQ(file_extension("..."), "");
  EXPECT_EQ(file_extension(""), "");
}

/// "filename=what stands at its source" of each attachment, in brackets.
std::string attachments_of(std::string octets) {
  const Message message(std::make_unique<Source>("a.eml", std::move(octets)));
  const Facts facts(message);
  std::string result;
  for (const Attachment& file : facts.attachments()) {
    result.append("[").append(file.filename).append("=");
    result.append(message.text(file.source)).append("]");
  }
  return result;
}

std::string with_part(const std::string& header) {
  return "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n" +
         header + "\nx\n--b--\n";
}

TEST(Attachments, AreNamedWhereTheNameStands) {
  EXPECT_EQ(attachments_of(with_part("Content-Type: image/png; name=a.png\n"
                                     "Content-Disposition: attachment; filename=b.png\n")),
            "[b.png=b.png]");
  EXPECT_EQ(attachments_of(with_part("Content-Type: image/png; name=a.png\n")), "[a.png=a.png]");
  EXPECT_EQ(attachments_of(with_part("Content-Type: image/png\n")), "[=image/png]");
  EXPECT_EQ(attachments_of(with_part("Content-Disposition: attachment\n")), "[=]");
}

TEST(Attachments, AreNoShownTextsAndNoNestedParts) {
  EXPECT_EQ(attachments_of(with_part("Content-Type: text/html\n")), "");
  EXPECT_EQ(attachments_of(with_part("Content-Type: message/rfc822\n\n"
                                     "Content-Type: image/png; name=a.png\n")),
            "");
}

}  // namespace
}  // namespace maillint
