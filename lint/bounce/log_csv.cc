// Logs that are tables: PowerMTA's accounting files, Exchange's message tracking, exports of mail
// services. The head of the table says which column is what.
#include <array>
#include <string>
#include <utility>

#include "lint/ascii.h"
#include "lint/bounce/diagnosis.h"
#include "lint/bounce/dsn.h"
#include "lint/bounce/event_names.h"
#include "lint/bounce/log.h"
#include "lint/bounce/reply.h"
#include "lint/csv.h"

namespace maillint::bounce {

namespace {

constexpr std::size_t row_limit = 16'384;

enum class Column : std::uint8_t { other, recipient, original, outcome, status, words, host };

struct ColumnName {
  std::string_view name;
  Column column;
};

/// Where two columns could hold the same, the first of the row counts.
constexpr std::array<ColumnName, 36> column_names = {{{"rcpt", Column::recipient},
                                                      {"to", Column::recipient},
                                                      {"recipient_address", Column::recipient},
                                                      {"recipient email", Column::recipient},
                                                      {"email address", Column::recipient},
                                                      {"emailaddress", Column::recipient},
                                                      {"address", Column::recipient},
                                                      {"bounce_reason", Column::words},
                                                      {"bounce reason", Column::words},
                                                      {"smtp response", Column::words},
                                                      {"diagnosticcode", Column::words},
                                                      {"message", Column::words},
                                                      {"description", Column::words},
                                                      {"recipient-address", Column::recipient},
                                                      {"recipientaddress", Column::recipient},
                                                      {"recipient", Column::recipient},
                                                      {"recipients", Column::recipient},
                                                      {"email", Column::recipient},
                                                      {"orcpt", Column::original},
                                                      {"dsnaction", Column::outcome},
                                                      {"event-id", Column::outcome},
                                                      {"eventid", Column::outcome},
                                                      {"event", Column::outcome},
                                                      {"dsnstatus", Column::status},
                                                      {"status", Column::status},
                                                      {"dsndiag", Column::words},
                                                      {"recipient-status", Column::words},
                                                      {"recipientstatus", Column::words},
                                                      {"reason", Column::words},
                                                      {"diagnostic", Column::words},
                                                      {"smtp_response", Column::words},
                                                      {"response", Column::words},
                                                      {"error", Column::words},
                                                      {"dsnmta", Column::host},
                                                      {"mx-host", Column::host},
                                                      {"remote_mta", Column::host}}};

class Table {
 public:
  /// Whether the row is the head of a table of deliveries.
  bool read_head(std::string_view row) {
    mta_ = {};
    if (row.starts_with("#Fields:")) {
      mta_ = "exchange";
      row = ascii::trim(row.substr(8));
    } else if (ascii::starts_with(row, "type,timelogged")) {
      mta_ = "powermta";
    }
    separator_ = row.find('\t') != npos ? '\t' : ',';
    if (row.find(separator_) == npos) separator_ = ';';
    bool recipient = false;
    bool words = false;
    columns_.clear();
    for (const std::string& cell : cells_of(row)) {
      Column column = Column::other;
      for (const ColumnName& known : column_names) {
        if (ascii::equal(ascii::trim(cell), known.name)) column = known.column;
      }
      recipient = recipient || column == Column::recipient;
      words = words || column == Column::words;
      columns_.push_back(column);
    }
    if (recipient && words) return true;
    columns_.clear();
    return false;
  }

  std::string_view mta() const { return mta_; }

