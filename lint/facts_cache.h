// What Facts has computed so far, for lint/facts*.cc alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts.h"

namespace maillint {

struct Facts::Cache {
  std::optional<Subject> subject;  // its text views itself: never moved
  Field subject_field;             // of a template that says its subject without a header section
  std::optional<std::vector<AddressList>> address_lists;
  std::optional<std::string> author_organization;
  std::optional<std::vector<DateField>> dates;
  std::optional<std::vector<MessageIdField>> message_ids;
  std::optional<std::vector<Received>> hops;
  std::vector<std::unique_ptr<ParameterizedValue>> content_types;  // by part
  std::vector<std::unique_ptr<ParameterizedValue>> content_dispositions;
  std::size_t parameters = 0;                        // in both of them
  std::vector<std::unique_ptr<DecodedBody>> bodies;  // by part
  std::optional<std::vector<TextBody>> text_bodies;
  std::optional<std::vector<HtmlBody>> html_bodies;
  std::optional<std::vector<Link>> links;
  std::optional<std::vector<Attachment>> attachments;
  std::optional<std::vector<DkimSignature>> dkim_signatures;
  std::optional<std::vector<RecordedResults>> authentication_results;
  std::optional<ArcChain> arc;
  std::vector<std::pair<const Field*, BodyHash>> body_hashes;
};

}  // namespace maillint
