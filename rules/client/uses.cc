// How features are recognized in what an HTML body is written with.
#include <algorithm>

#include "lint/ascii.h"
#include "rules/client/feature.h"

namespace maillint::rules::client {
namespace {

/// Uses looked at in both directions for an excuse: more stand in no tag or rule.
constexpr std::size_t neighbours = 64;

bool has_word(std::string_view text, std::string_view word) {
  constexpr std::string_view between = " \t\r\n,/;!";
  for (std::size_t at = 0; (at = ascii::find(text, word, at)) != std::string_view::npos; ++at) {
    const bool begins = at == 0 || between.find(text[at - 1]) != std::string_view::npos;
    const std::size_t end = at + word.size();
    if (begins && (end >= text.size() || between.find(text[end]) != std::string_view::npos)) {
      return true;
    }
  }
  return false;
}

bool has_value(const WebUses& uses, const WebUse& use, const Detector& detector) {
  if (detector.value.empty()) return true;
  const std::string_view value = ascii::trim(uses.text(use.value));
  if (detector.value_is_prefix) {
    return value.size() > detector.value.size() && ascii::starts_with(value, detector.value);
  }
  if (use.kind == WebUseKind::property) return has_word(value, detector.value);
  if (use.kind == WebUseKind::at_rule) {
    return ascii::find(value, detector.value) != std::string_view::npos;
  }
  return ascii::equal(value, detector.value);
}

bool is_of_element(const WebUses& uses, const WebUse& use, std::string_view element) {
  if (element.empty()) return true;
  const WebUse& owner = uses[use.group];
  return owner.kind == WebUseKind::element && ascii::equal(uses.text(owner.name), element);
}

/// Whether the declaration sets again what an earlier one set: "background: #fff; background:
/// linear-gradient(...)", or the longer name after the shorter one.
bool is_set_before(std::string_view earlier, std::string_view later) {
  if (earlier.size() > later.size()) return false;
  return ascii::starts_with(later, earlier) &&
         (later.size() == earlier.size() || later[earlier.size()] == '-');
}

bool excuses(const WebUses& uses, const WebUse& use, const Feature& feature) {
  return std::ranges::any_of(feature.excuses, [&](const Detector& excuse) {
    return use.kind == excuse.kind && ascii::equal(uses.text(use.name), excuse.name);
  });
}

/// Whether something beside it in the same tag or rule makes the loss harmless.
bool is_excused(const WebUses& uses, std::size_t index, const Detector& detector,
                const Feature& feature) {
  const WebUse& use = uses[index];
  const bool in_value = use.kind == WebUseKind::function || use.kind == WebUseKind::unit ||
                        use.kind == WebUseKind::keyword || use.kind == WebUseKind::image;
  const std::size_t own = in_value ? use.group : index;
  if (own >= uses.size()) return false;
  const WebUse& holder = uses[own];
  const bool has_fallback =
      holder.kind == WebUseKind::property && (in_value || !detector.value.empty());
  const std::uint32_t group = holder.group;
  for (std::size_t i = own; i > group && own - i < neighbours; --i) {
    const WebUse& earlier = uses[i - 1];
    if (earlier.group != group) continue;  // a part of another declaration
    if (excuses(uses, earlier, feature)) return true;
    if (has_fallback && earlier.kind == WebUseKind::property &&
        is_set_before(uses.text(earlier.name), uses.text(holder.name)))
      return true;
  }
  if (feature.excuses.empty()) return false;
  for (std::size_t i = own + 1; i < uses.size() && i - own < neighbours; ++i) {
    const WebUse& later = uses[i];
    const bool is_part = later.group < i && uses[later.group].group == group;
    if (later.group == group && excuses(uses, later, feature)) return true;
    if (later.group != group && !is_part) break;
  }
  return false;
}

}  // namespace

std::vector<std::uint32_t> uses_of(const Feature& feature, const WebUses& uses) {
  std::vector<std::uint32_t> out;
  for (const Detector& detector : feature.detectors) {
    uses.each(detector.kind, detector.name, [&](std::uint32_t index, const WebUse& use) {
      if ((use.guards & for_those_who_know) != 0 || !has_value(uses, use, detector) ||
          !is_of_element(uses, use, detector.element) || is_excused(uses, index, detector, feature))
        return;
      out.push_back(index);
    });
  }
  return out;
}

}  // namespace maillint::rules::client
