// Const member functions may be called from several threads at once, on one object of any class.
// Run under ThreadSanitizer (scripts/threads); without it only a wrong answer is seen.
#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/assignment.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <latch>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

/// Reads from two threads at once, before anybody else does: what the first reader would write
/// into the object races, and what one reader sees half written is another answer.
template <class Read>
void check_shared(const Read& read) {
  std::array<std::string, 2> seen;
  std::latch begin{2};
  const auto run = [&](std::string& own) {
    begin.arrive_and_wait();
    for (int time = 0; time < 3; ++time) own += read();
  };
  std::thread other{run, std::ref(seen[1])};
  run(seen[0]);
  other.join();
  std::string expected;
  for (int time = 0; time < 3; ++time) expected += read();
  CHECK(expected.size() > 100);
  CHECK(seen[0] == expected);
  CHECK(seen[1] == expected);
}

template <class... Values>
std::string text_of(const Values&... values) {
  return ((std::to_string(values) + ' ') + ...);
}

std::string text_of_places(const std::vector<QueuePlace>& places) {
  std::string text;
  for (const QueuePlace& place : places) {
    text += std::string{place.case_id} + ' ' + text_of(place.position, place.points.count());
  }
  return text;
}

template <class Queue>
std::string visited(const Queue& queue) {
  std::string text;
  queue.visit([&text](const QueuePlace& place) {
    text += std::string{place.case_id} + ' ';
    return place.position < 100;
  });
  return text;
}

std::string read_snapshot(const QueueSnapshot& snapshot) {
  return snapshot.as_of().text() + text_of(snapshot.size(), snapshot.unit_count()) +
         text_of_places(snapshot.top(10)) + visited(snapshot);
}

std::string read_queue(const LiveQueue& queue) {
  std::string text = queue.as_of().text() + queue.policy().stamp().id +
                     text_of(queue.size(), queue.case_count(), queue.unit_count());
  for (const std::size_t count : {1U, 20U, 64U, 65U, 300U})
    text += text_of_places(queue.top(count));
  text += visited(queue);
  for (const char* id : {"SM-0001", "SM-0025", "SM-0300"}) {
    text += text_of(queue.position(id).value_or(0)) + text_of_places(queue.around(id, 3));
    const auto why = queue.explain(id);
    if (why) text += text_of(why->score.points.used.count(), why->contributions.size());
    text += text_of(queue.forecast(id, queue.as_of() + Days{100}).size());
  }
  return text + read_snapshot(queue.snapshot());
}

std::string read_schema(const FactSchema& schema) {
  std::string text = schema.id() + schema.version() + schema.title() + schema.digest().hex();
  for (const FactDefinition& fact : schema.facts()) {
    text += schema.fact(schema.find(fact.id).value()).label;
  }
  return text;
}

std::string read_case(const CaseTable& cases, CaseRow row) {
  const Hold* hold = cases.hold(row);
  const ManagerDecision* decision = cases.decision(row);
  return std::string{cases.case_id(row)} + std::string{cases.area(row)} +
         std::string{cases.team(row)} + std::string{to_text(cases.status(row))} +
         cases.listed_on(row).text() +
         text_of(cases.filing_date(row).has_value(), cases.children(row).size(),
                 cases.answer(row, 0).given(), cases.pauses(row).size(),
                 cases.linked_to(row).size(), cases.unit(row),
                 cases.members(cases.unit(row)).size(), cases.at(row).children.size()) +
         (hold == nullptr ? "" : hold->reason) + (decision == nullptr ? "" : decision->reason);
}

std::string read_cases(const CaseTable& cases) {
  std::string text =
      cases.schema().id() + text_of(cases.size(), cases.unit_count()) + cases.digest().hex();
  for (CaseRow row = 0; row < cases.size(); ++row) text += read_case(cases, row);
  return text + text_of(cases.find("SM-0300").value());
}

std::string read_policy(const CompiledPolicy& policy) {
  std::string text = policy.written().title + policy.schema().id() + policy.calendar().name() +
                     policy.stamp().version + policy.band(0).id +
                     text_of(policy.find_band("P2").value(), policy.tier(1, true));
  for (TierIndex tier = 0; tier < policy.tier_count(); ++tier) text += policy.tier_id(tier);
  return text;
}

std::string read_calendar(const WorkingCalendar& calendar) {
  const Day from = shipped::as_of();
  const Day to = from + Days{90};
  std::string text = calendar.name() + calendar.first_day().text() + calendar.last_day().text();
  for (Day day = from; day < to; day = day + Days{1}) {
    text += text_of(calendar.covers(day), calendar.is_working_day(day),
                    calendar.between(from, day).count());
    text += calendar.day_with_left(to, WorkingDays{5}).value().text();
  }
  return text;
}

std::string read_ranking(const Ranking& ranking) {
  std::string text = ranking.as_of().text() + ranking.policy().stamp().id +
                     text_of(ranking.cases().size(), ranking.apart().size(), ranking.unit_count(),
                             ranking.contributions() != nullptr);
  for (const Place& place : ranking.places()) {
    text += text_of(ranking.find(ranking.cases().case_id(place.row))->position);
  }
  return text;
}

