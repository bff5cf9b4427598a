// Tags of template languages: what is one, what it does, and the text with the tags masked.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/template/tags.h"

namespace maillint {
namespace {

std::vector<std::string> tags_of(std::string_view text, SyntaxSet syntaxes) {
  constexpr std::string_view kinds[] = {"value ", "control ", "include ", "comment "};
  std::vector<std::string> tags;
  for (const TemplateTag& tag : find_template_tags(text, syntaxes)) {
    tags.push_back(std::string(kinds[static_cast<std::size_t>(tag.kind)]) +
                   std::string(text.substr(tag.span.begin, tag.span.size())));
  }
  return tags;
}

struct TagCase {
  std::string_view dialect;
  std::string_view text;
  std::vector<std::string> tags;

  friend std::ostream& operator<<(std::ostream& out, const TagCase& c) {
    return out << c.dialect << ": " << c.text;
  }
};

class TemplateDialect : public testing::TestWithParam<TagCase> {};

TEST_P(TemplateDialect, HasItsTags) {
  const auto syntaxes = find_dialect(GetParam().dialect);
  ASSERT_TRUE(syntaxes.has_value());
  EXPECT_EQ(tags_of(GetParam().text, *syntaxes), GetParam().tags);
}

TEST_P(TemplateDialect, IsToldByContent) {
  EXPECT_EQ(tags_of(GetParam().text, SyntaxSet::all()), GetParam().tags);
}

TEST_P(TemplateDialect, KeepsPlacesInItsMask) {
  const std::string_view text = GetParam().text;
  const auto tags = find_template_tags(text, SyntaxSet::all());
  const std::string masked = mask_template_tags(text, tags);
  ASSERT_EQ(masked.size(), text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool in_tag = std::ranges::any_of(
        tags, [&](const TemplateTag& tag) { return i >= tag.span.begin && i < tag.span.end; });
    if (!in_tag || text[i] == '\n') {
      EXPECT_EQ(masked[i], text[i]) << i;
    } else {
      EXPECT_TRUE(masked[i] == ' ' || masked[i] == 'v' || masked[i] == 'u') << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Handlebars, TemplateDialect,
    testing::Values(
        TagCase{"handlebars", "Hi {{name}}, {{{html}}}!", {"value {{name}}", "value {{{html}}}"}},
        TagCase{"handlebars",
                "{{#if a}}b{{else}}c{{~/if~}}",
                {"control {{#if a}}", "control {{else}}", "control {{~/if~}}"}},
        TagCase{"handlebars",
                "{{> foot}}{{!-- }} --}}{{! x }}{{^a}}{{/a}}",
                {"include {{> foot}}", "comment {{!-- }} --}}", "comment {{! x }}",
                 "control {{^a}}", "control {{/a}}"}},
        TagCase{"handlebars",
                "{{format date \"}\"}} {{end_date}} {{else_text}}",
                {"value {{format date \"}\"}}", "value {{end_date}}", "value {{else_text}}"}},
        TagCase{"handlebars", "{{ name } and {{ b }}", {"value {{ b }}"}},
        TagCase{"mustache",
                "{{=<% %>=}}{{&x}}{{ a.b }}",
                {"control {{=<% %>=}}", "value {{&x}}", "value {{ a.b }}"}}));

INSTANTIATE_TEST_SUITE_P(
    Liquid, TemplateDialect,
    testing::Values(TagCase{"liquid",
                            "{{ x | default: 'y' }}{% if a %}b{%- endif -%}",
                            {"value {{ x | default: 'y' }}", "control {% if a %}",
                             "control {%- endif -%}"}},
                    TagCase{"liquid",
                            "{% comment %}{{ x }} <b>{% endcomment %}c",
                            {"comment {% comment %}{{ x }} <b>{% endcomment %}"}},
                    TagCase{"liquid",
                            "{% render 'foot' %}{% assign a = 1 %}",
                            {"include {% render 'foot' %}", "control {% assign a = 1 %}"}},
                    TagCase{"jinja",
                            "{# {{ x }} #}{% for a in b %}{{ a }}{% endfor %}",
                            {"comment {# {{ x }} #}", "control {% for a in b %}", "value {{ a }}",
                             "control {% endfor %}"}},
                    TagCase{"jinja",
                            "{% extends \"base\" %}{% block a %}{% endblock %}",
                            {"include {% extends \"base\" %}", "include {% block a %}",
                             "include {% endblock %}"}},
                    TagCase{"django",
                            "{% url 'home' %} {% trans \"Hi\" %} {% static 'a.png' %}",
                            {"value {% url 'home' %}", "value {% trans \"Hi\" %}",
                             "value {% static 'a.png' %}"}},
                    TagCase{"twig",
                            "{% trans %}Hi{% endtrans %} {{ path(\"x\", {\"a\": {\"b\": c}}) }}",
                            {"control {% trans %}", "control {% endtrans %}",
                             "value {{ path(\"x\", {\"a\": {\"b\": c}}) }}"}},
                    TagCase{"klaviyo",
                            "{% unsubscribe 'Leave' %} {{ person|lookup:'x' }}",
                            {"value {% unsubscribe 'Leave' %}", "value {{ person|lookup:'x' }}"}},
                    TagCase{"hubspot",
                            "{{ unsubscribe_link }} {% mine %}a{% endmine %} {% other %}",
                            {"value {{ unsubscribe_link }}", "control {% mine %}",
                             "control {% endmine %}", "value {% other %}"}},
                    TagCase{"jinja", "{{ a\n}}b", {"value {{ a\n}}"}}));

INSTANTIATE_TEST_SUITE_P(
    Go, TemplateDialect,
    testing::Values(TagCase{"go",
                            "{{if .A}}{{.Name}}{{else if .B}}b{{end}}",
                            {"control {{if .A}}", "value {{.Name}}", "control {{else if .B}}",
                             "control {{end}}"}},
                    TagCase{"go",
                            "{{- range $i, $x := .Items -}}{{$x.Name}}{{ end }}",
                            {"control {{- range $i, $x := .Items -}}", "value {{$x.Name}}",
                             "control {{ end }}"}},
                    TagCase{"go",
                            "{{template \"foot\" .}}{{/* a }} b */}}{{ $y := 1 }}",
                            {"include {{template \"foot\" .}}", "comment {{/* a }} b */}}",
                             "control {{ $y := 1 }}"}},
                    TagCase{"listmonk",
                            "{{ UnsubscribeURL }} {{ TrackLink \"https://a.example/\" . }}",
                            {"value {{ UnsubscribeURL }}",
                             "value {{ TrackLink \"https://a.example/\" . }}"}}));

INSTANTIATE_TEST_SUITE_P(
    Erb, TemplateDialect,
    testing::Values(TagCase{"erb",
                            "<% if a %><%= b %><% end %><%# c %>",
                            {"control <% if a %>", "value <%= b %>", "control <% end %>",
                             "comment <%# c %>"}},
                    TagCase{"erb",
                            "<%- items.each do |i| -%><%= form_for x do |f| %><%- end -%>",
                            {"control <%- items.each do |i| -%>",
                             "control <%= form_for x do |f| %>", "control <%- end -%>"}},
                    TagCase{"erb",
                            "<%= render 'foot' %><%== raw %>",
                            {"include <%= render 'foot' %>", "value <%== raw %>"}},
                    TagCase{"ejs",
                            "<%- include('foot') %><%- html %><%_ } _%><% } %>",
                            {"include <%- include('foot') %>", "value <%- html %>",
                             "control <%_ } _%>", "control <% } %>"}},
                    TagCase{"sendgrid",
                            "<%body%> <%asm_group_unsubscribe_raw_url%> [%unsubscribe%]",
                            {"value <%body%>", "value <%asm_group_unsubscribe_raw_url%>",
                             "value [%unsubscribe%]"}},
                    TagCase{"php",
                            "<?php if ($a): ?><?= $b ?><?php echo $c; ?><?php endif; ?>",
                            {"control <?php if ($a): ?>", "value <?= $b ?>",
                             "value <?php echo $c; ?>", "control <?php endif; ?>"}}));

INSTANTIATE_TEST_SUITE_P(
    Services, TemplateDialect,
    testing::Values(
        TagCase{
            "mailchimp",
            "*|IF:FNAME|*Hi *|FNAME|**|ELSE:|*Hi*|END:IF|*",
            {"control *|IF:FNAME|*", "value *|FNAME|*", "control *|ELSE:|*", "control *|END:IF|*"}},
        TagCase{"mailchimp",
                "*|UNSUB|* *|DATE:d/m/y|* * | x",
                {"value *|UNSUB|*", "value *|DATE:d/m/y|*"}},
        TagCase{"ampscript",
                "%%[ set @a = \"b\" ]%%%%=v(@a)=%% %%First Name%% 50%% of %%",
                {"control %%[ set @a = \"b\" ]%%", "value %%=v(@a)=%%", "value %%First Name%%"}},
        TagCase{"ghost", "%%{unsubscribe_url}%% 100%", {"value %%{unsubscribe_url}%%"}},
        TagCase{"mautic",
                "{contactfield=firstname} {unsubscribe_url} a{color:red}",
                {"value {contactfield=firstname}", "value {unsubscribe_url}"}},
        TagCase{"mailgun",
                "%recipient.name% 5%off% %unsubscribe_url% %20 a%2Fb%2F",
                {"value %recipient.name%", "value %unsubscribe_url%"}},
        TagCase{"sendy",
                "[Name,fallback=You] [unsubscribe] [sic] <a href=\"[webversion]\">",
                {"value [Name,fallback=You]", "value [unsubscribe]", "value [webversion]"}},
        TagCase{"salesforce",
                "{!Contact.Name} {{{Recipient.Name}}}",
                {"value {!Contact.Name}", "value {{{Recipient.Name}}}"}}));

INSTANTIATE_TEST_SUITE_P(
    Others, TemplateDialect,
    testing::Values(TagCase{"freemarker",
                            "<#if a?\?>${a!\"b\"}<#else>c</#if><#-- x --><@foot/>",
                            {"control <#if a?\?>", "value ${a!\"b\"}", "control <#else>",
                             "control </#if>", "comment <#-- x -->", "include <@foot/>"}},
                    TagCase{
                        "velocity",
                        "#if($a)$!a.name#else$x.f(\"(\")#end ## c\n#set($b = 1)",
                        {"control #if($a)", "value $!a.name", "control #else", "value $x.f(\"(\")",
                         "control #end", "comment ## c", "control #set($b = 1)"}},
                    TagCase{"velocity", "#ifoo $5 #hash", {}},
                    TagCase{"thymeleaf",
                            "[[${name}]] [(${html})] ${a.b({c})}",
                            {"value [[${name}]]", "value [(${html})]", "value ${a.b({c})}"}},
                    TagCase{"smarty",
                            "{if $a}{$b.c|escape}{/if}{* {$x} *}{include file=\"f\"}",
                            {"control {if $a}", "value {$b.c|escape}", "control {/if}",
                             "comment {* {$x} *}", "include {include file=\"f\"}"}},
                    TagCase{"javascript", "${name} $5 \\${x}", {"value ${name}"}}));

TEST(TemplateTags, AreNotInStyleSheetsOfOrdinaryHtml) {
  constexpr std::string_view text =
      "<style>a[class]{color:red} *|html b{} @media{c{width:50%!important}}</style>"
      "<!--[if mso]><td><![endif]--> 10% of 20%, C# #1, $5, {, [1], <<, a@b.example, %20x%20";
  EXPECT_TRUE(find_template_tags(text, SyntaxSet::all()).empty());
}

TEST(TemplateTags, OfNoDialectAreNone) {
  EXPECT_TRUE(find_template_tags("{{ a }} <% b %>", *find_dialect("none")).empty());
  EXPECT_FALSE(find_dialect("cobol").has_value());
}

TEST(TemplateTags, TellWhetherSomethingBranches) {
  constexpr std::string_view text = "a {{x}} b {{#if y}} c {{/if}} d";
  const TemplateTags tags(find_template_tags(text, SyntaxSet::all()));
  EXPECT_FALSE(tags.branches_between(0, 10));
  EXPECT_TRUE(tags.branches_between(8, 21));
  EXPECT_FALSE(tags.branches_between(19, 22));
  EXPECT_TRUE(tags.branches_between(20, 30));
  EXPECT_EQ(tags.in(span_of(0, text.size())).size(), 3u);
}

TEST(TemplateTags, AreFoundAgainInTheirMask) {
  const std::string masked =
      mask_template_tags("Hi {{x}}!", find_template_tags("Hi {{x}}!", SyntaxSet::all()));
  EXPECT_EQ(masked, "Hi vuvuv!");
  EXPECT_EQ(find_masked(masked), span_of(3, 8));
  EXPECT_TRUE(find_masked("a vuvuzela is loud").empty() ||
              find_masked("a vuvuzela is loud") == span_of(2, 6));
  EXPECT_TRUE(find_masked("nothing").empty());
}

TEST(TemplateTags, OfThoseWhoLeaveAreKnown) {
  for (const std::string_view tag :
       {"{{unsubscribe}}", "*|UNSUB|*", "%%unsub_center_url%%", "{{{ pm:unsubscribe }}}",
        "%unsubscribe_url%", "[unsubscribe]", "{{ unsubscribe_link }}", "{!remove_web}",
        "{{ UnsubscribeURL }}", "<%asm_group_unsubscribe_raw_url%>", "{unsubscribe_url}",
        "%%{unsubscribe_url}%%", "{{optout_link}}", "{{amazonSESUnsubscribeUrl}}"}) {
    EXPECT_TRUE(is_unsubscribe_tag(tag)) << tag;
  }
  EXPECT_FALSE(is_unsubscribe_tag("{{ name }}"));
}

/// A search that begins anew at each opening would take minutes.
TEST(TemplateTags, AreFoundInLinearTime) {
  for (const std::string_view open :
       {"{{", "{{!--", "{%", "{#", "<%", "<#a", "%%[", "%%=", "*|", "[%", "${", "#*", "[[", "%a",
        "{a", "{% x %}", "{% comment %}", "$a(", "<?="}) {
    std::string text = "{{ #if #end {$";
    while (text.size() < 400'000) text += open;
    find_template_tags(text, SyntaxSet::all());
  }
}

/// The same where what would close them all stands at the end, and does not fit.
TEST(TemplateTags, ThatDoNotCloseAreFoundInLinearTime) {
  for (const auto& [open, end] : {std::pair<std::string_view, std::string_view>{"{{/*", "*/"},
                                  {"{{- /*", "*/"},
                                  {"{% comment %}", "endcomment"},
                                  {"{% doc %}", "enddoc"}}) {
    std::string text;
    while (text.size() < 400'000) text += open;
    text += end;
    for (const std::string& tag : tags_of(text, SyntaxSet::all()))
      ASSERT_EQ(tag.substr(tag.find(' ') + 1), open);
  }
}

TEST(TemplateTags, OfUnknownWordsAreBlocksWithAnEnd) {
  EXPECT_EQ(tags_of("{% card %}a{%- endcard %}{% cards %}{% friend %}", SyntaxSet::all()),
            (std::vector<std::string>{"control {% card %}", "control {%- endcard %}",
                                      "value {% cards %}", "value {% friend %}"}));
}

TEST(TemplateTags, OfHandlebarsAreCommentsUpToTheirOwnEnd) {
  EXPECT_EQ(tags_of("{{!-- a {{b}} --~}} {{~!-- c --}} {{!-- d --}}{{e}}", SyntaxSet::all()),
            (std::vector<std::string>{"comment {{!-- a {{b}} --~}}", "comment {{~!-- c --}}",
                                      "comment {{!-- d --}}", "value {{e}}"}));
}

TEST(TemplateTags, BetweenTwoCommentsAreFound) {
  EXPECT_EQ(tags_of("{% comment %}{{ a }}{% b %} endcomment", SyntaxSet::all()),
            (std::vector<std::string>{"control {% comment %}", "value {{ a }}", "value {% b %}"}));
}

TEST(TemplateTags, OfGoAreCommentsUpToTheirOwnEnd) {
  EXPECT_EQ(tags_of("{{/* a */ b {{/* c */}} {{- /* d */ -}}", SyntaxSet::all()),
            (std::vector<std::string>{"comment {{/* c */}}", "comment {{- /* d */ -}}"}));
}

}  // namespace
}  // namespace maillint
