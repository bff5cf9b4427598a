// Reading comma-separated values.
#include "lint/csv.h"

#include <gtest/gtest.h>

namespace maillint {
namespace {

using Record = std::vector<std::string>;

std::vector<Record> records(CsvReader reader) {
  std::vector<Record> out;
  Record cells;
  while (reader.next(cells)) out.push_back(cells);
  return out;
}

TEST(CsvReader, UndoesQuotes) {
  EXPECT_EQ(records(CsvReader("a,\"b,\"\"c\"\"\nd\"\ne\n")),
            (std::vector<Record>{{"a", "b,\"c\"\nd"}, {"e"}}));
}

TEST(CsvReader, TakesTheSeparatorOfTheFirstLine) {
  EXPECT_EQ(records(CsvReader("email;reason\na@b.example;550, no\n")),
            (std::vector<Record>{{"email", "reason"}, {"a@b.example", "550, no"}}));
  EXPECT_EQ(records(CsvReader("x;y;z,1", ',')), (std::vector<Record>{{"x;y;z", "1"}}));
}

TEST(CsvReader, ReadsBrokenOnesToTheirEnd) {
  EXPECT_EQ(records(CsvReader("\xEF\xBB\xBF\n\n,,\n\"open, and\nno end")),
            (std::vector<Record>{{"open, and\nno end"}}));
  EXPECT_TRUE(records(CsvReader("")).empty());
}

TEST(CsvReader, TakesTheGuardOfFormulasOff) {
  EXPECT_EQ(records(CsvReader("'=1+1,'quoted'")), (std::vector<Record>{{"=1+1", "'quoted'"}}));
}

}  // namespace
}  // namespace maillint
