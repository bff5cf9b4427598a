// What the compiled-in lists answer: hosts, domains, brands, words. Sources and licences: each
// file's head. Hosts and domains are given in lower case, without a final dot; texts are UTF-8. No
// function allocates unless it says so; all are thread-safe, and nothing is computed at program
// start.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillint::lists {

// ---- hosts of links
/// "bit.ly", "www.bit.ly", any host below a "*.x" entry.
bool is_url_shortener(std::string_view host);
/// Who owns a shortener that leads to one owner's site only ("aka.ms": Microsoft); "" otherwise.
std::string_view shortener_owner(std::string_view host);

struct Redirector {
  std::string_view path;       // prefix that matched
  std::string_view parameter;  // "q|url"; "(path)", "(query)", "(host)", "(opaque)"
  std::string_view note;
  bool is_gateway = false;  // rewrites the links of mail received: safelinks, urldefense, mimecast
  bool only_own = false;    // leads to hosts of the same owner only
};
/// A public redirect endpoint or link-rewriting gateway: by host and the longest path prefix.
std::optional<Redirector> redirector(std::string_view host, std::string_view path);
/// The mailing service behind a tracking domain ("us1.list-manage.com": Mailchimp).
std::optional<std::string_view> click_tracking_service(std::string_view host);
/// The mailing service that writes such a path with query ("/ls/click?upn=..."): tells branded
/// tracking hosts.
std::optional<std::string_view> click_tracking_path_service(std::string_view path_and_query);

// ---- names of files
/// Who refuses attachments with this extension, comma separated ("gmail,outlook"); "" = nobody.
std::string_view executable_extension(std::string_view extension);

// ---- domains of addresses
/// Anyone can hold an address there; also true for hosts below.
bool is_freemail(std::string_view domain);
bool is_disposable(std::string_view domain);
/// What was meant by a mistyped domain: "gmial.com" -> "gmail.com", "example.con" -> "example.com".
std::optional<std::string> typo_of(std::string_view domain);

// ---- local-parts
/// "noreply", "no-reply", "newsletter-noreply", "noreply+7": says "do not answer".
bool is_noreply(std::string_view local_part);
/// "postmaster", "sales": a function, no person. "+tag" is ignored.
bool is_role(std::string_view local_part);

// ---- brands
struct Brand {
  std::string_view name;
  std::string_view domains;  // space separated
  bool whole = false;        // an ordinary word or a name: counts only as the whole display name
  /// Whether a host is one of the domains or below one.
  bool owns(std::string_view host) const;
};
std::uint32_t brand_count();
Brand brand(std::uint32_t index);
struct BrandMatch {
  Brand brand;
  std::size_t begin = 0;
  std::size_t end = 0;
};
/// Brands named in a display name or another short text, on word boundaries; those marked `whole`
/// only where they are the whole text.
std::vector<BrandMatch> find_brands(std::string_view text);

// ---- subjects
struct ReplyPrefix {
  bool is_forward = false;
  bool is_ambiguous = false;  // "R:", "CT:": also an ordinary abbreviation
  std::size_t length = 0;     // with the colon and the white space after it
  std::string_view language;
};
/// "Re: ", "AW[2]: ", "WG:" at the beginning of a trimmed subject.
std::optional<ReplyPrefix> reply_prefix(std::string_view subject);
/// Language of the automatic reply that a subject announces ("Automatische Antwort: ...").
std::optional<std::string_view> auto_reply_subject(std::string_view subject);
struct UndeliverableSubject {
  std::string_view kind;    // "bounce", "delay", "success"...
  std::string_view sender;  // MTA or service that writes so
};
std::optional<UndeliverableSubject> undeliverable_subject(std::string_view subject);

// ---- words of the body
struct WordMatch {
  std::size_t begin = 0;  // octets of the text searched
  std::size_t end = 0;
  std::string_view phrase;
  std::string_view language;
};
/// The next word of an unsubscribe link or line. Short ones ("baja", "widerruf") mean something in
/// a link's text only: is_weak_unsubscribe_word.
std::optional<WordMatch> find_unsubscribe_word(std::string_view text, std::size_t from = 0);
bool is_weak_unsubscribe_word(std::string_view phrase);
/// "unsub", "optout", "abmelden"... in a URL.
bool is_unsubscribe_url(std::string_view url);

enum class PhraseClass : std::uint8_t { strong, medium, weak };
struct SpamPhrase {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view phrase;
  PhraseClass phrase_class = PhraseClass::weak;
  std::string_view language;
};
/// The next phrase common in unwanted mail; linear in the text over all calls.
std::optional<SpamPhrase> find_spam_phrase(std::string_view text, std::size_t from = 0);

struct Greeting {
  std::size_t end = 0;
  std::string_view greeting_class;  // "impersonal", "group", "scam", "formal start"...
  std::string_view language;
};
/// A salutation at the beginning of a line.
std::optional<Greeting> greeting(std::string_view line);

// ---- header fields
struct HeaderField {
  std::string_view name;  // usual spelling
  std::string_view status;
  std::string_view syntax;
  std::string_view maximum;  // "1", "*", "1 per resent block"...
  std::string_view reference;
  bool in_iana = false;
};
/// A field name in any case.
std::optional<HeaderField> header_field(std::string_view name);

struct EspFingerprint {
  std::string_view service;
  std::string_view service_class;  // "esp", "crm", "list", "self-hosted", "mua", "gateway"...
  /// Whether the class means mail sent in bulk: esp, list, self-hosted mailing software.
  bool is_bulk() const;
};
/// The service or software that a field names; `value` is unfolded. Patterns compile at first use.
std::optional<EspFingerprint> esp_fingerprint(std::string_view field_name, std::string_view value);

struct OutdatedMailer {
  std::string_view product;
  std::string_view end_of_support;  // "2014-04-08", "2013"; never empty
  std::string_view note;
};
/// The outdated sending software that X-Mailer, User-Agent, X-MimeOLE, MIME-Version... names.
std::optional<OutdatedMailer> outdated_mailer(std::string_view field_name, std::string_view value);

}  // namespace maillint::lists
