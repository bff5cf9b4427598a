// Directories of archives, read without unpacking and without trusting any number in them.
#include "lint/archive.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "lint/file_format.h"
#include "lint/octets.h"

namespace maillint {
namespace {

using namespace std::string_view_literals;
using octets::little;
using octets::slice;

constexpr std::size_t entries_kept = 10'000;
constexpr std::size_t name_octets = 1'024;
constexpr std::size_t inner_archives = 16;

/// False when there are enough.
bool add(Archive& archive, std::string_view name, bool encrypted, bool inner = false) {
  if (archive.entries.size() >= entries_kept) return false;
  archive.entries.push_back(
      {.name = std::string(name.substr(0, name_octets)), .encrypted = encrypted, .inner = inner});
  return true;
}

// ---- ZIP (PKWARE APPNOTE)

constexpr std::string_view local_sign = "PK\x03\x04";
constexpr std::string_view central_sign = "PK\x01\x02";
constexpr std::string_view end_sign = "PK\x05\x06";
constexpr std::uint64_t encrypted_flag = 1;
constexpr std::uint64_t masked_flag = 0x2000;  // the directory itself is encrypted

class Zip {
 public:
  Zip(std::string_view octets, Archive& out, bool inner)
      : octets_(octets), out_(out), inner_(inner) {}

  void read() {
    if (!read_directory()) read_local_headers();
  }

 private:
  /// Where the central directory begins, and what stands before the archive itself. The end record
  /// has a comment of at most 65,535 octets.
  bool find_directory(std::uint64_t& begin) {
    constexpr std::size_t longest_end = 22 + 65'535;
    const std::size_t from = octets_.size() - std::min(octets_.size(), longest_end);
    const std::size_t end = octets_.substr(from).rfind(end_sign);
    if (end == std::string_view::npos) return false;
    const std::uint64_t size = little(octets_, from + end + 12, 4);
    const std::uint64_t offset = little(octets_, from + end + 16, 4);
    if (size <= from + end && slice(octets_, from + end - size).starts_with(central_sign)) {
      begin = from + end - size;
      if (begin > offset) shift_ = begin - offset;
      return true;
    }
    begin = offset;
    return slice(octets_, offset).starts_with(central_sign);
  }

  bool read_directory() {
    std::uint64_t at = 0;
    if (!find_directory(at)) return false;
    std::string_view record = slice(octets_, at);
    while (record.starts_with(central_sign) && record.size() >= 46) {
      const std::uint64_t name_size = little(record, 28, 2);
      const std::string_view name = slice(record, 46, name_size);
      const std::string_view local = slice(octets_, shift_ + little(record, 42, 4));
      std::uint64_t flags = little(record, 8, 2);
      if (local.starts_with(local_sign)) flags |= little(local, 6, 2);
      if (!add(out_, name, (flags & (encrypted_flag | masked_flag)) != 0, inner_)) return true;
      if (little(record, 10, 2) == 0 && (flags & encrypted_flag) == 0)
        read_inner(local, little(record, 20, 4));
      record = slice(record, 46 + name_size + little(record, 30, 2) + little(record, 32, 2));
    }
    return true;
  }

  /// A stored archive is read once: what is compressed stays closed, and deeper ones too.
  void read_inner(std::string_view local, std::uint64_t size) {
    if (inner_ || inner_read_ >= inner_archives || !local.starts_with(local_sign)) return;
    const std::string_view data =
        slice(local, 30 + little(local, 26, 2) + little(local, 28, 2), size);
    if (!data.starts_with(local_sign)) return;
    ++inner_read_;
    Zip(data, out_, true).read();
  }

  /// A truncated archive has lost its directory; what stands before each file still tells.
  void read_local_headers() {
    std::size_t at = octets_.find(local_sign);
    while (at != std::string_view::npos) {
      const std::string_view record = octets_.substr(at);
      if (record.size() < 30) return;
      const std::uint64_t name_size = little(record, 26, 2);
      const bool encrypted = (little(record, 6, 2) & encrypted_flag) != 0;
      if (!add(out_, slice(record, 30, name_size), encrypted, inner_)) return;
      const std::uint64_t next =
          at + 30 + name_size + little(record, 28, 2) + little(record, 18, 4);
      if (next >= octets_.size()) return;
      at = octets_.find(local_sign, static_cast<std::size_t>(next));
    }
  }

