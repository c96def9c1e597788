// What another policy would have done to recorded lists is what ranking them by hand says.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/record/recorded_plans.h>
#include <waitlist/simulation/synthetic_list.h>

#include "record/crash_folder.h"
#include "record/sample_record.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace waitlist;

namespace {

using Ids = std::set<std::string, std::less<>>;

PolicyTexts texts_of_policy(const std::string& name) {
  return {shipped::text_of("policies/" + name + ".toml"),
          shipped::text_of("policies/private_law_facts.toml"), std::nullopt};
}

CompiledPolicy textbook_policy() {
  const auto facts =
      read_fact_schema(shipped::text_of("examples/textbook_queues/facts.toml")).value();
  return read_policy(shipped::text_of("examples/textbook_queues/first_come.toml"), facts).value();
}

/// A list that was recorded, as whoever recorded it has it.
struct KnownList {
  CaseTable cases;
  Day as_of;
};

/// The cases that can still be compared: not erased, and no case of their family is.
std::vector<Case> cases_left(const CaseTable& cases, const Ids& erased) {
  std::set<UnitIndex> broken;
  for (CaseRow row = 0; row < cases.size(); ++row) {
    if (erased.contains(cases.case_id(row))) broken.insert(cases.unit(row));
  }
  std::vector<Case> left;
  for (CaseRow row = 0; row < cases.size(); ++row) {
    if (!broken.contains(cases.unit(row))) left.push_back(cases.at(row));
  }
  return left;
}

/// What is said of one list and of all, worked out case by case from two rankings by hand.
class SlowSeries {
 public:
  SlowSeries(const CompiledPolicy& before, const CompiledPolicy& after)
      : before_{before}, after_{after} {}

  void check(const PlannedList& said, const KnownList& list, const Ids& erased) {
    const std::vector<Case> left = cases_left(list.cases, erased);
    const CaseTable table = CaseTable::make(list.cases.schema(), left).value();
    const auto earlier = rank(table, before_, list.as_of);
    const auto later = rank(table, after_, list.as_of);
    CHECK(said.as_of == list.as_of);
    std::size_t gone = 0;
    for (CaseRow row = 0; row < list.cases.size(); ++row) {
      gone += erased.contains(list.cases.case_id(row)) ? 1U : 0U;
    }
    CHECK(said.left_out == RowsLeftOut{gone, list.cases.size() - left.size() - gone, 0});
    CHECK(said.planned() == (earlier.has_value() && later.has_value()));
    if (!earlier || !later) {
      CHECK(said.faults.size() ==
            (earlier ? 0 : earlier.error().size()) + (later ? 0 : later.error().size()));
      return;
    }
    compare(said, *earlier, *later);
  }

  void check_cases(const PlanSeries& series) const {
    const PlanSeriesTotals totals = series.totals();
    const std::vector<PlannedCaseOver> cases = series.cases();
    REQUIRE(cases.size() == over_.size());
    CHECK(totals.cases == over_.size());
    std::size_t ever_down = 0;
    std::size_t always_down = 0;
    std::size_t both = 0;
    std::size_t ever_up = 0;
    std::size_t keep = 0;
    std::size_t must_now = 0;
    std::size_t must_no_longer = 0;
    for (const PlannedCaseOver& one : cases) {
      CHECK(one == over_.at(one.case_id));
      ever_down += one.down > 0 ? 1U : 0U;
      always_down += one.down == one.lists ? 1U : 0U;
      ever_up += one.up > 0 ? 1U : 0U;
      keep += one.up + one.down == 0 ? 1U : 0U;
      must_now += one.must_now > 0 ? 1U : 0U;
      must_no_longer += one.must_no_longer > 0 ? 1U : 0U;
      both += one.down > 0 && one.up > 0 ? 1U : 0U;
    }
    CHECK(totals.ever_down == ever_down);
    CHECK(totals.always_down == always_down);
    CHECK(totals.both_ways == both);
    CHECK(totals.ever_up == ever_up);
    CHECK(totals.keep_place == keep);
    CHECK(totals.ever_must_now == must_now);
    CHECK(totals.ever_must_no_longer == must_no_longer);
    CHECK(ever_up + ever_down - both + keep == totals.cases);
    for (std::size_t i = 1; i < cases.size(); ++i) {
      const auto key = [](const PlannedCaseOver& one) {
        return std::tuple{-static_cast<std::int64_t>(one.down), -one.farthest_down, one.case_id};
      };
      CHECK(key(cases[i - 1]) < key(cases[i]));
    }
  }

