// The report of hygiene that people read.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/render/hygiene.h"
#include "cli/render/labels.h"
#include "lint/date.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

struct CategoryWords {
  std::string_view category, words;
};

constexpr CategoryWords category_words[] = {
    {"recipient-unknown", "does not exist"},
    {"recipient-disabled", "is disabled"},
    {"recipient-moved", "has moved"},
    {"recipient-refused", "takes no mail from you"},
    {"mailbox-full", "is full"},
    {"domain-not-found", "its domain does not exist"},
    {"domain-no-mail", "its domain takes no mail"},
    {"dns-error", "its domain cannot be looked up"},
    {"network-error", "its server cannot be reached"},
    {"delivery-expired", "its server took no mail for days"},
    {"suppressed", "failed before, says the sending service"},
    {"imported", "bounced, says the imported list"},
};

struct Part {
  Treatment action;
  Tone tone;
  std::string_view about;
};

constexpr std::array<Part, 4> parts = {
    Part{Treatment::held, Tone::doubtful, "would be removed, but looks like an outage"},
    Part{Treatment::remove, Tone::bad, "take these off your list"},
    Part{Treatment::pause, Tone::doubtful, "send nothing until then"},
    Part{Treatment::keep, Tone::good, "nothing is wrong with the address"}};

class TextHygiene : public HygieneRenderer {
 public:
  explicit TextHygiene(const HygieneLook& look) : look_(look), style_(look.colour) {}

  std::string row(const AddressRow& row) override {
    const bool shown = row.action != Treatment::keep || look_.all || look_.changes;
    if (shown && !look_.quiet) lines_[static_cast<std::size_t>(row.action)] += line(row);
    return {};
  }

  std::string end(const HygieneTotals& totals, const std::vector<Brake>& brakes) override {
    std::string out;
    for (const Part& part : parts) {
      const std::string& lines = lines_[static_cast<std::size_t>(part.action)];
      if (lines.empty()) continue;
      out += fmt::format("{}   {}\n{}\n", style_.paint(part.tone, name(part.action)), part.about,
                         lines);
    }
    out += sums(totals);
    for (const Brake& brake : brakes) out += alarm(brake);
    return out + notes(totals);
  }

 private:
  std::string line(const AddressRow& row) const {
    std::string out = fmt::format("  {}", padded(escaped(row.address), 36));
    if (row.action == Treatment::pause && row.until)
      out += fmt::format("until {}  ", date_of(*row.until));
    out += escaped(reason_words(row));
    if (!row.status.empty()) out += fmt::format(" ({})", escaped(row.status));
    if (row.first && row.last) {
      const std::string first = date_of(*row.first);
      const std::string last = date_of(*row.last);
      out += "; ";
      if (row.bounces > 0) out += counted(row.bounces, "bounce", "bounces") + ", ";
      out += first == last ? first : fmt::format("{} to {}", first, last);
    }
    if (!row.path.empty()) {
      out += fmt::format("\n      {}", escaped(row.path));
      if (row.line > 0) out += fmt::format(":{}", row.line);
    }
    return out + '\n';
  }

  std::string sums(const HygieneTotals& totals) const {
    const auto of = [&totals](Treatment action) {
      return totals.of[static_cast<std::size_t>(action)];
    };
    std::string out = fmt::format("{} read, {}", counted(totals.inputs, "message", "messages"),
                                  counted(totals.reports, "report", "reports"));
    if (totals.known_before > 0) out += fmt::format(", {} counted before", totals.known_before);
    if (totals.not_ours > 0) out += fmt::format(", {} not ours", totals.not_ours);
    if (totals.unproven > 0)
      out += fmt::format(", {} of which nobody can say whose mail was refused", totals.unproven);
    if (totals.without_address > 0)
      out += fmt::format(", {} without an address", totals.without_address);
    out +=
        fmt::format(".\n{}{} to remove, {} to pause, {} to keep", look_.changes ? "Changed: " : "",
                    of(Treatment::remove), of(Treatment::pause), of(Treatment::keep));
    if (of(Treatment::held) > 0) out += fmt::format(", {} held back", of(Treatment::held));
    return out + fmt::format("; {} known.\n", counted(totals.addresses, "address", "addresses"));
  }

  static std::string alarm(const Brake& brake) {
    return fmt::format(
        "looks like an outage at {}: {} held, of {} known there\n"
        "  --release-held forgets their bounces, --accept-held removes them;"
        " --import LIST.csv tells all you know\n",
        escaped(brake.domain), brake.held, brake.known);
  }

  std::string notes(const HygieneTotals& totals) const {
    std::string out;
    if (!look_.own && totals.reports > 0)
      out += "Forged bounces were not looked for: --own DOMAIN names your domains.\n";
    std::vector<std::pair<std::uint64_t, std::string>> foreign;
    for (const auto& [domain, count] : totals.foreign_domains) foreign.emplace_back(count, domain);
    std::ranges::sort(foreign, std::greater<>());
    foreign.resize(std::min<std::size_t>(foreign.size(), 3));
    for (const auto& [count, domain] : foreign)
      out += fmt::format("Not ours: {} from {} (--own {} if that sends for you)\n", count,
                         escaped(domain), escaped(domain));
    if (look_.dry_run)
      out += "Dry run: nothing was remembered.\n";
    else if (!look_.remembered)
      out += "Nothing is remembered for the next run: --state FILE.\n";
    return out;
  }

  HygieneLook look_;
  Style style_;
  std::array<std::string, 4> lines_;
};

}  // namespace

std::string date_of(std::int64_t seconds) {
  return format_rfc3339({.seconds = seconds, .zone_minutes = 0}).substr(0, 10);
}

std::string reason_words(const AddressRow& row) {
  std::string_view what = "takes no mail";
  for (const CategoryWords& words : category_words) {
    if (words.category == row.category) what = words.words;
  }
  switch (row.reason) {
    case HygieneReason::nothing:
      return "no bounce counts";
    case HygieneReason::not_at_fault:
      return row.category.empty() ? "refused for other reasons"
                                  : fmt::format("refused for other reasons: {}", row.category);
    case HygieneReason::hard:
      return std::string(what);
    case HygieneReason::hard_waiting:
      return fmt::format("{}; removed unless a delivery comes", what);
    case HygieneReason::hard_unproven:
      return fmt::format("{}, but whose mail that was is not shown", what);
    case HygieneReason::soft:
      return fmt::format("{}, for now", what);
    case HygieneReason::soft_over:
      return fmt::format("{}; the pause is over", what);
    case HygieneReason::soft_too_often:
      return fmt::format("{}, again and again", what);
    case HygieneReason::complaint:
      return "complained";
    case HygieneReason::unsubscribed:
      return "unsubscribed";
    case HygieneReason::delivered:
      return "delivered since";
    case HygieneReason::released:
      return "released by hand";
    case HygieneReason::protected_:
      return "on your --never list";
  }
  return {};
}

std::unique_ptr<HygieneRenderer> make_hygiene_text(const HygieneLook& look) {
  return std::make_unique<TextHygiene>(look);
}

}  // namespace maillint::cli
