// A decision that is made later puts a case to a place that its list has, and to no other.
#include <waitlist/record/record_log.h>

#include "record/crash_folder.h"
#include "record/log_contents.h"
#include "record/log_store.h"
#include "record/sample_record.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace waitlist;

namespace {

Errors later_refusal(RecordWriter& writer, const char* case_id, std::uint32_t place) {
  const std::vector<ListDecision> one{sample_record::decision(case_id, place)};
  const auto done = writer.decide(0, shipped::day("2009-10-07"), one);
  return done ? Errors{} : done.error();
}

/// The entries of a log with one more behind them, whatever it says.
std::shared_ptr<CrashFolder> log_with(const LogEntry& last) {
  auto folder = sample_record::small_log();
  auto store = LogStore::open(folder);
  REQUIRE(store);
  const std::vector<std::string> entries{
      to_text(LogEntry{LaterEntry{0, shipped::day("2009-10-07")}}), to_text(last)};
  REQUIRE(store->append(entries).empty());
  return folder;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("record: a later decision puts a case to a place of its list, and to none behind") {
    const auto folder = sample_record::small_log();
    auto writer = sample_record::open(folder);
    const Ranking ranking = sample_record::ranking("2009-10-05");
    const std::uint32_t places = ranking.unit_count();
    // B and C are of one family: they share a place.
    REQUIRE(places + 1 == ranking.places().size());
    const Errors errors = later_refusal(*writer, "A", places + 1);
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().field == "place");
    CHECK(errors.front().found == std::to_string(places + 1));
    CHECK(errors.front().reason ==
          "expected a place of the list, from 1 to " + std::to_string(places));
    CHECK(later_refusal(*writer, "A", places).empty());
    CHECK(check_files(*folder, {}));
  }

  TEST_CASE("record: an erased row behind the last one that opens may have had its own place") {
    const Ranking ranking = sample_record::ranking("2009-10-05");
    std::string ids;
    for (const Place& place : ranking.places()) ids += ranking.cases().case_id(place.row);
    CAPTURE(ids);
    for (std::size_t kept = 0; kept < ids.size(); ++kept) {
      const auto folder = sample_record::small_log();
      auto writer = sample_record::open(folder);
      for (std::size_t row = 0; row < ids.size(); ++row) {
        if (row == kept) continue;
        REQUIRE(writer->erase({std::string(1, ids[row]), "G", "P", shipped::day("2009-10-06")}));
      }
      const std::string id(1, ids[kept]);
      CAPTURE(id);
      const auto behind = static_cast<std::uint32_t>(ids.size() - 1 - kept);
      const std::uint32_t places = ranking.find(id)->position + behind;
      const Errors errors = later_refusal(*writer, id.c_str(), places + 1);
      REQUIRE(errors.size() == 1);
      CHECK(errors.front().field == "place");
      CHECK(later_refusal(*writer, id.c_str(), places).empty());
      CHECK(check_files(*folder, {}));
    }
  }

  TEST_CASE("record: an entry about a place that a list cannot have is refused by every reader") {
    struct Row {
      DecidedPlace place;
      bool holds;
    };

    // The list ranked five rows.
    for (const Row& row :
         {Row{{1, 5}, true}, Row{{5, 1}, true}, Row{{1, 6}, false}, Row{{6, 1}, false}}) {
      CAPTURE(row.place.proposed);
      CAPTURE(row.place.decided);
      const auto folder = log_with(DecisionEntry{0, 0, row.place, "C", "P", "M", "", std::nullopt});
      const auto check = check_files(*folder, {});
      CHECK(check.has_value() == row.holds);
      CHECK(record_log_over(folder).has_value() == row.holds);
      if (check) continue;
      CHECK(check.error().front().reason ==
            "speaks of a place beyond the list, which ranked 5 rows");
    }
  }
}
