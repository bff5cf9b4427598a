// Explains the refusals of a report that was read.
#pragma once

#include "rules/explain/signs.h"
#include "rules/maillint.h"

namespace maillint {

const Catalogue& catalogue_of(const Options& options);

/// One refusal, judged with what the report holds and what is known of the sender's other bounces.
ExplainedRefusal explain_refusal(const Report& report, Refusal refusal, const Options& options,
                                 const HistoryFacts& history);

}  // namespace maillint
