// Reads a message that has a header: a bounce, a complaint, an automatic reply, an ordinary mail.
#include "lint/bounce/mail_reader.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/events.h"
#include "lint/bounce/feedback.h"
#include "lint/bounce/last_resort.h"
#include "lint/bounce/local_names.h"
#include "lint/bounce/mailbox_reason.h"
#include "lint/bounce/merge.h"
#include "lint/bounce/original.h"
#include "lint/bounce/prose.h"
#include "lint/bounce/receipt.h"
#include "lint/bounce/reply.h"
#include "lint/bounce/server_session.h"
#include "lint/bounce/signs.h"
#include "lint/bounce/texts.h"
#include "lint/bounce/verdict.h"

namespace maillint::bounce {

namespace {

/// Reads one message that has a header.
class MailReader {
 public:
  /// `outermost`: whether a bounce inside an attached message counts; one level is looked at.
  MailReader(const Message& message, const Facts& facts, bool outermost)
      : message_(message), facts_(facts), outermost_(outermost) {}

  DeliveryReport run() {
    signs_ = read_signs(message_, facts_);
    if (signs_.feedback_report && read_complaint()) return std::move(report_);
    if (read_thin()) return std::move(report_);
    read_status_parts();
    read_notices();
    if (recipients_.all().empty() && read_events(notice_text_, report_)) return std::move(report_);
    if (recipients_.all().empty() && signs_.daemon &&
        read_server_session(notice_text_, subject(), report_))
      return std::move(report_);
    if (!recipients_.all().empty()) {
      finish_status_report();
    } else {
      judge_notice();
    }
    if (is_report()) {
      report_.generator = signs_.in_forward
                              ? forwarded_generator(signs_.forwarded_author, notice_text_.text)
                              : find_generator(message_, notice_text_.text);
      find_original();
      report_.recipients = std::move(recipients_.all());
      const std::string listed = verp_recipient_of(signs_.own_addresses);
      add_last_resort(report_, listed, subject());
      note_listed(report_, listed);
    }
    return std::move(report_);
  }

 private:
  bool is_report() const {
    return report_.kind == ReportKind::bounce || report_.kind == ReportKind::delay ||
           report_.kind == ReportKind::success;
  }

  bool read_complaint() {
    std::vector<Refusal> named;
    report_.feedback = read_feedback(message_, facts_, named);
    if (report_.feedback.type.empty() && message_.parts().size() < 3) return false;
    report_.kind = ReportKind::feedback;
    report_.original = find_original_part(message_, facts_);
    if (named.empty()) {
      for (const std::string& address : report_.original.recipients) {
        Refusal recipient;
        recipient.address = address;
        recipient.address_source = "original";
        recipient.span = report_.original.span;
        named.push_back(std::move(recipient));
      }
    }
    report_.recipients = std::move(named);
    return true;
  }

  /// A complaint that is nothing but the message complained about, or a mail program's request.
  bool read_thin() {
    if (signs_.asks_to_unsubscribe || signs_.attached_original)
      report_.feedback = read_thin_complaint(message_, signs_, report_.recipients);
    if (report_.recipients.empty()) return false;
    report_.kind = ReportKind::feedback;
    report_.original = find_original_part(message_, facts_);
    return true;
  }

  void take(StatusReport status) {
    if (report_.reporting_mta.empty()) report_.reporting_mta = std::move(status.reporting_mta);
    if (!report_.arrival_date && !status.arrival_date.empty())
      report_.arrival_date = parse_date(status.arrival_date, 0).time;
    for (Refusal& refusal : status.recipients) recipients_.add(std::move(refusal));
    if (status.recovered) warn("delivery-status part malformed: recovered");
    if (status.truncated) warn("more recipients than are read");
  }

  void warn(std::string_view warning) {
    if (std::find(report_.warnings.begin(), report_.warnings.end(), warning) ==
        report_.warnings.end())
      report_.warnings.emplace_back(warning);
  }

