// Tests of lint/arc.h.
#include "lint/arc.h"

#include <gtest/gtest.h>

#include "tests/lint/scan.h"

namespace maillint {
namespace {

TEST(ReadArcChain, TellsInstancesAndTags) {
  const auto message = scan(
      "ARC-Seal: i=2; a=rsa-sha256; cv=pass; d=b.example; s=x; b=AAAA\n"
      "ARC-Message-Signature: i=2; h=from:to; d=b.example\n"
      "ARC-Authentication-Results: i=2; mx.b.example; dkim=pass\n"
      "ARC-Seal: i=1; cv=none\n"
      "ARC-Message-Signature: i=x; h=from\n"
      "ARC-Authentication-Results: mx.a.example; i=1\n"
      "From: a@a.example\n\nx\n");
  const ArcChain chain = read_arc_chain(*message);
  ASSERT_EQ(chain.fields.size(), 6U);
  EXPECT_EQ(chain.fields[0].instance, 2U);
  EXPECT_EQ(chain.fields[0].signature.tags.value("cv"), "pass");
  EXPECT_TRUE(chain.fields[1].signature.covers("to"));
  EXPECT_EQ(chain.fields[2].instance, 2U);
  EXPECT_FALSE(chain.fields[4].instance);
  EXPECT_FALSE(chain.fields[5].instance);
  EXPECT_EQ(chain.newest(FieldId::arc_seal), chain.fields.data());
  EXPECT_EQ(chain.newest(FieldId::arc_message_signature), chain.fields.data() + 1);
}

TEST(ReadArcChain, IsEmptyWithoutFields) {
  const auto message = scan("From: a@a.example\n\nx\n");
  EXPECT_TRUE(read_arc_chain(*message).fields.empty());
  EXPECT_EQ(read_arc_chain(*message).newest(FieldId::arc_seal), nullptr);
}

TEST(ReadArcChain, StopsAtALimit) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += "ARC-Seal: i=1; cv=none\n";
  const auto message = scan(text + "\nx\n");
  EXPECT_EQ(read_arc_chain(*message).fields.size(), 300U);
}

}  // namespace
}  // namespace maillint
