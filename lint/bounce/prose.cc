// What a notice written for people says about each recipient.
#include "lint/bounce/prose.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/choice.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/heads.h"
#include "lint/bounce/local_names.h"
#include "lint/bounce/merge.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/reply.h"
#include "lint/bounce/sentences.h"
#include "lint/bounce/transcript.h"

namespace maillint::bounce {

namespace {

/// Octets of a paragraph that are read as a diagnostic.
constexpr std::size_t paragraph_limit = 8192;
/// Heads of one notice that are kept.
constexpr std::size_t head_limit = 50'000;

class NoticeReader {
 public:
  NoticeReader(const Text& text, const std::vector<std::string>& own, std::string_view returned)
      : text_(text),
        own_(own.begin(), own.end()),
        lines_(split_lines(text.text)),
        returned_(returned) {}

  Notice run() {
    std::size_t marker = 0;
    const std::size_t original = find_original(text_, lines_, marker);
    if (original < lines_.size()) {
      notice_.original_begin = line_start(text_, lines_[original]);
      if (returned_.empty()) returned_ = text_.text.substr(notice_.original_begin);
    }
    last_ = marker;
    const std::string_view said =
        text_.text.substr(0, last_ < lines_.size() ? lines_[last_].begin : text_.text.size());
    read_tone(said, notice_);
    find_transcript();
    leave_fields_out();
    std::vector<std::string> contacts;
    std::vector<Head> heads = find_heads(text_, lines_, 0, transcript_, head_limit, contacts);
    notice_.truncated = heads.size() == head_limit;
    own_.insert(contacts.begin(), contacts.end());
    note_senders(returned_.substr(0, 16'384), own_);
    choose_heads({.text = text_,
                  .lines = lines_,
                  .last = transcript_,
                  .own = own_,
                  .returned = returned_.substr(0, 16'384)},
                 heads);
    notice_.has_heads = std::any_of(heads.begin(), heads.end(), [](const Head& head) {
      return head.strength > HeadStrength::sentence;
    });
    if (notice_.has_heads) {
      notice_.introduces_heads = introduces(heads.front());
    } else if (std::vector<Head> names = find_local_names(text_, lines_, transcript_);
               !names.empty()) {
      heads = std::move(names);
      notice_.has_heads = notice_.introduces_heads = true;
    }
    read_groups(heads);
    if (notice_.has_heads && heads.front().strength == HeadStrength::guess) keep_answered(heads);
    if (heads.empty()) read_sentences();
    use_transcript();
    return std::move(notice_);
  }

 private:
  /// Sendmail's "----- Transcript of session follows -----".
  void find_transcript() {
    transcript_ = last_;
    for (std::size_t i = 0; i < last_; ++i) {
      const std::string_view line = line_text(text_, lines_[i]);
      if (line.size() < 200 && ascii::find(line, "transcript of session") != npos) {
        transcript_ = i;
        return;
      }
    }
  }

  /// A report's fields below the words for people are read elsewhere.
  void leave_fields_out() {
    bool named = false;
    for (std::size_t i = 0; i < transcript_; ++i) {
      const std::string_view line = line_text(text_, lines_[i]).substr(0, 400);
      if (named && lines_[i].after_blank &&
          (ascii::starts_with(line, "reporting-mta:") ||
           ascii::starts_with(line, "final-recipient:") ||
           ascii::starts_with(line, "original-recipient:"))) {
        transcript_ = last_ = i;
        return;
      }
      named = named || line.find('@') != npos;
    }
  }

  Refusal refusal_of(const Diagnosis& diagnosis, const JoinedLines& joined) const {
    Refusal refusal;
    refusal.part = text_.part;
    refusal.address_source = "text";
    refusal.reply_code = diagnosis.reply_code;
    refusal.status = diagnosis.status;
    if (!refusal.status.empty()) refusal.status_source = "diagnostic";
    refusal.command = diagnosis.command;
    refusal.remote_mta = diagnosis.remote_mta;
    refusal.remote_ip = diagnosis.remote_ip;
    refusal.diagnostic = diagnosis.words;
    const Span place = joined.original(diagnosis.begin, diagnosis.end);
    refusal.span = text_.source(place.begin, place.end);
    return refusal;
  }

  /// A label in unknown words counts only before an address that a server's reply follows.
  void keep_answered(std::vector<Head>& heads) {
    if (has_reply(notice_)) return;
    notice_.has_heads = false;
    notice_.recipients.clear();
    index_.clear();
    heads.clear();
  }

  /// "Your message could not be delivered to" right before the first address.
  bool introduces(const Head& head) const {
    const Line& line = lines_[head.line];
    if (line.quote > 0) return false;
    if (says_failure(line_text(text_, line).substr(0, std::min<std::size_t>(head.rest, 400))))
      return true;
    if (head.line == 0) return false;
    const std::string_view before = line_text(text_, lines_[head.line - 1]);
    return says_failure(before.substr(before.size() > 400 ? before.size() - 400 : 0));
  }

  /// End of the paragraph that line i lies in.
  std::size_t paragraph_end(std::size_t i, std::size_t limit) const {
    std::size_t end = i + 1;
    while (end < limit && !lines_[end].after_blank) ++end;
    return end;
  }

  Refusal read_lines(std::size_t first, std::size_t last, std::size_t skip_octets) const {
    const JoinedLines joined(text_, lines_, first, last, paragraph_limit);
    const std::string_view all = joined.text();
    const Diagnosis diagnosis = diagnose_behind(all, std::min(skip_octets, all.size()));
    return refusal_of(diagnosis, joined);
  }

  /// What is said after a head, up to the next one.
  Refusal read_after(const Head& head, std::size_t end) {
    const std::string_view line = line_text(text_, lines_[head.line]);
    const bool inline_text = ascii::trim(line.substr(head.rest)).size() > 2;
    const std::size_t own_end = paragraph_end(head.line, end);
    Refusal best;
    if (inline_text || own_end > head.line + 1) {
      best = inline_text ? read_lines(head.line, own_end, head.rest)
                         : read_lines(head.line + 1, own_end, 0);
      if (!best.reply_code.empty() || !best.status.empty()) return best;
    }
    for (std::size_t i = own_end; i < end && paragraphs_left_ > 0; --paragraphs_left_) {
      const std::size_t next = paragraph_end(i, end);
      // "Technical details of temporary failure:" announces more than what stood before.
      const std::size_t cause = cause_in(line_text(text_, lines_[i]));
      const bool below = cause == line_text(text_, lines_[i]).size() && i + 1 < next;
      const bool announced = cause != npos;
      Refusal found = read_lines(below ? i + 1 : i, next, 0);
      if (!found.reply_code.empty() || !found.status.empty()) {
        if (found.command == Command::none) found.command = best.command;
        if (found.remote_mta.empty()) {
          found.remote_mta = best.remote_mta;
          found.remote_ip = best.remote_ip;
        }
        return found;
      }
      if (says_nothing(best.diagnostic) || (announced && !says_nothing(found.diagnostic))) {
        best = std::move(found);
      } else if (best.remote_mta.empty()) {
        best.remote_mta = found.remote_mta;
        best.remote_ip = found.remote_ip;
      }
      i = next;
    }
    use_lead(head, best);
    return best;
  }

  /// A rule, or words that end in ":": they announce what follows.
  static bool says_nothing(std::string_view words) {
    return words.size() < 4 || words.back() == ':' || words.starts_with("--") ||
           words.starts_with("==") || words.starts_with("**");
  }

  /// "Invalid final delivery userid: jane@x.example": the reason stands before the address, and
  /// what follows, if anything, tells none.
  void use_lead(const Head& head, Refusal& refusal) const {
    static constexpr Phrases reasons(std::to_array<std::string_view>(
        {"unknown", "invalid", "no such", "not found", "to find", "not find", "reject", "full",
         "quota", "exceed", "disabled", "unavailable", "refused", "denied", "not exist",
         "unbekannt"}));
    const Line& line = lines_[head.line];
    const std::string_view words = line_text(text_, line).substr(0, 400);
    const std::string_view lead = words.substr(0, words.find(head.address));
    const bool said = !says_nothing(refusal.diagnostic);
    if (said && (reasons.in(refusal.diagnostic) || !reasons.in(lead))) return;
    if (!reasons.in(words)) return;
    refusal.diagnostic = words;
    refusal.span = text_.source(line.begin, line.end);
  }

  /// "Could not be delivered because of 550 5.1.1 User unknown. The following were affected:"
  Refusal read_before(std::size_t first_head) {
    for (std::size_t i = 0; i < first_head && paragraphs_left_ > 0; --paragraphs_left_) {
      const std::size_t next = paragraph_end(i, first_head);
      Refusal found = read_lines(i, next, 0);
      if (!found.reply_code.empty()) return found;
      i = next;
    }
    return {};
  }

  void add(Refusal refusal, const Head& head) {
    refusal.address = head.address;
    refusal.address_source = "text";
    refusal.part = text_.part;
    if (!head.original_address.empty() && !ascii::equal(head.original_address, head.address))
      refusal.original_address = head.original_address;
    if (refusal.span.empty()) {
      const Line& line = lines_[head.line];
      refusal.span = text_.source(line.begin, line.end);
    }
    const auto [known, is_new] =
        index_.try_emplace(ascii::to_lower(refusal.address), notice_.recipients.size());
    if (is_new) {
      notice_.recipients.push_back(std::move(refusal));
      return;
    }
    Refusal& before = notice_.recipients[known->second];
    // Exchange names an address twice: for people, then with the reply for administrators.
    const bool better =
        (before.reply_code.empty() && !refusal.reply_code.empty()) ||
        (before.reply_code.empty() && before.status.empty() && says_nothing(before.diagnostic) &&
         !says_nothing(refusal.diagnostic)) ||
        (before.reply_code.empty() && before.status.empty() && !refusal.status.empty());
    if (better) {
      if (refusal.original_address.empty()) refusal.original_address = before.original_address;
      before = std::move(refusal);
    }
  }

  void read_groups(const std::vector<Head>& heads) {
    Refusal before;
    bool before_read = false;
    Action action = Action::none;
    std::optional<Action> first_action;
    bool mixed = false;
    for (std::size_t i = 0; i < heads.size();) {
      // Heads in a row, with nothing said in between, share what follows.
      std::size_t group_end = i + 1;
      while (group_end < heads.size() && (heads[group_end].line == heads[group_end - 1].line ||
                                          (heads[group_end].line == heads[group_end - 1].line + 1 &&
                                           bare(heads[group_end - 1]))))
        ++group_end;
      std::size_t end = group_end < heads.size() ? heads[group_end].line : transcript_;
      // The heading of the next list says nothing about this one.
      if (group_end < heads.size() && end > heads[group_end - 1].line + 1 &&
          told_of_list(line_text(text_, lines_[end - 1]).substr(0, 400)) != Action::none)
        --end;
      Refusal said = read_after(heads[group_end - 1], end);
      if (said.reply_code.empty() && said.status.empty() && i == 0 && group_end == heads.size()) {
        if (!before_read) before = read_before(heads[0].line);
        before_read = true;
        if (!before.reply_code.empty()) said = before;
      }
      if (const std::size_t line = heads[i].line; line > 0) {
        const Action told = told_of_list(line_text(text_, lines_[line - 1]).substr(0, 400));
        if (told != Action::none) action = told;
      }
      said.action = action;
      mixed = mixed || action != first_action.value_or(action);
      if (!first_action) first_action = action;
      if (group_end - i > 1000 && said.diagnostic.size() > 256) said.diagnostic.resize(256);
      for (; i < group_end; ++i) add(said, heads[i]);
    }
    // One heading for all says what the notice as a whole says better.
    for (Refusal& refusal : notice_.recipients) {
      if (!mixed) refusal.action = Action::none;
    }
  }

  bool bare(const Head& head) const {
    return ascii::trim(line_text(text_, lines_[head.line]).substr(head.rest)).size() <= 2;
  }

  /// No line is headed by an address: those in sentences, each with its reply, else the best one
  /// and the first reply.
  void read_sentences() {
    const std::vector<Mention> mentions =
        find_mentions(text_, lines_, transcript_, own_, returned_.substr(0, 16'384));
    for (const Mention& mention : answered_each(mentions, text_, lines_))
      add(read_lines(mention.paragraph, mention.paragraph_end, 0), head_of(mention));
    if (!notice_.recipients.empty()) return;
    Refusal said = read_before(transcript_);
    if (const Mention* best = best_of(mentions)) {
      if (said.reply_code.empty()) said = read_announced(best->line);
      add(std::move(said), head_of(*best));
    } else if (!said.reply_code.empty()) {
      said.address_source.clear();
      notice_.errors.push_back(std::move(said));
    }
  }

  Head head_of(const Mention& mention) const {
    Head head;
    head.line = mention.line;
    head.address = mention.address;
    head.rest = line_text(text_, lines_[mention.line]).size();
    return head;
  }

  /// What a line announces, else the paragraph of line i.
  Refusal read_announced(std::size_t line) const {
    const std::size_t last = std::min(transcript_, line + 40);
    for (std::size_t i = line; i < last; ++i) {
      const std::size_t cause = cause_in(line_text(text_, lines_[i]));
      const bool below = cause == line_text(text_, lines_[i]).size();
      if (cause == npos || (below && i + 1 >= last)) continue;
      const Refusal said = below ? read_lines(i + 1, paragraph_end(i + 1, transcript_), 0)
                                 : read_lines(i, paragraph_end(i, transcript_), cause);
      if (!says_nothing(said.diagnostic)) return said;
    }
    return read_lines(line, paragraph_end(line, transcript_), 0);
  }

  /// Fills in what Sendmail says in its transcript only.
  void use_transcript() {
    if (transcript_ >= last_) return;
    Transcript transcript =
        read_transcript(text_, lines_, transcript_ + 1, last_, TranscriptOf::sendmail);
    put_last_first(transcript.refusals);
    for (Refusal& refusal : transcript.refusals) {
      if (refusal.address.empty()) continue;
      const auto known = index_.find(ascii::to_lower(refusal.address));
      if (known == index_.end()) {
        if (notice_.has_heads) continue;
        Head head;
        head.line = transcript_;
        head.address = refusal.address;
        refusal.action = Action::none;  // the notice tells
        add(std::move(refusal), head);
        continue;
      }
      fill_from_transcript(notice_.recipients[known->second], refusal);
    }
    // A refusal that names nobody (MAIL FROM, DATA) holds for all that have no other.
    const auto general = std::find_if(
        transcript.refusals.begin(), transcript.refusals.end(), [this](const Refusal& refusal) {
          return refusal.address.empty() || notice_.recipients.size() == 1;
        });
    if (general == transcript.refusals.end()) return;
    notice_.general = *general;
    for (Refusal& recipient : notice_.recipients) {
      if (recipient.reply_code.empty() || recipient.command == Command::none)
        fill_from_transcript(recipient, *general);
    }
  }

  const Text& text_;
  std::unordered_set<std::string> own_;
  std::vector<Line> lines_;
  std::string_view returned_;           // the returned original, at least its header
  std::size_t last_ = 0;                // the returned original begins
  std::size_t transcript_ = 0;          // the transcript begins, last_ if there is none
  std::size_t paragraphs_left_ = 2000;  // that are searched for a reply: a notice is short
  Notice notice_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

Notice read_notice(const Text& text, const std::vector<std::string>& own,
                   std::string_view returned) {
  return NoticeReader(text, own, returned).run();
}

}  // namespace maillint::bounce
