// Which of the addresses that head lines of a notice are those that failed.
#include "lint/bounce/choice.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/prose.h"
#include "lint/bounce/reply.h"
#include "lint/bounce/sentences.h"

namespace maillint::bounce {

namespace {

/// Local parts of mailboxes that answer questions.
constexpr std::array<std::string_view, 28> roles = {
    "support", "help",       "helpdesk",      "hilfe",        "info",       "service",
    "kontakt", "contact",    "kundenservice", "kundendienst", "postmaster", "abuse",
    "admin",   "hostmaster", "webmaster",     "noreply",      "no-reply",   "mailer-daemon",
    "soporte", "ayuda",      "assistance",    "aide",         "assistenza", "suporte",
    "pomoc",   "mailadmin",  "servicedesk",   "administrator"};

/// Whether an address is such a mailbox where the notice came from, or went to.
bool is_contact(const std::string& address, const std::unordered_set<std::string>& own) {
  const std::size_t at = address.rfind('@');
  if (at == std::string::npos) return false;
  const std::string_view local = std::string_view(address).substr(0, at);
  if (std::none_of(roles.begin(), roles.end(),
                   [&](std::string_view role) { return ascii::equal(role, local); }))
    return false;
  const std::string_view domain = std::string_view(address).substr(at + 1);
  return std::any_of(own.begin(), own.end(), [&](const std::string& other) {
    const std::size_t begin = other.rfind('@');
    const std::string_view its = std::string_view(other).substr(begin + 1);
    return begin != std::string::npos && ascii::ends_with(its, domain) &&
           (its.size() == domain.size() || its[its.size() - domain.size() - 1] == '.');
  });
}

void keep_failed(const std::unordered_set<std::string>& own, std::vector<Head>& heads) {
  HeadStrength strongest = HeadStrength::none;
  bool others = false;
  const auto is_own = [&](const Head& head) {
    return own.count(ascii::to_lower(head.address)) > 0;
  };
  for (const Head& head : heads) {
    strongest = std::max(strongest, head.strength);
    others = others || !is_own(head);
  }
  std::erase_if(heads, [&](const Head& head) {
    if (strongest > HeadStrength::sentence && head.strength == HeadStrength::sentence) return true;
    if (strongest > HeadStrength::guess && head.strength == HeadStrength::guess) return true;
    return others && is_own(head);
  });
}

void drop_delivered(const NoticeParts& notice, std::vector<Head>& heads) {
  bool delivered = false;
  std::size_t expected = std::string_view::npos;  // the line that goes on with the list
  std::vector<Head> others = heads;
  std::erase_if(others, [&](const Head& head) {
    if (head.line != expected && head.line > 0) {
      const std::string_view before = line_text(notice.text, notice.lines[head.line - 1]);
      const bool heading = before.ends_with(':') || before.starts_with("-----");
      delivered = heading && says_delivered(before) && !says_failure(before);
    }
    expected = head.line + 1;
    return delivered;
  });
  if (!others.empty()) heads = std::move(others);
}

/// Whether words lead to the address in line i, or follow it: it stands there as a recipient.
bool is_introduced(const NoticeParts& notice, std::size_t i) {
  constexpr std::size_t lines_read = 6;
  if (i == 0) return true;
  const auto words = [&](std::size_t k) { return line_text(notice.text, notice.lines[k]); };
  const std::string_view before = words(i - 1);
  if (before.ends_with(':') || before.ends_with("\xEF\xBC\x9A")) return true;
  // The web page of the same signature is no word about the address.
  if (i + 1 < notice.last && !notice.lines[i + 1].after_blank &&
      words(i + 1).find(' ') != std::string_view::npos)
    return true;
  for (std::size_t k = i; k > 0 && i - k < lines_read; --k) {
    if (notice.lines[k].after_blank && k < i) return false;
    if (says_failure(words(k - 1)) || words(k - 1).find('@') != std::string_view::npos) return true;
  }
  return false;
}

/// Whether the words around a mailbox that answers questions make it the one that failed: "<x>:", a
/// reply or deeper lines below it, "could not be delivered to" above it.
bool heads_words(const NoticeParts& notice, const Head& head) {
  const std::size_t i = head.line;
  const std::string_view line = line_text(notice.text, notice.lines[i]);
  if (line.substr(std::min(head.rest, line.size())).find(':') != std::string_view::npos)
    return true;
  if (i > 0 && says_failure(line_text(notice.text, notice.lines[i - 1]))) return true;
  if (i + 1 >= notice.last) return false;
  const Line& next = notice.lines[i + 1];
  return (!next.after_blank && next.indent > notice.lines[i].indent) ||
         find_reply(line_text(notice.text, next).substr(0, 1000)) == 0;
}

enum class Contact : unsigned char { none, role, signature };

/// What an address that stands alone in its line may be besides a recipient.
Contact contact_of(const NoticeParts& notice, const Head& head) {
  const std::string_view line = line_text(notice.text, notice.lines[head.line]);
  if (ascii::trim(line.substr(std::min(head.rest, line.size()))).size() >= 3) return Contact::none;
  if (heads_words(notice, head)) return Contact::none;
  if (is_contact(head.address, notice.own)) return Contact::role;
  const std::string_view lead = line.substr(0, line.find(head.address));
  const bool led =
      std::any_of(lead.begin(), lead.end(), ascii::is_alpha) || is_introduced(notice, head.line);
  return led ? Contact::none : Contact::signature;
}

/// A signature: "Your mail team" and below it "support@x.example".
void drop_contacts(const NoticeParts& notice, std::vector<Head>& heads) {
  constexpr std::size_t lines_of_signature = 4;
  bool signature = false;
  std::size_t count = 0;  // signatures stand at the end
  while (count < heads.size() && count < lines_of_signature) {
    const Contact contact = contact_of(notice, heads[heads.size() - 1 - count]);
    if (contact == Contact::none) break;
    signature = signature || contact == Contact::signature;
    ++count;
  }
  if (count == 0) return;
  if (count == heads.size()) {
    const std::vector<Mention> mentions =
        find_mentions(notice.text, notice.lines, notice.last, notice.own, notice.returned);
    if (std::none_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
          return mention.score >= 3 && !is_contact(mention.address, notice.own) &&
                 (!signature || says_failure(line_text(notice.text, notice.lines[mention.line])));
        }))
      return;
  }
  heads.resize(heads.size() - count);
}

}  // namespace

void choose_heads(const NoticeParts& notice, std::vector<Head>& heads) {
  keep_failed(notice.own, heads);
  drop_delivered(notice, heads);
  drop_contacts(notice, heads);
}

}  // namespace maillint::bounce
