// Opening and reading files, and knowing files that are no mail.
#include "cli/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "cli/output.h"
#include "lint/ascii.h"

namespace maillint::cli {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;
constexpr int first_lines = 5;  // of an .emlx file the second one is a field
constexpr std::size_t text_octets_per_control = 20;

tl::unexpected<Error> system_error(int errno_value) {
  return tl::unexpected(
      Error{.what = describe_errno(errno_value), .hint = {}, .errno_value = errno_value});
}

struct ForeignFormat {
  std::string_view magic;
  std::string_view what;
  std::string_view hint;
};

using namespace std::string_view_literals;

constexpr ForeignFormat foreign_formats[] = {
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "is an Outlook .msg file",
     "in Outlook: File > Save As does not offer .eml; drag the message to a webmail or Thunderbird "
     "folder, or open it in the web version and choose Download (.eml)"},
    {"!BDN"sv, "is an Outlook data file (.pst)",
     "export the message as .eml, or convert the file to mbox (readpst does)"},
    {"%PDF-"sv, "is a PDF", "copy its text and give that: maillint explain, then paste"},
    {"\x89PNG"sv, "is a picture (PNG)",
     "copy its text and give that: maillint explain, then paste"},
    {"\xFF\xD8\xFF"sv, "is a picture (JPEG)",
     "copy its text and give that: maillint explain, then paste"},
    {"GIF8"sv, "is a picture (GIF)", "copy its text and give that: maillint explain, then paste"},
    {"{\\rtf"sv, "is a rich text document (RTF)", "save it as plain text, or copy its text"},
    {"\x1F\x8B"sv, "is compressed (gzip)", "unpack it first: gunzip"},
    {"PK\x03\x04"sv, "is a zip archive", "unpack it first: unzip"},
    {"BZh"sv, "is compressed (bzip2)", "unpack it first: bunzip2"},
    {"\xFD\x37zXZ"sv, "is compressed (xz)", "unpack it first: unxz"},
    {"\x28\xB5\x2F\xFD"sv, "is compressed (zstd)", "unpack it first: unzstd"},
    {"\xFF\xFE\0\0"sv, "is UTF-32 text", "save it as UTF-8, or: iconv -f UTF-32 -t UTF-8"},
    {"\0\0\xFE\xFF"sv, "is UTF-32 text", "save it as UTF-8, or: iconv -f UTF-32 -t UTF-8"},
};

/// Name and colon at the beginning of a line.
bool is_field_line(std::string_view line) {
  const std::size_t name =
      std::ranges::find_if(line, [](char c) { return c <= ' ' || c > '~' || c == ':'; }) -
      line.begin();
  return name >= 2 && ascii::starts_with(ascii::trim(line.substr(name)), ":");
}

/// What no text in any charset holds; ESC, SO and SI switch charsets in ISO 2022.
bool is_control(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return (octet < 0x20 && "\t\n\f\r\x0E\x0F\x1B"sv.find(c) == std::string_view::npos) ||
         octet == 0x7F;
}

/// Whether no header field stands in the first lines and too many control characters follow for
/// text. Octets of 0x80 and above tell nothing: an old charset may consist of them.
bool is_binary(std::string_view beginning) {
  std::string_view rest = beginning;
  for (int line = 0; line < first_lines && !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (is_field_line(rest.substr(0, end))) return false;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const auto controls = static_cast<std::size_t>(std::ranges::count_if(beginning, is_control));
  return controls * text_octets_per_control > beginning.size();
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(value_, other.value_);
  return *this;
}

Descriptor::~Descriptor() {
  if (value_ > 2) ::close(value_);
}

Result<OpenFile> open_file(const std::string& path) {
  OpenFile file;
  struct stat status {};
  if (path == "-") {
    file.descriptor = Descriptor(0);
  } else {
    // O_NOCTTY: a terminal named by mistake must not become ours.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
      const int why = errno;
      if (why == ENXIO && ::stat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode))
        return tl::unexpected(
            Error{.what = "is a socket, not a file", .hint = {}, .errno_value = why});
      return system_error(why);
    }
    file.descriptor = Descriptor(descriptor);
  }
  if (::fstat(file.descriptor.value(), &status) != 0) return system_error(errno);
  file.is_directory = S_ISDIR(status.st_mode);
  file.is_regular = S_ISREG(status.st_mode);
  if (file.is_regular) file.size = static_cast<std::uint64_t>(status.st_size);
  return file;
}

Result<std::size_t> read_some(const OpenFile& file, std::string& out, std::size_t count) {
  thread_local std::string buffer(block, '\0');
  count = std::min(count, buffer.size());
  while (true) {
    const ssize_t got = ::read(file.descriptor.value(), buffer.data(), count);
    if (got >= 0) {
      out.append(buffer.data(), static_cast<std::size_t>(got));
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) return system_error(errno);
  }
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Result<OpenFile> file = open_file(path);
  if (!file) return tl::unexpected(file.error());
  std::string text;
  while (true) {
    const Result<std::size_t> got = read_some(*file, text, block);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return text;
    if (text.size() > limit)
      return tl::unexpected(
          Error{.what = fmt::format("is larger than {} octets", limit), .hint = {}});
  }
}

std::string_view wide_charset(std::string_view beginning) {
  if (beginning.starts_with("\xFF\xFE\0\0"sv)) return {};  // UTF-32
  if (beginning.starts_with("\xFF\xFE")) return "utf-16le";
  if (beginning.starts_with("\xFE\xFF")) return "utf-16be";
  constexpr std::size_t fewest = 16, most = 512;
  const std::string_view sample = beginning.substr(0, most);
  if (sample.size() < fewest) return {};
  std::size_t nul_at[2] = {};
  for (std::size_t i = 0; i < sample.size(); ++i) nul_at[i % 2] += sample[i] == '\0' ? 1 : 0;
  const std::size_t pairs = sample.size() / 2;
  // Letters beyond Latin-1 have no NUL.
  if (nul_at[0] == 0 && nul_at[1] * 10 > pairs * 9) return "utf-16le";
  if (nul_at[1] == 0 && nul_at[0] * 10 > pairs * 9) return "utf-16be";
  return {};
}

std::optional<Error> foreign_format(std::string_view beginning) {
  for (const ForeignFormat& format : foreign_formats) {
    if (beginning.starts_with(format.magic))
      return Error{.what = std::string(format.what), .hint = std::string(format.hint)};
  }
  if (is_binary(beginning))
    return Error{.what = "is binary data, no mail and no text",
                 .hint = "save the message as .eml, or copy its text"};
  return std::nullopt;
}

}  // namespace maillint::cli
