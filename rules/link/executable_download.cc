// Rule link-executable-download: the link leads to a program.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/attachment.h"
#include "lint/web/domain.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"URLhaus", "Gmail, file types blocked"};

/// What runs at a click. Pages also end in .asp, .cgi, .com, .php or .pl, so those do not count.
/// Sorted.
constexpr std::string_view programs[] = {"apk", "bat", "cmd", "cpl",  "exe", "hta", "jar",
                                         "jse", "lnk", "msi", "msix", "msp", "pif", "ps1",
                                         "scr", "vbe", "vbs", "wsf",  "wsh"};

/// Source code is shown there, and .js files are parts of pages everywhere.
bool shows_source(const Url& url) {
  static constexpr std::string_view hosts[] = {
      "github.com",       "gitlab.com", "bitbucket.org", "sourceforge.net", "codeberg.org",
      "googlesource.com", "npmjs.com",  "unpkg.com",     "jsdelivr.net",    "cloudflare.com",
      "googleapis.com",   "kernel.org", "mozilla.org",   "apache.org",      "debian.org"};
  static constexpr std::string_view folders[] = {
      "/blob/", "/raw/",    "/tree/",   "/src/",          "/source/", "/lib/",    "/js/",
      "/dist/", "/static/", "/assets/", "/node_modules/", "/commit/", "/browse/", "/trunk/"};
  const auto in_path = [&](std::string_view f) { return url.path.find(f) != std::string::npos; };
  return std::ranges::find(hosts, organizational_domain(url.host)) != std::end(hosts) ||
         std::ranges::any_of(folders, in_path);
}

/// "exe" of "/files/setup.exe", "/x/setup%2Eexe;v=1".
std::string extension_of(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  path = path.substr(0, path.find(';'));
  std::string name = percent_decoded(path);
  while (!name.empty() && (name.back() == ' ' || name.back() == '.')) name.pop_back();
  if (name.find('.') == std::string::npos || name.front() == '.') return {};
  return file_extension(name);
}

bool is_program(std::string_view extension) {
  return std::ranges::binary_search(programs, extension);
}

/// "download.php?file=invoice.exe": the extension, "" if no parameter names a program.
std::string program_in_query(std::string_view query) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos) {
      std::string extension = extension_of(percent_decoded(pair.substr(equals + 1)));
      if (is_program(extension)) return extension;
    }
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return {};
}

void check(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  const Url& url = link.url;
  const bool fetches = url.is_web() || url.scheme == "ftp" || url.scheme == "ftps";
  if (!fetches || url.host.empty()) return;
  std::string extension = extension_of(url.path);
  if (!is_program(extension) && extension != "js") extension = program_in_query(url.query);
  if (extension.empty()) return;
  if ((extension == "js" || extension == "bat" || extension == "ps1" || extension == "cmd") &&
      shows_source(url)) {
    return;
  }
  report(target_place(link, facts, 0, link.target.size()),
         fmt::format("the link leads to a .{} file, which runs", extension));
}

}  // namespace

constinit const Rule link_executable_download{
    .id = "link-executable-download",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link leads to a program",
    .why =
        "Mail that makes people fetch a program mostly spreads malware. Filters refuse it, and "
        "block lists take the host in.",
    .remedy = "Link to a page that says what the program is and offers it.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
