// What one line of a mail log says of one delivery, and how logs write it.
#include "lint/bounce/log_entry.h"

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"

namespace maillint::bounce {

std::string_view value_of(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(name); at != npos; at = line.find(name, at + name.size())) {
    if (at > 0 && line[at - 1] != ' ' && line[at - 1] != ',') continue;
    const std::size_t begin = at + name.size();
    return line.substr(begin, line.find_first_of(", ;", begin) - begin);
  }
  return {};
}

std::string_view queue_id_before(std::string_view line, std::size_t at) {
  std::string_view head = line.substr(0, at);
  if (!head.ends_with(':')) return {};
  head.remove_suffix(1);
  return head.substr(head.rfind(' ') + 1);
}

std::string_view in_angles(std::string_view value) {
  if (value.starts_with('<')) value.remove_prefix(1);
  const std::size_t end = value.find('>');
  return value.substr(0, end);
}

void read_words(std::string_view line, LogEntry& entry) {
  const bool rewritten = !entry.words.empty();
  if (!rewritten && (entry.words_begin >= line.size() || entry.words_end <= entry.words_begin))
    return;
  std::string_view words = entry.words;
  if (!rewritten) words = line.substr(entry.words_begin, entry.words_end - entry.words_begin);
  words = words.substr(0, 8192);
  const Diagnosis diagnosis = diagnose(words);
  Refusal& refusal = entry.refusal;
  refusal.diagnostic = diagnosis.words;
  refusal.reply_code = diagnosis.reply_code;
  if (!diagnosis.status.empty() && (refusal.status.empty() || is_generic_status(refusal.status) ||
                                    !diagnosis.reply_code.empty())) {
    refusal.status = diagnosis.status;
    refusal.status_source = "diagnostic";
  }
  if (refusal.command == Command::none) refusal.command = diagnosis.command;
  if (!diagnosis.remote_mta.empty()) refusal.remote_mta = diagnosis.remote_mta;
  if (!diagnosis.remote_ip.empty()) refusal.remote_ip = diagnosis.remote_ip;
  if (rewritten) return;
  entry.words_end = entry.words_begin + diagnosis.end;
  entry.words_begin += diagnosis.begin;
}

std::size_t angle_end(std::string_view line, std::size_t at) {
  bool quoted = false;
  for (std::size_t i = at + 1; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == '>' && !quoted) {
      return i;
    }
  }
  return npos;
}

void read_relay(std::string_view relay, std::string_view after, Refusal& refusal) {
  const std::size_t open = relay.find('[');
  std::string_view host = relay.substr(0, open);
  std::string_view ip;
  if (open != npos) {
    ip = relay.substr(open + 1, relay.find(']', open) - open - 1);
  } else if (after.starts_with(" [")) {
    ip = after.substr(2, after.find(']') - 2);
  }
  while (!host.empty() && host.back() == '.') host.remove_suffix(1);
  if (is_host_name(host)) refusal.remote_mta = ascii::to_lower(host);
  if (is_ip_address(ip)) refusal.remote_ip = ip;
}

}  // namespace maillint::bounce
