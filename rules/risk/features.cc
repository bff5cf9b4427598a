// The features of the risk model.
#include "rules/risk/features.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "lint/ascii.h"
#include "rules/data/lists.h"

namespace maillint::risk {
namespace {

constexpr std::size_t longest_name = 40;

class Collector {
 public:
  void add(std::string name) { names_.push_back(std::move(name)); }
  void add_if(bool is_there, std::string_view name) {
    if (is_there) names_.emplace_back(name);
  }
  /// "html:4+ images" for each bound that `count` reaches.
  void add_count(std::size_t count, std::initializer_list<std::size_t> bounds,
                 std::string_view group, std::string_view things) {
    for (const std::size_t bound : bounds) {
      if (count >= bound) names_.push_back(fmt::format("{}:{}+ {}", group, bound, things));
    }
  }
  std::vector<std::string> take() {
    std::ranges::sort(names_);
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    return std::move(names_);
  }

 private:
  std::vector<std::string> names_;
};

/// Top-level domain of a host, "" for an address and for nonsense.
std::string_view tld(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos) return {};
  host.remove_prefix(dot + 1);
  const bool letters = std::ranges::all_of(host, ascii::is_alpha);
  return letters && host.size() >= 2 && host.size() <= 12 ? host : std::string_view();
}

/// Percent of the ASCII letters that are capitals.
struct Letters {
  std::size_t capitals = 0;
  std::size_t all = 0;
  std::size_t percent() const { return all == 0 ? 0 : capitals * 100 / all; }
};

struct Signs {
  Letters letters;
  std::size_t exclamation_marks = 0;
  std::size_t question_marks = 0;
  std::size_t percent_signs = 0;
  std::size_t sums = 0;           // "$5", "$ 5": a dollar sign and a digit
  std::size_t shouted_words = 0;  // of 4 capitals and more
};

Signs signs_of(std::string_view text) {
  Signs signs;
  std::size_t run = 0;  // capitals up to here
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool capital = c >= 'A' && c <= 'Z';
    signs.letters.all += ascii::is_alpha(c);
    signs.letters.capitals += capital;
    run = capital ? run + 1 : 0;
    signs.shouted_words += run == 4;
    signs.exclamation_marks += c == '!';
    signs.question_marks += c == '?';
    signs.percent_signs += c == '%';
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const char after = i + 2 < text.size() ? text[i + 2] : ' ';
    signs.sums += c == '$' && (ascii::is_digit(next) || (next == ' ' && ascii::is_digit(after)));
  }
  return signs;
}

void add_header(const Facts& facts, Collector& out) {
  const Message& message = facts.message();
  for (const Field& field : message.fields()) {
    const std::string_view name = message.name(field);
    if (name.size() <= longest_name) out.add("field:" + ascii::to_lower(name));
  }
  const Part& root = message.parts()[0];
  if (root.type.size() <= longest_name) out.add("type:" + root.type);
  if (const Mailbox* author = facts.author()) {
    out.add_if(lists::is_freemail(facts.author_domain()), "from:freemail address");
    out.add_if(std::ranges::any_of(author->local_part, ascii::is_digit), "from:digits in address");
    if (const std::string_view top = tld(facts.author_domain()); !top.empty())
      out.add(fmt::format("from:.{}", top));
  }
}

void add_subject(const Facts& facts, Collector& out) {
  const Subject* subject = facts.subject();
  if (subject == nullptr || subject->text.empty()) return;
  std::string_view text = subject->text.substr(0, text_octets);
  if (const auto prefix = lists::reply_prefix(text); prefix && !prefix->is_ambiguous) {
    out.add(prefix->is_forward ? "subject:forward" : "subject:reply");
    text.remove_prefix(prefix->length);
  }
  // The tag in brackets is a mailing list's.
  if (const std::size_t end = text.find(']');
      text.starts_with('[') && end != std::string_view::npos)
    text.remove_prefix(end + 1);
  for (const std::string& word : words(text)) out.add("subject word:" + word);
  const Signs signs = signs_of(text);
  out.add_if(signs.exclamation_marks > 0, "subject:exclamation mark");
  out.add_if(signs.question_marks > 0, "subject:question mark");
  out.add_if(signs.sums > 0, "subject:sum of money");
  out.add_if(signs.percent_signs > 0, "subject:percent sign");
  out.add_count(signs.letters.percent(), {30, 60}, "subject", "% capitals");
  out.add_count(signs.shouted_words, {1, 2}, "subject", "shouted words");
  out.add_if(text.find("   ") != std::string_view::npos, "subject:gap");
  out.add_if(!text.empty() && ascii::is_digit(text.back()), "subject:digit at the end");
}

