// Directories of archives: what they say, and that no number in them is trusted.
#include "lint/archive.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillint {
namespace {

using namespace std::string_view_literals;
using namespace std::string_literals;

std::string number(std::uint64_t value, std::size_t octets) {
  std::string text;
  for (std::size_t i = 0; i < octets; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}

struct ZipFile {
  std::string name;
  std::string data;
  unsigned flags = 0;
};

/// Stored files, a directory and its end record.
std::string zip(const std::vector<ZipFile>& files) {
  std::string out;
  std::string directory;
  for (const ZipFile& file : files) {
    const std::string common = number(file.flags, 2) + number(0, 2) + number(0, 4) + number(0, 4) +
                               number(file.data.size(), 4) + number(file.data.size(), 4) +
                               number(file.name.size(), 2) + number(0, 2);
    directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + common + number(0, 2) +
                 number(0, 2) + number(0, 2) + number(0, 4) + number(out.size(), 4) + file.name;
    out += "PK\x03\x04" + number(20, 2) + common + file.name + file.data;
  }
  const std::size_t begin = out.size();
  return out + directory + "PK\x05\x06" + number(0, 4) + number(files.size(), 2) +
         number(files.size(), 2) + number(directory.size(), 4) + number(begin, 4) + number(0, 2);
}

std::vector<std::string> names(std::string_view octets) {
  std::vector<std::string> all;
  for (const ArchiveEntry& entry : read_archive(octets).entries) all.push_back(entry.name);
  return all;
}

using Names = std::vector<std::string>;

TEST(ReadArchive, NamesTheFilesOfAZip) {
  const std::string archive = zip({{"a.txt", "one"}, {"dir/b.exe", "two"}});
  EXPECT_EQ(names(archive), (Names{"a.txt", "dir/b.exe"}));
  EXPECT_FALSE(read_archive(archive).is_encrypted());
  EXPECT_TRUE(read_archive(archive).known);
}

TEST(ReadArchive, ReadsAZipBehindAProgram) {
  EXPECT_EQ(names("PK\x03\x04stub"s + std::string(100, '\0') + zip({{"a.txt", "one"}})),
            (Names{"a.txt"}));
}

TEST(ReadArchive, SeesTheFlagOfEncryption) {
  EXPECT_TRUE(read_archive(zip({{"a.txt", "one"}, {"b.txt", "two", 1}})).is_encrypted());
}

TEST(ReadArchive, ReadsAStoredZipOnceAndNoDeeper) {
  const std::string innermost = zip({{"deep.exe", "x"}});
  const std::string inner = zip({{"in.exe", "x"}, {"deeper.zip", innermost}});
  EXPECT_EQ(names(zip({{"in.zip", inner}, {"after.txt", "y"}})),
            (Names{"in.zip", "in.exe", "deeper.zip", "after.txt"}));
}

TEST(ReadArchive, ReadsWhatIsLeftOfATruncatedZip) {
  const std::string archive = zip({{"a.txt", std::string(100, 'a')}, {"b.exe", "two"}});
  for (std::size_t size = 0; size < archive.size(); ++size) {
    const Names found = names(std::string_view(archive).substr(0, size));
    EXPECT_LE(found.size(), 2u) << size;
    if (size >= 170 && size < 180) {
      EXPECT_EQ(found, (Names{"a.txt", "b.exe"})) << size;
    }
  }
}

TEST(ReadArchive, SurvivesWrongNumbers) {
  const std::string archive = zip({{"a.txt", "one"}, {"b.txt", "two"}});
  for (std::size_t at = 4; at < archive.size(); ++at) {
    for (const char octet : {'\0', '\x7F', '\xFF'}) {
      std::string broken = archive;
      broken[at] = octet;
      EXPECT_LE(read_archive(broken).entries.size(), 4u) << at;
    }
  }
}

TEST(ReadArchive, KeepsABoundedNumberInLinearTime) {
  std::vector<ZipFile> files(20'000, ZipFile{"a.txt", ""});
  EXPECT_EQ(read_archive(zip(files)).entries.size(), 10'000u);
  // Entries that all lead to the same inner archive.
  std::string hostile = zip({{"in.zip", zip(files)}});
  const std::size_t record = hostile.rfind("PK\x01\x02");
  const std::string entry = hostile.substr(record, hostile.rfind("PK\x05\x06") - record);
  std::string directory;
  for (int i = 0; i < 5'000; ++i) directory += entry;
  hostile.resize(record);
  const std::size_t begin = hostile.size();
  hostile += directory + "PK\x05\x06" + number(0, 8) + number(directory.size(), 4) +
             number(begin, 4) + number(0, 2);
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(read_archive(hostile).entries.size(), 10'000u);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

TEST(ReadArchive, NamesTheFilesOfATar) {
  std::string block(512, '\0');
  block.replace(0, 7, "run.bat");
  block.replace(124, 11, "00000000003");
  block.replace(257, 5, "ustar");
  const std::string archive = block + "abc" + std::string(509, '\0') + block;
  EXPECT_EQ(names(archive), (Names{"run.bat", "run.bat"}));
  std::string huge = block;
  huge.replace(124, 11, "77777777777");
  EXPECT_EQ(names(huge + block), (Names{"run.bat"}));
}

TEST(ReadArchive, NamesTheFileOfAGzip) {
  EXPECT_EQ(names("\x1F\x8B\x08\x08\0\0\0\0\0\x03setup.exe\0rest"sv), (Names{"setup.exe"}));
  EXPECT_EQ(names("\x1F\x8B\x08\x08\0\0"sv), (Names{""}));
  EXPECT_EQ(names("\x1F\x8B\x08\0\0\0\0\0\0\x03rest"sv), (Names{}));
}

TEST(ReadArchive, EndsOnHostileRar) {
  for (const std::string_view head : {"Rar!\x1A\x07\0"sv, "Rar!\x1A\x07\x01\0"sv}) {
    for (int octet = 0; octet < 256; ++octet) {
      const std::string broken = std::string(head) + std::string(4'096, static_cast<char>(octet));
      EXPECT_LE(read_archive(broken).entries.size(), 10'000u);
    }
  }
}

TEST(ReadArchive, KnowsNothingOfOtherFiles) {
  EXPECT_FALSE(read_archive("").known);
  EXPECT_FALSE(read_archive("A text about PK\x03\x04").known);
}

}  // namespace
}  // namespace maillint
