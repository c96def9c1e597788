#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/simulation/synthetic_list.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

using Cases = std::map<std::string, Case>;

/// Holds a case as a queue does: the earlier day of listing until a reason stands beside the later.
void put(Cases& cases, Case one) {
  const auto at = cases.find(one.case_id);
  if (at != cases.end() && one.relisted_reason.empty()) {
    one.listed_on = std::min(one.listed_on, at->second.listed_on);
  }
  cases[one.case_id] = std::move(one);
}

std::vector<Case> list_of(const Cases& cases) {
  std::vector<Case> list;
  for (const auto& [id, one] : cases) list.push_back(one);
  return list;
}

/// One line for each place; equal texts are equal queues.
std::string text_of(const QueuePlace& place) {
  return std::to_string(place.position) + ' ' + std::string{place.case_id} + ' ' +
         std::to_string(place.tier) + ' ' + std::to_string(place.band) +
         (place.must_allocate ? " must " : " ") + to_text(place.points) + '\n';
}

template <class Places>
std::string text_of_all(const Places& places) {
  std::string text;
  for (const QueuePlace& place : places) text += text_of(place);
  return text;
}

template <class Queue>
std::string text_of_queue(const Queue& queue) {
  std::string text;
  queue.visit([&text](const QueuePlace& place) {
    text += text_of(place);
    return true;
  });
  return text;
}

std::string text_of_ranking(const Ranking& ranking) {
  std::string text;
  for (const Place& place : ranking.places()) {
    const Score& score = place.score;
    text += text_of({ranking.cases().case_id(place.row), place.position, score.tier, score.band,
                     score.must_allocate, score.points.used});
  }
  return text;
}

/// The queue is what ranking these cases afresh gives, whichever way it is asked.
void check_is_ranking(const LiveQueue& queue, const CaseTable& cases) {
  const auto ranking = rank(cases, queue.policy(), queue.as_of());
  RC_ASSERT(ranking.has_value());
  const std::string expected = text_of_ranking(*ranking);
  RC_ASSERT(text_of_queue(queue) == expected);
  RC_ASSERT(queue.size() == ranking->places().size());
  RC_ASSERT(queue.unit_count() == ranking->unit_count());
  const Ranking as_ranking = queue.ranking();
  RC_ASSERT(text_of_ranking(as_ranking) == expected);
  RC_ASSERT(as_ranking.apart().size() == ranking->apart().size());
  RC_ASSERT(queue.cases().digest() == cases.digest());
  for (CaseRow row = 0; row < cases.size(); ++row) {
    RC_ASSERT(queue.case_of(cases.case_id(row)) == cases.at(row));
  }
  const QueueSnapshot snapshot = queue.snapshot();
  // The front is kept between changes while they leave it as it is.
  for (const std::size_t count : {2U, 1U, 4U}) {
    RC_ASSERT(expected.find(text_of_all(queue.top(count))) == 0);
    RC_ASSERT(queue.top(count).size() == std::min(count, queue.size()));
  }
  RC_ASSERT(text_of_all(queue.top(queue.size())) == expected);
  RC_ASSERT(expected.find(text_of_all(queue.top(3))) == 0);
  for (const Place& place : ranking->places()) {
    const std::string_view id = ranking->cases().case_id(place.row);
    RC_ASSERT(queue.position(id) == place.position);
    RC_ASSERT(snapshot.position(id) == place.position);
    const auto near = queue.around(id, 1);
    RC_ASSERT(std::ranges::count(near, id, &QueuePlace::case_id) == 1);
    RC_ASSERT(near.front().position == std::max<std::uint32_t>(place.position, 2) - 1);
    RC_ASSERT(near.back().position == std::min(place.position + 1U, queue.unit_count()));
    RC_ASSERT(expected.find(text_of_all(near)) != std::string::npos);
  }
}

LiveQueue made(const std::vector<Case>& cases, const CompiledPolicy& policy, Day as_of) {
  auto queue = LiveQueue::make(world::table_of(cases), policy, as_of);
  RC_ASSERT(queue.has_value());
  return std::move(*queue);
}

/// A list of the shipped kind that changes at random, and the queue that follows it.
class ShippedWorld {
 public:
  explicit ShippedWorld(const CompiledPolicy& policy)
      : cases_{first_cases()}, queue_{made_queue(policy)} {}

