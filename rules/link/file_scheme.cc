// Rule link-file-scheme: the link names a file of the author's own computer.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/link/internal.h"
#include "rules/link/target.h"
#include "rules/signs.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"RFC 8089", "RFC 3986 3.1"};

/// "C:\Users", "c:/x", "\\server\share".
bool is_windows_path(std::string_view target) {
  if (target.starts_with("\\\\")) return target.size() > 2 && ascii::is_alnum(target[2]);
  return target.size() > 2 && ascii::is_alpha(target[0]) && target[1] == ':' &&
         (target[2] == '\\' || target[2] == '/');
}

void check_html(const Facts& facts, Severity severity, const Reporter& report) {
  for (const Link& link : facts.links()) {
    if (link.html == nullptr) continue;
    const std::string_view target = ascii::trim(link.target);
    if (is_windows_path(target)) {
      report.as(severity, link.place, {.message = "the target is a path of Windows"});
    } else if (link.url.scheme == "file") {
      report.as(severity, link.place, {.message = "a file: URL works on one computer only"});
    }
  }
}

std::string_view line_before(std::string_view text, std::size_t at) {
  constexpr std::size_t octets_looked_at = 200;
  const std::size_t size = std::min(at, octets_looked_at);
  const std::string_view before = text.substr(at - size, size);
  return before.substr(before.rfind('\n') + 1);
}

/// Quoted, or in a log or a trace of calls ("    at file:///srv/app.js:12").
bool is_cited(std::string_view text, std::size_t at) {
  const std::string_view before = ascii::trim(line_before(text, at));
  return before.starts_with('>') || before.starts_with('|') || before == "at" ||
         before.ends_with("at (") || before.ends_with('"') || before.ends_with('\'') ||
         before.ends_with('=');
}

void check_plain(const Facts& facts, Severity severity, const Reporter& report) {
  constexpr std::string_view scheme = "file://";
  for (const TextBody& body : facts.text_bodies()) {
    if (body.is_html) continue;
    const std::string_view text = body.text.text();
    for (std::size_t at = 0; (at = ascii::find(text, scheme, at)) != std::string_view::npos;) {
      std::size_t end = at + scheme.size();
      while (end < text.size() && !ascii::is_space(text[end]) && text[end] != '>' &&
             text[end] != '"') {
        ++end;
      }
      const bool whole_word = at == 0 || !ascii::is_alnum(text[at - 1]);
      if (whole_word && end > at + scheme.size() && !is_cited(text, at)) {
        report.as(severity, facts.place_in(body, at, end),
                  {.message = "a file: URL works on one computer only"});
      }
      at = end;
    }
  }
}

void check(const Message& message, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  // Colleagues share drives. People who talk about software quote such URLs, and programs log them.
  const bool shared = is_internal_mail(facts);
  const bool talk = message.has(FieldId::in_reply_to) || message.has(FieldId::references) ||
                    is_list_mail(message);
  const bool log = settings.profile == Profile::transactional;
  check_html(facts, shared ? Severity::info : Severity::error, report);
  check_plain(facts, shared || talk || log ? Severity::info : Severity::error, report);
}

}  // namespace

constinit const Rule link_file_scheme{
    .id = "link-file-scheme",
    .severity = Severity::error,
    .criterion = Criterion::links,
    .summary = "Link points to a file on one computer",
    .why = "Nobody else has that file there, and mail programs refuse to open such links.",
    .remedy = "Attach the file, or put it on a site and link to it.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
