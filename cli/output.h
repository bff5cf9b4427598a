// Where output goes: file descriptors, every write checked.
#pragma once

#include <string>
#include <string_view>

namespace maillint::cli {

/// Gathers text and writes it to a descriptor. The first error is kept, and what comes after it is
/// dropped.
class Output {
 public:
  explicit Output(int descriptor) : descriptor_(descriptor) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void flush();
  /// errno of the first write that failed, 0 if none did.
  int error() const { return error_; }

 private:
  int descriptor_;
  int error_ = 0;
  std::string pending_;
};

/// Makes lines harmless that a CI system would obey ("::error", "##vso["): the first octet of such
/// a line becomes "\x3a" or "\x23". For text; JSON lines begin with a brace.
std::string guard_lines(std::string text);

/// Descriptors 0 to 2 that were closed by the caller are taken up, so that no input file becomes
/// standard output by getting its number. False if standard output was closed.
bool reserve_standard_descriptors();

/// "maillint: text" on standard error, escaped. `hint` follows in a line of its own unless it is
/// empty.
void complain(std::string_view text, std::string_view hint = {});
/// A line on standard error that is no complaint: "maillint: running check".
void remark(std::string_view text);

/// The system's words for an errno, from the C locale.
std::string describe_errno(int errno_value);

}  // namespace maillint::cli
