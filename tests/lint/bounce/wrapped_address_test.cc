// Tests of lint/bounce/wrapped_address.h.
#include "lint/bounce/wrapped_address.h"

#include <gtest/gtest.h>

namespace maillint::bounce {
namespace {

struct WrappedCase {
  std::string_view name;
  std::string_view address;
  std::string_view expected;
};

class UnwrapAddress : public testing::TestWithParam<WrappedCase> {};

TEST_P(UnwrapAddress, Case) { EXPECT_EQ(unwrap_address(GetParam().address), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Forms, UnwrapAddress,
    testing::Values(
        WrappedCase{"srs0", "SRS0=abcd=XY=b.example=jane@fwd.example", "jane@b.example"},
        WrappedCase{"srs0_plus", "srs0+abcd=XY=b.example=jane@fwd.example", "jane@b.example"},
        WrappedCase{"srs1", "SRS1=efgh=fwd.example==abcd=XY=b.example=jane@two.example",
                    "jane@b.example"},
        WrappedCase{"batv", "prvs=1267a846=jane@b.example", "jane@b.example"},
        WrappedCase{"imcea_smtp", "IMCEASMTP-jane+40b+2Eexample@a.example", "jane@b.example"},
        WrappedCase{"imcea_ex", "IMCEAEX-_O=ORG_CN=JANE@a.example", ""},
        WrappedCase{"plain", "jane@b.example", ""}, WrappedCase{"no_at", "SRS0=a=b=c=d", ""},
        WrappedCase{"srs_cut", "SRS0=abcd=XYZXYZXYZ@fwd.example", ""}));

class VerpRecipient : public testing::TestWithParam<WrappedCase> {};

TEST_P(VerpRecipient, Case) { EXPECT_EQ(verp_recipient(GetParam().address), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Forms, VerpRecipient,
    testing::Values(
        WrappedCase{"mailman", "list-bounces+jane.roe=b.example@a.example", "jane.roe@b.example"},
        WrappedCase{"ezmlm", "list-return-42-jane=b.example@a.example", "jane@b.example"},
        WrappedCase{"batv", "prvs=1267a846=jane@b.example", ""},
        WrappedCase{"plus", "me+tag@a.example", ""},
        WrappedCase{"no_domain", "list+jane=b@a.example", ""}));

}  // namespace
}  // namespace maillint::bounce