void add_html(const TextBody& body, Collector& out) {
  constexpr std::string_view tags[] = {"<table",  "<font", "<form",    "<center",
                                       "<script", "<h1",   "<marquee", "<style"};
  const std::string_view html = body.text.text().substr(0, text_octets);
  for (const std::string_view tag : tags)
    out.add_if(ascii::find(html, tag) != std::string_view::npos, fmt::format("html:{}>", tag));
  out.add_if(ascii::find(html, "bgcolor") != std::string_view::npos, "html:bgcolor");
  out.add_if(ascii::find(html, "size=\"+") != std::string_view::npos, "html:font size +n");
  out.add_if(!body.html.hidden_text.empty(), "html:hidden text");
  out.add_if(!body.html.title.empty(), "html:title");
  out.add_count(body.html.images.size(), {1, 4, 10}, "html", "images");
  out.add_count(body.html.links.size(), {1, 5, 20}, "html", "links");
}

void add_texts(const Facts& facts, Collector& out) {
  bool has_text = false;
  std::size_t word_count = 0;
  std::size_t budget = text_octets;
  for (const TextBody& body : facts.text_bodies()) {
    has_text = has_text || !body.is_html;
    if (body.is_html) add_html(body, out);
    const std::string_view text = body.visible().substr(0, budget);
    budget -= text.size();
    const std::vector<std::string> found = words(text);
    word_count = std::max(word_count, found.size());
    for (const std::string& word : found) out.add("word:" + word);
    const Signs signs = signs_of(text);
    out.add_count(signs.exclamation_marks, {1, 3, 10}, "text", "exclamation marks");
    out.add_count(signs.sums, {1, 3, 10}, "text", "sums of money");
    out.add_count(signs.percent_signs, {1, 3}, "text", "percent signs");
    out.add_count(signs.question_marks, {1, 3}, "text", "question marks");
    out.add_count(signs.letters.percent(), {10, 20, 40}, "text", "% capitals");
    out.add_count(signs.shouted_words, {3, 10, 30}, "text", "shouted words");
    out.add_if(text.starts_with('>') || text.find("\n>") != std::string_view::npos,
               "text:quoted lines");
    if (budget == 0) break;
  }
  out.add_if(facts.has_html() && !has_text, "html:no plain text beside it");
  out.add_count(word_count, {20, 100, 400}, "text", "words");
}

void add_links(const Facts& facts, Collector& out) {
  std::size_t mailto = 0;
  std::size_t web = 0;
  for (const Link& link : facts.links()) {
    const Url& url = link.url;
    mailto += url.scheme == "mailto";
    if (!url.is_web()) continue;
    ++web;
    if (const std::string_view top = tld(url.host); !top.empty())
      out.add(fmt::format("link:.{}", top));
    out.add_if(url.scheme == "https", "link:https");
    out.add_if(url.is_ip_literal, "link:address for a host");
    out.add_if(url.port != 0, "link:port");
    out.add_if(!url.query.empty(), "link:query");
    out.add_if(!url.is_ip_literal && std::ranges::any_of(url.host, ascii::is_digit),
               "link:digits in the host");
    out.add_if(lists::is_unsubscribe_url(link.target), "link:unsubscribe");
  }
  out.add_count(web, {1, 3, 10}, "link", "links");
  out.add_if(mailto > 0, "link:mailto");
}

}  // namespace

std::string_view name(Kind kind) {
  constexpr std::string_view names[] = {"rule", "text", "header"};
  return names[static_cast<std::size_t>(kind)];
}

Kind kind_of(std::string_view feature) {
  if (feature.starts_with("rule:")) return Kind::rule;
  for (const std::string_view group : {"field:", "type:", "from:", "subject"}) {
    if (feature.starts_with(group)) return Kind::header;
  }
  return Kind::text;
}

std::vector<std::string> features(const Facts& facts, std::span<const RuleFindings> findings) {
  Collector out;
  for (const RuleFindings& rule : findings) {
    if (rule.count > 0) out.add(fmt::format("rule:{}", rule.rule->id));
  }
  add_header(facts, out);
  add_subject(facts, out);
  add_texts(facts, out);
  add_links(facts, out);
  out.add_if(!facts.attachments().empty(), "text:attachment");
  return out.take();
}

}  // namespace maillint::risk
