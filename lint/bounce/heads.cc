// Lines of a notice that name a failed recipient and head what is said about it.
#include "lint/bounce/heads.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/prose.h"
#include "lint/bounce/reply.h"

namespace maillint::bounce {

namespace {

/// Words near an address of somebody who did not fail.
constexpr Phrases other_words(std::to_array<std::string_view>(
    {"sender",     "from",   "contact",   "sent by",      "reply",      "postmaster",
     "support",    "help",   "by ",       "return",       "queries",    "question",
     "forward ",   "please", "mailto",    "abuse",        "send ",      "absender",
     "cc:",        "bcc:",   "helpdesk",  "generating",   "message-id", "messageid",
     "message id", "wenden", "crire à",   "crivez",       "adressez",   "rivolg",
     "scriv",      "escrib", "dirigirse", "kontakt",      "contatt",    "братитесь",
     "бращайтесь", "пишите", "napisz",    "schreiben sie"}));

/// Words near an address that failed, in the languages bounces come in.
constexpr Phrases recipient_words(std::to_array<std::string_view>(
    {"recipient", "deliver",    "address", "reach",       "mailbox", "user",     "account",
     "rcpt",      "failed",     "to:",     "empf",        "adress",  "destinat", "adresse",
     "sent to",   "message to", "mail to", "send to",     "kunde",   "zustell",  "dirección",
     "ontvanger", "odbiorc",    "bounced", "undelivered", " for",    "олучател", "дресат",
     "宛先",      "受信者",     "收件",    "받는",        "수신"}));

/// Words right before an address that mail was for.
constexpr std::array<std::string_view, 14> prepositions = {
    "to", "an", "für", "à", "a", "para", "aan", "voor", "till", "til", "do", "для", "на", "προς"};

/// Labels of addresses that did not fail: the sender's, or of somebody to turn to.
constexpr std::array<std::string_view, 58> other_labels = {
    "from",     "von",       "de",         "da",          "van",          "od",
    "från",     "fra",       "от",         "от кого",     "Отправитель",  "отправитель",
    "mittente", "remitente", "remetente",  "expéditeur",  "afzender",     "nadawca",
    "absender", "avsändare", "afsender",   "avsender",    "lähettäjä",    "feladó",
    "kimden",   "gönderen",  "odesílatel", "odosielateľ", "expeditor",    "αποστολέας",
    "差出人",   "送信者",    "送信元",     "发件人",      "寄件者",       "寄件人",
    "發件人",   "보낸 사람", "보낸사람",   "발신자",      "お問い合わせ", "お問い合わせ先",
    "联系",     "客服",      "문의",       "kontakt",     "contacto",     "contatto",
    "e-mail",   "email",     "mail",       "hilfe",       "web",          "return-path",
    "envelope", "info",      "list",       "id"};

/// "Recipient ..... :", "宛先：" without what ends it.
std::string_view label_words(std::string_view label) {
  for (std::size_t before = 0; before != label.size();) {
    before = label.size();
    if (label.ends_with("\xEF\xBC\x9A")) label.remove_suffix(3);  // a full-width colon
    while (!label.empty() && (ascii::is_space(label.back()) || label.back() == ':' ||
                              label.back() == '.' || label.back() == '='))
      label.remove_suffix(1);
  }
  return label;
}

/// "an \"", "to *", "an „": without the mark that the address follows.
std::string_view without_opening_quote(std::string_view words) {
  for (const std::string_view mark :
       {"\"", "'", "(", "[", "<", "*", "`", "\xE2\x80\x9E", "\xE2\x80\x9C", "\xE2\x80\x9D",
        "\xE2\x80\x98", "\xE2\x80\x9A", "\xC2\xAB", "\xE3\x80\x8C"}) {
    if (words.ends_with(mark)) return words.substr(0, words.size() - mark.size());
  }
  return words;
}

bool ends_label(std::string_view words) {
  return words.ends_with(':') || words.ends_with('=') || words.ends_with("\xEF\xBC\x9A");
}

/// Whether a label names somebody who did not fail.
bool is_other_label(std::string_view label) {
  const std::string_view words = label_words(label);
  return other_words.in(words) ||
         std::any_of(other_labels.begin(), other_labels.end(),
                     [&](std::string_view other) { return ascii::equal(words, other); });
}

/// Length of " on 23.11.2026 09:12", " am Mo 23.11.2026 09:12:00", " on 11/23/2026 9:12 AM", with
/// the quote mark before it; 0 if text does not begin with a date and a time. Outlook says after
/// each recipient when it tried.
std::size_t date_length(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && (ascii::is_space(text[i]) || text[i] == '\'' || text[i] == '"')) ++i;
  const std::size_t word = i;
  while (i < text.size() && (ascii::is_alpha(text[i]) || ascii::is_8bit(text[i]))) ++i;
  if (i - word > 4) return 0;
  while (i < text.size() && i < word + 20 && !ascii::is_digit(text[i])) ++i;  // the day's name
  std::size_t digits = 0;
  std::size_t colon = 0;
  for (const std::size_t last = std::min(text.size(), i + 24); i < last; ++i) {
    if (ascii::is_digit(text[i])) {
      ++digits;
    } else if (text[i] == ':') {
      colon = i;
      break;
    } else if (std::string_view("./-, ").find(text[i]) == npos) {
      return 0;
    }
  }
  if (colon == 0 || digits < 6) return 0;
  while (i < text.size() && (text[i] == ':' || ascii::is_digit(text[i]))) ++i;
  if (i == colon + 1) return 0;
  for (const std::string_view half : {" am", " pm", " uhr"}) {
    if (ascii::starts_with(text.substr(i), half)) i += half.size();
  }
  return i;
}

bool begins_with_reply(std::string_view text) {
  const std::string_view code = split_reply(text.substr(0, 40)).reply_code;
  return !code.empty() && code[0] >= '4';
}

HeadStrength strength_of_rest(std::string_view rest) {
  if (date_length(rest) > 0) return HeadStrength::label;
  rest = ascii::trim(rest);
  while (!rest.empty() && (rest.front() == '\'' || rest.front() == '"' || rest.front() == '>' ||
                           rest.front() == ')' || rest.front() == ']' || rest.front() == '}'))
    rest = ascii::trim(rest.substr(1));
  if (rest.empty() || rest == "," || rest == ";" || rest == "." || rest == ":")
    return HeadStrength::alone;
  if (rest.front() == ':' || rest.front() == ';') return HeadStrength::alone;
  if (rest.starts_with("<mailto:") || rest.starts_with("(mailto:") || rest.starts_with("[mailto:"))
    return HeadStrength::alone;
  if (rest.front() == '(' || rest.front() == '[' || rest.starts_with("..") || rest.front() == '-' ||
      rest.front() == '|' || rest.front() == '=' || rest.front() == '#' || rest.front() == ',' ||
      rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x94") ||
      rest.starts_with("\xE2\x86\x92"))
    return HeadStrength::label;
  if (rest.starts_with("\xEF\xBC\x9A")) return HeadStrength::alone;  // a full-width colon
  if (ascii::starts_with(rest, "on ")) return HeadStrength::label;
  if (begins_with_reply(rest) || begins_with_reply(rest.substr(host_length(rest))))
    return HeadStrength::label;
  return HeadStrength::sentence;
}

}  // namespace