Roster small_roster() {
  std::vector<Practitioner> practitioners(3);
  for (std::size_t i = 0; i < practitioners.size(); ++i) {
    practitioners[i].practitioner_id = "P" + std::to_string(i);
    practitioners[i].caseload = static_cast<std::uint32_t>(8 + i);
  }
  practitioners[0].base = "Stafford";
  return Roster::make(practitioners, {{"Stafford", "Worcester", 75}}).value();
}

std::string read_roster(const Roster& roster) {
  return roster.practitioners()[0].practitioner_id + roster.digest().hex() +
         text_of(roster.travel().size(), roster.find("P2").value(),
                 roster.minutes("Stafford", "Worcester").value());
}

std::string read_allocation(const Allocation& allocation) {
  std::string text =
      text_of(allocation.ranking().unit_count(), allocation.roster().practitioners().size(),
              allocation.rules().urgent_tiers.value_or(1), allocation.loads()[0].given,
              allocation.total().count(), allocation.bound().count(), allocation.exact(),
              allocation.find("SM-0001").value());
  for (QueuedUnit unit{0}; unit < 60; ++unit) {
    if (allocation.units()[unit].practitioner) {
      const auto next = allocation.next_best(unit);
      text += text_of(next ? next->extra.count() : -1);
    } else {
      text += to_text(allocation.why_unplaced(unit));
      text += text_of(allocation.tight_set(unit).holders.size());
    }
    text += text_of(allocation.removals(unit).size());
  }
  for (const auto& unit : allocation.one_more_place_buys())
    text += text_of(unit.value_or(QueuedUnit{}));
  const auto moved = allocation.what_if(40, 1);
  const auto left = allocation.without(1);
  return text + text_of(allocation.one_more_place_in_area_buys().size(),
                        moved ? moved->moves.size() : 0, left ? left->moves.size() : 0);
}

AssignmentProblem small_problem() {
  AssignmentProblem problem;
  for (std::uint32_t places = 2; places < 5; ++places) {
    problem.add_practitioner({places, 1, {Cost{3}, Cost{5}}, {}});
  }
  for (std::uint32_t unit = 0; unit < 14; ++unit) {
    const std::array pairs{EligiblePair{PractitionerIndex{unit % 3}, Cost{unit * 7 % 10}},
                           EligiblePair{PractitionerIndex{(unit + 1) % 3}, Cost{unit * 3 % 10}}};
    problem.add_unit(pairs, unit % 4 == 0);
  }
  return problem;
}

std::string read_assignment(const Assignment& assignment) {
  std::string text =
      text_of(assignment.unit_count(), assignment.practitioner_count(), assignment.placed_count(),
              assignment.places_taken(0), assignment.urgent_taken(1), assignment.total().count());
  for (const QueuedUnit unit : assignment.queue()) {
    const auto holder = assignment.practitioner_of(unit);
    text += text_of(holder.value_or(PractitionerIndex{9}));
    text += holder ? text_of(assignment.next_best(unit).has_value())
                   : text_of(assignment.why_unplaced(unit).holders.size());
    text += text_of(assignment.what_if(unit, PractitionerIndex{unit % 3U}).has_value());
  }
  for (const auto& unit : assignment.one_more_place_buys())
    text += text_of(unit.value_or(QueuedUnit{99}));
  for (const auto& gain : assignment.one_more_urgent_place_buys()) {
    text += text_of(gain.has_value());
  }
  const Assignment copy = assignment;
  return text + text_of(copy.total().count());
}

}  // namespace

TEST_SUITE("sharing") {
  TEST_CASE("sharing: two threads read one live queue, after every change of its front") {
    const auto policy = shipped::policy("staffordshire_2009");
    LiveQueue queue = LiveQueue::make(shipped::sample(), policy, shipped::as_of()).value();
    for (int round = 0; round < 5; ++round) {
      check_shared([&queue] { return read_queue(queue); });
      const QueueSnapshot before = queue.snapshot();
      const std::string expected = read_snapshot(before);
      REQUIRE(queue.remove(queue.top(1).front().case_id, Telling::nothing).has_value());
      REQUIRE(queue.advance_to(queue.as_of() + Days{1}, Telling::nothing).has_value());
      CHECK(read_snapshot(before) == expected);
      check_shared([&before] { return read_snapshot(before); });
    }
  }

  TEST_CASE("sharing: two threads read one list, policy, schema, calendar and ranking") {
    const CaseTable cases = shipped::sample();
    check_shared([&cases] { return read_cases(cases); });
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    check_shared([&policy] { return read_policy(policy); });
    check_shared([&cases] { return read_schema(cases.schema()); });
    check_shared([] { return read_calendar(WorkingCalendar::england_and_wales()); });
    RankOptions options;
    options.keep_contributions = true;
    const Ranking ranking = rank(cases, policy, shipped::as_of(), options).value();
    check_shared([&ranking] { return read_ranking(ranking); });
  }

  TEST_CASE("sharing: two threads read one roster, allocation and assignment") {
    const Roster roster = small_roster();
    check_shared([&roster] { return read_roster(roster); });
    const Allocation allocation = allocate(shipped::staffordshire_ranking(), roster).value();
    check_shared([&allocation] { return read_allocation(allocation); });
    const Assignment assignment = Assignment::solve(small_problem()).value();
    check_shared([&assignment] { return read_assignment(assignment); });
  }
}
