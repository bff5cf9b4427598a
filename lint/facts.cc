// Facts computed once and when asked for. The bodies are read by lint/facts_body.cc.
#include "lint/facts.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/facts_cache.h"
#include "lint/limits.h"
#include "lint/template/file.h"
#include "lint/template/json.h"
#include "lint/template/values.h"
#include "lint/web/domain.h"

namespace maillint {
namespace {

// What a hostile message may make us keep: far above any real one, and small in memory.
constexpr std::size_t parameters_kept = 50'000;
constexpr std::size_t address_problems_kept = 100'000;
constexpr std::size_t message_ids_kept = 100'000;
constexpr std::size_t list_uris_kept = 1'000;

std::vector<AddressList> read_address_lists(const Message& message) {
  std::vector<AddressList> lists;
  std::size_t mailboxes = 0;
  std::size_t problems = 0;
  for (const Field& field : message.fields()) {
    if (!is_address_field(field.id)) continue;
    AddressList& list = lists.emplace_back(
        parse_address_list(message.body(field), field.body.begin, limits::addresses - mailboxes));
    list.id = field.id;
    list.field = &field;
    mailboxes += std::min(list.mailboxes.size(), limits::addresses - mailboxes);
    problems += list.problems.size();
    if (problems > address_problems_kept && !list.problems.empty())
      list.problems = {{AddressProblem::limit_problems, list.problems.front().span, 0}};
  }
  return lists;
}

/// Only the parameters that anybody asks for.
void keep_known_parameters(ParameterizedValue& value) {
  static constexpr std::string_view known[] = {"boundary", "charset", "delsp",       "filename",
                                               "format",   "name",    "report-type", "type"};
  std::erase_if(value.parameters, [&](const Parameter& parameter) {
    return std::ranges::find(known, parameter.name) == std::end(known);
  });
  value.parameters.shrink_to_fit();
}

const ParameterizedValue& read_parameterized(const Message& message, FieldId id, std::uint32_t part,
                                             std::vector<std::unique_ptr<ParameterizedValue>>& all,
                                             std::size_t& parameters) {
  static const ParameterizedValue absent;
  if (all.empty()) all.resize(message.parts().size());
  std::unique_ptr<ParameterizedValue>& cached = all[part];
  if (cached) return *cached;
  const Field* field = message.find(id, part);
  if (field == nullptr) return absent;
  cached = std::make_unique<ParameterizedValue>(
      parse_parameterized(message.body(*field), field->body.begin));
  parameters += cached->parameters.size();
  if (parameters > parameters_kept) keep_known_parameters(*cached);
  return *cached;
}

}  // namespace

Facts::Facts(const Message& message) : Facts(message, SyntaxSet{}) {}
Facts::Facts(const Message& message, SyntaxSet syntaxes, const TemplateValues* values)
    : message_(message), syntaxes_(syntaxes), values_(values), cache_(std::make_unique<Cache>()) {}
Facts::~Facts() = default;

const Subject* Facts::subject() const {
  if (cache_->subject) return &*cache_->subject;
  const Field* field = message_.find(FieldId::subject);
  const TemplateFile* file = message_.template_file();
  if (file != nullptr) {
    if (file->subject.empty()) return nullptr;
    cache_->subject_field = {.id = FieldId::subject, .name = {}, .body = file->subject};
    field = &cache_->subject_field;
  }
  if (field == nullptr) return nullptr;
  Subject& subject = cache_->subject.emplace();
  subject.field = field;
  if (file != nullptr && file->form == TemplateFile::Form::json) {
    subject.words.text = decode_json_string(message_.body(*field), field->body.begin);
  } else {
    subject.words = decode_unstructured(message_.body(*field), field->body.begin);
  }
  if (is_template()) {
    const std::string_view written = subject.words.text.text();
    const std::vector<TemplateTag> tags = find_template_tags(written, syntaxes_);
    subject.words.text =
        values_ == nullptr
            ? DecodedText::replaced(subject.words.text, mask_template_tags(written, tags))
            : fill_in(subject.words.text, tags, *values_);
  }
  const std::string_view all = subject.words.text.text();
  subject.text = ascii::trim(all);
  subject.text_begin = static_cast<std::size_t>(subject.text.data() - all.data());
  return &*cache_->subject;
}

std::span<const AddressList> Facts::address_lists() const {
  if (!cache_->address_lists) cache_->address_lists = read_address_lists(message_);
  return *cache_->address_lists;
}

const AddressList* Facts::addresses(FieldId id) const {
  const auto lists = address_lists();
  const auto found = std::ranges::find(lists, id, &AddressList::id);
  return found == lists.end() ? nullptr : &*found;
}

const Mailbox* Facts::author() const {
  const AddressList* from = addresses(FieldId::from);
  if (from == nullptr) return nullptr;
  const auto found = std::ranges::find_if(from->mailboxes, &Mailbox::has_addr_spec);
  return found == from->mailboxes.end() ? nullptr : &*found;
}

std::string_view Facts::author_domain() const {
  const Mailbox* mailbox = author();
  return mailbox == nullptr ? std::string_view() : std::string_view(mailbox->domain);
}

const std::string& Facts::author_organization() const {
  if (!cache_->author_organization)
    cache_->author_organization = organizational_domain(author_domain());
  return *cache_->author_organization;
}

std::span<const DateField> Facts::dates() const {
  if (!cache_->dates) {
    std::vector<DateField>& dates = cache_->dates.emplace();
    for (const Field& field : message_.fields()) {
      if (field.id != FieldId::date && field.id != FieldId::resent_date) continue;
      dates.push_back({.id = field.id,
                       .field = &field,
                       .parsed = parse_date(message_.body(field), field.body.begin)});
    }
  }
  return *cache_->dates;
}

std::optional<DateTime> Facts::date() const {
  for (const DateField& date : dates()) {
    if (date.id == FieldId::date) return date.parsed.time;
  }
  return std::nullopt;
}

std::span<const MessageIdField> Facts::message_ids() const {
  if (!cache_->message_ids) {
    std::vector<MessageIdField>& fields = cache_->message_ids.emplace();
    std::size_t left = message_ids_kept;
    for (const Field& field : message_.fields()) {
      if (field.id != FieldId::message_id && field.id != FieldId::in_reply_to &&
          field.id != FieldId::references)
        continue;
      constexpr std::size_t ids_of_field = 10'000;
      const MessageIdField& added = fields.emplace_back(
          MessageIdField{.id = field.id,
                         .field = &field,
                         .parsed = parse_message_ids(message_.body(field), field.body.begin,
                                                     std::min(left, ids_of_field))});
      left -= std::min(left, added.parsed.ids.size() + added.parsed.problems.size());
    }
  }
  return *cache_->message_ids;
}

std::span<const Received> Facts::hops() const {
  if (!cache_->hops) {
    std::vector<Received>& hops = cache_->hops.emplace();
    for (const Field& field : message_.fields()) {
      if (field.id == FieldId::received)
        hops.push_back(parse_received(message_.body(field), field.body.begin));
    }
  }
  return *cache_->hops;
}

bool Facts::came_by_smtputf8() const {
  return std::ranges::any_of(hops(), [&](const Received& hop) {
    return ascii::starts_with(hop.with, "UTF8") ||
           ascii::find(message_.text(hop.span), "smtputf8") != std::string_view::npos;
  });
}

const ParameterizedValue& Facts::content_type(std::uint32_t part) const {
  return read_parameterized(message_, FieldId::content_type, part, cache_->content_types,
                            cache_->parameters);
}

const ParameterizedValue& Facts::content_disposition(std::uint32_t part) const {
  return read_parameterized(message_, FieldId::content_disposition, part,
                            cache_->content_dispositions, cache_->parameters);
}

std::string_view Facts::filename(std::uint32_t part) const {
  const std::string_view name = content_disposition(part).parameter("filename");
  return name.empty() ? content_type(part).parameter("name") : name;
}

std::vector<ListUri> Facts::list_uris(const Field& field) const {
  std::vector<ListUri> uris;
  const std::string_view body = message_.body(field);
  const auto add = [&](std::string_view uri) {
    uri = ascii::trim(uri);
    const std::size_t begin = field.body.begin + static_cast<std::size_t>(uri.data() - body.data());
    uris.push_back({.span = span_of(begin, begin + uri.size()), .uri = uri});
  };
  std::size_t open = body.find('<');
  if (open == std::string_view::npos && !ascii::trim(body).empty()) add(body);
  while (open != std::string_view::npos && uris.size() < list_uris_kept) {
    const std::size_t end = std::min(body.find_first_of("<>", open + 1), body.size());
    add(body.substr(open + 1, end - open - 1));
    open = body.find('<', end);
  }
  return uris;
}

}  // namespace maillint
