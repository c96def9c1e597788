#include "io/mapping/rewritten_export.h"

#include "io/blank_text.h"
#include "io/csv_lexer.h"
#include "io/csv_rows.h"
#include "io/mapping/cell_rewriter.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace waitlist {
namespace {

/// A cell of the export, which outlives its row.
struct KeptCell {
  std::string text;
  std::uint32_t column = 0;
  CsvFault fault = CsvFault::none;
};

/// A row of the export with the cells that are read, filled down.
struct KeptRow {
  ExportRow place;
  std::size_t width = 0;        ///< cells of the row as it stands
  std::vector<KeptCell> cells;  ///< of the columns that are read
  /// The first column with a quote that leaves in doubt where its cell ends.
  std::optional<std::size_t> doubtful;
};

constexpr CsvCell kNoCell;

/// Whether nobody can tell where a cell ends; a quote inside a cell is no such fault.
bool is_doubtful(CsvFault fault) {
  return fault == CsvFault::unclosed_quote || fault == CsvFault::text_after_quote;
}

/// Joins the answers of several columns of a checklist.
class JoinedMarkers {
 public:
  void add(std::string_view answer) {
    if (answer.empty() || answer == "not_asked") {
      open_ = true;
    } else if (answer == "no") {
      no_ = true;
    } else if (answer == "unknown" || answer.starts_with("pending")) {
      if (!unknown_ || answer == "unknown") word_ = answer;
      unknown_ = true;
    } else {
      (markers_ += markers_.empty() ? "" : ";") += answer;
    }
  }

  [[nodiscard]] std::string text() const {
    if (!markers_.empty()) return markers_;
    if (unknown_) return word_;
    return no_ && !open_ ? "no" : "";
  }

 private:
  std::string markers_;
  std::string word_;
  bool open_ = false;
  bool no_ = false;
  bool unknown_ = false;
};

class ExportRewriter {
 public:
  ExportRewriter(std::string_view text,
                 const MappingRules& rules,
                 const ExportLayout& layout,
                 const std::string& source)
      : text_{text},
        rules_{rules},
        layout_{layout},
        source_{source},
        lexer_{text.substr(layout.header_at), layout.delimiter},
        last_(layout.fill_down.size()),
        children_{place_of("child_dobs")},
        ids_{place_of("case_id")},
        id_{layout.from[ids_].front()},
        slots_(layout.width(), SIZE_MAX) {
    for (const auto& columns : layout.from) {
      for (const std::size_t theirs : columns) read_column(theirs);
    }
    for (const std::size_t theirs : layout.fill_down) read_column(theirs);
  }

