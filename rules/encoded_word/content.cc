// Rules on what encoded-words hold: encoded-word-unknown-charset, encoded-word-bad-base64,
// encoded-word-invalid-utf8, encoded-word-split-multibyte, encoded-word-double-encoded,
// encoded-word-encoded-crlf.
#include "rules/encoded_word/problem.h"
#include "rules/index.h"
#include "rules/registered_charset.h"

namespace maillint::rules {
namespace {

using Fault = WordFault;

constexpr std::string_view charset_references[] = {"RFC 2047 3", "IANA character sets"};
constexpr std::string_view base64_references[] = {"RFC 2047 4.1"};
constexpr std::string_view octets_references[] = {"RFC 2047 3"};
constexpr std::string_view split_references[] = {"RFC 2047 5"};
constexpr std::string_view double_references[] = {"RFC 2047"};
constexpr std::string_view crlf_references[] = {"RFC 2047 5", "CWE-93"};

/// "=?CHARSET*language?q?...?="
std::string_view charset_of(std::string_view word) {
  if (word.size() > 2) word.remove_prefix(2);
  return word.substr(0, word.find_first_of("?*"));
}

std::string unknown_charset(std::string_view word) {
  const std::string_view charset = charset_of(word);
  if (is_registered_charset(charset)) return {};
  if (ascii::ends_with(charset, "utf-7")) return "UTF-7, which clients do not decode";
  return fmt::format("no charset is named \"{}\"", charset.substr(0, 60));
}

std::string bad_base64(std::string_view) { return "the Base64 is broken"; }

std::string invalid(std::string_view word) {
  return fmt::format("octets that do not fit {}", charset_of(word).substr(0, 60));
}

std::string split(std::string_view) { return "a character is cut between two encoded-words"; }

std::string twice(std::string_view) { return "the text was encoded twice"; }

std::string line_end(std::string_view) { return "a line end is hidden in an encoded-word"; }

}  // namespace

constinit const Rule encoded_word_unknown_charset{
    .id = "encoded-word-unknown-charset",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "An encoded-word names a charset that nobody knows",
    .why = "Clients show the code itself, or other letters; filters see an attempt to hide text.",
    .remedy = "Use utf-8.",
    .references = charset_references,
    .check = check_words<Fault::unknown_charset, unknown_charset>,
};

constinit const Rule encoded_word_bad_base64{
    .id = "encoded-word-bad-base64",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "The Base64 of an encoded-word is broken",
    .why = "Clients show the code itself, or cut the text.",
    .remedy = "Encode the text with a library, padding included, and do not cut it afterwards.",
    .references = base64_references,
    .check = check_words<Fault::bad_base64, bad_base64>,
};

constinit const Rule encoded_word_invalid_utf8{
    .id = "encoded-word-invalid-utf8",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "The octets of an encoded-word do not fit its charset",
    .why = "Readers see question marks or other letters instead of the text.",
    .remedy = "Name the charset that the text has, or convert it to utf-8 first.",
    .references = octets_references,
    .check = check_words<Fault::invalid_for_charset, invalid>,
};

constinit const Rule encoded_word_split_multibyte{
    .id = "encoded-word-split-multibyte",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "A character is cut between two encoded-words",
    .why = "Clients that decode each word alone show two question marks there.",
    .remedy = "Split the text between characters, before it is encoded.",
    .references = split_references,
    .check = check_words<Fault::split_multibyte, split>,
};

constinit const Rule encoded_word_double_encoded{
    .id = "encoded-word-double-encoded",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "The text was encoded twice",
    .why = "Readers see the code of the inner encoded-word; filters see an attempt to hide text.",
    .remedy = "Hand the plain text to the mail library: it encodes by itself.",
    .references = double_references,
    .check = check_words<Fault::double_encoded, twice>,
};

constinit const Rule encoded_word_encoded_crlf{
    .id = "encoded-word-encoded-crlf",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "A line end is hidden in an encoded-word",
    .why = "A program that decodes the text may write it out as a new field: header injection.",
    .remedy = "Remove line ends from names and subjects before they are encoded.",
    .references = crlf_references,
    .check = check_words<Fault::encoded_crlf, line_end>,
};

}  // namespace maillint::rules
