// maillint errors --new: an entry for a reply, filled in as far as the reply tells.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/output.h"
#include "lint/ascii.h"
#include "lint/bounce/delivery_report.h"
#include "lint/escape.h"
#include "rules/redact.h"

namespace maillint::cli {
namespace {

constexpr std::size_t slug_words = 3;

std::string toml(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// The longest run of words that no other message would change: without names, numbers, addresses.
std::string literal_of(std::string_view words, const Catalogue& catalogue) {
  Redactor redact(catalogue);
  std::string best, run;
  const auto end_run = [&] {
    const std::string_view trimmed = ascii::trim(run);
    if (trimmed.size() > best.size()) best = std::string(trimmed);
    run.clear();
  };
  std::string_view rest = words;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    const bool varies = redact(word) != word || std::ranges::any_of(word, ascii::is_digit);
    if (varies) {
      end_run();
    } else {
      run += run.empty() ? "" : " ";
      run += word;
    }
  }
  end_run();
  while (!best.empty() && (best.back() == '.' || best.back() == ':')) best.pop_back();
  return best;
}

std::string slug_of(std::string_view literal) {
  std::string out;
  std::size_t words = 0;
  for (const char c : literal) {
    if (ascii::is_alpha(c)) {
      out += ascii::lower(c);
    } else if (!out.empty() && out.back() != '-') {
      if (++words == slug_words) break;
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "new" : out;
}

}  // namespace

ExitCode new_error(const CommandLine& line, const Catalogue& catalogue) {
  Options options = check_options(line);
  options.catalogue = &catalogue;
  options.host = line.host;
  const Report report =
      explain({.path = "--new", .octets = line.new_entry + '\n', .origin = {}}, options);
  const auto& refusals = report.recipients.empty() ? report.errors : report.recipients;
  if (refusals.empty() || refusals.front().explanations.empty()) {
    complain("--new takes the words of a refusal, as the server said them",
             "maillint errors --new '550 5.7.1 Too many links' --provider example");
    return ExitCode::usage;
  }
  const ExplainedRefusal& explained = refusals.front();
  const std::string id = line.provider.empty()
                             ? explained.provider.empty() ? "common" : explained.provider
                             : ascii::to_lower(line.provider);
  const std::string reply = normalise_reply(explained.refusal.diagnostic);
  const std::string literal = literal_of(split_reply(reply).text, catalogue);
  const Entry* near = catalogue.find(explained.explanations.front().id);
  std::string out;
  if (!near->is_code_only())
    out += fmt::format("# {} explains it already: {}\n", near->id, near->en.title);
  for (const Entry* entry : catalogue.nearest(reply, 3))
    out += fmt::format("# near: {}: {}\n", entry->id, entry->en.title);
  if (catalogue.provider(id) == nullptr)
    out += fmt::format("provider = {}\nname = {}  # as it writes itself\nhosts = [{}]\n\n",
                       toml(id), toml(id), line.host.empty() ? "" : toml(line.host));
  out += fmt::format("[[entry]]\nid = {}\ntext = [{}]  # what every such reply holds\n",
                     toml(id + '/' + slug_of(literal)), toml(literal));
  if (!explained.refusal.reply_code.empty())
    out += fmt::format("reply = [{}]  # leave out if others occur\n",
                       toml(explained.refusal.reply_code));
  out += fmt::format("category = {}  # by {}\n", toml(explained.category), near->id);
  out += fmt::format("title = {}\ncause = {}\n", toml(near->en.title), toml(near->en.cause));
  out += "steps = [\n";
  for (std::size_t i = 0; i < near->steps.size(); ++i)
    out += fmt::format("  {{who = {}, text = {}}},\n", toml(name(near->steps[i].who)),
                       toml(near->en.steps[i]));
  out += "]\nsource = \"\"  # the page that says so\nverified = false  # until a source does\n";
  out += fmt::format("examples = [{{line = {}{}}}]\n", toml(line.new_entry),
                     line.host.empty() ? "" : fmt::format(", host = {}", toml(line.host)));
  return print(guard_lines(escaped(out, Keep::tab_and_line_feed)));
}

}  // namespace maillint::cli