  RewrittenExport run() {
    out_.text = rewritten_header(rules_, layout_.delimiter);
    out_.text.reserve(text_.size() + text_.size() / 8);
    static_cast<void>(lexer_.next_row(cells_));  // the header line
    if (rules_.row_is_child) {
      rewrite_grouped();
    } else {
      while (next_row()) write_case({&row_, 1});
    }
    out_.first.push_back(out_.rows.size());
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t place_of(std::string_view name) const {
    const auto at = std::ranges::find(rules_.columns, name, &MappedColumn::name);
    return static_cast<std::size_t>(at - rules_.columns.begin());
  }

  void read_column(std::size_t theirs) {
    if (slots_[theirs] != SIZE_MAX) return;
    slots_[theirs] = read_.size();
    read_.push_back(theirs);
  }

  [[nodiscard]] const KeptCell& cell(const KeptRow& row, std::size_t theirs) const {
    return row.cells[slots_[theirs]];
  }

  /// Reads the next row that is a case, or part of one, into row_.
  bool next_row() {
    while (true) {
      // Empty lines are passed over by the lexer, so the row may begin behind this place.
      const std::size_t at = layout_.header_at + lexer_.at();
      if (!lexer_.next_row(cells_)) return false;
      if (is_blank(cells_) || repeats_header() || is_skipped()) continue;
      keep(at);
      return true;
    }
  }

  [[nodiscard]] bool repeats_header() const {
    return std::ranges::equal(cells_, layout_.names, {},
                              [](const CsvCell& cell) { return without_blanks(cell.text); });
  }

  [[nodiscard]] bool is_skipped() const {
    for (std::size_t i = 0; i < rules_.skips.size(); ++i) {
      const std::size_t column = layout_.skip_by[i];
      const bool there = column < cells_.size() && cells_[column].fault == CsvFault::none;
      if (there && rules_.skips[i].words.find(cells_[column].text) != nullptr) return true;
    }
    return false;
  }

  void keep(std::size_t at) {
    row_.place = {at, lexer_.row_line() + layout_.header_line - 1, false};
    row_.width = cells_.size();
    row_.cells.resize(read_.size());
    for (std::size_t i = 0; i < read_.size(); ++i) {
      KeptCell& kept = row_.cells[i];
      const CsvCell& found = read_[i] < cells_.size() ? cells_[read_[i]] : kNoCell;
      kept.text = found.text;
      kept.column = found.column;
      kept.fault = found.fault;
    }
    row_.place.may_hold_rows = std::ranges::any_of(cells_, [](const CsvCell& cell) {
      return cell.fault == CsvFault::unclosed_quote || std::ranges::any_of(cell.text, ends_line);
    });
    row_.doubtful.reset();
    for (std::size_t i = cells_.size(); i-- > 0;) {
      if (is_doubtful(cells_[i].fault)) row_.doubtful = i;
    }
    for (std::size_t i = 0; i < layout_.fill_down.size(); ++i) {
      std::string& text = row_.cells[slots_[layout_.fill_down[i]]].text;
      without_blanks(text).empty() ? text = last_[i] : last_[i] = text;
    }
  }

  void rewrite_grouped() {
    std::vector<std::vector<KeptRow>> groups;
    std::unordered_map<std::string, std::size_t> group_of;
    while (next_row()) {
      const std::string id{without_blanks(text_of_cell(cell(row_, id_).text))};
      const auto [at, is_new] = group_of.try_emplace(id, groups.size());
      // Rows without an id have none in common.
      if (is_new || id.empty()) {
        at->second = groups.size();
        groups.emplace_back();
      }
      groups[at->second].push_back(row_);
    }
    for (const auto& group : groups) write_case(group);
  }

  void write_case(std::span<const KeptRow> rows) {
    out_.lines.push_back(rows.front().place.line);
    out_.first.push_back(out_.rows.size());
    for (const KeptRow& row : rows) out_.rows.push_back(row.place);
    is_faulty_ = false;
    bool says_something = false;
    std::string case_id;
    for (std::size_t i = 0; i < rules_.columns.size(); ++i) {
      if (i > 0) out_.text += layout_.delimiter;
      const auto text = text_of(i, rows);
      if (text && i == ids_) case_id = *text;
      says_something = says_something || !text || !text->empty();
      if (text) {
        append_rewritten_cell(out_.text, *text, layout_.delimiter);
      } else if (last_code_ != ErrorCode::malformed_text) {
        out_.text += kFaultMark;
      }
    }
    for (const MappedConstant& constant : rules_.constants) {
      out_.text += layout_.delimiter;
      append_rewritten_cell(out_.text, constant.text, layout_.delimiter);
    }
    check_row(rows, says_something);
    name_case(case_id);
    // A cell too many makes the reader find the row faulty, whatever its columns accept.
    if (is_faulty_) (out_.text += layout_.delimiter) += kFaultMark;
    out_.text += '\n';
  }

  /// Says whose the faults of the case are that is written; the id may stand behind other columns.
  void name_case(const std::string& case_id) {
    const std::size_t row = out_.lines.size() - 1;
    for (auto fault = out_.faults.lower_bound({row, 0}); fault != out_.faults.end(); ++fault) {
      fault->second.case_id = clipped(case_id);
    }
  }

  void check_row(std::span<const KeptRow> rows, bool says_something) {
    const auto uneven = std::ranges::find_if(
        rows, [this](const KeptRow& row) { return row.width != layout_.width(); });
    const KeptRow& row = rows.front();
    if (uneven != rows.end()) {
      add_row_fault({ErrorCode::malformed_text, source_, uneven->place.line, 0, "", "",
                     std::string{kUnevenRow} + std::to_string(uneven->width) +
                         " cells and the line that names the columns has " +
                         std::to_string(layout_.width()) + "; " +
                         advice_for_width(layout_.delimiter)});
    } else if (const auto column = doubtful_unread(rows)) {
      add_row_fault({ErrorCode::malformed_text, source_, row.place.line, 0, layout_.names[*column],
                     "",
                     "a quote leaves in doubt where this cell ends; write \"\" for a quote inside "
                     "a cell, and close each quote"});
    } else if (!says_something) {
      add_row_fault({ErrorCode::missing_value, source_, row.place.line, 0, "", "",
                     "nothing stands in the columns that the mapping reads; if the row is no case, "
                     "say so with [[skip]] in the mapping"});
    }
  }

  /// A column that is not read, with such a quote; what is read has a fault of its own.
  [[nodiscard]] std::optional<std::size_t> doubtful_unread(std::span<const KeptRow> rows) const {
    for (const KeptRow& row : rows) {
      if (row.doubtful && slots_[*row.doubtful] == SIZE_MAX) return row.doubtful;
    }
    return std::nullopt;
  }

  void add_row_fault(const Error& error) {
    out_.faults.try_emplace({out_.lines.size() - 1, RewrittenExport::kWholeRow}, error);
    is_faulty_ = true;
  }

  /// What one of our columns says of a case; nullopt after noting a fault.
  std::optional<std::string> text_of(std::size_t ours, std::span<const KeptRow> rows) {
    if (rows.size() == 1 && !rules_.row_is_child) return joined(ours, rows.front());
    const MappedColumn& column = rules_.columns[ours];
    const auto* field = std::get_if<CaseField>(&column.column);
    const bool of_child =
        field != nullptr && (*field == CaseField::child_dobs || *field == CaseField::child_refs);
    if (of_child) return of_children(ours, rows);
    const bool is_list = field != nullptr && *field == CaseField::linked_to;
    return is_list ? all_links(ours, rows) : agreed(ours, rows);
  }

  std::optional<std::string> of_children(std::size_t ours, std::span<const KeptRow> rows) {
    const bool is_birth = ours == children_;
    std::string list;
    bool any = false;
    for (const KeptRow& row : rows) {
      auto text = joined(ours, row);
      if (!text) return std::nullopt;
      any = any || !text->empty();
      if (&row != rows.data()) list += ';';
      list += is_birth && text->empty() ? "unknown" : *text;
    }
    return is_birth || any ? list : "";
  }

  std::optional<std::string> all_links(std::size_t ours, std::span<const KeptRow> rows) {
    std::vector<std::string> links;
    std::string list;
    for (const KeptRow& row : rows) {
      auto text = joined(ours, row);
      if (!text) return std::nullopt;
      std::string_view rest = *text;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string link{without_blanks(rest.substr(0, end))};
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (std::ranges::find(links, link) != links.end()) continue;
        (list += list.empty() ? "" : ";") += link;
        links.push_back(std::move(link));
      }
    }
    return list;
  }

