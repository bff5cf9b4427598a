// Ranks the entries that fit a reply, by evidence that stands in the entries themselves.
#include "rules/explain/ranker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lint/ascii.h"
#include "lint/rule.h"
#include "rules/catalogue/category.h"
#include "rules/explain/plain_words.h"

namespace maillint {
namespace {

// Points. A host decides before any words; words before codes; the evidence of entries (up to 100)
// tells apart what has the same words.
constexpr int words_found = 100;
constexpr int words_longest = 60;  // a long literal says more than a short one
constexpr int words_near = 40;     // a loose pattern: words that stand near each other
constexpr int host_is_own = 200;
constexpr int host_unknown = 40;     // the provider's entry before the generic one
constexpr int host_not_needed = 40;  // words of one provider, relayed by a host nobody knows
constexpr int host_of_another = -60;
constexpr int not_verified = -20;
constexpr int code_agrees = 25;
constexpr int code_alone = 30;
constexpr int words_of_sender = 60;  // the reply is about the sender, and so is the entry
/// So much must lie between two entries with the same words before the first one counts as decided.
constexpr int telling = 15;

enum class HostFit : unsigned char { none, own, unknown, foreign };

struct Candidate {
  const Entry* entry = nullptr;
  EntryMatch match;
  HostFit host = HostFit::none;
  int points = 0;
  int evidence_points = 0;  // what tells entries with the same words apart
  std::vector<std::string> evidence;
};

bool matches_host(const Entry& entry, std::string_view host) {
  return std::ranges::any_of(entry.hosts,
                             [&](std::string_view glob) { return glob_match(glob, host); });
}

HostFit host_fit(const Entry& entry, const Signs& signs, std::string_view provider) {
  if (entry.hosts.empty()) return HostFit::none;
  if (!provider.empty()) return entry.provider == provider ? HostFit::own : HostFit::foreign;
  if (signs.host().empty()) return HostFit::unknown;
  return matches_host(entry, signs.host()) ? HostFit::own : HostFit::foreign;
}

bool is_out(const Candidate& candidate) {
  return candidate.host == HostFit::foreign && candidate.entry->hosts_required;
}

bool shares_text(const Entry& a, const Entry& b) {
  return std::ranges::find(a.shares_text_with, b.id) != a.shares_text_with.end();
}

/// Whether `longer` says all that `shorter` says and more: "spam message rejected: connection
/// refused".
bool covers(const Candidate& longer, const Candidate& shorter) {
  const EntryMatch& a = longer.match;
  const EntryMatch& b = shorter.match;
  const bool around = a.begin <= b.begin && a.end >= b.end && a.end - a.begin > b.end - b.begin;
  if (!around || is_out(longer)) return false;
  if (shorter.host == HostFit::own && longer.host != HostFit::own) return false;
  const bool sure = !longer.entry->hosts_required || longer.host == HostFit::own;
  return sure || longer.entry->provider == shorter.entry->provider;
}

void drop_covered(std::vector<Candidate>& candidates) {
  std::vector<const Entry*> covered;
  for (const Candidate& shorter : candidates) {
    const bool is_covered = std::ranges::any_of(
        candidates, [&](const Candidate& longer) { return covers(longer, shorter); });
    if (is_covered) covered.push_back(shorter.entry);
  }
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return std::ranges::find(covered, candidate.entry) != covered.end();
  });
}

/// "Mailbox is full: retry timeout exceeded": that the server gave up says less than why.
void drop_expiry(std::vector<Candidate>& candidates) {
  const bool has_cause = std::ranges::any_of(candidates, [](const Candidate& candidate) {
    return !is_out(candidate) && candidate.entry->category == "mailbox-full";
  });
  if (!has_cause) return;
  std::erase_if(candidates, [](const Candidate& candidate) {
    return candidate.entry->category == "delivery-expired";
  });
}