  /// The delivery-status part, wherever it stands: where it belongs, in a part of another type, or
  /// in a body whose structure was lost.
  void read_status_parts() {
    const auto parts = message_.parts();
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      const Part& part = parts[i];
      if (part.message_root != 0 || part.is_multipart) continue;
      if (part.type == "message/delivery-status" || part.type == "message/global-delivery-status")
        take(read_status_report(text_of(facts_.decoded_body(i).octets, i)));
    }
    if (!recipients_.all().empty()) return;
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      const Part& part = parts[i];
      constexpr std::size_t longest = std::size_t{4} << 20;  // a report is text of a few pages
      if (part.message_root != 0 || part.is_multipart || part.is_message ||
          part.body.size() > longest)
        continue;
      const bool text = part.type.starts_with("text/") || part.type.starts_with("message/") ||
                        part.type == "application/octet-stream";
      if (!text || part.type == "text/html") continue;
      const DecodedText& decoded = facts_.decoded_body(i).octets;
      if (has_status_fields(decoded.text())) take_misplaced(text_of(decoded, i));
    }
    // Where the structure stands, what is left is the returned message.
    if (!recipients_.all().empty() || signs_.bounce_score() < 2 || parts.size() > 1) return;
    const Span body = parts[0].body;
    if (has_status_fields(message_.text(body))) take_misplaced(raw_text(message_, body, 0));
  }

  void take_misplaced(Text text) {
    // A returned message may be a bounce itself, or talk about one.
    const std::vector<Line> lines = split_lines(text.text);
    std::size_t marker = 0;
    if (bounce::find_original(text, lines, marker); marker < lines.size())
      text.text = text.text.substr(0, lines[marker].begin);
    if (!has_status_fields(text.text)) return;
    StatusReport status = read_status_report(text);
    // Without an action or a status it is talk about such fields.
    std::erase_if(status.recipients, [](const Refusal& refusal) {
      return refusal.action == Action::none && refusal.status.empty();
    });
    if (status.recipients.empty() || names_none_of(status.recipients, signs_.failed_recipients))
      return;
    // Somebody explains what bounces look like, or answers about one.
    if (talks_about_mail(signs_) && !signs_.forwarded) return;
    if (signs_.bounce_score() == 0 && !signs_.forwarded && status.reporting_mta.empty() &&
        !quotes_forward(text.text))
      return;
    take(std::move(status));
    warn("delivery-status part malformed: recovered");
  }

  /// The words for people: the first text part that names somebody.
  void read_notices() {
    const auto bodies = facts_.text_bodies();
    const std::string_view returned = attached_header(message_);
    const Signs own = signs_;
    bool have = false;
    for (std::size_t i = 0; i < bodies.size() && i < 8; ++i) {
      const Text whole = text_of(message_, bodies[i]);
      if (ascii::trim(whole.text).empty()) continue;
      Signs signs = own;
      const Text text = passed_on(whole, signs);
      Notice notice = read_notice(text, signs.own_addresses, returned);
      const bool better = !have || (!notice_.has_heads && notice.has_heads) ||
                          (notice_.recipients.empty() && !notice.recipients.empty());
      if (!better) continue;
      signs_ = std::move(signs);
      notice_ = std::move(notice);
      notice_text_ = text;
      if (i == 0) report_.notice_begin = text.offset;
      have = true;
      if (notice_.has_heads) break;
    }
    if (have || signs_.bounce_score() < 2) return;
    notice_text_ = raw_text(message_, message_.parts()[0].body, 0);
    notice_ = read_notice(notice_text_, signs_.own_addresses);
  }

