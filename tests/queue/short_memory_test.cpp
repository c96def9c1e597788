// A live queue whose memory runs out at every point of every change, held against one that never
// saw a shortage.
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/simulation/synthetic_list.h>

#include "support/failing_memory.h"
#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using failing_memory::Shortage;
using failing_memory::Then;

std::string text_of(const QueuePlace& place) {
  return std::to_string(place.position) + ' ' + std::string{place.case_id} + ' ' +
         std::to_string(place.tier) + ' ' + std::to_string(place.band) +
         (place.must_allocate ? " must " : " ") + to_text(place.points) + '\n';
}

template <class Queue>
std::string order_of(const Queue& queue) {
  std::string text;
  queue.visit([&text](const QueuePlace& place) {
    text += text_of(place);
    return true;
  });
  return text;
}

std::string text_of(const QueueEvents& events) {
  std::string text;
  for (const QueueEvent& event : events) {
    text += std::string{to_text(event.kind)} + ' ' + event.case_id + ' ' +
            std::to_string(event.old_position) + ' ' + std::to_string(event.new_position) + ' ' +
            event.old_tier + ' ' + event.new_tier + ' ' + event.detail + '\n';
  }
  return text;
}

/// Everything that a queue answers, of these cases.
std::string answers_of(const LiveQueue& queue, const std::vector<std::string>& ids) {
  std::string text = queue.as_of().text() + ' ' + std::to_string(queue.size()) + ' ' +
                     std::to_string(queue.case_count()) + ' ' + std::to_string(queue.unit_count()) +
                     '\n';
  text += order_of(queue);
  for (const QueuePlace& place : queue.top(5)) text += text_of(place);
  for (const std::string& id : ids) {
    const auto position = queue.position(id);
    text += id + ' ' + (position ? std::to_string(*position) : "apart") + '\n';
    for (const QueuePlace& place : queue.around(id, 1)) text += text_of(place);
  }
  return text;
}

using Change = std::function<Result<QueueEvents>(LiveQueue&)>;

/// Two queues of one list, of which one meets a shortage at every point of every change.
class Pair {
 public:
  Pair(const CaseTable& cases, const CompiledPolicy& policy, Day as_of)
      : tried_{LiveQueue::make(cases, policy, as_of).value()},
        untouched_{LiveQueue::make(cases, policy, as_of).value()} {
    for (CaseRow row = 0; row < cases.size(); ++row) ids_.emplace_back(cases.case_id(row));
  }

  /// Makes the change in both; false when a difference was seen.
  [[nodiscard]] bool change(const Change& change) {
    const std::string before = answers_of(untouched_, ids_);
    for (std::size_t point = 0;; ++point) {
      for (const Then then : {Then::memory_is_back, Then::all_fail}) {
        const auto events = with_shortage(change, point, then);
        if (!events) {
          ++points_;
          if (answers_of(tried_, ids_) != before) return false;
          continue;
        }
        const auto expected = change(untouched_);
        if (events->has_value() != expected.has_value()) return false;
        if (events->has_value() && text_of(**events) != text_of(*expected)) return false;
        return answers_of(tried_, ids_) == answers_of(untouched_, ids_);
      }
    }
  }

  [[nodiscard]] LiveQueue& tried() { return tried_; }

  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }

  void knows(const std::string& id) {
    if (std::ranges::find(ids_, id) == ids_.end()) ids_.push_back(id);
  }

  /// Points at which memory ran out.
  [[nodiscard]] std::size_t points() const { return points_; }

 private:
  /// Nothing when the change failed for want of memory.
  std::optional<Result<QueueEvents>> with_shortage(const Change& change,
                                                   std::size_t before,
                                                   Then then) {
    try {
      const Shortage shortage{before, then};
      return change(tried_);
    } catch (const std::bad_alloc&) {
      return std::nullopt;
    }
  }

  LiveQueue tried_, untouched_;
  std::vector<std::string> ids_;
  std::size_t points_ = 0;
};

std::vector<Case> list_of(const std::map<std::string, Case>& cases) {
  std::vector<Case> list;
  for (const auto& [id, one] : cases) list.push_back(one);
  return list;
}

/// Draws the same everywhere.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_{seed} {}

  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33U) % bound;
  }

 private:
  std::uint64_t state_;
};

/// Changes of every kind over a list of the shipped schema whose cases are linked here and there.
class ShippedChanges {
 public:
  ShippedChanges(std::uint32_t cases, std::uint64_t seed)
      : cases_{synthetic_list(shipped::facts(), {cases, seed, shipped::as_of()}).value()},
        others_{synthetic_list(shipped::facts(), {cases, seed + 1, shipped::as_of()}).value()},
        draws_{seed} {
    for (std::size_t i = 5; i < cases_.size(); i += 5) link(cases_[i], i - 1 - i % 2);
  }

  [[nodiscard]] const std::vector<Case>& cases() const { return cases_; }

