// Logs that are tables: PowerMTA's accounting files, Exchange's message tracking, exports of mail
// services. The head of the table says which column is what.
#include <algorithm>
#include <array>
#include <ranges>
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
constexpr std::size_t words_kept = 1000;

enum class Column : std::uint8_t {
  other,
  recipient,
  original,
  outcome,
  status,
  words,
  host,
  sender
};

struct ColumnName {
  std::string_view name;
  Column column;
};

/// Where two columns could hold the same, the first of the row counts.
constexpr std::array<ColumnName, 39> column_names = {{{"rcpt", Column::recipient},
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
                                                      {"senderaddress", Column::sender},
                                                      {"sender_address", Column::sender},
                                                      {"sender-address", Column::sender},
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
    columns_.clear();
    for (const std::string& cell : cells_of(row)) {
      Column column = Column::other;
      for (const ColumnName& known : column_names) {
        if (ascii::equal(ascii::trim(cell), known.name)) column = known.column;
      }
      columns_.push_back(column);
    }
    const auto has = [this](Column column) {
      return std::ranges::find(columns_, column) != columns_.end();
    };
    // A message trace gives the outcome alone.
    if (has(Column::recipient) &&
        (has(Column::words) || (has(Column::status) && has(Column::sender))))
      return true;
    columns_.clear();
    return false;
  }

  std::string_view mta() const { return mta_; }

  /// The refusals and deliveries of one row; several where the row names several recipients.
  void read_row(std::string_view row, MailLog& log) const {
    const Row cells = read_cells(cells_of(row));
    if (cells.recipients.find('@') == npos) return;
    ++log.lines;
    const std::vector<std::string_view> addresses = addresses_in(cells.recipients);
    const std::vector<std::string_view> words = words_for(cells.words, addresses.size());
    Refusal common;
    if (words.size() == 1) common = refusal_of(cells, words.front());
    // Kept once for each address.
    if (addresses.size() > 8)
      common.diagnostic.resize(std::min(common.diagnostic.size(), words_kept));
    for (std::size_t i = 0; i < addresses.size(); ++i) {
      Refusal refusal = words.size() == 1 ? common : refusal_of(cells, words[i]);
      if (!set_action(cells.outcome, cells.status, refusal)) continue;
      refusal.address = addresses[i];
      refusal.transaction = words.size() == 1 ? addresses.size() : 1;
      if (ascii::equal(refusal.original_address, refusal.address)) refusal.original_address.clear();
      const bool delivered = refusal.action == Action::delivered;
      std::vector<Refusal>& list = delivered ? log.deliveries : log.refusals;
      log.cut = log.cut || list.size() >= recipient_limit;
      if (list.size() < recipient_limit) list.push_back(std::move(refusal));
    }
  }

 private:
  std::vector<std::string> cells_of(std::string_view row) const {
    std::vector<std::string> cells;
    CsvReader(row, separator_).next(cells);
    return cells;
  }

  struct Row {
    std::string recipients, original, outcome, status, words, host;
  };

  Row read_cells(const std::vector<std::string>& cells) const {
    Row row;
    std::string unused;
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
      std::string* const targets[] = {&unused,     &row.recipients, &row.original, &row.outcome,
                                      &row.status, &row.words,      &row.host,     &unused};
      std::string& target = *targets[static_cast<std::size_t>(columns_[i])];
      if (target.empty()) target = ascii::trim(cells[i]);
    }
    return row;
  }

  static std::vector<std::string_view> addresses_in(std::string_view cell) {
    std::vector<std::string_view> addresses;
    FoundAddress found;
    for (std::size_t at = 0; next_address(cell, at, found); at = found.end)
      addresses.push_back(cell.substr(found.begin, found.end - found.begin));
    return addresses;
  }

  /// "smtp;550 5.1.1 ...", "[{LED=550 5.1.1 ...};{MSG=};{FQDN=...}]" -> "550 5.1.1 ..."
  static std::string_view bare_words(std::string_view words) {
    words = ascii::trim(words);
    const std::size_t led = words.find("{LED=");
    if (led != npos && led < 2) {
      words.remove_prefix(led + 5);
      return words.substr(0, words.find("};{"));
    }
    return without_type(words);
  }

  /// The words for each of `count` recipients, where the cell is a list of as many ("[...];[...]",
  /// "550 ...;550 ..."); else all of it once.
  static std::vector<std::string_view> words_for(std::string_view cell, std::size_t count) {
    std::vector<std::string_view> list;
    const bool bracketed = cell.starts_with("[{");
    std::size_t begin = 0;
    for (std::size_t at = cell.find(';'); count > 1 && at != npos; at = cell.find(';', at + 1)) {
      const std::string_view next = ascii::trim(cell.substr(at + 1, 64));
      const bool splits = bracketed
                              ? cell[at - 1] == ']' && next.starts_with('[')
                              : next.empty() || find_reply(next) == 0 || next.starts_with("2");
      if (!splits) continue;
      list.push_back(bare_words(cell.substr(begin, at - begin)));
      begin = at + 1;
    }
    list.push_back(bare_words(cell.substr(begin)));
    if (list.size() != count) list.assign(1, bare_words(cell));
    return list;
  }

  static Refusal refusal_of(const Row& row, std::string_view words) {
    const Diagnosis diagnosis = diagnose(words);
    Refusal refusal;
    refusal.diagnostic = diagnosis.words;
    refusal.reply_code = diagnosis.reply_code;
    refusal.status = diagnosis.status;
    refusal.status_source = diagnosis.status.empty() ? "" : "diagnostic";
    refusal.command = diagnosis.command;
    refusal.remote_mta = diagnosis.remote_mta;
    if (refusal.status.empty() || is_generic_status(refusal.status)) {
      const std::string_view code = status_at(row.status);
      if (!code.empty()) {
        refusal.status = code;
        refusal.status_source = "dsn";
      }
    }
    const std::string_view host =
        std::string_view(row.host).substr(0, row.host.find_first_of(" ("));
    if (is_host_name(host)) refusal.remote_mta = ascii::to_lower(host);
    FoundAddress found;
    if (next_address(row.original, 0, found))
      refusal.original_address = row.original.substr(found.begin, found.end - found.begin);
    return refusal;
  }

  /// The wish of one who complained. Some services repeat an old refusal in these rows.
  static void set_complaint(Refusal& refusal) {
    refusal.wish = Wish::complaint;
    refusal.action = Action::none;
    if (!refusal.reply_code.empty() || !refusal.status.empty()) refusal.diagnostic.clear();
    refusal.reply_code.clear();
    refusal.status.clear();
    refusal.status_source = "";
    refusal.command = Command::none;
  }

  /// False for a row that tells of no failure, no delay and no delivery.
  bool set_action(std::string_view outcome, std::string_view status, Refusal& refusal) const {
    Outcome said = outcome_of(outcome, {});
    if (said == Outcome::none) said = outcome_of(status, {});
    const char first = !refusal.reply_code.empty() ? refusal.reply_code[0]
                       : !refusal.status.empty()   ? refusal.status[0]
                                                   : ' ';
    // What Exchange sent, and PowerMTA relayed, another server has taken.
    if (ascii::equal(outcome, "relayed") || (mta_ == "exchange" && ascii::equal(outcome, "send")))
      said = Outcome::delivered;
    if (said == Outcome::complaint) {
      set_complaint(refusal);
      return true;
    }
    // The server's own words say more than the name of the event.
    if (said == Outcome::delivered && (first == '4' || first == '5')) said = Outcome::none;
    if (said == Outcome::delivered) {
      refusal.action = Action::delivered;
    } else if (said == Outcome::failed) {
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
    const std::size_t refusals = log.refusals.size();
    const std::size_t deliveries = log.deliveries.size();
    table.read_row(row, log);
    const auto place = [&](Refusal& refusal) {
      refusal.address_source = "text";
      refusal.part = text.part;
      refusal.span = text.source(lines[i].begin, lines[i].end);
    };
    std::ranges::for_each(log.refusals | std::views::drop(refusals), place);
    std::ranges::for_each(log.deliveries | std::views::drop(deliveries), place);
  }
  log.mta = table.mta();
  log.first_line = head;
  return log.lines > 0;
}

}  // namespace maillint::bounce
