// The options of one subcommand: CLI11 splits the command line, the values are ours to judge.
#include "cli/options/option_set.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <utility>

#include "lint/ascii.h"

namespace maillint::cli {

OptionSet::OptionSet(Subcommand command, const std::string& description)
    : app_(std::make_unique<CLI::App>(description, "maillint " + std::string(name(command)))) {
  line_.command = command;
  app_->set_help_flag("-h,--help", "Print this help");
  app_->allow_extras();
  app_->option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  flag("-V,--version", version_, "Print the version");
}

OptionSet::~OptionSet() = default;

void OptionSet::flag(const std::string& names, bool& value, const std::string& help) {
  app_->add_flag(names, value, help);
  entries_.push_back({names, "", help, {}});
}

void OptionSet::text(const std::string& names, std::string& value, const std::string& type,
                     const std::string& help) {
  add_value(names, value, type, help);
}

CLI::Option* OptionSet::add_value(const std::string& names, std::string& value,
                                  const std::string& type, const std::string& help) {
  entries_.push_back({names, type, help, {}});
  return app_->add_option(names, value, help)->type_name(type);
}

void OptionSet::judged(const std::string& names, const std::string& type, const std::string& help,
                       Judge judge) {
  const auto value = std::make_shared<std::string>();
  const CLI::Option* option = add_value(names, *value, type, help);
  judges_.push_back([value, option, judge = std::move(judge)] {
    if (option->count() > 0) judge(*value);
  });
}

void OptionSet::number(const std::string& names, unsigned least, unsigned most, unsigned& value,
                       const std::string& type, const std::string& help) {
  const std::string option = names.substr(0, names.find(','));
  judged(names, type, help, [option, least, most, &value](const std::string& text) {
    value = number_of(option, text, least, most);
  });
}

void OptionSet::time(const std::string& names, std::optional<DateTime>& value,
                     const std::string& help) {
  judged(names, "TIME", help, [names, &value](const std::string& text) {
    value = parse_rfc3339(text);
    if (!value)
      throw UsageError{fmt::format("{} takes an RFC 3339 time, not '{}'", names, text),
                       "for example 2026-11-23T09:00:00Z"};
  });
}

void OptionSet::choice(const std::string& names, std::vector<std::string_view> words,
                       const std::string& type, const std::string& help,
                       std::function<void(std::size_t)> take) {
  const std::string option = names.substr(0, names.find(','));
  const std::vector<std::string> known(words.begin(), words.end());
  judged(names, type, help,
         [option, words = std::move(words), take = std::move(take)](const std::string& value) {
           take(choice_of(option, value, words));
         });
  entries_.back().words = known;
}

void OptionSet::repeated(const std::string& names, const std::string& type, const std::string& help,
                         Judge judge, std::vector<std::string> words) {
  const auto values = std::make_shared<std::vector<std::string>>();
  add_list(names, *values, type, help);
  entries_.back().words = std::move(words);
  judges_.push_back([values, judge = std::move(judge)] {
    for (const std::string& value : *values) judge(value);
  });
}

CLI::Option* OptionSet::add_list(const std::string& names, std::vector<std::string>& values,
                                 const std::string& type, const std::string& help) {
  entries_.push_back({names, type, help, {}});
  return app_->add_option(names, values, help)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->type_name(type);
}

void OptionSet::list(const std::string& names, std::vector<std::string>& values,
                     const std::string& type, const std::string& help) {
  add_list(names, values, type, help);
}

void OptionSet::comma_list(const std::string& names, std::vector<std::string>& values,
                           const std::string& type, const std::string& help) {
  add_list(names, values, type, help)->delimiter(',');
}

void OptionSet::words(const std::string& type, std::vector<std::string>& values,
                      const std::string& help) {
  entries_.push_back({"", type, help, {}});
  app_->add_option(type, values, help)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

void OptionSet::afterwards(std::function<void()> judge) { judges_.push_back(std::move(judge)); }

void OptionSet::footer(const std::string& text) { app_->footer(text); }

bool OptionSet::given(const std::string& name) const {
  const CLI::Option* option = app_->get_option_no_throw(name);
  return option != nullptr && option->count() > 0;
}

namespace {

/// "--output=" of an empty variable: CLI11 would take the next word, a file, for the value.
void refuse_empty_values(const std::vector<std::string>& arguments) {
  for (const std::string& word : arguments) {
    if (word == "--") return;
    if (word.starts_with("--") && word.find('=') == word.size() - 1)
      throw UsageError{fmt::format("{} has no value", word.substr(0, word.size() - 1)), {}};
  }
}

}  // namespace

Parsed OptionSet::parse(const std::vector<std::string>& arguments) {
  Parsed parsed;
  try {
    refuse_empty_values(arguments);
    app_->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    if (version_) {
      parsed.output = version_line();
      return parsed;
    }
    refuse_extras();
    for (const std::function<void()>& judge : judges_) judge();
    parsed.line = std::move(line_);
  } catch (const CLI::CallForHelp&) {
    parsed.output = app_->help();
  } catch (const CLI::ParseError& error) {
    parsed.error = error.what();
    parsed.hint = fmt::format("maillint {} --help lists the options", name(command()));
    parsed.code = ExitCode::usage;
  } catch (const UsageError& error) {
    parsed.error = error.what;
    parsed.hint = error.hint;
    parsed.code = ExitCode::usage;
  }
  return parsed;
}

void OptionSet::refuse_extras() const {
  std::vector<std::string> extras = app_->remaining();
  std::erase(extras, "--");  // CLI11 counts the mark itself among them
  if (extras.empty()) return;
  std::vector<std::string> known;
  for (const CLI::Option* option : std::as_const(*app_).get_options()) {
    for (const std::string& long_name : option->get_lnames()) known.push_back("--" + long_name);
  }
  const std::string word = extras.front().substr(0, extras.front().find('='));
  std::string hint = did_you_mean(word, {known.begin(), known.end()});
  if (hint.empty())
    hint = fmt::format("a file whose name begins with - goes after --; maillint {} --help",
                       name(command()));
  throw UsageError{fmt::format("unknown option '{}'", word), hint};
}

std::size_t choice_of(std::string_view option, std::string_view value,
                      const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (ascii::equal(words[i], value)) return i;
  }
  throw UsageError{
      fmt::format("{} takes one of {}, not '{}'", option, fmt::join(words, ", "), value),
      did_you_mean(value, words)};
}

unsigned number_of(std::string_view option, std::string_view text, unsigned least, unsigned most) {
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < least || value > most)
    throw UsageError{
        fmt::format("{} takes a number from {} to {}, not '{}'", option, least, most, text), ""};
  return value;
}

}  // namespace maillint::cli
