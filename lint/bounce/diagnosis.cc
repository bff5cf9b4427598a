// What a piece of a notice says: reply, status, where in the dialogue, which host.
#include "lint/bounce/diagnosis.h"

#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/bounce/lines.h"
#include "lint/bounce/phrases.h"
#include "lint/bounce/reply.h"
#include "lint/octet_set.h"

namespace maillint::bounce {

using ascii::is_alnum;
using ascii::is_digit;
using ascii::is_space;

namespace {

struct CommandPhrase {
  std::string_view text;
  Command command;
};

/// How commands are named after "in reply to" and "after".
constexpr std::array<CommandPhrase, 21> command_names = {{
    {"pipelined ", Command::none},  // Exim; the command follows
    {"sending ", Command::none},
    {"end of data", Command::end_of_data},
    {"data end", Command::end_of_data},  // PHPMailer
    {"end-of-data", Command::end_of_data},
    {"end of message", Command::end_of_data},
    {"data block", Command::end_of_data},
    {"message body", Command::end_of_data},
    {"rcpt", Command::rcpt_to},
    {"mail from", Command::mail_from},
    {"mail_from", Command::mail_from},
    {"mail", Command::mail_from},
    {"bdat", Command::end_of_data},
    {"data", Command::data},
    {"ehlo", Command::ehlo},
    {"helo", Command::ehlo},
    {"lhlo", Command::ehlo},
    {"starttls", Command::starttls},
    {"auth", Command::auth},
    {"initial connection", Command::connect},
    {"connect", Command::connect},
}};

/// Phrases of MTAs that name no command but mean one.
constexpr Phrases command_phrases(std::to_array<std::string_view>(
    {"refused to talk to me", "but greeting failed", "does not like recipient",
     "but sender was rejected", "does not like sender", "but my name was rejected",
     "failed on data command", "failed after i sent the message", "[rcpt_to]", "[mail_from]",
     "[data]", "[bodyend]", "smtp:rcpt"}));
constexpr std::array<Command, 13> command_meanings = {
    Command::connect,   Command::connect,   Command::rcpt_to, Command::mail_from,
    Command::mail_from, Command::ehlo,      Command::data,    Command::end_of_data,
    Command::rcpt_to,   Command::mail_from, Command::data,    Command::end_of_data,
    Command::rcpt_to};

constexpr Phrases command_leads(std::to_array<std::string_view>(
    {"in reply to ", "in response to ", "server after ", "mailer after ", "mailer at "}));
/// Before a command that was sent, in a transcript. Apart, since the longer the shortest of the
/// phrases is, the faster they are found.
constexpr std::string_view sent = ">>> ";

}  // namespace

Command command_of(std::string_view text) {
  text = ascii::trim(text);
  for (int skip = 0; skip < 3; ++skip) {
    const std::string_view before = text;
    for (const CommandPhrase& name : command_names) {
      if (!ascii::starts_with(text, name.text)) continue;
      if (name.command != Command::none) return name.command;
      text.remove_prefix(name.text.size());
    }
    if (text.starts_with("the ")) text.remove_prefix(4);
    if (text.size() == before.size()) break;
  }
  return Command::none;
}

Command find_command(std::string_view text) {
  Command named = Command::none;
  auto lead = command_leads.find(text);
  for (; lead.found(); lead = command_leads.find(text, lead.position + 1)) {
    named = command_of(text.substr(lead.position + command_leads[lead.index].size(), 40));
    if (named != Command::none) break;
  }
  const std::string_view before = text.substr(0, lead.position);
  for (std::size_t at = before.find(sent); at != npos; at = before.find(sent, at + 1)) {
    const Command command = command_of(text.substr(at + sent.size(), 40));
    if (command != Command::none) return command;
  }
  if (named != Command::none) return named;
  const auto phrase = command_phrases.find(text);
  return phrase.found() ? command_meanings[phrase.index] : Command::none;
}

std::size_t host_length(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
  if (end == text.size() || !is_host_name(text.substr(0, end))) return 0;
  return std::min(text.find_first_not_of(" \t", end), text.size());
}

namespace {

/// The token that ends at `end`, host name characters only.
std::string_view host_before(std::string_view text, std::size_t end) {
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '(')) --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < 256 &&
         (is_alnum(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == '-' ||
          text[begin - 1] == '_'))
    --begin;
  std::string_view host = text.substr(begin, end - begin);
  while (!host.empty() && host.back() == '.') host.remove_suffix(1);
  return is_host_name(host) ? host : std::string_view{};
}

