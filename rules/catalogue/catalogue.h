// The error catalogue: every entry, how to find one, and which of them fit a reply.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/result.h"
#include "rules/catalogue/entry.h"

namespace maillint {

/// A catalogue file (--catalogue FILE), read by the caller.
struct CatalogueFile {
  std::string path;  // for messages
  std::string text;  // TOML
};

/// What is known of a reply when entries are looked for.
struct ReplyFacts {
  std::string_view text;  // normalised (normalise_reply)
  std::string_view reply_code;
  std::string_view status;
  std::string_view command;  // name(Command)
};

/// An entry whose words or codes fit a reply.
struct EntryMatch {
  const Entry* entry = nullptr;
  /// Where its literal stands in the normalised text; empty for entries that match by code.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool by_text() const { return end > begin; }
};

/// Immutable after construction, safe to use from several threads.
class Catalogue {
 public:
  ~Catalogue();
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  /// The built-in entries and those of `files`; an entry of a later file takes the place of one
  /// with the same id. Errors name file and line.
  static Result<std::unique_ptr<const Catalogue>> with(std::span<const CatalogueFile> files);

  /// In the order of the files: providers first, then texts of any server, then codes.
  std::span<const Entry> entries() const;
  std::span<const Provider> providers() const;
  std::span<const Blocklist> blocklists() const;
  std::span<const SignGroup> sign_groups() const;

  /// nullptr if there is none of that id.
  const Entry* find(std::string_view id) const;
  /// For people: an id or a piece of one, a reply code, an enhanced status code, or words of the
  /// title, cause or matched text in either language. Best first.
  std::vector<const Entry*> search(std::string_view query) const;

  /// For a reply that no entry fits: at most `count` entries that share rare words with it, best
  /// first. Looks at every text: for people, not for streams.
  std::vector<const Entry*> nearest(std::string_view reply, std::size_t count) const;

  const Provider* provider(std::string_view id) const;
  /// nullptr if nobody known runs that host.
  const Provider* provider_of_host(std::string_view host) const;
  /// The blocklist that a normalised reply names, nullptr if none.
  const Blocklist* blocklist_in(std::string_view normalised) const;

  /// Entries whose words stand in the text and whose pattern and codes do not object, in no
  /// particular order. A few microseconds.
  std::vector<EntryMatch> match_text(const ReplyFacts& reply) const;
  /// The same among the loose entries: for texts that no other entry knows.
  std::vector<EntryMatch> match_loosely(const ReplyFacts& reply) const;
  /// Entries for the codes alone, the most specific first: status, then reply code.
  std::vector<EntryMatch> match_codes(const ReplyFacts& reply) const;

 private:
  friend const Catalogue& built_in_catalogue();
  struct Data;
  explicit Catalogue(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

/// Made at the first call.
const Catalogue& built_in_catalogue();

/// What patterns are matched against: reply lines joined, white space folded, ASCII letters lower.
std::string normalise_reply(std::string_view text);

}  // namespace maillint
