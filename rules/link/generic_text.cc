// Rule link-generic-link-text: the text of a link says nothing about where it goes.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "rules/index.h"
#include "rules/link/target.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"WCAG 2.4.4"};

/// In lower case, without marks at the ends.
constexpr std::string_view generic[] = {
    "aqui",
    "aquí",
    "aquí mismo",
    "clic aquí",
    "clicca qui",
    "cliccare qui",
    "click",
    "click below",
    "click here",
    "click here now",
    "click me",
    "click on this link",
    "click this",
    "click this link",
    "clique aqui",
    "cliquer ici",
    "cliquez ici",
    "cliquez-ici",
    "continue",
    "details",
    "en savoir plus",
    "go",
    "haga clic aquí",
    "here",
    "hier",
    "hier klicken",
    "ici",
    "im browser",
    "klick hier",
    "klick mich",
    "klicke hier",
    "klicken",
    "klicken sie hier",
    "klicken sie bitte hier",
    "klik hier",
    "kliknij tutaj",
    "kliknij",
    "leer más",
    "leia mais",
    "learn more",
    "lees meer",
    "leggi di più",
    "leggi tutto",
    "lien",
    "lire la suite",
    "link",
    "mehr",
    "mehr erfahren",
    "mehr infos",
    "mehr lesen",
    "meer",
    "more",
    "more info",
    "pulsa aquí",
    "pulse aquí",
    "qui",
    "read more",
    "saber mais",
    "saiba mais",
    "saber más",
    "see more",
    "scopri di più",
    "this",
    "this link",
    "tutaj",
    "ver más",
    "weiter",
    "weiterlesen",
    "więcej",
    "здесь",
    "тут",
    "подробнее",
    "нажмите здесь",
};

/// Lower case without arrows, marks and white space at the ends.
std::string core(std::string_view text) {
  std::string result = ascii::to_lower(text);
  for (const std::string_view sign : {"»", "›", "→", "➔", "➜", "▶", "►", "…", "\xC2\xA0"}) {
    for (std::size_t at = 0; (at = result.find(sign)) != std::string::npos;)
      result.erase(at, sign.size());
  }
  const auto is_mark = [](char c) {
    return ascii::is_space(c) ||
           std::string_view("[]()<>.,:;!*-\"'").find(c) != std::string_view::npos;
  };
  while (!result.empty() && is_mark(result.back())) result.pop_back();
  const auto first = std::ranges::find_if_not(result, is_mark);
  result.erase(result.begin(), first);
  return result;
}

void check_generic(const Link& link, const Facts& facts, const Settings&, const Reporter& report) {
  constexpr std::size_t longest = 40;
  if (link.html == nullptr || link.shown.empty() || link.shown.size() > longest) return;
  const std::string text = core(link.shown);
  if (std::ranges::find(generic, text) == std::end(generic)) return;
  const TextBody& body = facts.text_bodies()[link.text_body];
  report(facts.place_in(body, link.html->tag.begin, link.html->tag.end),
         {.message = fmt::format("the link says no more than \"{}\"", text),
          .evidence = std::string(link.shown)});
}

}  // namespace

constinit const Rule link_generic_link_text{
    .id = "link-generic-link-text",
    .severity = Severity::info,
    .criterion = Criterion::links,
    .summary = "Text of a link does not say where it goes",
    .why =
        "Screen readers list the links of a message, and ten times \"click here\" tells nothing. "
        "Filters know the words from advertising.",
    .remedy = "Name the page: \"Your invoice of May\".",
    .references = references,
    .check = check_generic,
};

}  // namespace maillint::rules
