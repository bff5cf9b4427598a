// Rule html-event-handler: attributes that hold code.
#include <fmt/format.h>

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/html_structure.h"
#include "rules/index.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"Gmail, Outlook: HTML that is removed"};

/// Names without "on", as browsers know them (HTML 8.1.8.2), sorted.
constexpr std::string_view events[] = {
    "abort",       "afterprint",    "animationend", "animationstart",
    "auxclick",    "beforeprint",   "beforeunload", "begin",
    "blur",        "canplay",       "change",       "click",
    "close",       "contextmenu",   "copy",         "cut",
    "dblclick",    "drag",          "dragend",      "dragenter",
    "dragleave",   "dragover",      "dragstart",    "drop",
    "ended",       "error",         "focus",        "focusin",
    "focusout",    "formdata",      "hashchange",   "input",
    "invalid",     "keydown",       "keypress",     "keyup",
    "load",        "loadeddata",    "loadstart",    "message",
    "mousedown",   "mouseenter",    "mouseleave",   "mousemove",
    "mouseout",    "mouseover",     "mouseup",      "mousewheel",
    "offline",     "online",        "pagehide",     "pageshow",
    "paste",       "pause",         "play",         "playing",
    "pointerdown", "pointerenter",  "pointerout",   "pointerover",
    "pointerup",   "popstate",      "progress",     "readystatechange",
    "reset",       "resize",        "scroll",       "search",
    "select",      "show",          "start",        "storage",
    "submit",      "toggle",        "touchend",     "touchmove",
    "touchstart",  "transitionend", "unload",       "wheel"};

void check(const HtmlBody& html, const Facts& facts, const Settings&, const Reporter& report) {
  for (const HtmlAttribute& attribute : html.structure().event_handlers) {
    const std::string name = ascii::to_lower(html.html(attribute.name));
    if (!std::ranges::binary_search(events, std::string_view(name).substr(2))) continue;
    report(facts.place_in(
               html, {attribute.name.begin, std::max(attribute.name.end, attribute.value.end)}),
           fmt::format("{} runs code", name));
  }
}

}  // namespace

constinit const Rule html_event_handler{
    .id = "html-event-handler",
    .severity = Severity::warning,
    .criterion = Criterion::rendering,
    .summary = "Attribute holds a script",
    .why = "Mail programs take such attributes out, and filters score them as an attack.",
    .remedy = "Leave the attribute out.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
