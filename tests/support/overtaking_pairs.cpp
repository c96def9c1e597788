#include "support/overtaking_pairs.h"

#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/score.h>

#include "support/small_world.h"

#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace waitlist::overtaking_pairs {
namespace {

namespace world = small_world;

constexpr std::int64_t kVeryLong = 30'000;

std::int64_t draw(std::int64_t least, std::int64_t most) {
  return *rc::gen::resize(100, rc::gen::inRange(least, most + 1));
}

template <class T>
const T& one_of(const std::vector<T>& values) {
  return values[static_cast<std::size_t>(draw(0, std::ssize(values) - 1))];
}

Ranking ranked(const std::vector<Case>& cases, const CompiledPolicy& policy) {
  auto ranking = rank(world::table_of(cases), policy, world::as_of(), {1});
  if (!ranking) throw std::logic_error{to_text(ranking.error().front())};
  return *ranking;
}

/// Every answer that may be the one that earns most or least.
std::vector<Answer> candidates(FactIndex index, Day listed_on) {
  std::vector<Answer> answers{Answer::no(), Answer::unknown()};
  const FactDefinition& fact = world::schema().fact(index);
  switch (fact.kind) {
    case FactKind::choice:
      for (std::uint32_t level = 0; level < fact.levels.size(); ++level) {
        answers.push_back(Answer::level(level));
      }
      break;
    case FactKind::count:
      for (std::uint32_t number = 0; number <= 20; ++number) {
        answers.push_back(Answer::number(number));
      }
      for (const std::uint32_t number : {50U, 100U, 150U, 200U, 250U, 254U, 300U}) {
        answers.push_back(Answer::number(number));
      }
      break;
    case FactKind::checklist:
      for (const std::uint32_t markers : {31U, 1U, 2U, 4U, 8U, 16U, 10U}) {
        answers.push_back(Answer::markers(markers));
      }
      break;
    case FactKind::date:
      for (const std::int64_t days : {0, 1, 8, 15, 30, 60, 90, 120, 160, 200, 250, 300, 400, 600}) {
        answers.push_back(Answer::on(listed_on - Days{days}));
      }
      break;
  }
  return answers;
}

std::vector<std::vector<Child>> families(Day listed_on) {
  std::vector<std::vector<Child>> families{{}, {{listed_on - Days{6500}}}, {{std::nullopt}}};
  for (const std::int64_t days : {0, 40, 400, 900, 1500, 2200, 3000, 4000, 5000, 6400}) {
    families.push_back(std::vector<Child>(9, Child{listed_on - Days{days}}));
    families.push_back({{listed_on - Days{days}}});
  }
  return families;
}

std::vector<std::optional<Day>> filing_dates() {
  std::vector<std::optional<Day>> dates{std::nullopt};
  for (const std::int64_t days : {0, 5, 12, 20, 30, 45, 60, 75, 90, 110, 130, 160, 500}) {
    dates.emplace_back(world::as_of() + Days{days});
  }
  return dates;
}

/// The case with each fact changed so that it alone gives the most points, or the fewest.
Case climbed(const Case& from, const CompiledPolicy& policy, bool most) {
  std::vector<Case> tried;
  const auto add = [&](Case one) {
    one.case_id = "t" + std::to_string(tried.size());
    tried.push_back(std::move(one));
  };
  std::vector<std::size_t> ends;
  for (FactIndex fact = 0; fact < world::kFacts; ++fact) {
    for (const Answer answer : candidates(fact, from.listed_on)) {
      Case one = from;
      one.answers[fact] = answer;
      add(std::move(one));
    }
    ends.push_back(tried.size());
  }
  for (const auto& family : families(from.listed_on)) {
    Case one = from;
    one.children = family;
    add(std::move(one));
  }
  ends.push_back(tried.size());
  for (const auto& date : filing_dates()) {
    Case one = from;
    one.filing_date = date;
    one.no_filing_date = !date;
    add(std::move(one));
  }
  ends.push_back(tried.size());

  const Ranking ranking = ranked(tried, policy);
  std::vector<Points> points(tried.size());
  for (const Place& place : ranking.places()) points[place.row] = place.score.points.used;
  Case best = from;
  std::size_t begin = 0;
  for (std::size_t aspect = 0; aspect < ends.size(); ++aspect) {
    std::size_t chosen = begin;
    for (std::size_t i = begin; i < ends[aspect]; ++i) {
      if (most ? points[i] > points[chosen] : points[i] < points[chosen]) chosen = i;
    }
    begin = ends[aspect];
    if (aspect < world::kFacts) {
      best.answers[FactIndex{aspect}] = tried[chosen].answers[FactIndex{aspect}];
    } else if (aspect == world::kFacts) {
      best.children = tried[chosen].children;
    } else {
      best.filing_date = tried[chosen].filing_date;
      best.no_filing_date = tried[chosen].no_filing_date;
    }
  }
  return best;
}

/// One of the decisions that may hold: 0 none, 1 to 3 raised, 4 to 6 lowered.
std::optional<ManagerDecision> decided(const Case& one, std::int64_t which) {
  if (which == 0) return std::nullopt;
  ManagerDecision decision;
  decision.direction = which <= 3 ? DecisionDirection::raise : DecisionDirection::lower;
  decision.band = "P" + std::to_string(which <= 3 ? which : which - 3);
  decision.reason = "judgement";
  decision.made_by = "M1";
  decision.agreed_by = "M2";
  decision.made_on = std::max(one.listed_on, world::as_of() - Days{draw(0, 5)});
  decision.expires_on = world::as_of() + Days{20};
  return decision;
}

Case bare(Day listed_on) {
  Case one;
  one.listed_on = listed_on;
  one.no_filing_date = true;
  one.children = {{listed_on - Days{6500}}};
  one.answers.assign(world::kFacts, Answer::no());
  return one;
}

/// Days that windows and rules name, with those beside them.
std::vector<std::int64_t> waits_to_try(const CompiledPolicy& policy,
                                       const std::vector<OvertakingWindow>& windows) {
  std::vector<std::int64_t> named{1, draw(1, 300), draw(300, 3000), kVeryLong};
  const Policy& written = policy.written();
  for (const OvertakingWindow& window : windows) {
    if (window.days) named.push_back(window.days->count());
  }
  if (written.promotion) {
    for (const Days days : written.promotion->after_days) named.push_back(days.count());
  }
  if (written.must_allocate && written.must_allocate->waiting) {
    named.push_back(written.must_allocate->waiting->count());
  }
  std::vector<std::int64_t> waits;
  for (const std::int64_t days : named) {
    for (const std::int64_t beside : {days - 1, days, days + 1}) {
      if (beside >= 1 && beside <= kVeryLong) waits.push_back(beside);
    }
  }
  return waits;
}

/// The case listed on another day, its children as old that day as they were; the answers on dates
/// move with it or stay.
Case listed_on(const Case& one, Day day) {
  Case moved = one;
  const Days later = day - one.listed_on;
  moved.listed_on = day;
  for (Child& child : moved.children) {
    if (child.born) child.born = *child.born + later;
  }
  Answer& heard_on = moved.answers[world::kHeardOn];
  if (heard_on.given() && draw(0, 1) == 0) heard_on = Answer::on(heard_on.day() + later);
  return moved;
}

void add_waiting(std::vector<Case>& cases,
                 const CompiledPolicy& policy,
                 const std::vector<std::int64_t>& waits) {
  std::vector<Case> models;
  models.push_back(climbed(bare(world::as_of() - Days{one_of(waits)}), policy, false));
  models.push_back(bare(world::as_of()));
  for (const Case& random : world::random_cases(3)) {
    Case one = random;
    one.status = CaseStatus::awaiting;
    one.hold.reset();
    one.duty_from.reset();
    one.pauses.clear();
    one.linked_to.clear();
    one.decision.reset();
    one.records.clear();
    if (one.filing_date) one.filing_date = world::as_of() + Days{draw(0, 100)};
    for (Child& child : one.children) child.expected = false;
    models.push_back(std::move(one));
  }
  const auto add = [&](const Case& model, std::int64_t wait, std::int64_t decision) {
    Case one = listed_on(model, world::as_of() - Days{wait});
    one.case_id = "m" + std::to_string(cases.size());
    one.decision = decided(one, decision);
    if (draw(0, 4) == 0) {
      const std::int64_t paused = draw(1, 40);
      one = listed_on(one, one.listed_on - Days{paused});
      const Day from = one.listed_on + Days{draw(0, wait)};
      one.pauses = {{from, from + Days{paused}, "agreed"}};
    }
    if (draw(0, 4) == 0) {
      one.filing_date = std::max(one.listed_on, world::as_of() + Days{draw(-60, 60)});
      one.no_filing_date = false;
    }
    if (draw(0, 9) == 0 && !cases.empty()) one.linked_to = {one_of(cases).case_id};
    cases.push_back(std::move(one));
  };
  for (const std::int64_t wait : waits) {
    for (const std::int64_t decision : {0, 1, 2, 5, 6}) add(models.front(), wait, decision);
    add(one_of(models), wait, draw(0, 6));
  }
}

void add_newcomers(std::vector<Case>& cases, const CompiledPolicy& policy) {
  std::vector<Case> models{climbed(bare(world::as_of()), policy, true)};
  for (const Case& random : world::random_cases(2)) {
    Case one = bare(world::as_of());
    one.answers = random.answers;
    one.children = listed_on(random, world::as_of()).children;
    models.push_back(std::move(one));
  }
  const auto add = [&](Case one, std::optional<std::int64_t> filing, std::int64_t decision) {
    one.case_id = (draw(0, 5) == 0 ? "z" : "a") + std::to_string(cases.size());
    one.decision = decided(one, decision);
    if (filing) one.filing_date = world::as_of() + Days{*filing};
    if (filing) one.no_filing_date = false;
    cases.push_back(std::move(one));
  };
  for (const std::int64_t decision : {0, 1, 2, 5, 6}) {
    add(models.front(), std::nullopt, decision);
    add(models.front(), 0, decision);
  }
  for (int i = 0; i < 6; ++i) add(one_of(models), draw(0, 60), draw(0, 6));
}

}  // namespace

