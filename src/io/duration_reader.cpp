#include "io/duration_reader.h"

#include <numeric>

namespace waitlist {
namespace {

constexpr double kShortestDays = 1e-6;
constexpr double kLongestDays = 1e5;
constexpr std::int64_t kStagesMax = 1000;

/// A key that only one law has: required there, a fault elsewhere.
void check_belongs(TomlTable& row, std::string_view key, DurationKind kind, DurationKind owner) {
  const bool belongs = kind == owner;
  if (row.has(key) == belongs) return;
  row.faults().add(belongs ? ErrorCode::missing_name : ErrorCode::inconsistent, row.place_of(key),
                   row.field(key), "",
                   (belongs ? "required with law = \"" : "only for law = \"") +
                       std::string{to_text(owner)} + '"');
}

}  // namespace

DurationLaw read_duration(TomlTable& row) {
  DurationLaw law;
  law.place = row.place();
  law.kind = row.word("law", DurationKind::exponential, Need::required);
  const bool recorded = law.kind == DurationKind::recorded;
  check_belongs(row, "days", law.kind, DurationKind::recorded);
  check_belongs(row, "stages", law.kind, DurationKind::erlang);
  check_belongs(row, "variation", law.kind, DurationKind::lognormal);
  law.stages = row.whole_within("stages", 1, kStagesMax).value_or(1);
  law.variation = row.number("variation", 0.0, 100.0).value_or(0.0);
  law.recorded_days = row.numbers("days", 0.0, kLongestDays);
  if (!recorded) {
    law.mean_days = row.number("mean_days", kShortestDays, kLongestDays, Need::required)
                        .value_or(law.mean_days);
    return law;
  }
  static_cast<void>(row.number("mean_days", 0.0, 0.0));  // the list has its own
  if (law.recorded_days.empty()) {
    row.fault(ErrorCode::missing_value, "days", "", "the recorded durations, in days");
    law.recorded_days.push_back(1.0);
  }
  law.mean_days = std::accumulate(law.recorded_days.begin(), law.recorded_days.end(), 0.0) /
                  static_cast<double>(law.recorded_days.size());
  return law;
}

std::optional<DurationLaw> read_duration(TomlTable& row, std::string_view key) {
  auto inner = row.table(key);
  if (!inner) return std::nullopt;
  DurationLaw law = read_duration(*inner);
  inner->finish();
  return law;
}

}  // namespace waitlist
