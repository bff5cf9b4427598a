// The compiled-in lists and what they answer.
#include "rules/data/lists.h"
#include "rules/link/target.h"

#include <gtest/gtest.h>

#include <string>

#include "lint/ascii.h"
#include "rules/data/table.h"

namespace maillint::lists {
namespace {

TEST(Lists, are_sorted_so_that_each_row_is_found) {
  const Table* sorted[] = {
      &url_shorteners,     &redirectors,    &click_tracking_domains, &brands,
      &typo_domains,       &typo_tlds,      &freemail_domains,       &role_accounts,
      &disposable_domains, &reply_prefixes, &header_fields,          &auto_reply_subjects,
      &spam_phrases,       &greeting_words, &unsubscribe_words,      &noreply_local_parts};
  for (const Table* table : sorted) {
    ASSERT_GT(table->size(), 20u);
    for (std::uint32_t row = 0; row < table->size(); ++row) {
      const Rows rows = table->find(table->key(row));
      EXPECT_TRUE(rows.begin <= row && row < rows.end) << table->key(row);
    }
  }
}

TEST(Lists, domains_are_lower_case_and_plain) {
  for (const Table* table :
       {&url_shorteners, &freemail_domains, &disposable_domains, &typo_domains}) {
    for (std::uint32_t row = 0; row < table->size(); ++row) {
      const std::string_view key = table->key(row);
      EXPECT_EQ(ascii::to_lower(key), key);
      EXPECT_EQ(key.find_first_of(" /*:"), std::string_view::npos) << key;
    }
  }
}

TEST(Lists, shorteners_match_the_host_or_a_listed_parent) {
  EXPECT_TRUE(is_url_shortener("bit.ly"));
  EXPECT_TRUE(is_url_shortener("www.bit.ly"));
  EXPECT_TRUE(is_url_shortener("x.app.link"));
  EXPECT_FALSE(is_url_shortener("notbit.ly"));
  EXPECT_FALSE(is_url_shortener("www.example.com"));
  EXPECT_FALSE(is_url_shortener(""));
  EXPECT_EQ(shortener_owner("aka.ms"), "Microsoft");
  EXPECT_EQ(shortener_owner("bit.ly"), "");
}

TEST(Lists, redirectors_need_host_and_path) {
  ASSERT_TRUE(redirector("www.google.com", "/url"));
  EXPECT_EQ(redirector("www.google.com", "/url")->parameter, "q|url");
  EXPECT_EQ(redirector("www.google.com", "/amp/s/example.com")->path, "/amp/s/");
  EXPECT_TRUE(redirector("www.google.co.uk", "/url"));
  EXPECT_TRUE(redirector("google.de", "/url"));
  EXPECT_FALSE(redirector("www.google.com", "/search"));
  EXPECT_FALSE(redirector("google.example.com.evil.example", "/x"));
  ASSERT_TRUE(redirector("nam02.safelinks.protection.outlook.com", "/"));
  EXPECT_TRUE(redirector("nam02.safelinks.protection.outlook.com", "/")->is_gateway);
  EXPECT_TRUE(redirector("accounts.google.com", "/ServiceLogin")->only_own);
  EXPECT_TRUE(redirector("l.instagram.com", ""));
}

TEST(Lists, tracking_hosts_and_paths_name_the_service) {
  EXPECT_EQ(click_tracking_service("us7.list-manage.com"), "Mailchimp");
  EXPECT_EQ(click_tracking_service("example.com"), std::nullopt);
  EXPECT_EQ(click_tracking_path_service("/ls/click?upn=u001.x"), "Twilio SendGrid");
  EXPECT_EQ(click_tracking_path_service("/q/AAA-b_c~~/AAQ"), "SparkPost (open)");
  EXPECT_EQ(click_tracking_path_service("/news/2026"), std::nullopt);
}

TEST(Lists, typo_domains_and_last_labels) {
  EXPECT_EQ(typo_of("gmial.com"), "gmail.com");
  EXPECT_EQ(typo_of("gmail.com"), std::nullopt);
  EXPECT_EQ(typo_of("example.com"), std::nullopt);
  EXPECT_EQ(typo_of("example.con"), "example.com");
  EXPECT_EQ(typo_of("example.co.ku"), "example.co.uk");
  EXPECT_EQ(typo_of("omantel.om"), std::nullopt);  // .om is Oman
  EXPECT_EQ(typo_of("localhost"), std::nullopt);
}

TEST(Lists, local_parts_that_say_do_not_answer) {
  for (std::string_view local :
       {"noreply", "No-Reply", "noreply+7", "noreply-billing", "orders_noreply"}) {
    EXPECT_TRUE(is_noreply(local)) << local;
  }
  for (std::string_view local : {"reply", "anna", "noreplying", ""})
    EXPECT_FALSE(is_noreply(local)) << local;
  EXPECT_TRUE(is_role("postmaster"));
  EXPECT_FALSE(is_role("anna"));
  EXPECT_TRUE(is_freemail("gmail.com"));
  EXPECT_FALSE(is_freemail("example.com"));
}

std::string names(std::string_view text) {
  std::string joined;
  for (const BrandMatch& match : find_brands(text)) {
    joined += std::string(joined.empty() ? "" : ",") + std::string(match.brand.name);
  }
  return joined;
}

TEST(Lists, brands_on_word_boundaries) {
  EXPECT_EQ(names("PayPal Service"), "PayPal");
  EXPECT_EQ(names("PAYPAL"), "PayPal");
  EXPECT_EQ(names("Your  Deutsche\tBank team"), "Deutsche Bank");
  EXPECT_EQ(names("CRÉDIT AGRICOLE"), "Crédit Agricole");
  EXPECT_EQ(names("Paypalito"), "");
  EXPECT_EQ(names("Apple Daily"), "");  // an ordinary word
  EXPECT_EQ(names(" Apple "), "Apple");
  EXPECT_EQ(names("APPLE"), "Apple");
  EXPECT_EQ(names("Tim"), "");  // a first name, not the telephone company
  EXPECT_EQ(names("TIM"), "TIM");
  EXPECT_EQ(names("Stripe Harris"), "");
  const BrandMatch paypal = find_brands("PayPal").front();
  EXPECT_TRUE(paypal.brand.owns("mail.paypal.com"));
  EXPECT_TRUE(paypal.brand.owns("paypal.de"));
  EXPECT_FALSE(paypal.brand.owns("notpaypal.com"));
  EXPECT_FALSE(paypal.brand.owns(""));
}

struct PrefixCase {
  std::string_view subject;
  std::size_t length;  // 0: none
  bool is_forward;
};

class ReplyPrefixes : public testing::TestWithParam<PrefixCase> {};

TEST_P(ReplyPrefixes, length_and_kind) {
  const auto prefix = reply_prefix(GetParam().subject);
  EXPECT_EQ(prefix ? prefix->length : 0, GetParam().length);
  if (prefix.has_value()) {
    EXPECT_EQ(prefix->is_forward, GetParam().is_forward);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Subjects, ReplyPrefixes,
    testing::Values(PrefixCase{"Re: x", 4, false}, PrefixCase{"RE[2]: x", 7, false},
                    PrefixCase{"Re^3:x", 5, false}, PrefixCase{"aw : x", 5, false},
                    PrefixCase{"WG: x", 4, true}, PrefixCase{"Fwd: x", 5, true},
                    PrefixCase{"回复：x", 9, false}, PrefixCase{"Vá: x", 5, false},
                    PrefixCase{"Trả lời: x", 13, false}, PrefixCase{"R : x", 0, false},
                    PrefixCase{"Report: x", 0, false}, PrefixCase{": x", 0, false},
                    PrefixCase{"Re", 0, false}, PrefixCase{"Re[", 0, false},
                    PrefixCase{"", 0, false}));

TEST(Lists, subjects_of_automatic_replies_and_bounces) {
  EXPECT_EQ(auto_reply_subject("Automatische Antwort: Rechnung"), "de");
  EXPECT_EQ(auto_reply_subject("AUTOMATIC REPLY: x"), "en");
  EXPECT_EQ(auto_reply_subject("Rechnung"), std::nullopt);
  ASSERT_TRUE(undeliverable_subject("Undelivered Mail Returned to Sender"));
  EXPECT_EQ(undeliverable_subject("Undelivered Mail Returned to Sender")->kind, "bounce");
  EXPECT_FALSE(undeliverable_subject("Undelivered Mail Returned to Sender?"));
}

TEST(Lists, phrases_fold_case_and_white_space) {
  const auto match = find_spam_phrase("Please ACT\r\n  now!");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->phrase, "act now");
  EXPECT_EQ(match->begin, 7u);
  EXPECT_EQ(match->end, 17u);
  EXPECT_EQ(match->phrase_class, PhraseClass::strong);
  EXPECT_FALSE(find_spam_phrase("react nowhere"));
  ASSERT_TRUE(find_spam_phrase("VÖLLIG GRATIS"));
  EXPECT_EQ(find_spam_phrase("VÖLLIG GRATIS")->phrase, "völlig gratis");
  ASSERT_TRUE(find_unsubscribe_word("Wenn Sie sich abmelden wollen"));
  EXPECT_EQ(find_unsubscribe_word("Wenn Sie sich abmelden wollen")->phrase, "abmelden");
  EXPECT_TRUE(find_unsubscribe_word("メール配信を停止する"));  // no spaces between words
  EXPECT_TRUE(find_unsubscribe_word("x unsubscribe"));
  EXPECT_FALSE(find_unsubscribe_word("x\xFF\xC3"));
  EXPECT_TRUE(is_unsubscribe_url("https://example.com/Unsubscribe?id=1"));
  ASSERT_TRUE(greeting("Dear Customer,"));
  EXPECT_EQ(greeting("Dear Customer,")->greeting_class, "impersonal");
}

TEST(Lists, phrases_are_found_wherever_they_stand) {
  const auto found_at = [](const std::string& text) {
    const auto match = find_spam_phrase(text);
    return match && match->phrase == "act now" ? match->begin : std::string::npos;
  };
  for (std::size_t at = 0; at < 200; ++at) {
    std::string text(at, '-');
    EXPECT_EQ(found_at(text + "ACT  now!" + std::string(99, '-')), at);
    EXPECT_EQ(found_at(text + "react now" + std::string(99, '-')), std::string::npos);
    EXPECT_EQ(found_at(text + "act nowhere" + std::string(99, '-')), std::string::npos);
    EXPECT_EQ(found_at("\u00E4" + text + "act now" + std::string(99, '-')),
              at == 0 ? std::string::npos : at + 2);
  }
}

TEST(Lists, fields_that_name_software) {
  ASSERT_TRUE(esp_fingerprint("x-sg-eid", "abc"));
  EXPECT_EQ(esp_fingerprint("X-SG-EID", "abc")->service, "Twilio SendGrid");
  EXPECT_TRUE(esp_fingerprint("X-SG-EID", "abc")->is_bulk());
  ASSERT_TRUE(esp_fingerprint("Feedback-ID", "1.eu-west-1.x:AmazonSES"));
  EXPECT_FALSE(esp_fingerprint("Feedback-ID", "1:2:3:mine"));
  EXPECT_TRUE(esp_fingerprint("X-OTRS-FollowUp", "1"));
  EXPECT_FALSE(esp_fingerprint("X-Mailer", "Apple Mail (2.3774.300.61)"));

  ASSERT_TRUE(outdated_mailer("X-Mailer", "Microsoft Outlook Express 6.00.2900"));
  EXPECT_EQ(outdated_mailer("X-Mailer", "Microsoft Outlook Express 6.00.2900")->end_of_support,
            "2014-04-08");
  ASSERT_TRUE(outdated_mailer("x-mailer", "Apple Mail (2.1084)"));
  EXPECT_EQ(outdated_mailer("x-mailer", "Apple Mail (2.1084)")->product, "Apple Mail 4 (10.6)");
  EXPECT_FALSE(outdated_mailer("X-Mailer", "Microsoft Outlook 16.0"));
  EXPECT_FALSE(outdated_mailer("User-Agent", "Mozilla Thunderbird"));
  ASSERT_TRUE(outdated_mailer("X-Mailer", "PHPMailer [version 1.73]"));  // second alternative

  ASSERT_TRUE(header_field("message-id"));
  EXPECT_EQ(header_field("message-id")->name, "Message-ID");
  EXPECT_FALSE(header_field("X-Nothing"));
}

/// Only the end of a host decides, however many labels stand before it.
TEST(Brands, OwnHostsOfAnyLength) {
  std::string labels;
  while (labels.size() < 1'000'000) labels += "a.";
  EXPECT_TRUE(brand_of_host(labels + "paypal.com").has_value());
  EXPECT_EQ(brand_of_host(labels + "paypal.com"), brand_of_host("paypal.com"));
  EXPECT_FALSE(brand_of_host(labels + "example").has_value());
  EXPECT_FALSE(brand_of_host(std::string(200, 'a')).has_value());
}

}  // namespace
}  // namespace maillint::lists
