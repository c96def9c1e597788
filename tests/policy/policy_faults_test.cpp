#include <waitlist/io/policy_reader.h>
#include <waitlist/simulation/area_scenario.h>

#include "base/enumerator_words.h"
#include "support/changed_text.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using changed_text::Row;

namespace {

/// A whole policy in which each row of the test changes one thing.
constexpr const char* kPolicy = R"(format = 1
id = "test"
version = "1"
title = "Test"
status = "illustrative"
status_line = "A test."
facts = "private_law_facts.toml"
order = ["tier", "points", "longest_wait", "case_id"]

[[band]]
id = "P1"
label = "Immediate"
from = 20

[[band]]
id = "P2"
label = "Standard"
from = 0

[[group]]
id = "risk"
label = "Risk"
combine = "sum"

[[criterion]]
fact = "da.reported"
group = "risk"
levels = { reported = 1, ongoing = 2, serious = 3, severe = 4 }

[[criterion]]
fact = "da.police_12m"
group = "risk"
ranges = [{ from = 0, points = 0 }, { from = 3, points = 5 }]

[[criterion]]
fact = "da.markers"
group = "risk"
maximum = 3

[criterion.markers]
strangulation = 1
threats_to_kill = 1
stalking = 1
weapon = 1
honour_based = 1
sexual_violence = 1

[[criterion]]
fact = "da.marac_heard_on"
group = "risk"
ranges = [{ from = 0, points = 4 }, { from = 365, points = 0 }]

[age]
group = "risk"
points = [{ under_months = 12, points = 3 }, { under_months = 216, points = 0 }]

[waiting]
rates = [{ from_day = 0, per_day = 0.1 }]

[[waiting.faster]]
times = 1.5
all = [{ youngest_under_months = 12 }]

[filing]
effort_days = 70
slack = [{ up_to = 0, points = 2 }, { up_to = 10, points = 1 }]

[[floor]]
id = "F"
label = "A floor"
band = "P1"
all = [{ fact = "da.reported", at_least = "severe" }]

[promotion]
after_days = [84, 112]
not_above = "P1"

[must_allocate]
waiting_days = 140
below = "P1"
)";

std::string changed(const std::string& from, const std::string& to) {
  return changed_text::changed(kPolicy, from, to);
}

