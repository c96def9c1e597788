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
