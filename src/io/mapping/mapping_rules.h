// What a mapping says, once it is checked.
#pragma once

#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/text_place.h>

#include "io/csv_columns.h"
#include "io/mapping/mapped_words.h"
#include "io/mapping/written_day.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace waitlist {

/// A column of the export, as the mapping names it.
struct TheirColumn {
  std::string name;       ///< empty: by place
  std::size_t place = 0;  ///< from 1; 0: by name
  TextPlace at;           ///< in the mapping
  std::string key;        ///< of the mapping
};

/// How a cell of one of our columns is read.
enum class CellForm : std::uint8_t {
  text,       ///< as it stands
  ids,        ///< a list of ids
  status,     ///< where a case stands
  day,        ///< also of facts, and beside them
  children,   ///< a list of dates of birth
  choice,     ///< an answer: one level
  number,     ///< an answer: a count
  checklist,  ///< an answer: markers
};

/// One of our columns.
struct MappedColumn {
  std::string name;
  CsvColumn column;
  CellForm form = CellForm::text;
  std::vector<TheirColumn> from;
  DayRules days;
  bool has_days = false;  ///< days are not only in the form of a case file
  MappedWords words;
  bool converts = false;  ///< false: a cell is a cell of a case file as it stands
};

struct MappedConstant {
  std::string name;
  std::string text;
};

struct SkippedRows {
  TheirColumn column;
  MappedWords words;
};

/// Of docs/reference/mapping-format.md.
struct MappingRules {
  FactSchema schema;
  std::string source;
  std::string title;
  char separator = '\0';          ///< '\0': found from the header line
  std::uint32_t header_line = 0;  ///< 0: the first line that is not empty
  bool ignore_others = false;
  bool row_is_child = false;
  bool decimal_comma = false;
  char list_separator = ';';
  std::vector<TheirColumn> ignored;
  std::vector<TheirColumn> fill_down;
  std::vector<MappedColumn> columns;
  std::vector<MappedConstant> constants;
  std::vector<SkippedRows> skips;

  explicit MappingRules(FactSchema of) : schema{std::move(of)} {}

  [[nodiscard]] const MappedColumn* find(std::string_view name) const {
    for (const MappedColumn& column : columns) {
      if (column.name == name) return &column;
    }
    return nullptr;
  }
};

}  // namespace waitlist
