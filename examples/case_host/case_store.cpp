#include "case_store.h"

#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>

#include <sqlite3.h>

#include <cstdint>
#include <utility>

namespace host {

namespace {

using waitlist::Case;
using waitlist::Day;

// A case is kept as the line that the library writes of it: levels by their ids, so that a schema
// may grow. A write-ahead log that is flushed at each commit outlives the process and the machine.
constexpr const char* kTables = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS cases (case_id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (only INTEGER PRIMARY KEY CHECK (only = 1), day TEXT NOT NULL);
)";

// A prepared statement; parameters and columns count as SQLite counts them, from 1 and from 0.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) {
    ok_ = sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) == SQLITE_OK;
  }

  ~Statement() { sqlite3_finalize(statement_); }

  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// The text has to live until the statement has run.
  void bind(int at, std::string_view text) {
    const auto size = static_cast<sqlite3_uint64>(text.size());
    ok_ = ok_ &&
          sqlite3_bind_text64(statement_, at, text.data(), size, nullptr, SQLITE_UTF8) == SQLITE_OK;
  }

  /// Runs a statement that answers no rows.
  [[nodiscard]] bool run() { return ok_ && sqlite3_step(statement_) == SQLITE_DONE; }

  /// Goes to the next row; false at the end and on failure: ask done().
  [[nodiscard]] bool next() {
    const int result = ok_ ? sqlite3_step(statement_) : SQLITE_ERROR;
    done_ = result == SQLITE_DONE;
    return result == SQLITE_ROW;
  }

  [[nodiscard]] bool done() const { return done_; }

  [[nodiscard]] std::string text(int at) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, at));
    const int size = sqlite3_column_bytes(statement_, at);
    return bytes == nullptr ? "" : std::string(bytes, static_cast<std::size_t>(size));
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  bool ok_ = false;
  bool done_ = false;
};

/// Runs one statement with these texts, as a transaction of its own.
bool run(sqlite3* database,
         const char* sql,
         std::initializer_list<std::string_view> texts,
         std::string& problem) {
  Statement statement{database, sql};
  int at = 0;
  for (const std::string_view text : texts) statement.bind(++at, text);
  if (statement.run()) return true;
  problem = sqlite3_errmsg(database);
  return false;
}

}  // namespace

void CaseStore::Close::operator()(sqlite3* database) const noexcept { sqlite3_close(database); }

CaseStore::CaseStore(std::unique_ptr<sqlite3, Close> database, waitlist::FactSchema schema)
    : database_{std::move(database)}, schema_{std::move(schema)} {}

std::optional<CaseStore> CaseStore::open(const std::string& path,
                                         waitlist::FactSchema schema,
                                         std::string& problem) {
  sqlite3* database = nullptr;
  const int result = sqlite3_open(path.c_str(), &database);
  CaseStore store{std::unique_ptr<sqlite3, Close>{database}, std::move(schema)};
  if (result != SQLITE_OK) {
    problem = path + ": " + sqlite3_errstr(result);
    return std::nullopt;
  }
  if (sqlite3_exec(database, kTables, nullptr, nullptr, nullptr) != SQLITE_OK) {
    problem = path + ": " + sqlite3_errmsg(database);
    return std::nullopt;
  }
  return store;
}

bool CaseStore::put(const Case& one, std::string& problem) {
  const std::string record = waitlist::write_cases_json_lines({&one, 1}, schema_);
  return run(database_.get(), "INSERT OR REPLACE INTO cases VALUES (?, ?)", {one.case_id, record},
             problem);
}

bool CaseStore::remove(std::string_view case_id, std::string& problem) {
  return run(database_.get(), "DELETE FROM cases WHERE case_id = ?", {case_id}, problem);
}

bool CaseStore::put_day(Day day, std::string& problem) {
  return run(database_.get(), "INSERT OR REPLACE INTO told VALUES (1, ?)", {day.text()}, problem);
}

std::optional<Day> CaseStore::day() const {
  Statement row{database_.get(), "SELECT day FROM told"};
  return row.next() ? Day::parse(row.text(0)) : std::nullopt;
}

std::optional<std::vector<Case>> CaseStore::load_all(std::string& problem) const {
  std::string lines;
  Statement rows{database_.get(), "SELECT record FROM cases ORDER BY case_id"};
  while (rows.next()) lines += rows.text(0);
  if (!rows.done()) {
    problem = std::string{"cases cannot be read: "} + sqlite3_errmsg(database_.get());
    return std::nullopt;
  }
  if (lines.empty()) return std::vector<Case>{};
  const auto list = waitlist::read_case_list_json_lines(lines, schema_, "cases on disk");
  if (!list) {
    for (const waitlist::Error& error : list.error()) problem += waitlist::to_text(error) + "\n";
    return std::nullopt;
  }
  std::vector<Case> cases;
  cases.reserve(list->cases.size());
  for (waitlist::CaseRow row = 0; row < list->cases.size(); ++row) {
    cases.push_back(list->cases.at(row));
  }
  return cases;
}

}  // namespace host
