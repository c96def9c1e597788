#include <waitlist/base/limits.h>
#include <waitlist/io/allocation_rules_reader.h>

#include "base/enumerator_words.h"
#include "io/cell_parser.h"
#include "io/csv_rows.h"
#include "io/practitioner_draft.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// Reads each row of a table with `read_row`; all faults, or nothing.
template <class ReadRow>
Errors read_table(std::string_view text,
                  std::span<const NamedColumn> columns,
                  const std::string& source,
                  ReadRow read_row) {
  FaultList faults;
  if (check_encoding(text, source, faults)) {
    CsvRows rows{without_byte_order_mark(text), columns, source, faults};
    while (rows.next()) read_row(rows);
  }
  return faults.empty() ? Errors{} : faults.take();
}

/// The text of a cell that may not be empty.
std::string required(CsvRows& rows, std::size_t column, const char* reason) {
  if (rows.cell(column).empty()) rows.report(column, ErrorCode::missing_value, "", reason);
  return std::string{rows.cell(column)};
}

void read_work_row(CsvRows& rows, WorkRules& work) {
  enum : std::uint8_t {
    competence,
    load,
    case_id,
    fact,
    answers,
    may_not_take,
    kind,
    prefers,
    second,
    lead
  };

  CaseSelector cases{std::string{rows.cell(case_id)}, std::string{rows.cell(fact)}, {}};
  std::vector<std::string_view> levels;
  if (!rows.cell(answers).empty()) parse_ids(rows.cell(answers), levels);
  cases.any_of.assign(levels.begin(), levels.end());
  if (cases.case_id.empty() == cases.fact.empty()) {
    rows.report(case_id, ErrorCode::inconsistent, "",
                "a row names either a case, or a fact with its answers");
  } else if (cases.fact.empty() != cases.any_of.empty()) {
    rows.report(answers, ErrorCode::inconsistent, rows.cell(answers),
                "answers belong to a fact, `;` between");
  }
  const auto filled = [&rows](std::size_t column) { return rows.cell(column).empty() ? 0 : 1; };
  if (filled(lead) != 0 && filled(second) == 0) {
    rows.report(lead, ErrorCode::inconsistent, rows.cell(lead),
                "`lead` says beside whom a second worker is needed; name the competence of that "
                "one as `second`");
  }
  if (filled(competence) + filled(load) + filled(may_not_take) + filled(kind) + filled(prefers) +
          filled(second) !=
      1) {
    rows.report(
        competence, ErrorCode::inconsistent, rows.cell(competence),
        "a row has either a competence that is asked for, or a load, or in may_not_take "
        "the competence of those who may not take the case, or a kind of work, or in prefers a "
        "competence that is preferred, or in second that of a second worker");
  } else if (filled(second) != 0) {
    work.seconds.push_back({std::string{rows.cell(second)},
                            std::string{rows.cell(lead)},
                            std::move(cases),
                            {rows.line()}});
  } else if (filled(prefers) != 0) {
    work.preferences.push_back({std::string{rows.cell(prefers)}, std::move(cases), {rows.line()}});
  } else if (filled(kind) != 0) {
    work.kinds.push_back({std::string{rows.cell(kind)}, std::move(cases), {rows.line()}});
  } else if (rows.cell(load).empty()) {
    const bool barred = rows.cell(competence).empty();
    const std::string_view word = rows.cell(barred ? may_not_take : competence);
    work.needs.push_back({std::string{word}, std::move(cases), barred, {rows.line()}});
  } else {
    CellFault fault;
    const auto places = parse_count(rows.cell(load), limits::kLoadMax, fault);
    if (!places || *places == 0) {
      rows.report(load, places ? ErrorCode::out_of_range : fault.code, rows.cell(load),
                  "expected a whole number from 1 to " + std::to_string(limits::kLoadMax));
    } else {
      work.loads.push_back({*places, std::move(cases), {rows.line()}});
    }
  }
}