  /// One random operation; the queue's days run from October 2009 past the leap day of 2012.
  void step() {
    const auto what = draw(100);
    if (what < 12) {
      REQUIRE(queue_.advance_to(queue_.as_of() + Days{draw(2) == 0 ? 1 : draw(16)}).has_value());
    } else if (what < 25) {
      const std::string id = id_of(draw(kCases));
      CHECK(queue_.remove(id).has_value() == (cases_.erase(id) == 1));
    } else {
      Case one = some_case();
      const auto events = queue_.upsert(one);
      REQUIRE(events.has_value());
      put(cases_, std::move(one));
    }
  }

  [[nodiscard]] std::string queue_text() const { return text_of_queue(queue_); }

  [[nodiscard]] std::string front_text() const { return text_of_all(queue_.top(5)); }

  [[nodiscard]] Day as_of() const { return queue_.as_of(); }

  [[nodiscard]] std::string ranking_text() const {
    const auto table = CaseTable::make(shipped::facts(), list_of(cases_));
    return text_of_ranking(rank(table.value(), queue_.policy(), queue_.as_of()).value());
  }

 private:
  static constexpr std::int64_t kCases = 40;

  static std::string id_of(std::int64_t number) {
    return "SM-00" + std::string{number < 10 ? "0" : ""} + std::to_string(number);
  }

  static Cases first_cases() {
    Cases cases;
    for (const Case& one : drawn(1, shipped::as_of())) cases[one.case_id] = one;
    return cases;
  }

  static std::vector<Case> drawn(std::uint64_t seed, Day as_of) {
    return synthetic_list(shipped::facts(), {kCases, seed, as_of}).value();
  }

  LiveQueue made_queue(const CompiledPolicy& policy) const {
    const auto table = CaseTable::make(shipped::facts(), list_of(cases_));
    auto queue = LiveQueue::make(table.value(), policy, shipped::as_of());
    REQUIRE(queue.has_value());
    return std::move(*queue);
  }

  /// A plain linear congruence: the same operations everywhere.
  std::int64_t draw(std::int64_t below) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(below));
  }

  Case some_case() {
    if (pool_.empty()) pool_ = drawn(static_cast<std::uint64_t>(draw(1'000'000)), queue_.as_of());
    Case one = std::move(pool_.back());
    pool_.pop_back();
    if (draw(4) == 0) {
      ManagerDecision decision;
      decision.direction = draw(2) == 0 ? DecisionDirection::raise : DecisionDirection::lower;
      decision.band = queue_.policy().written().bands.front().id;
      decision.reason = "judgement";
      decision.made_by = "M1";
      decision.agreed_by = "M2";
      decision.made_on = std::max(one.listed_on, queue_.as_of() - Days{draw(10)});
      decision.expires_on = decision.made_on + Days{1 + draw(20)};
      one.decision = decision;
    }
    return one;
  }

  std::uint64_t state_ = 2009;
  std::vector<Case> pool_;
  Cases cases_;
  LiveQueue queue_;
};

std::string text_of_events(const QueueEvents& events) {
  std::string text;
  for (const QueueEvent& event : events) {
    text += std::string{to_text(event.kind)} + ' ' + event.case_id + ' ' +
            std::to_string(event.old_position) + " to " + std::to_string(event.new_position) + ' ' +
            event.old_tier + " to " + event.new_tier +
            (event.cause ? ' ' + std::string{to_text(*event.cause)} : "") + '\n';
  }
  return text;
}

LiveQueue sample_queue(const std::string& policy = "staffordshire_2009") {
  auto queue = LiveQueue::make(shipped::sample(), shipped::policy(policy), shipped::as_of());
  REQUIRE(queue.has_value());
  return std::move(*queue);
}

