#include "witness/listing_classes.h"

#include <waitlist/base/limits.h>

#include "base/check.h"
#include "witness/near_days.h"

#include <algorithm>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// Filing dates that both policies can score, from the first to the last; none where it is after.
struct ScoredDates {
  std::int64_t first = Day::first().days_since_epoch();
  std::int64_t last = Day::last().days_since_epoch();
};

ScoredDates scored_dates(const WitnessModel& model) {
  ScoredDates dates;
  for (const CompiledPolicy* policy : model.policies) {
    const auto& filing = policy->written().filing;
    if (!filing) continue;
    const std::int64_t effort = filing->effort.count();
    dates.first = std::max(dates.first, policy->calendar().first_day().days_since_epoch() + effort);
    dates.last = std::min(dates.last, policy->calendar().last_day().days_since_epoch() + effort);
  }
  return dates;
}

Day day_at(std::int64_t days_since_epoch) {
  const auto day = Day::from_days_since_epoch(days_since_epoch);
  WAITLIST_CHECK(day.has_value());
  return *day;
}

/// The latest filing dates on which rows of one policy still fit. More working days are left for
/// later dates, never fewer.
void add_last_dates(const CompiledPolicy& policy,
                    Day as_of,
                    const ScoredDates& dates,
                    std::vector<std::int64_t>& days) {
  const auto& filing = policy.written().filing;
  if (!filing) return;
  for (const StepTable& step : policy.tables().slack_steps) {
    std::int64_t fits = dates.first - 1;
    std::int64_t beyond = dates.last + 1;
    while (beyond - fits > 1) {
      const std::int64_t middle = fits + (beyond - fits) / 2;
      const Day start = day_at(middle - filing->effort.count());
      (policy.calendar().between(as_of, start).count() <= step.limit ? fits : beyond) = middle;
    }
    if (fits >= dates.first) days.push_back(fits);
  }
}

/// The first day on which a child of a case listed on some day can have been born.
Day earliest_birth(Day listed_on) {
  std::vector<Day> days{Day::first(), listed_on};
  add_days_before(listed_on, DateUnit::months, limits::kAdultMonths, days);
  Day earliest = listed_on;
  for (const Day day : days) {
    if (completed_months(day, listed_on).count() < limits::kAdultMonths) {
      earliest = std::min(earliest, day);
    }
  }
  return earliest;
}

LeafReading reading_of_family(const WitnessModel& model, const FamilyState& state) {
  return reading_of(model, kFamilyVariable, {{}, {model.as_of, model.as_of}, std::nullopt, &state});
}

}  // namespace

PossibleParts::PossibleParts(const WitnessModel& model) : model_{model} {
  read_filing_dates();
  const std::size_t facts = model.policies[0]->schema().facts().size();
  steady_.resize(facts);
  aged_.resize(facts);
  for (std::size_t i = 0; i < facts; ++i) {
    const std::size_t variable = kFirstFactVariable + i;
    if (!asks(variable)) continue;
    if (model.by_listing[variable]) {
      aged_[i] = aged_answers(model, FactIndex{i});
    } else {
      steady_[i] = possible_answers(model, FactIndex{i}, model.as_of);
    }
  }
}

void PossibleParts::read_filing_dates() {
  if (!asks(kFilingVariable)) return;
  const ScoredDates dates = scored_dates(model_);
  if (dates.first > dates.last) return;
  std::vector<std::int64_t> days{dates.last};
  for (const CompiledPolicy* policy : model_.policies) {
    add_last_dates(*policy, model_.as_of, dates, days);
  }
  std::ranges::sort(days);
  std::map<LeafReading, Day> latest;
  for (const std::int64_t day : days) {
    const CasePart part{{}, {model_.as_of, model_.as_of}, day_at(day), nullptr};
    latest.insert_or_assign(reading_of(model_, kFilingVariable, part), day_at(day));
  }
  filing_dates_.reserve(latest.size());
  for (auto& [reading, day] : latest) filing_dates_.push_back({reading, day});
}