std::vector<Case> tempting_cases(const CompiledPolicy& policy,
                                 const std::vector<OvertakingWindow>& windows) {
  std::vector<Case> cases;
  add_waiting(cases, policy, waits_to_try(policy, windows));
  add_newcomers(cases, policy);
  return cases;
}

Verdict look_for_passing(const std::vector<Case>& cases,
                         const CompiledPolicy& policy,
                         const std::vector<OvertakingWindow>& windows) {
  Verdict verdict;
  const Ranking ranking = ranked(cases, policy);
  const bool tier_leads = policy.written().order.front() == OrderKey::tier;
  const auto places = ranking.places();
  std::vector<bool> attained(windows.size()), still_passed(windows.size());
  std::vector<const Place*> newcomers;  // so far
  for (const Place& place : places) {
    if (ranking.cases().listed_on(place.row) == ranking.as_of()) {
      newcomers.push_back(&place);
      continue;
    }
    const OvertakingWindow& window = windows[place.score.tier];
    if (place.score.waited < Days{1}) continue;
    const auto passes = [&](const Place* newcomer) {
      return !tier_leads || newcomer->score.tier == place.score.tier;
    };
    const auto by = std::ranges::find_if(newcomers, passes);
    if (by == newcomers.end()) continue;
    Days days = place.score.waited;
    if (window.since_due) {
      days = ranking.as_of() -
             *due_on(ranking.cases(), policy, place.row, place.score, ranking.as_of());
    }
    if (!window.days) {
      if (days >= Days{10'000}) still_passed[place.score.tier] = true;
      continue;
    }
    if (days + Days{1} == *window.days) attained[place.score.tier] = true;
    if (days < *window.days || !verdict.broken.empty()) continue;
    verdict.broken = std::string{ranking.cases().case_id((*by)->row)} + " passes " +
                     std::string{ranking.cases().case_id(place.row)} + " after " +
                     std::to_string(days.count()) + " days in " + window.tier + ", which says " +
                     std::to_string(window.days->count()) + ": " + window.reason;
  }
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (!windows[i].days) {
      ++verdict.without;
      if (still_passed[i]) ++verdict.still_passed;
    } else if (*windows[i].days > Days{1}) {
      ++verdict.limited;
      if (attained[i]) ++verdict.attained;
    }
  }
  return verdict;
}

}  // namespace waitlist::overtaking_pairs
