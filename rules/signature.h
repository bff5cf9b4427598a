// What rules dkim-* and auth-* ask of a signature.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lint/facts.h"
#include "lint/settings.h"

namespace maillint::rules {

/// The tag's value, or the whole tag where it has none; the field's name where the tag is absent.
Span tag_span(const DkimSignature& signature, std::string_view name);
/// Whether any signature lists the field in h=; `name` in lower case.
bool is_signed(const Facts& facts, std::string_view name);
/// The one to blame for what none covers: the first one of the author's organization, else the
/// first. nullptr without signatures.
const DkimSignature* main_signature(const Facts& facts);
/// d= belongs to the author's organization (relaxed alignment, RFC 9989).
bool is_aligned(const Facts& facts, const DkimSignature& signature);
/// When the message arrived: the topmost Received that has a time; nullopt without one.
std::optional<std::int64_t> arrival(const Facts& facts);
/// The time to compare t= and x= with: arrival, or the clock for mail that was not received yet.
std::int64_t arrival_or_now(const Facts& facts, const Settings& settings);
/// Gmail's way, which no customer can change: MIME-Version but never Content-Type is signed, and
/// From, Subject and others stand twice in h=.
bool is_google_form(const DkimSignature& signature);
/// Return-Path rewritten by a forwarder (Sender Rewriting Scheme), nullptr if it is not.
const Field* rewritten_path(const Message& message);
/// Sent on by a list, a forwarder or by hand, so that what it carries was not all written by its
/// author.
bool is_forwarded(const Message& message);

}  // namespace maillint::rules
