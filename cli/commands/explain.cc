// maillint explain.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/file.h"
#include "cli/output.h"
#include "cli/run.h"
#include "lint/ascii.h"
#include "lint/limits.h"

namespace maillint::cli {
namespace {

constexpr std::size_t catalogue_octets = std::size_t{16} << 20;

bool is_file(const std::string& path) {
  struct stat status {};
  return path == "-" || ::lstat(path.c_str(), &status) == 0;
}

/// A provider's id, or a usage error.
bool provider_exists(const CommandLine& line, const Catalogue& catalogue) {
  if (line.provider.empty() || catalogue.provider(line.provider) != nullptr) return true;
  std::vector<std::string_view> ids;
  for (const Provider& provider : catalogue.providers()) ids.push_back(provider.id);
  std::string hint = did_you_mean(line.provider, ids);
  if (hint.empty()) hint = "maillint errors lists the providers";
  complain(fmt::format("--provider: no provider is named '{}'", line.provider), hint);
  return false;
}

/// The words of a reply given instead of a file's name.
std::optional<Input> text_input(const CommandLine& line) {
  if (line.has_text) return Input{.path = "--text", .octets = line.text + '\n', .origin = {}};
  if (line.words.empty()) return std::nullopt;
  const bool none_is_file = std::ranges::none_of(line.words, is_file);
  if (!none_is_file || !looks_like_reply(line.words.front())) return std::nullopt;
  std::string text;
  for (const std::string& word : line.words) text += text.empty() ? word : ' ' + word;
  return Input{.path = "--text", .octets = text + '\n', .origin = {}};
}

}  // namespace

bool looks_like_reply(std::string_view text) {
  text = ascii::trim(text);
  if (text.starts_with('*')) text.remove_prefix(1);
  const std::string_view word = text.substr(0, text.find(' '));
  const auto is_number = [](std::string_view digits) {
    return !digits.empty() && std::ranges::all_of(digits, ascii::is_digit);
  };
  if (word.size() >= 3 && word[0] >= '2' && word[0] <= '5' && is_number(word.substr(0, 3)) &&
      (word.size() == 3 || word[3] == '-'))
    return true;
  if (std::ranges::count(word, '.') == 2 && ascii::is_digit(word[0]) &&
      std::ranges::all_of(word, [](char c) { return c == '.' || ascii::is_digit(c); }))
    return true;
  // Words, unless they look like a path: "my bounce.eml".
  const std::size_t dot = text.rfind('.');
  const bool extension = dot != std::string_view::npos && dot + 1 < text.size() &&
                         text.size() - dot <= 6 && text.find(' ', dot) == std::string_view::npos;
  return word.size() < text.size() && word.find('/') == std::string_view::npos && !extension;
}

LoadedCatalogue load_catalogue(const CommandLine& line) {
  if (line.catalogues.empty()) return {.own = nullptr, .catalogue = &built_in_catalogue()};
  std::vector<CatalogueFile> files;
  for (const std::string& path : line.catalogues) {
    Result<std::string> text = read_file(path, catalogue_octets);
    if (!text) {
      complain(fmt::format("{}: {}", path, text.error().what), text.error().hint);
      return {};
    }
    files.push_back({.path = path, .text = std::move(*text)});
  }
  Result<std::unique_ptr<const Catalogue>> catalogue = Catalogue::with(files);
  if (!catalogue) {
    complain(catalogue.error().what, catalogue.error().hint);
    return {};
  }
  LoadedCatalogue loaded{.own = std::move(*catalogue), .catalogue = nullptr};
  loaded.catalogue = loaded.own.get();
  return loaded;
}

ExitCode run_explain(const CommandLine& given_line, std::optional<Input> given) {
  CommandLine line = given_line;
  if (!given && line.words.size() == 1 && !is_file(line.words.front()) &&
      find_rule(line.words.front()) != nullptr)
    return run_rules(line);
  const LoadedCatalogue catalogue = load_catalogue(line);
  if (catalogue.catalogue == nullptr || !provider_exists(line, *catalogue.catalogue))
    return ExitCode::usage;
  if (!given && line.words.size() == 1 && !is_file(line.words.front()) &&
      catalogue.catalogue->find(line.words.front()) != nullptr)
    return run_errors(line);
  std::string original;
  if (!line.original.empty()) {
    Result<std::string> octets = read_file(line.original, limits::message_octets);
    if (!octets) {
      complain(fmt::format("{}: {}", line.original, octets.error().what), octets.error().hint);
      return ExitCode::unread;
    }
    original = std::move(*octets);
  }
  if (!given) given = text_input(line);
  if (!given && line.words.empty() && line.files_from.empty()) {
    if (::isatty(0) == 1)
      remark("paste the error message or the bounce, then press Ctrl-D at the start of a line");
    line.words.push_back("-");
  }
  Options options = check_options(line);
  options.catalogue = catalogue.catalogue;
  options.provider = line.provider;
  options.host = line.host;
  if (!line.original.empty()) options.original = &original;
  Run request{.line = line,
              .judge = [&options](Input input) { return explain(std::move(input), options); },
              .judge_together = {},
              .given = std::move(given)};
  if (line.history)
    request.judge_together = [&options](std::span<Report> reports) {
      apply_history(reports, options);
    };
  return run(request);
}

}  // namespace maillint::cli
