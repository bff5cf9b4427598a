// Rule auth-results-injection: the grammar of Authentication-Results.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lint/ascii.h"
#include "rules/auth/registry.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 8601 2.2", "Chen et al., USENIX Security 2020"};

struct Fault {
  std::size_t begin;
  std::size_t end;
  std::string_view what;
};

/// "; dmarc=" or "; spf =" inside a comment: a result that was swallowed.
bool holds_result(std::string_view comment) {
  for (std::size_t at = comment.find(';'); at != std::string_view::npos;
       at = comment.find(';', at + 1)) {
    const std::string_view rest = ascii::trim(comment.substr(at + 1));
    const std::size_t end = rest.find_first_of("= \t\r\n/;()");
    if (end == std::string_view::npos) continue;
    const std::string_view after = ascii::trim(rest.substr(end));
    if (after.starts_with('=') && is_registered_method(rest.substr(0, end))) return true;
  }
  return false;
}

/// The first fault of quotes, parentheses and line ends; linear.
std::optional<Fault> lexical_fault(std::string_view text) {
  std::size_t depth = 0;
  std::size_t open = 0;
  std::size_t quote = std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool in_quotes = quote != std::string_view::npos;
    if (c == '\0' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')))
      return Fault{i, i + 1, c == '\0' ? "a NUL octet" : "a CR that ends no line"};
    if (c == '\\' && (in_quotes || depth > 0)) {
      ++i;
    } else if (c == '"' && depth == 0) {
      quote = in_quotes ? std::string_view::npos : i;
    } else if (in_quotes) {
      continue;
    } else if (c == '(') {
      if (depth++ == 0) open = i;
    } else if (c == ')') {
      if (depth == 0) return Fault{i, i + 1, "\")\" without \"(\""};
      if (--depth == 0 && holds_result(text.substr(open, i - open)))
        return Fault{open, i + 1, "a comment swallows a result"};
    }
  }
  if (depth > 0) return Fault{open, open + 1, "\"(\" without \")\""};
  if (quote != std::string_view::npos) return Fault{quote, quote + 1, "a quote that is not closed"};
  return std::nullopt;
}

/// Checked the same thing: DMARC and the like once a message, others with equal properties.
bool is_same_check(const AuthenticationMethod& a, const AuthenticationMethod& b) {
  if (!ascii::equal(a.method, b.method)) return false;
  if (ascii::equal(a.method, "dmarc")) return true;
  return !a.properties.empty() && a.properties.size() == b.properties.size() &&
         std::ranges::equal(a.properties, b.properties, [](const auto& x, const auto& y) {
           return ascii::equal(x.ptype, y.ptype) && ascii::equal(x.property, y.property) &&
                  x.value == y.value;
         });
}

void report_conflicts(const RecordedResults& results, const Reporter& report) {
  constexpr std::size_t compared = 50;
  const auto& methods = results.parsed.methods;
  for (std::size_t i = 1; i < std::min(methods.size(), compared); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!is_same_check(methods[i], methods[j]) ||
          ascii::equal(methods[i].result, methods[j].result))
        continue;
      report(methods[i].span, fmt::format("{}={} and {}={} in one field", methods[j].method,
                                          methods[j].result, methods[i].method, methods[i].result));
      return;
    }
  }
}

void injection(const Message& message, const Facts& facts, const Settings&,
               const Reporter& report) {
  for (const RecordedResults& results : facts.authentication_results()) {
    const Span body = results.field->body;
    if (const auto fault = lexical_fault(message.text(body))) {
      report(span_of(body.begin + fault->begin, body.begin + fault->end), std::string(fault->what));
      continue;
    }
    report_conflicts(results, report);
  }
}

}  // namespace

constinit const Rule auth_results_injection{
    .id = "auth-results-injection",
    .severity = Severity::warning,
    .criterion = Criterion::authentication,
    .summary = "Authentication-Results holds what a sender may have smuggled in",
    .why =
        "The field repeats addresses of the sender's choice; a parenthesis or a second result "
        "in them makes other programs read another verdict.",
    .remedy = "Update the software that writes the field, and refuse such envelope senders.",
    .references = references,
    .check = injection,
};

}  // namespace maillint::rules
