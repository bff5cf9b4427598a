// Reads, compares and writes the baseline.
#include "cli/baseline/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/file.h"
#include "cli/render/labels.h"
#include "cli/render/places.h"
#include "cli/replace_file.h"
#include "lint/utf8.h"

namespace maillint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view schema = "maillint-baseline/1";
constexpr std::size_t baseline_octets = std::size_t{256} << 20;
constexpr std::size_t evidence_octets = 300;  // as in the reports

/// JSON holds UTF-8 only, and paths are octets.
std::string as_utf8(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size();) {
    const utf8::CodePoint c = utf8::decode(path, i);
    if (c.valid) {
      out += path.substr(i, c.length);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(path[i]));
    }
    i += c.length;
  }
  return out;
}

std::size_t sum(const AcceptedFindings& findings) {
  std::size_t all = 0;
  for (const auto& [key, count] : findings) all += count;
  return all;
}

/// Throws nlohmann's exceptions: a wrong type is a fault of the file.
std::map<std::string, AcceptedFindings> files_of(const nlohmann::json& document) {
  std::map<std::string, AcceptedFindings> files;
  for (const auto& [path, rules] : document.at("files").items()) {
    for (const auto& [rule, prints] : rules.items()) {
      for (const auto& [print, count] : prints.items())
        files[path][{rule, print}] = count.get<std::size_t>();
    }
  }
  return files;
}

}  // namespace

bool RulesOfRun::has(std::string_view rule) const {
  const auto fits = [rule](const std::string& glob) { return glob_match(glob, rule); };
  return (select.empty() || std::ranges::any_of(select, fits)) &&
         std::ranges::none_of(ignore, fits);
}

Baseline::Baseline(const std::string& path) : path_(path) {
  std::error_code error;
  folder_ = fs::weakly_canonical(fs::absolute(path, error), error).parent_path().string();
}

Result<Baseline> Baseline::read(const std::string& path) {
  Result<std::string> text = read_file(path, baseline_octets);
  if (!text) {
    Error error = text.error();
    error.what = fmt::format("{}: {}", path, error.what);
    if (error.errno_value == ENOENT) error.hint = "--write-baseline makes it";
    return tl::unexpected(std::move(error));
  }
  Baseline baseline(path);
  const auto wrong = [&path](std::string_view why) {
    return tl::unexpected(
        Error{.what = fmt::format("{}: {}", path, why), .hint = "--write-baseline writes it anew"});
  };
  try {
    const nlohmann::json document = nlohmann::json::parse(*text);
    if (document.value("schema", "") != schema) return wrong("is no baseline of maillint");
    baseline.files_ = files_of(document);
  } catch (const nlohmann::json::exception& error) {
    return wrong(error.what());
  }
  return baseline;
}

bool Baseline::File::accepts(const Finding& finding, const Facts& facts) {
  const std::string words = clipped(Places(facts).evidence(finding), evidence_octets);
  std::pair key(std::string(finding.rule->id), fingerprint(finding.rule->id, words));
  ++found_[key];
  if (accept_all_) return true;
  const auto left = left_.find(key);
  if (left == left_.end() || left->second == 0) return false;
  --left->second;
  return true;
}

std::string Baseline::key_of(const std::string& path) const {
  std::error_code error;
  const fs::path full = fs::weakly_canonical(fs::absolute(path, error), error);
  return as_utf8((error ? fs::path(path) : full.lexically_relative(folder_)).generic_string());
}

Baseline::File Baseline::file(const std::string& path, bool accept_all) const {
  std::string key = key_of(path);
  const auto known = files_.find(key);
  return File(std::move(key), known == files_.end() ? AcceptedFindings() : known->second,
              accept_all);
}

void Baseline::note(File file) {
  const std::lock_guard lock(*mutex_);
  found_[file.path_] = std::move(file.found_);
}

bool Baseline::is_gone(const std::string& key) const {
  // "a.mbox#3", and names with "%FF": not to be told.
  if (key.find_first_of("#%") != std::string::npos) return false;
  std::error_code error;
  return !fs::exists(fs::path(folder_) / key, error) && !error;
}

std::vector<StaleEntry> Baseline::stale(const RulesOfRun& rules) const {
  std::vector<StaleEntry> all;
  for (const auto& [path, entries] : files_) {
    const auto found = found_.find(path);
    if (found == found_.end() && !is_gone(path)) continue;  // not looked at
    for (const auto& [key, count] : entries) {
      if (!rules.has(key.first)) continue;
      std::size_t now = 0;
      if (found != found_.end()) {
        const auto same = found->second.find(key);
        if (same != found->second.end()) now = std::min(count, same->second);
      }
      if (all.empty() || all.back().path != path || all.back().rule != key.first)
        all.push_back({.path = path, .rule = key.first});
      all.back().gone += count - now;
      all.back().of += count;
    }
  }
  std::erase_if(all, [](const StaleEntry& entry) { return entry.gone == 0; });
  return all;
}

void Baseline::prune(const RulesOfRun& rules) {
  for (auto& [path, entries] : files_) {
    const auto found = found_.find(path);
    if (found == found_.end() && !is_gone(path)) continue;
    for (auto& [key, count] : entries) {
      if (!rules.has(key.first)) continue;
      const bool any = found != found_.end() && found->second.contains(key);
      count = any ? std::min(count, found->second.at(key)) : 0;
    }
  }
}

void Baseline::accept_found(const RulesOfRun& rules) {
  for (const auto& [path, found] : found_) {
    AcceptedFindings& entries = files_[path];
    std::erase_if(entries, [&](const auto& entry) { return rules.has(entry.first.first); });
    entries.insert(found.begin(), found.end());
  }
}

std::optional<Error> Baseline::write() const {
  nlohmann::json files = nlohmann::json::object();
  for (const auto& [path, entries] : files_) {
    for (const auto& [key, count] : entries) {
      if (count > 0) files[path][key.first][key.second] = count;
    }
  }
  const nlohmann::json document = {{"schema", schema}, {"files", std::move(files)}};
  return replace_file(path_, document.dump(1) + '\n');
}

std::string Baseline::size_words() const {
  std::size_t findings = 0;
  std::size_t files = 0;
  for (const auto& [path, entries] : files_) {
    const std::size_t here = sum(entries);
    findings += here;
    files += here > 0 ? 1 : 0;
  }
  return counted(findings, "finding", "findings") + " of " + counted(files, "file", "files");
}

}  // namespace maillint::cli
