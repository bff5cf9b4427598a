// What the command line leaves to the environment: the language, and what the terminal can show.
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "cli/run.h"
#include "lint/ascii.h"

namespace maillint::cli {
namespace {

/// "" if it is not set.
std::string_view environment(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? std::string_view() : value;
}

/// The customs of bixense.com/clicolors and no-color.org; NO_COLOR goes first.
bool wants_colour(bool terminal) {
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view forced = environment("CLICOLOR_FORCE");
  if (!forced.empty() && forced != "0") return true;
  return terminal && environment("CLICOLOR") != "0" && environment("TERM") != "dumb";
}

/// The console of Linux prints what it does not understand.
bool takes_links() {
  return environment("FORCE_HYPERLINK") != "0" && environment("TERM") != "linux";
}

}  // namespace

Language language_of(const CommandLine& line) {
  if (line.language) return *line.language;
  // Programs must not depend on who runs them; only text for people follows the environment.
  if (line.format != Format::text) return Language::en;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment(variable);
    if (!value.empty()) return ascii::starts_with(value, "de") ? Language::de : Language::en;
  }
  return Language::en;
}

RenderOptions render_options(const CommandLine& line, const ReportTo& to) {
  const bool terminal = to.path.empty() && ::isatty(1) == 1;
  const bool colour =
      to.format == Format::text && line.colour != Colour::never &&
      (line.colour == Colour::always || (to.path.empty() && wants_colour(terminal)));
  return RenderOptions{
      .command = line.command,
      .language = language_of(line),
      .colour = colour,
      .links = colour && terminal && takes_links(),
      .quiet = line.quiet,
      .letter = line.letter,
      .with_recipients = line.with_recipients,
      .redact = line.redact,
      .sisimai = line.sisimai,
      .markdown = to.format == Format::markdown,
  };
}

RenderOptions render_options(const CommandLine& line) {
  return render_options(line, ReportTo{.format = line.format, .path = {}});
}

}  // namespace maillint::cli
