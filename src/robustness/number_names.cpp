#include "robustness/number_names.h"

#include <variant>

namespace waitlist {
namespace {

/// That an answer is not known. Names of what is known are above it, as points have to be.
constexpr std::int64_t kUnknownName = 1;

/// Puts names into a scale.
struct Namer {
  std::int64_t next = kUnknownName + 1;

  void operator()(ByLevel& scale) {
    for (LevelPoints& level : scale.levels) level.points = Points{next++};
  }

  void operator()(ByRange& scale) {
    for (RangePoints& range : scale.ranges) range.points = Points{next++};
  }

  /// A bit each: the sum says which are ticked.
  void operator()(ByMarker& scale) {
    scale.maximum.reset();
    for (LevelPoints& marker : scale.markers) {
      marker.points = Points{next};
      next *= 2;
    }
  }

  /// The steps are counted.
  void operator()(PointsPer& scale) const {
    scale.points = Points{1};
    scale.start = Points{next};
    scale.at_most = Points{kNamesEnd};
    scale.steps = StepsCounted::full;
  }

  void operator()(ByTwoFacts& scale) {
    for (TwoFactRow<Points>& row : scale.table.rows) {
      for (Points& cell : row.cells) cell = Points{next++};
    }
  }
};

}  // namespace

std::optional<CompiledPolicy> with_names(const CompiledPolicy& policy) {
  Policy named = policy.written();
  named.uncertain.clear();
  for (CriterionRule& rule : named.criteria) {
    std::visit(Namer{}, rule.scale);
    rule.unknown = Points{kUnknownName};
  }
  if (named.filing) {
    std::int64_t next = kUnknownName;
    named.filing->no_filing_date = Points{next++};
    for (SlackPoints& row : named.filing->slack) row.points = Points{next++};
  }
  auto compiled = compile(named, policy.schema(), "policy", {}, policy.calendar());
  if (!compiled) return std::nullopt;
  return *std::move(compiled);
}

bool tells_numbers(const CriterionRule& rule) noexcept {
  const auto* per = std::get_if<PointsPer>(&rule.scale);
  return per == nullptr || per->steps == StepsCounted::full;
}

}  // namespace waitlist
