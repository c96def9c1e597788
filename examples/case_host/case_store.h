// A case-management system's own table of cases, kept in SQLite.
#pragma once

#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace host {

/// Cases on disk, or in memory for the path ":memory:". Every call either does all of its work or
/// none of it, and says in words what went wrong.
class CaseStore {
 public:
  [[nodiscard]] static std::optional<CaseStore> open(const std::string& path,
                                                     waitlist::FactSchema schema,
                                                     std::string& problem);

  /// Inserts the case, or replaces the one of the same id. Refuses a case on hold, with pauses or
  /// with a manager's decision rather than lose them.
  [[nodiscard]] bool save(const waitlist::Case& record, std::string& problem);

  /// Every case, in the order of ids.
  [[nodiscard]] std::optional<std::vector<waitlist::Case>> load_all(std::string& problem) const;

  [[nodiscard]] const waitlist::FactSchema& schema() const noexcept { return schema_; }

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };

  CaseStore(std::unique_ptr<sqlite3, Close> database, waitlist::FactSchema schema);

  [[nodiscard]] bool execute(const char* sql, std::string& problem) const;
  [[nodiscard]] bool write(const waitlist::Case& record) const;
  [[nodiscard]] bool read_children(std::vector<waitlist::Case>& cases) const;
  [[nodiscard]] bool read_links(std::vector<waitlist::Case>& cases) const;
  [[nodiscard]] bool read_answers(std::vector<waitlist::Case>& cases) const;

  std::unique_ptr<sqlite3, Close> database_;
  waitlist::FactSchema schema_;
};

}  // namespace host
