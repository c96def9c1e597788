#include <waitlist/base/limits.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/record/recorded_list.h>

#include "base/check.h"
#include "base/points_text.h"
#include "base/visible_text.h"
#include "record/entry_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

/// Words of a step in the names of parts.
std::string_view word_of(BandStep::Kind kind) {
  switch (kind) {
    case BandStep::Kind::points: return "points";
    case BandStep::Kind::cannot_tell: return "cannot-tell";
    case BandStep::Kind::floor: return "floor";
    case BandStep::Kind::ceiling: return "ceiling";
    case BandStep::Kind::decision: return "decision";
    case BandStep::Kind::promotion: return "promotion";
    case BandStep::Kind::must_allocate: return "must-allocate";
  }
  return "";
}

class RowWriter {
 public:
  explicit RowWriter(const Ranking& ranking) : ranking_{ranking}, cases_{ranking.cases()} {}

  RecordedRow ranked(const Place& place) {
    std::string line{"ranked"};
    append_part_of_line(line, "position", std::to_string(place.position));
    append_part_of_line(line, "case", cases_.case_id(place.row));
    add_family(line, place.row);
    add_score(line, place.score);
    add_reasons(line, place.row);
    return {std::string{cases_.case_id(place.row)}, case_line(place.row), std::move(line)};
  }

  RecordedRow apart(const ApartCase& apart) {
    std::string line{"apart"};
    append_part_of_line(line, "reason", to_text(apart.reason));
    append_part_of_line(line, "case", cases_.case_id(apart.row));
    add_family(line, apart.row);
    if (apart.score) {
      add_score(line, *apart.score);
      add_reasons(line, apart.row);
    }
    return {std::string{cases_.case_id(apart.row)}, case_line(apart.row), std::move(line)};
  }

  static RecordedRow faulty(const FaultyCase& faulty) {
    const std::string id = is_case_id(faulty.case_id) ? faulty.case_id : std::string{};
    std::string line{"faulty"};
    append_part_of_line(line, "line", std::to_string(faulty.line));
    append_part_of_line(line, "case", id);
    for (const Error& fault : faulty.faults) {
      append_part_of_line(line, "fault", "E" + std::to_string(static_cast<unsigned>(fault.code)));
    }
    std::string name{"faulty"};
    append_part_of_line(name, "case", id);
    return {id, std::move(name), std::move(line)};
  }

 private:
  static bool is_case_id(std::string_view text) {
    return !text.empty() && text.size() <= limits::kCaseIdBytesMax && is_visible(text) &&
           text.find_first_of(";,") == std::string_view::npos;
  }

  /// The case alone: links name other cases, whose ids must not outlive them here.
  [[nodiscard]] std::string case_line(CaseRow row) const {
    Case one = cases_.at(row);
    one.linked_to.clear();
    std::string line = write_cases_json_lines({&one, 1}, cases_.schema());
    WAITLIST_CHECK(line.ends_with('\n') && line.find('\n') + 1 == line.size());
    line.pop_back();
    return line;
  }

  /// `family=3/2`: the third family of the list, of two cases. A case by itself has none.
  void add_family(std::string& line, CaseRow row) {
    const UnitIndex unit = cases_.unit(row);
    const std::size_t members = cases_.members(unit).size();
    if (members < 2) return;
    const auto number = families_.emplace(unit, families_.size() + 1).first->second;
    append_part_of_line(line, "family", std::to_string(number) + '/' + std::to_string(members));
  }

  static void add_points(std::string& line, std::string_view name, Points points) {
    std::string text;
    append_points(text, points);
    append_part_of_line(line, name, text);
  }

  static void add_day(std::string& line, std::string_view name, const std::optional<Day>& day) {
    append_part_of_line(line, name, day ? day->text() : std::string{});
  }

  void add_score(std::string& line, const Score& score) {
    const CompiledPolicy& policy = ranking_.policy();
    append_part_of_line(line, "tier", policy.tier_id(score.tier));
    append_part_of_line(line, "band", policy.band(score.band).id);
    append_part_of_line(line, "band-least", policy.band(score.band_least).id);
    append_part_of_line(line, "band-most", policy.band(score.band_most).id);
    append_part_of_line(line, "must-allocate", score.must_allocate ? "yes" : "no");
    add_points(line, "points", score.points.used);
    add_points(line, "points-least", score.points.least);
    add_points(line, "points-most", score.points.most);
    append_part_of_line(line, "points-part", std::to_string(score.part));
    append_part_of_line(line, "waited", std::to_string(score.waited.count()));
    add_day(line, "filing-date", score.filing_date);
    add_day(line, "latest-start", score.latest_start);
  }

  void add_reasons(std::string& line, CaseRow row) {
    const Explanation why = explain(cases_, ranking_.policy(), row, ranking_.as_of());
    for (const Contribution& part : why.contributions) {
      std::string name{to_text(part.kind)};
      name += '/';
      name += part.group;
      name += '/';
      name += part.id;
      add_points(line, name, part.points);
    }
    for (const BandStep& step : why.steps) {
      std::string name{"step/"};
      name += word_of(step.kind);
      name += '/';
      name += step.rule;
      append_part_of_line(line, name, step.band);
    }
  }

  const Ranking& ranking_;
  const CaseTable& cases_;
  std::map<UnitIndex, std::size_t> families_;
};

}  // namespace

std::vector<RecordedRow> recorded_rows(const Ranking& ranking) {
  RowWriter writer{ranking};
  std::vector<RecordedRow> rows;
  rows.reserve(ranking.places().size() + ranking.apart().size() + ranking.faulty().size());
  for (const Place& place : ranking.places()) rows.push_back(writer.ranked(place));
  for (const ApartCase& apart : ranking.apart()) rows.push_back(writer.apart(apart));
  for (const FaultyCase& faulty : ranking.faulty()) rows.push_back(RowWriter::faulty(faulty));
  return rows;
}

std::vector<std::pair<std::string, std::string>> row_parts(std::string_view row_text) {
  return parts_of_line(row_text);
}

}  // namespace waitlist
