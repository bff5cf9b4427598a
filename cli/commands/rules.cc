// maillint rules.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/commands/man_text.h"
#include "cli/output.h"
#include "cli/render/json.h"
#include "cli/render/text.h"
#include "cli/run.h"
#include "lint/escape.h"
#include "rules/clients.h"
#include "rules/examples/examples.h"

namespace maillint::cli {
namespace {

constexpr std::size_t id_columns = 34;
constexpr std::size_t label_columns = 9;

constexpr Profile every_profile[] = {Profile::personal, Profile::transactional, Profile::bulk};

std::string join(std::span<const std::string_view> words, std::string_view between) {
  std::string out;
  for (std::string_view word : words) out += fmt::format("{}{}", out.empty() ? "" : between, word);
  return out;
}

std::string profiles_of(const Rule& rule, Language language) {
  std::string out;
  for (Profile profile : every_profile) {
    if (rule.profiles.has(profile))
      out += fmt::format("{}{}", out.empty() ? "" : ", ", label(profile, language));
  }
  return out;
}

/// One line a rule, under the name of its family.
std::string brief(const std::vector<const Rule*>& rules, const TextContext& context) {
  std::vector<const Rule*> sorted = rules;
  std::ranges::stable_sort(sorted, {}, &Rule::family);
  std::string out;
  std::string_view family;
  for (const Rule* rule : sorted) {
    if (rule->family() != family) {
      out += fmt::format("{}{}\n", out.empty() ? "" : "\n",
                         context.style.paint(Tone::strong, rule->family()));
      family = rule->family();
    }
    const std::string severity(label(rule->severity, context.language()));
    out += "  " + context.style.paint(tone_of(rule->severity), padded(severity, 8, 1)) +
           padded(rule->id, id_columns) +
           wrapped(rule->summary, 10 + std::max(id_columns, rule->id.size() + 2));
  }
  return out;
}

/// Lines of a message under a word; what a terminal obeys is escaped.
std::string example_rows(std::string_view word, Tone tone, std::string_view lines,
                         const TextContext& context) {
  std::string out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string line = escaped(lines.substr(0, end), Keep::tab);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    out += "  " + context.style.paint(tone, padded(word, label_columns - 2, 1));
    out += line + '\n';
    word = {};
  }
  return out;
}

std::string in_full(const Rule& rule, const TextContext& context) {
  const auto row = [&context](std::string_view word, std::string_view text) {
    if (text.empty()) return std::string();
    return "  " + context.style.paint(Tone::faint, padded(word, label_columns - 2)) +
           wrapped(text, label_columns);
  };
  std::string out = fmt::format("{}   {}, {}\n", context.style.paint(Tone::strong, rule.id),
                                label(rule.severity, context.language()),
                                label(rule.criterion, context.language()));
  out += row("", rule.summary);
  out += row(context.say("why", "warum"), rule.why);
  out += row(context.say("do", "tun"), rule.remedy);
  if (rule.fix.edits != nullptr) {
    const std::string_view by = rule.fix.safe ? "--fix" : "--fix --unsafe-fixes";
    out += row("fix", fmt::format("{} ({})", rule.fix.title, by));
  }
  out += row(context.say("after", "nach"), join(rule.references, "; "));
  out += row(context.say("needed", "nötig"), join(rule.required_by, ", "));
  if (rule.profiles.bits != 7)
    out += row(context.say("for", "für"), profiles_of(rule, context.language()));
  if (const auto example = example_of(rule.id)) {
    out += example_rows(context.say("bad", "falsch"), Tone::bad, example->bad, context);
    out += example_rows(context.say("good", "gut"), Tone::good, example->good, context);
  }
  return out;
}

std::string as_json(const std::vector<const Rule*>& rules, bool lines) {
  std::string out;
  JsonWriter json(out);
  if (!lines) {
    json.begin_object().member("schema", json_schema).key("rules").begin_array();
  }
  for (const Rule* rule : rules) {
    std::string object;
    JsonWriter writer(object);
    writer.begin_object().member("id", rule->id).member("severity", name(rule->severity));
    writer.member("criterion", name(rule->criterion)).key("profiles").begin_array();
    for (Profile profile : every_profile) {
      if (rule->profiles.has(profile)) writer.value(name(profile));
    }
    writer.end_array().member("summary", rule->summary).member("why", rule->why);
    writer.member("remedy", rule->remedy).strings("references", rule->references);
    writer.strings("required_by", rule->required_by);
    writer.member("fixable", rule->fix.edits == nullptr ? "no"
                             : rule->fix.safe           ? "safe"
                                                        : "unsafe");
    const Example example = example_of(rule->id).value_or(Example{});
    writer.key("example").begin_object().member("bad", example.bad);
    writer.member("good", example.good).end_object().end_object();
    out += lines || rule == rules.front() ? "" : ",\n";
    out += object;
    if (lines) out += '\n';
  }
  return lines ? out : out + "]}\n";
}

/// The mail programs of client-* rules, a line each; "*" before those judged by unless told.
std::string clients_listed() {
  std::string out;
  std::uint64_t bit = 1;
  for (const MailClient& client : mail_clients()) {
    out += fmt::format("{} {:<26} {} ({})\n", (default_clients() & bit) != 0 ? '*' : ' ', client.id,
                       client.family, client.platform);
    bit <<= 1;
  }
  return out;
}

}  // namespace

ExitCode print(std::string_view text) {
  Output output(1);
  output.write(text);
  output.flush();
  if (output.error() == 0) return ExitCode::clean;
  complain(fmt::format("cannot write: {}", describe_errno(output.error())));
  return ExitCode::unread;
}

ExitCode run_rules(const CommandLine& line) {
  if (line.list_clients) return print(clients_listed());
  if (line.format == Format::man && line.words.empty()) return print(rules_page(all_rules()));
  std::vector<const Rule*> found;
  ExitCode code = ExitCode::clean;
  for (const Rule* rule : all_rules()) {
    bool wanted = line.words.empty();
    for (const std::string& word : line.words) wanted = wanted || glob_match(word, rule->id);
    if (wanted) found.push_back(rule);
  }
  for (const std::string& word : line.words) {
    std::vector<std::string_view> ids;
    bool known = false;
    for (const Rule* rule : all_rules()) {
      known = known || glob_match(word, rule->id);
      ids.push_back(rule->id);
    }
    if (known) continue;
    const std::string hint = did_you_mean(word, ids);
    complain(fmt::format("no rule is named '{}'", word),
             hint.empty() ? "maillint rules lists them all" : hint);
    code = ExitCode::usage;
  }
  if (line.format == Format::man) return worst(code, print(rules_page(found)));
  if (line.format != Format::text)
    return worst(code, print(as_json(found, line.format == Format::ndjson)));
  const RenderOptions options = render_options(line);
  const TextContext context{.options = options, .style = Style(options.colour)};
  if (line.words.empty() || found.size() > 10) return worst(code, print(brief(found, context)));
  std::string out;
  for (const Rule* rule : found) out += (out.empty() ? "" : "\n") + in_full(*rule, context);
  return worst(code, print(out));
}

}  // namespace maillint::cli
