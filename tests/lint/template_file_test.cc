// Which files are templates, and what of them is the body.
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "lint/facts.h"
#include "lint/template/file.h"
#include "lint/template/json.h"
#include "lint/template/mjml.h"
#include "lint/web/html_structure.h"

namespace maillint {
namespace {

std::string words_of(const TemplateFile& file) {
  constexpr std::string_view forms[] = {"html", "mjml", "text"};
  return std::string(forms[static_cast<std::size_t>(file.form)]) +
         (file.is_whole ? ", whole" : ", partial");
}

struct FileCase {
  std::string_view name;
  std::string_view octets;
  std::string_view form;  // "" if it may be a message
  std::string_view subject = "";
  std::string_view body = "";  // "" for all of it
  std::string_view preheader = "";

  friend std::ostream& operator<<(std::ostream& out, const FileCase& c) { return out << c.name; }
};

class BeginOfFile : public testing::TestWithParam<FileCase> {};

TEST_P(BeginOfFile, TellsWhatItIs) {
  const auto& [name, octets, form, subject, body, preheader] = GetParam();
  const auto file = read_template_file(octets);
  ASSERT_EQ(file.has_value(), !form.empty());
  if (!file) return;
  const auto text = [&](Span span) { return octets.substr(span.begin, span.size()); };
  EXPECT_EQ(words_of(*file), form);
  EXPECT_EQ(text(file->subject), subject);
  EXPECT_EQ(text(file->preheader), preheader);
  EXPECT_EQ(text(file->body), body.empty() ? octets : body);
}

INSTANTIATE_TEST_SUITE_P(
    Html, BeginOfFile,
    testing::Values(
        FileCase{"doctype", "<!DOCTYPE html><html><p>a</p></html>", "html, whole"},
        FileCase{"no_end", "<html>\n<p>a: b</p>", "html, partial"},
        FileCase{"element", "<table>\r\n<tr><td>a</td></tr></table>", "html, partial"},
        FileCase{"style", "<style type=\"text/css\">\na:hover{}\n</style><p>a</p>",
                 "html, partial"},
        FileCase{"comment", "\n<!-- Subject: x -->\n<p>a</p>", "html, partial"},
        FileCase{"own_element", "<container><row>a</row></container>", "html, partial"},
        FileCase{"xml", "<?xml version='1.0'?><!doctype html><html></html>", "html, whole"},
        FileCase{"control_first", "{% load x %}{# a #}\n<!DOCTYPE html><html></html>",
                 "html, whole"},
        FileCase{"value_first", "{{> head}}\n<p>a</p>", "html, partial"},
        FileCase{"code_first", "<%- include('a') %>\n<p>a</p>", "html, partial"},
        FileCase{"ampscript_first", "%%[\nset @a = \"b: c\"\n]%%\n<html></html>", "html, whole"},
        FileCase{"byte_order_mark", "\xEF\xBB\xBF<html></html>", "html, whole", "",
                 "<html></html>"},
        FileCase{"front_matter", "---\nsubject: \"Hi: {{a}}\"\npreheader: b\n---\n<p>a</p>\n",
                 "html, partial", "Hi: {{a}}", "<p>a</p>\n", "b"},
        FileCase{"title", "<html><head>\n<title> Hi {{a}}\n</title></head></html>", "html, whole",
                 "Hi {{a}}"},
        FileCase{"title_of_picture", "<html><body><svg><title>a</title></svg></body></html>",
                 "html, whole"},
        FileCase{"title_of_partial", "<head><title>a</title></head>", "html, partial"},
        FileCase{"title_is_second", "---\nsubject: a\n---\n<html><title>b</title></html>",
                 "html, whole", "a", "<html><title>b</title></html>"},
        FileCase{"subject_line", "Subject: Hi {{a}}\n\n<p>a</p>\n", "html, partial", "Hi {{a}}",
                 "\n<p>a</p>\n"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Mjml, BeginOfFile,
    testing::Values(FileCase{"whole", "<mjml><mj-body></mj-body></mjml>", "mjml, whole"},
                    FileCase{"title",
                             "<mjml><mj-head><mj-title>a</mj-title></mj-head><mj-body/></mjml>",
                             "mjml, whole", "a"},
                    FileCase{"piece", "<!-- a -->\n<mj-section></mj-section>", "mjml, partial"},
                    FileCase{"includes", "<mjml><mj-include path='a'/></mjml>", "mjml, partial"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(Text, BeginOfFile,
                         testing::Values(FileCase{"subject_line",
                                                  "subject: Hi {{a}}\r\nHello {{a}}\r\n",
                                                  "text, partial", "Hi {{a}}", "Hello {{a}}\r\n"},
                                         FileCase{"front_matter", "---\nsubject: a\n---\nb\n",
                                                  "text, partial", "a", "b\n"},
                                         FileCase{"says_nothing", "Hello {{a}},\n\nb\n", ""},
                                         FileCase{"tag_first", "{{a}} has invited you\n\nb\n", ""}),
                         [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Messages, BeginOfFile,
    testing::Values(
        FileCase{"message", "From: a@b.example\nSubject: a\n\n<p>b</p>\n", ""},
        FileCase{"only_subject", "Subject: a\n\nb\n", ""},
        FileCase{"subject_first", "Subject: a\nFrom: a@b.example\n\n<p>{{b}}</p>\n", ""},
        FileCase{"mbox", "From a Mon Nov 23 10:00:00 2026\nFrom: a@b.example\n\n<p>b</p>", ""},
        FileCase{"continued_first", " x\nFrom: a@b.example\n\n<p>b</p>\n", ""},
        FileCase{"no_front_matter", "---\nFrom: a@b.example\n\n<p>b</p>\n", ""},
        FileCase{"address", "<a@b.example> wrote: x </a>\n", ""}, FileCase{"empty", "", ""},
        FileCase{"bracket", "<", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(HeadlessFile, MayHoldHtml) {
  EXPECT_EQ(words_of(read_headless_file("Hello <b>you</b>")), "html, partial");
  EXPECT_EQ(words_of(read_headless_file("a </x> b <b> c")), "text, partial");
}

TEST(Mjml, ReadsAsHtmlWithTheSamePlaces) {
  const std::string_view mjml =
      "<mjml><mj-head><mj-title>T</mj-title><mj-preview>P</mj-preview>\n"
      "<mj-attributes><mj-class name=\"logo\" alt=\"L\" />\n</mj-attributes></mj-head>"
      "<mj-body><mj-image mj-class=\"big logo\" src=\"https://a.example/i.png\" "
      "href=\"https://a.example/1\" />"
      "<mj-button href=\"https://a.example/2\">B</mj-button>"
      "<mj-social-element href=\"https://a.example/3\" /><mj-text>C</mj-text></mj-body></mjml>";
  const std::string html = mjml_as_html(std::string(mjml));
  ASSERT_EQ(html.size(), mjml.size());
  EXPECT_EQ(html.find('\n'), mjml.find('\n'));
  HtmlDocument document = read_html(html);
  add_image_links(html, document);
  EXPECT_EQ(document.title, "T");
  EXPECT_EQ(document.visible_text, "B\nC");
  EXPECT_EQ(document.hidden_text, "P");
  ASSERT_EQ(document.images.size(), 1u);
  EXPECT_TRUE(document.images[0].has_alt);
  ASSERT_EQ(document.links.size(), 3u);
  EXPECT_EQ(document.links[0].href, "https://a.example/1");
  EXPECT_EQ(document.links[1].text, "B");
  EXPECT_EQ(document.links[2].element, "area");
  EXPECT_TRUE(document.structure->unclosed.empty());
}

TEST(JsonTemplate, DecodesTheEscapesOfStrings) {
  const auto decoded = [](std::string_view written) {
    return std::string(decode_json_string(written, 0).text());
  };
  EXPECT_EQ(decoded(R"(a\"b\\c\nd\/)"), "a\"b\\c\nd/");
  EXPECT_EQ(decoded("\\u00e4\\uD83D\\uDE00!"), "ä😀!");
  EXPECT_EQ(decoded("\\uD83D\\u0041 \\uDE00"), "\uFFFDA \uFFFD");  // halves of pairs
  EXPECT_EQ(decoded("\\u12 \\uZZZZ \\"), "\\u12 \\uZZZZ \\");       // no escapes
}

KnownUrl known(std::string_view url) {
  const std::string octets = "<p><a href=\"" + std::string(url) + "\">a</a></p>";
  const Message message(std::make_unique<const Source>("", octets), *read_template_file(octets));
  const Facts facts(message, SyntaxSet::all());
  return facts.links().front().known;
}

TEST(UrlOfTemplate, IsKnownAsFarAsItIsWritten) {
  EXPECT_EQ(known("https://a.example/"), KnownUrl::all);
  EXPECT_EQ(known("https://a.example/{{b}}"), KnownUrl::host);
  EXPECT_EQ(known("https://a.example?b={{b}}"), KnownUrl::host);
  EXPECT_EQ(known("/a/{{b}}"), KnownUrl::host);
  EXPECT_EQ(known("https://a.example{{b}}"), KnownUrl::scheme);
  EXPECT_EQ(known("https://{{b}}.example/"), KnownUrl::scheme);
  EXPECT_EQ(known("mailto:{{b}}"), KnownUrl::scheme);
  EXPECT_EQ(known("{{b}}/a"), KnownUrl::nothing);
  EXPECT_EQ(known("{{#if b}}https://a.example/{{/if}}"), KnownUrl::nothing);
  EXPECT_EQ(known("#{{b}}"), KnownUrl::nothing);
  EXPECT_EQ(known("//{{b}}/"), KnownUrl::nothing);
}

}  // namespace
}  // namespace maillint
