// Rules subject-mixed-punctuation, subject-currency.
#include <algorithm>
#include <string>

#include "lint/ascii.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view mixed_references[] = {
    "SpamAssassin PLING_QUERY", "ALL-INKL.COM, Email error messages: Subject line"};
constexpr std::string_view currency_references[] = {"SpamAssassin SUBJ_DOLLARS"};

/// Octets of "!", "?" or a full-width one at `i`; `is_question` tells which.
std::size_t mark_at(std::string_view text, std::size_t i, bool& is_question) {
  const std::string_view rest = text.substr(i);
  is_question = rest.starts_with('?') || rest.starts_with("？");
  if (rest.starts_with('!') || rest.starts_with('?')) return 1;
  return rest.starts_with("！") || is_question ? 3 : 0;
}

void check_mixed(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  const std::string_view text = subject.text;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    std::size_t marks[2] = {0, 0};
    bool is_question = false;
    while (i < text.size()) {
      const std::size_t length = mark_at(text, i, is_question);
      if (length == 0) break;
      ++marks[is_question];
      i += length;
    }
    const bool is_mixed = marks[0] > 0 && marks[1] > 0;
    // At the end, subject-ends-exclamation and -question report marks of one kind.
    const bool is_flood = marks[0] + marks[1] >= 3 && i < text.size();
    if (is_mixed || is_flood) {
      const std::string_view run = text.substr(begin, std::min<std::size_t>(i - begin, 30));
      report(subject.source(begin, i), "holds '" + std::string(run) + "'");
      return;
    }
    if (i == begin) ++i;
  }
}

constexpr std::string_view currencies[] = {"$", "€", "£", "¥", "₹", "₽", "₺", "₿", "＄", "￥"};

std::size_t currency_at(std::string_view rest) {
  for (const std::string_view sign : currencies) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

/// "$5", "5 €", "€€€"; not "$HOME".
void check_currency(const Subject& subject, const Facts&, const Settings&, const Reporter& report) {
  const std::string_view text = subject.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$' && !ascii::is_8bit(text[i])) continue;
    const std::size_t length = currency_at(text.substr(i));
    if (length == 0) continue;
    const std::string_view before = ascii::trim(text.substr(0, i));
    const std::string_view after = ascii::trim(text.substr(i + length));
    const bool has_amount = (!before.empty() && ascii::is_digit(before.back())) ||
                            (!after.empty() && ascii::is_digit(after.front()));
    if (!has_amount && currency_at(text.substr(i + length)) == 0) continue;
    report(subject.source(i, i + length), "holds '" + std::string(text.substr(i, length)) + "'");
    return;
  }
}

}  // namespace

constinit const Rule subject_mixed_punctuation{
    .id = "subject-mixed-punctuation",
    .severity = Severity::warning,
    .criterion = Criterion::subject,
    .summary = "Subject holds a run of ! and ?",
    .why = "Filters score runs of marks such as ?! as shouting.",
    .remedy = "Keep one mark at most, and none at the end.",
    .references = mixed_references,
    .check = check_mixed,
};

constinit const Rule subject_currency{
    .id = "subject-currency",
    .severity = Severity::info,
    .criterion = Criterion::subject,
    .profiles = {Profile::personal, Profile::bulk},  // an invoice may name its sum
    .summary = "Subject holds currency signs",
    .why = "Filters score money in a subject as advertising or fraud.",
    .remedy = "Say what the message is about, and name sums in the text.",
    .references = currency_references,
    .check = check_currency,
};

}  // namespace maillint::rules