  std::string_view octets_;
  Archive& out_;
  bool inner_;
  std::uint64_t shift_ = 0;
  std::size_t inner_read_ = 0;
};

// ---- RAR (technical notes of unrar)

void read_rar4(std::string_view octets, Archive& out) {
  std::string_view block = slice(octets, 7);
  while (block.size() >= 7) {
    const std::uint64_t type = little(block, 2, 1);
    const std::uint64_t flags = little(block, 3, 2);
    const std::uint64_t size = little(block, 5, 2);
    std::uint64_t data = (flags & 0x8000) != 0 ? little(block, 7, 4) : 0;
    if (type == 0x73 && (flags & 0x80) != 0) {
      out.directory_encrypted = true;
      return;
    }
    if (type == 0x74) {
      data = little(block, 7, 4);
      const bool large = (flags & 0x100) != 0;
      if (large) data += little(block, 32, 4) << 32;
      const std::string_view name = slice(block, large ? 40 : 32, little(block, 26, 2));
      if (!add(out, name.substr(0, name.find('\0')), (flags & 4) != 0)) return;
    }
    if (size < 7 || type == 0x7B) return;
    block = slice(block, size + data);
  }
}

/// Reads numbers of seven bits an octet from the front.
class Vints {
 public:
  explicit Vints(std::string_view octets) : octets_(octets) {}
  std::uint64_t next() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63 && !octets_.empty(); shift += 7) {
      const auto octet = static_cast<unsigned char>(octets_.front());
      octets_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(octet & 0x7F) << shift;
      if ((octet & 0x80) == 0) break;
    }
    return value;
  }
  void skip(std::uint64_t count) { octets_ = slice(octets_, count); }
  std::string_view rest() const { return octets_; }

 private:
  std::string_view octets_;
};

bool has_encryption_record(std::string_view extra) {
  Vints records(extra);
  while (!records.rest().empty()) {
    const std::uint64_t size = records.next();
    Vints record(slice(records.rest(), 0, size));
    if (size == 0) return false;
    if (record.next() == 1) return true;
    records.skip(size);
  }
  return false;
}

void read_rar5(std::string_view octets, Archive& out) {
  std::string_view block = slice(octets, 8);
  while (block.size() > 4) {
    Vints outer(block.substr(4));
    const std::uint64_t size = outer.next();
    const std::string_view header = slice(outer.rest(), 0, size);
    Vints fields(header);
    const std::uint64_t type = fields.next();
    const std::uint64_t flags = fields.next();
    const std::uint64_t extra = (flags & 1) != 0 ? fields.next() : 0;
    const std::uint64_t data = (flags & 2) != 0 ? fields.next() : 0;
    if (type == 4) {
      out.directory_encrypted = true;
      return;
    }
    if (type == 2) {
      const std::uint64_t file_flags = fields.next();
      fields.next();
      fields.next();
      fields.skip(((file_flags & 2) != 0 ? 4 : 0) + ((file_flags & 4) != 0 ? 4 : 0));
      fields.next();
      fields.next();
      const std::uint64_t name_size = fields.next();
      const std::string_view records =
          extra <= header.size() ? header.substr(header.size() - extra) : std::string_view();
      if (!add(out, slice(fields.rest(), 0, name_size), has_encryption_record(records))) return;
    }
    if (size == 0 || type == 5 || data > octets.size()) return;
    outer.skip(size + data);
    block = outer.rest();
  }
}

// ---- others

std::uint64_t octal(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (c >= '0' && c <= '7') value = value * 8 + static_cast<unsigned>(c - '0');
  }
  return value;
}

void read_tar(std::string_view octets, Archive& out) {
  std::string_view long_name;
  while (octets.size() >= 512 && octets.front() != '\0') {
    const std::uint64_t size = octal(octets.substr(124, 12));
    const auto text = [](std::string_view field) { return field.substr(0, field.find('\0')); };
    if (octets[156] == 'L') {  // GNU: the data is the name of the next file
      long_name = text(slice(octets, 512, size));
    } else {
      const std::string_view name = long_name.empty() ? text(octets.substr(0, 100)) : long_name;
      if (!add(out, name, false)) return;
      long_name = {};
    }
    if (size > octets.size()) return;
    octets = slice(octets, 512 + (size + 511) / 512 * 512);
  }
}

void read_gzip(std::string_view octets, Archive& out) {
  const std::uint64_t flags = little(octets, 3, 1);
  if ((flags & 8) == 0) return;
  const std::uint64_t at = 10 + ((flags & 4) != 0 ? 2 + little(octets, 10, 2) : 0);
  const std::string_view name = slice(octets, at, name_octets);
  add(out, name.substr(0, name.find('\0')), false);
}

/// The coders of a header that is not compressed itself: AES-256 has the id 06 F1 07 01.
void read_7z(std::string_view octets, Archive& out) {
  const std::uint64_t offset = little(octets, 12, 8);
  if (offset >= octets.size()) return;
  const std::string_view header = slice(octets, 32 + offset, little(octets, 20, 8));
  out.directory_encrypted = header.find("\x06\xF1\x07\x01"sv) != std::string_view::npos;
}

}  // namespace

bool Archive::is_encrypted() const {
  return directory_encrypted || std::ranges::any_of(entries, &ArchiveEntry::encrypted);
}

Archive read_archive(std::string_view octets) {
  Archive archive{.known = true};
  switch (sniff_format(octets)) {
    case FileFormat::zip:
      Zip(octets, archive, false).read();
      break;
    case FileFormat::rar:
      (octets.substr(6).starts_with("\x01"sv) ? read_rar5 : read_rar4)(octets, archive);
      break;
    case FileFormat::tar:
      read_tar(octets, archive);
      break;
    case FileFormat::gzip:
      read_gzip(octets, archive);
      break;
    case FileFormat::seven_zip:
      read_7z(octets, archive);
      break;
    default:
      archive.known = false;
  }
  return archive;
}

}  // namespace maillint
