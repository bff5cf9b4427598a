// What a file says about its own findings: comments "maillint-disable-next-line RULE -- why" in
// HTML and in the comments of template languages, and the field X-Maillint.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/message.h"
#include "lint/span.h"

namespace maillint {

struct Directive {
  enum class Scope : std::uint8_t {
    next_line,  // the first line after it that is not such a comment too
    line,       // its own
    begin,      // from here to the end of the file or the next `end`
    end,
    file,
    unknown,  // "maillint-disable-nextline"
  };
  Scope scope = Scope::unknown;
  Span word;     // "maillint-disable-line"; the field's value for X-Maillint
  Span comment;  // from its first to its last octet, marks included
  Span range;    // source octets it holds for; of `begin` and `end` up to the end of file
  std::vector<Span> rules;  // ids and globs
  Span reason;              // behind " -- ", may be empty
};

/// In the order of the file; the first directives_most. One pass over the octets, decoding nothing.
std::vector<Directive> read_directives(const Message& message);

/// The one of them that names a rule there, without reading the others: its rules up to the one
/// behind it, neither range nor reason. nullopt also where comments stand in comments many deep.
std::optional<Directive> directive_naming(const Message& message, Span rule);

inline constexpr std::size_t directives_most = 1'000;

}  // namespace maillint