 private:
  void compare(const PlannedList& said, const Ranking& earlier, const Ranking& later) {
    PlannedMoves moves;
    std::size_t tiers = 0;
    std::int64_t farthest = 0;
    std::string farthest_case;
    for (const Place& after : later.places()) {
      const std::string id{later.cases().case_id(after.row)};
      const Place* const before = earlier.find(id);
      REQUIRE(before != nullptr);
      const auto falls = std::int64_t{after.position} - std::int64_t{before->position};
      PlannedCaseOver& over = over_[id];
      over.case_id = id;
      ++over.lists;
      ++moves.cases;
      moves.falls_by += falls;
      if (falls > 0) ++moves.down, ++over.down;
      if (falls < 0) ++moves.up, ++over.up;
      if (after.score.must_allocate && !before->score.must_allocate) {
        ++moves.must_now, ++over.must_now;
      }
      if (before->score.must_allocate && !after.score.must_allocate) {
        ++moves.must_no_longer, ++over.must_no_longer;
      }
      if (earlier.policy().tier_id(before->score.tier) !=
          later.policy().tier_id(after.score.tier)) {
        ++tiers;
      }
      // In the later order, so that the first of equals stays.
      if (falls > farthest) farthest_case = id;
      farthest = std::max(farthest, falls);
      over.farthest_down = std::max(over.farthest_down, falls);
    }
    CHECK(said.moves.cases == moves.cases);
    CHECK(said.moves.up == moves.up);
    CHECK(said.moves.down == moves.down);
    CHECK(said.moves.must_now == moves.must_now);
    CHECK(said.moves.must_no_longer == moves.must_no_longer);
    CHECK(said.moves.falls_by == moves.falls_by);
    CHECK(said.unchanged() == moves.cases - moves.up - moves.down);
    CHECK(said.tiers_changed == tiers);
    CHECK(said.farthest_down.has_value() == (farthest > 0));
    if (said.farthest_down) CHECK(*said.farthest_down == PlannedFall{farthest_case, farthest});
    // Whoever is ranked by one of them is ranked by the other here, and nobody is apart.
    for (const std::size_t none :
         {said.only_before, said.only_after, said.faulty_before, said.faulty_after,
          said.apart_before.size(), said.apart_after.size(), said.faults.size()}) {
      CHECK(none == 0);
    }
    CHECK(earlier.places().size() == moves.cases);
  }