std::vector<std::int64_t> PossibleParts::key_of_children(Day listed_on) const {
  if (!asks(kFamilyVariable)) return {};
  const auto looks = [this](bool at_as_of) {
    return std::ranges::any_of(model_.family, [at_as_of](const FamilyRules& one) {
      return one.asks && one.at_as_of == at_as_of;
    });
  };
  // Ages in months leave no gap, so the oldest says which there can be.
  const Day born = earliest_birth(listed_on);
  const std::int64_t then = completed_months(born, listed_on).count();
  const std::int64_t now = completed_months(born, model_.as_of).count();
  if (!looks(true)) return {then};
  if (!looks(false)) return {now};
  std::vector<std::int64_t> key;
  for (const PossibleChild& child : possible_children(model_.family, listed_on, model_.as_of)) {
    for (const ChildReading& side : child.sides) {
      key.insert(key.end(), {side.points, static_cast<std::int64_t>(side.rows), side.further,
                             static_cast<std::int64_t>(side.young)});
    }
  }
  return key;
}

const PossibleParts::Families& PossibleParts::families_of(Day listed_on) {
  const auto [at, is_new] = families_.try_emplace(key_of_children(listed_on));
  Families& families = at->second;
  if (!is_new) return families;
  const auto children = possible_children(model_.family, listed_on, model_.as_of);
  std::set<LeafReading> seen;
  for (const PossibleFamily& one : possible_families(model_.family, children, families.all)) {
    seen.insert(reading_of_family(model_, one.state));
  }
  families.readings.assign(seen.begin(), seen.end());
  return families;
}

PossibleAnswers PossibleParts::answers_of(FactIndex fact, Day listed_on) const {
  if (!model_.by_listing[kFirstFactVariable + fact]) return steady_[fact];
  if (!aged_[fact]) return possible_answers(model_, fact, listed_on);
  PossibleAnswers answers;
  answers.list.reserve(aged_[fact]->size());
  for (const AgedAnswer& aged : *aged_[fact]) {
    if (aged.before && listed_on - Day::first() < *aged.before) continue;
    answers.list.push_back(
        {aged.reading, aged.before ? Answer::on(listed_on - *aged.before) : aged.answer});
  }
  return answers;
}

void PossibleParts::add_key_of_answers(FactIndex fact,
                                       Day listed_on,
                                       std::vector<std::int64_t>& key) const {
  if (aged_[fact]) {
    // The later a case is listed, the more there are.
    key.push_back(std::ranges::count_if(*aged_[fact], [listed_on](const AgedAnswer& aged) {
      return !aged.before || *aged.before <= listed_on - Day::first();
    }));
    return;
  }
  const PossibleAnswers answers = possible_answers(model_, fact, listed_on);
  std::set<LeafReading> readings;
  for (const PossibleAnswer& answer : answers.list) readings.insert(answer.reading);
  key.push_back(static_cast<std::int64_t>(readings.size()));
  for (const LeafReading& reading : readings) {
    key.insert(key.end(), reading.begin(), reading.end());
  }
}

void PossibleParts::fill(Day listed_on, ListingClass& one) {
  const std::size_t variables = model_.leaves.size();
  one.options.resize(variables);
  one.relaxed.resize(variables);
  if (asks(kFilingVariable)) {
    const CasePart none{{}, {listed_on, model_.as_of}, std::nullopt, nullptr};
    one.options[kFilingVariable].push_back(reading_of(model_, kFilingVariable, none));
    for (const FilingReading& filing : filing_dates_) {
      if (filing.latest >= listed_on) one.options[kFilingVariable].push_back(filing.reading);
    }
  }
  if (asks(kFamilyVariable)) {
    const Families& families = families_of(listed_on);
    one.options[kFamilyVariable] = families.readings;
    one.relaxed[kFamilyVariable] = !families.all;
  }
  for (std::size_t i = 0; i < steady_.size(); ++i) {
    const std::size_t variable = kFirstFactVariable + i;
    if (!asks(variable)) continue;
    const PossibleAnswers answers = answers_of(FactIndex{i}, listed_on);
    one.relaxed[variable] = !answers.all;
    one.options[variable].reserve(answers.list.size());
    for (const PossibleAnswer& answer : answers.list) {
      one.options[variable].push_back(answer.reading);
    }
  }
}

