#include "cases/contradiction_check.h"

#include <waitlist/base/limits.h>

#include "base/fault_list.h"
#include "cases/number_words.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

class TestResolver {
 public:
  TestResolver(const std::vector<FactDefinition>& facts, const NoteFault& note)
      : facts_{facts}, note_{note} {}

  std::vector<ResolvedTest> resolve(const std::vector<AnswerTest>& tests, const std::string& path) {
    std::vector<ResolvedTest> resolved;
    resolved.reserve(tests.size());
    for (std::size_t i = 0; i < tests.size(); ++i) {
      path_ = path + "[" + std::to_string(i + 1) + "]";
      const auto fact = std::ranges::find(facts_, tests[i].fact, &FactDefinition::id);
      if (fact == facts_.end()) {
        note_unknown_fact(tests[i].fact);
        continue;
      }
      fact_ = &*fact;
      test_ = {};
      test_.fact = FactIndex{static_cast<std::size_t>(fact - facts_.begin())};
      std::visit([this](const auto& test) { read(test); }, tests[i].test);
      resolved.push_back(test_);
    }
    return resolved;
  }

 private:
  void note_unknown_fact(const std::string& found) const {
    std::vector<std::string> known;
    known.reserve(facts_.size());
    for (const FactDefinition& fact : facts_) known.push_back(fact.id);
    note_(ErrorCode::unknown_reference, path_ + ".fact", found,
          "no fact of this schema has that id" + did_you_mean(found, known));
  }

  [[nodiscard]] std::optional<std::uint32_t> level(const std::string& id,
                                                   const std::string& field) const {
    if (const auto found = find_level(*fact_, id)) return found;
    std::vector<std::string> known;
    known.reserve(fact_->levels.size());
    for (const FactLevel& one : fact_->levels) known.push_back(one.id);
    note_(ErrorCode::unknown_reference, path_ + field, id,
          "not a level or marker of " + fact_->id + did_you_mean(id, known));
    return std::nullopt;
  }

  void read(const AnswerIs& is) {
    test_.kind = ResolvedTest::Kind::state;
    test_.state = is.state;
    if (is.state == AnswerState::no && !fact_->no_is_answer) {
      note_(ErrorCode::inconsistent, path_ + ".answer", "no",
            "`no` is no answer to " + fact_->id + ", so this never holds");
    }
  }

  void read(const AnswerAtLeast& at_least) {
    const auto* const word = std::get_if<std::string>(&at_least.bound);
    test_.kind = fact_->kind == FactKind::checklist ? ResolvedTest::Kind::marker_count
                                                    : ResolvedTest::Kind::number;
    if ((fact_->kind == FactKind::choice) != (word != nullptr) || fact_->kind == FactKind::date) {
      note_(ErrorCode::wrong_type, path_ + ".at_least", word != nullptr ? *word : "",
            "a choice has a level here, a count or a checklist a number, and a date neither");
      return;
    }
    if (word != nullptr) {
      test_.bound = level(*word, ".at_least").value_or(0);
      return;
    }
    const Decimal number = std::get<Decimal>(at_least.bound);
    const std::int64_t most = fact_->kind == FactKind::count
                                  ? fact_->count_max
                                  : static_cast<std::int64_t>(fact_->levels.size());
    const auto bound = number_of(*fact_, number);
    test_.bound = bound.value_or(0);
    if (!bound) {
      note_(ErrorCode::not_exact, path_ + ".at_least", number.text(), more_decimals(*fact_));
    } else if (*bound < 0 || *bound > most) {
      note_(ErrorCode::out_of_range, path_ + ".at_least", number.text(),
            "from 0 to " + number_text(*fact_, most));
    }
  }

  void read(const AnswerAnyOf& any_of) {
    test_.kind = ResolvedTest::Kind::any_marker;
    if (fact_->kind != FactKind::checklist || any_of.markers.empty()) {
      note_(ErrorCode::wrong_type, path_ + ".any_of", "", "name markers of a checklist");
      return;
    }
    for (const std::string& marker : any_of.markers) {
      if (const auto place = level(marker, ".any_of")) test_.markers |= 1U << *place;
    }
  }

  const std::vector<FactDefinition>& facts_;
  const NoteFault& note_;
  std::string path_;
  const FactDefinition* fact_ = nullptr;
  ResolvedTest test_;
};

}  // namespace

std::vector<ResolvedContradiction> resolve(const std::vector<Contradiction>& contradictions,
                                           const std::vector<FactDefinition>& facts,
                                           const NoteFault& note) {
  std::vector<ResolvedContradiction> resolved;
  if (contradictions.size() > limits::kContradictionsMax) {
    note(ErrorCode::too_large, "contradiction", std::to_string(contradictions.size()),
         "a schema has at most " + std::to_string(limits::kContradictionsMax) + " contradictions");
    return resolved;
  }
  resolved.reserve(contradictions.size());
  TestResolver tests{facts, note};
  for (std::size_t i = 0; i < contradictions.size(); ++i) {
    const Contradiction& one = contradictions[i];
    const std::string path = "contradiction[" + std::to_string(i + 1) + "]";
    if (one.all.empty() && one.any.empty()) {
      note(ErrorCode::missing_value, path + ".all", "", "say in `all` or `any` when it holds");
    }
    if (one.sentence.empty()) {
      note(ErrorCode::missing_value, path + ".sentence", "",
           "say in a sentence what does not go together");
    }
    resolved.push_back(
        {tests.resolve(one.all, path + ".all"), tests.resolve(one.any, path + ".any")});
  }
  return resolved;
}

}  // namespace waitlist
