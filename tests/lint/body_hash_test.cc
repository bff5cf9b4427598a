// Tests of lint/body_hash.h, and of the fact made of it.
#include "lint/body_hash.h"

#include <gtest/gtest.h>

#include "lint/facts.h"
#include "lint/mimetic_adapter.h"
#include "tests/lint/scan.h"

namespace maillint {
namespace {

constexpr Canonicalization simple{.relaxed = false};
constexpr Canonicalization relaxed{.relaxed = true};
constexpr Canonicalization simple_verbatim{.relaxed = false, .line_ends = LineEndReading::verbatim};

// RFC 6376 A.2 and 3.4.3, 3.4.4.
TEST(BodyHash, IsThatOfTheStandard) {
  constexpr std::string_view body = "Hi.\n\nWe lost the game. Are you hungry yet?\n\nJoe.\n";
  constexpr std::string_view hash = "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=";
  EXPECT_EQ(encode_base64(body_hash(body, simple)), hash);
  EXPECT_EQ(encode_base64(body_hash(with_line_end(body, "\r\n"), simple)), hash);
  EXPECT_EQ(encode_base64(body_hash("", simple)), "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=");
  EXPECT_EQ(encode_base64(body_hash("\r\n\r\n", simple)),
            "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=");
  EXPECT_EQ(encode_base64(body_hash("", relaxed)), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(BodyHash, RelaxedLeavesWhiteSpaceOut) {
  const std::string hash = body_hash(" C\r\nD E\r\n", simple);
  EXPECT_EQ(body_hash(" C \r\nD \t E\r\n\r\n\r\n", relaxed), hash);
  EXPECT_NE(body_hash(" C \r\nD \t E\r\n", simple), hash);
  EXPECT_EQ(body_hash(" C\nD E", relaxed), hash) << "a last line without its end";
}

TEST(BodyHash, EndsAtTheLength) {
  Canonicalization form = simple;
  form.length = 4;
  EXPECT_EQ(body_hash("ab\r\ncd\r\n", form), body_hash("ab\r\n", simple));
  EXPECT_EQ(canonical_length("ab\ncd", simple), 8U);
  EXPECT_EQ(canonical_length("a  b \n\n", relaxed), 5U);
}

TEST(BodyHash, ReadsBareLfAsAsked) {
  EXPECT_EQ(body_hash("a\nb\r\n", simple), body_hash("a\r\nb\r\n", simple));
  EXPECT_NE(body_hash("a\nb\r\n", simple_verbatim), body_hash("a\r\nb\r\n", simple));
}

TEST(BodyHash, FindsWhatWasAppended) {
  const std::string wanted = body_hash("ab\ncd\n", simple);
  EXPECT_EQ(find_hashed_prefix("ab\ncd\n\nfooter\n", simple, wanted), 6U);
  EXPECT_EQ(find_hashed_prefix("ab\nfooter\n", simple, wanted), std::nullopt);
}

BodyHash::State state_of(std::string_view signed_body, std::string_view body,
                         const Canonicalization& form = simple) {
  const std::string header = "DKIM-Signature: v=1; c=simple/" +
                             std::string(form.relaxed ? "relaxed" : "simple") +
                             "; bh=" + encode_base64(body_hash(signed_body, form)) + "\r\n";
  const auto message = scan(header + "\r\n" + std::string(body));
  const Facts facts(*message);
  return facts.body_hash(facts.dkim_signatures().front()).state;
}

TEST(FactsBodyHash, ComparesTheBodyWithTheSignature) {
  using enum BodyHash::State;
  EXPECT_EQ(state_of("ab\r\n", "ab\r\n"), matches);
  EXPECT_EQ(state_of("ab\r\n", "ab\r\n\r\n"), matches);
  EXPECT_EQ(state_of("ab\r\n", "ab \r\n"), differs);
  EXPECT_EQ(state_of("ab\r\n", "ab \r\n", relaxed), matches);
  EXPECT_EQ(state_of("a\r\nb\r\n", "a\nb\r\n"), matches_with_crlf);
  EXPECT_EQ(state_of("From x\r\nb\r\n", ">From x\r\nb\r\n"), differs);
  EXPECT_EQ(state_of("b\r\nFrom x\r\n", "b\r\n>From x\r\n"), matches) << "quoted by an mbox";
  const auto message = scan("DKIM-Signature: v=1; bh=AAAA\r\n\r\nab\r\n");
  const Facts facts(*message);
  EXPECT_EQ(facts.body_hash(facts.dkim_signatures().front()).state, unknown);
}

TEST(FactsBodyHash, SaysWhereAFooterBegins) {
  const std::string header =
      "DKIM-Signature: v=1; bh=" + encode_base64(body_hash("ab\n", simple)) + "\n";
  const auto message = scan(header + "\nab\n--\nfooter\n");
  const Facts facts(*message);
  const BodyHash& hash = facts.body_hash(facts.dkim_signatures().front());
  EXPECT_EQ(hash.state, BodyHash::State::differs);
  EXPECT_EQ(message->text(hash.appended), "--\nfooter\n");
}

TEST(FactsBodyHash, SaysThatTheOtherFormMatches) {
  const std::string header =
      "DKIM-Signature: v=1; bh=" + encode_base64(body_hash("a b\n", simple)) + "\n";
  const auto message = scan(header + "\na  b\n");
  const Facts facts(*message);
  EXPECT_TRUE(facts.body_hash(facts.dkim_signatures().front()).other_canonicalization);
}

}  // namespace
}  // namespace maillint
