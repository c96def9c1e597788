#include <waitlist/io/case_reader.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/summary.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// What is found of this kind, each as `ID: detail`.
std::vector<std::string> found_of(FindingKind kind, const std::string& rows) {
  const auto ranking = rank(shipped::cases("case_id,listed_on,status\n" + rows),
                            shipped::policy("staffordshire_2009"), shipped::as_of());
  REQUIRE(ranking);
  std::vector<std::string> found;
  for (const Finding& finding : summarise(*ranking).findings) {
    if (finding.kind != kind) continue;
    found.push_back(std::string{ranking->cases().case_id(finding.row)} + ": " + finding.detail);
  }
  return found;
}

std::size_t alike(const std::string& a, const std::string& b) {
  return found_of(FindingKind::id_like_another, a + ",2009-04-06,\n" + b + ",2009-04-07,\n").size();
}

}  // namespace

TEST_SUITE("alike ids") {
  TEST_CASE("ids: two that read the same are found, others are not") {
    for (const auto& pair :
         std::vector<std::pair<std::string, std::string>>{{"00123", "123"},
                                                          {"sm-01", "SM-01"},
                                                          {"SM-001", "SM-1"},
                                                          {"T-01", "t-1"},
                                                          {"0", "00"},
                                                          {"2009/007", "2009/7"}}) {
      CAPTURE(pair.first);
      CHECK(alike(pair.first, pair.second) == 1);
      CHECK(alike(pair.second, pair.first) == 1);
    }
    for (const auto& pair :
         std::vector<std::pair<std::string, std::string>>{{"1-12", "11-2"},
                                                          {"100", "1"},
                                                          {"1.0", "1"},
                                                          {"A10", "A1"},
                                                          {"SM-1", "SM_1"},
                                                          {"\xC3\x89", "\xC3\xA9"},
                                                          {"10", "1"},
                                                          {"0", "1"}}) {
      CAPTURE(pair.first);
      CHECK(alike(pair.first, pair.second) == 0);
    }
  }

  TEST_CASE("ids: the later one is named, with the one before it, also among cases apart") {
    CHECK(
        found_of(FindingKind::id_like_another,
                 "SM-7,2009-04-06,\nB,2009-04-06,\nsm-07,2009-04-06,withdrawn\n") ==
        std::vector<std::string>{"sm-07: its id differs from SM-7 only in upper and lower case, in "
                                 "noughts before a number or in characters that nobody sees: is it "
                                 "the same case?"});
    CHECK(found_of(FindingKind::id_like_another, "a,2009-04-06,\nA,2009-04-06,\nB,2009-04-06,\n")
              .size() == 1);
  }

  TEST_CASE("pauses: those that a policy does not leave out of the wait are found") {
    const CaseTable cases = shipped::cases(
        "case_id,listed_on,pauses\nA,2009-04-06,2009-05-01/2009-06-01 agreed\nB,2009-04-06,\n"
        "C,2009-04-06,2009-05-01/2009-06-01 a;2009-07-01/ b\n");
    Policy policy = shipped::policy("staffordshire_2009").written();
    const auto told = [&] {
      const auto compiled = compile(policy, shipped::facts());
      REQUIRE(compiled.has_value());
      const auto ranking = rank(cases, *compiled, shipped::as_of());
      REQUIRE(ranking.has_value());
      std::vector<std::string> found;
      for (const Finding& finding : summarise(*ranking).findings) {
        if (finding.kind == FindingKind::pause_not_counted) found.push_back(finding.detail);
      }
      return found;
    };
    policy.waiting->pauses = PauseTreatment::count;
    CHECK(told() == std::vector<std::string>{
                        "a pause is recorded, and under this policy paused days count as waiting",
                        "2 pauses are recorded, and under this policy paused days count as "
                        "waiting"});
    policy.waiting->pauses = PauseTreatment::exclude;
    CHECK(told().empty());
    policy.waiting.reset();
    CHECK(told().size() == 2);
  }

  TEST_CASE("listing: a day before the service began is a fault of the case, told with the day") {
    const auto list = read_case_list_csv(
        "case_id,listed_on\nA,1900-01-01\nB,2001-03-31\nC,2001-04-01\nD,2009-01-01\n",
        shipped::facts(), "cases", {1, FaultyRows::set_apart});
    REQUIRE(list.has_value());
    CHECK(list->cases.size() == 2);
    REQUIRE(list->faulty.size() == 2);
    CHECK(to_text(list->faulty[0].faults.at(0)) ==
          "cases:2: listed_on \"1900-01-01\": the service began on 2001-04-01, as the fact schema "
          "says: look up when the case was listed [E314]");
    CHECK(list->faulty[1].case_id == "B");
  }

  TEST_CASE("listing: a live queue refuses a day before the service began") {
    auto queue =
        LiveQueue::make(shipped::sample(), shipped::policy("staffordshire_2009"), shipped::as_of());
    REQUIRE(queue.has_value());
    Case one;
    one.case_id = "OLD";
    one.listed_on = shipped::day("2001-03-31");
    const auto refused = queue->upsert(one);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().front().code == ErrorCode::out_of_range);
    one.listed_on = shipped::day("2001-04-01");
    CHECK(queue->upsert(one).has_value());
  }

  TEST_CASE("listing: a day that stands for no day is found") {
    for (const char* day : {"1900-01-01", "1901-01-01", "1904-01-01", "1970-01-01"}) {
      CAPTURE(std::string{day});
      const auto found =
          found_of(FindingKind::listed_on_no_day, std::string{"A,"} + day + ",\nB,2009-04-06,\n");
      REQUIRE(found.size() == 1);
      CHECK(
          found.front().starts_with(std::string{"A: listed on "} + day + ", which many programs"));
    }
    for (const char* day : {"1900-01-02", "1999-12-31", "2000-01-01"}) {
      CHECK(found_of(FindingKind::listed_on_no_day, std::string{"A,"} + day + ",\n").empty());
    }
  }
}