  const CompiledPolicy& before_;
  const CompiledPolicy& after_;
  std::map<std::string, PlannedCaseOver> over_;
};

/// Some of the cases of an invented list, as it stands on a day.
CaseTable drawn_list(std::mt19937& draws, Day as_of) {
  SyntheticListOptions how;
  how.cases = 20 + static_cast<std::uint32_t>(draws() % 25);
  how.seed = draws() % 2;  // so that the same cases stand on several lists
  how.as_of = as_of;
  std::vector<Case> cases = synthetic_list(shipped::facts(), how).value();
  // Not every policy has this band.
  if (draws() % 6 == 0) {
    cases.front().decision = ManagerDecision{
        DecisionDirection::raise, "P1", "new facts", "M1", "", as_of, as_of + Days{9}};
  }
  return CaseTable::make(shipped::facts(), cases).value();
}

const std::string& drawn_name(std::mt19937& draws) {
  const std::vector<std::string>& names = shipped::policy_names();
  return names[draws() % names.size()];
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("plan of a record: each list is what ranking it by hand under both policies says") {
    std::mt19937 draws{27};
    std::size_t planned = 0;
    std::size_t not_planned = 0;
    std::size_t down_twice = 0;
    for (int world = 0; world < 30; ++world) {
      CAPTURE(world);
      const auto folder = std::make_shared<CrashFolder>();
      auto writer = sample_record::begin(folder);
      std::vector<KnownList> lists;
      Ids ids;
      Day as_of = shipped::day("2011-03-01");
      for (unsigned i = 0; i < 3 + draws() % 3; ++i) {
        as_of = as_of + Days{static_cast<std::int64_t>(draws() % 20)};
        const std::string& name = drawn_name(draws);
        const CaseTable cases = drawn_list(draws, as_of);
        const auto ranking = rank(cases, shipped::policy(name), as_of, {1, true});
        if (!ranking) continue;
        REQUIRE(writer->add(*ranking, texts_of_policy(name)));
        lists.push_back({cases, as_of});
        for (CaseRow row = 0; row < cases.size(); ++row) ids.emplace(cases.case_id(row));
      }
      if (lists.empty()) continue;
      Ids erased;
      for (const std::string& id : ids) {
        if (draws() % 12 != 0) continue;
        REQUIRE(writer->erase({id, "G", "P", as_of}));
        erased.insert(id);
      }
      const CompiledPolicy before = shipped::policy(drawn_name(draws));
      const CompiledPolicy after = shipped::policy(drawn_name(draws));
      RecordedPlansOptions how;
      how.last = 1 + draws() % 5;
      const auto series = plan_recorded(sample_record::read(folder), before, after, how);
      REQUIRE_MESSAGE(series, shipped::lines_of(series ? Errors{} : series.error()));
      REQUIRE(series->lists().size() == std::min(how.last, lists.size()));
      SlowSeries slow{before, after};
      for (std::size_t i = 0; i < series->lists().size(); ++i) {
        const PlannedList& said = series->lists()[i];
        CAPTURE(said.name);
        slow.check(said, lists[lists.size() - series->lists().size() + i], erased);
        (said.planned() ? planned : not_planned) += 1;
      }
      slow.check_cases(*series);
      for (const PlannedCaseOver& one : series->cases()) down_twice += one.down > 1 ? 1U : 0U;
    }
    CHECK(planned > 30);
    CHECK(not_planned > 0);
    CHECK(down_twice > 0);
  }

  TEST_CASE("plan of a record: the last lists alone, in the order in which they were recorded") {
    const auto folder = sample_record::small_log();
    const CompiledPolicy before = shipped::policy("first_come_first_served");

    struct Row {
      std::size_t last;
      std::vector<std::string> names;
    };

    for (const Row& row : {Row{1, {"2009-10-06/1"}}, Row{2, {"2009-10-05/1", "2009-10-06/1"}},
                           Row{10, {"2009-10-05/1", "2009-10-06/1"}}}) {
      CAPTURE(row.last);
      RecordedPlansOptions how;
      how.last = row.last;
      std::vector<std::size_t> begun;
      how.progress = [&](std::size_t done, std::size_t of) {
        CHECK(of == row.names.size());
        begun.push_back(done);
      };
      const auto series =
          plan_recorded(sample_record::read(folder), before, sample_record::policy(), how);
      REQUIRE(series);
      std::vector<std::string> names;
      for (const PlannedList& list : series->lists()) names.push_back(list.name);
      CHECK(names == row.names);
      CHECK(begun.size() == row.names.size());
    }
  }

  TEST_CASE("plan of a record: what a policy cannot rank leaves its list named, or stands apart") {
    // D has a decision for a band that the earlier policy does not have.
    const auto folder = sample_record::small_log();
    const RecordLog log = sample_record::read(folder);
    const CompiledPolicy before = shipped::policy("first_come_first_served");
    const auto refused = plan_recorded(log, before, sample_record::policy());
    REQUIRE(refused);
    CHECK(refused->totals().planned == 0);
    REQUIRE(refused->lists().size() == 2);
    const std::string fault = to_text(refused->lists().front().faults.front());
    CAPTURE(fault);
    CHECK(
        fault.starts_with("list 2009-10-05/1, under the policy before, "
                          "first_come_first_served "));
    CHECK(fault.find("case D") != std::string::npos);
    RecordedPlansOptions apart;
    apart.faulty = FaultyRows::set_apart;
    const auto series = plan_recorded(log, before, sample_record::policy(), apart);
    REQUIRE(series);
    CHECK(series->totals().planned == 2);
    CHECK(series->lists().front().faulty_before == 1);
    CHECK(series->lists().front().faulty_after == 0);
    CHECK(series->lists().front().only_after == 1);
    CHECK(series->lists().front().moves.cases == 4);
  }

  TEST_CASE("plan of a record: a policy of other facts ranks the lists that it can read") {
    const auto folder = std::make_shared<CrashFolder>();
    auto writer = sample_record::begin(folder);
    REQUIRE(writer->add(sample_record::ranking("2009-10-05"), sample_record::texts()));
    const auto plain = read_cases_csv(
        "case_id,listed_on,linked_to\nA,2009-06-01,\nB,2009-07-01,C\n"
        "C,2009-08-01,B\nD,2009-08-03,\n",
        sample_record::policy().schema());
    const auto ranked = rank(*plain, sample_record::policy(), shipped::day("2009-10-06"));
    REQUIRE(writer->add(*ranked, sample_record::texts()));
    const auto series =
        plan_recorded(sample_record::read(folder), sample_record::policy(), textbook_policy());
    REQUIRE_MESSAGE(series, shipped::lines_of(series ? Errors{} : series.error()));
    REQUIRE(series->lists().size() == 2);
    const PlannedList& first = series->lists().front();
    REQUIRE_FALSE(first.planned());
    std::string faults;
    for (const Error& fault : first.faults) faults += to_text(fault) + '\n';
    CAPTURE(faults);
    CHECK(faults.find("list 2009-10-05/1, under the policy after, first_come ") == 0);
    CHECK(faults.find("first_come 1.0.0: case A: facts.da.reported \"da.reported\"") !=
          std::string::npos);
    CHECK(faults.find("cases[") == std::string::npos);
    const PlannedList& second = series->lists().back();
    CHECK(second.planned());
    CHECK(second.moves.cases == 4);
    CHECK(second.left_out == RowsLeftOut{});
  }

  TEST_CASE(
      "plan of a record: a case that a policy cannot read stands apart, named with its faults") {
    const auto folder = std::make_shared<CrashFolder>();
    auto writer = sample_record::begin(folder);
    REQUIRE(writer->add(sample_record::ranking("2009-10-05"), sample_record::texts()));
    RecordedPlansOptions apart;
    apart.faulty = FaultyRows::set_apart;
    const auto series = plan_recorded(sample_record::read(folder), sample_record::policy(),
                                      textbook_policy(), apart);
    REQUIRE(series);
    const PlannedList& list = series->lists().front();
    CHECK(list.planned());
    CHECK(list.apart_before.empty());
    // Those of whom no fact was recorded that the later policy does not have can be ranked by it.
    Ids named;
    for (const Error& fault : list.apart_after) {
      CHECK(fault.source == "list 2009-10-05/1, under the policy after, first_come 1.0.0");
      CHECK(fault.line == 0);
      CHECK(fault.field.find("cases[") == std::string::npos);
      named.insert(fault.case_id);
    }
    CHECK(named == Ids{"A", "B", "C", "D", "E", "F"});
    CHECK(named.size() == list.faulty_after);
    std::string faults;
    for (const Error& fault : list.apart_after) faults += to_text(fault) + '\n';
    CAPTURE(faults);
    CHECK(faults.find("case A: facts.da.reported") != std::string::npos);
  }

  TEST_CASE("plan of a record: what is not there any more is counted, list by list") {
    const auto folder = std::make_shared<CrashFolder>();
    auto writer = sample_record::begin(folder);
    REQUIRE(writer->add(sample_record::ranking("2009-10-05", {}, true), sample_record::texts()));
    REQUIRE(writer->add(sample_record::ranking("2009-10-06", "BC"), sample_record::texts()));
    for (const char* id : {"A", "B"}) {
      REQUIRE(writer->erase({id, "G", "P", shipped::day("2010-01-04")}));
    }
    const auto series = plan_recorded(sample_record::read(folder), sample_record::policy(),
                                      sample_record::policy());
    REQUIRE(series);
    CHECK(series->lists()[0].left_out == RowsLeftOut{2, 1, 2});
    CHECK(series->lists()[1].left_out == RowsLeftOut{1, 0, 0});
    CHECK(series->totals().left_out == RowsLeftOut{3, 1, 2});
    CHECK(series->lists()[0].moves.cases == 2);
    // Under one policy twice nobody moves.
    CHECK(series->totals().keep_place == series->totals().cases);
    CHECK(series->totals().ever_down == 0);
    CHECK_FALSE(series->lists()[0].farthest_down);
  }

  TEST_CASE("plan of a record: a log that is empty, damaged or without its cases is refused") {
    const CompiledPolicy& policy = sample_record::policy();
    const auto refusal = [&](const std::shared_ptr<CrashFolder>& folder) {
      const auto series = plan_recorded(sample_record::read(folder), policy, policy);
      REQUIRE_FALSE(series);
      return series.error().front();
    };
    const auto empty = std::make_shared<CrashFolder>();
    REQUIRE(sample_record::begin(empty));
    CHECK(refusal(empty).code == ErrorCode::missing_value);
    const auto whole = sample_record::small_log();
    const auto open_part = std::make_shared<CrashFolder>();
    for (const auto& [path, bytes] : whole->all_files()) {
      if (!path.starts_with("private/")) open_part->set_bytes(path, bytes);
    }
    CHECK(refusal(open_part).code == ErrorCode::file_unreadable);
    CHECK(refusal(open_part).source.ends_with("/private"));
    const std::string last =
        "private/openings/" + std::to_string(sample_record::read(whole).lists().back());
    auto bytes = whole->all_files().at(last);
    bytes[bytes.find("2009-06-01")] = '3';
    whole->set_bytes(last, bytes);
    CHECK(refusal(whole).code == ErrorCode::inconsistent);
  }
}
