// What an archive holds, by its directory alone: nothing is unpacked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace maillint {

struct ArchiveEntry {
  std::string name;  // as written, at most 1,024 octets
  bool encrypted = false;
  bool inner = false;  // of an archive inside that is stored as it stands
};

struct Archive {
  bool known = false;                // false: no archive whose directory can be read
  bool directory_encrypted = false;  // even the names are
  std::vector<ArchiveEntry> entries;

  bool is_encrypted() const;
};

/// ZIP, RAR, tar, 7z (whether it is encrypted only) and the name inside gzip. Never fails:
/// truncated and hostile input gives the entries that can be read, at most 10,000. Linear.
Archive read_archive(std::string_view octets);

}  // namespace maillint
