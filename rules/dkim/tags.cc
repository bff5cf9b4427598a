// Rules dkim-tag-missing, dkim-tag-duplicate: the grammar of DKIM-Signature and of ARC's tags.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/signature.h"

namespace maillint::rules {
namespace {

constexpr std::string_view missing_references[] = {"RFC 6376 3.5", "RFC 6376 6.1.1", "RFC 8463"};
constexpr std::string_view duplicate_references[] = {"RFC 6376 3.2"};

using Report = const Reporter&;

void fault(const DkimSignature& signature, std::string_view tag, Report report,
           std::string message) {
  report(tag_span(signature, tag), std::move(message));
}

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> known) {
  return std::ranges::any_of(known, [&](std::string_view k) { return ascii::equal(k, value); });
}

void check_values(const DkimSignature& signature, Report report) {
  const TagList& tags = signature.tags;
  const auto has = [&](std::string_view name) { return !tags.value(name).empty(); };
  if (has("v") && tags.value("v") != "1") fault(signature, "v", report, "v= must be 1");
  if (has("a") && !is_one_of(tags.value("a"), {"rsa-sha256", "rsa-sha1", "ed25519-sha256"}))
    fault(signature, "a", report, "no such algorithm");
  if (has("c")) {
    const std::string_view c = tags.value("c");
    const std::size_t slash = std::min(c.find('/'), c.size());
    const std::string_view body = slash == c.size() ? "simple" : ascii::trim(c.substr(slash + 1));
    if (!is_one_of(ascii::trim(c.substr(0, slash)), {"simple", "relaxed"}) ||
        !is_one_of(body, {"simple", "relaxed"}))
      fault(signature, "c", report, "c= knows simple and relaxed only");
  }
  if (has("q") && ascii::find(tags.value("q"), "dns") == std::string_view::npos)
    fault(signature, "q", report, "q= names no known way to the key");
  for (const std::string_view name : {"b", "bh"}) {
    if (has(name) && !base64_digits(tags.value(name)))
      fault(signature, name, report, fmt::format("{}= is no base64", name));
  }
  for (const std::string_view name : {"t", "x", "l"}) {
    const std::string_view value = tags.value(name);
    if (tags.find(name) != nullptr &&
        (value.empty() || !std::ranges::all_of(value, ascii::is_digit)))
      fault(signature, name, report, fmt::format("{}= is no number", name));
  }
}

void missing(const Message&, const Facts& facts, const Settings&, Report report) {
  for (const DkimSignature& signature : facts.dkim_signatures()) {
    std::string absent;
    for (const std::string_view name : {"v", "a", "b", "bh", "d", "h", "s"}) {
      const SignatureTag* tag = signature.tags.find(name);
      if (tag == nullptr) {
        absent += fmt::format("{}{}=", absent.empty() ? "" : ", ", name);
      } else if (tag->value.empty()) {
        report(tag->span, fmt::format("{}= is empty", name));
      }
    }
    if (!absent.empty()) report(signature.field->name, absent + " missing");
    if (signature.tags.malformed) report(signature.tags.malformed_span, "is no tag=value");
    check_values(signature, report);
  }
}

/// Names in lower case (RFC 6376 3.5, RFC 8617 4.1): "D=" is another tag, which verifiers ignore.
constexpr std::string_view known_names[] = {"a", "b", "bh", "c", "cv", "d", "h", "i",
                                            "l", "q", "s",  "t", "v",  "x", "z"};

void report_twins(const TagList& list, Report report) {
  std::array<bool, std::size(known_names)> seen{};
  std::vector<std::string_view> others;
  for (const SignatureTag& tag : list.tags) {
    const auto* known = std::ranges::find_if(
        known_names, [&](std::string_view name) { return ascii::equal(name, tag.name); });
    bool again = false;
    if (known != std::end(known_names)) {
      if (*known != tag.name) {
        report(tag.span, fmt::format("{}= is written in lower case", *known));
        continue;
      }
      bool& before = seen[static_cast<std::size_t>(known - std::begin(known_names))];
      again = std::exchange(before, true);
    } else {
      again = std::ranges::find(others, tag.name) != others.end();
      others.push_back(tag.name);
    }
    if (again) report(tag.span, fmt::format("{}= stands here already", tag.name));
  }
}

void duplicate(const Message&, const Facts& facts, const Settings&, Report report) {
  for (const DkimSignature& signature : facts.dkim_signatures())
    report_twins(signature.tags, report);
  for (const ArcField& field : facts.arc().fields) report_twins(field.signature.tags, report);
}

}  // namespace

constinit const Rule dkim_tag_missing{
    .id = "dkim-tag-missing",
    .severity = Severity::error,
    .criterion = Criterion::authentication,
    .summary = "DKIM-Signature is not well formed",
    .why =
        "Receivers ignore a signature that lacks a tag or holds a wrong value, as if there "
        "were none.",
    .remedy = "Let the signing software write the field anew, and nothing change it afterwards.",
    .references = missing_references,
    .check = missing,
};

constinit const Rule dkim_tag_duplicate{
    .id = "dkim-tag-duplicate",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "A tag of a signature stands twice or in capitals",
    .why =
        "The standard calls a repeated tag an error, and receivers then ignore the signature; "
        "a tag in capitals is not the one that is meant.",
    .remedy = "Write each tag once and in lower case.",
    .references = duplicate_references,
    .check = duplicate,
};

}  // namespace maillint::rules
