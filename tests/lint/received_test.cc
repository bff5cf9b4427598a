// Tests of lint/received.h: fields as real servers write them, with other names.
#include "lint/received.h"

#include <gtest/gtest.h>

#include <string>

#include "lint/ip_text.h"

namespace maillint {
namespace {

std::string describe(std::string_view text) {
  const Received r = parse_received(text, 0);
  std::string result;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) result.append(name).append("=").append(value).append("; ");
  };
  add("from", r.from);
  add("host", r.from_host);
  add("ip", r.ip);
  add("by", r.by);
  add("with", r.with);
  add("id", r.id);
  add("for", r.for_);
  add("time", r.time ? format_rfc3339(*r.time) : "");
  if (r.tls) result += "tls ";
  if (r.malformed) result += "malformed ";
  if (!result.empty()) result.pop_back();
  return result;
}

struct ReceivedCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class ParseReceived : public testing::TestWithParam<ReceivedCase> {};

TEST_P(ParseReceived, TellsTheHop) { EXPECT_EQ(describe(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    All, ParseReceived,
    testing::Values(
        ReceivedCase{"postfix",
                     " from mail.a.example (mail.a.example [192.0.2.1])\r\n\t(using TLSv1.3 with "
                     "cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\t(No client certificate "
                     "requested)\r\n\tby mx.b.example (Postfix) with ESMTPS id 4abc\r\n\tfor "
                     "<jane@b.example>; Mon, 23 Nov 2026 09:13:00 +0100 (CET)",
                     "from=mail.a.example; host=mail.a.example; ip=192.0.2.1; by=mx.b.example; "
                     "with=ESMTPS; id=4abc; for=jane@b.example; time=2026-11-23T09:13:00+01:00; "
                     "tls"},
        ReceivedCase{"postfix_unknown",
                     "from pc (unknown [IPv6:2001:db8::7]) by mx.b.example (Postfix) with ESMTP "
                     "id 4abc; Mon, 23 Nov 2026 09:13:00 +0100",
                     "from=pc; ip=2001:db8::7; by=mx.b.example; with=ESMTP; id=4abc; "
                     "time=2026-11-23T09:13:00+01:00;"},
        ReceivedCase{"postfix_local",
                     "by mx.b.example (Postfix, from userid 500) id 4abc; Mon, 23 Nov 2026 "
                     "09:13:00 +0100",
                     "by=mx.b.example; id=4abc; time=2026-11-23T09:13:00+01:00;"},
        ReceivedCase{"exim",
                     "from [192.0.2.1] (port=4711 helo=pc.a.example)\r\n\tby mx.b.example with "
                     "esmtpsa (TLS1.3:ECDHE:256) (Exim 4.96)\r\n\t(envelope-from <x@a.example>)"
                     "\r\n\tid 1abc-0002\r\n\tfor jane@b.example;\r\n\tMon, 23 Nov 2026 09:13:00 "
                     "+0100",
                     "from=pc.a.example; ip=192.0.2.1; by=mx.b.example; with=esmtpsa; "
                     "id=1abc-0002; for=jane@b.example; time=2026-11-23T09:13:00+01:00; tls"},
        ReceivedCase{"exim_host",
                     "from host.a.example ([192.0.2.1]:4711 helo=pc) by mx.b.example with smtp id "
                     "1abc; Mon, 23 Nov 2026 09:13:00 +0100",
                     "from=pc; host=host.a.example; ip=192.0.2.1; by=mx.b.example; with=smtp; "
                     "id=1abc; time=2026-11-23T09:13:00+01:00;"},
        ReceivedCase{"sendmail",
                     "from a.example (root@host.a.example [192.0.2.1] (may be forged)) by "
                     "b.example (8.17.1/8.17.1) with ESMTP id 2AN8D0; Mon, 23 Nov 2026 09:13:00 "
                     "GMT",
                     "from=a.example; ip=192.0.2.1; by=b.example; with=ESMTP; id=2AN8D0; "
                     "time=2026-11-23T09:13:00+00:00;"},
        ReceivedCase{"sendmail_local",
                     "(from root@localhost) by b.example (8.17.1/8.17.1/Submit) id 2AN8D0; Mon, "
                     "23 Nov 2026 09:13:00 +0100",
                     "from=root@localhost; by=b.example; id=2AN8D0; "
                     "time=2026-11-23T09:13:00+01:00;"},
        ReceivedCase{"qmail",
                     "from unknown (HELO pc.a.example) (192.0.2.1)\n  by b.example with SMTP; 23 "
                     "Nov 2026 08:13:00 -0000",
                     "from=pc.a.example; ip=192.0.2.1; by=b.example; with=SMTP; "
                     "time=2026-11-23T08:13:00-00:00;"},
        ReceivedCase{"qmail_network",
                     "(qmail 123 invoked from network); 23 Nov 2026 08:13:00 -0000",
                     "time=2026-11-23T08:13:00-00:00;"},
        ReceivedCase{"exchange",
                     "from A.a.example (2001:db8::1) by\r\n B.b.example (192.0.2.2) with Microsoft "
                     "SMTP Server\r\n (version=TLS1_2, cipher=TLS_ECDHE) id 15.20.1; Mon, 23 Nov "
                     "2026 08:13:00 +0000",
                     "from=A.a.example; ip=2001:db8::1; by=B.b.example; with=Microsoft SMTP "
                     "Server; id=15.20.1; time=2026-11-23T08:13:00+00:00; tls"},
        ReceivedCase{"gmail",
                     "from mail-x.a.example (mail-x.a.example. [192.0.2.1]) by mx.b.example with "
                     "ESMTPS id z-2 for <jane@b.example> (version=TLS1_3 cipher=X bits=256/256); "
                     "Mon, 23 Nov 2026 00:13:00 -0800 (PST)",
                     "from=mail-x.a.example; host=mail-x.a.example; ip=192.0.2.1; "
                     "by=mx.b.example; with=ESMTPS; id=z-2; for=jane@b.example; "
                     "time=2026-11-23T00:13:00-08:00; tls"},
        ReceivedCase{"http", "by b.example with HTTP; Mon, 23 Nov 2026 00:13:00 -0800",
                     "by=b.example; with=HTTP; time=2026-11-23T00:13:00-08:00;"},
        ReceivedCase{"fetchmail",
                     "from pop.a.example [192.0.2.9] by localhost with POP3 (fetchmail-6.4.39) "
                     "for jane@localhost (single-drop); Mon, 23 Nov 2026 09:13:00 +0100 (CET)",
                     "from=pop.a.example; ip=192.0.2.9; by=localhost; with=POP3; "
                     "for=jane@localhost; time=2026-11-23T09:13:00+01:00;"},
        ReceivedCase{"host_touches_ip",
                     "from a.example (host.a.example[192.0.2.9]) by b.example; Mon, 23 Nov 2026 "
                     "09:13:00 +0100",
                     "from=a.example; host=host.a.example; ip=192.0.2.9; by=b.example; "
                     "time=2026-11-23T09:13:00+01:00;"},
        ReceivedCase{"no_date", "from a.example by b.example",
                     "from=a.example; by=b.example; malformed"},
        ReceivedCase{"date_only", "Mon, 23 Nov 2026 09:13:00 +0100", "malformed"},
        ReceivedCase{"empty", "", "malformed"}),
    [](const testing::TestParamInfo<ReceivedCase>& test) { return std::string(test.param.name); });

TEST(IpText, TellsAddressesFromOtherText) {
  for (const std::string_view good : {"192.0.2.1", "0.0.0.0", "255.255.255.255"}) {
    EXPECT_TRUE(is_ipv4_text(good)) << good;
  }
  for (const std::string_view bad :
       {"192.0.2", "192.0.2.256", "192.0.2.1.", "1.2.3.4.5", "a.b.c.d", "192..2.1", "0001.2.3.4"}) {
    EXPECT_FALSE(is_ipv4_text(bad)) << bad;
  }
  for (const std::string_view good :
       {"::", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "1::", "fe80::a:b"}) {
    EXPECT_TRUE(is_ipv6_text(good)) << good;
  }
  for (const std::string_view bad : {"", ":", "1:", "1::2::3", "1:2:3:4:5:6:7",
                                     "12345::", "g::", "1:2:3:4:5:6:7:8:9", "::1.2.3", ":::"}) {
    EXPECT_FALSE(is_ipv6_text(bad)) << bad;
  }
}

}  // namespace
}  // namespace maillint
