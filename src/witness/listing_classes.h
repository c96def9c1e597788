// The days on which a possible case could have been listed, as far as they make a difference.
#pragma once

#include "witness/possible_answers.h"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace waitlist {

/// Days of listing that leave the same to choose for everything else.
struct ListingClass {
  /// Those worth choosing: for each two multiples of the rates of waiting the day on which the
  /// first policy earns most more by waiting than the second.
  std::vector<Day> days;
  std::vector<std::vector<LeafReading>> options;  ///< by variable: what can be read
  std::vector<bool> relaxed;                      ///< by variable: other things can be read, too
};

/// What can be chosen for a case listed on some day.
class PossibleParts {
 public:
  /// The model must outlive it.
  explicit PossibleParts(const WitnessModel& model);

  [[nodiscard]] const WitnessModel& model() const noexcept { return model_; }

  /// Classes of the days from `first` to that of the model, the latest first.
  [[nodiscard]] std::vector<ListingClass> classes(Day first);

  /// Part of a case listed on a day that is read so. Requires that there is one.
  [[nodiscard]] Answer answer(FactIndex fact, Day listed_on, const LeafReading& reading) const;
  [[nodiscard]] std::optional<Day> filing_date(Day listed_on, const LeafReading& reading) const;
  [[nodiscard]] std::vector<std::optional<Day>> births(Day listed_on,
                                                       const LeafReading& reading) const;

  /// Whether rules look at what the variable stands for.
  [[nodiscard]] bool asks(std::size_t variable) const noexcept {
    return !model_.leaves[variable].empty();
  }

 private:
  struct FilingReading {
    LeafReading reading;
    Day latest;  ///< day that is read so
  };

  struct Families {
    std::vector<LeafReading> readings;
    bool all = true;
  };

  void read_filing_dates();
  [[nodiscard]] PossibleAnswers answers_of(FactIndex fact, Day listed_on) const;
  void add_key_of_answers(FactIndex fact, Day listed_on, std::vector<std::int64_t>& key) const;
  [[nodiscard]] std::vector<std::int64_t> key_of_children(Day listed_on) const;
  [[nodiscard]] const Families& families_of(Day listed_on);
  void fill(Day listed_on, ListingClass& one);
  void keep_best_days(const std::vector<Day>& days, ListingClass& one) const;

  const WitnessModel& model_;
  std::vector<FilingReading> filing_dates_;
  std::map<std::vector<std::int64_t>, Families> families_;    ///< by key_of_children()
  std::vector<std::optional<std::vector<AgedAnswer>>> aged_;  ///< by fact
  std::vector<PossibleAnswers> steady_;  ///< by fact that does not look at the day of listing
};

}  // namespace waitlist
