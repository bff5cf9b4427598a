// What a file in a folder is: mail, a template of mail, or something else that lies there.
#pragma once

#include <cstdint>
#include <string_view>

namespace maillint::cli {

/// What the name of a file says about it.
enum class FileClaim : std::uint8_t {
  mail,     // .eml, .mbox, .mjml
  markup,   // .html: web pages have it too
  engine,   // of template engines
  text,     // .txt
  json,     // perhaps a template of Amazon SES
  unknown,  // no extension, or one that says nothing
  other,    // pictures, source code, archives: never mail
};
FileClaim claim_of(std::string_view file_name);

/// "welcome" of "welcome.text.erb": the name without the extensions of templates.
std::string_view template_stem(std::string_view file_name);

/// A header section with fields of mail, or the first line of an mbox.
bool begins_like_message(std::string_view head);

/// Whether HTML, MJML or text with placeholders is made for mail rather than for the web: it has
/// signs of mail (layout by tables, conditional comments for Outlook, an unsubscribe link, a
/// subject) and none of a page (scripts, style sheets in files). `path` may speak for it too:
/// emails/, user_mailer/. A file of a template engine needs only be no page.
bool looks_like_mail_markup(std::string_view head, std::string_view path, FileClaim claim);

/// JSON with the parts of an Amazon SES template: SubjectPart, HtmlPart, TextPart.
bool is_ses_template(std::string_view head);

}  // namespace maillint::cli