void PossibleParts::keep_best_days(const std::vector<Day>& days, ListingClass& one) const {
  const auto& leaves = model_.leaves[kListingVariable];
  if (leaves.empty()) {
    one.days = {days.front()};
    return;
  }
  // Leaves of the first policy come first; each is the wait at one multiple of its rates.
  std::vector<LeafReading> readings;
  readings.reserve(days.size());
  for (const Day day : days) {
    readings.push_back(
        reading_of(model_, kListingVariable, {{}, {day, model_.as_of}, std::nullopt, nullptr}));
  }
  const auto best_by = [&](auto worth) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < days.size(); ++i) {
      if (worth(readings[i]) > worth(readings[best])) best = i;
    }
    if (std::ranges::find(one.days, days[best]) == one.days.end()) one.days.push_back(days[best]);
  };
  const std::size_t split = model_.first_listing_leaves;
  for (std::size_t i = 0; i < std::max(split, std::size_t{1}); ++i) {
    for (std::size_t j = split; j < std::max(leaves.size(), split + 1); ++j) {
      best_by([&](const LeafReading& reading) {
        return (i < split ? reading[i] : 0) - (j < leaves.size() ? reading[j] : 0);
      });
    }
  }
}

std::vector<ListingClass> PossibleParts::classes(Day first) {
  std::vector<ListingClass> classes;
  std::vector<std::vector<Day>> days;
  std::map<std::vector<std::int64_t>, std::size_t> places;
  for (Day day = model_.as_of;; day = day - Days{1}) {
    std::vector<std::int64_t> key = key_of_children(day);
    for (const FilingReading& filing : filing_dates_) key.push_back(filing.latest >= day ? 1 : 0);
    for (std::size_t i = 0; i < steady_.size(); ++i) {
      const std::size_t variable = kFirstFactVariable + i;
      if (!asks(variable) || !model_.by_listing[variable]) continue;
      add_key_of_answers(FactIndex{i}, day, key);
    }
    const auto [at, is_new] = places.try_emplace(std::move(key), classes.size());
    if (is_new) {
      classes.emplace_back();
      fill(day, classes.back());
      days.emplace_back();
    }
    days[at->second].push_back(day);
    if (day <= first) break;
  }
  for (std::size_t i = 0; i < classes.size(); ++i) keep_best_days(days[i], classes[i]);
  return classes;
}

Answer PossibleParts::answer(FactIndex fact, Day listed_on, const LeafReading& reading) const {
  const PossibleAnswers answers = answers_of(fact, listed_on);
  const auto at = std::ranges::find(answers.list, reading, &PossibleAnswer::reading);
  return at == answers.list.end() ? Answer::unknown() : at->answer;
}

std::optional<Day> PossibleParts::filing_date(Day listed_on, const LeafReading& reading) const {
  const CasePart none{{}, {listed_on, model_.as_of}, std::nullopt, nullptr};
  if (reading == reading_of(model_, kFilingVariable, none)) return std::nullopt;
  // The soonest such day is the plainest.
  const ScoredDates dates = scored_dates(model_);
  const std::int64_t first = std::max<std::int64_t>(dates.first, listed_on.days_since_epoch());
  for (std::int64_t day = first; day <= dates.last; ++day) {
    const CasePart part{{}, {listed_on, model_.as_of}, day_at(day), nullptr};
    if (reading_of(model_, kFilingVariable, part) == reading) return day_at(day);
  }
  return std::nullopt;
}

std::vector<std::optional<Day>> PossibleParts::births(Day listed_on,
                                                      const LeafReading& reading) const {
  const auto children = possible_children(model_.family, listed_on, model_.as_of);
  bool all = true;
  std::vector<std::optional<Day>> births;
  for (const PossibleFamily& one : possible_families(model_.family, children, all)) {
    if (reading_of_family(model_, one.state) != reading) continue;
    births.reserve(one.children.size());
    for (const auto& child : one.children) {
      births.push_back(child ? std::optional{children[*child].born} : std::nullopt);
    }
    break;
  }
  return births;
}

}  // namespace waitlist
