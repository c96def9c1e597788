#include "case_store.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace host {

namespace {

using waitlist::Answer;
using waitlist::AnswerState;
using waitlist::Case;
using waitlist::Day;

// An answer is kept as its state and a number: level, count, marker bits, or days since 1970.
constexpr const char* kTables = R"(
PRAGMA foreign_keys = ON;
CREATE TABLE IF NOT EXISTS cases (
  case_id TEXT PRIMARY KEY, area TEXT NOT NULL, team TEXT NOT NULL, status TEXT NOT NULL,
  listed_on INTEGER NOT NULL, filing_date INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS children (
  case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE, number INTEGER NOT NULL, born INTEGER,
  PRIMARY KEY (case_id, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (
  case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE, linked_to TEXT NOT NULL,
  PRIMARY KEY (case_id, linked_to)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (
  case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE, fact TEXT NOT NULL,
  state INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (case_id, fact)) WITHOUT ROWID;
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

  void bind(int at, const std::string& text) {
    const auto size = static_cast<sqlite3_uint64>(text.size());
    ok_ = ok_ &&
          sqlite3_bind_text64(statement_, at, text.data(), size, nullptr, SQLITE_UTF8) == SQLITE_OK;
  }

  void bind(int at, std::int64_t number) {
    ok_ = ok_ && sqlite3_bind_int64(statement_, at, number) == SQLITE_OK;
  }

  void bind(int at, std::optional<Day> day) {
    if (day) bind(at, std::int64_t{day->days_since_epoch()});  // unbound is NULL
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

  [[nodiscard]] std::int64_t number(int at) const { return sqlite3_column_int64(statement_, at); }

  [[nodiscard]] std::optional<Day> day(int at) const {
    if (sqlite3_column_type(statement_, at) == SQLITE_NULL) return std::nullopt;
    return Day::from_days_since_epoch(number(at));
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  bool ok_ = false;
  bool done_ = false;
};

std::int64_t value_of(const Answer& answer, waitlist::FactKind kind) {
  const bool is_day = answer.state() == AnswerState::pending ||
                      (answer.given() && kind == waitlist::FactKind::date);
  return is_day ? std::int64_t{answer.day().days_since_epoch()} : std::int64_t{answer.value()};
}

std::optional<Answer> answer_from(std::int64_t state, std::int64_t value, waitlist::FactKind kind) {
  if (value < INT32_MIN || value > INT32_MAX) return std::nullopt;
  const std::optional<Day> day = Day::from_days_since_epoch(value);
  switch (static_cast<AnswerState>(state)) {
    case AnswerState::not_asked: return Answer::not_asked();
    case AnswerState::unknown: return Answer::unknown();
    case AnswerState::no: return Answer::no();
    case AnswerState::pending:
      if (!day) return std::nullopt;
      return Answer::pending_since(*day);
    case AnswerState::given: break;
  }
  switch (kind) {
    case waitlist::FactKind::choice: return Answer::level(static_cast<std::uint32_t>(value));
    case waitlist::FactKind::count: return Answer::number(static_cast<std::uint32_t>(value));
    case waitlist::FactKind::checklist: return Answer::markers(static_cast<std::uint32_t>(value));
    case waitlist::FactKind::date: break;
  }
  if (!day) return std::nullopt;
  return Answer::on(*day);
}

// Whether the tables have room for all that the case holds.
bool fits(const Case& record) {
  const bool expected =
      std::ranges::any_of(record.children, [](const waitlist::Child& one) { return one.expected; });
  return !record.hold && !record.decision && record.pauses.empty() && !record.no_filing_date &&
         record.child_refs.empty() && !record.duty_from && !record.reviewed_on &&
         record.relisted_reason.empty() && record.records.empty() && !expected;
}

Case* find_case(std::vector<Case>& cases, const std::string& case_id) {
  const auto found = std::ranges::lower_bound(cases, case_id, {}, &Case::case_id);
  return found != cases.end() && found->case_id == case_id ? &*found : nullptr;
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
  if (!store.execute(kTables, problem)) return std::nullopt;
  return store;
}

bool CaseStore::execute(const char* sql, std::string& problem) const {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return true;
  problem = sqlite3_errmsg(database_.get());
  return false;
}

bool CaseStore::save(const Case& record, std::string& problem) {
  if (!fits(record)) {
    problem =
        "this small host has tables for facts, links and dates of birth alone: what else a case "
        "holds would be lost";
    return false;
  }
  if (!execute("BEGIN IMMEDIATE", problem)) return false;
  if (write(record)) return execute("COMMIT", problem);
  problem = sqlite3_errmsg(database_.get());
  std::string ignored;
  static_cast<void>(execute("ROLLBACK", ignored));
  return false;
}

bool CaseStore::write(const Case& record) const {
  sqlite3* database = database_.get();
  Statement remove{database, "DELETE FROM cases WHERE case_id = ?"};
  remove.bind(1, record.case_id);
  if (!remove.run()) return false;

  const std::string status{to_text(record.status)};
  Statement insert{database, "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?)"};
  insert.bind(1, record.case_id);
  insert.bind(2, record.area);
  insert.bind(3, record.team);
  insert.bind(4, status);
  insert.bind(5, std::optional{record.listed_on});
  insert.bind(6, record.filing_date);
  if (!insert.run()) return false;

  std::int64_t number = 0;
  for (const waitlist::Child& child : record.children) {
    Statement row{database, "INSERT INTO children VALUES (?, ?, ?)"};
    row.bind(1, record.case_id);
    row.bind(2, ++number);
    row.bind(3, child.born);
    if (!row.run()) return false;
  }
  for (const std::string& other : record.linked_to) {
    Statement row{database, "INSERT INTO links VALUES (?, ?)"};
    row.bind(1, record.case_id);
    row.bind(2, other);
    if (!row.run()) return false;
  }
  for (std::size_t i = 0; i < record.answers.size() && i < schema_.facts().size(); ++i) {
    const waitlist::FactDefinition& fact = schema_.facts()[i];
    Statement row{database, "INSERT INTO answers VALUES (?, ?, ?, ?)"};
    row.bind(1, record.case_id);
    row.bind(2, fact.id);
    row.bind(3, static_cast<std::int64_t>(record.answers[i].state()));
    row.bind(4, value_of(record.answers[i], fact.kind));
    if (!row.run()) return false;
  }
  return true;
}

std::optional<std::vector<Case>> CaseStore::load_all(std::string& problem) const {
  std::vector<Case> cases;
  Statement rows{database_.get(),
                 "SELECT case_id, area, team, status, listed_on, filing_date FROM cases "
                 "ORDER BY case_id"};
  while (rows.next()) {
    Case record;
    record.case_id = rows.text(0);
    const auto status = waitlist::parse_case_status(rows.text(3));
    const auto listed_on = rows.day(4);
    if (!status || !listed_on) {
      problem = "the record of case " + record.case_id + " is damaged";
      return std::nullopt;
    }
    record.area = rows.text(1);
    record.team = rows.text(2);
    record.status = *status;
    record.listed_on = *listed_on;
    record.filing_date = rows.day(5);
    record.answers.resize(schema_.facts().size());
    cases.push_back(std::move(record));
  }
  const bool complete =
      rows.done() && read_children(cases) && read_links(cases) && read_answers(cases);
  if (!complete) {
    problem = std::string("cases cannot be read: ") + sqlite3_errmsg(database_.get());
    return std::nullopt;
  }
  return cases;
}

bool CaseStore::read_children(std::vector<Case>& cases) const {
  Statement rows{database_.get(), "SELECT case_id, born FROM children ORDER BY case_id, number"};
  while (rows.next()) {
    Case* record = find_case(cases, rows.text(0));
    if (record == nullptr) return false;
    record->children.push_back({rows.day(1)});
  }
  return rows.done();
}

bool CaseStore::read_links(std::vector<Case>& cases) const {
  Statement rows{database_.get(), "SELECT case_id, linked_to FROM links"};
  while (rows.next()) {
    Case* record = find_case(cases, rows.text(0));
    if (record == nullptr) return false;
    record->linked_to.push_back(rows.text(1));
  }
  return rows.done();
}

bool CaseStore::read_answers(std::vector<Case>& cases) const {
  Statement rows{database_.get(), "SELECT case_id, fact, state, value FROM answers"};
  while (rows.next()) {
    Case* record = find_case(cases, rows.text(0));
    const auto fact = schema_.find(rows.text(1));
    if (record == nullptr || !fact) return false;
    const auto answer = answer_from(rows.number(2), rows.number(3), schema_.fact(*fact).kind);
    if (!answer) return false;
    record->answers[*fact] = *answer;
  }
  return rows.done();
}

}  // namespace host