int recipient_label(std::string_view words) {
  if (words.size() > 80) words = words.substr(words.size() - 80);
  if (other_words.in(words)) return -1;
  const std::string_view end = label_words(without_opening_quote(words));
  const std::string_view last = end.substr(end.rfind(' ') + 1);
  if (std::any_of(prepositions.begin(), prepositions.end(),
                  [&](std::string_view word) { return ascii::equal(last, word); }))
    return 1;
  return recipient_words.in(words) ? 1 : 0;
}

std::string contact_in(std::string_view line) {
  static constexpr Phrases leads(std::to_array<std::string_view>(
      {"contact", "assistance", "support", "help", "question", "wenden sie", "kontakt", "queries",
       "report", "abuse", "webmaster"}));
  const auto lead = leads.find(line.substr(0, 1000));
  FoundAddress found;
  if (!lead.found() || !next_address(line.substr(0, 1000), lead.position, found)) return {};
  if (found.begin - lead.position > 80) return {};
  return ascii::to_lower(line.substr(found.begin, found.end - found.begin));
}

std::string alias_of(std::string_view text) {
  static constexpr Phrases leads(
      std::to_array<std::string_view>({"expanded from", "generated from", "generated by",
                                       "forwarded from", "originally addressed to"}));
  if (text.find('@') == npos) return {};
  const auto lead = leads.find(text);
  if (!lead.found()) return {};
  const std::size_t end = lead.position + leads[lead.index].size();
  FoundAddress found;
  if (!next_address(text.substr(0, end + 400), end, found) || found.begin - end >= 8) return {};
  return std::string(text.substr(found.begin, found.end - found.begin));
}

