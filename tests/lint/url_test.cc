// Tests of lint/web/url.h and lint/web/ipv4.h.
#include "lint/web/url.h"

#include <gtest/gtest.h>

#include <vector>

#include "lint/web/ipv4.h"

namespace maillint {
namespace {

struct UrlCase {
  std::string_view name;
  std::string_view text;
  std::string_view scheme;
  std::string_view host;
  std::string_view host_text;  // what host_span covers
  UrlFault fault = UrlFault::none;
};

class ParseUrl : public testing::TestWithParam<UrlCase> {};

TEST_P(ParseUrl, ReadsAsBrowsersDo) {
  const UrlCase& c = GetParam();
  const Url url = parse_url(c.text);
  EXPECT_EQ(url.scheme, c.scheme);
  EXPECT_EQ(url.host, c.host);
  EXPECT_EQ(c.text.substr(url.host_span.begin, url.host_span.size()), c.host_text);
  EXPECT_EQ(static_cast<int>(url.fault), static_cast<int>(c.fault));
}

INSTANTIATE_TEST_SUITE_P(
    Urls, ParseUrl,
    testing::Values(
        UrlCase{"plain", "https://www.example.com/a?b#c", "https", "www.example.com",
                "www.example.com"},
        UrlCase{"capitals", "HTTPS://WWW.Example.COM", "https", "www.example.com",
                "WWW.Example.COM"},
        UrlCase{"white_space_around", " \n http://a.example \t", "http", "a.example", "a.example"},
        UrlCase{"line_end_inside", "http://a.exa\r\n mple/", "http", "a.exa mple", "a.exa\r\n mple",
                UrlFault::bad_host},
        UrlCase{"tab_inside", "ht\ttp://a.exa\tmple/", "http", "a.example", "a.exa\tmple"},
        UrlCase{"userinfo", "http://www.bank.example@evil.example/", "http", "evil.example",
                "evil.example"},
        UrlCase{"port", "http://a.example:8080/", "http", "a.example", "a.example"},
        UrlCase{"empty_port", "http://a.example:/", "http", "a.example", "a.example"},
        UrlCase{"escaped_host", "http://%65xample.com/", "http", "example.com", "%65xample.com"},
        UrlCase{"backslashes", "http:\\\\a.example\\x", "http", "a.example", "a.example"},
        UrlCase{"scheme_relative", "//a.example/x", "", "a.example", "a.example"},
        UrlCase{"relative", "page.html", "", "", ""}, UrlCase{"fragment", "#top", "", "", ""},
        UrlCase{"empty", "", "", "", ""}, UrlCase{"mailto", "mailto:a@b.example", "mailto", "", ""},
        UrlCase{"javascript", "javascript://x/%0aalert(1)", "javascript", "x", "x"},
        UrlCase{"host_and_port", "example.com:80/x", "", "", ""},
        UrlCase{"u_label", "http://m\u00FCller.example/", "http", "m\u00FCller.example",
                "m\u00FCller.example"},
        UrlCase{"ipv6", "http://[2001:DB8::1]:80/", "http", "[2001:db8::1]", "[2001:DB8::1]"},
        UrlCase{"ipv4", "http://192.0.2.1/", "http", "192.0.2.1", "192.0.2.1"},
        UrlCase{"hex_ipv4", "http://0xC0.0x0.0x2.0x1/", "http", "192.0.2.1", "0xC0.0x0.0x2.0x1"},
        UrlCase{"decimal_ipv4", "http://3221225985/", "http", "192.0.2.1", "3221225985"},
        UrlCase{"full_width_ipv4", "http://\uFF11\uFF19\uFF12.0.2.1/", "http", "192.0.2.1",
                "\uFF11\uFF19\uFF12.0.2.1"},
        UrlCase{"one_slash", "https:/a.example/x", "https", "a.example", "a.example",
                UrlFault::slash_count},
        UrlCase{"no_slash", "https:a.example", "https", "a.example", "a.example",
                UrlFault::slash_count},
        UrlCase{"three_slashes", "https:///a.example", "https", "a.example", "a.example",
                UrlFault::slash_count},
        UrlCase{"no_colon", "https//a.example/x", "https", "a.example", "a.example",
                UrlFault::missing_colon},
        UrlCase{"semicolon", "http;//a.example", "http", "a.example", "a.example",
                UrlFault::missing_colon},
        UrlCase{"two_colons", "http:://a.example", "http", "a.example", "a.example",
                UrlFault::extra_colon},
        UrlCase{"typo", "htps://a.example", "htps", "a.example", "a.example",
                UrlFault::scheme_typo},
        UrlCase{"swapped", "htpts://a.example", "htpts", "a.example", "a.example",
                UrlFault::scheme_typo},
        UrlCase{"other_scheme", "spotify://a.example", "spotify", "a.example", "a.example"},
        UrlCase{"no_host", "https:///", "https", "", "", UrlFault::slash_count},
        UrlCase{"nothing", "https://", "https", "", "", UrlFault::no_host},
        UrlCase{"query_only", "https://?x", "https", "", "", UrlFault::no_host},
        UrlCase{"space_in_host", "http://a b.example/", "http", "a b.example", "a b.example",
                UrlFault::bad_host},
        UrlCase{"double_dot", "http://www..a.example", "http", "www..a.example", "www..a.example",
                UrlFault::empty_label},
        UrlCase{"port_too_high", "http://a.example:65536/", "http", "a.example", "a.example",
                UrlFault::bad_port},
        UrlCase{"port_no_number", "http://a.example:x/", "http", "a.example", "a.example",
                UrlFault::bad_port},
        UrlCase{"ipv4_out_of_range", "http://192.0.2.256/", "http", "192.0.2.256", "192.0.2.256",
                UrlFault::bad_address},
        UrlCase{"open_ipv6", "http://[::1/", "http", "[::1", "[::1", UrlFault::bad_address}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Url, TellsWhatIsOdd) {
  EXPECT_TRUE(parse_url("http://a.example@b.example/").has_userinfo);
  EXPECT_EQ(parse_url("http://a@b@c.example/").userinfo, "a@b");
  EXPECT_FALSE(parse_url("http://a.example/@b").has_userinfo);
  EXPECT_TRUE(parse_url("http://%61.example/").has_host_escape);
  EXPECT_TRUE(parse_url("http://a.example\\@b.example/").has_backslash);
  EXPECT_EQ(parse_url("http://a.example\\@b.example/").host, "a.example");
  EXPECT_TRUE(parse_url("http://0300.0.2.1/").is_ip_obfuscated);
  EXPECT_TRUE(parse_url("http://192.0.%32.1/").is_ip_obfuscated);
  EXPECT_FALSE(parse_url("http://192.0.2.1/").is_ip_obfuscated);
  EXPECT_TRUE(parse_url("http://192.0.2.1/").is_ip_literal);
  EXPECT_FALSE(parse_url("http://1.2.3.example/").is_ip_literal);
}

TEST(Url, SplitsPathQueryAndFragment) {
  const Url url = parse_url("https://a.example:444/p/q?x=1#y?z");
  EXPECT_EQ(url.port, 444u);
  EXPECT_EQ(url.path, "/p/q");
  EXPECT_EQ(url.query, "x=1");
  EXPECT_EQ(url.fragment, "y?z");
}

struct Ipv4Case {
  std::string_view name;
  std::string_view host;
  std::string_view address;  // "" = ends in a number but is no address, "-" = does not
};

class ParseIpv4 : public testing::TestWithParam<Ipv4Case> {};

TEST_P(ParseIpv4, TakesEveryNotation) {
  const auto host = parse_ipv4_host(GetParam().host);
  if (GetParam().address == "-") {
    EXPECT_FALSE(host.has_value());
    return;
  }
  ASSERT_TRUE(host.has_value());
  EXPECT_EQ(host->address ? dotted_decimal(*host->address) : "", GetParam().address);
}

INSTANTIATE_TEST_SUITE_P(
    Notations, ParseIpv4,
    testing::Values(
        Ipv4Case{"dotted", "192.0.2.1", "192.0.2.1"}, Ipv4Case{"two_numbers", "127.1", "127.0.0.1"},
        Ipv4Case{"three_numbers", "192.0.513", "192.0.2.1"},
        Ipv4Case{"octal", "0300.0.02.01", "192.0.2.1"}, Ipv4Case{"hex", "0xc0000201", "192.0.2.1"},
        Ipv4Case{"bare_0x", "0x", "0.0.0.0"}, Ipv4Case{"final_dot", "192.0.2.1.", "192.0.2.1"},
        Ipv4Case{"too_large", "4294967296", ""}, Ipv4Case{"five", "1.2.3.4.5", ""},
        Ipv4Case{"octal_9", "1.2.3.09", ""}, Ipv4Case{"empty_label", "1..2", ""},
        Ipv4Case{"last_too_large", "1.2.65536", ""}, Ipv4Case{"name", "1.2.3.a", "-"},
        Ipv4Case{"label_with_digits", "a1", "-"}, Ipv4Case{"empty", "", "-"}),
    [](const auto& tested) { return std::string(tested.param.name); });

struct MatchCase {
  std::string_view name;
  std::string_view text;
  std::string_view url;  // that match_url() finds at the begin
};

class MatchUrl : public testing::TestWithParam<MatchCase> {};

TEST_P(MatchUrl, StopsWhereTheSentenceGoesOn) {
  EXPECT_EQ(GetParam().text.substr(0, match_url(GetParam().text)), GetParam().url);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, MatchUrl,
    testing::Values(
        MatchCase{"full_stop", "http://a.example/x. Then", "http://a.example/x"},
        MatchCase{"balanced", "http://a.example/x_(y) z", "http://a.example/x_(y)"},
        MatchCase{"unbalanced", "http://a.example/x) y", "http://a.example/x"},
        MatchCase{"angle", "https://a.example/>", "https://a.example/"},
        MatchCase{"markdown", "https://a.example](x)", "https://a.example"},
        MatchCase{"bold", "https://a.example/*", "https://a.example/"},
        MatchCase{"quotes", "https://a.example\u201D he", "https://a.example"},
        MatchCase{"ipv6", "http://[2001:db8::1]/x", "http://[2001:db8::1]/x"},
        MatchCase{"www", "www.a.example, and", "www.a.example"},
        MatchCase{"www_alone", "www. a", ""}, MatchCase{"scheme_alone", "http:// a", ""},
        MatchCase{"bare_host", "example.com", "example.com"},
        MatchCase{"bare_host_path", "example.com/login?x=1 y", "example.com/login?x=1"},
        MatchCase{"bare_capitals", "EXAMPLE.COM", "EXAMPLE.COM"},
        MatchCase{"documentation", "bank.example", "bank.example"},
        MatchCase{"u_label", "b\u00FCcher.de!", "b\u00FCcher.de"},
        MatchCase{"file_name", "readme.txt", ""}, MatchCase{"markdown_file", "README.md", ""},
        MatchCase{"abbreviation", "e.g. this", ""}, MatchCase{"program", "node.js", ""},
        MatchCase{"product", "ASP.NET", "ASP.NET"}, MatchCase{"no_space", "done.In short", ""},
        MatchCase{"address", "john.doe.com@a.example", ""}, MatchCase{"number", "3.50", ""},
        MatchCase{"ellipsis", "well...com", ""}, MatchCase{"empty", "", ""}),
    [](const auto& tested) { return std::string(tested.param.name); });

std::vector<std::string> all_urls(std::string_view text) {
  std::vector<std::string> urls;
  for (UrlMatch m = find_url(text, 0); m.begin != m.end; m = find_url(text, m.end)) {
    urls.emplace_back(text.substr(m.begin, m.end - m.begin));
  }
  return urls;
}

TEST(FindUrl, FindsEachOne) {
  EXPECT_EQ(
      all_urls("See <http://a.example/x>, www.b.example (https://c.example/y)."),
      (std::vector<std::string>{"http://a.example/x", "www.b.example", "https://c.example/y"}));
  EXPECT_TRUE(all_urls("awww.x.example me@www.a.example ahttp://b example.com").empty());
}

TEST(FindUrl, IsLinear) {
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "www.a.example http://b.example/ ";
  EXPECT_EQ(all_urls(many).size(), 100'000u);
  for (const std::string_view piece :
       {"http://", "www.", "w", "h", "http:// ", "www..", "(", "a.", "a:"}) {
    std::string junk;
    while (junk.size() < 300'000) junk += piece;
    all_urls(junk);
    for (UrlMatch m = find_shown_url(junk, 0); m.begin != m.end; m = find_shown_url(junk, m.end)) {
    }
  }
}

TEST(FindShownUrl, FindsBareHostsToo) {
  const std::string_view text = "Write to me@bank.example or visit www.bank.example now";
  const UrlMatch match = find_shown_url(text, 0);
  EXPECT_EQ(text.substr(match.begin, match.end - match.begin), "www.bank.example");
}

}  // namespace
}  // namespace maillint