void weigh_host(Candidate& candidate, const Signs& signs, const Catalogue& catalogue) {
  const Language language = signs.language();
  const Provider* own = catalogue.provider(candidate.entry->provider);
  const std::string_view name = own == nullptr ? candidate.entry->provider : own->name;
  const auto say = [&](std::string_view en, std::string_view de, auto... arguments) {
    candidate.evidence.push_back(
        fmt::format(fmt::runtime(in_language(language, en, de)), arguments...));
  };
  switch (candidate.host) {
    case HostFit::none:
      break;
    case HostFit::own:
      candidate.points += host_is_own;
      candidate.evidence_points += host_is_own;
      if (!signs.host().empty())
        say("{} is a host of {}", "{} ist ein Host von {}", signs.host(), name);
      break;
    case HostFit::unknown:
      candidate.points += host_unknown;
      if (!candidate.entry->hosts_required) break;
      say("only if the server that refused is {} ({})",
          "nur falls der ablehnende Server {} ist ({})", candidate.entry->hosts.front(), name);
      break;
    case HostFit::foreign: {
      const bool another = catalogue.provider_of_host(signs.host()) != nullptr;
      const bool needed = candidate.entry->hosts_required;
      candidate.points += needed || another ? host_of_another : host_not_needed;
      if (!needed) break;
      if (!signs.host().empty())
        say("{} is no host of {}", "{} ist kein Host von {}", signs.host(), name);
      break;
    }
  }
}

void weigh_signs(Candidate& candidate, const Signs& signs) {
  const auto weigh = [&](std::span<const Evidence> list, int sign) {
    for (const Evidence& item : list) {
      if (!signs.hold(item.sign)) continue;
      candidate.points += sign * item.weight;
      candidate.evidence_points += sign * item.weight;
      if (sign < 0) continue;
      for (std::string& text : signs.seen(item.sign)) {
        if (std::ranges::find(candidate.evidence, text) == candidate.evidence.end()) {
          candidate.evidence.push_back(std::move(text));
        }
      }
    }
  };
  weigh(candidate.entry->supported_by, 1);
  weigh(candidate.entry->contradicted_by, -1);
}

/// Whether an entry can be meant where in the dialogue the reply came, and as whom it is about.
/// A server that took the recipient and says "unknown user" after the content, without a code that
/// means it, has a filter speak. With a security status (5.7.y) and in words that anybody uses, a
/// domain that is not found is the sending host's.
bool can_be_meant(const Entry& entry, const Signs& signs) {
  const Category* category = find_category(entry.category);
  if (category == nullptr || !category->blames_address()) return true;
  if (category->fault == AddressFault::if_named) return true;
  const Refusal& refusal = signs.refusal();
  if (signs.blame() == Blame::sender_itself) return false;
  const bool addressed = refusal.status.find(".1.") == 1;
  if (signs.blame() == Blame::names_sender && !addressed) return false;
  const bool general = entry.loose || entry.provider == "common";
  if (general && entry.category == "domain-not-found" && refusal.status.find(".7.") == 1)
    return false;
  if (refusal.command < Command::data || entry.category != "recipient-unknown") return true;
  return refusal.status != "5.2.0" && (!entry.hosts.empty() || addressed);
}

/// What a code alone means; "" for 5.7.1, 554 and others that go with anything.
std::string_view telling_code(const Catalogue& catalogue, const ReplyFacts& reply) {
  const std::vector<EntryMatch> codes = catalogue.match_codes(reply);
  if (codes.empty() || is_vague(codes.front().entry->category)) return {};
  return codes.front().entry->category;
}

/// Words near each other, in a text that no entry knows. Where the code tells more than they do, it
/// is left to tell.
std::vector<Candidate> loose_candidates(const Catalogue& catalogue, const Signs& signs,
                                        const ReplyFacts& reply) {
  const std::vector<EntryMatch> matches = catalogue.match_loosely(reply);
  if (matches.empty()) return {};
  const std::string_view by_code = telling_code(catalogue, reply);
  std::vector<Candidate> out;
  for (const EntryMatch& match : matches) {
    if (!can_be_meant(*match.entry, signs)) continue;
    if (!by_code.empty() && is_vague(match.entry->category)) continue;
    Candidate candidate{.entry = match.entry, .match = match, .points = words_near};
    if (by_code == match.entry->category) candidate.points += code_agrees;
    const std::string_view seen = reply.text.substr(match.begin, match.end - match.begin);
    candidate.evidence.push_back(fmt::format(
        fmt::runtime(in_language(signs.language(), "no entry has this text; it is read from \"{}\"",
                                 "kein Eintrag hat diesen Text; gelesen aus \"{}\"")),
        ascii::trim(seen)));
    weigh_signs(candidate, signs);
    if (candidate.points > 0) out.push_back(std::move(candidate));
  }
  std::ranges::sort(out, [](const Candidate& a, const Candidate& b) {
    if (a.points != b.points) return a.points > b.points;
    return a.entry < b.entry;  // the catalogue's order: what says most stands first
  });
  return out;
}

