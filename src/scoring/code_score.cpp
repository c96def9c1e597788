#include "scoring/code_score.h"

#include "policy/answer_rules.h"
#include "scoring/fact_score.h"
#include "scoring/standing.h"

#include <algorithm>

namespace waitlist {
namespace {

FourWays& operator+=(FourWays& sum, const FourWays& more) {
  for (std::size_t way = 0; way < sum.in.size(); ++way) sum.in[way] += more.in[way];
  return sum;
}

void raise(FourWays& highest, const FourWays& number) {
  for (std::size_t way = 0; way < highest.in.size(); ++way) {
    highest.in[way] = std::max(highest.in[way], number.in[way]);
  }
}

/// The answers of one case, and what the tables say of them.
class CodeReader {
 public:
  explicit CodeReader(const ScoredCase& scored)
      : scored_{scored}, codes_{scored.answers.codes(scored.row).data()} {}

  /// A group added up, its ages included, before the limit on points for unknown answers.
  [[nodiscard]] FourWays group(const GroupTable& group) const {
    return group.combine == Combine::sum ? added<false>(group) : added<true>(group);
  }

 private:
  template <bool WithHighest>
  [[nodiscard]] FourWays added(const GroupTable& group) const {
    const PolicyTables& tables = scored_.tables;
    FourWays sum;
    FourWays highest;
    const auto add = [&](const FourWays& number) {
      sum += number;
      if (WithHighest) raise(highest, number);
    };
    for (const std::uint16_t index : group.criteria) {
      const CriterionTable& criterion = tables.criteria[index];
      const AnswerCode code = codes_[criterion.fact];
      if (code < criterion.codes.told) {
        add(tables.codes.points(criterion.codes, code));
      } else {
        add(read(criterion));
      }
    }
    if (group.has_age) {
      const std::int64_t used = scored_.ages.used.count();
      add({{scored_.ages.least.count(), used, used, used}});
    }
    for (std::size_t way = 0; way < sum.in.size(); ++way) {
      std::int64_t value = sum.in[way];
      if (WithHighest && group.combine == Combine::highest) value = highest.in[way];
      if (WithHighest && group.combine == Combine::highest_plus_half_of_rest) {
        value = highest.in[way] + (value - highest.in[way]) / 2;
      }
      sum.in[way] = std::min(value, group.cap.count());
    }
    return sum;
  }

  /// An answer that its code does not tell.
  [[nodiscard]] FourWays read(const CriterionTable& criterion) const {
    const Answer answer = scored_.answer(criterion.fact);
    if (!answer.known()) return {{0, 0, criterion.unknown.count(), criterion.most.count()}};
    const Day listed_on = scored_.cases.listed_on(scored_.row);
    const std::int64_t points = known_points(criterion, answer, listed_on).count();
    return {{points, points, points, points}};
  }

  const ScoredCase& scored_;
  const AnswerCode* codes_;
};

}  // namespace

FactScore score_by_codes(const ScoredCase& scored, const CompiledPolicy& policy, Day as_of) {
  const PolicyTables& tables = scored.tables;
  const CodeReader reader{scored};
  FactScore score;
  std::int64_t left = tables.unknown_cap.count();
  for (const std::uint16_t index : tables.group_visits) {
    const GroupTable& group = tables.groups[index];
    const auto& points = reader.group(group).in;
    const std::int64_t known = points[FourWays::known];
    const std::int64_t taken = std::min(points[FourWays::full] - known, left);
    left -= taken;
    PointsRange& range = group.risk ? score.risk : score.other;
    range.least += Points{points[FourWays::least]};
    range.used += Points{known + taken};
    range.most += Points{points[FourWays::most]};
  }
  complete(scored, policy, as_of, score);
  return score;
}

}  // namespace waitlist
