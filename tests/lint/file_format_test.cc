// Formats by content.
#include "lint/file_format.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace maillint {
namespace {

using namespace std::string_view_literals;

struct FormatCase {
  std::string_view name;
  std::string_view octets;
  FileFormat expected;
};

class SniffFormat : public testing::TestWithParam<FormatCase> {};

TEST_P(SniffFormat, GoesByTheFirstOctets) {
  EXPECT_EQ(sniff_format(GetParam().octets), GetParam().expected);
  // Whatever is cut off, nothing is read beyond the end.
  for (std::size_t size = 0; size < GetParam().octets.size(); ++size)
    sniff_format(std::string(GetParam().octets.substr(0, size)));
}

INSTANTIATE_TEST_SUITE_P(
    Formats, SniffFormat,
    testing::Values(FormatCase{"nothing", "", FileFormat::unknown},
                    FormatCase{"text", "Dear Jane,\r\n\tyours", FileFormat::text},
                    FormatCase{"binary", "\x01\x02\x03", FileFormat::unknown},
                    FormatCase{"html", "\xEF\xBB\xBF \n<!DOCTYPE HTML><p>", FileFormat::html},
                    FormatCase{"html_in_xml", "<?xml version='1.0'?><html>", FileFormat::html},
                    FormatCase{"xml", "<?xml version='1.0'?><a/>", FileFormat::xml},
                    FormatCase{"tag_like_word", "<pre-release> is a word", FileFormat::text},
                    FormatCase{"pdf", "%PDF-1.7\n", FileFormat::pdf},
                    FormatCase{"pdf_after_line", "\r\n%PDF-1.7\n", FileFormat::pdf},
                    FormatCase{"pdf_after_binary", "\x01\x02%PDF-1.7\n", FileFormat::pdf},
                    FormatCase{"text_about_pdf", "A file begins with %PDF-1.7", FileFormat::text},
                    FormatCase{"png", "\x89PNG\r\n\x1A\n....", FileFormat::png},
                    FormatCase{"webp", "RIFF\x10\0\0\0WEBPVP8 "sv, FileFormat::webp},
                    FormatCase{"zip", "PK\x03\x04...", FileFormat::zip},
                    FormatCase{"program", "MZ\x90\0\x03\0\0\0"sv, FileFormat::windows_program},
                    FormatCase{"text_of_mz", "MZ is the beginning of a long text of some length.",
                               FileFormat::text},
                    FormatCase{"bm_of_text", "BM is short for benchmark", FileFormat::text}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(EncryptedPdf, NeedsAReferenceOrADictionary) {
  EXPECT_TRUE(is_encrypted_pdf("trailer << /Encrypt 12 0 R >>"));
  EXPECT_TRUE(is_encrypted_pdf("trailer <</Encrypt\r\n<</V 1>>>>"));
  EXPECT_FALSE(is_encrypted_pdf("<< /EncryptMetadata false >>"));
  EXPECT_FALSE(is_encrypted_pdf("(about /Encrypt)"));
  EXPECT_FALSE(is_encrypted_pdf("/Encrypt 12 0"));
  EXPECT_FALSE(is_encrypted_pdf("/Encrypt"));
}

}  // namespace
}  // namespace maillint
