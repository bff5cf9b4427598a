// How comments begin and end, in HTML and in the languages of templates.
#pragma once

#include <string_view>

namespace maillint {

struct CommentFence {
  std::string_view begin;
  std::string_view end;
  bool whole = false;                  // nothing of a tag stands around it
  std::string_view trimming_end = {};  // which also cuts white space
};

/// A longer beginning stands before one that is its end.
inline constexpr CommentFence comment_fences[] = {
    {"<!--#", "-->", true},             // Nunjucks and server-side includes
    {"<!--", "-->", true},              // HTML
    {"<#--", "-->", true},              // FreeMarker
    {"{{!--", "--}}", true, "--~}}"},   // Handlebars
    {"{{~!--", "--}}", true, "--~}}"},  // Handlebars, white space cut
    {"{{!", "}}", true},                // Mustache
    {"{{~!", "}}", true},               // Handlebars, white space cut
    {"{#-", "#}", true},                // Jinja, white space cut
    {"{#~", "#}", true},                // Twig, white space cut
    {"{#", "#}", true},                 // Jinja, Twig, Nunjucks, HubSpot
    {"{*", "*}", true},                 // Smarty, Latte
    {"<%--", "--%>", true},             // JSP
    {"<%#", "%>", true},                // ERB, EJS
    {"#*", "*#", true},                 // Velocity
    {"/*", "*/"},                       // Go templates, AMPscript, CSS
    {"{% comment %}", "{%"},            // Liquid, Django
    {"{%comment%}", "{%"},
    {"{% comment -%}", "{%"},
    {"{%- comment %}", "{%"},
    {"{%- comment -%}", "{%"},
    {"{% #", "%}", true},  // Liquid
    {"{%- #", "%}", true},
};

}  // namespace maillint