Case sample_case(std::string_view case_id) {
  return shipped::sample().at(shipped::sample().find(case_id).value());
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("live queue: after every change and day it is the ranking from scratch") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      Cases cases;
      for (const Case& one : world::random_cases(10)) cases[one.case_id] = one;
      LiveQueue queue = made(list_of(cases), policy,
                             world::as_of() - Days{*rc::gen::inRange<std::int64_t>(0, 90)});
      check_is_ranking(queue, world::table_of(list_of(cases)));
      for (int step = 0; step < 15; ++step) {
        const std::vector<Case> others = world::random_cases(12);
        const Case& one = others[*rc::gen::inRange<std::size_t>(0, others.size())];
        switch (*rc::gen::inRange(0, 4)) {
          case 0:
            RC_ASSERT(queue.remove(one.case_id).has_value() == (cases.erase(one.case_id) == 1));
            break;
          case 1: {
            const auto days = *rc::gen::element<std::int64_t>(0, 1, 1, 2, 7, 30);
            RC_ASSERT(queue.advance_to(queue.as_of() + Days{days}).has_value());
            break;
          }
          default:
            if (queue.upsert(one)) put(cases, one);
        }
        check_is_ranking(queue, world::table_of(list_of(cases)));
      }
    }));
  }

  TEST_CASE("live queue: ten thousand changes under the shipped policies, years on end") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      ShippedWorld world{shipped::policy(name)};
      for (int step = 0; step < 2'000; ++step) {
        CAPTURE(step);
        world.step();
        const std::string expected = world.ranking_text();
        REQUIRE(world.queue_text() == expected);
        REQUIRE(expected.find(world.front_text()) == 0);
      }
      CHECK(world.as_of() > world::day("2012-02-29"));
    }
  }

  TEST_CASE("live queue: the same case twice changes nothing and tells nothing") {
    LiveQueue queue = sample_queue();
    const std::string before = text_of_queue(queue);
    for (const char* id : {"SM-0001", "SM-0025", "SM-0400"}) {
      CHECK(queue.upsert(sample_case(id)).value().empty());
    }
    CHECK(queue.advance_to(shipped::as_of()).value().empty());
    CHECK(text_of_queue(queue) == before);
    CHECK(queue.case_count() == 400);
  }

  TEST_CASE("live queue: tells what a change of facts did, with old and new places") {
    LiveQueue queue = sample_queue();
    Case one = sample_case("SM-0001");
    one.status = CaseStatus::allocated;
    CHECK(text_of_events(queue.upsert(one).value()) == "left SM-0001 35 to 0 must_allocate to \n");
    CHECK_FALSE(queue.position("SM-0001").has_value());
    CHECK(queue.explain("SM-0001") == std::nullopt);
    CHECK(queue.case_count() == 400);
    one.status = CaseStatus::awaiting;
    one.hold.reset();
    CHECK(text_of_events(queue.upsert(one).value()) ==
          "entered SM-0001 0 to 35  to must_allocate\n"
          "must_allocate SM-0001 0 to 35  to must_allocate\n");
    CHECK(queue.upsert(one, Telling::nothing).value().empty());
    CHECK(text_of_events(queue.remove("SM-0001").value()) ==
          "left SM-0001 35 to 0 must_allocate to \n");
    CHECK(queue.case_count() == 399);
    CHECK(queue.remove("SM-0001").error().front().code == ErrorCode::unknown_reference);
  }

  TEST_CASE("live queue: waiting counts from the earlier day until a reason stands beside it") {
    auto queue = LiveQueue::make(shipped::sample(), shipped::policy("staffordshire_2009"),
                                 world::day("2009-11-03"))
                     .value();
    const std::string before = text_of_queue(queue);
    const auto position = queue.position("SM-0001");
    Case one = sample_case("SM-0001");
    one.listed_on = world::day("2009-09-30");
    for (int time = 0; time < 2; ++time) {
      const QueueEvents events = queue.upsert(one).value();
      REQUIRE(events.size() == 1);
      CHECK(events[0].kind == QueueEventKind::clock_kept);
      CHECK(events[0].change == ListChangeKind::listed_later);
      CHECK(events[0].old_position == position);
      CHECK(events[0].new_position == position);
      CHECK(events[0].detail.find("listed on 2009-04-06 before, on 2009-09-30 now") == 0);
      CHECK(text_of_queue(queue) == before);
    }
    CHECK(queue.upsert(one, Telling::nothing).value().empty());
    CHECK(text_of_queue(queue) == before);
    one.relisted_reason = "returned by the court";
    const QueueEvents events = queue.upsert(one).value();
    CHECK(events.front().change == ListChangeKind::listed_later_with_reason);
    CHECK(queue.position("SM-0001") > position);
    CHECK(queue.upsert(one).value().empty());
  }

  TEST_CASE("live queue: tells what a manager must see of a change, ranked or apart") {
    LiveQueue queue = sample_queue();
    Case one = sample_case("SM-0001");
    one.linked_to = {"SM-0002"};
    CHECK(queue.upsert(one, Telling::nothing).has_value());
    one.linked_to.clear();
    const QueueEvents cut = queue.upsert(one).value();
    CHECK(cut.front().kind == QueueEventKind::case_changed);
    CHECK(cut.front().change == ListChangeKind::link_cut);
    one.status = CaseStatus::on_hold;
    one.hold = Hold{"court", world::day("2009-11-01")};
    const QueueEvents held = queue.upsert(one).value();
    REQUIRE(held.size() == 2);
    CHECK(held[0].change == ListChangeKind::hold_begun);
    CHECK(held[0].old_position == Position{35});
    CHECK(held[0].new_position == Position{0});
    CHECK(held[1].kind == QueueEventKind::left);
    one.hold->until.reset();
    const QueueEvents longer = queue.upsert(one).value();
    REQUIRE(longer.size() == 1);
    CHECK(longer[0].change == ListChangeKind::hold_lengthened);
    CHECK(longer[0].old_tier.empty());
    CHECK(longer[0].detail ==
          "on hold until 2009-11-01 before, without an end now, for the same reason: court");
  }

  TEST_CASE("live queue: tells what a new day did, and which rule did it") {
    LiveQueue queue = sample_queue();
    std::string told;
    for (int day = 0; day < 3; ++day) {
      const QueueEvents events = queue.advance_to(queue.as_of() + Days{1}).value();
      for (const QueueEvent& event : events) {
        REQUIRE(event.cause.has_value());
        if (event.kind == QueueEventKind::moved) continue;
        told += queue.as_of().text() + ' ' + text_of_events({event});
      }
    }
    CHECK(told ==
          "2009-10-06 band_changed SM-0167 230 to 197 P3 to P2 promotion\n"
          "2009-10-06 band_changed SM-0168 233 to 202 P3 to P2 promotion\n"
          "2009-10-06 band_changed SM-0388 216 to 138 P3 to P2 promotion\n"
          "2009-10-07 band_changed SM-0297 50 to 50 must_allocate to must_allocate promotion\n"
          "2009-10-08 must_allocate SM-0007 74 to 56 P2 to must_allocate filing_near\n"
          "2009-10-08 must_allocate SM-0271 65 to 55 P2 to must_allocate filing_near\n"
          "2009-10-08 must_allocate SM-0280 59 to 54 P2 to must_allocate filing_near\n");
  }

  TEST_CASE("live queue: what is refused leaves it as it was") {
    LiveQueue queue =
        LiveQueue::make(shipped::sample(), shipped::policy_until_2028("staffordshire_2009"),
                        shipped::as_of())
            .value();
    const std::string before = text_of_queue(queue);
    const auto refused = [&queue](const Case& one, ErrorCode code) {
      const auto events = queue.upsert(one);
      REQUIRE_FALSE(events.has_value());
      CHECK(events.error().front().code == code);
      for (const Error& fault : events.error()) {
        CHECK(fault.source == "queue");
        CHECK(fault.case_id == "SM-0001");
      }
    };
    Case one = sample_case("SM-0001");
    one.children.push_back({one.listed_on - Days{7000}});
    refused(one, ErrorCode::inconsistent);
    one = sample_case("SM-0001");
    one.child_refs = {"no child of that number", "nor of that"};
    refused(one, ErrorCode::inconsistent);
    one = sample_case("SM-0001");
    one.filing_date = world::day("2100-01-01");
    refused(one, ErrorCode::calendar_ends);
    one = sample_case("SM-0001");
    one.decision =
        ManagerDecision{DecisionDirection::raise, "no such band", "why", "M1", "", queue.as_of(),
                        queue.as_of() + Days{3}};
    refused(one, ErrorCode::unknown_reference);
    const auto earlier = queue.advance_to(queue.as_of() - Days{1});
    CHECK(earlier.error().front().code == ErrorCode::out_of_range);
    const auto beyond = queue.advance_to(world::day("2100-01-01"));
    CHECK(beyond.error().front().code == ErrorCode::calendar_ends);
    for (const auto* const gone : {&earlier, &beyond}) {
      CHECK(gone->error().front().source == "queue");
      CHECK(gone->error().front().case_id.empty());
    }
    const auto stranger = queue.remove("X-1");
    CHECK(
        to_text(stranger.error().front()).starts_with("queue: case X-1: case_id \"X-1\": no case"));
    CHECK(text_of_queue(queue) == before);
    CHECK(queue.as_of() == shipped::as_of());
  }

  TEST_CASE("ranking, live queue: a decision that has ended may name a band the policy lacks") {
    LiveQueue queue = sample_queue();
    Case one = sample_case("SM-0001");
    const Day today = queue.as_of();
    for (const auto& row : std::vector<std::pair<Day, bool>>{
             {today - Days{1}, true}, {today, true}, {today + Days{1}, false}}) {
      const Day ends = row.first;
      const bool accepted = row.second;
      one.decision =
          ManagerDecision{DecisionDirection::raise, "red", "why", "M1", "", today - Days{5}, ends};
      const CaseTable list = CaseTable::make(shipped::facts(), std::vector{one}).value();
      const CompiledPolicy policy = shipped::policy("staffordshire_2009");
      CHECK(check_scorable(list, policy, today).empty() == accepted);
      CHECK(rank(list, policy, today).has_value() == accepted);
      CHECK(LiveQueue::make(list, policy, today).has_value() == accepted);
      CHECK(queue.upsert(one).has_value() == accepted);
    }
  }

  TEST_CASE("live queue: many cases on one day are ordered at once, with the same result") {
    LiveQueue at_once = sample_queue();
    LiveQueue day_by_day = sample_queue();
    const Day later = shipped::as_of() + Days{200};
    REQUIRE(at_once.advance_to(later).has_value());
    while (day_by_day.as_of() < later) {
      REQUIRE(day_by_day.advance_to(day_by_day.as_of() + Days{1}, Telling::nothing).has_value());
    }
    CHECK(text_of_queue(at_once) == text_of_queue(day_by_day));
  }

  TEST_CASE("live queue: explains and foresees as the functions of scoring do") {
    const LiveQueue queue = sample_queue();
    const CaseTable& cases = shipped::sample();
    const CaseRow row = cases.find("SM-0025").value();
    const auto explained = queue.explain("SM-0025");
    REQUIRE(explained.has_value());
    CHECK(explained->score == explain(cases, queue.policy(), row, queue.as_of()).score);
    const Day last = queue.as_of() + Days{400};
    CHECK(queue.forecast("SM-0025", last) ==
          forecast(cases, queue.policy(), row, queue.as_of(), last));
    CHECK(queue.forecast("nobody", last).empty());
    CHECK(queue.around("nobody", 3).empty());
    const std::string all = text_of_all(queue.top(queue.size()));
    for (const std::size_t count : {std::size_t{400}, SIZE_MAX - 1, SIZE_MAX}) {
      CHECK(text_of_all(queue.around("SM-0025", count)) == all);
    }
  }

  TEST_CASE(
      "live queue: snapshots stay as they were while the queue goes on, on other threads too") {
    LiveQueue queue = sample_queue();
    std::vector<std::thread> readers;
    std::vector<int> differences(24, 0);
    const std::vector<Case> others =
        synthetic_list(shipped::facts(), {300, 7, shipped::as_of()}).value();
    for (std::size_t round = 0; round < differences.size(); ++round) {
      const QueueSnapshot snapshot = queue.snapshot();
      readers.emplace_back([snapshot, expected = text_of_queue(snapshot), &differences, round] {
        for (int time = 0; time < 5; ++time) {
          differences[round] += text_of_queue(snapshot) == expected ? 0 : 1;
          differences[round] += snapshot.top(20).size() == 20 ? 0 : 1;
        }
      });
      for (std::size_t i = 0; i < 12; ++i) {
        REQUIRE(queue.upsert(others[round * 12 + i], Telling::nothing).has_value());
      }
      REQUIRE(queue.advance_to(queue.as_of() + Days{1}, Telling::nothing).has_value());
    }
    for (std::thread& reader : readers) reader.join();
    CHECK(std::ranges::count(differences, 0) == std::ssize(differences));
  }

  TEST_CASE("live queue: every kind of event has a name") {
    for (int kind = 0; kind <= static_cast<int>(QueueEventKind::moved); ++kind) {
      CHECK_FALSE(to_text(static_cast<QueueEventKind>(kind)).empty());
    }
  }
}
