// Rules on the form of encoded-words: encoded-word-unterminated, encoded-word-bad-encoding-letter,
// encoded-word-over-75, encoded-word-raw-space, encoded-word-not-separated.
#include "rules/encoded_word/problem.h"
#include "rules/fixes/words.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

using Fault = WordFault;

constexpr std::string_view form_references[] = {"RFC 2047 2"};
constexpr std::string_view encoding_references[] = {"RFC 2047 4"};
constexpr std::string_view place_references[] = {"RFC 2047 5"};

std::string unterminated(std::string_view) { return "an encoded-word without ?= at its end"; }

std::string encoding(std::string_view letter) {
  if (letter == "?") return "no encoding is named, it must be B or Q";
  return fmt::format("the encoding is \"{}\", it must be B or Q", letter);
}

std::string over_75(std::string_view word) {
  return fmt::format("an encoded-word of {} characters, at most 75 are allowed", word.size());
}

std::string raw_space(std::string_view) { return "white space inside an encoded-word"; }

std::string not_separated(std::string_view) { return "no white space around an encoded-word"; }

constexpr std::string_view shown_raw = "Clients show the code itself instead of the text.";

}  // namespace

constinit const Rule encoded_word_unterminated{
    .id = "encoded-word-unterminated",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "An encoded-word has no end",
    .why = shown_raw,
    .remedy = "Encode the text with a library, and do not cut it afterwards.",
    .references = form_references,
    .check = check_words<Fault::unterminated, unterminated>,
};

constinit const Rule encoded_word_bad_encoding_letter{
    .id = "encoded-word-bad-encoding-letter",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "The encoding of an encoded-word is neither B nor Q",
    .why = shown_raw,
    .remedy = "Write =?utf-8?B?...?= for Base64, =?utf-8?Q?...?= for the readable form.",
    .references = encoding_references,
    .check = check_words<Fault::bad_encoding_letter, encoding>,
};

constinit const Rule encoded_word_over_75{
    .id = "encoded-word-over-75",
    .severity = Severity::warning,
    .criterion = Criterion::technical,
    .summary = "An encoded-word of more than 75 characters",
    .why = "Strict programs do not decode it; filters count it.",
    .remedy = "Split long texts into several encoded-words, with a space between them.",
    .references = form_references,
    .fix = {.title = "Split the encoded-word", .edits = split_word},
    .check = check_words<Fault::over_75, over_75>,
};

constinit const Rule encoded_word_raw_space{
    .id = "encoded-word-raw-space",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "White space inside an encoded-word",
    .why = shown_raw,
    .remedy = "Write spaces as _ in the Q encoding, and never fold inside an encoded-word.",
    .references = form_references,
    .fix = {.title = "Write the spaces as _", .edits = code_spaces},
    .check = check_words<Fault::raw_space, raw_space>,
};

constinit const Rule encoded_word_not_separated{
    .id = "encoded-word-not-separated",
    .severity = Severity::error,
    .criterion = Criterion::technical,
    .summary = "No white space between an encoded-word and its neighbour",
    .why = "Strict programs then show the code itself instead of the text.",
    .remedy = "Put a space between encoded-words and other text, and before <.",
    .references = place_references,
    .check = check_words<Fault::not_separated, not_separated>,
};

}  // namespace maillint::rules
