// Tests of lint/word_faults.h.
#include "lint/word_faults.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace maillint {
namespace {

/// "PART:OCTETS", a line a fault.
std::string faults(std::string text) {
  const Message message(std::make_unique<Source>("test.eml", std::move(text)));
  const Facts facts(message);
  std::string found;
  for (const WordFaultAt& at : read_word_faults(facts))
    found += std::to_string(at.part) + ":" + std::string(message.text(at.span)) + "\n";
  return found;
}

TEST(WordFaults, AreToldWhereWordsMayStand) {
  const std::string found = faults(
      "From: =?utf-8?x?a?= <jane@a.example>\nSubject: =?utf-8?b?QUI?=\n"
      "X-Spam-Report: Subject: =?utf-8?q?cut\nMessage-ID: <=?a?q?b@a.example>\n"
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\nContent-Type: text/plain; name=\"a=?utf-8?q?b_c?=d\"\n\nx\n"
      "--b\nContent-Description: =?klingon?q?b?=\nContent-Type: text/plain;\n"
      " name=\"=?utf-8?q?b\"\n\nx\n--b--\n");
  EXPECT_EQ(found, "0:x\n0:=?utf-8?b?QUI?=\n2:=?klingon?q?b?=\n2:=?utf-8?q?\n");
}

TEST(WordFaults, HaveTextsEncodedTwice) {
  EXPECT_EQ(faults("Subject: a =?utf-8?b?PT91dGYtOD9xP2E/PQ==?= b\n\nx\n"),
            "0:=?utf-8?b?PT91dGYtOD9xP2E/PQ==?=\n");
  EXPECT_EQ(faults("Subject: =?utf-8?q?=3D=3Futf-8=3Fq=3Fa_b=3F=3D?=\n\nx\n"),
            "0:=?utf-8?q?=3D=3Futf-8=3Fq=3Fa_b=3F=3D?=\n");
  EXPECT_EQ(faults("Subject: =?utf-8?q?x?= =?utf-8?q?=3D=3F_or_=3F=3D?=\n\nx\n"), "");
}

}  // namespace
}  // namespace maillint