namespace {

/// "jane@x.example <joe@y.example>": a display name that is an address; the second one counts.
void skip_display_name(std::string_view line, FoundAddress& found, std::string& address) {
  FoundAddress second;
  std::string_view behind = line.substr(found.outer_end, 400);
  if (behind.starts_with('"') || behind.starts_with('\'')) behind.remove_prefix(1);
  if (found.in_angle || !behind.starts_with(" <") || ascii::starts_with(behind, " <mailto:") ||
      !next_address(line, found.outer_end, second) || second.outer_begin > found.outer_end + 2)
    return;
  address = line.substr(second.begin, second.end - second.begin);
  found.end = second.end;
  found.outer_end = second.outer_end;
}

}  // namespace

bool read_head(std::string_view line, Head& head) {
  if (line.starts_with("<<<") || line.starts_with(">>>")) return false;  // a transcript
  if (line.size() > 2000) line = line.substr(0, 2000);  // a longer line is a diagnostic, not a head
  const std::size_t begin = bullet_length(line);
  FoundAddress found;
  if (!next_address(line, begin, found)) return false;
  head.address = line.substr(found.begin, found.end - found.begin);
  // PowerShell: "Recipients : {jane@x.example}"
  if (head.address.starts_with('{') && line.substr(found.end).starts_with('}'))
    head.address.erase(0, 1);
  skip_display_name(line, found, head.address);
  std::size_t lead = found.outer_begin;
  while (lead > begin &&
         (line[lead - 1] == '\'' || line[lead - 1] == '"' || line[lead - 1] == '(' ||
          line[lead - 1] == '[' || line[lead - 1] == '{' || line[lead - 1] == ' '))
    --lead;
  const HeadStrength rest = strength_of_rest(line.substr(found.outer_end));
  head.rest = found.outer_end + date_length(line.substr(found.outer_end));
  const std::string_view before = ascii::trim(line.substr(begin, std::max(lead, begin) - begin));
  if (before.empty()) {
    head.strength = rest;
    return true;
  }
  // "Jane Roe (jane@x.example)<mailto:jane@x.example>", "Jane Roe <jane@x.example>"
  if (rest == HeadStrength::alone && (found.in_angle || line[found.outer_begin - 1] == '(') &&
      before.size() < 64 && before.find_first_of(":;/\\=") == npos &&
      split_reply(before).reply_code.empty() && recipient_label(before) == 0) {
    head.strength = HeadStrength::label;
    head.is_display_form = true;
    return true;
  }
  // X.400: "c=US;a= ;p=IKON;o=Nexus2;dda:SMTP=jane@x.example; on Fri"
  if (ascii::starts_with(before, "c=")) {
    head.strength = HeadStrength::label;
    return true;
  }
  // "550-'5.7.1 <me@x.example>... Access denied'" is a reply that names somebody.
  if (!find_status(before).empty() || find_reply(before) != npos) return false;
  // "Recipient: <jane@x.example>"
  if (before.size() >= 80 || rest == HeadStrength::sentence) return false;
  // CommuniGate: "Failed to deliver to 'jane@x.example'"
  if (rest == HeadStrength::alone && says_failure(before) && recipient_label(before) > 0) {
    head.strength = HeadStrength::label;
    return true;
  }
  const bool labelled = ends_label(before);
  if ((labelled || found.in_angle) && recipient_label(before) > 0) {
    head.strength = labelled ? HeadStrength::label : HeadStrength::sentence;
    return true;
  }
  if (!labelled || is_other_label(before)) return false;
  head.strength = HeadStrength::guess;
  return true;
}

