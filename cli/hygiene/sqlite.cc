// The functions of SQLite that are used, found in the shared library at the first use.
#include "cli/hygiene/sqlite.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "lint/ascii.h"

namespace maillint::cli {
namespace {

struct Functions {
#define MAILLINT_SQLITE(function) decltype(&sqlite3_##function) function = nullptr;
#define MAILLINT_SQLITE_FUNCTIONS    \
  MAILLINT_SQLITE(open_v2)           \
  MAILLINT_SQLITE(close_v2)          \
  MAILLINT_SQLITE(exec)              \
  MAILLINT_SQLITE(errmsg)            \
  MAILLINT_SQLITE(errstr)            \
  MAILLINT_SQLITE(busy_timeout)      \
  MAILLINT_SQLITE(changes)           \
  MAILLINT_SQLITE(last_insert_rowid) \
  MAILLINT_SQLITE(prepare_v2)        \
  MAILLINT_SQLITE(finalize)          \
  MAILLINT_SQLITE(bind_text)         \
  MAILLINT_SQLITE(bind_blob)         \
  MAILLINT_SQLITE(bind_int64)        \
  MAILLINT_SQLITE(bind_null)         \
  MAILLINT_SQLITE(step)              \
  MAILLINT_SQLITE(reset)             \
  MAILLINT_SQLITE(column_text)       \
  MAILLINT_SQLITE(column_bytes)      \
  MAILLINT_SQLITE(column_int64)      \
  MAILLINT_SQLITE(column_type)
  MAILLINT_SQLITE_FUNCTIONS
#undef MAILLINT_SQLITE
};

template <typename Function>
void find(void* library, const char* name, Function& function) {
  // POSIX lets a function's address be kept in the void* that dlsym() returns.
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) throw DatabaseError(fmt::format("libsqlite3 has no {}()", name));
}

Functions load() {
  void* library = ::dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    throw DatabaseError("SQLite is not installed (Debian: apt-get install libsqlite3-0)");
  Functions functions;
#define MAILLINT_SQLITE(function) find(library, "sqlite3_" #function, functions.function);
  MAILLINT_SQLITE_FUNCTIONS
#undef MAILLINT_SQLITE
  return functions;
}

const Functions& sqlite() {
  static const Functions functions = load();
  return functions;
}

// What a reader of the state, a backup for one, may make us wait.
constexpr int wait_milliseconds = 30'000;

[[noreturn]] void fail(sqlite3* handle, int code) {
  if (code == SQLITE_NOTADB) throw DatabaseError("is no state of maillint");
  if (code == SQLITE_FULL) throw DatabaseError("no space left on the device");
  throw DatabaseError(handle == nullptr ? sqlite().errstr(code) : sqlite().errmsg(handle));
}

/// Names such as ":memory:" mean something to SQLite; a path never does.
std::string as_path(const std::string& path) {
  return path.empty() || path.front() == '/' ? path : "./" + path;
}

std::string as_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : as_path(path)) {
    if (ascii::is_alnum(c) || c == '/' || c == '.' || c == '-' || c == '_')
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

/// What a killed run left, to be read with the file.
bool has_log(const std::string& path) {
  struct stat status {};
  return ::stat((path + "-wal").c_str(), &status) == 0 && status.st_size > 0;
}

}  // namespace

Database::Database(const std::string& path)
    : Database(as_path(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}

Database Database::read_only(const std::string& path) {
  // "immutable" reads where SQLite may make no file beside the state, but it passes over the log.
  return {as_uri(path) + (has_log(path) ? "?mode=ro" : "?immutable=1"),
          SQLITE_OPEN_READONLY | SQLITE_OPEN_URI};
}

Database::Database(const std::string& name, int flags) {
  const int code = sqlite().open_v2(name.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string why = handle_ == nullptr ? "out of memory" : sqlite().errmsg(handle_);
    sqlite().close_v2(handle_);
    throw DatabaseError(why);
  }
  sqlite().busy_timeout(handle_, wait_milliseconds);
}

Database::~Database() { sqlite().close_v2(handle_); }

void Database::execute(const char* sql) {
  const int code = sqlite().exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle_, code);
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

std::int64_t Database::changes() const { return sqlite().changes(handle_); }
std::int64_t Database::last_row() const { return sqlite().last_insert_rowid(handle_); }

Statement::Statement(const Database& database, std::string_view sql) : database_(database) {
  const int code = sqlite().prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                       &handle_, nullptr);
  if (code != SQLITE_OK) fail(database.handle(), code);
}

Statement::~Statement() { sqlite().finalize(handle_); }

Statement& Statement::bind(int index, std::string_view text) {
  const char* data = text.data() == nullptr ? "" : text.data();
  const int code =
      sqlite().bind_text(handle_, index, data, static_cast<int>(text.size()), SQLITE_STATIC);
  if (code != SQLITE_OK) fail(database_.handle(), code);
  return *this;
}

Statement& Statement::bind(int index, std::int64_t number) {
  const int code = sqlite().bind_int64(handle_, index, number);
  if (code != SQLITE_OK) fail(database_.handle(), code);
  return *this;
}

Statement& Statement::bind(int index, const std::optional<std::int64_t>& number) {
  if (number) return bind(index, *number);
  const int code = sqlite().bind_null(handle_, index);
  if (code != SQLITE_OK) fail(database_.handle(), code);
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view octets) {
  const int code = sqlite().bind_blob(handle_, index, octets.data(),
                                      static_cast<int>(octets.size()), SQLITE_STATIC);
  if (code != SQLITE_OK) fail(database_.handle(), code);
  return *this;
}

bool Statement::step() {
  const int code = sqlite().step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(database_.handle(), code);
  return false;
}

void Statement::reset() { sqlite().reset(handle_); }

void Statement::run() {
  while (step()) {
  }
  reset();
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite().column_text(handle_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite().column_bytes(handle_, column))};
}

std::int64_t Statement::number(int column) const { return sqlite().column_int64(handle_, column); }

bool Statement::is_null(int column) const {
  return sqlite().column_type(handle_, column) == SQLITE_NULL;
}

}  // namespace maillint::cli
