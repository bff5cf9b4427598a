// SQLite, loaded when a state is opened: linked, it would cost every start of the program.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace maillint::cli {

/// Thrown by this module, and caught where a command opens a state: a full disk, a foreign file.
class DatabaseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An open database. Throws DatabaseError.
class Database {
 public:
  /// "" makes a temporary database that nobody else sees; it is gone when this is.
  explicit Database(const std::string& path);
  /// To read only, and without a trace beside the file; lock_file() keeps those that write away.
  static Database read_only(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const char* sql);
  std::int64_t number(const char* sql);
  /// Rows that the last statement changed.
  std::int64_t changes() const;
  std::int64_t last_row() const;
  sqlite3* handle() const { return handle_; }

 private:
  Database(const std::string& name, int flags);

  sqlite3* handle_ = nullptr;
};

/// A statement, prepared once and run often.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Parameters from 1 on; text and blobs must live until the next reset().
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, std::int64_t number);
  Statement& bind(int index, const std::optional<std::int64_t>& number);
  Statement& bind_blob(int index, std::string_view octets);
  /// True while there is a row.
  bool step();
  void reset();
  /// bind() was called: runs it to the end and resets it.
  void run();

  /// Columns from 0 on.
  std::string_view text(int column) const;
  std::int64_t number(int column) const;
  bool is_null(int column) const;

 private:
  const Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

}  // namespace maillint::cli
