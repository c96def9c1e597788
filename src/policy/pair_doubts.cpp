#include "policy/pair_doubts.h"

#include "policy/policy_tables.h"

#include <string>
#include <utility>

namespace waitlist {
namespace {

/// One pair of answers, by their places: 0 for `no`, then the levels.
struct Pair {
  std::size_t first = 0;
  std::size_t other = 0;
};

class PairReview {
 public:
  PairReview(const FactSchema& schema, const CriterionRule& rule, const CriterionTable& table)
      : schema_{schema}, rule_{rule}, table_{table} {}

  [[nodiscard]] std::vector<Doubt> build() {
    look_for_worse_scores_less();
    look_for_unknown_earns_more();
    return std::move(doubts_);
  }

 private:
  [[nodiscard]] Points at(const Pair& pair) const {
    return table_.pair->at(pair.first, pair.other);
  }

  [[nodiscard]] std::string words(const PairSide& side, std::size_t place) const {
    return place == 0 ? "`no`" : '`' + schema_.fact(side.fact).levels[place - 1].id + '`';
  }

  [[nodiscard]] std::string words(const Pair& pair) const {
    return words(table_.pair->first, pair.first) + " with " + words(table_.pair->other, pair.other);
  }

  template <class Visit>
  void each_pair(Visit visit) const {
    const PlaceRange rows = table_.pair->first.all();
    const PlaceRange columns = table_.pair->other.all();
    for (std::size_t row = rows.first; row < rows.end; ++row) {
      for (std::size_t column = columns.first; column < columns.end; ++column) {
        visit(Pair{row, column});
      }
    }
  }

  /// The first pair that earns less than its neighbour that is less concerning.
  void look_for_worse_scores_less() {
    bool found = false;
    const auto compare = [&](const Pair& worse, const Pair& better) {
      if (found || at(worse) >= at(better)) return;
      found = true;
      doubts_.push_back({DoubtKind::worse_scores_less, rule_.place, rule_.name(),
                         words(worse) + " is more concerning than " + words(better) +
                             " and earns fewer points."});
    };
    each_pair([&](const Pair& pair) {
      if (pair.first > table_.pair->first.all().first) {
        compare(pair, {pair.first - 1, pair.other});
      }
      if (pair.other > table_.pair->other.all().first) {
        compare(pair, {pair.first, pair.other - 1});
      }
    });
  }

  void look_for_unknown_earns_more() {
    std::string answers;
    each_pair([&](const Pair& pair) {
      const Points points = at(pair);
      if (points <= Points{0} || points >= table_.unknown) return;
      answers += (answers.empty() ? "" : ", ") + words(pair) + " (" + to_text(points) + ")";
    });
    if (answers.empty()) return;
    doubts_.push_back({DoubtKind::unknown_earns_more, rule_.place, rule_.name(),
                       "A given concern earns less than not knowing (" + to_text(table_.unknown) +
                           "): " + answers + ". Lower `unknown`, or raise these."});
  }

  const FactSchema& schema_;
  const CriterionRule& rule_;
  const CriterionTable& table_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> doubts_about_pairs(const CompiledPolicy& policy) {
  std::vector<Doubt> all;
  const PolicyTables& tables = policy.tables();
  for (std::size_t i = 0; i < tables.criteria.size(); ++i) {
    if (!tables.criteria[i].pair) continue;
    PairReview review{policy.schema(), policy.written().criteria[i], tables.criteria[i]};
    for (Doubt& doubt : review.build()) all.push_back(std::move(doubt));
  }
  return all;
}

}  // namespace waitlist