  /// What all rows that say something say.
  std::optional<std::string> agreed(std::size_t ours, std::span<const KeptRow> rows) {
    std::string said;
    const KeptRow* by = nullptr;
    for (const KeptRow& row : rows) {
      auto text = joined(ours, row);
      if (!text) return std::nullopt;
      if (text->empty() || (by != nullptr && *text == said)) continue;
      if (by != nullptr) {
        const std::size_t theirs = layout_.from[ours].front();
        add_fault(ours, row, theirs,
                  {ErrorCode::inconsistent, cell(row, theirs).text,
                   "line " + std::to_string(by->place.line) + " says \"" +
                       clipped(cell(*by, theirs).text) +
                       "\" of the same case; the rows of one case have to agree"});
        return std::nullopt;
      }
      said = *std::move(text);
      by = &row;
    }
    return said;
  }

  /// The cells of one row that one of our columns comes from.
  std::optional<std::string> joined(std::size_t ours, const KeptRow& row) {
    const std::vector<std::size_t>& from = layout_.from[ours];
    if (from.size() == 1) return rewritten(ours, row, from.front());
    const auto* field = std::get_if<CaseField>(&rules_.columns[ours].column);
    const bool refs = field != nullptr && *field == CaseField::child_refs;
    const bool markers = field == nullptr;
    JoinedMarkers answer;
    std::string list;
    bool first = true;
    bool any = false;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const auto text = rewritten(ours, row, from[i]);
      if (!text) return std::nullopt;
      any = any || !text->empty();
      if (markers) answer.add(*text);
      if (refs && !has_child(row, i)) {
        if (text->empty()) continue;
        add_fault(ours, row, from[i],
                  {ErrorCode::inconsistent, cell(row, from[i]).text,
                   "a reference stands here for a child whose date of birth is empty; write "
                   "unknown where it is not known"});
        return std::nullopt;
      }
      if (text->empty() && !refs) continue;
      if (!first) list += ';';
      list += *text;
      first = false;
    }
    if (markers) return answer.text();
    return any ? list : "";
  }

