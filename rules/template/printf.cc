// Rule template-printf: "%s" or "%1$s" was left in the text.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/template/prose.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"POSIX printf"};

struct Format {
  std::size_t length = 0;
  bool numbered = false;  // "%1$s", "%(name)s": nothing else looks so
};

/// A conversion at text[0], which is "%": "%s", "%d", "%1$s", "%.2f", "%(name)s", "%@".
Format format_at(std::string_view text) {
  std::size_t i = 1;
  bool numbered = false;
  if (text.substr(i).starts_with('(')) {
    const std::size_t close = text.substr(0, 40).find(')');
    if (close == std::string_view::npos || close < 3) return {};
    const auto is_name = [](char c) { return ascii::is_alnum(c) || c == '_'; };
    if (!std::ranges::all_of(text.substr(2, close - 2), is_name)) return {};
    i = close + 1;
    numbered = true;
  }
  const std::size_t digits = i;
  while (i < text.size() && (ascii::is_digit(text[i]) || text[i] == '.')) ++i;
  if (i > digits && i < text.size() && text[i] == '$') {
    numbered = true;
    ++i;
  }
  while (i < text.size() && text[i] == 'l') ++i;
  if (i >= text.size() || std::string_view("sdiuf@").find(text[i]) == std::string_view::npos) {
    return {};
  }
  return {i + 1, numbered};
}

bool may_precede(char c) {
  return ascii::is_space(c) || std::string_view("([\"'>#:;$/=-*").find(c) != std::string_view::npos;
}
bool may_follow(char c) {
  return ascii::is_space(c) ||
         std::string_view(",.!?)]:;\"'<*-%").find(c) != std::string_view::npos;
}

/// A line of formats for dates and logs ("%h %l %u %t", "%d.%m.%Y") is meant to be one.
bool is_about_formats(std::string_view line) {
  for (std::size_t i = 0; (i = line.find('%', i)) != std::string_view::npos; ++i) {
    if (i + 1 >= line.size() || !ascii::is_alpha(line[i + 1])) continue;
    const Format format = format_at(line.substr(i));
    const std::string_view after = line.substr(i + std::max<std::size_t>(format.length, 1));
    if (format.length == 0 || (!after.empty() && ascii::is_alnum(after[0]))) return true;
    if (after.size() > 1 && !ascii::is_space(after[0]) && after[1] == '%') return true;
  }
  return false;
}

void check(const TextBody& body, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  const Prose prose(body, facts, settings);
  const std::string_view text = prose.text();
  for (std::size_t i = 0; (i = text.find('%', i)) != std::string_view::npos; ++i) {
    const Format format = format_at(text.substr(i, 48));
    if (format.length == 0) continue;
    const std::size_t end = i + format.length;
    const bool apart = (i == 0 || may_precede(text[i - 1]) || format.numbered) &&
                       (end >= text.size() || may_follow(text[end]));
    if (!apart || !prose.counts(i, end) || is_about_formats(prose.visible().line(i))) continue;
    report(prose.visible().place(i, end),
           fmt::format("\"{}\" was to be replaced by a value", text.substr(i, format.length)));
    i = end - 1;
  }
}

}  // namespace

constinit const Rule template_printf{
    .id = "template-printf",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "A format such as %s was left in the text",
    .why = "A program did not put the value in. Every reader sees that a machine wrote it.",
    .remedy = "Check the call that fills in the text, and its translations.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
