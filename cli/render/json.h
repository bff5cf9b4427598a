// Pieces of the JSON output that check, explain and show share.
#pragma once

#include <cstddef>
#include <span>

#include "cli/render/json_writer.h"
#include "cli/render/places.h"
#include "cli/render/renderer.h"
#include "rules/report.h"

namespace maillint::cli {

inline constexpr std::string_view json_schema = "maillint/1";

/// How many octets a message's object may still grow by details that its reader can do without:
/// the report of a hostile message must not be many times its size.
class Budget {
 public:
  Budget(const JsonWriter& json, std::size_t input_octets)
      : json_(json), limit_(json.size() + (std::size_t{400} << 10) + 2 * input_octets) {}
  bool is_spent() const { return json_.size() > limit_; }

 private:
  const JsonWriter& json_;
  std::size_t limit_;
};

void write_findings(JsonWriter& json, std::span<const RuleFindings> findings, Places& places,
                    const Budget& budget);
/// The members of an "explain" object after "path".
/// `sisimai`: categories by Sisimai's names for reasons.
void write_explanation(JsonWriter& json, const Report& report, bool sisimai = false);
/// "parts" without digests and fields.
void write_parts(JsonWriter& json, const Facts& facts);
void write_hops(JsonWriter& json, const Facts& facts);
void write_input_errors(JsonWriter& json, const Report& report);

}  // namespace maillint::cli
