// Lists of one's own instead of compiled-in ones.
#pragma once

#include <string>

namespace maillint::lists {

/// Takes the lists that `directory` holds, by the file names of tables.def, instead of the
/// compiled-in ones; the others stay. Once, before any message is read: what is found in lists is
/// remembered. Returns what is wrong, "" if nothing is; lists before the fault are replaced then.
std::string replace_lists(const std::string& directory);

}  // namespace maillint::lists
