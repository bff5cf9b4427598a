// Reports of hygiene for programs: CSV, JSON, a plain list.
#include <fmt/format.h>

#include "cli/hygiene/csv.h"
#include "cli/render/hygiene.h"
#include "cli/render/json.h"
#include "cli/render/json_writer.h"
#include "lint/date.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

std::string time_of(const std::optional<std::int64_t>& seconds) {
  return seconds ? format_rfc3339({.seconds = *seconds, .zone_minutes = 0}) : std::string();
}

std::string place_of(const AddressRow& row) {
  return row.line == 0 ? row.path : fmt::format("{}:{}", row.path, row.line);
}

class CsvRenderer : public HygieneRenderer {
 public:
  std::string begin() override {
    return "address,decision,until,reason,category,status,provider,bounces,first_seen,last_seen,"
           "evidence,said\r\n";
  }

  std::string row(const AddressRow& row) override {
    std::string out;
    append_cell(out, row.address);
    const std::string cells[] = {std::string(name(row.action)),
                                 time_of(row.until),
                                 std::string(name(row.reason)),
                                 row.category,
                                 row.status,
                                 row.provider,
                                 std::to_string(row.bounces),
                                 time_of(row.first),
                                 time_of(row.last),
                                 place_of(row),
                                 row.text};
    for (const std::string& cell : cells) {
      out += ',';
      append_cell(out, cell);
    }
    return out + "\r\n";
  }

  std::string end(const HygieneTotals&, const std::vector<Brake>&) override { return {}; }
};

/// Addresses to remove, one a line.
class ListRenderer : public HygieneRenderer {
 public:
  std::string row(const AddressRow& row) override {
    return row.action == Treatment::remove ? escaped(row.address) + '\n' : std::string();
  }
  std::string end(const HygieneTotals&, const std::vector<Brake>&) override { return {}; }
};

void write_row(JsonWriter& json, const AddressRow& row) {
  json.begin_object();
  json.member("address", row.address).member("decision", name(row.action));
  json.member("until", time_of(row.until)).member("reason", name(row.reason));
  json.member("category", row.category).member("status", row.status);
  json.member("provider", row.provider).member("bounces", row.bounces);
  json.member("first_seen", time_of(row.first)).member("last_seen", time_of(row.last));
  json.key("evidence").begin_object();
  json.member("path", row.path).member("line", row.line).member("text", row.text);
  json.end_object().end_object();
}

void write_end(JsonWriter& json, const HygieneTotals& totals, const std::vector<Brake>& brakes) {
  json.key("brakes").begin_array();
  for (const Brake& brake : brakes) {
    json.begin_object().member("domain", brake.domain).member("held", brake.held);
    json.member("known", brake.known).end_object();
  }
  json.end_array().key("summary").begin_object();
  json.member("inputs", totals.inputs).member("reports", totals.reports);
  json.member("known_before", totals.known_before).member("not_ours", totals.not_ours);
  json.member("unproven", totals.unproven).member("without_address", totals.without_address);
  json.member("unreadable", totals.unreadable).member("addresses", totals.addresses);
  for (const Treatment action :
       {Treatment::remove, Treatment::pause, Treatment::keep, Treatment::held})
    json.member(name(action), totals.of[static_cast<std::size_t>(action)]);
  json.end_object();
}

class JsonHygiene : public HygieneRenderer {
 public:
  explicit JsonHygiene(bool lines) : lines_(lines) {}

  std::string begin() override {
    if (lines_) return {};
    std::string out = "{";
    JsonWriter json(out);
    json.member("schema", json_schema).key("tool").begin_object();
    json.member("name", "maillint").member("version", MAILLINT_VERSION).end_object();
    json.member("command", "hygiene");
    return out + ",\"addresses\":[\n";
  }

  std::string row(const AddressRow& row) override {
    std::string out = first_ || lines_ ? "" : ",\n";
    first_ = false;
    JsonWriter json(out);
    write_row(json, row);
    return lines_ ? out + '\n' : out;
  }

  std::string end(const HygieneTotals& totals, const std::vector<Brake>& brakes) override {
    if (lines_) return {};
    std::string out;
    JsonWriter json(out);
    write_end(json, totals, brakes);
    return "],\n" + out + "}\n";
  }

 private:
  bool lines_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<HygieneRenderer> make_hygiene_renderer(const HygieneLook& look) {
  switch (look.format) {
    case Format::csv:
      return std::make_unique<CsvRenderer>();
    case Format::list:
      return std::make_unique<ListRenderer>();
    case Format::json:
      return std::make_unique<JsonHygiene>(false);
    case Format::ndjson:
      return std::make_unique<JsonHygiene>(true);
    default:
      return make_hygiene_text(look);
  }
}

}  // namespace maillint::cli
