#include "cases/id_order.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace {

using waitlist::CaseRow;

std::vector<CaseRow> slowly_sorted(const std::vector<std::string>& ids) {
  std::vector<CaseRow> rows(ids.size());
  std::iota(rows.begin(), rows.end(), CaseRow{0});
  std::ranges::stable_sort(rows, {}, [&ids](CaseRow row) { return ids[row]; });
  return rows;
}

std::vector<CaseRow> sorted(const std::vector<std::string>& ids) {
  std::vector<CaseRow> rows =
      waitlist::rows_by_id(ids.size(), [&ids](CaseRow row) { return std::string_view{ids[row]}; });
  if (!rows.empty()) return rows;
  rows.resize(ids.size());
  std::iota(rows.begin(), rows.end(), CaseRow{0});
  return rows;
}

}  // namespace

TEST_SUITE("cases") {
  TEST_CASE("id order: ids counted with digits that grow are a few runs, and sort as bytes") {
    std::vector<std::string> ids;
    for (int i = 95; i < 12'000; ++i) ids.push_back("A-" + std::to_string(i));
    CHECK(sorted(ids) == slowly_sorted(ids));
  }

  TEST_CASE("id order: rising ids need no list of rows") {
    const std::vector<std::string> ids{"", "A", "A", "AB", "B"};
    CHECK(waitlist::rows_by_id(ids.size(), [&ids](CaseRow row) {
            return std::string_view{ids[row]};
          }).empty());
  }

  TEST_CASE("id order: any ids sort as a stable sort of their texts") {
    CHECK(rc::check([] {
      const auto parts = *rc::gen::container<std::vector<std::vector<std::string>>>(
          rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
              "", "A", "B", "AB", "same-sixteen-byte", "same-sixteen-bytes", "\xFF", "a longer id",
              "same-sixteen-bytes-and-more")));
      std::vector<std::string> ids;
      const bool in_runs = *rc::gen::arbitrary<bool>();
      for (std::vector<std::string> part : parts) {
        if (in_runs) std::ranges::sort(part);
        ids.insert(ids.end(), part.begin(), part.end());
      }
      RC_ASSERT(sorted(ids) == slowly_sorted(ids));
    }));
  }
}
