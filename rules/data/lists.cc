// Answers out of the compiled-in lists.
#include "rules/data/lists.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/web/domain.h"
#include "rules/data/patterns.h"
#include "rules/data/phrases.h"
#include "rules/data/table.h"
#include "rules/data/tlds.h"

namespace maillint::lists {

bool is_url_shortener(std::string_view host) { return !url_shorteners.find_host(host).empty(); }

std::string_view shortener_owner(std::string_view host) {
  const Rows rows = url_shorteners.find_host(host);
  return rows.empty() ? std::string_view() : url_shorteners.cell(rows.begin, 1);
}

namespace {

void longest_path(Rows rows, std::string_view path, std::optional<Redirector>& best) {
  for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
    const std::string_view prefix = redirectors.cell(row, 1);
    if (!path.starts_with(prefix)) continue;
    if (best && best->path.size() >= prefix.size()) continue;
    const std::string_view kind = redirectors.cell(row, 4);
    best = Redirector{.path = prefix,
                      .parameter = redirectors.cell(row, 2),
                      .note = redirectors.cell(row, 3),
                      .is_gateway = kind == "gateway",
                      .only_own = kind == "own"};
  }
}

}  // namespace

std::optional<Redirector> redirector(std::string_view host, std::string_view path) {
  if (path.empty()) path = "/";
  std::optional<Redirector> best;
  longest_path(redirectors.find_host(host), path, best);
  if (host.starts_with("www.")) host.remove_prefix(4);
  const std::size_t dot = host.find('.');  // "google.*", "maps.google.*"
  if (dot == std::string_view::npos) return best;
  longest_path(redirectors.find(host.substr(0, dot + 1)), path, best);
  const std::size_t second = host.find('.', dot + 1);
  if (second != std::string_view::npos) {
    longest_path(redirectors.find(host.substr(0, second + 1)), path, best);
  }
  return best;
}

std::optional<std::string_view> click_tracking_service(std::string_view host) {
  const Rows rows = click_tracking_domains.find_domain(host);
  if (rows.empty()) return std::nullopt;
  return click_tracking_domains.cell(rows.begin, 1);
}

std::optional<std::string_view> click_tracking_path_service(std::string_view path_and_query) {
  static const Patterns patterns(click_tracking_paths, 0);
  for (std::uint32_t row = 0; row < click_tracking_paths.size(); ++row) {
    if (patterns.matches(row, path_and_query)) return click_tracking_paths.cell(row, 1);
  }
  return std::nullopt;
}

std::string_view suspicious_tld(std::string_view tld) {
  const Rows rows = suspicious_tlds.find(tld);
  return rows.empty() ? std::string_view() : suspicious_tlds.cell(rows.begin, 1);
}

std::string_view executable_extension(std::string_view extension) {
  const Rows rows = executable_extensions.find(extension);
  return rows.empty() ? std::string_view() : executable_extensions.cell(rows.begin, 1);
}

bool is_freemail(std::string_view domain) { return !freemail_domains.find_domain(domain).empty(); }

bool is_disposable(std::string_view domain) {
  return !disposable_domains.find_domain(domain).empty();
}

std::optional<std::string> typo_of(std::string_view domain) {
  if (const Rows rows = typo_domains.find(domain); !rows.empty()) {
    return std::string(typo_domains.cell(rows.begin, 1));
  }
  if (freemail_domains.contains(domain)) return std::nullopt;
  // The longest last labels that are listed: "example.co.ku" before "example.ku".
  for (std::size_t dot = domain.find('.'); dot != std::string_view::npos;
       dot = domain.find('.', dot + 1)) {
    const Rows rows = typo_tlds.find(domain.substr(dot + 1));
    if (rows.empty()) continue;
    std::string meant(domain.substr(0, dot + 1));
    meant += typo_tlds.cell(rows.begin, 1);
    // ".om" and ".cm" exist, so a domain there is a slip only where the name is a well-known one.
    if (has_known_tld(domain) && !freemail_domains.contains(meant)) return std::nullopt;
    return meant;
  }
  return std::nullopt;
}

bool is_noreply(std::string_view local_part) {
  local_part = local_part.substr(0, local_part.find('+'));
  if (noreply_local_parts.contains(local_part)) return true;
  for (std::string_view word : {std::string_view("noreply"), std::string_view("no-reply")}) {
    if (local_part.size() <= word.size()) continue;
    const auto is_joint = [](char c) { return c == '-' || c == '_' || c == '.'; };
    if (ascii::starts_with(local_part, word) && is_joint(local_part[word.size()])) return true;
    if (ascii::ends_with(local_part, word) &&
        is_joint(local_part[local_part.size() - word.size() - 1])) {
      return true;
    }
  }
  return false;
}

bool is_role(std::string_view local_part) {
  return role_accounts.contains(local_part.substr(0, local_part.find('+')));
}

bool Brand::owns(std::string_view host) const {
  for (std::size_t begin = 0; begin < domains.size();) {
    const std::size_t end = std::min(domains.find(' ', begin), domains.size());
    const std::string_view domain = domains.substr(begin, end - begin);
    if (host == domain || (host.ends_with(domain) && host.size() > domain.size() &&
                           host[host.size() - domain.size() - 1] == '.')) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

std::uint32_t brand_count() { return brands.size(); }

Brand brand(std::uint32_t index) {
  return Brand{.name = brands.key(index),
               .domains = brands.cell(index, 1),
               .whole = brands.cell(index, 2) == "whole"};
}

namespace {

/// A common word is the brand only if it is all there is, spelled as the brand spells it or in
/// capitals: "Tim" is no TIM, but APPLE is Apple.
bool is_whole(std::string_view text, std::string_view brand) {
  text = ascii::trim(text);
  if (text == brand) return true;
  const auto is_upper = [](char c) { return c == ascii::upper(c); };
  return ascii::equal(text, brand) && std::ranges::all_of(text, is_upper);
}

}  // namespace

std::vector<BrandMatch> find_brands(std::string_view text) {
  static const Phrases phrases(brands);
  std::vector<BrandMatch> matches;
  for (std::size_t from = 0; auto match = phrases.next(text, from);) {
    const Brand named = brand(match->row);
    if (!named.whole || is_whole(text, named.name)) {
      matches.push_back(BrandMatch{named, match->begin, match->end});
    }
    from = match->end;
  }
  return matches;
}

std::optional<HeaderField> header_field(std::string_view name) {
  const Rows rows = header_fields.find(name);
  if (rows.empty()) return std::nullopt;
  const std::uint32_t row = rows.begin;
  return HeaderField{.name = header_fields.key(row),
                     .status = header_fields.cell(row, 1),
                     .syntax = header_fields.cell(row, 2),
                     .maximum = header_fields.cell(row, 3),
                     .reference = header_fields.cell(row, 4),
                     .in_iana = header_fields.cell(row, 5) == "yes"};
}

}  // namespace maillint::lists
