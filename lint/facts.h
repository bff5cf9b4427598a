// What rules look at, computed from a Message once and only when asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/address.h"
#include "lint/arc.h"
#include "lint/attachment.h"
#include "lint/authentication_results.h"
#include "lint/content_type.h"
#include "lint/date.h"
#include "lint/decoded.h"
#include "lint/dkim_signature.h"
#include "lint/encoded_word.h"
#include "lint/message.h"
#include "lint/message_id.h"
#include "lint/received.h"
#include "lint/template/tags.h"
#include "lint/transfer.h"
#include "lint/web/html.h"
#include "lint/web/url.h"

namespace maillint {

class TemplateValues;  // lint/template/values.h

/// A place to point at: source octets, and the same place in a decoded body where that is what
/// people must look for.
struct Place {
  Span source;
  std::uint32_t part = 0;  // index into Message::parts()
  std::uint32_t text_body =
      0xFFFFFFFF;  // index into Facts::text_bodies() if `decoded` is meaningful
  Span decoded{};  // octets of that body's text()

  bool has_decoded() const { return text_body != 0xFFFFFFFF; }
};

/// The Subject as people read it.
struct Subject {
  const Field* field = nullptr;
  DecodedWords words;
  std::string_view text;       // words.text.text() without white space at both ends
  std::size_t text_begin = 0;  // offset of `text` in words.text.text()
  /// Source octets of text [begin, end).
  Span source(std::size_t begin, std::size_t end) const {
    return words.text.source(text_begin + begin, text_begin + end);
  }
};

/// A date field of the root header.
struct DateField {
  FieldId id = FieldId::date;
  const Field* field = nullptr;
  ParsedDate parsed;
};

/// A Message-ID, In-Reply-To or References field of the root header.
struct MessageIdField {
  FieldId id = FieldId::message_id;
  const Field* field = nullptr;
  MessageIds parsed;
};

/// A text/plain or text/html leaf that a client shows: not an attachment, not inside a nested
/// message.
struct TextBody {
  std::uint32_t part = 0;
  bool is_html = false;
  DecodedText text;     // UTF-8
  std::string charset;  // as declared, lower case, "" if none
  bool charset_known = true;
  std::size_t invalid_octets = 0;  // that do not fit the charset
  std::vector<TransferProblemAt> transfer_problems;
  HtmlDocument html;  // empty unless is_html
  /// Of a template: `text` has its tags masked (lint/template/tags.h), `unmasked` has not; both
  /// have the same places. Empty for a message.
  TemplateTags tags;
  DecodedText unmasked;
  /// As the author wrote it.
  std::string_view written() const { return unmasked.empty() ? text.text() : unmasked.text(); }
  std::string_view written(Span span) const { return written().substr(span.begin, span.size()); }
  /// What a reader sees: html.visible_text, or text.
  std::string_view visible() const {
    return is_html ? std::string_view(html.visible_text) : text.text();
  }
};

/// An HTML body, as the rules about HTML look at it.
struct HtmlBody {
  const TextBody* body = nullptr;

  const HtmlDocument& document() const { return body->html; }
  const HtmlStructure& structure() const { return *body->html.structure; }
  std::string_view html() const { return body->text.text(); }
  std::string_view html(Span span) const { return html().substr(span.begin, span.size()); }
};

/// What of a URL a template says itself; the rest is filled in when it is sent.
enum class KnownUrl : std::uint8_t {
  all,
  host,     // "https://example.com/{{path}}": all up to the host
  scheme,   // "https://{{host}}/"
  nothing,  // "{{url}}"
};

/// A link of an HTML body, or a URL in a plain text body.
struct Link {
  std::uint32_t text_body = 0;     // index into Facts::text_bodies()
  const HtmlLink* html = nullptr;  // nullptr in plain text
  std::string_view target;         // href with entities decoded, or the URL in the text
  std::string_view shown;          // visible text; equal to target in plain text
  Url url;                         // target parsed
  Place place;                     // of the href value, or of the URL in the text
  KnownUrl known = KnownUrl::all;
};

/// An Authentication-Results field of the root header.
struct RecordedResults {
  const Field* field = nullptr;
  AuthenticationResults parsed;
};

/// What the body says to a signature's bh=.
struct BodyHash {
  enum class State : std::uint8_t {
    unknown,            // bh= is no SHA-256, or the message was cut
    matches,            // line ends read in the usual way
    matches_with_crlf,  // of mixed line ends, only when every bare LF becomes CRLF
    matches_verbatim,   // only when bare LF stays as it is
    differs,
  };
  State state = State::unknown;
  Span appended{};                      // behind the part that matches; empty if there is none
  bool other_canonicalization = false;  // it matches as "simple" instead of "relaxed", or reversed
};

/// One URI of a List-* field (RFC 2369), without < >.
struct ListUri {
  Span span;
  std::string_view uri;
};

/// Lazy and not thread-safe: one Facts belongs to one thread. Views point into the Message or into
/// this.
class Facts {
 public:
  explicit Facts(const Message& message);
  /// Of a template whose tags have these syntaxes. `values` are what some of them become (--values);
  /// they must outlive the Facts.
  Facts(const Message& message, SyntaxSet syntaxes, const TemplateValues* values = nullptr);
  ~Facts();
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  const Message& message() const { return message_; }