void read_instruction_row(CsvRows& rows, std::vector<Instruction>& instructions) {
  Instruction one;
  const std::string_view kind = rows.cell(0);
  if (const auto known = enumerator_of<InstructionKind>(kind)) {
    one.kind = *known;
  } else {
    rows.report(0, ErrorCode::unknown_word, kind, "expected pin, exclude, part or appointed");
  }
  one.case_id = required(rows, 1, "name the case");
  one.practitioner_id = one.kind == InstructionKind::part
                            ? std::string{rows.cell(2)}
                            : required(rows, 2, "name the practitioner");
  one.reason = required(rows, 3, "an instruction needs a reason");
  one.made_by = required(rows, 4, "name the manager, as a code");
  if (one.reason.size() > limits::kReasonBytesMax) {
    rows.report(3, ErrorCode::too_large, one.reason, "at most 200 bytes, no narrative");
  }
  one.line = {rows.line()};
  instructions.push_back(std::move(one));
}

void read_pair_row(CsvRows& rows, std::vector<PairPrice>& pairs) {
  PairPrice pair{required(rows, 0, "name the case"),
                 required(rows, 1, "name the practitioner"),
                 Cost{},
                 {rows.line()}};
  const std::string_view cell = rows.cell(2);
  std::int64_t cost = 0;
  const auto [stop, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), cost);
  const std::int64_t most = limits::kPairCostMax;
  const bool is_number = failed != std::errc::invalid_argument && stop == cell.data() + cell.size();
  if (failed != std::errc{} || !is_number || cost < -most || cost > most) {
    rows.report(
        2, is_number ? ErrorCode::out_of_range : ErrorCode::not_a_number, cell,
        "expected a whole number from -" + std::to_string(most) + " to " + std::to_string(most));
  }
  pair.cost = Cost{cost};
  if (!rows.cell(3).empty()) {
    CellFault fault;
    pair.load = parse_count(rows.cell(3), limits::kLoadMax, fault);
    if (!pair.load || *pair.load == 0) {
      rows.report(3, pair.load ? ErrorCode::out_of_range : fault.code, rows.cell(3),
                  "expected a whole number from 1 to " + std::to_string(limits::kLoadMax));
    }
  }
  pairs.push_back(std::move(pair));
}

/// A weight in minutes, up to two decimals, as hundredths; nullopt: it is none.
std::optional<std::int64_t> parse_weight(std::string_view cell) {
  constexpr std::int64_t kMinutesMost = 10'000;
  const std::size_t dot = std::min(cell.find('.'), cell.size());
  std::string part{dot == cell.size() ? std::string_view{"00"} : cell.substr(dot + 1)};
  if (part.size() == 1) part += '0';
  CellFault fault;
  const auto whole = parse_count(cell.substr(0, dot), kMinutesMost, fault);
  const auto rest = parse_count(part, 99, fault);
  if (!whole || !rest || part.size() != 2) return std::nullopt;
  const std::int64_t weight = std::int64_t{*whole} * 100 + *rest;
  return weight <= kMinutesMost * 100 ? std::optional{weight} : std::nullopt;
}

void read_weight_row(CsvRows& rows,
                     PriceWeights& weights,
                     std::set<std::string, std::less<>>& seen) {
  const std::array<std::pair<std::string_view, Cost*>, 6> costs{
      {{"travel_minute", &weights.travel_minute},
       {"unknown_travel", &weights.unknown_travel},
       {"continuity", &weights.continuity},
       {"full_caseload", &weights.full_caseload},
       {"full_urgent", &weights.full_urgent},
       {"preference", &weights.preference}}};
  const std::string_view name = rows.cell(0);
  const auto known = std::ranges::find(costs, name, &std::pair<std::string_view, Cost*>::first);
  if (known == costs.end() && name != "continuity_days") {
    rows.report(0, ErrorCode::unknown_word, name,
                "expected travel_minute, unknown_travel, continuity, continuity_days, "
                "full_caseload, full_urgent or preference");
    return;
  }
  if (!seen.emplace(name).second) {
    rows.report(0, ErrorCode::duplicate_name, name, "this weight stands here twice");
  }
  if (known == costs.end()) {
    CellFault fault;
    const auto days =
        parse_count(rows.cell(1), static_cast<std::uint32_t>(limits::kDaysMax), fault);
    if (days && *days > 0) {
      weights.continuity_days = Days{*days};
    } else {
      rows.report(1, ErrorCode::out_of_range, rows.cell(1), "write a whole number of days from 1");
    }
  } else if (const auto weight = parse_weight(rows.cell(1))) {
    *known->second = Cost{*weight};
  } else {
    rows.report(1, ErrorCode::not_a_number, rows.cell(1),
                "write minutes from 0 to 10000 with at most two decimals: 120 or 1.50");
  }
}

}  // namespace