namespace {

/// Whether line i is a field of a message that the notice quotes ("To: x", with "Subject: y" beside
/// it).
bool is_quoted_field(const Text& text, const std::vector<Line>& lines, std::size_t i) {
  const std::string_view line = line_text(text, lines[i]);
  static constexpr std::array<std::string_view, 6> recipients = {
      "to:", "cc:", "delivered-to:", "x-original-to:", "envelope-to:", "apparently-to:"};
  if (std::none_of(recipients.begin(), recipients.end(),
                   [&](std::string_view field) { return ascii::starts_with(line, field); }))
    return false;
  for (std::size_t k = i > 3 ? i - 3 : 0; k < lines.size() && k <= i + 3; ++k) {
    const std::string_view other = line_text(text, lines[k]);
    for (const std::string_view name : {"subject:", "sent:", "date:", "from:", "betreff:",
                                        "gesendet:", "received:", "return-path:", "message-id:"}) {
      if (k != i && ascii::starts_with(other, name)) return true;
    }
  }
  return false;
}

/// "jane@x.example, joe@y.example; ann@z.example": the further addresses of a list on one line.
void add_listed(std::string_view line, std::size_t limit, std::vector<Head>& heads) {
  FoundAddress found;
  while (heads.size() < limit && next_address(line, heads.back().rest, found)) {
    const Head& before = heads.back();
    const std::string_view between =
        ascii::trim(line.substr(before.rest, found.outer_begin - before.rest));
    if (between != "," && between != ";" && between != "and" && between != ", and" &&
        between != "und")
      return;
    Head head;
    head.line = before.line;
    head.strength = before.strength;
    head.address = line.substr(found.begin, found.end - found.begin);
    head.rest = found.outer_end;
    heads.push_back(std::move(head));
  }
}

}  // namespace

namespace {

/// "Recipient Server Reply": few words, the last one like a title's.
bool is_table_head(std::string_view line) {
  const std::size_t last = line.rfind(' ') + 1;
  return line.size() < 60 && std::count(line.begin(), line.end(), ' ') < 4 && line[last] >= 'A' &&
         line[last] <= 'Z';
}

/// Whether the line before an address says that it is somebody who did not fail: "Please contact".
/// `apart`: it tells of something else.
bool leads_to_other(std::string_view before, bool apart) {
  const std::string_view tail = before.substr(before.size() > 24 ? before.size() - 24 : 0);
  if (ascii::ends_with(tail, "sent by")) return true;
  // "Recipient Server Reply", "Sender: joe@x.example": no words that lead to this address
  const bool is_cell = is_table_head(before) || before.find('@') != npos;
  return before.back() != '.' && before.back() != ':' && !is_cell && !apart &&
         recipient_label(tail) < 0;
}

}  // namespace

std::vector<Head> find_heads(const Text& text, const std::vector<Line>& lines, std::size_t first,
                             std::size_t last, std::size_t limit,
                             std::vector<std::string>& contacts) {
  std::vector<Head> heads;
  bool open = false;  // within the paragraph that the last head began
  std::size_t open_indent = 0;
  for (std::size_t i = first; i < last && heads.size() < limit; ++i) {
    const Line& line = lines[i];
    const bool behind_head = open;  // what stands before is about another recipient
    if (line.after_blank) open = false;
    const std::string_view words = line_text(text, line);
    Head head;
    bool is_head = words.find('@') != npos && read_head(words, head) &&
                   !(head.is_display_form && !line.after_blank && !open) &&
                   !is_quoted_field(text, lines, i);
    if (!open && !(is_head && head.strength > HeadStrength::guess)) {
      // A pipe or a file failed: "save to /var/mail/jane", "generated by jane@x.example".
      std::string alias = words.size() < 400 ? alias_of(words) : std::string{};
      if (!alias.empty()) {
        head = {.address = std::move(alias), .rest = words.size(), .strength = HeadStrength::label};
        is_head = true;
      }
    }
    if (open &&
        (line.indent > open_indent || (is_head && head.strength == HeadStrength::sentence))) {
      if (heads.back().original_address.empty()) heads.back().original_address = alias_of(words);
      continue;
    }
    if (!is_head) {
      if (open && heads.back().original_address.empty())
        heads.back().original_address = alias_of(words);
      if (!open && contacts.size() < 100 && words.find('@') != npos) {
        std::string contact = contact_in(words);
        if (!contact.empty()) contacts.push_back(std::move(contact));
      }
      continue;
    }
    // Oracle: "Recipient address: x" and below it "Original address: y".
    if (open && !heads.empty() && heads.back().line + 1 == i &&
        ascii::starts_with(words, "original ") && words.find(':') < 24) {
      heads.back().original_address = std::move(head.address);
      continue;
    }
    const bool apart = line.after_blank && head.rest < words.size();
    if (i > first && leads_to_other(line_text(text, lines[i - 1]), behind_head || apart)) continue;
    head.line = i;
    if (head.strength > HeadStrength::guess) {
      open = true;
      open_indent = line.indent;
    }
    head.original_address = alias_of(words.substr(head.rest));
    heads.push_back(std::move(head));
    add_listed(words, limit, heads);
  }
  return heads;
}

}  // namespace maillint::bounce