  /// nullptr without a Subject field; the first one of several.
  const Subject* subject() const;
  /// From, Sender, Reply-To, To, Cc, Bcc, Disposition-Notification-To and Resent-* of the root
  /// header, each occurrence, in order.
  std::span<const AddressList> address_lists() const;
  /// The first list of that field, nullptr if absent.
  const AddressList* addresses(FieldId id) const;
  /// The first author mailbox (From) that has an addr-spec, nullptr if there is none.
  const Mailbox* author() const;
  /// Its domain, lower case, "" if there is none.
  std::string_view author_domain() const;
  /// Organizational domain of author_domain().
  const std::string& author_organization() const;
  /// Date and Resent-Date fields of the root header.
  std::span<const DateField> dates() const;
  /// The Date field's time.
  std::optional<DateTime> date() const;
  std::span<const MessageIdField> message_ids() const;
  /// Received fields, top first.
  std::span<const Received> hops() const;
  /// Whether a server took the message with the SMTPUTF8 extension (RFC 6531 4.3, and Postfix's
  /// comment).
  bool came_by_smtputf8() const;
  /// Content-Type of a part, defaults not applied (value "" if absent).
  const ParameterizedValue& content_type(std::uint32_t part) const;
  const ParameterizedValue& content_disposition(std::uint32_t part) const;
  /// Decoded file name of a part: Content-Disposition's, else Content-Type's name; "" if none.
  std::string_view filename(std::uint32_t part) const;
  /// Transfer encoding undone, no charset conversion; empty for containers.
  const DecodedBody& decoded_body(std::uint32_t part) const;
  /// What was wrong with the transfer encoding of a leaf.
  std::span<const TransferProblemAt> transfer_problems(std::uint32_t part) const;
  std::span<const TextBody> text_bodies() const;
  /// The text of that part, nullptr if it is none.
  const TextBody* text_body(std::uint32_t part) const;
  /// Those of text_bodies() that are HTML.
  std::span<const HtmlBody> html_bodies() const;
  std::span<const Link> links() const;
  bool has_html() const;
  std::span<const Attachment> attachments() const;
  /// URIs in < > of a List-* field, or the whole value where there are no brackets.
  std::vector<ListUri> list_uris(const Field& field) const;

  /// DKIM-Signature fields of the root header, top first; at most 100.
  std::span<const DkimSignature> dkim_signatures() const;
  /// Authentication-Results fields of the root header, top first; at most 100.
  std::span<const RecordedResults> authentication_results() const;
  const ArcChain& arc() const;
  /// Of a signature of dkim_signatures() or arc(). Unknown beyond the first few that are asked for.
  const BodyHash& body_hash(const DkimSignature& signature) const;

  /// Octets of the body once the values that are known are filled in.
  std::size_t rendered_size(const TextBody& body) const;
  bool is_template() const { return syntaxes_ != SyntaxSet{}; }
  /// What of the URL at `span` of the body's text is known.
  static KnownUrl known_url(const TextBody& body, Span span);

  /// A place in a decoded text body, mapped to the source.
  Place place_in(const TextBody& body, std::size_t begin, std::size_t end) const;
  Place place_in(const HtmlBody& html, Span span) const {
    return place_in(*html.body, span.begin, span.end);
  }

 private:
  struct Cache;
  const Message& message_;
  SyntaxSet syntaxes_;
  const TemplateValues* values_ = nullptr;
  std::unique_ptr<Cache> cache_;
};

}  // namespace maillint
