// Tags whose signs ordinary text has too, so that what is inside must tell.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include "lint/template/tags.h"

namespace maillint {

/// Languages whose single signs count only if the text is clearly theirs.
struct RareSigns {
  bool velocity = false;  // "#end" closes something
  bool smarty = false;    // "{/if}", "{/foreach}" or "{$"
  bool blocks = false;    // "{%" or "{{": "{# #}" may be a comment
};
RareSigns find_rare_signs(std::string_view text);

/// The size of the tag at `at`, 0 if there is none. Those that take `at` look at the octet before.
std::pair<std::size_t, TemplateTagKind> match_brace(std::string_view text, std::size_t at,
                                                    bool smarty);
std::size_t match_percent(std::string_view text, std::size_t at);
std::size_t match_bracket(std::string_view text, std::size_t at);
std::size_t match_dollar(std::string_view text, std::size_t at);
std::size_t match_at_sign(std::string_view text, std::size_t at);
/// The same at the begin of `text`.
std::size_t match_double_percent(std::string_view text);
std::size_t match_double_bracket(std::string_view text);
std::size_t match_guillemets(std::string_view text);
std::size_t match_velocity_reference(std::string_view text);
std::pair<std::size_t, TemplateTagKind> match_velocity_directive(std::string_view text);
/// "%[name]%": a name and nothing else between two signs.
std::size_t match_name_between(std::string_view text, std::string_view open,
                               std::string_view close);

}  // namespace maillint
