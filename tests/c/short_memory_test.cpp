// The C interface whose memory runs out at every point: WL_NO_MEMORY or what it always gives, and
// nothing half done.
#include <waitlist/c/waitlist.h>

#include "c/sample_host.h"
#include "support/failing_memory.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace {

using c_host::Host;
using waitlist::failing_memory::Budget;
using waitlist::failing_memory::Shortage;
using waitlist::failing_memory::Then;

struct Tried {
  const char* name = "";
  /// Does it and lets go of what it gives, if it gives anything; `errors` stay the caller's.
  std::function<std::int32_t(wl_errors** errors)> work;
};

/// What a handle may be after a status.
template <class Handle>
std::int32_t let_go(std::int32_t status, Handle* handle, void (*free)(Handle*)) {
  const bool has_it = handle != nullptr;
  if (has_it != (status == WL_OK)) return WL_BUG;
  free(handle);
  return status;
}

std::size_t next_point(std::size_t point) { return point + 1 + point / 40; }

enum class Seen { as_ever, struck, wrong };

/// One call while memory runs out. Checks ask for memory themselves, so they come later.
template <class Lack>
Seen seen(const Tried& row, std::int32_t usual, const Lack& lack) {
  wl_errors* errors = nullptr;
  const std::int32_t status = row.work(&errors);
  const bool has_struck = lack.has_struck();
  if (status != usual && status != WL_NO_MEMORY) return Seen::wrong;
  if (status == WL_NO_MEMORY && (errors != nullptr || !has_struck)) return Seen::wrong;
  wl_errors_free(errors);
  return has_struck ? Seen::struck : Seen::as_ever;
}

/// How many points there were; each is one where the work says so, or has what it needs.
std::size_t points_of(const Tried& row) {
  CAPTURE(row.name);
  wl_errors* errors = nullptr;
  const std::int32_t usual = row.work(&errors);
  wl_errors_free(errors);
  std::size_t points = 0;
  for (const Then then : {Then::memory_is_back, Then::all_fail}) {
    for (std::size_t point = 0;; point = next_point(point)) {
      const Seen what = [&] {
        const Shortage lack{point, then};
        return seen(row, usual, lack);
      }();
      REQUIRE(what != Seen::wrong);
      if (what == Seen::as_ever) break;
      ++points;
    }
  }
  wl_errors* after = nullptr;
  CHECK(row.work(&after) == usual);
  wl_errors_free(after);
  return points;
}

std::size_t budgets_of(const Tried& row) {
  CAPTURE(row.name);
  wl_errors* errors = nullptr;
  const std::int32_t usual = row.work(&errors);
  wl_errors_free(errors);
  std::size_t budgets = 0;
  for (std::size_t bytes = 64;; bytes += bytes / 8) {
    const Seen what = [&] {
      const Budget lack{bytes};
      return seen(row, usual, lack);
    }();
    REQUIRE(what != Seen::wrong);
    if (what == Seen::as_ever) return budgets;
    ++budgets;
  }
}

std::string queue_text(const wl_queue* queue) {
  wl_text* text = nullptr;
  REQUIRE(wl_queue_save(queue, &text, nullptr) == WL_OK);
  return c_host::taken(text);
}

}  // namespace

TEST_SUITE("C interface") {
  TEST_CASE("C: short of memory a call says so, gives nothing, and may be made again") {
    const Host h;
    const std::string faulty = "case_id,listed_on\nA,x\nA,2009-13-01\n";
    const Tried policy{"read a policy", [&](wl_errors** errors) {
                         wl_policy* made = nullptr;
                         const auto status =
                             wl_read_policy(h.policy_toml.data(), h.policy_toml.size(), h.facts,
                                            nullptr, &made, errors);
                         return let_go(status, made, wl_policy_free);
                       }};
    CHECK(budgets_of(policy) > 10);
    const std::vector<Tried> rows{
        {"read cases",
         [&](wl_errors** errors) {
           wl_cases* made = nullptr;
           const auto status =
               wl_read_cases(h.csv.data(), h.csv.size(), h.facts, nullptr, &made, errors);
           return let_go(status, made, wl_cases_free);
         }},
        {"refuse cases",
         [&](wl_errors** errors) {
           wl_cases* made = nullptr;
           const auto status =
               wl_read_cases(faulty.data(), faulty.size(), h.facts, nullptr, &made, errors);
           return let_go(status, made, wl_cases_free);
         }},
        {"rank",
         [&](wl_errors** errors) {
           wl_ranking* made = nullptr;
           const auto status = wl_rank(h.cases, h.policy, c_host::kDay, nullptr, &made, errors);
           return let_go(status, made, wl_ranking_free);
         }},
        {"explain",
         [&](wl_errors** errors) {
           wl_text* made = nullptr;
           const auto status = wl_explain(h.ranking, "A", 1, WL_JSON, &made, errors);
           return let_go(status, made, wl_text_free);
         }},
        {"explain nobody",
         [&](wl_errors** errors) {
           wl_text* made = nullptr;
           const auto status = wl_explain(h.ranking, "Z", 1, WL_JSON, &made, errors);
           return let_go(status, made, wl_text_free);
         }},
        {"allocate",
         [&](wl_errors** errors) {
           wl_text* made = nullptr;
           const auto status = wl_allocation_text(h.allocation, WL_CSV, &made, errors);
           return let_go(status, made, wl_text_free);
         }},
    };
    for (const Tried& row : rows) CHECK(points_of(row) > 5);
  }

  TEST_CASE("C: a change of a queue that is short of memory has not happened") {
    const Host h;
    const std::string before = queue_text(h.queue);
    std::size_t struck = 0;
    for (std::size_t point = 0;; point = next_point(point)) {
      std::int32_t status = WL_OK;
      {
        const Shortage lack{point, Then::all_fail};
        status =
            wl_queue_upsert(h.queue, c_host::kLine.data(), c_host::kLine.size(), nullptr, nullptr);
      }
      CAPTURE(point);
      if (status == WL_OK) break;
      CHECK(status == WL_NO_MEMORY);
      CHECK(queue_text(h.queue) == before);
      ++struck;
    }
    CHECK(struck > 10);
    wl_text* events = nullptr;
    REQUIRE(wl_queue_events(h.queue, &events, nullptr) == WL_OK);
    CHECK(c_host::taken(events).find("\"event\":\"entered\",\"case_id\":\"D\"") !=
          std::string::npos);
    CHECK(queue_text(h.queue) != before);
  }
}