  /// The refusals of one row; several where the row names several recipients.
  void read_row(std::string_view row, MailLog& log) const {
    const std::vector<std::string> cells = cells_of(row);
    std::string_view recipients, outcome, status, words, host, original;
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
      std::string_view* const targets[] = {nullptr, &recipients, &original, &outcome,
                                           &status, &words,      &host};
      std::string_view* const target = targets[static_cast<std::size_t>(columns_[i])];
      if (target != nullptr && target->empty()) *target = ascii::trim(cells[i]);
    }
    if (recipients.find('@') == npos) return;
    ++log.lines;
    const std::size_t type = words.find(';');  // "smtp;550 5.1.1 ..."
    if (type != npos && type < 8 && ascii::is_alpha(words.front()))
      words = ascii::trim(words.substr(type + 1));
    const Diagnosis diagnosis = diagnose(words);
    Refusal refusal;
    refusal.diagnostic = diagnosis.words;
    refusal.reply_code = diagnosis.reply_code;
    refusal.status = diagnosis.status;
    refusal.status_source = diagnosis.status.empty() ? "" : "diagnostic";
    refusal.command = diagnosis.command;
    refusal.remote_mta = diagnosis.remote_mta;
    if (refusal.status.empty() || is_generic_status(refusal.status)) {
      const std::string_view code = status_at(status);
      if (!code.empty()) {
        refusal.status = code;
        refusal.status_source = "dsn";
      }
    }
    host = host.substr(0, host.find_first_of(" ("));
    if (is_host_name(host)) refusal.remote_mta = ascii::to_lower(host);
    if (!set_action(outcome, status, refusal)) return;
    FoundAddress found;
    if (next_address(original, 0, found))
      refusal.original_address = original.substr(found.begin, found.end - found.begin);
    for (std::size_t at = 0; next_address(recipients, at, found); at = found.end) {
      if (log.refusals.size() >= recipient_limit) return;
      refusal.address = recipients.substr(found.begin, found.end - found.begin);
      if (ascii::equal(refusal.original_address, refusal.address)) refusal.original_address.clear();
      log.refusals.push_back(refusal);
    }
  }

 private:
  std::vector<std::string> cells_of(std::string_view row) const {
    std::vector<std::string> cells;
    CsvReader(row, separator_).next(cells);
    return cells;
  }

  /// False for a row that tells of no failure and no delay.
  static bool set_action(std::string_view outcome, std::string_view status, Refusal& refusal) {
    Outcome said = outcome_of(outcome, {});
    if (said == Outcome::none) said = outcome_of(status, {});
    const char first = !refusal.reply_code.empty() ? refusal.reply_code[0]
                       : !refusal.status.empty()   ? refusal.status[0]
                                                   : ' ';
    if (said == Outcome::failed) {
      refusal.action = Action::failed;
    } else if (said == Outcome::delayed || (said == Outcome::none && first == '4')) {
      refusal.action = Action::delayed;
    } else if (said == Outcome::none && first == '5') {
      refusal.action = Action::failed;
    } else {
      return false;
    }
    return true;
  }

  char separator_ = ',';
  std::vector<Column> columns_;
  std::string_view mta_;
};

}  // namespace

bool read_csv_log(const Text& text, const std::vector<Line>& lines, MailLog& log) {
  Table table;
  std::size_t head = 0;
  while (head < lines.size() && head < 20) {
    const std::string_view row = line_text(text, lines[head]).substr(0, row_limit);
    if (row.find_first_of(",;\t") != npos && table.read_head(row)) break;
    // Exchange's files begin with some lines of "#Software: ..."
    if (!row.starts_with('#')) return false;
    ++head;
  }
  if (head == lines.size() || head == 20) return false;
  for (std::size_t i = head + 1; i < lines.size(); ++i) {
    const std::string_view row = line_text(text, lines[i]).substr(0, row_limit);
    if (row.starts_with('#')) continue;
    const std::size_t before = log.refusals.size();
    table.read_row(row, log);
    for (std::size_t k = before; k < log.refusals.size(); ++k) {
      Refusal& refusal = log.refusals[k];
      refusal.address_source = "text";
      refusal.part = text.part;
      refusal.span = text.source(lines[i].begin, lines[i].end);
    }
  }
  log.mta = table.mta();
  log.first_line = head;
  return log.lines > 0;
}

}  // namespace maillint::bounce