std::string faults_of(const std::string& toml) {
  const auto policy = read_policy(toml, shipped::facts(), "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

const std::vector<Row> kRows{
    {"format = 1", "format = 2", "[E314]"},
    {"id = \"test\"", "id = \"te st\"", "p.toml:2"},
    {"id = \"test\"\n", "", "[E305]"},
    {"title = \"Test\"", "titel = \"Test\"", "did you mean"},
    {"status = \"illustrative\"", "status = \"official\"", "[E312]"},
    {"status = \"illustrative\"", "status = \"approved\"", "approved_by"},
    {"\"case_id\"]", "\"points\"]", "case_id"},
    {"\"longest_wait\"", "\"longest_weight\"", "p.toml:8"},
    {"\"longest_wait\"", "\"points\"", "[E306]"},
    {"\"longest_wait\"", "\"lottery\"", "lottery_seed"},
    {"\"longest_wait\"", "\"overdue\"", "only cases that must be allocated are overdue"},
    {"waiting_days = 140", "waiting_days = 140\norder = []", "p.toml"},
    {"waiting_days = 140", "waiting_days = 140\norder = [\"overdue\"]", "case_id"},
    {"waiting_days = 140", "waiting_days = 140\norder = [\"overdu\", \"case_id\"]", "did you mean"},
    {"waiting_days = 140", "waiting_days = 140\norder = [\"tier\", \"case_id\"]",
     "cases of one tier are not told apart by it"},
    {"waiting_days = 140", "waiting_days = 140\norder = [\"points\", \"points\", \"case_id\"]",
     "[E306]"},
    {"waiting_days = 140", "waiting_days = 140\norder = [\"lottery\", \"case_id\"]",
     "lottery_seed"},
    {"order = [\"tier\", \"points\", \"longest_wait\", \"case_id\"]", "order = []", "p.toml:8"},
    {"from = 20", "from = -1", "[E314]"},
    {"from = 20", "from = 0", "[E"},
    {"from = 20", "from = 0.0001", "[E318]"},
    {"from = 0\n", "from = 1\n", "[E"},
    {"id = \"P2\"", "id = \"P1\"", "[E306]"},
    {"id = \"P2\"", "id = \"must_allocate\"", "[E"},
    {"combine = \"sum\"", "combine = \"product\"", "enter the finished score as a count [E312]"},
    {"combine = \"sum\"", "combine = \"\"", "write some text here"},
    {"ranges = [{ from = 0, points = 0 }", "log = [{ from = 0, points = 0 }",
     "work out a score with logarithms, exponentials or products beforehand"},
    {"[waiting]", "[waiting]\npauses = \"\"", "expected one of `count`, `exclude`"},
    {"[promotion]", "[promotion]\nprovenance = \"\"", "[E312]"},
    {"fact = \"da.reported\"\ngroup", "fact = \"da.reported\"\nmeasured = \"\"\ngroup", "[E312]"},
    {"combine = \"sum\"", "combine = \"sum\"\ncap = -1", "[E314]"},
    {"combine = \"sum\"", "combine = \"sum\"\nrisk = 3", "[E322]"},
    {"fact = \"da.reported\"", "fact = \"da.reportd\"", "[E317]"},
    {"fact = \"da.police_12m\"", "fact = \"monitoring.sex\"", "[E3"},
    {"fact = \"da.police_12m\"", "fact = \"da.reported\"",
     "another criterion scores this fact, too: give each of them an `id`"},
    {"group = \"risk\"\nlevels", "group = \"rsk\"\nlevels", "[E317]"},
    {"severe = 4 }", "sever = 4 }", "[E317]"},
    {", severe = 4 }", " }", "[E319]"},
    {"severe = 4 }", "severe = 4.0001 }", "[E318]"},
    {"severe = 4 }", "severe = 2000000 }", "[E314]"},
    {"severe = 4 }", "severe = \"4\" }", "[E322]"},
    {"{ from = 0, points = 0 }, { from = 3", "{ from = 1, points = 0 }, { from = 3", "[E319]"},
    {"{ from = 3, points = 5 }", "{ from = 0, points = 5 }", "[E319]"},
    {"{ from = 3, points = 5 }", "{ from = 900, points = 5 }", "[E3"},
    {"maximum = 3", "maximum = -3", "[E314]"},
    {"maximum = 3", "maximum = 3\nmeasured = \"as_of\"", "only a date is measured to a day"},
    {"maximum = 3", "maximum = 3\nmeasured = \"today\"", "[E312]"},
    {"at_least = \"severe\"", "at_least = \"severe\", measured = \"as_of\"", "[E304]"},
    {"maximum = 3", "maximum = 3\nvalid_days = 0", "valid_days \"0\": days, 1 to 110000"},
    {"maximum = 3", "maximum = 3\nvalid_days = 110001", "[E314]"},
    {"maximum = 3", "maximum = 3\nvalid_days = \"a year\"", "[E322]"},
    {"{ from = 365", "{ from = 0", "[E319]"},
    {"group = \"risk\"\npoints = [{ under", "group = \"x\"\npoints = [{ under", "[E317]"},
    {"{ under_months = 216,", "{ under_months = 300,", "[E319]"},
    {"{ under_months = 216,", "{ under_months = 6, points = 1 }, { under_months = 216,", "[E"},
    {"per_day = 0.1", "per_day = 0.00001", "[E318]"},
    {"from_day = 0,", "from_day = -1,", "[E319]"},
    {"times = 1.5", "times = -1.0", "[E314]"},
    {"times = 1.5", "times = 1.2345", "[E318]"},
    {"times = 1.5", "times = 1000.001", "0 to 1000"},
    {"per_day = 0.1", "points = 1", "[E305]"},
    {"per_day = 0.1", "days = 365", "[E305]"},
    {"per_day = 0.1", "per_day = 0.1, points = 1, days = 365", "`points` and `days`"},
    {"per_day = 0.1", "points = 1, days = 0", "days \"0\": 1 to 110000 days"},
    {"per_day = 0.1", "points = 1, days = 110001", "[E314]"},
    {"per_day = 0.1", "points = 1, months = 12", "[E305]"},
    {"per_day = 0.1", "points = -1000001, days = 365", "[E314]"},
    {"per_day = 0.1 }", "points = 1, days = 109987 }, { from_day = 1, points = 1, days = 109986 }",
     "equal parts of a thousandth of a point"},
    {"[waiting]", "[waiting]\ncount = \"months\"", "from_month"},
    {"[waiting]", "[waiting]\ncount = \"weeks\"", "[E312]"},
    {"{ youngest_under_months = 12 }", "{ youngest = 12 }", "[E304]"},
    {"{ youngest_under_months = 12 }", "{ band = \"P9\" }", "[E317]"},
    {"effort_days = 70", "effort_days = -70", "[E314]"},
    {"{ up_to = 10, points = 1 }", "{ up_to = 0, points = 1 }", "[E"},
    {"band = \"P1\"\nall", "band = \"P7\"\nall", "[E317]"},
    {"at_least = \"severe\"", "at_least = \"sever\"", "[E317]"},
    {"at_least = \"severe\"", "at_least = 3", "[E322]"},
    {"at_least = \"severe\"", "any_of = [\"sever\"]", "did you mean"},
    {"at_least = \"severe\"", "within_days = 3", "[E"},
    {"after_days = [84, 112]", "after_days = [112, 84]", "[E"},
    {"after_days = [84, 112]", "after_days = []", "[E"},
    {"not_above = \"P1\"", "not_above = \"P0\"", "[E317]"},
    {"waiting_days = 140", "waiting_days = -1", "[E"},
    {"waiting_days = 140\n", "", "[E"},
    {"below = \"P1\"", "below = \"P3\"", "[E317]"},
    {"below = \"P1\"\n", "below = \"P1\"\n\n[unknown]\nshare = \"most\"\n", "[E312]"},
    {"below = \"P1\"\n", "below = \"P1\"\n\n[extra]\n", "[E304]"},
    {"[promotion]", "[promotion]\nprovenance = \"Z\"", "[E312]"},
    {"[promotion]", "[promotion]\nsources = [\"nobody\"]", "[E317]"},
    {"facts = \"private", "calendar = \"mars\"\nfacts = \"private", "[E3"},
    {"facts = \"private", "effective_from = 5\nfacts = \"private", "[E322]"},
    {"[promotion]", "[delays]\n[promotion]", "delays.after_days: name 1 to 8"},
    {"[promotion]", "[delays]\nafter_days = []\n[promotion]", "name 1 to 8"},
    {"[promotion]", "[delays]\nafter_days = [1, 2, 3, 4, 5, 6, 7, 8, 9]\n[promotion]", "[E303]"},
    {"[promotion]", "[delays]\nafter_days = [0]\n[promotion]", "days, 1 to 110000"},
    {"[promotion]", "[delays]\nafter_days = [110001]\n[promotion]", "[E314]"},
    {"[promotion]", "[delays]\nafter_days = [30, 30]\n[promotion]", "rise strictly"},
    {"[promotion]", "[delays]\nafter_days = 30\n[promotion]", "[E322]"},
    {"[promotion]", "[delays]\nafter_days = [30]\nweeks = 4\n[promotion]", "[E304]"},
    {"[promotion]", "[apart]\n[promotion]", "review_days"},
    {"[promotion]", "[apart]\nreview_days = 0\n[promotion]", "apart.review_days"},
    {"[promotion]", "[apart]\nreview_days = 110001\n[promotion]", "[E314]"},
    {"[promotion]", "[review]\nevery_days = 0\n[promotion]", "review.every_days"},
    {"[promotion]", "[review]\nevery_days = 14\nweeks = 2\n[promotion]", "[E304]"},
    {"levels = { rep", "ranges = [{ from = 0, points = 0 }]\nlevels = { rep",
     "a criterion has one scale: `levels`, `ranges`, `markers`, `per`, `by` or `points`"},
    {"levels = { reported = 1, ongoing = 2, serious = 3, severe = 4 }", "", "has one scale"},
    {"levels = { rep", "maximum = 2\nlevels = { rep", "only a checklist has a maximum"},
    {"{ youngest_under_months = 12 }", "{ fact = \"da.reported\" }",
     "a condition has `at_least`, `any_of`, `within_days`, `youngest_under_months`, `band`"},
    {"{ youngest_under_months = 12 }", "{ fact = \"da.reported\", youngest_under_months = 12 }",
     "not about a fact"},
    {"{ fact = \"da.reported\", at_least", "{ at_least", "name the fact"},
    {"at_least = \"severe\"", "at_least = \"severe\", within_days = 3", "write two of them"},
    {"all = [{ fact", "any = []\nall = [{ fact", "any \"[]\": name a condition, or leave"},
    {"all = [{ youngest", "any = []\nall = [{ youngest", "waiting.faster[1].any \"[]\""},
    {"all = [{ fact", "all = []\nany = [{ fact", "floor[1].all \"[]\""},
    {"up_to = 0,", "up_to = -110001,", "\"-110001\": working days, -110000 to 110000"},
    {"up_to = 10,", "up_to = 110001,", "\"110001\": working days, -110000 to 110000"},
    {"[filing]", "[unknown]\nchase_after_working_days = 110001\n[filing]",
     "\"110001\": working days, 0 to 110000"},
    {"effort_days = 70", "effort_days = 110001", "\"110001\": days, 0 to 110000"},
    {"times = 1.5", "times = 1000.5", "\"1000.500\": 0 to 1000"},
    {"from = 20", "from = -0.5", "\"-0.500\": points are 0 to 1000000"},
    {"at_least = \"severe\"", "at_least = \"severe\", within_days = 3", "at_least"},
    {"fact = \"da.police_12m\"", "fact = \"da.police_12m\"\nid = \"two words\"", "[E312]"},
    {"fact = \"da.police_12m\"", "fact = \"da.police_12m\"\nid = \"da.reported\"",
     "an earlier criterion has this id"},
    {"fact = \"da.police_12m\"", "fact = \"da.police_12m\"\nall = []",
     "name a condition, or leave the list out"},
    {"fact = \"da.police_12m\"", "fact = \"da.police_12m\"\nany = [{ band = \"P1\" }]",
     "the points of criteria make the band"},
    {"fact = \"da.police_12m\"",
     "fact = \"da.police_12m\"\nany = [{ fact = \"da.reported\", at_least = \"seriuos\" }]",
     "criterion[2].any[1].at_least"},
    {"all = [{ youngest_under_months = 12 }]", "all = [{ youngest_under_months = 12 }]\nany = []",
     "name a condition, or leave the list out"},
    {"[age]", "[age]\nat = \"birth\"", "expected one of `listed`, `as_of`"},
    {"[waiting]", "[waiting]\npauses = \"skip\"", "expected one of `count`, `exclude`"},
};

/// Every word is the word of one enumerator, which it is read as.
template <class Enum>
void check_words(std::size_t number) {
  const std::vector<std::string> words = enumerator_words<Enum>();
  CHECK(words.size() == number);
  for (const std::string& word : words) {
    CAPTURE(word);
    const auto read = enumerator_of<Enum>(word);
    REQUIRE(read.has_value());
    CHECK(to_text(*read) == word);
  }
  CHECK_FALSE(enumerator_of<Enum>("").has_value());
  CHECK_FALSE(enumerator_of<Enum>("no such word").has_value());
}

}  // namespace

TEST_SUITE("policy faults") {
  TEST_CASE("policy: the one that the rows change is valid") { CHECK(faults_of(kPolicy).empty()); }

  TEST_CASE("policy: each fault is reported with line, field and number") {
    changed_text::check_faults(kPolicy, kRows, [](const std::string& toml) {
      std::string faults = faults_of(toml);
      CHECK(faults.find("p.toml:") != std::string::npos);
      return faults;
    });
  }

  TEST_CASE("policy: the cause of a fault stands alone, without faults that only follow from it") {
    for (const Row& row : {
             Row{"at_least = \"severe\"", "more_than = 3",
                 "floor[1].all[1].more_than \"more_than\": no condition is called that; a "
                 "condition has"},
             Row{"at_least = \"severe\"", "at_leats = \"severe\"", "did you mean \"at_least\"?"},
             Row{"{ fact = \"da.reported\", at_least = \"severe\" }", "7", "expected a table"},
             Row{"ranges = [{ from = 0, points = 0 }", "bands = [{ from = 0, points = 0 }",
                 "criterion[2].bands \"bands\": no scale is called that; a criterion has one "},
             Row{"levels = { reported = 1, ongoing = 2, serious = 3, severe = 4 }",
                 "level = { reported = 1 }", "did you mean \"levels\"?"},
             Row{"severe = 4 }", "severe = 4.0001 }", "criterion[1].levels.severe"},
             Row{"all = [{ fact", "any = []\nall = [{ fact", "floor[1].any"},
         }) {
      const std::string faults = faults_of(changed(row.from, row.to));
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
      CHECK(std::ranges::count(faults, '\n') <= 1);
    }
  }

  TEST_CASE("policy: every enumerator is read by the word that shows it") {
    check_words<OrderKey::Kind>(12);
    check_words<DateFirst>(2);
    check_words<Combine>(3);
    check_words<UnknownShare>(4);
    check_words<Provenance>(5);
    check_words<AgeAt>(2);
    check_words<PauseTreatment>(2);
    check_words<WaitUnit>(3);
    check_words<FactKind>(4);
    check_words<DurationKind>(5);
    check_words<CountLaw>(2);
    check_words<DateUnit>(3);
    check_words<StepsCounted>(2);
    check_words<AddedPosts>(2);
  }

  TEST_CASE("policy: several faults are reported together, in the order of the text") {
    std::string text = changed("per_day = 0.1", "per_day = 0.00001");
    text.replace(text.find("band = \"P1\"\nall"), 11, "band = \"P7\"");
    const auto policy = read_policy(text, shipped::facts(), "p.toml");
    REQUIRE_FALSE(policy.has_value());
    REQUIRE(policy.error().size() == 2);
    CHECK(policy.error()[0].code == ErrorCode::not_exact);
    CHECK(policy.error()[1].code == ErrorCode::unknown_reference);
    CHECK(policy.error()[0].line < policy.error()[1].line);
  }

  TEST_CASE("policy: what is not TOML is refused with its place; a schema's name is read first") {
    CHECK(faults_of("format = 1\nid = ").find("p.toml:2") != std::string::npos);
    CHECK(faults_of("a = \"\xff\"").find("[E302]") != std::string::npos);
    CHECK(faults_of(changed("waiting_days = 140", "waiting_days = 140.0")).empty());
    CHECK(faults_of(changed("after_days = [84, 112]", "after_days = [84.0, 112]")).empty());
    CHECK(faults_of(changed("waiting_days = 140", "waiting_days = 140.5")).find("[E322]") !=
          std::string::npos);
    CHECK(faults_of(std::string(1024 * 1024 + 1, '#')).find("[E303]") != std::string::npos);
    CHECK(*schema_named_by(kPolicy) == "private_law_facts.toml");
    CHECK_FALSE(schema_named_by("format = 1").has_value());
    CHECK_FALSE(schema_named_by("facts = 1").has_value());
    CHECK_FALSE(schema_named_by("= 1").has_value());
  }

  TEST_CASE("policy: the digest sees every rule, and neither comments nor the order of keys") {
    const auto digest = [](const std::string& toml) {
      return read_policy(toml, shipped::facts())->stamp().digest;
    };
    const Digest plain = digest(kPolicy);
    CHECK(digest("# remark\n" + std::string{kPolicy}) == plain);
    CHECK(digest(changed("id = \"test\"\nversion = \"1\"", "version = \"1\"\nid = \"test\"")) ==
          plain);
    const std::vector<Row> rows{
        {"version = \"1\"", "version = \"2\""},
        {"from = 20", "from = 21"},
        {"severe = 4", "severe = 5"},
        {"per_day = 0.1", "per_day = 0.2"},
        {"times = 1.5", "times = 2"},
        {"up_to = 10", "up_to = 11"},
        {"times = 1.5", "times = 1.501"},
        {"per_day = 0.1", "points = 0.1, days = 2"},
        {"per_day = 0.1", "points = 0.1, days = 3"},
        {"waiting_days = 140", "waiting_days = 141"},
        {"label = \"A floor\"", "label = \"Floor\""},
        {"fact = \"da.police_12m\"", "fact = \"da.police_12m\"\nid = \"police\""},
        {"fact = \"da.police_12m\"",
         "fact = \"da.police_12m\"\nall = [{ youngest_under_months = 12 }]"},
        {"under_months = 12, points", "under_months = 13, points"}};
    changed_text::check_digests(kPolicy, rows, digest);
  }

  TEST_CASE("policy: delay marks are 12, 16 and 20 weeks unless it says otherwise") {
    const auto with = [](const std::string& marks) {
      const auto policy =
          read_policy(changed("[promotion]", "[delays]\nafter_days = " + marks + "\n[promotion]"),
                      shipped::facts());
      REQUIRE(policy.has_value());
      return *policy;
    };
    const auto marks_of = [](const CompiledPolicy& policy) {
      const auto marks = policy.delay_marks();
      return std::vector<Days>(marks.begin(), marks.end());
    };
    const CompiledPolicy plain = *read_policy(kPolicy, shipped::facts());
    CHECK_FALSE(plain.written().delays.has_value());
    CHECK(marks_of(plain) == std::vector{Days{84}, Days{112}, Days{140}});
    const CompiledPolicy usual = with("[84, 112, 140]");
    CHECK(usual.written().delays.has_value());
    CHECK(usual.stamp().digest == plain.stamp().digest);
    for (const char* const other : {"[84, 112]", "[84, 112, 140, 141]", "[83, 112, 140]"}) {
      CHECK(with(other).stamp().digest != plain.stamp().digest);
    }
    CHECK(marks_of(with("[1, 2, 3, 4, 5, 6, 7, 110000]")).back() == Days{110'000});
  }
}
