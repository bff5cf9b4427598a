// The options of one subcommand: CLI11 behind a few words of ours.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "cli/words.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace maillint::cli {

/// A wrong value; thrown while values are judged, and caught by OptionSet::parse.
struct UsageError {
  std::string what;
  std::string hint;
};

/// An option, or what is none, as help and completions tell it.
struct OptionEntry {
  std::string names;  // "-j,--jobs"; "" for what is no option
  std::string type;   // "FILE"; "" for a flag
  std::string help;
  std::vector<std::string> words;  // the values that it takes, if these are all
};

/// Gathers options, then gives their values. An option is judged where it is declared: its values
/// and its limits stand beside its name. Values go into line(), in the order of declaration.
class OptionSet {
 public:
  using Judge = std::function<void(const std::string& value)>;

  OptionSet(Subcommand command, const std::string& description);
  ~OptionSet();
  OptionSet(const OptionSet&) = delete;
  OptionSet& operator=(const OptionSet&) = delete;

  Subcommand command() const { return line_.command; }
  bool is(Subcommand command) const { return line_.command == command; }
  CommandLine& line() { return line_; }

  void flag(const std::string& names, bool& value, const std::string& help);
  /// The last one wins where an option is given twice.
  void text(const std::string& names, std::string& value, const std::string& type,
            const std::string& help);
  void number(const std::string& names, unsigned least, unsigned most, unsigned& value,
              const std::string& type, const std::string& help);
  /// One of a few words, case ignored.
  template <typename T, std::size_t N, typename Value>
  void word(const std::string& names, const Word<T> (&words)[N], Value& value,
            const std::string& type, const std::string& help) {
    std::vector<std::string_view> known;
    for (const Word<T>& word : words) known.push_back(word.word);
    choice(names, std::move(known), type, help,
           [&words, &value](std::size_t chosen) { value = words[chosen].value; });
  }
  /// An RFC 3339 time.
  void time(const std::string& names, std::optional<DateTime>& value, const std::string& help);
  /// Repeatable; `judge` gets one value after the other. `words`: for completions.
  void repeated(const std::string& names, const std::string& type, const std::string& help,
                Judge judge, std::vector<std::string> words = {});
  /// `judge` gets the value, if there is one, and may throw UsageError.
  void judged(const std::string& names, const std::string& type, const std::string& help,
              Judge judge);
  /// Repeatable, a value each time.
  void list(const std::string& names, std::vector<std::string>& values, const std::string& type,
            const std::string& help);
  /// Repeatable; commas separate values too.
  void comma_list(const std::string& names, std::vector<std::string>& values,
                  const std::string& type, const std::string& help);
  /// What is no option.
  void words(const std::string& type, std::vector<std::string>& values, const std::string& help);
  /// Called once all values are there: for what one option means to another.
  void afterwards(std::function<void()> judge);
  void footer(const std::string& text);

  /// Whether the option stood on the command line, even with an empty value.
  bool given(const std::string& name) const;

  /// In the order of declaration, without --help.
  const std::vector<OptionEntry>& entries() const { return entries_; }

  Parsed parse(const std::vector<std::string>& arguments);

 private:
  void choice(const std::string& names, std::vector<std::string_view> words,
              const std::string& type, const std::string& help,
              std::function<void(std::size_t)> take);
  CLI::Option* add_value(const std::string& names, std::string& value, const std::string& type,
                         const std::string& help);
  CLI::Option* add_list(const std::string& names, std::vector<std::string>& values,
                        const std::string& type, const std::string& help);
  void refuse_extras() const;

  CommandLine line_;
  std::unique_ptr<CLI::App> app_;
  std::vector<std::function<void()>> judges_;
  std::vector<OptionEntry> entries_;
  bool version_ = false;
};

/// What a subcommand takes.
std::vector<OptionEntry> options_of(Subcommand command);
/// "Checks messages for ..."
std::string description_of(Subcommand command);

/// The place of `value` among `words`; throws UsageError in the name of `option`.
std::size_t choice_of(std::string_view option, std::string_view value,
                      const std::vector<std::string_view>& words);
/// The number that `text` is, from `least` to `most`; throws UsageError in the name of `option`.
unsigned number_of(std::string_view option, std::string_view text, unsigned least, unsigned most);

// One file a theme.
void add_output_options(OptionSet& options);
void add_input_options(OptionSet& options);
void add_walk_options(OptionSet& options);
void add_rule_options(OptionSet& options);
void add_finding_options(OptionSet& options);
void add_judgement_options(OptionSet& options);
void add_catalogue_option(OptionSet& options);
void add_explain_options(OptionSet& options);
void add_hygiene_options(OptionSet& options);
void add_errors_options(OptionSet& options);
void add_config_options(OptionSet& options);
void add_init_options(OptionSet& options);

}  // namespace maillint::cli
