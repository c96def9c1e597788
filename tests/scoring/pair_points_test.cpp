// Points by a table of two facts: what a pair of answers earns, known, unknown and out of date.
#include <waitlist/io/policy_reader.h>
#include <waitlist/policy/policy_review.h>
#include <waitlist/report/policy_report.h>
#include <waitlist/scoring/explanation.h>

#include "support/changed_text.h"
#include "support/small_policy_text.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace pair_points_test {
namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using changed_text::Row;

const std::string kPolicy = small_policy_text::head("\"points\", \"case_id\"") + R"([[group]]
id = "g"
label = "Group"
combine = "sum"
[[criterion]]
id = "matrix"
group = "g"
by = ["harm", "marac"]
columns = ["heard", "no", "referred"]
valid_days = 100
[criterion.rows]
some = [5, 1, 2]
low = [3, 0, 1]
high = [7, 2, 4]
grave = [9.5, 4, 6]
[unknown]
share = "half"
)";

CompiledPolicy policy_of(const std::string& text) {
  const auto policy = read_policy(text, world::schema());
  REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy.error()));
  return *policy;
}

std::string faults_of(const std::string& text) {
  const auto policy = read_policy(text, world::schema(), "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

Case case_with(Answer harm, Answer marac) {
  Case one = world::plain_case();
  one.answers[world::kHarm] = harm;
  one.answers[world::kMarac] = marac;
  return one;
}

Explanation explained(const Case& one) {
  const CaseTable table = world::table_of({one});
  return explain(table, policy_of(kPolicy), CaseRow{0}, world::as_of());
}

struct PairRow {
  Answer harm, marac;
  std::int64_t least, used, most;  ///< thousandths
};

const Answer kReferred = Answer::level(0);
const Answer kHeard = Answer::level(1);
const Answer kLow = Answer::level(0);
const Answer kGrave = Answer::level(3);

}  // namespace

TEST_SUITE("pair points") {
  TEST_CASE("pair points: a pair earns its cell, and what is not known what is possible") {
    // Half of the most, 9.5, is 5 whole points.
    for (const PairRow& row :
         std::vector<PairRow>{{kGrave, kHeard, 9500, 9500, 9500},
                              {kGrave, Answer::no(), 4000, 4000, 4000},
                              {kLow, kReferred, 1000, 1000, 1000},
                              {Answer::no(), kHeard, 0, 0, 0},
                              {kGrave, Answer::unknown(), 4000, 5000, 9500},
                              {kLow, Answer::not_asked(), 0, 3000, 3000},
                              {Answer::unknown(), kReferred, 0, 5000, 6000},
                              {Answer::unknown(), Answer::no(), 0, 4000, 4000},
                              {Answer::unknown(), Answer::unknown(), 0, 5000, 9500}}) {
      CAPTURE(row.harm.value());
      CAPTURE(row.marac.value());
      const PointsRange points = explained(case_with(row.harm, row.marac)).score.points;
      CHECK(points == PointsRange{Points{row.least}, Points{row.used}, Points{row.most}});
    }
  }

  TEST_CASE("pair points: an answer out of date counts as it says, and its range is open") {
    Case one = case_with(kGrave, kHeard);
    one.records.push_back({world::kMarac, world::as_of() - Days{101}, {}});
    CHECK(explained(one).score.points == PointsRange{Points{4000}, Points{9500}, Points{9500}});
    one.records.front().received_on = world::as_of() - Days{100};
    CHECK(explained(one).score.points == PointsRange{Points{9500}, Points{9500}, Points{9500}});
  }

  TEST_CASE("pair points: the explanation names both facts, both answers and what is open") {
    const Explanation why = explained(case_with(kGrave, Answer::unknown()));
    REQUIRE(why.contributions.size() == 1);
    const Contribution& line = why.contributions.front();
    CHECK(line.id == "matrix");
    CHECK(line.kind == ContributionKind::unknown);
    CHECK(line.label == "Harm and MARAC");
    CHECK(std::string{line.answer}.find("Harm: grave") != std::string::npos);
    REQUIRE(why.checks.size() == 1);
    CHECK(why.checks.front().fact == "marac");
    CHECK(why.checks.front().label == "MARAC");
    CHECK(why.checks.front().could_add == Points{4500});
    CHECK(why.checks.front().could_take_off == Points{1000});
  }

  TEST_CASE("pair points: each fault is reported") {
    CHECK(faults_of(kPolicy).empty());
    const std::vector<Row> rows{
        {"id = \"matrix\"\n", "", "a criterion by two facts needs an `id`"},
        {"by = [\"harm\", \"marac\"]", "by = [\"harm\"]", "names two facts"},
        {"by = [\"harm\", \"marac\"]", "by = [\"harm\", \"marac\"]\nfact = \"harm\"",
         "names them in `by`"},
        {"by = [\"harm\", \"marac\"]", "by = [\"harm\", \"police\"]", "this fact is not one"},
        {"by = [\"harm\", \"marac\"]", "by = [\"hurm\", \"marac\"]", "did you mean \"harm\""},
        {"columns = [\"heard\", ", "columns = [", "every level needs its place"},
        {"some = [5, 1, 2]", "some = [5, 1]", "a cell for each of the 3 columns"},
        {"some = [5, 1, 2]", "some = [5, 1, -2]", "points are 0 to 1000000"},
        {"some = [5, 1, 2]", "some = [5, 1, 0.0001]", "at most three decimals"},
        {"some = [5, 1, 2]", "some = [5, 1, \"P1\"]", "a number of points"},
        {"some = [5, 1, 2]", "some = 5", "a list of points"},
        {"valid_days = 100", "unknown = 10", "cannot be worth more"},
        {"valid_days = 100", "levels = { low = 1, some = 2, high = 3, grave = 4 }",
         "a criterion has one scale"},
    };
    changed_text::check_faults(kPolicy, rows, faults_of);
  }

  TEST_CASE("pair points: the digest sees every cell, and reports show the table") {
    const auto digest = [](const std::string& text) { return policy_of(text).stamp().digest; };
    const std::vector<Row> rows{
        {"some = [5, 1, 2]", "some = [5, 1, 3]"},
        {"[\"heard\", \"no\", \"referred\"]", "[\"no\", \"heard\", \"referred\"]"}};
    changed_text::check_digests(kPolicy, rows, digest);
    const CompiledPolicy policy = policy_of(kPolicy);
    for (const std::string& page : {render_text(policy), render_html(policy)}) {
      CHECK(page.find("Harm and MARAC") != std::string::npos);
      CHECK(page.find("9.5") != std::string::npos);
    }
    CHECK(render_json(policy).find("\"rows\"") != std::string::npos);
  }

  TEST_CASE("pair points: the review names a cell that earns less than one less concerning") {
    const auto doubts = [](const std::string& text, DoubtKind kind) {
      const auto all = review(policy_of(text));
      return std::ranges::count(all, kind, &Doubt::kind);
    };
    const auto changed = [](const char* from, const char* to) {
      return changed_text::changed(kPolicy, from, to);
    };
    CHECK(doubts(kPolicy, DoubtKind::worse_scores_less) == 0);
    CHECK(doubts(changed("high = [7, 2, 4]", "high = [7, 0.5, 4]"), DoubtKind::worse_scores_less) ==
          1);
    CHECK(doubts(changed("high = [7, 2, 4]", "high = [7, 4, 2]"), DoubtKind::worse_scores_less) ==
          1);
    CHECK(doubts(kPolicy, DoubtKind::unknown_earns_more) == 1);
    CHECK(doubts(changed("share = \"half\"", "share = \"none\""), DoubtKind::unknown_earns_more) ==
          0);
  }
}

}  // namespace pair_points_test
