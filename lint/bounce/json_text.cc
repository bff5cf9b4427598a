// Refusals in JSON that is no service's event.
#include "lint/bounce/json_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "lint/bounce/client_errors.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/json_reader.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

constexpr std::array<std::string_view, 9> recipient_keys = {
    "recipient", "rcpt", "rcpt_to", "to", "email", "address", "rejected", "recipients", "rcptto"};

/// Whose values hold replies, the best first.
constexpr std::array<std::string_view, 17> word_keys = {
    "response", "smtp_response", "smtpresponse", "reply",       "smtp_reply",   "message",
    "msg",      "error",         "err",          "reason",      "diagnostic",   "diag",
    "detail",   "details",       "description",  "status_text", "statusmessage"};

/// What one object says.
struct Account {
  std::vector<std::string> addresses;
  std::string words;
  std::size_t rank = npos;     // of the key of the words
  std::string code, sentence;  // Postmark's API: "ErrorCode" and "Message"
};

class ReplySink final : public JsonSink {
 public:
  ReplySink(const Text& text, std::size_t begin, std::size_t end, DeliveryReport& report)
      : text_(text), begin_(begin), end_(end), report_(report) {}

  void open(std::string_view, bool is_array) override {
    is_object_.push_back(!is_array);
    if (!is_array) accounts_.emplace_back();
  }

  void close() override {
    if (is_object_.empty()) return;
    if (is_object_.back()) {
      tell(accounts_.back());
      accounts_.pop_back();
    }
    is_object_.pop_back();
  }

  void value(std::string_view key, std::string_view text) override {
    if (accounts_.empty() || text.empty()) return;
    Account& account = accounts_.back();
    const auto is_key = [key](std::string_view known) { return ascii::equal(key, known); };
    if (std::ranges::any_of(recipient_keys, is_key)) {
      FoundAddress found;
      if (account.addresses.size() < 1000 && next_address(text.substr(0, 500), 0, found))
        account.addresses.emplace_back(text.substr(found.begin, found.end - found.begin));
    }
    if (ascii::equal(key, "errorcode")) account.code = text.substr(0, 8);
    const auto known = std::ranges::find_if(word_keys, is_key);
    if (known == word_keys.end()) return;
    text = text.substr(0, 8192);
    if (ascii::equal(key, "message")) account.sentence = text;
    const auto rank = static_cast<std::size_t>(known - word_keys.begin());
    const std::size_t reply = find_reply(text);
    if (rank >= account.rank || reply == npos) return;
    account.words = text.substr(reply);
    account.rank = rank;
  }

 private:
  void tell(Account& account) {
    if (!account.words.empty()) {
      if (account.addresses.empty())
        account.addresses.push_back(recipient_in_reply(diagnose(account.words).words));
      for (std::string& address : account.addresses) add(account.words, std::move(address));
    } else if (account.code == "406") {  // Postmark: the address bounced before
      const std::size_t list = ascii::find(account.sentence, "inactive addresses: ");
      FoundAddress found;
      for (std::size_t at = list; at != npos && next_address(account.sentence, at, found);
           at = found.outer_end)
        add(account.sentence, account.sentence.substr(found.begin, found.end - found.begin));
    }
  }

  void add(std::string_view words, std::string address) {
    if (report_.recipients.size() >= recipient_limit) return;
    Refusal refusal = refusal_of(diagnose(words), text_, 0);
    if (refusal.diagnostic.empty()) refusal.diagnostic = words;
    // Written with escapes they are not found: not to be tried forever.
    const bool sought = !address.empty() && missed_ < 16;
    const std::size_t at = sought ? text_.text.substr(0, end_).find(address, begin_) : npos;
    if (sought && at == npos) ++missed_;
    refusal.span = at == npos ? text_.source(begin_, std::min(begin_ + 1, end_))
                              : text_.source(at, at + address.size());
    if (at != npos) begin_ = at;
    refusal.address = std::move(address);
    put(std::move(refusal), report_);
  }

  const Text& text_;
  std::size_t begin_;  // where the next address is looked for
  std::size_t end_;
  std::size_t missed_ = 0;
  DeliveryReport& report_;
  std::vector<bool> is_object_;
  std::vector<Account> accounts_;
};

/// Whether the first lines are each a value of their own.
bool is_json_lines(std::string_view all) {
  constexpr std::size_t lines_looked_at = 20;
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < all.size() && count < lines_looked_at;) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = ascii::trim(all.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) continue;
    if (!line.starts_with('{') || !is_json(line)) return false;
    ++count;
  }
  return count > 1;
}

}  // namespace

bool read_json_text(const Text& text, DeliveryReport& report) {
  const std::string_view all = ascii::trim(text.text);
  if (!all.starts_with('{') && !all.starts_with('[')) return false;
  const bool by_line = is_json_lines(all);
  if (!by_line && !is_json(all)) return false;
  const std::size_t size = text.text.size();
  for (std::size_t begin = 0; begin < size;) {
    const std::size_t end = by_line ? std::min(text.text.find('\n', begin), size) : size;
    ReplySink sink(text, begin, end, report);
    read_json(text.text.substr(begin, end - begin), sink);
    begin = end + 1;
  }
  const bool refused = !report.recipients.empty() || !report.errors.empty();
  if (refused) report.kind = by_line ? ReportKind::log : ReportKind::reply;
  return true;
}

}  // namespace maillint::bounce
