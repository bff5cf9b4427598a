// maillint show.
#include "cli/render/show.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands/commands.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/run.h"

namespace maillint::cli {
namespace {

std::string shown(Loaded loaded, const CommandLine& line, const TextContext& context) {
  if (line.source) {
    const Report report = check(std::move(loaded.input), check_options(line));
    return guard_lines(annotated_source(report, context));
  }
  const std::string path = loaded.input.path;
  const Message message(
      std::make_unique<Source>(path, std::move(loaded.input.octets), loaded.input.origin));
  const Facts facts(message);
  if (line.format != Format::text) return json_of_message(path, facts);
  return guard_lines(text_of_message(path, facts, context));
}

}  // namespace

ExitCode run_show(const CommandLine& given_line, std::optional<Input> given) {
  CommandLine line = given_line;
  if (!rules_exist(line)) return ExitCode::usage;
  if (line.words.empty()) {
    if (::isatty(0) == 1) {
      complain("no message given", "maillint show FILE, or - for standard input");
      return ExitCode::usage;
    }
    line.words.push_back("-");
  }
  const RenderOptions options = render_options(line);
  const TextContext context{.options = options, .style = Style(options.colour, options.links)};
  InputReader reader(line.words);
  Output output(1);
  ExitCode code = ExitCode::clean;
  bool first = true;
  while (output.error() == 0) {
    std::optional<Loaded> loaded =
        given ? Loaded{.input = std::move(*given), .error = {}} : reader.next();
    if (!loaded) break;
    if (loaded->error) {
      complain(fmt::format("{}: {}", loaded->input.path, loaded->error->what), loaded->error->hint);
      code = worst(code, ExitCode::unread);
      if (line.format != Format::text)
        output.write(error_object(loaded->input.path, *loaded->error));
    } else {
      if (!first && line.format == Format::text) output.write("\n");
      output.write(shown(std::move(*loaded), line, context));
      first = false;
    }
    if (given) break;
  }
  output.flush();
  if (output.error() == 0) return code;
  complain(fmt::format("cannot write the report: {}", describe_errno(output.error())));
  return worst(code, ExitCode::unread);
}

}  // namespace maillint::cli
