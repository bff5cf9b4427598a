// Bounces for the tests of maillint hygiene.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/cli/process.h"

namespace maillint::cli {

inline constexpr std::string_view now = "2026-11-23T12:00:00Z";

inline std::string bounce(std::string_view address, std::string_view reply, int number = 1) {
  const std::string id = std::to_string(number);
  const std::string to(address);
  return "Return-Path: <>\n"
         "Received: from mx.example.net by mail.shop.example; Mon, 23 Nov 2026 09:14:00 +0100\n"
         "From: MAILER-DAEMON@mx.example.net\n"
         "To: bounces@shop.example\n"
         "Subject: Undelivered Mail Returned to Sender\n"
         "Date: Mon, 23 Nov 2026 09:14:00 +0100\n"
         "Message-ID: <" +
         id + "." + to +
         ">\n"
         "MIME-Version: 1.0\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
         "\n"
         "--b\n"
         "Content-Type: message/delivery-status\n"
         "\n"
         "Reporting-MTA: dns; mx.example.net\n"
         "\n"
         "Final-Recipient: rfc822; " +
         to +
         "\n"
         "Action: failed\n"
         "Diagnostic-Code: smtp; " +
         std::string(reply) +
         "\n"
         "\n"
         "--b\n"
         "Content-Type: text/rfc822-headers\n"
         "\n"
         "From: news@shop.example\n"
         "To: " +
         to +
         "\n"
         "Message-ID: <" +
         id +
         "@shop.example>\n"
         "\n"
         "--b--\n";
}

inline constexpr std::string_view unknown = "550 5.1.1 User unknown";
inline constexpr std::string_view full = "452 4.2.2 Mailbox full";
inline constexpr std::string_view spam = "554 5.7.1 Spam message rejected";

/// An mbox of `count` hard bounces at one domain.
inline std::string mailbox(int count, const std::string& domain = "example.com") {
  std::string all;
  for (int i = 0; i < count; ++i) {
    all += "From MAILER-DAEMON Mon Nov 23 09:14:00 2026\n";
    all += bounce("user" + std::to_string(i) + "@" + domain, unknown, i) + "\n";
  }
  return all;
}

inline Outcome hygiene(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"hygiene", "--now", std::string(now)});
  return run_maillint(std::move(arguments));
}

inline bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace maillint::cli
