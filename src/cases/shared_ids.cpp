#include "cases/shared_ids.h"

#include "cases/case_columns.h"
#include "cases/case_list.h"
#include "cases/case_rules.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

/// A row of the input that has its id from another row, or may have.
struct RowOfId {
  std::string_view id;
  std::uint32_t index = 0;  ///< in the input
  std::uint32_t line = 0;
  std::optional<CaseRow> sound;  ///< nullopt: it is a faulty one
  std::size_t number_faulty = 0;
};

class SharedIds {
 public:
  SharedIds(const CaseTable& sound,
            std::span<const std::uint32_t> lines,
            const std::string& source,
            std::vector<FaultyCase>& faulty)
      : sound_{sound}, lines_{lines}, source_{source}, faulty_{faulty} {}

  std::vector<bool> set_apart() {
    collect();
    if (rows_.empty()) return {};
    std::ranges::sort(rows_, {}, [](const RowOfId& row) { return std::tuple{row.id, row.index}; });
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin + 1;
      while (end < rows_.size() && rows_[end].id == rows_[begin].id) ++end;
      for (std::size_t i = begin; i < end && end - begin > 1; ++i) {
        report(rows_[i], i > begin ? rows_[i - 1] : rows_[i + 1], i > begin);
      }
      begin = end;
    }
    for (FaultyCase& one : moved_) faulty_.push_back(std::move(one));
    std::ranges::sort(faulty_, {}, &FaultyCase::index);
    return std::move(dropped_);
  }

 private:
  /// Every faulty row that has an id, and every sound one whose id stands elsewhere.
  void collect() {
    const CaseTable::Columns& columns = sound_.columns();
    std::vector<bool> wanted(sound_.size());
    for (std::size_t i = 1; i < columns.size(); ++i) {
      const CaseRow row = columns.row_by_id(i);
      const CaseRow before = columns.row_by_id(i - 1);
      if (columns.case_id(row) == columns.case_id(before)) wanted[row] = wanted[before] = true;
    }
    for (std::size_t i = 0; i < faulty_.size(); ++i) {
      const FaultyCase& one = faulty_[i];
      if (one.case_id.empty()) continue;
      rows_.push_back({one.case_id, one.index, one.line, std::nullopt, i});
      if (const auto same = columns.find(one.case_id)) wanted[*same] = true;
    }
    if (std::ranges::find(wanted, true) == wanted.end()) return;
    const std::vector<std::uint32_t> places = indices_in_input(sound_, faulty_);
    for (CaseRow row = 0; row < sound_.size(); ++row) {
      if (wanted[row]) rows_.push_back({columns.case_id(row), places[row], lines_[row], row, 0});
    }
  }

  void report(const RowOfId& row, const RowOfId& other, bool earlier) {
    FaultList fault;
    add_fault(fault, {source_, row.line, row.id}, ErrorCode::duplicate_name, "case_id", row.id,
              other.line != 0
                  ? "the case of line " + std::to_string(other.line) + " has this id too"
                  : std::string{earlier ? "an earlier" : "a later"} + " case has this id too");
    Errors& faults = row.sound ? moved(row).faults : faulty_[row.number_faulty].faults;
    // Where the strict reader has it: behind what is told of the row, before what is of a cell.
    const auto behind = std::ranges::find_if(
        faults, [](const Error& error) { return error.line != 0 && error.column != 0; });
    faults.insert(behind, std::move(fault.take().front()));
  }

  FaultyCase& moved(const RowOfId& row) {
    dropped_.resize(sound_.size());
    dropped_[*row.sound] = true;
    moved_.push_back(faulty_case_of(sound_, *row.sound, row.index));
    moved_.back().line = row.line;
    return moved_.back();
  }

  const CaseTable& sound_;
  std::span<const std::uint32_t> lines_;
  const std::string& source_;
  std::vector<FaultyCase>& faulty_;
  std::vector<RowOfId> rows_;
  std::vector<FaultyCase> moved_;
  std::vector<bool> dropped_;
};

}  // namespace

std::vector<bool> set_shared_ids_apart(const CaseTable& sound,
                                       std::span<const std::uint32_t> lines,
                                       const std::string& source,
                                       std::vector<FaultyCase>& faulty) {
  return SharedIds{sound, lines, source, faulty}.set_apart();
}

}  // namespace waitlist
