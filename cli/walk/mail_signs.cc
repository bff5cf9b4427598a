// What a file in a folder is, by its name and its first octets.
#include "cli/walk/mail_signs.h"

#include <algorithm>
#include <array>
#include <string>

#include "cli/mbox.h"
#include "lint/ascii.h"
#include "lint/template/tags.h"

namespace maillint::cli {
namespace {

/// Signs of mail stand near the top; a page is not read to its end.
constexpr std::size_t looked_at = std::size_t{64} << 10;

struct Extension {
  std::string_view name;
  FileClaim claim;
};

constexpr Extension extensions[] = {
    {".eml", FileClaim::mail},        {".emlx", FileClaim::mail},
    {".mbox", FileClaim::mail},       {".mbx", FileClaim::mail},
    {".msg", FileClaim::mail},        {".mjml", FileClaim::mail},
    {".html", FileClaim::markup},     {".htm", FileClaim::markup},
    {".txt", FileClaim::text},        {".text", FileClaim::text},
    {".tpl", FileClaim::engine},      {".twig", FileClaim::engine},
    {".hbs", FileClaim::engine},      {".handlebars", FileClaim::engine},
    {".mustache", FileClaim::engine}, {".liquid", FileClaim::engine},
    {".erb", FileClaim::engine},      {".ejs", FileClaim::engine},
    {".jinja", FileClaim::engine},    {".jinja2", FileClaim::engine},
    {".j2", FileClaim::engine},       {".njk", FileClaim::engine},
    {".ftl", FileClaim::engine},      {".gohtml", FileClaim::engine},
    {".json", FileClaim::json}};

constexpr std::array<std::string_view, 29> other_extensions = {
    ".expected", ".md",   ".toml", ".yaml", ".yml", ".xml", ".py",  ".sh",    ".c",    ".cc",
    ".h",        ".js",   ".ts",   ".css",  ".tsv", ".csv", ".png", ".jpg",   ".jpeg", ".gif",
    ".svg",      ".webp", ".pdf",  ".zip",  ".gz",  ".bz2", ".xz",  ".cmake", ".lock"};

/// Names of fields by which a header section of mail is known.
constexpr std::string_view mail_fields[] = {"from",
                                            "to",
                                            "cc",
                                            "subject",
                                            "date",
                                            "message-id",
                                            "received",
                                            "return-path",
                                            "reply-to",
                                            "sender",
                                            "mime-version",
                                            "content-type",
                                            "delivered-to",
                                            "in-reply-to",
                                            "references",
                                            "dkim-signature",
                                            "x-mailer",
                                            "content-transfer-encoding",
                                            "content-disposition"};
/// Those that stand nowhere else.
constexpr std::string_view certain_fields[] = {"message-id",   "received",     "return-path",
                                               "mime-version", "content-type", "delivered-to"};

struct Sign {
  std::string_view text;  // lower case
  int weight;
};

constexpr Sign signs[] = {
    {"<!--[if mso", 3},
    {"<!--[if gte mso", 3},
    {"<!--[if (mso", 3},
    {"<!--[if (gte mso", 3},
    {"urn:schemas-microsoft-com:vml", 3},
    {"urn:schemas-microsoft-com:office:office", 3},
    {"mso-", 3},
    {".externalclass", 3},
    {".readmsgbody", 3},
    {"x-apple-disable-message-reformatting", 3},
    {"<html amp4email", 3},
    {"<html \xE2\x9A\xA1"
     "4email",
     3},
    {"<mjml", 3},
    {"<mj-", 3},
    {"<container", 2},  // Inky, of Foundation for Emails
    {"<columns", 2},
    {"<callout", 2},
    {"-ms-text-size-adjust", 2},
    {"unsubscri", 3},
    {"abbestell", 2},
    {"in your browser", 2},
    {"im browser", 2},
    {"preheader", 2},
    {"cellspacing=", 1},
    {"cellpadding=", 1},
    {"role=\"presentation\"", 1},
    {"<table", 1},
    {"<center", 1},
    {"valign=", 1},
    {"bgcolor=", 1},
    {"style=\"", 1},
    {"{{", 1},
    {"<%=", 1},
    // Of pages.
    {"<script src=", -3},
    {"<script type=\"module\"", -3},
    {"<script defer", -3},
    {"<script async", -3},
    {"rel=\"icon\"", -3},
    {"rel=\"manifest\"", -3},
    {"<link rel=\"stylesheet\"", -2},
    {"<nav", -2},
    {"<form", -2},
    {"<input", -1},
    {"<svg", -1},
    {"<video", -1},
    {"ng-app", -3},
};
constexpr int enough = 4;
constexpr int enough_of_engine = 0;  // no page
constexpr int path_weight = 3;
constexpr int subject_weight = 3;
constexpr int service_weight = 3;
/// Tags of services that write nothing but mail; those of the others stand in pages, too.
constexpr SyntaxSet of_services{TemplateSyntax::stars, TemplateSyntax::double_percent,
                                TemplateSyntax::percent, TemplateSyntax::bracket,
                                TemplateSyntax::brace};

bool contains(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

/// "subject:" in the first line or in front matter between two lines of dashes.
bool tells_subject(std::string_view lower) {
  for (unsigned line = 0; line < 30 && !lower.empty(); ++line) {
    const std::size_t end = std::min(lower.find('\n'), lower.size());
    const std::string_view text = ascii::trim(lower.substr(0, end));
    if (text.starts_with("subject:") || text.starts_with("preheader:")) return true;
    if (line == 0 && text != "---") return false;
    if (line > 0 && text == "---") return false;
    lower.remove_prefix(std::min(end + 1, lower.size()));
  }
  return false;
}

bool path_speaks_of_mail(std::string_view path) {
  const std::string lower = ascii::to_lower(path);
  return contains(lower, "mail") || contains(lower, "newsletter");
}

std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

}  // namespace

FileClaim claim_of(std::string_view file_name) {
  std::string lower = ascii::to_lower(file_name);
  bool of_engine = false;
  // What an engine makes of it counts: "welcome.html.erb" is HTML.
  while (true) {
    for (const std::string_view other : other_extensions)
      if (lower.ends_with(other)) return FileClaim::other;
    const auto extension = std::ranges::find_if(
        extensions, [&lower](const Extension& e) { return lower.ends_with(e.name); });
    if (extension == std::end(extensions)) break;
    if (extension->claim != FileClaim::engine) return extension->claim;
    of_engine = true;
    lower.resize(lower.size() - extension->name.size());
  }
  if (!of_engine) return FileClaim::unknown;
  // "nginx.conf.j2" is no mail without signs of it.
  return lower.find('.', 1) == std::string::npos ? FileClaim::engine : FileClaim::markup;
}

std::string_view template_stem(std::string_view file_name) {
  while (true) {
    const std::size_t dot = file_name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return file_name;
    const FileClaim claim = claim_of(file_name.substr(dot));
    if (claim == FileClaim::unknown || claim == FileClaim::other || claim == FileClaim::json)
      return file_name;
    file_name = file_name.substr(0, dot);
  }
}

bool begins_like_message(std::string_view head) {
  head = without_byte_order_mark(head);
  if (is_from_line(head.substr(0, head.find('\n')))) return true;
  while (head.starts_with('\n') || head.starts_with("\r\n"))
    head.remove_prefix(head.find('\n') + 1);
  unsigned known = 0;
  for (unsigned line = 0; line < 200 && !head.empty(); ++line) {
    const std::size_t end = std::min({head.find('\n'), head.find('\r'), head.size()});
    const std::string_view text = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    if (head.starts_with('\n')) head.remove_prefix(1);
    if (text.empty()) break;
    if (line > 0 && ascii::is_wsp(text.front())) continue;
    const std::string_view name =
        ascii::trim(text.substr(0, std::min(text.find(':'), text.size())));
    if (name.size() == text.size() || contains(name, " ")) break;
    const auto is_name = [name](std::string_view field) { return ascii::equal(field, name); };
    if (std::ranges::any_of(certain_fields, is_name)) return true;
    if (std::ranges::any_of(mail_fields, is_name) && ++known == 2) return true;
  }
  return false;
}

bool looks_like_mail_markup(std::string_view head, std::string_view path, FileClaim claim) {
  head = without_byte_order_mark(head).substr(0, looked_at);
  const std::string lower = ascii::to_lower(head);
  int weight = path_speaks_of_mail(path) ? path_weight : 0;
  if (tells_subject(lower)) weight += subject_weight;
  if (!find_template_tags(head, of_services).empty()) weight += service_weight;
  for (const Sign& sign : signs)
    if (contains(lower, sign.text)) weight += sign.weight;
  return weight >= (claim == FileClaim::engine ? enough_of_engine : enough);
}

bool is_ses_template(std::string_view head) {
  if (!ascii::trim(head.substr(0, 64)).starts_with('{')) return false;
  return contains(head, "\"SubjectPart\"") || contains(head, "\"HtmlPart\"") ||
         contains(head, "\"TextPart\"");
}

}  // namespace maillint::cli