  /// Actions that the report left out, and what only its prose says.
  void finish_status_report() {
    std::vector<Refusal>& recipients = recipients_.all();
    for (Refusal& refusal : recipients) {
      if (refusal.action == Action::none) {
        refusal.action = refusal.status.starts_with('2') ? Action::delivered
                         : signs_.delay_subject          ? Action::delayed
                                                         : Action::failed;
      }
    }
    for (const Refusal& said : notice_.recipients) {
      if (Refusal* refusal = recipients_.find(said.address)) {
        fill_in(*refusal, said);
      } else if (recipients.size() == 1 && notice_.recipients.size() == 1 && notice_.has_heads) {
        fill_in(recipients[0], said);  // an alias, or an address in another spelling
        if (!is_address(recipients[0].address)) recipients[0].address = said.address;
      }
    }
    if (recipients.size() == 1) take_mailbox_reason(notice_text_, recipients[0]);
    for (Refusal& refusal : recipients) {
      if (refusal.reply_code.empty()) fill_in(refusal, notice_.general);
      if (!is_address(refusal.address) && signs_.failed_recipients.size() == 1)
        refusal.address = signs_.failed_recipients.front();
    }
    report_.kind = kind_of(recipients);
  }

  /// Whether people would recognize it: "@mx.example.org" and "/var/mail/jane" are none.
  static bool is_address(std::string_view address) {
    const std::size_t at = address.find('@');
    return at != std::string_view::npos && at > 0 && address.front() != '/';
  }

  Letter letter() const {
    return {.signs = signs_,
            .notice = notice_,
            .returns = signs_.attached_original || notice_.original_begin != std::string_view::npos,
            .quotes_forward = quotes_forward(notice_text_.text),
            // Dovecot refuses mail by such a report; all others tell that it was read.
            .rejects = signs_.disposition_report &&
                       ascii::find(notice_text_.text.substr(0, 500), "automatically rejected") !=
                           std::string_view::npos};
  }

  /// No machine-readable part: do header and words make it a bounce?
  void judge_notice() {
    const Letter letter = this->letter();
    const bool receipt = !signs_.daemon && is_receipt(subject(), notice_text_.text);
    if (receipt || (signs_.disposition_report && !letter.rejects)) {
      report_.kind = ReportKind::mdn;
      return;
    }
    if (is_bounce(letter)) {
      take_notice(letter);
    } else if (!outermost_ || !read_nested()) {
      judge_letter(letter.returns);
    }
    // "Undeliverable: Your order" is also how people head the answers of their programs.
    if (report_.kind == ReportKind::none && signs_.auto_replied && !signs_.daemon)
      report_.kind = ReportKind::autoreply;
  }

  /// An ordinary letter, or what a program answers to one.
  void judge_letter(bool returns) {
    const bool answers =
        returns || message_.has(FieldId::in_reply_to) || message_.has(FieldId::references);
    if (is_challenge(subject(), notice_text_.text,
                     {.automatic = signs_.auto_replied, .answers = answers})) {
      report_.kind = ReportKind::challenge;
    } else if (signs_.auto_replied || (signs_.auto_reply_subject && !signs_.daemon)) {
      report_.kind = ReportKind::autoreply;
    }
  }

  void take_notice(const Letter& letter) {
    const Action action = told_action(letter);
    const int score = score_of(letter);  // before its recipients are taken
    // A gateway's letter around a bounce.
    if (notice_.recipients.empty() && signs_.failed_recipients.empty() && outermost_ &&
        read_nested())
      return;
    for (Refusal& refusal : notice_.recipients) {
      if (refusal.address.find('@') == std::string::npos && !complete(refusal)) continue;
      if (refusal.action == Action::none) refusal.action = action;
      recipients_.add(std::move(refusal));
    }
    if (recipients_.all().empty()) add_failed_field(action);
    if (recipients_.all().empty()) {
      report_.errors = std::move(notice_.errors);
      // A daemon's letter that names nobody and quotes no server is no bounce that can be read.
      const bool told_elsewhere = signs_.daemon || signs_.attached_original ||
                                  !verp_recipient_of(signs_.own_addresses).empty();
      if (score < 4 || (report_.errors.empty() && !told_elsewhere)) {
        report_.errors.clear();
        return;
      }
    }
    report_.kind = action == Action::delivered ? ReportKind::success
                   : action == Action::delayed ? ReportKind::delay
                                               : ReportKind::bounce;
  }

