#include <waitlist/io/policy_reader.h>
#include <waitlist/io/scenario_reader.h>

#include "support/changed_text.h"
#include "support/shipped.h"
#include "support/textbook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using changed_text::Row;

namespace {

const std::string kArea = R"(format = 1
kind = "service_area"
id = "small"
title = "A small area"
policies = ["a.toml", "b.toml"]
seed = 1
replications = 3

[time]
from = 2009-10-05
horizon_days = 100
warm_up_days = 10

[start]
cases = "list.csv"
mix = "m"

[[mix]]
id = "m"
children = [0.6, 0.3]
ages = [{ under_months = 24, share = 0.2 }, { under_months = 216, share = 0.8 }]
filing = { share = 0.5, days = [100, 200] }
answered_days = [7, 40]

[[mix.fact]]
fact = "da.reported"
levels = { severe = 0.1, reported = 0.4 }
pending = 0.2

[[mix.fact]]
fact = "da.dash"
only_if = { fact = "da.reported", at_least = "ongoing" }
numbers = [{ from = 3, to = 9, share = 0.5 }]
not_asked = 0.25

[[mix.change]]
fact = "arr.exposure_now"
to = "unsupervised"
per_30_days = 0.1

[[arrivals]]
id = "new"
mix = "m"
per_working_day = 2.5
law = "negative_binomial"
dispersion = 4
months = [1, 1, 1, 1, 1, 1, 1, 0.5, 1, 1, 1, 1]
shocks = [{ from = 2009-11-01, until = 2009-12-01, times = 1.3 }]

[work]
law = "erlang"
mean_days = 98
stages = 4
by = "work_type"

[[work.level]]
id = "addendum"
law = "recorded"
days = [20, 40]

[practitioners]
count = 4
caseload = 6
in_hand = 0.5
turnover_per_year = 0.15
vacant_days = [30, 90]
changes = [{ from = 2009-12-01, count = 5 }]
leave = [{ from = 2009-12-21, until = 2010-01-02, away = 2 }]

[report]
bands_of = "b.toml"

[[report.group]]
id = "abuse"
fact = "da.reported"

[[report.group]]
id = "young"
label = "Under two"
youngest_under_months = 24

[target]
nobody_over_days = 140
most_practitioners = 50
)";

const std::string kQueue = R"(format = 1
kind = "queue"
id = "q"
title = "A queue"
policies = ["p.toml"]
seed = 1
replications = 2
over_days = [2]
work = { law = "fixed", mean_days = 1 }
[time]
cases = 100
[servers]
count = 2
[[class]]
id = "a"
arrivals_per_day = 0.5
answers = { class = "class_1" }
[[class]]
id = "b"
arrivals_per_day = 0.5
work = { law = "lognormal", mean_days = 2, variation = 0.5 }
)";

const FactSchema& classes() {
  static const FactSchema schema = read_fact_schema(textbook::facts_toml()).value();
  return schema;
}

void check_rows(const std::string& text, const FactSchema& schema, const std::vector<Row>& rows) {
  changed_text::check_faults(text, rows, [&schema](const std::string& toml) {
    const auto scenario = read_scenario(toml, schema, "s.toml");
    REQUIRE_FALSE(scenario.has_value());
    return shipped::lines_of(scenario.error());
  });
}

}  // namespace