  [[nodiscard]] bool has_child(const KeptRow& row, std::size_t i) const {
    const std::size_t theirs = layout_.from[children_][i];
    return !without_blanks(cell(row, theirs).text).empty();
  }

  std::optional<std::string> rewritten(std::size_t ours, const KeptRow& row, std::size_t theirs) {
    const KeptCell& kept = cell(row, theirs);
    if (kept.fault != CsvFault::none) {
      add_fault(ours, row, theirs, {ErrorCode::malformed_text, kept.text, words_for(kept.fault)});
      return std::nullopt;
    }
    const MappedColumn& column = rules_.columns[ours];
    if (!column.converts) return std::string{without_blanks(kept.text)};
    std::string text;
    CellFault fault;
    if (rewrite_cell(rules_, column, kept.text, text, fault)) return text;
    fault.found = kept.text;
    add_fault(ours, row, theirs, std::move(fault));
    return std::nullopt;
  }

  void add_fault(std::size_t ours, const KeptRow& row, std::size_t theirs, CellFault fault) {
    is_faulty_ = true;
    last_code_ = fault.code;
    out_.faults.try_emplace({out_.lines.size() - 1, ours},
                            Error{fault.code, source_, row.place.line, cell(row, theirs).column,
                                  shown_column(layout_, theirs, rules_.columns[ours]),
                                  clipped(fault.found), std::move(fault.reason)});
  }

  std::string_view text_;
  const MappingRules& rules_;
  const ExportLayout& layout_;
  const std::string& source_;
  CsvLexer lexer_;
  std::vector<CsvCell> cells_;
  KeptRow row_;
  std::vector<std::string> last_;   ///< of each column that is filled down
  std::size_t children_;            ///< place of our columns: the dates of birth
  std::size_t ids_;                 ///< the same of the case ids
  std::size_t id_;                  ///< the column of the export with them
  std::vector<std::size_t> slots_;  ///< of each column of the export; SIZE_MAX: not read
  std::vector<std::size_t> read_;   ///< columns of the export that are read
  bool is_faulty_ = false;          ///< the case that is written
  ErrorCode last_code_{};           ///< of the fault that was noted last
  RewrittenExport out_;
};

}  // namespace

RewrittenExport rewrite_export(std::string_view text,
                               const MappingRules& rules,
                               const ExportLayout& layout,
                               const std::string& source) {
  return ExportRewriter{text, rules, layout, source}.run();
}

std::string rewritten_header(const MappingRules& rules, char delimiter) {
  std::string line;
  for (const MappedColumn& column : rules.columns) {
    if (!line.empty()) line += delimiter;
    line += column.name;
  }
  for (const MappedConstant& constant : rules.constants) (line += delimiter) += constant.name;
  line += '\n';
  return line;
}

void append_rewritten_cell(std::string& out, std::string_view text, char delimiter) {
  const bool quoted = std::ranges::any_of(
      text, [delimiter](char c) { return c == delimiter || c == '"' || c == '\n' || c == '\r'; });
  if (!quoted) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string shown_column(const ExportLayout& layout, std::size_t theirs, const MappedColumn& ours) {
  const std::string& name = layout.names[theirs];
  const std::string shown = name.empty() ? "column " + std::to_string(theirs + 1) : clipped(name);
  return shown == ours.name ? shown : shown + " (" + ours.name + ')';
}

}  // namespace waitlist
