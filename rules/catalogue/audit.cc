// Tests catalogue files: what they name exists, patterns compile, examples rank their entry first.
#include "rules/catalogue/audit.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/case_fold.h"
#include "rules/catalogue/pattern.h"
#include "rules/catalogue/reader.h"
#include "rules/explain/fill.h"
#include "rules/explain/signs.h"
#include "rules/maillint.h"

namespace maillint {
namespace {

/// Examples hold dates of that year: their age must not decide.
constexpr DateTime clock{.seconds = 1'795'392'000};  // 2026-11-23
constexpr std::size_t rivals_told = 3;

bool has_capital(std::string_view text) { return to_lower_case(text) != text; }

bool rule_exists(std::string_view glob) {
  return std::ranges::any_of(all_rules(),
                             [&](const Rule* rule) { return glob_match(glob, rule->id); });
}

std::string first_unknown_placeholder(std::string_view text) {
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == text.npos) break;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    if (!Placeholders::known(name)) return std::string(name);
  }
  return {};
}

class Audit {
 public:
  Audit(const Catalogue& catalogue, const ExampleReader& read)
      : catalogue_(catalogue), read_(read) {}

  void look_at(const EntryData& entry) {
    ++result.entries;
    look_at_patterns(entry);
    look_at_words(entry);
    look_at_signs(entry);
    for (const ExampleData& example : entry.examples) look_at_example(entry, example);
  }

  CatalogueAudit result;

 private:
  void tell(const EntryData& entry, std::string what, std::vector<std::string> why = {}) {
    result.problems.push_back({entry.where, entry.id, std::move(what), std::move(why)});
  }

  void look_at_patterns(const EntryData& entry) {
    for (const std::string& text : entry.text) {
      if (has_capital(text)) tell(entry, fmt::format("the text '{}' holds a capital", text));
    }
    if (entry.regex.empty()) return;
    if (has_capital(entry.regex)) tell(entry, "the pattern holds a capital: it would never match");
    if (const std::string error = pattern_error(entry.regex); !error.empty())
      tell(entry, fmt::format("the pattern does not compile: {}", error));
    // The pattern runs only where a literal was found, so one of them must be part of the text.
    if (std::ranges::all_of(entry.text, [](const std::string& text) { return text.size() < 4; }))
      tell(entry, "the pattern has no literal anchor of at least 4 octets");
  }

  void look_at_words(const EntryData& entry) {
    for (const EntryTextData* words : {&entry.en, &entry.de}) {
      std::vector<std::string> texts = words->steps;
      texts.push_back(words->cause);
      texts.push_back(words->title);
      for (const std::string& text : texts) {
        const std::string name = first_unknown_placeholder(text);
        if (!name.empty()) tell(entry, fmt::format("no value is known for {{{}}}", name));
      }
    }
  }

  void look_at_signs(const EntryData& entry) {
    const auto groups = catalogue_.sign_groups();
    for (const StepData& step : entry.steps) {
      if (!step.when.empty() && !Signs::known(step.when, groups))
        tell(entry, fmt::format("no sign is named '{}'", step.when));
      for (const std::string& rule : step.rules) {
        if (!rule_exists(rule)) tell(entry, fmt::format("no rule fits '{}'", rule));
      }
    }
    for (const auto* list : {&entry.supported_by, &entry.contradicted_by}) {
      for (const EvidenceData& item : *list) {
        if (!Signs::known(item.sign, groups))
          tell(entry, fmt::format("no sign is named '{}'", item.sign));
      }
    }
  }

  void look_at_example(const EntryData& entry, const ExampleData& example) {
    ++result.examples;
    const std::string name = example.line.empty() ? example.file : example.line;
    Options options;
    options.now = clock;
    options.catalogue = &catalogue_;
    options.host = example.host;
    std::optional<std::string> octets =
        example.line.empty() ? read_(example.file) : std::optional(example.line + '\n');
    std::optional<std::string> original =
        example.original.empty() ? std::nullopt : read_(example.original);
    if (!octets || (!example.original.empty() && !original)) {
      tell(entry, fmt::format("the example '{}' cannot be read", octets ? example.original : name));
      return;
    }
    if (original) options.original = &*original;
    const Report report =
        explain({.path = name, .octets = std::move(*octets), .origin = {}}, options);
    const ExplainedRefusal* refusal = !report.recipients.empty() ? &report.recipients.front()
                                      : !report.errors.empty()   ? &report.errors.front()
                                                                 : nullptr;
    if (refusal == nullptr || refusal->explanations.empty()) {
      tell(entry, fmt::format("no refusal is found in the example '{}'", name));
    } else if (refusal->explanations.front().id != entry.id) {
      tell(entry, fmt::format("{} wins the example '{}'", refusal->explanations.front().id, name),
           reasons(entry, *refusal));
    }
  }

  /// What speaks for the winner, what for the entry itself.
  std::vector<std::string> reasons(const EntryData& entry, const ExplainedRefusal& refusal) const {
    const std::string text = normalise_reply(refusal.refusal.diagnostic);
    const ReplyFacts reply{text, refusal.refusal.reply_code, refusal.refusal.status,
                           name(refusal.refusal.command)};
    const std::vector<EntryMatch> matches = catalogue_.match_text(reply);
    std::vector<std::string> out;
    bool own = false;
    for (std::size_t i = 0; i < refusal.explanations.size(); ++i) {
      const Explanation& explanation = refusal.explanations[i];
      own = own || explanation.id == entry.id;
      if (i >= rivals_told && explanation.id != entry.id) continue;
      out.push_back(reason(explanation, matches, text));
    }
    if (!own)
      out.push_back(
          fmt::format("{}: is not among the candidates: its text, pattern or codes do "
                      "not fit, or a longer text covers it",
                      entry.id));
    out.push_back(fmt::format("read: reply code '{}', status '{}', command '{}', text '{}'",
                              reply.reply_code, reply.status, reply.command, text));
    return out;
  }

  std::string reason(const Explanation& explanation, const std::vector<EntryMatch>& matches,
                     const std::string& text) const {
    std::string out = fmt::format("{}: {}, rank {}", explanation.id, name(explanation.verdict),
                                  explanation.confidence);
    const auto match = std::ranges::find(matches, explanation.id,
                                         [](const EntryMatch& found) { return found.entry->id; });
    if (match != matches.end()) {
      out += fmt::format(", {} octets of text: '{}'", match->end - match->begin,
                         text.substr(match->begin, match->end - match->begin));
    } else {
      out += ", by its code alone";
    }
    for (const std::string& evidence : explanation.evidence) out += "; " + evidence;
    return out;
  }

  const Catalogue& catalogue_;
  const ExampleReader& read_;
};

}  // namespace

Result<CatalogueAudit> audit_catalogue(std::span<const CatalogueFile> files,
                                       const ExampleReader& read) {
  CatalogueData data;
  for (const CatalogueFile& file : files) {
    if (const auto done = read_catalogue(file.text, file.path, data); !done)
      return tl::unexpected(done.error());
  }
  const auto catalogue = Catalogue::with(files);
  if (!catalogue) return tl::unexpected(catalogue.error());
  Audit audit(**catalogue, read);
  for (const EntryData& entry : data.entries) audit.look_at(entry);
  return std::move(audit.result);
}

}  // namespace maillint