TEST_SUITE("scenario") {
  TEST_CASE("scenario: every key of a service area is read") {
    const auto read = read_scenario(kArea, shipped::facts()).value();
    const auto& area = std::get<AreaScenario>(read);
    CHECK(area.plan.id == "small");
    CHECK(area.plan.seed == 1);
    CHECK(area.plan.replications == 3);
    CHECK(area.plan.policies == std::vector<std::string>{"a.toml", "b.toml"});
    CHECK(area.plan.digest == sha256(kArea));
    CHECK(area.from.text() == "2009-10-05");
    CHECK(area.horizon_days == 100);
    CHECK(area.warm_up_days == 10);
    CHECK(area.start == "list.csv");
    CHECK(area.start_mix == 0);
    const CaseMix& mix = area.mixes.at(0);
    CHECK(mix.children == std::vector<Share>{600, 300});
    CHECK(mix.ages.at(1).share == 800);
    CHECK(mix.filing_after.to == 200);
    REQUIRE(mix.facts.size() == 2);
    CHECK(mix.facts[0].pending == 200);
    CHECK(mix.facts[0].rows.at(0).answer == Answer::level(0));  // in the order of the schema
    CHECK(mix.facts[0].rows.at(0).share == 400);
    CHECK(mix.facts[1].only_if->at_least == 1);
    CHECK(mix.facts[1].rows.back().to == 9);
    CHECK(mix.changes.at(0).per_30_days == 0.1);
    const ArrivalStream& stream = area.streams.at(0);
    CHECK(stream.law == CountLaw::negative_binomial);
    CHECK(stream.dispersion == 4.0);
    CHECK(stream.months[7] == 0.5);
    CHECK(stream.shocks.at(0).times == 1.3);
    CHECK(area.work.otherwise.stages == 4);
    CHECK(area.work.of_level.at(0).law.mean_days == 30.0);
    CHECK(area.practitioners.in_hand == 500);
    CHECK(area.practitioners.changes.at(0).count == 5);
    CHECK(area.practitioners.leave.at(0).away == 2);
    CHECK(area.bands_of == "b.toml");
    CHECK(area.groups.at(0).by_answer.has_value());
    CHECK(area.groups.at(1).youngest_under == Months{24});
    CHECK(area.target->kind == TargetKind::nobody_over);
    CHECK(area.target->met_in == 950);
  }

  TEST_CASE("scenario: every key of a queue is read, and its load is known") {
    const auto read = read_scenario(kQueue, classes()).value();
    const auto& queue = std::get<QueueScenario>(read);
    CHECK(queue.cases == 100);
    CHECK(queue.ticks_per_day == 1'000'000);
    CHECK(queue.servers == 2);
    CHECK(queue.classes.at(1).work->variation == 0.5);
    CHECK(queue.classes.at(0).answers.at(0) == Answer::level(3));
    CHECK(queue.over_days == std::vector<double>{2.0});
    CHECK(load(queue) == doctest::Approx(0.75));
  }

  TEST_CASE("scenario: what is wrong with a queue is said, with its place and the remedy") {
    check_rows(
        kQueue, classes(),
        {{"cases = 100", "cases = 100\nhorizon_days = 5", "either `cases` to count or"},
         {"arrivals_per_day = 0.5", "arrivals_per_day = 1.9", "load 1.45"},
         {"arrivals_per_day = 0.5", "arrivals_per_day = -0.5", "a number from"},
         {"count = 2", "count = 0", "a whole number from 1"},
         {"class = \"class_1\"", "class = \"class_7\"", "class_7"},
         {"class = \"class_1\"", "clas = \"class_1\"", "did you mean \"class\"?"},
         {"work = { law = \"fixed\", mean_days = 1 }", "", "say how long work takes"},
         {"law = \"fixed\"", "law = \"fixd\"", "did you mean \"fixed\"?"},
         {"law = \"fixed\"", "law = \"fixed\", stages = 2", "only for law = \"erlang\""},
         {"law = \"fixed\"", "law = \"erlang\"", "required with law = \"erlang\""},
         {"law = \"fixed\", mean_days = 1", "law = \"recorded\", days = []", "recorded durations"},
         {"id = \"b\"", "id = \"a\"", "stands twice"},
         {"id = \"b\"", "id = \"b b\"", "1 to 64 letters"},
         {"kind = \"queue\"", "kind = \"queu\"", "did you mean \"queue\"?"},
         {"format = 1", "format = 2", "reads format 1"},
         {"policies = [\"p.toml\"]", "policies = []", "at least one policy"},
         {"[\"p.toml\"]", "[\"p.toml\", \"p.toml\"]", "stands twice"},
         {"replications = 2", "replications = 0", "from 1 to 100000"},
         {"seed = 1", "seed = 1.5", "a whole number"},
         {"over_days = [2]", "over_days = [\"2\"]", "a number"},
         {"over_days = [2]", "over_days = 2", "a list of numbers"},
         {"over_days = [2]", "over_days = [2, 3, 2.0]", "is named twice"},
         {"cases = 100", "horizon_days = 900_000_000", "at most 100 million"},
         {"cases = 100", "cases = 100\nwarm_up_days = 90_000_000", "10^12 ticks"},
         {"[servers]", "[server]", "required"},
         {"answers = {", "answer = {", "did you mean \"answers\"?"}});
  }

  TEST_CASE("scenario: what is wrong with a service area is said, with its place and the remedy") {
    check_rows(
        kArea, shipped::facts(),
        {{"from = 2009-10-05", "from = 2009-02-30", "not TOML"},
         {"from = 2009-10-05", "", "required"},
         {"from = 2009-10-05", "from = 1850-01-01", "a day from 1900"},
         {"warm_up_days = 10", "warm_up_days = 100", "shorter than the horizon"},
         {"children = [0.6, 0.3]", "children = [0.6, 0.5]", "1 together at most"},
         {"children = [0.6, 0.3]", "children = [0.6001]", "at most three decimals"},
         {"children = [0.6, 0.3]", "children = 0.6", "a list of shares"},
         {"children = [0.6, 0.3]",
          "children = [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", "at most 29"},
         {"under_months = 216", "under_months = 12", "rows rise strictly"},
         {"share = 0.5, days = [100, 200]", "share = 0.5, days = [200, 100]", "[least, most]"},
         {"fact = \"da.reported\"\nlevels", "fact = \"da.reportd\"\nlevels",
          "did you mean \"da.reported\"?"},
         {"severe = 0.1", "sever = 0.1", "did you mean \"severe\"?"},
         {"severe = 0.1", "severe = 0.7", "1 together at most"},
         {"answered_days = [7, 40]", "", "how long pending answers take"},
         {"at_least = \"ongoing\"", "at_least = \"onging\"", "did you mean \"ongoing\"?"},
         {"numbers = [", "days_before = [", "this fact is a count"},
         {"to = 9", "to = 2", "a whole number from 3"},
         {"to = \"unsupervised\"", "to = \"unsupervise\"", "did you mean \"unsupervised\"?"},
         {"fact = \"arr.exposure_now\"\nto", "fact = \"da.dash\"\nto", "only a choice"},
         {"mix = \"m\"\nper_working_day", "mix = \"n\"\nper_working_day", "no [[mix]] has this id"},
         {"per_working_day = 2.5", "", "either `per_working_day` or"},
         {"per_working_day = 2.5", "per_working_day = 400", "no more than 500 referrals"},
         {"per_working_day = 2.5", "per_working_day = -1", "a number from 0"},
         {"dispersion = 4", "", "required with law"},
         {"months = [1, 1, ", "months = [1, ", "twelve numbers"},
         {"until = 2009-12-01", "until = 2009-10-01", "comes after its first day"},
         {"id = \"addendum\"", "id = \"addendums\"", "no such level"},
         {"by = \"work_type\"", "", "which fact has this level"},
         {"count = 4\ncaseload", "count = 0\ncaseload", "a whole number from 1"},
         {"caseload = 6", "caseload = 0", "a whole number from 1"},
         {"vacant_days = [30, 90]", "", "go together"},
         {"until = 2010-01-02", "until = 2009-12-01", "first day back"},
         {"changes = [{ from = 2009-12-01, count = 5 }]",
          "changes = [{ from = 2009-12-01, count = 5 }, { from = 2009-11-01, count = 6 }]",
          "in order of days"},
         {"youngest_under_months = 24", "", "a group is chosen by"},
         {"fact = \"da.reported\"\n\n[[report.group]]", "fact = \"da.dash\"\n\n[[report.group]]",
          "say `at_least`"},
         {"nobody_over_days = 140", "nobody_over_days = 140\nwithin_days = 3",
          "write either `nobody_over_days`"},
         {"most_practitioners = 50", "", "required"},
         {"nobody_over_days = 140", "list_at_most = 3\nwithin_days = 4000",
          "make [time] horizon_days longer"},
         {"nobody_over_days = 140", "nobody_over_days = 140\nmet_in = 1", "0.001 to 0.999"},
         {"nobody_over_days = 140", "nobody_over_days = 140\nadded = \"full\"",
          "`empty`, `as_now`"},
         {"[target]", "[targets]", "did you mean \"target\"?"}});
    // What is no number of days is not also judged as one.
    const auto nought = read_scenario(
        changed_text::changed(kArea, "nobody_over_days = 140", "list_at_most = 3\nwithin_days = 0"),
        shipped::facts(), "s.toml");
    REQUIRE_FALSE(nought.has_value());
    CHECK(nought.error().size() == 1);
  }

  TEST_CASE("scenario: a target that no case can miss in the time that is simulated is refused") {
    const auto with = [](const std::string& start, int warm_up, int days) {
      std::string text = changed_text::changed(kArea, "nobody_over_days = 140",
                                               "nobody_over_days = " + std::to_string(days));
      text = changed_text::changed(text, "warm_up_days = 10",
                                   "warm_up_days = " + std::to_string(warm_up));
      text = changed_text::changed(text, "[start]\ncases = \"list.csv\"\nmix = \"m\"\n", start);
      const auto scenario = read_scenario(text, shipped::facts(), "s.toml");
      return scenario ? std::string{} : shipped::lines_of(scenario.error());
    };
    // Of 100 days cases are drawn from the second one on, day 1: the last is day 99.
    CHECK(with("", 0, 97).empty());
    CHECK(with("", 0, 98).find("no case that counts is seen to wait longer than 98 days") !=
          std::string::npos);
    CHECK(with("", 10, 88).empty());
    CHECK(with("", 10, 89).find("longer than 89 days") != std::string::npos);
    CHECK(with("[start]\ncases = \"list.csv\"\nmix = \"m\"\n", 0, 300).empty());
  }

  TEST_CASE("scenario: a record names its file and its last day, and may say what is in hand") {
    const std::string recorded = shipped::text_of("fuzz/corpus/scenario/recorded.toml");
    const auto read = read_scenario(recorded, shipped::facts()).value();
    const auto& area = std::get<AreaScenario>(read);
    REQUIRE(area.record);
    CHECK(area.record->outcomes == "outcomes.csv");
    CHECK(area.record->until.text() == "2010-06-30");
    CHECK(area.record->place.line > 0);
    CHECK(area.practitioners.in_hand_recorded);
    const auto without = read_scenario(kArea, shipped::facts()).value();
    CHECK_FALSE(std::get<AreaScenario>(without).record);
    CHECK_FALSE(std::get<AreaScenario>(without).practitioners.in_hand_recorded);
    check_rows(recorded, shipped::facts(),
               {{"in_hand = \"recorded\"", "in_hand = \"record\"",
                 "practitioners.in_hand \"record\": expected a share from 0 to 1, or \"recorded\"; "
                 "did you mean \"recorded\"?"},
                {"in_hand = \"recorded\"", "in_hand = 2", "practitioners.in_hand"},
                {"outcomes = \"outcomes.csv\"", "outcome = \"outcomes.csv\"",
                 "did you mean \"outcomes\"?"},
                {"outcomes = \"outcomes.csv\"", "outcomes = \"\"", "record.outcomes"},
                {"until = 2010-06-30", "", "record.until"},
                {"until = 2010-06-30", "until = \"soon\"", "record.until"},
                {"[record]", "[records]", "did you mean \"record\"?"}});
  }

  TEST_CASE("scenario: shares that do not reach or add up are faults, and rows never drawn from") {
    check_rows(
        kArea, shipped::facts(),
        {{"under_months = 216", "under_months = 215", "rows go on to 216 months"},
         {"under_months = 216, share = 0.8", "under_months = 216, share = 0.7",
          "the shares are 1 together"},
         {"under_months = 216, share = 0.8", "under_months = 216, share = 0.9",
          "the shares are 1 together"},
         {"ages = [{ under_months = 24, share = 0.2 }, { under_months = 216, share = 0.8 }]", "",
          "only with `ages`"},
         {"ages = [{ under_months = 24, share = 0.2 }, { under_months = 216, share = 0.8 }]",
          "ages = [{ under_months = 12, share = 0.3 }]", "rows go on to 216 months"},
         {"share = 0.5, days = [100, 200]", "share = 0.5", "how many days after listing"},
         {"only_if = { fact = \"da.reported\", at_least = \"ongoing\" }",
          "only_if = { fact = \"da.marac\", at_least = \"referred\" }", "no row before it draws"},
         {"[[mix.change]]",
          "[[mix.fact]]\nfact = \"da.reported\"\nlevels = { severe = 1 }\n"
          "[[mix.change]]",
          "never drawn from"},
         {"per_working_day = 2.5\nlaw = \"negative_binomial\"\ndispersion = 4",
          "recorded = \"x.csv\"", "recorded cases come as they are"}});
  }

  TEST_CASE("scenario: a roster is read, and what it leaves no room for is refused") {
    const std::string posts = "count = 4\ncaseload = 6\nin_hand = 0.5\n";
    const std::string changes = "changes = [{ from = 2009-12-01, count = 5 }]\n";
    const std::string files = "roster = \"r.csv\"\ntravel = \"t.csv\"\nwork = \"w.csv\"\n";
    std::string text = changed_text::changed(kArea, changes, "");
    text = text.substr(0, text.find("[target]"));
    const std::string roster = changed_text::changed(
        text, posts, files + "instructions = \"i.csv\"\ncount_cases = true\nurgent_tiers = 2\n");
    const auto read = read_scenario(roster, shipped::facts(), "s.toml");
    REQUIRE_MESSAGE(read.has_value(), shipped::lines_of(read ? Errors{} : read.error()));
    const Practitioners& staff = std::get<AreaScenario>(*read).practitioners;
    REQUIRE(staff.from_roster.has_value());
    CHECK(staff.from_roster->roster == "r.csv");
    CHECK(staff.from_roster->travel == "t.csv");
    CHECK(staff.from_roster->work == "w.csv");
    CHECK(staff.from_roster->instructions == "i.csv");
    CHECK(staff.from_roster->count == LoadCount::cases);
    CHECK(staff.from_roster->urgent_tiers == 2);
    CHECK(staff.count == 0);
    CHECK(staff.turnover_per_year == 0.15);
    CHECK(staff.leave.at(0).away == 2);
    check_rows(roster, shipped::facts(),
               {{"r.csv", "", "write some text here"},
                {"r.csv", "r.json", "a roster in JSON has its travel times itself"},
                {"work = \"w.csv\"", "wrok = \"w.csv\"", "did you mean \"work\"?"},
                {"urgent_tiers = 2", "urgent_tiers = 18", "a whole number from 0 to 17"},
                {"count_cases = true", "count_cases = 1", "expected true or false"},
                {"[report]",
                 "[target]\nlist_at_most = 1\nwithin_days = 9\n"
                 "most_practitioners = 9\nlike = \"P01\"\n[report]",
                 "like"}});
    const auto searched = read_scenario(
        changed_text::changed(roster, "[report]",
                              "[target]\nlist_at_most = 1\nwithin_days = 9\n"
                              "most_practitioners = 9\nlike = [\"P01\", \"P02\"]\n[report]"),
        shipped::facts(), "s.toml");
    REQUIRE_MESSAGE(searched.has_value(),
                    shipped::lines_of(searched ? Errors{} : searched.error()));
    CHECK(std::get<AreaScenario>(*searched).target->like == std::vector<std::string>{"P01", "P02"});
    check_rows(kArea, shipped::facts(),
               {{"[target]", "[target]\nlike = [\"P01\"]", "only with a `roster`"},
                {"in_hand = 0.5", "in_hand = 0.5\nurgent_tiers = 2", "only with a `roster`"},
                {"in_hand = 0.5", "in_hand = 0.5\ntravel = \"t.csv\"", "only with a `roster`"}});
    // All at once, each with its place.
    const auto both =
        read_scenario(changed_text::changed(kArea, posts, posts + files), shipped::facts(), "s");
    REQUIRE_FALSE(both.has_value());
    CHECK(both.error().size() == 4);  // count, caseload, changes and in_hand
    for (const Error& error : both.error()) {
      CHECK(error.line > 0);
      CHECK(error.column > 0);
    }
  }

  TEST_CASE("scenario: all faults come at once, in the order they were found") {
    std::string text = changed_text::changed(kArea, "count = 4\ncaseload", "count = 0\ncaseload");
    text = changed_text::changed(text, "severe = 0.1", "sever = 0.1");
    text = changed_text::changed(text, "horizon_days = 100", "horizon_days = 0");
    const auto scenario = read_scenario(text, shipped::facts(), "s.toml");
    REQUIRE_FALSE(scenario.has_value());
    CHECK(scenario.error().size() >= 3);
    for (const Error& error : scenario.error()) CHECK(error.line > 0);
  }

  TEST_CASE("scenario: the policies that it names can be asked for first") {
    CHECK(policies_named_by(kArea).value() == std::vector<std::string>{"a.toml", "b.toml"});
    CHECK_FALSE(policies_named_by("policies = []").has_value());
    CHECK_FALSE(policies_named_by("policies = [").has_value());
  }

  TEST_CASE("scenario: the examples, and files with every key, are read without a fault") {
    const std::string examples = "examples/allocation_simulation/";
    const std::string corpus = "fuzz/corpus/scenario/";
    for (const std::string& path :
         {examples + "five_years.toml", examples + "clear_the_backlog.toml",
          examples + "from_a_roster.toml", examples + "what_would_help.toml",
          std::string{"examples/replay/october.toml"}, corpus + "recorded.toml",
          corpus + "every_key.toml", corpus + "every_roster_key.toml", corpus + "backlog.toml"}) {
      CAPTURE(path);
      const auto scenario = read_scenario(shipped::text_of(path), shipped::facts(), path);
      CHECK_MESSAGE(scenario.has_value(),
                    (scenario ? std::string{} : shipped::lines_of(scenario.error())));
    }
  }
}
