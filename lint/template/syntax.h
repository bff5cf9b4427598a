// The signs that template languages put around their tags, and the languages that use them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace maillint {

/// Signs, not languages: Handlebars, Liquid and Go share theirs, and one file may hold the tags of
/// a site generator and those of a mailing service.
enum class TemplateSyntax : std::uint8_t {
  braces,           // {{x}}, {{{x}}}, {{#if x}}, {{!-- comment --}}
  blocks,           // {% if x %}, {# comment #}
  angle_percent,    // <%= x %>, <% if x %>
  php,              // <?= x ?>, <?php if (x): ?>
  stars,            // *|X|*, *|IF:X|*
  double_percent,   // %%x%%, %%[ set @x ]%%, %%=v(@x)=%%, %%{x}%%
  percent,          // %recipient.x%, %FIRSTNAME%
  bracket_percent,  // [% IF x %], [%x%], %[x]%
  dollar,           // ${x}, $!{x}, #{x}
  directives,       // <#if x>, <@macro>, <#-- comment -->
  hashes,           // #if($x) $x #end
  double_bracket,   // [[x]], [[${x}]], [(${x})]
  bracket,          // [Name,fallback=], [unsubscribe]
  brace,            // {x=y}, {unsubscribe_url}, {$x}, {!x}, {if $x}
  at_signs,         // @@x@@, @Model.X
  guillemets,       // «x», <<x>>
};

class SyntaxSet {
 public:
  constexpr SyntaxSet() = default;
  constexpr SyntaxSet(std::initializer_list<TemplateSyntax> syntaxes) {
    for (const TemplateSyntax syntax : syntaxes) bits_ |= bit(syntax);
  }
  static constexpr SyntaxSet all() {
    SyntaxSet set;
    set.bits_ = 0xFFFF;
    return set;
  }
  constexpr bool has(TemplateSyntax syntax) const { return (bits_ & bit(syntax)) != 0; }
  constexpr void add(SyntaxSet more) { bits_ |= more.bits_; }
  friend constexpr bool operator==(const SyntaxSet&, const SyntaxSet&) = default;

 private:
  static constexpr std::uint32_t bit(TemplateSyntax syntax) {
    return 1U << static_cast<unsigned>(syntax);
  }
  std::uint32_t bits_ = 0;
};

/// A template language or a mailing service by its name for people: "liquid".
struct Dialect {
  std::string_view name;
  SyntaxSet syntaxes;
};
/// Sorted by name; "none" has no tags.
std::span<const Dialect> dialects();
std::optional<SyntaxSet> find_dialect(std::string_view name);

}  // namespace maillint