  Change next(const LiveQueue& queue) {
    const std::size_t what = draws_.below(10);
    if (what < 2) {
      const Day day = queue.as_of() + Days{what == 0 ? 1 : 30};
      return [day](LiveQueue& of) { return of.advance_to(day); };
    }
    const std::size_t chosen = draws_.below(cases_.size());
    if (what == 2) {
      return [id = cases_[chosen].case_id](LiveQueue& of) { return of.remove(id); };
    }
    Case one = others_[draws_.below(others_.size())];
    one.case_id = cases_[chosen].case_id;
    one.listed_on = std::min(one.listed_on, queue.as_of());
    if (what == 3) one.linked_to.clear();
    if (what > 6) link(one, draws_.below(cases_.size()));
    if (what == 9) link(one, draws_.below(cases_.size()));
    if (what == 8) one.area = "a place that nobody has named before " + std::to_string(++named_);
    if (what == 7) one.hold = Hold{"waiting for the court's file", queue.as_of() + Days{9}};
    if (what == 7) one.status = CaseStatus::on_hold;
    if (what == 6) one.reviewed_on = queue.as_of();
    return [one](LiveQueue& of) { return of.upsert(one); };
  }

 private:
  void link(Case& one, std::size_t other) const {
    if (cases_[other].case_id != one.case_id) one.linked_to = {cases_[other].case_id};
  }

  std::vector<Case> cases_, others_;
  Draws draws_;
  int named_ = 0;
};

/// Changes are fewer where tests are not optimised, as under sanitizers.
#ifdef __OPTIMIZE__
constexpr int kFewer = 1;
#else
constexpr int kFewer = 4;
#endif

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("live queue: a change that runs short of memory never happened, whatever the policy") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      std::map<std::string, Case> cases;
      for (const Case& one : world::random_cases(8)) cases[one.case_id] = one;
      Pair queues{world::table_of(list_of(cases)), policy, world::as_of()};
      for (int step = 0; step < 3; ++step) {
        const std::vector<Case> others = world::random_cases(10);
        const Case one = others[*rc::gen::inRange<std::size_t>(0, others.size())];
        queues.knows(one.case_id);
        const auto kind = *rc::gen::inRange(0, 4);
        const Day day = queues.tried().as_of() + Days{*rc::gen::element<std::int64_t>(1, 7, 30)};
        RC_ASSERT(queues.change([&](LiveQueue& queue) {
          if (kind == 0) return queue.remove(one.case_id);
          return kind == 1 ? queue.advance_to(day) : queue.upsert(one);
        }));
      }
    }));
  }

  TEST_CASE("live queue: nor did the begin or the end of a hold, a review or a decision") {
    const Day today = shipped::as_of();
    Case plain;
    plain.case_id = "C";
    plain.listed_on = today - Days{30};
    std::vector<Case> special(4, plain);
    special[0].status = CaseStatus::on_hold;
    special[0].hold = Hold{"ill", std::nullopt};
    special[1].reviewed_on = today;
    special[2].relisted_reason = "returned";
    special[3].decision = ManagerDecision{
        DecisionDirection::raise, "P1", "seen at once", "M1", "", today - Days{1}, today + Days{9}};
    for (const Case& one : special) {
      for (const bool ends : {false, true}) {
        std::map<std::string, Case> cases{{"C", ends ? one : plain}};
        for (const char* id : {"A", "B"}) (cases[id] = plain).case_id = id;
        Pair queues{CaseTable::make(shipped::facts(), list_of(cases)).value(),
                    shipped::policy("staffordshire_2009"), today};
        const Case& then = ends ? plain : one;
        REQUIRE(queues.change([&then](LiveQueue& queue) { return queue.upsert(then); }));
        CHECK(queues.points() > 0);
      }
    }
  }

  TEST_CASE("live queue: a change that runs short of memory never happened, few cases or many") {
    std::size_t points = 0;
    for (const std::uint32_t size : {14U, 300U}) {
      for (const char* name : {"staffordshire_2009", "first_come_first_served"}) {
        CAPTURE(name);
        CAPTURE(size);
        const int steps = (size < 100 ? 100 : 12) / kFewer;
        ShippedChanges changes{size, 2009};
        Pair queues{CaseTable::make(shipped::facts(), changes.cases()).value(),
                    shipped::policy(name), shipped::as_of()};
        for (int step = 0; step < steps; ++step) {
          CAPTURE(step);
          // Blocks that a snapshot holds are copied before they change.
          std::optional<QueueSnapshot> held;
          if (step % 3 == 0) held = queues.tried().snapshot();
          const std::string seen = held ? order_of(*held) : std::string{};
          REQUIRE(queues.change(changes.next(queues.tried())));
          if (held) REQUIRE(order_of(*held) == seen);
        }
        points += queues.points();
      }
    }
    MESSAGE("points at which memory ran out: " << points);
    CHECK(points > 15'000 / kFewer);
  }
}
