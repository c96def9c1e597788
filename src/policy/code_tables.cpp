#include "policy/code_tables.h"

#include "policy/answer_rules.h"
#include "policy/policy_tables.h"

#include <algorithm>

namespace waitlist {
namespace {

/// How many codes of the fact tell what was answered.
std::uint16_t codes_told(const FactDefinition& fact) {
  const std::size_t values = fact.levels.size();
  switch (fact.kind) {
    case FactKind::choice: return static_cast<std::uint16_t>(kFirstValueCode + values);
    case FactKind::checklist:
      return static_cast<std::uint16_t>(
          std::min(std::size_t{kOtherCode}, kFirstValueCode + (std::size_t{1} << values)));
    case FactKind::count: return kOtherCode;
    case FactKind::date: break;
  }
  return kFirstValueCode;
}

/// No date has one of the codes told, so the day of listing does not matter.
const Day kAnyDay = Day::first();

}  // namespace

CodeColumn CodeTables::add(const CriterionTable& criterion, const FactDefinition& fact) {
  const CodeColumn column{criterion.fact, codes_told(fact),
                          static_cast<std::uint32_t>(points_.size())};
  for (AnswerCode code = 0; code < column.told; ++code) {
    const Answer answer = answer_of(code);
    if (answer.known()) {
      const std::int64_t points = known_points(criterion, answer, kAnyDay).count();
      points_.push_back({{points, points, points, points}});
    } else {
      points_.push_back({{0, 0, criterion.unknown.count(), criterion.most.count()}});
    }
  }
  return column;
}

CodeColumn CodeTables::add(const ConditionTable& condition, const FactSchema& schema) {
  CodeColumn column;
  if (!condition.reads_fact()) return column;
  column = {condition.fact, codes_told(schema.fact(condition.fact)),
            static_cast<std::uint32_t>(truth_.size())};
  for (AnswerCode code = 0; code < column.told; ++code) {
    const Answer answer = answer_of(code);
    TruthBits truth = kTrueInMost;
    if (answer.known()) truth = answer_meets(condition, answer, kAnyDay) ? kTrueInAll : 0;
    truth_.push_back(truth);
  }
  return column;
}

}  // namespace waitlist
