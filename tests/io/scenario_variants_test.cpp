#include <waitlist/io/scenario_reader.h>

#include "support/changed_text.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

const std::string kText = R"(format = 1
kind = "service_area"
id = "small"
title = "A small area"
policies = ["a.toml"]
seed = 1
replications = 3
[time]
from = 2009-10-05
horizon_days = 100
[[mix]]
id = "m"
withdrawn_per_30_days = 0.1
[[mix.fact]]
fact = "da.reported"
levels = { severe = 0.1 }
[[arrivals]]
id = "new"
mix = "m"
per_working_day = 2.5
shocks = [{ from = 2009-11-01, times = 1.3 }]
[[arrivals]]
id = "known"
mix = "m"
recorded = "known.csv"
[work]
law = "erlang"
mean_days = 98
stages = 4
[practitioners]
count = 4
caseload = 6
turnover_per_year = 0.15
vacant_days = [30, 90]
leave = [{ from = 2009-12-21, until = 2010-01-02, away = 2 }]
[target]
nobody_over_days = 90
most_practitioners = 50
[[variant]]
id = "staff"
title = "More staff"
practitioners = { count = 9, leave = [] }
[[variant]]
id = "busy"
title = "Busier"
demand = 1.5
arrivals = [
  { id = "new", shocks = [] },
  { id = "team", area = "North", mix = "m", per_working_day = 1 },
]
mix = [{ id = "m", withdrawn_per_30_days = 0 }]
work = { law = "fixed", mean_days = 50 }
[attribution]
measures = ["wait_mean", "wait_p90"]
[[attribution.cause]]
id = "leave"
title = "Leave"
without = "nobody is away"
practitioners = { leave = [] }
[[attribution.cause]]
id = "demand"
title = "Demand"
without = "half as many"
demand = 0.5
)";

AreaScenario read(const std::string& text = kText) {
  const auto scenario = read_scenario(text, shipped::facts(), "s.toml");
  REQUIRE_MESSAGE(scenario.has_value(), shipped::lines_of(scenario ? Errors{} : scenario.error()));
  return std::get<AreaScenario>(*scenario);
}

}  // namespace

