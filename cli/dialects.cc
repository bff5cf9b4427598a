// Names of template languages, from --dialect and maillint.toml.
#include "cli/dialects.h"

#include <fmt/format.h>

#include "cli/options.h"

namespace maillint::cli {

Result<SyntaxSet> read_dialects(const std::vector<std::string>& names) {
  SyntaxSet all;
  for (const std::string& name : names) {
    const auto syntaxes = find_dialect(name);
    if (syntaxes) {
      all.add(*syntaxes);
      continue;
    }
    std::vector<std::string_view> known;
    for (const Dialect& dialect : dialects()) known.push_back(dialect.name);
    std::string hint = did_you_mean(name, known);
    if (hint.empty()) hint = fmt::format("one of {}", fmt::join(known, ", "));
    return tl::unexpected(Error{.what = fmt::format("no template language is named '{}'", name),
                                .hint = std::move(hint)});
  }
  return all;
}

}  // namespace maillint::cli
