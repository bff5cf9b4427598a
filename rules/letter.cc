// A text for the people who can help: the provider's support, or the other side's postmaster.
#include "rules/letter.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/address.h"
#include "lint/ascii.h"
#include "rules/explain/signs.h"

namespace maillint {
namespace {

constexpr std::size_t refusals_at_most = 10;
constexpr std::size_t value_octets = 1'000;

struct Words {
  std::string_view greeting, to_support, to_postmaster, to_anyone, intro, reply, by, time,
      original_time, sender, recipient, ip, queue_id, message_id, reporting, more, guess,
      question_block, question, thanks;
};
constexpr Words english{"Hello,",
                        "To: support of {}",
                        "To: postmaster of {}",
                        "To: postmaster",
                        "a message was refused, and we need your help to see why.",
                        "Reply",
                        "Said by",
                        "Time",
                        "Message sent",
                        "Sender's domain",
                        "Recipient",
                        "IP address",
                        "Queue id",
                        "Message-ID",
                        "Reporting server",
                        "({} more refusals of this kind)",
                        "As far as we can tell:",
                        "Could you check why the sending address is blocked, and lift the block or "
                        "tell us what to change?",
                        "Could you look this refusal up in your logs and tell us what to change?",
                        "Thank you and kind regards"};
constexpr Words german{
    "Guten Tag,",
    "An: Support von {}",
    "An: Postmaster von {}",
    "An: Postmaster",
    "eine Nachricht wurde abgelehnt, und wir brauchen Ihre Hilfe, um den Grund zu finden.",
    "Antwort",
    "Von",
    "Zeit",
    "Nachricht gesendet",
    "Domain des Absenders",
    "Empfänger",
    "IP-Adresse",
    "Queue-ID",
    "Message-ID",
    "Meldender Server",
    "({} weitere Ablehnungen dieser Art)",
    "Soweit wir erkennen:",
    "Könnten Sie prüfen, warum die sendende Adresse gesperrt ist, und die Sperre aufheben oder uns "
    "sagen, was zu "
    "ändern ist?",
    "Könnten Sie diese Ablehnung in Ihren Protokollen nachsehen und uns sagen, was zu ändern ist?",
    "Vielen Dank und freundliche Grüße"};

bool is_local_part_char(char c) {
  return ascii::is_alnum(c) || ascii::is_8bit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

/// "paula@example.com" -> "...@example.com".
std::string without_local_parts(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '@') {
      std::size_t keep = out.size();
      while (keep > 0 && is_local_part_char(out[keep - 1])) --keep;
      if (keep < out.size()) {
        out.resize(keep);
        out += "...";
      }
    }
    out += c;
  }
  return out;
}

/// Of the sending side: what its log calls the message.
std::string queue_id(const Report& report) {
  constexpr std::string_view name = "X-Postfix-Queue-ID:";
  const std::string_view octets = report.message->octets();
  const std::size_t at = ascii::find(octets.substr(0, 1 << 20), name);
  if (at != std::string_view::npos) {
    const std::string_view rest = octets.substr(at + name.size(), 80);
    return std::string(ascii::trim(rest.substr(0, rest.find_first_of("\r\n"))));
  }
  if (report.original_facts == nullptr || report.original_facts->hops().empty()) return {};
  return std::string(report.original_facts->hops().front().id);
}

class Letter {
 public:
  Letter(const Report& report, const LetterOptions& options)
      : report_(report),
        options_(options),
        words_(options.language == Language::de ? german : english) {}

  std::string write(std::span<const ExplainedRefusal* const> refusals) {
    const ExplainedRefusal& first = *refusals.front();
    line(addressee(first));
    line("");
    line(words_.greeting);
    line("");
    line(words_.intro);
    for (const ExplainedRefusal* refusal :
         refusals.first(std::min(refusals.size(), refusals_at_most))) {
      line("");
      describe(*refusal);
    }
    if (refusals.size() > refusals_at_most) {
      line(fmt::format(fmt::runtime(words_.more), refusals.size() - refusals_at_most));
    }
    describe_message();
    if (first.decided && !first.explanations.empty()) {
      line("");
      line(fmt::format("{} {}.", words_.guess, first.explanations.front().title));
    }
    line("");
    const bool is_block = first.coarse_class == "reputation";
    line(is_block ? words_.question_block : words_.question);
    line("");
    line(words_.thanks);
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }
  /// One line each, whatever the message puts into the value.
  void item(std::string_view label, std::string_view value) {
    if (value.empty()) return;
    std::string text(value.substr(0, value_octets));
    std::ranges::replace_if(text, ascii::is_space, ' ');
    line(fmt::format("  {}: {}", label, text));
  }

  std::string addressee(const ExplainedRefusal& refusal) const {
    if (!refusal.provider_name.empty()) {
      return fmt::format(fmt::runtime(words_.to_support), refusal.provider_name);
    }
    std::string host = refusal.refusal.remote_mta;
    if (host.empty()) host = std::string(domain_of(refusal.refusal.address));
    if (host.empty()) return std::string(words_.to_anyone);
    return fmt::format(fmt::runtime(words_.to_postmaster), host);
  }

  void describe(const ExplainedRefusal& explained) {
    const Refusal& refusal = explained.refusal;
    item(words_.reply,
         options_.with_recipients ? refusal.diagnostic : without_local_parts(refusal.diagnostic));
    const std::string ip = refusal.remote_ip.empty() ? "" : fmt::format(" [{}]", refusal.remote_ip);
    item(words_.by, ascii::trim(refusal.remote_mta + ip));
    item(words_.ip, quoted_ip(refusal.diagnostic, refusal.remote_ip));
    const std::string_view address = refusal.address;
    item(words_.recipient,
         options_.with_recipients ? std::string(address) : without_local_parts(address));
  }

  void describe_message() {
    const DeliveryReport& delivery = *report_.delivery;
    out_ += '\n';
    const std::size_t begin = out_.size();
    const std::optional<DateTime> time =
        delivery.arrival_date ? delivery.arrival_date : report_.facts->date();
    if (time) item(words_.time, format_date(*time));
    if (delivery.original.date) item(words_.original_time, format_date(*delivery.original.date));
    std::string_view reporting = delivery.reporting_mta;
    if (const std::size_t at = reporting.find(';'); at != std::string_view::npos) {
      reporting = ascii::trim(reporting.substr(at + 1));
    }
    item(words_.reporting, reporting);
    item(words_.queue_id, queue_id(report_));
    item(words_.sender, domain_of(delivery.original.from));
    item(words_.message_id, delivery.original.message_id);
    if (out_.size() == begin) out_.pop_back();  // nothing known, so no empty paragraph
  }

  const Report& report_;
  const LetterOptions& options_;
  const Words& words_;
  std::string out_;
};

}  // namespace

std::string letter(const Report& report, const LetterOptions& options) {
  if (!report.delivery) return {};
  std::vector<const ExplainedRefusal*> refusals;
  for (const auto* list : {&report.recipients, &report.errors}) {
    for (const ExplainedRefusal& refusal : *list) {
      const Action action = refusal.refusal.action;
      const bool is_done =
          action == Action::delivered || action == Action::relayed || action == Action::expanded;
      if (!is_done) refusals.push_back(&refusal);
    }
  }
  if (refusals.empty()) return {};
  return Letter(report, options).write(refusals);
}

}  // namespace maillint
