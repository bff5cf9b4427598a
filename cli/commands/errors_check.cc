// maillint errors --check: tests catalogue files without building.
#include <fmt/format.h>

#include <filesystem>

#include "cli/commands/commands.h"
#include "cli/file.h"
#include "cli/output.h"
#include "lint/escape.h"
#include "rules/catalogue/audit.h"

namespace maillint::cli {
namespace {

constexpr std::size_t catalogue_octets = std::size_t{16} << 20;
constexpr std::size_t example_octets = std::size_t{16} << 20;

/// A file that an example names: beside the catalogue file, or in the project's testdata.
std::optional<std::string> read_example(const std::vector<std::string>& catalogues,
                                        const std::string& name) {
  for (const std::string& catalogue : catalogues) {
    const std::filesystem::path folder = std::filesystem::path(catalogue).parent_path();
    for (const auto& path : {folder / name, folder / "../../testdata/bounces" / name}) {
      std::error_code missing;
      if (!std::filesystem::is_regular_file(path, missing)) continue;
      Result<std::string> octets = read_file(path.string(), example_octets);
      if (octets) return std::move(*octets);
    }
  }
  return std::nullopt;
}

}  // namespace

ExitCode check_errors(const CommandLine& line) {
  std::vector<std::string> paths = line.check;
  paths.insert(paths.end(), line.words.begin(), line.words.end());
  std::vector<CatalogueFile> files;
  for (const std::string& path : paths) {
    Result<std::string> text = read_file(path, catalogue_octets);
    if (!text) {
      complain(fmt::format("{}: {}", path, text.error().what), text.error().hint);
      return ExitCode::unread;
    }
    files.push_back({.path = path, .text = std::move(*text)});
  }
  const Result<CatalogueAudit> audit =
      audit_catalogue(files, [&](const std::string& name) { return read_example(paths, name); });
  if (!audit) {
    complain(audit.error().what, audit.error().hint);
    return ExitCode::findings;
  }
  std::string out;
  for (const CatalogueProblem& problem : audit->problems) {
    out += fmt::format("{}: {}: {}\n", escaped(problem.where), escaped(problem.id),
                       escaped(problem.what));
    for (const std::string& why : problem.why) out += fmt::format("    {}\n", escaped(why));
  }
  if (!line.quiet || !audit->problems.empty())
    out +=
        fmt::format("{} entries, {} examples: {}\n", audit->entries, audit->examples,
                    audit->problems.empty() ? std::string("all good")
                                            : fmt::format("{} problems", audit->problems.size()));
  const ExitCode code = audit->problems.empty() ? ExitCode::clean : ExitCode::findings;
  return worst(code, print(guard_lines(out)));
}

}  // namespace maillint::cli
