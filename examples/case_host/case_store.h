// A case-management system's own records, kept in SQLite.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace host {

/// Cases on disk, or in memory for the path ":memory:". What a call that answers true has done is
/// on disk, whatever happens to the process or the machine after it; one that answers false has
/// done nothing, and says in words what went wrong.
class CaseStore {
 public:
  [[nodiscard]] static std::optional<CaseStore> open(const std::string& path,
                                                     waitlist::FactSchema schema,
                                                     std::string& problem);

  /// Inserts the case, or replaces the one of the same id.
  [[nodiscard]] bool put(const waitlist::Case& one, std::string& problem);

  [[nodiscard]] bool remove(std::string_view case_id, std::string& problem);

  /// The day up to which other systems have been told what time did to the queue.
  [[nodiscard]] bool put_day(waitlist::Day day, std::string& problem);
  [[nodiscard]] std::optional<waitlist::Day> day() const;

  /// Every case, in the order of ids.
  [[nodiscard]] std::optional<std::vector<waitlist::Case>> load_all(std::string& problem) const;

  [[nodiscard]] const waitlist::FactSchema& schema() const noexcept { return schema_; }

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };

  CaseStore(std::unique_ptr<sqlite3, Close> database, waitlist::FactSchema schema);

  std::unique_ptr<sqlite3, Close> database_;
  waitlist::FactSchema schema_;
};

}  // namespace host
