// Masks, and questions about the tags of a text.
#include "lint/template/tags.h"

#include <algorithm>

#include "lint/ascii.h"

namespace maillint {
namespace {

// No word of any language, no color, no number; lower case, so that nothing shouts.
constexpr char mask_octets[] = {'v', 'u'};

}  // namespace

std::string mask_template_tags(std::string_view text, std::span<const TemplateTag> tags) {
  std::string masked(text);
  for (const TemplateTag& tag : tags) {
    for (std::size_t i = tag.span.begin; i < tag.span.end; ++i) {
      if (masked[i] == '\n' || masked[i] == '\r') continue;
      masked[i] = tag.kind == TemplateTagKind::value ? mask_octets[(i - tag.span.begin) % 2] : ' ';
    }
  }
  return masked;
}

Span find_masked(std::string_view text, std::size_t from) {
  while ((from = text.find("vuv", from)) != std::string_view::npos) {
    std::size_t end = from;
    while (end < text.size() && text[end] == mask_octets[(end - from) % 2]) ++end;
    const bool in_word = from > 0 && ascii::is_alpha(text[from - 1]);
    if (!in_word || end - from > 5) return span_of(from, end);
    from = end;
  }
  return {};
}

std::span<const TemplateTag> TemplateTags::in(Span span) const {
  const auto first = std::ranges::upper_bound(tags_, span.begin, {},
                                              [](const TemplateTag& tag) { return tag.span.end; });
  auto last = first;
  while (last != tags_.end() && last->span.begin < span.end) ++last;
  return {first, last};
}

bool TemplateTags::branches_between(std::size_t begin, std::size_t end) const {
  return std::ranges::any_of(in(span_of(begin, end)), [](const TemplateTag& tag) {
    return tag.kind == TemplateTagKind::control || tag.kind == TemplateTagKind::include;
  });
}

bool is_unsubscribe_tag(std::string_view tag) {
  constexpr std::string_view stems[] = {"unsub",       "optout",           "opt_out",
                                        "opt-out",     "remove_web",       "removesubscriber",
                                        "abmeld",      "desinscription",   "subscription_center",
                                        "preferences", "preference_center"};
  return std::ranges::any_of(stems, [&](std::string_view stem) {
    return ascii::find(tag, stem) != std::string_view::npos;
  });
}

}  // namespace maillint