Result<WorkRules> read_work_csv(std::string_view text, const std::string& source) {
  static constexpr std::array<NamedColumn, 10> kColumns{{{"competence"},
                                                         {"load"},
                                                         {"case_id"},
                                                         {"fact"},
                                                         {"answers"},
                                                         {"may_not_take"},
                                                         {"kind"},
                                                         {"prefers"},
                                                         {"second"},
                                                         {"lead"}}};
  WorkRules work;
  Errors errors =
      read_table(text, kColumns, source, [&work](CsvRows& rows) { read_work_row(rows, work); });
  if (!errors.empty()) return failed(std::move(errors));
  return work;
}

Result<std::vector<Instruction>> read_instructions_csv(std::string_view text,
                                                       const std::string& source) {
  static constexpr std::array<NamedColumn, 5> kColumns{{{"instruction", true},
                                                        {"case_id", true},
                                                        {"practitioner_id", true},
                                                        {"reason", true},
                                                        {"made_by", true}}};
  std::vector<Instruction> instructions;
  Errors errors = read_table(text, kColumns, source, [&instructions](CsvRows& rows) {
    read_instruction_row(rows, instructions);
  });
  if (!errors.empty()) return failed(std::move(errors));
  return instructions;
}

Result<std::vector<PairPrice>> read_pairs_csv(std::string_view text, const std::string& source) {
  static constexpr std::array<NamedColumn, 4> kColumns{
      {{"case_id", true}, {"practitioner_id", true}, {"cost", true}, {"load"}}};
  std::vector<PairPrice> pairs;
  Errors errors =
      read_table(text, kColumns, source, [&pairs](CsvRows& rows) { read_pair_row(rows, pairs); });
  if (!errors.empty()) return failed(std::move(errors));
  return pairs;
}

Result<std::vector<EarlierPlace>> read_earlier_csv(std::string_view text,
                                                   const std::string& source) {
  // What an allocation in CSV has beside the two.
  static constexpr std::array<NamedColumn, 25> kColumns{{{"case_id", true},
                                                         {"practitioner_id", true},
                                                         {"position"},
                                                         {"tier"},
                                                         {"place"},
                                                         {"urgent"},
                                                         {"load"},
                                                         {"split"},
                                                         {"travel"},
                                                         {"continuity"},
                                                         {"given"},
                                                         {"next_best"},
                                                         {"next_best_extra"},
                                                         {"reason"},
                                                         {"detail"},
                                                         {"allocate_by"},
                                                         {"provisional"},
                                                         {"load_price"},
                                                         {"urgent_price"},
                                                         {"kinds"},
                                                         {"earlier"},
                                                         {"preference"},
                                                         {"appointed"},
                                                         {"above_caseload"},
                                                         {"second"}}};
  std::vector<EarlierPlace> places;
  Errors errors = read_table(text, kColumns, source, [&places](CsvRows& rows) {
    if (rows.cell(1).empty()) return;
    std::string case_id = required(rows, 0, "name the case that this practitioner had");
    places.push_back({std::move(case_id), std::string{rows.cell(1)}, {rows.line()}});
  });
  if (!errors.empty()) return failed(std::move(errors));
  return places;
}

Result<PriceWeights> read_weights_csv(std::string_view text, const std::string& source) {
  static constexpr std::array<NamedColumn, 2> kColumns{{{"weight", true}, {"value", true}}};
  PriceWeights weights;
  std::set<std::string, std::less<>> seen;
  Errors errors = read_table(text, kColumns, source,
                             [&](CsvRows& rows) { read_weight_row(rows, weights, seen); });
  if (!errors.empty()) return failed(std::move(errors));
  return weights;
}

}  // namespace waitlist
