// Signs in a message that rules of several families ask for.
#pragma once

#include <string_view>
#include <vector>

#include "lint/address.h"
#include "lint/facts.h"
#include "lint/message.h"

namespace maillint::rules {

/// Came through a mailing list or another forwarder that says so: List-*, Mailing-List,
/// X-BeenThere, Precedence: list or bulk, Sender: owner-... Such software writes From and Reply-To
/// anew.
bool is_list_mail(const Message& message);
/// Mail of people to a discussion list: List-Post that takes posts, X-BeenThere, Mailing-List...,
/// an envelope sender such as "owner-x" or "x-bounces". A newsletter has none of these.
bool is_discussion(const Message& message);
/// Sent by a job that watches or backs something up: cron, root, nagios... Its text is a log.
bool is_log_mail(const Message& message, const Facts& facts);
/// The d= domains of all DKIM signatures; views into the message. None is verified.
std::vector<std::string_view> signing_domains(const Message& message);
/// Source octets of `words`, a piece of the mailbox's display name; the whole name where the piece
/// is not found again.
Span span_in_display_name(const Message& message, const Mailbox& mailbox, std::string_view words);

/// An addr-spec inside a text: "anna@example.com" in "'anna@example.com' via X".
struct ShownAddress {
  std::string_view local_part;
  std::string_view domain;
  std::string_view text;  // both, with "@"
};
/// The first one whose domain has a known last label; `text` is empty if there is none. Linear.
ShownAddress find_shown_address(std::string_view text);

}  // namespace maillint::rules