/// Where the last octet of the set stands; npos if none does.
std::size_t find_last(std::string_view text, const OctetSet& set) {
  std::size_t end = text.size();
  while (end > 0 && !set.has(text[end - 1])) --end;
  return end == 0 ? npos : end - 1;
}

}  // namespace

void find_host(std::string_view text, Diagnosis& diagnosis) {
  static constexpr OctetSet closing("])");
  static constexpr OctetSet opening("[(");
  text =
      text.substr(text.size() > 1000 ? text.size() - 1000 : 0);  // the host stands near its words
  for (std::size_t close = find_last(text, closing); close != npos && close > 0;
       close = find_last(text.substr(0, close), closing)) {
    const std::size_t open = find_last(text.substr(0, close), opening);
    if (open == npos) break;
    const std::string_view ip = text.substr(open + 1, close - open - 1);
    if (!is_ip_address(ip)) continue;
    diagnosis.remote_ip = ip;
    diagnosis.remote_mta = ascii::to_lower(host_before(text, open));
    return;
  }
  // qmail: "192.0.2.1 does not like recipient.", "Connected to 192.0.2.1 but ..."
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end]) && text[end] != ';') ++end;
    std::string_view word = text.substr(i, end - i);
    i = end + 1;
    while (!word.empty() && (word.back() == ':' || word.back() == '.' || word.back() == ','))
      word.remove_suffix(1);
    if (is_ip_address(word)) {
      diagnosis.remote_ip = word;
      return;
    }
  }
}

