// Comments that silence findings: their forms, and what they hold for.
#include "rules/suppression/directives.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillint {
namespace {

using Scope = Directive::Scope;

struct Read {
  explicit Read(std::string text)
      : message(std::make_unique<const Source>("a.html", std::move(text))),
        directives(read_directives(message)) {}
  std::string_view text(Span span) const { return message.text(span); }
  Message message;
  std::vector<Directive> directives;
};

TEST(Directives, StandInTheCommentsOfHtmlAndOfTemplateLanguages) {
  for (const std::string_view comment : {
           "<!-- maillint-disable-line a-b, c-* -- because -->",
           "<!--maillint-disable-line a-b,c-* -- because-->",
           "<!--# maillint-disable-line a-b, c-* -- because -->",
           "<#-- maillint-disable-line a-b c-* -- because -->",
           "{{!-- maillint-disable-line a-b, c-* -- because --}}",
           "{{! maillint-disable-line a-b, c-* -- because }}",
           "{{!-- maillint-disable-line a-b, c-* -- because --~}}<p>{{!-- b --}}",
           "{{~!-- maillint-disable-line a-b, c-* -- because --~}}",
           "{{~! maillint-disable-line a-b, c-* -- because ~}}",
           "{#~ maillint-disable-line a-b, c-* -- because ~#}",
           "{%comment%} maillint-disable-line a-b, c-* -- because {%endcomment%}",
           "{%- comment %} maillint-disable-line a-b, c-* -- because {% endcomment -%}",
           "{% comment -%} maillint-disable-line a-b, c-* -- because {%- endcomment %}",
           "{{/* maillint-disable-line a-b, c-* -- because */}}",
           "{{- /* maillint-disable-line a-b, c-* -- because */ -}}",
           "{# maillint-disable-line a-b, c-* -- because #}",
           "{#- maillint-disable-line a-b, c-* -- because -#}",
           "{% comment %} maillint-disable-line a-b, c-* -- because {% endcomment %}",
           "{%- comment -%} maillint-disable-line a-b, c-* -- because {%- endcomment -%}",
           "<%# maillint-disable-line a-b, c-* -- because %>",
           "<%-- maillint-disable-line a-b, c-* -- because --%>",
           "%%[ /* maillint-disable-line a-b, c-* -- because */ ]%%",
           "{* maillint-disable-line a-b, c-* -- because *}",
           "<!--\n  maillint-disable-line\r\n  a-b,\r\n  c-*\r\n  -- because\r\n-->",
       }) {
    const Read read("<p>" + std::string(comment) + "</p>\n");
    ASSERT_EQ(read.directives.size(), 1U) << comment;
    const Directive& directive = read.directives[0];
    EXPECT_EQ(directive.scope, Scope::line) << comment;
    ASSERT_EQ(directive.rules.size(), 2U) << comment;
    EXPECT_EQ(read.text(directive.rules[0]), "a-b") << comment;
    EXPECT_EQ(read.text(directive.rules[1]), "c-*") << comment;
    EXPECT_EQ(read.text(directive.reason), "because") << comment;
  }
}

TEST(Directives, WithoutAReasonTakeNoSignForAName) {
  for (const std::string_view comment :
       {"{{~! maillint-disable-line a-b ~}}", "{#- maillint-disable-line a-b -#}"}) {
    const Read read("<p>" + std::string(comment) + "</p>\n");
    ASSERT_EQ(read.directives.size(), 1U) << comment;
    ASSERT_EQ(read.directives[0].rules.size(), 1U) << comment;
    EXPECT_EQ(read.text(read.directives[0].rules[0]), "a-b") << comment;
  }
}

TEST(Directives, StandNowhereElse) {
  for (const std::string_view text : {
           "maillint-disable-line a-b",
           "<p>maillint-disable a-b</p>",
           "<!-- see maillint-disable a-b -->",
           "<!-- maillint-disable a-b",
           "<!-- maillint-is-a-linter a-b -->",
           "<a href='maillint-disable'>x</a> <!-- -->",
       }) {
    EXPECT_TRUE(Read(std::string(text)).directives.empty()) << text;
  }
}

TEST(Directives, HoldForTheirLines) {
  const Read read(
      "one\n"
      "<!-- maillint-disable-next-line a -->\n"
      "  <!-- maillint-disable-next-line b -->\n"
      "four\n"
      "five <!-- maillint-disable-line c --> <!-- maillint-disable-line d -->\n"
      "<!-- maillint-disable-next-line e -->");
  ASSERT_EQ(read.directives.size(), 5U);
  EXPECT_EQ(read.text(read.directives[0].range), "four");
  EXPECT_EQ(read.text(read.directives[1].range), "four");
  EXPECT_TRUE(read.text(read.directives[2].range).starts_with("five <!--"));
  EXPECT_EQ(read.directives[2].range, read.directives[3].range);
  EXPECT_EQ(read.text(read.directives[4].range), "");
}

TEST(Directives, StandInAFieldToo) {
  const Read read("X-Maillint: disable=a-b,\r\n c-d -- because\r\nSubject: x\r\n\r\ny\r\n");
  ASSERT_EQ(read.directives.size(), 1U);
  EXPECT_EQ(read.directives[0].scope, Scope::file);
  ASSERT_EQ(read.directives[0].rules.size(), 2U);
  EXPECT_EQ(read.text(read.directives[0].rules[1]), "c-d");
  EXPECT_EQ(read.text(read.directives[0].reason), "because");
}

TEST(Directives, HostileTextTakesLinearTime) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string_view piece :
       {"<!-- maillint-disable", "<!-- maillint-disable-next-line a -->", "maillint-",
        "{# maillint-enable {{! maillint-enable", "<!-- maillint-disable-line a,a,a,a,a,a,a -->"}) {
    std::string text;
    while (text.size() < 4'000'000) text += piece;
    EXPECT_LE(Read(std::move(text)).directives.size(), directives_most) << piece;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(Directives, AreFoundByTheNamesInThem) {
  for (const std::string_view text : {
           "X-Maillint: disable=a-b\nX-Maillint: disable=c-d, e-f\n\n{# maillint-disable g-h #}\n",
           "<!-- maillint-disable a-b, c-d -- why --> <!-- maillint-disable-line e-f --> x {{! "
           "maillint-disable a-b }}",
           "<!-- maillint-disable a-b {# maillint-disable c-d #} e-f -->",
           "{# maillint-disable a-b <!-- maillint-disable c-d --> e-f #}",
       }) {
    const Read read{std::string(text)};
    for (const Directive& directive : read.directives) {
      for (std::size_t i = 0; i < directive.rules.size(); ++i) {
        const std::optional<Directive> found = directive_naming(read.message, directive.rules[i]);
        ASSERT_TRUE(found) << text << ' ' << read.text(directive.rules[i]);
        EXPECT_EQ(found->comment, directive.comment) << text;
        EXPECT_EQ(found->rules[i], directive.rules[i]) << text;
        EXPECT_EQ(found->rules.size(), std::min(i + 2, directive.rules.size())) << text;
      }
    }
  }
  const Read read("<p>a-b</p> maillint-disable c-d {# maillint-disable e-f #} g-h");
  for (const std::string_view name : {"a-b", "c-d", "g-h"}) {
    const std::size_t at = read.message.octets().find(name);
    EXPECT_FALSE(directive_naming(read.message, span_of(at, at + 3))) << name;
  }
}

}  // namespace
}  // namespace maillint