  /// The domain of a recipient that a mail system names without one.
  bool complete(Refusal& refusal) const {
    if (!signs_.daemon || !signs_.failed_recipients.empty()) return false;
    std::string_view returned = attached_header(message_);
    if (returned.empty() && notice_.original_begin < notice_text_.text.size())
      returned = notice_text_.text.substr(notice_.original_begin);
    const Mailbox* author = facts_.author();
    std::string address = signs_.forwarded_author;
    if (!signs_.in_forward && author != nullptr) address = author->address();
    refusal.address = qualify(refusal.address, returned, address);
    return !refusal.address.empty();
  }

  void add_failed_field(Action action) {
    const Field* field = message_.find(FieldId::x_failed_recipients);
    for (const std::string& address : signs_.failed_recipients) {
      Refusal refusal;
      if (!notice_.errors.empty()) refusal = notice_.errors.front();
      refusal.address = address;
      refusal.address_source = "field";
      refusal.action = action;
      if (refusal.span.empty() && field != nullptr) refusal.span = message_.trimmed(*field);
      recipients_.add(std::move(refusal));
    }
  }

  std::string_view subject() const {
    const Subject* subject = facts_.subject();
    return subject == nullptr ? std::string_view{} : std::string_view(subject->text);
  }

  /// A bounce forwarded as attachment: its own report, placed into this file.
  bool read_nested();

  void find_original() {
    if (report_.original.source != "none") return;
    report_.original = find_original_part(message_, facts_);
    if (report_.original.source != "none") return;
    if (notice_.original_begin != std::string_view::npos) {
      report_.original = read_original_text(message_, notice_text_, notice_.original_begin);
    } else {
      report_.original.recipients = quoted_recipients(notice_text_);
    }
  }

  const Message& message_;
  const Facts& facts_;
  bool outermost_;
  Signs signs_;
  Text notice_text_;
  Notice notice_;
  RecipientList recipients_;
  DeliveryReport report_;
};

bool MailReader::read_nested() {
  const auto parts = message_.parts();
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    const Part& holder = parts[i];
    if (!holder.is_message || holder.message_root != 0 || i + 1 >= parts.size()) continue;
    const Source& source = message_.source();
    const std::size_t begin = holder.body.begin;
    const Message nested(std::make_unique<const Source>(
        source.path(), std::string(message_.text(holder.body)),
        Origin{.line = source.position(begin).line, .offset = source.file_offset(begin)}));
    if (find_nested_report(nested) != no_part) return false;  // a bounce in a forward in a forward
    const Facts facts(nested);
    const bool has_more =
        std::any_of(nested.parts().begin(), nested.parts().end(),
                    [](const Part& part) { return part.type == "message/delivery-status"; });
    if (!has_more && read_signs(nested, facts).bounce_score() < 3) continue;
    DeliveryReport report = MailReader(nested, facts, false).run();
    if (report.kind != ReportKind::bounce && report.kind != ReportKind::delay) continue;
    const auto place = [&](Refusal& refusal) {
      refusal.span = span_of(refusal.span.begin + begin, refusal.span.end + begin);
      refusal.part = std::min<std::uint32_t>(refusal.part + i + 1,
                                             static_cast<std::uint32_t>(parts.size() - 1));
    };
    std::for_each(report.recipients.begin(), report.recipients.end(), place);
    std::for_each(report.errors.begin(), report.errors.end(), place);
    Span& original = report.original.span;
    if (!original.empty()) original = span_of(original.begin + begin, original.end + begin);
    report_ = std::move(report);
    report_.notice_begin = 0;  // of the outer text
    for (Refusal& refusal : report_.recipients) recipients_.add(std::move(refusal));
    return true;
  }
  return false;
}

}  // namespace

DeliveryReport read_mail(const Message& message, const Facts& facts) {
  return MailReader(message, facts, true).run();
}

}  // namespace maillint::bounce