namespace {

/// Whether the host found in words without a code is the one that refused: "connect to
/// mx.x.example[192.0.2.1]: timed out" is, "the mail server [192.0.2.4] is rate limited" tells of
/// the sender's.
bool is_refusing_host(std::string_view text, const Diagnosis& diagnosis) {
  static constexpr std::array<std::string_view, 8> of_sender = {
      " is ", " was ", " has ", " blocked", " listed", " rejected", " ist ", " wurde "};
  static constexpr std::array<std::string_view, 6> of_refuser = {
      ":", " said", " does not", " did not", " refused", " timed out"};
  const std::size_t at = text.rfind(diagnosis.remote_ip);
  if (diagnosis.remote_ip.empty() || at == npos) return true;
  std::string_view before = text.substr(0, at);
  std::string_view after = text.substr(at + diagnosis.remote_ip.size());
  while (!before.empty() && (before.back() == '[' || before.back() == '(')) before.remove_suffix(1);
  while (!after.empty() && (after.front() == ']' || after.front() == ')')) after.remove_prefix(1);
  const auto follows = [&](std::string_view words) { return ascii::starts_with(after, words); };
  if (!diagnosis.remote_mta.empty())
    return std::none_of(of_sender.begin(), of_sender.end(), follows);
  return std::any_of(of_refuser.begin(), of_refuser.end(), follows) ||
         ascii::ends_with(before, " to ") || ascii::ends_with(before, " to host ");
}

/// Exchange: the recipient, the server on a line of its own, "Remote Server returned '550 ...'".
/// `before` ends where the reply begins.
std::string_view host_line(std::string_view before) {
  std::size_t end = before.rfind('\n');
  for (int lines = 0; lines < 2 && end != npos; ++lines) {
    const std::size_t lf = end == 0 ? npos : before.rfind('\n', end - 1);
    const std::size_t begin = lf == npos ? 0 : lf + 1;
    const std::string_view line = ascii::trim(before.substr(begin, end - begin));
    if (is_host_name(line)) return line;
    end = lf;
  }
  return {};
}

/// Lines that the sending MTA adds after the other server's words.
constexpr Phrases own_words(std::to_array<std::string_view>(
    {"\ngiving up on ", "\ni'm not going to try again", "\n[rcpt_to]", "\n[mail_from]", "\n[data]",
     "\n[bodyend]", "\n(other mxes tried", "\nat ", "\n   at ", "\n    at ", "\n\tat "}));

/// End of the server's words that begin at `begin`.
std::size_t words_end(std::string_view text, std::size_t begin) {
  std::size_t end = text.size();
  const auto own = own_words.find(text, begin);
  if (own.found()) end = own.position;
  while (end > begin && is_space(text[end - 1])) --end;
  if (begin == 0) return end;
  const char before = text[begin - 1];
  std::string_view words = text.substr(begin, end - begin);
  if (before == '\'' || before == '"') {
    const std::size_t quote = words.rfind(before);
    if (quote != npos && quote > 3) end = begin + quote;
  } else if (before == '#') {  // Exchange: "host #550 5.1.1 text ##"
    const std::size_t hashes = words.find("##");
    const std::size_t smtp = words.find("#SMTP#");
    end = begin + std::min({hashes, smtp, words.size()});
  } else if (words.ends_with(')')) {  // "(reason: 550 ...)"
    const auto opens = std::count(words.begin(), words.end(), '(');
    const auto closes = std::count(words.begin(), words.end(), ')');
    if (closes > opens) --end;
  }
  while (end > begin && is_space(text[end - 1])) --end;
  return end;
}

/// Words that introduce the reply of a server further on.
bool introduces_inner_reply(std::string_view before) {
  before = before.substr(before.size() > 40 ? before.size() - 40 : 0);
  for (const std::string_view sign : {"said:", "->", "returned", "smtp;", "error ", "response:",
                                      "reply:", "responded", "rejected:", "failure:"}) {
    const std::size_t at = ascii::find(before, sign);
    if (at != npos && before.size() - at <= sign.size() + 14) return true;
  }
  // "(mx.example.com:550 5.4.1 ..."
  return before.size() > 4 && before.back() == ':' &&
         !host_before(before, before.size() - 1).empty();
}

/// Position of the innermost reply of a wrapper, `outer` if there is none.
std::size_t inner_reply(std::string_view text, std::size_t outer, std::size_t end) {
  // Exim quotes what the sender's own server answered to its callout.
  if (ascii::find(text.substr(0, end), "sender verify", outer) != npos) return outer;
  const ReplyParts first = split_reply(text.substr(outer, 40));
  std::size_t best = outer;
  std::size_t from = outer + 3;
  for (int i = 0; i < 16; ++i) {  // a reply of many lines repeats its code
    from = find_reply(text.substr(0, end), from);
    if (from == npos) break;
    const ReplyParts parts = split_reply(text.substr(from, 40));
    const bool differs = parts.reply_code != first.reply_code || parts.status != first.status;
    if (differs && introduces_inner_reply(text.substr(outer, from - outer))) best = from;
    from += 3;
  }
  return best;
}

/// Exchange: "554 5.7.1 <mx.example.com #5.7.1 smtp;554 5.7.1 Text>": the words are the inner ones.
bool unwrap_exchange(std::string_view text, Diagnosis& diagnosis) {
  const std::string_view words = text.substr(diagnosis.begin, diagnosis.end - diagnosis.begin);
  const std::size_t open = words.find('<');
  if (open == npos || open > 14) return false;
  const std::size_t hash = words.find(" #", open);
  const std::size_t smtp = ascii::find(words, "smtp;", open);
  if (hash == npos || smtp == npos || hash > smtp || smtp - hash > 24) return false;
  const std::string_view host = words.substr(open + 1, hash - open - 1);
  if (is_host_name(host)) diagnosis.remote_mta = ascii::to_lower(host);
  diagnosis.begin += smtp + 5;
  while (diagnosis.begin < diagnosis.end && is_space(text[diagnosis.begin])) ++diagnosis.begin;
  if (diagnosis.end > diagnosis.begin && text[diagnosis.end - 1] == '>') --diagnosis.end;
  return true;
}

/// A reply code that is only talked about: "[SMTP Error Code 550]".
std::string_view named_code(std::string_view text) {
  static constexpr Phrases leads(std::to_array<std::string_view>(
      {"error code ", "smtp code ", "error code: ", "reply code ",
       "error_code :", "error_code: ", "error code :", "smtp code: ", "status code: ", "code="}));
  const auto lead = leads.find(text);
  if (lead.found()) {
    const std::string_view said = text.substr(lead.position + leads[lead.index].size());
    const std::string_view code = said.substr(0, 3);
    const std::string_view after = said.substr(code.size(), 1);
    if (code.size() == 3 && (code[0] == '4' || code[0] == '5') && is_digit(code[1]) &&
        is_digit(code[2]) && (after.empty() || !is_alnum(after[0])))
      return code;
  }
  return {};
}

}  // namespace