TEST_SUITE("scenario variants") {
  TEST_CASE("scenario variants: named keys change, all others stay") {
    const AreaScenario area = read();
    CHECK(area.practitioners.count == 4);
    CHECK(area.streams.size() == 2);
    CHECK(area.streams[0].shocks.size() == 1);
    REQUIRE(area.variants.size() == 2);
    const AreaVariant& staff = area.variants[0];
    CHECK(staff.id == "staff");
    CHECK(staff.title == "More staff");
    CHECK(staff.place.line > 0);
    CHECK(staff.practitioners.count == 9);
    CHECK(staff.practitioners.caseload == 6);
    CHECK(staff.practitioners.turnover_per_year == 0.15);
    CHECK(staff.practitioners.leave.empty());
    CHECK(staff.streams.size() == 2);
    CHECK(staff.streams[0].per_working_day == 2.5);
    const AreaVariant& busy = area.variants[1];
    CHECK(busy.practitioners.leave.size() == 1);
    REQUIRE(busy.streams.size() == 3);
    CHECK(busy.streams[0].per_working_day == 3.75);
    CHECK(busy.streams[0].shocks.empty());
    CHECK(busy.streams[1].recorded == "known.csv");
    CHECK(busy.streams[1].per_working_day == 0.0);
    CHECK(busy.streams[2].id == "team");
    CHECK(busy.streams[2].per_working_day == 1.5);
    CHECK(busy.mixes[0].withdrawn_per_30_days == 0.0);
    CHECK(busy.mixes[0].facts.size() == 1);
    CHECK(busy.work.otherwise.kind == DurationKind::fixed);
    const AreaScenario changed = as_in(area, busy);
    CHECK(changed.variants.empty());
    CHECK_FALSE(changed.attribution.has_value());
    CHECK_FALSE(changed.target.has_value());
    CHECK(changed.horizon_days == 100);
    CHECK(changed.areas == std::vector<std::string>{"North"});
  }

  TEST_CASE("scenario variants: every set of causes is a setting, the whole left out") {
    const AreaScenario area = read();
    REQUIRE(area.attribution.has_value());
    CHECK(area.attribution->measures == std::vector<std::string>{"wait_mean", "wait_p90"});
    REQUIRE(area.attribution->causes.size() == 2);
    CHECK(area.attribution->causes[0].without == "nobody is away");
    REQUIRE(area.attribution->settings.size() == 3);
    for (std::size_t set = 0; set < 3; ++set) {
      const AreaVariant& setting = area.attribution->settings[set];
      CHECK(setting.practitioners.leave.size() == (set & 1U));
      CHECK(setting.streams[0].per_working_day == ((set & 2U) == 0 ? 1.25 : 2.5));
      CHECK(setting.practitioners.count == 4);
    }
    const std::string measures = "measures = [\"wait_mean\", \"wait_p90\"]\n";
    CHECK(read(changed_text::changed(kText, measures, "")).attribution->measures ==
          std::vector<std::string>{"wait_mean"});
  }

  TEST_CASE("scenario variants: what is wrong is said, with its place and the variant it is in") {
    const auto faults_of = [](const std::string& text) {
      const auto scenario = read_scenario(text, shipped::facts(), "s.toml");
      REQUIRE_FALSE(scenario.has_value());
      for (const Error& error : scenario.error()) CHECK(error.line > 0);
      return shipped::lines_of(scenario.error());
    };
    changed_text::check_faults(
        kText,
        {{"count = 9", "count = 0", "in the variant staff: a whole number from 1"},
         {"count = 9", "coun = 9", "did you mean \"count\"?"},
         {"practitioners = { count = 9, leave = [] }", "", "say what it changes"},
         {"practitioners = { count = 9, leave = [] }", "practitioners = 9", "a table"},
         {"practitioners = { count = 9, leave = [] }", "time = { from = 2010-01-01 }", "time"},
         {"practitioners = { count = 9", "practitioners = { roster = \"r.csv\", count = 9",
          "in the variant staff: the roster says who works there"},
         {"title = \"More staff\"", "", "required"},
         {"id = \"busy\"", "id = \"staff\"", "stands twice"},
         {"demand = 1.5", "demand = 101", "a number from"},
         {"demand = 1.5", "demand = 100\nwork = 1", "work"},
         {"mix = \"m\", per_working_day = 1 }", "mix = \"n\", per_working_day = 1 }",
          "in the variant busy: no [[mix]] has this id"},
         {"mix = \"m\", per_working_day = 1 }", "mix = \"m\", recorded = \"x.csv\" }",
          "recorded cases are those of the scenario"},
         {"per_working_day = 1 }", "per_working_day = 499 }", "more than 500 referrals"},
         {"law = \"fixed\", mean_days = 50", "law = \"erlang\", mean_days = 50",
          "in the variant busy: required with law"},
         {"measures = [\"wait_mean\", \"wait_p90\"]", "measures = []", "at least one measure"},
         {"without = \"nobody is away\"", "", "required"},
         {"without = \"nobody is away\"", "without = \"\"", "write some text"},
         {"demand = 0.5", "practitioners = { leave = [], count = 5 }",
          "each key belongs to one cause"},
         {"demand = 0.5", "practitioners = { count = 0 }", "without leave, demand: a whole number"},
         {"[[attribution.cause]]\nid = \"leave\"", "[[attribution.causes]]\nid = \"leave\"",
          "did you mean \"cause\"?"}},
        faults_of);
    std::string many;
    for (int i = 0; i < 17; ++i) {
      many += "[[variant]]\nid = \"v" + std::to_string(i) + "\"\ntitle = \"V\"\ndemand = 1.1\n";
    }
    CHECK(faults_of(kText + many).find("at most 16") != std::string::npos);
    std::string causes;
    for (int i = 0; i < 5; ++i) {
      causes += "[[attribution.cause]]\nid = \"c" + std::to_string(i) +
                "\"\ntitle = \"C\"\nwithout = \"none\"\nwork = { law = \"fixed\" }\n";
    }
    CHECK(faults_of(kText + causes).find("1 to 6") != std::string::npos);
  }

  TEST_CASE("scenario variants: a scenario with faults says its own first") {
    const auto scenario =
        read_scenario(changed_text::changed(changed_text::changed(kText, "count = 4", "count = 0"),
                                            "count = 9", "count = 0"),
                      shipped::facts(), "s.toml");
    REQUIRE_FALSE(scenario.has_value());
    CHECK(scenario.error().size() == 1);
  }
}
