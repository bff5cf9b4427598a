// What the command line leaves to the environment: the language, and what the terminal can show.
#include <unistd.h>

#include <cstdlib>

#include "cli/run.h"
#include "lint/ascii.h"

namespace maillint::cli {

Language language_of(const CommandLine& line) {
  if (line.language) return *line.language;
  // Programs must not depend on who runs them; only text for people follows the environment.
  if (line.format != Format::text) return Language::en;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    return ascii::starts_with(value, "de") ? Language::de : Language::en;
  }
  return Language::en;
}

RenderOptions render_options(const CommandLine& line) {
  const bool terminal = ::isatty(1) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  const bool wanted = terminal && (no_color == nullptr || *no_color == '\0');
  return RenderOptions{
      .command = line.command,
      .language = language_of(line),
      .colour = line.format == Format::text &&
                (line.colour == Colour::always || (line.colour == Colour::automatic && wanted)),
      .links = line.format == Format::text && terminal && line.colour != Colour::never && wanted,
      .quiet = line.quiet,
      .letter = line.letter,
      .with_recipients = line.with_recipients,
      .redact = line.redact,
      .sisimai = line.sisimai,
      .markdown = line.format == Format::markdown,
  };
}

}  // namespace maillint::cli