std::vector<Candidate> text_candidates(const Catalogue& catalogue, const Signs& signs,
                                       const ReplyFacts& reply, std::string_view provider) {
  const std::vector<EntryMatch> matches = catalogue.match_text(reply);
  if (matches.empty()) return {};
  const std::string_view by_code = telling_code(catalogue, reply);
  std::vector<Candidate> out;
  for (const EntryMatch& match : matches) {
    if (!can_be_meant(*match.entry, signs)) continue;
    Candidate candidate{.entry = match.entry, .match = match};
    candidate.host = host_fit(*match.entry, signs, provider);
    candidate.points =
        words_found + std::min(words_longest, static_cast<int>(match.end - match.begin));
    if (!match.entry->verified) candidate.points += not_verified;
    if (by_code == match.entry->category) candidate.points += code_agrees;
    if (signs.blame() == Blame::sender_itself && match.entry->category == "sender-rejected")
      candidate.points += words_of_sender;
    weigh_host(candidate, signs, catalogue);
    weigh_signs(candidate, signs);
    out.push_back(std::move(candidate));
  }
  drop_covered(out);
  drop_expiry(out);
  std::ranges::sort(out, [](const Candidate& a, const Candidate& b) {
    if (is_out(a) != is_out(b)) return is_out(b);
    if (a.points != b.points) return a.points > b.points;
    return a.entry < b.entry;  // the catalogue's order
  });
  return out;
}

/// Which further facts could tell apart the first entries, from what their evidence asks for.
std::vector<std::string> deciding_facts(std::span<const Candidate> rivals, const Signs& signs) {
  bool message = false, history = false, host = false;
  for (const Candidate& rival : rivals) {
    for (const Evidence& item : rival.entry->supported_by) {
      history |= item.sign.find("@history") != std::string_view::npos;
      message |=
          item.sign.find("@stage") == std::string_view::npos && !item.sign.starts_with("@history");
    }
    host |= rival.host == HostFit::unknown && rival.entry->hosts_required;
  }
  std::vector<std::string> out;
  const auto say = [&](std::string_view en, std::string_view de) {
    out.emplace_back(in_language(signs.language(), en, de));
  };
  if (message && !signs.has_original()) {
    say("the refused message, saved as .eml (Thunderbird: File > Save As; webmail: View source): "
        "--original FILE",
        "die abgelehnte Nachricht, als .eml gespeichert (Thunderbird: Datei > Speichern als; "
        "Webmail: Quelltext): "
        "--original DATEI");
  }
  if (history && !signs.has_history()) {
    say("the other bounces of these days: --history",
        "die übrigen Rückläufer dieser Tage: --history");
  }
  if (host)
    say("the name of the server that refused: --host NAME",
        "der Name des ablehnenden Servers: --host NAME");
  return out;
}

void decide(std::span<const Candidate> candidates, const Signs& signs, Ranking& ranking) {
  if (candidates.empty() || is_out(candidates.front())) return;
  const Candidate& first = candidates.front();
  std::size_t rivals = 1;
  while (rivals < candidates.size() && shares_text(*first.entry, *candidates[rivals].entry) &&
         !is_out(candidates[rivals])) {
    if (first.evidence_points - candidates[rivals].evidence_points < telling)
      ranking.decided = false;
    ++rivals;
  }
  const bool host_open = first.host == HostFit::unknown && first.entry->hosts_required;
  if (!ranking.decided || host_open) {
    ranking.would_decide = deciding_facts(candidates.first(ranking.decided ? 1 : rivals), signs);
  }
  // What is read from words near each other stays a reading.
  if (ranking.decided && !first.entry->loose)
    ranking.entries.front().verdict = Verdict::most_likely;
}

double confidence_of(int points) {
  const double p = std::max(points, 1);
  return std::round(100 * p / (p + 100)) / 100;
}