bool says_temporary(std::string_view words) {
  static constexpr Phrases temporary(
      std::to_array<std::string_view>({"temporar", "try again later", "try again after",
                                       "try again in ", "try later", "retry later", "retry after",
                                       "vor\xC3\xBC"
                                       "bergehend",
                                       "sp\xC3\xA4"
                                       "ter erneut"}));
  return temporary.in(words) && ascii::find(words, "permanent") == npos;
}

Diagnosis diagnose(std::string_view text) {
  Diagnosis result;
  const std::size_t reply = find_reply(text);
  // "(in reply" LF "to RCPT TO command)"; offsets stay the same.
  std::string one_line(text);
  for (std::size_t lf = one_line.find('\n'); lf != npos; lf = one_line.find('\n', lf + 1))
    one_line[lf] = ' ';
  result.command = find_command(one_line);
  const std::size_t reply_to = ascii::find(one_line, "(in reply to", reply == npos ? 0 : reply);
  if (reply_to != npos) text = text.substr(0, reply_to);
  if (reply == npos) {
    result.reply_code = named_code(text);
    result.status = find_status(text);
    find_host(text, result);
    if (!is_refusing_host(text, result)) {
      result.remote_mta.clear();
      result.remote_ip.clear();
    }
    result.end = words_end(text, 0);
    result.words = join_reply_lines(text.substr(0, result.end));
    return result;
  }
  result.begin = reply;
  result.end = words_end(text, reply);
  find_host(text.substr(0, reply), result);
  if (result.remote_mta.empty() && reply > 1 && text[reply - 1] == '#')
    result.remote_mta = ascii::to_lower(host_before(text, reply - 1));
  if (result.remote_mta.empty() && result.remote_ip.empty())
    result.remote_mta = ascii::to_lower(host_line(text.substr(0, reply)));
  unwrap_exchange(text, result);
  const std::string_view words = text.substr(result.begin, result.end - result.begin);
  result.words = join_reply_lines(words);
  const ReplyParts outer = split_reply(words);
  const std::size_t inner = inner_reply(text, result.begin, result.end);
  const ReplyParts parts = split_reply(text.substr(inner, result.end - inner));
  result.reply_code = parts.reply_code.empty() ? outer.reply_code : parts.reply_code;
  result.status = parts.status.empty() && inner == result.begin ? outer.status : parts.status;
  if (result.status.empty()) result.status = status_before(text, reply);
  if (result.status.empty() || is_generic_status(result.status)) {
    const std::string_view precise = find_status(text, reply + 3 + result.status.size());
    if (!precise.empty() && !is_generic_status(precise)) result.status = precise;
  }
  return result;
}

Diagnosis diagnose_behind(std::string_view text, std::size_t begin) {
  const bool behind = begin > 0;
  begin += behind ? separator_length(text.substr(begin)) : margin_length(text);
  // A table: "jane@x.example mx.x.example 550 unknown"
  std::size_t host = behind ? host_length(text.substr(begin)) : 0;
  if (host > 0 && find_reply(text.substr(begin + host)) != 0) host = 0;
  const std::string_view host_name = ascii::trim(text.substr(begin, host));
  begin += host;
  Diagnosis diagnosis = diagnose(text.substr(begin));
  if (diagnosis.remote_mta.empty()) diagnosis.remote_mta = ascii::to_lower(host_name);
  diagnosis.begin += begin;
  diagnosis.end += begin;
  return diagnosis;
}

}  // namespace maillint::bounce
