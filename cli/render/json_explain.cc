// explain's messages in JSON.
#include "cli/render/json.h"
#include "cli/render/labels.h"

namespace maillint::cli {
namespace {

constexpr std::size_t diagnostic_octets = 2000;

void write_step(JsonWriter& json, const ExplainedStep& step) {
  json.begin_object().member("text", step.text).member("who", name(step.who));
  json.strings("rules", step.rules).end_object();
}

void write_explanation_of(JsonWriter& json, const Explanation& explanation, bool in_full) {
  json.begin_object().member("id", explanation.id).member("title", explanation.title);
  json.member("verdict", name(explanation.verdict));
  json.member("confidence", explanation.confidence);
  if (in_full) {
    json.strings("evidence", explanation.evidence);
    json.member("cause", explanation.cause).member("who", name(explanation.who));
    json.key("steps").begin_array();
    for (const ExplainedStep& step : explanation.steps) write_step(json, step);
    json.end_array().member("source", explanation.source);
    json.member("verified", explanation.verified);
  }
  json.end_object();
}

/// A recipient, or an error that names none: that one has no address, action or suppress.
void write_refusal(JsonWriter& json, const ExplainedRefusal& explained, const Message& message,
                   bool is_recipient, const Budget& budget, bool sisimai) {
  const Refusal& refusal = explained.refusal;
  json.begin_object();
  if (is_recipient) {
    json.clipped_member("address", refusal.address, 400);
    json.clipped_member("original_address", refusal.original_address, 400);
    json.member("address_source", refusal.address_source);
    json.member("action", name(refusal.action));
  }
  json.member("permanent", explained.permanent);
  json.member("status", refusal.status).member("status_source", refusal.status_source);
  json.member("replycode", refusal.reply_code).member("command", name(refusal.command));
  json.member("category", category_name(explained.category, sisimai))
      .member("class", explained.coarse_class);
  if (is_recipient) json.member("suppress", explained.suppress);
  json.member("retry", explained.retry);
  if (explained.retry_after_seconds)
    json.member("retry_after_seconds", *explained.retry_after_seconds);
  json.clipped_member("remote_mta", refusal.remote_mta, 300);
  json.clipped_member("remote_ip", refusal.remote_ip, 100);
  json.member("provider", explained.provider).member("blocklist", explained.blocklist);
  json.clipped_member("diagnostic", refusal.diagnostic, diagnostic_octets);
  json.member("line", message.source().position(refusal.span.begin).line);
  json.member("part", message.part_id(refusal.part));
  json.member("decided", explained.decided).strings("would_decide", explained.would_decide);
  json.key("explanations").begin_array();
  for (const Explanation& explanation : explained.explanations) {
    write_explanation_of(json, explanation, !budget.is_spent());
    if (budget.is_spent()) break;
  }
  json.end_array().end_object();
}

void write_original(JsonWriter& json, const Report& report, const Budget& budget) {
  const Original& original = report.delivery->original;
  json.key("original").begin_object();
  json.clipped_member("message_id", original.message_id, 1000);
  json.clipped_member("subject", original.subject, 1000);
  json.clipped_member("from", original.from, 1000);
  json.member("date", original.date ? format_rfc3339(*original.date) : std::string());
  json.clipped_member("list_id", original.list_id, 1000).member("source", original.source);
  if (report.original_facts != nullptr) {
    Places places(*report.original_facts);
    write_findings(json, report.original_findings, places, budget);
  } else {
    json.key("findings").begin_array().end_array();
  }
  json.end_object();
}

}  // namespace

void write_explanation(JsonWriter& json, const Report& report, bool sisimai) {
  const DeliveryReport none;
  const DeliveryReport& delivery = report.delivery ? *report.delivery : none;
  const Budget budget(json, report.message->octets().size());
  json.member("kind", name(delivery.kind));
  json.key("generator").begin_object().member("mta", delivery.generator.mta);
  json.clipped_member("evidence", delivery.generator.evidence, 300).end_object();
  json.clipped_member("reporting_mta", delivery.reporting_mta, 300);
  if (report.delivery) {
    write_original(json, report, budget);
  } else {
    json.key("original").begin_object().member("source", "none").end_object();
  }
  json.key("feedback").begin_object();
  json.clipped_member("type", delivery.feedback.type, 100);
  json.clipped_member("source_ip", delivery.feedback.source_ip, 100);
  json.strings("reported_domain", delivery.feedback.reported_domain).end_object();
  json.key("recipients").begin_array();
  for (const ExplainedRefusal& recipient : report.recipients)
    write_refusal(json, recipient, *report.message, true, budget, sisimai);
  json.end_array().key("errors").begin_array();
  for (const ExplainedRefusal& error : report.errors)
    write_refusal(json, error, *report.message, false, budget, sisimai);
  json.end_array();
  write_input_errors(json, report);
  json.strings("warnings", report.warnings);
}

}  // namespace maillint::cli
