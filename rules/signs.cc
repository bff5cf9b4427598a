// Signs in a message.
#include "rules/signs.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/encoded_word.h"
#include "lint/web/domain.h"

namespace maillint::rules {
namespace {

bool is_list_sender(std::string_view local_part) {
  return ascii::starts_with(local_part, "owner-") || ascii::ends_with(local_part, "-bounces") ||
         ascii::ends_with(local_part, "-owner") || ascii::ends_with(local_part, "-admin") ||
         ascii::ends_with(local_part, "-request");
}

bool has_list_software(const Message& message) {
  return std::ranges::any_of(message.fields(), [&](const Field& field) {
    if (field.id != FieldId::other) return false;
    const std::string_view name = message.name(field);
    return ascii::equal(name, "Mailing-List") || ascii::equal(name, "X-BeenThere") ||
           ascii::equal(name, "X-Mailing-List") || ascii::equal(name, "X-Mailman-Version");
  });
}

std::string_view signing_domain(std::string_view tags) {
  while (!tags.empty()) {
    const std::size_t end = std::min(tags.find(';'), tags.size());
    const std::string_view tag = ascii::trim(tags.substr(0, end));
    tags.remove_prefix(std::min(end + 1, tags.size()));
    const std::size_t equals = tag.find('=');
    if (equals == std::string_view::npos || ascii::trim(tag.substr(0, equals)) != "d") continue;
    return ascii::trim(tag.substr(equals + 1));
  }
  return {};
}

bool is_local_part_character(char c) {
  return ascii::is_alnum(c) || std::string_view("._+-%=&/'~").find(c) != std::string_view::npos;
}

bool is_domain_character(char c) {
  return ascii::is_alnum(c) || c == '-' || c == '.' || ascii::is_8bit(c);
}

}  // namespace

bool is_log_mail(const Message& message, const Facts& facts) {
  static constexpr std::string_view names[] = {
      "root",   "cron",    "daemon",  "nagios", "icinga",   "jenkins", "logcheck", "logwatch",
      "backup", "anacron", "monitor", "munin",  "www-data", "zabbix",  "smartd"};
  for (const Field& field : message.fields()) {
    if (field.id == FieldId::other && ascii::starts_with(message.name(field), "X-Cron-"))
      return true;
  }
  const Mailbox* author = facts.author();
  return author != nullptr && std::ranges::any_of(names, [&](std::string_view name) {
           return ascii::equal(author->local_part, name);
         });
}

bool is_list_mail(const Message& message) {
  for (const FieldId id : {FieldId::list_id, FieldId::list_post, FieldId::list_help,
                           FieldId::list_unsubscribe, FieldId::list_subscribe, FieldId::x_loop}) {
    if (message.has(id)) return true;
  }
  if (const Field* precedence = message.find(FieldId::precedence)) {
    const std::string_view word = message.text(message.trimmed(*precedence));
    if (ascii::equal(word, "list") || ascii::equal(word, "bulk")) return true;
  }
  if (const Field* sender = message.find(FieldId::sender)) {
    const ShownAddress address = find_shown_address(message.body(*sender));
    if (is_list_sender(address.local_part)) return true;
  }
  return has_list_software(message);
}

bool is_discussion(const Message& message) {
  const Field* post = message.find(FieldId::list_post);
  if (post != nullptr && !ascii::equal(message.text(message.trimmed(*post)), "NO")) return true;
  for (const FieldId id : {FieldId::sender, FieldId::return_path}) {
    const Field* field = message.find(id);
    if (field == nullptr) continue;
    const ShownAddress address = find_shown_address(message.body(*field));
    if (is_list_sender(address.local_part) ||
        ascii::find(address.local_part, "-bounces+") != std::string_view::npos) {
      return true;
    }
  }
  return has_list_software(message);
}

std::vector<std::string_view> signing_domains(const Message& message) {
  std::vector<std::string_view> domains;
  if (!message.has(FieldId::dkim_signature)) return domains;
  for (const Field& field : message.fields()) {
    if (field.id != FieldId::dkim_signature) continue;
    const std::string_view domain = signing_domain(message.body(field));
    if (!domain.empty()) domains.push_back(domain);
  }
  return domains;
}

Span span_in_display_name(const Message& message, const Mailbox& mailbox, std::string_view words) {
  const Span whole = mailbox.display_name_span;
  const DecodedWords name = decode_unstructured(message.text(whole), whole.begin);
  const std::size_t at = name.text.text().find(words);
  if (at == std::string_view::npos) return whole;
  return name.text.source(at, at + words.size());
}

ShownAddress find_shown_address(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && is_local_part_character(text[begin - 1])) --begin;
    while (begin < at && (text[begin] == '\'' || text[begin] == '.')) ++begin;  // quotes around it
    std::size_t end = at + 1;
    while (end < text.size() && is_domain_character(text[end])) ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const std::string_view domain = text.substr(at + 1, end - at - 1);
    if (begin == at || domain.find('.') == std::string_view::npos || !has_known_tld(domain))
      continue;
    return {text.substr(begin, at - begin), domain, text.substr(begin, end - begin)};
  }
  return {};
}

}  // namespace maillint::rules