/// The best code entry, as what it is: the meaning of a code.
void add_code_entry(const Catalogue& catalogue, const ReplyFacts& reply, const Signs& signs,
                    Ranking& ranking) {
  std::vector<EntryMatch> codes = catalogue.match_codes(reply);
  std::erase_if(codes, [&](const EntryMatch& match) { return !can_be_meant(*match.entry, signs); });
  const Entry* entry = codes.empty() ? nullptr : codes.front().entry;
  if (entry == nullptr) {
    const Action action = signs.refusal().action;
    const bool done =
        action == Action::delivered || action == Action::relayed || action == Action::expanded;
    entry = catalogue.find(done                ? "none/delivered"
                           : signs.permanent() ? "none/failed"
                                               : "none/delayed");
  }
  if (entry == nullptr) return;
  RankedEntry& ranked = ranking.entries.emplace_back();
  ranked.entry = entry;
  ranked.confidence = confidence_of(code_alone);
  if (codes.empty()) return;
  const std::string_view code = entry->status_codes.empty() ? reply.reply_code : reply.status;
  ranked.evidence.push_back(fmt::format(
      fmt::runtime(in_language(signs.language(),
                               "the words are not in the catalogue; this is what {} means",
                               "die Worte stehen nicht im Katalog; das bedeutet {}")),
      code));
}

/// A server that passes on what the next one said puts its own reading before an arrow: "remote
/// server returned an error -> 550 no such user". The reply behind it tells.
std::string_view told_by_far_server(std::string_view text) {
  const std::size_t arrow = text.rfind("-> ");
  if (arrow == text.npos) return text;
  const std::string_view reply = text.substr(arrow + 3);
  const bool is_reply = reply.size() > 4 && (reply[0] == '4' || reply[0] == '5') &&
                        ascii::is_digit(reply[1]) && ascii::is_digit(reply[2]);
  return is_reply ? reply : text;
}

}  // namespace

bool is_vague(std::string_view category) {
  return category == "policy" || category == "unclassified";
}

Ranking rank(const Catalogue& catalogue, const Signs& signs, std::string_view provider,
             std::string_view text) {
  const Refusal& refusal = signs.refusal();
  ReplyFacts reply{told_by_far_server(text), refusal.reply_code, refusal.status,
                   name(refusal.command)};
  if (const Provider* known = catalogue.provider(provider)) provider = known->id;
  std::vector<Candidate> candidates = text_candidates(catalogue, signs, reply, provider);
  if (candidates.empty() && reply.text.size() < text.size()) {
    reply.text = text;
    candidates = text_candidates(catalogue, signs, reply, provider);
  }
  std::string spaced;  // "522_mailbox_full": a log's field without blanks
  if (candidates.empty() && reply.text.find('_') != std::string_view::npos) {
    spaced = reply.text;
    std::ranges::replace(spaced, '_', ' ');
    reply.text = spaced;
    candidates = text_candidates(catalogue, signs, reply, provider);
  }
  if (candidates.empty() || is_out(candidates.front())) {
    const std::string plain = without_dotted_names(reply.text);
    ReplyFacts near = reply;
    near.text = plain;
    std::vector<Candidate> loose = loose_candidates(catalogue, signs, near);
    candidates.insert(candidates.begin(), std::make_move_iterator(loose.begin()),
                      std::make_move_iterator(loose.end()));
  }
  Ranking ranking;
  for (const Candidate& candidate : candidates) {
    RankedEntry& ranked = ranking.entries.emplace_back();
    ranked.entry = candidate.entry;
    ranked.evidence = candidate.evidence;
    ranked.verdict = is_out(candidate) ? Verdict::ruled_out : Verdict::possible;
    ranked.confidence = is_out(candidate) ? 0 : confidence_of(candidate.points);
  }
  if (!candidates.empty() && !is_out(candidates.front())) {
    ranking.by = candidates.front().entry->loose ? Ranking::By::near : Ranking::By::words;
  }
  decide(candidates, signs, ranking);
  if (candidates.empty() || is_out(candidates.front())) {
    add_code_entry(catalogue, reply, signs, ranking);
    std::stable_partition(
        ranking.entries.begin(), ranking.entries.end(),
        [](const RankedEntry& ranked) { return ranked.verdict != Verdict::ruled_out; });
  }
  if (!provider.empty()) {
    ranking.provider = provider;
  } else if (const Provider* own = catalogue.provider_of_host(signs.host())) {
    ranking.provider = own->id;
  } else if (!candidates.empty() && !is_out(candidates.front()) &&
             !candidates.front().entry->hosts_required && signs.host().empty() &&
             !candidates.front().entry->hosts.empty()) {
    ranking.provider = candidates.front().entry->provider;
  }
  return ranking;
}

}  // namespace maillint
