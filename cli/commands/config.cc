// maillint config: which settings hold for a file, and where each one is written.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/commands/commands.h"
#include "cli/config/rules.h"
#include "cli/output.h"
#include "cli/render/json.h"
#include "cli/render/text.h"
#include "cli/run.h"
#include "lint/escape.h"
#include "lint/text_width.h"

namespace maillint::cli {
namespace {

/// Files below the working directory as people would name them.
std::vector<Setting> relative(std::vector<Setting> settings) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string() + '/';
  for (Setting& setting : settings) {
    if (setting.where.starts_with(here)) setting.where.erase(0, here.size());
  }
  return settings;
}

std::string as_text(const std::string& path, const std::vector<Setting>& settings,
                    const TextContext& context) {
  std::string out = context.style.paint(Tone::strong, escaped(path)) + '\n';
  if (settings.empty()) out += "  nothing is set for it\n";
  std::size_t keys = 0;
  std::size_t values = 0;
  for (const Setting& setting : settings) {
    keys = std::max(keys, display_width(escaped(setting.key)));
    values = std::max(values, display_width(escaped(setting.value)));
  }
  std::string_view last;
  for (const Setting& setting : settings) {
    out += "  " + padded(setting.key == last ? "" : escaped(setting.key), keys + 2);
    out += padded(escaped(setting.value), values + 2);
    out += context.style.paint(Tone::faint, escaped(setting.where)) + '\n';
    last = setting.key;
  }
  return out;
}

std::string as_json(const std::string& path, const std::vector<Setting>& settings) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("schema", json_schema).member("path", path);
  json.key("settings").begin_array();
  for (const Setting& setting : settings) {
    json.begin_object().member("key", setting.key).member("value", setting.value);
    json.member("where", setting.where).end_object();
  }
  json.end_array().end_object();
  return out + '\n';
}

}  // namespace

ExitCode run_config(const CommandLine& given_line) {
  CommandLine line = given_line;
  if (line.words.empty()) line.words.emplace_back(".");
  const DateTime now = check_options(line).now;
  const std::optional<Config> config = load_config(line, now);
  if (!config) return ExitCode::usage;
  const RenderOptions options = render_options(line);
  const TextContext context{.options = options, .style = Style(options.colour)};
  std::string out;
  for (const std::string& path : line.words) {
    const std::vector<Setting> settings = relative(config->settings_for(path, now));
    if (line.format != Format::text) {
      out += as_json(path, settings);
    } else {
      out += (out.empty() ? "" : "\n") + as_text(path, settings, context);
    }
  }
  return print(out);
}

}  // namespace maillint::cli
