// Paths of reports as services want them: files, and URI references (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace maillint::cli {

/// The file of a report, as build servers look for it in the repository: without a leading "./",
/// and without the number of a message in an mbox, as lines are those of the file.
std::string_view file_of_report(std::string_view path);

/// "a b/ü.eml" to "a%20b/%C3%BC.eml".
std::string uri_of_path(std::string_view path);

}  // namespace maillint::cli
