// What maillint --help and --version print.
#include "cli/options.h"

namespace maillint::cli {

std::string version_line() { return "maillint " MAILLINT_VERSION "\n"; }

std::string main_help() {
  return "maillint tells why mail is refused, and what to do.\n"
         "\n"
         "  maillint check message.eml     checks mail before (or after) it is sent\n"
         "  maillint explain bounce.eml    explains a bounce, an error dialog, a log line\n"
         "  maillint hygiene bounces.mbox  tells which addresses to take off your list\n"
         "  maillint show message.eml      shows fields, addresses, parts and hops\n"
         "  maillint rules [ID]            what check looks for\n"
         "  maillint errors [ID|CODE|WORDS] what explain knows\n"
         "  maillint init                  writes a maillint.toml for this folder\n"
         "  maillint config --show FILE    tells what maillint.toml decides for a file\n"
         "  maillint completion SHELL      completes words in bash, zsh or fish\n"
         "\n"
         "maillint FILE alone runs the command that fits. Each command has --help.\n"
         "Messages are files, mboxes, Maildirs, directories, or - for standard input.\n"
         "maillint opens no network connection, and no file that a message names.\n"
         "\n"
         "Exit codes: 0 fine; 1 findings (--fail-on, default error); 2 wrong usage;\n"
         "3 an input could not be read; 4 a fault of maillint. The highest one wins.\n";
}

}  // namespace maillint::cli
