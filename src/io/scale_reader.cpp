#include "io/scale_reader.h"

#include "io/two_facts_reader.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace waitlist {
namespace {

/// How a kind of scale is written. A new alternative of CriterionRule::scale does not compile
/// without one.
template <class Scale>
struct ScaleFormat;

template <>
struct ScaleFormat<ByLevel> {
  static constexpr std::string_view kKey = "levels";

  static ByLevel read(TomlTable& row) { return {row.points_by_id(kKey)}; }
};

template <>
struct ScaleFormat<ByRange> {
  static constexpr std::string_view kKey = "ranges";

  static ByRange read(TomlTable& row) {
    ByRange scale;
    for (TomlTable& range : row.tables(kKey)) {
      scale.ranges.push_back({range.decimal("from", Need::required).value_or(0),
                              range.points("points", Need::required).value_or(Points{}),
                              range.place()});
      range.finish();
    }
    return scale;
  }
};

template <>
struct ScaleFormat<ByMarker> {
  static constexpr std::string_view kKey = "markers";

  static ByMarker read(TomlTable& row) {
    ByMarker scale{row.points_by_id(kKey), row.points("maximum")};
    if (!row.has(kKey)) row.refuse("maximum", "only a checklist has a maximum");
    return scale;
  }
};

template <>
struct ScaleFormat<PointsPer> {
  static constexpr std::string_view kKey = "per";

  static PointsPer read(TomlTable& row) { return read_per(row).value_or(PointsPer{}); }
};

template <>
struct ScaleFormat<ByTwoFacts> {
  static constexpr std::string_view kKey = "by";

  static ByTwoFacts read(TomlTable& row) {
    if (!row.has(kKey)) return {};
    ByTwoFacts scale{read_points_table(row)};
    // Whether it names two facts is said where the first one is read.
    const std::vector<std::string> facts = row.texts(kKey);
    if (facts.size() == 2) scale.table.other = facts.back();
    return scale;
  }
};

/// The short scale of a fact that is answered with yes: `points = 5`.
constexpr std::string_view kYesPoints = "points";

template <class... Scale>
void read_one_of(TomlTable& row, const std::string& fact, std::variant<Scale...>& scale) {
  const bool yes = row.has(kYesPoints);
  const int written = (static_cast<int>(row.has(ScaleFormat<Scale>::kKey)) + ...) + (yes ? 1 : 0);
  // Each is read, so that the faults of all are reported together.
  const auto read = [&row, &scale]<class One>(std::type_identity<One>) {
    One found = ScaleFormat<One>::read(row);
    if (row.has(ScaleFormat<One>::kKey)) scale = std::move(found);
  };
  (read(std::type_identity<Scale>{}), ...);
  const auto worth = row.points(kYesPoints);
  if (yes) scale = yes_scale(worth.value_or(Points{}), row.place_of(kYesPoints));
  if (written == 1) return;
  const std::vector<std::string> known{std::string{ScaleFormat<Scale>::kKey}...,
                                       std::string{kYesPoints}};
  const std::string reason = "a criterion has one scale: " + one_of(known);
  if (written == 0) {
    std::string advice;
    for (const std::string& key : row.others()) {
      if (advice.empty()) advice = advice_on_formula(key);
    }
    if (row.refuse_others("no scale is called that; " + reason + advice, known)) return;
  }
  row.faults().add(ErrorCode::missing_name, row.place(), row.field("levels"), fact, reason);
}

}  // namespace

std::string advice_on_formula(std::string_view word) {
  constexpr std::array<std::string_view, 14> kFormulas{
      "log",     "ln",       "log10",    "exp",     "exponential", "power",  "sqrt",
      "product", "multiply", "multiple", "formula", "expression",  "factor", "ratio"};
  if (std::ranges::find(kFormulas, word) == kFormulas.end()) return {};
  return "; work out a score with logarithms, exponentials or products beforehand, and enter the "
         "finished score as a count";
}

ByLevel yes_scale(Points points, TextPlace place) { return {{{"yes", points, place}}}; }

std::optional<PointsPer> read_per(TomlTable& row) {
  auto table = row.table("per");
  if (!table) return std::nullopt;
  PointsPer per;
  per.points = table->points("points", Need::required, kRateRange).value_or(Points{});
  per.every = table->decimal("every").value_or(1);
  per.from = table->decimal("from").value_or(0);
  per.start = table->points("start").value_or(Points{});
  per.at_most = table->points("at_most");
  per.steps = table->word("steps", StepsCounted::full);
  table->finish();
  return per;
}

void read_scale(TomlTable& row, CriterionRule& rule) { read_one_of(row, rule.fact, rule.scale); }

}  // namespace waitlist
