#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/policy/policy_review.h>
#include <waitlist/report/policy_report.h>
#include <waitlist/scoring/explanation.h>

#include "support/changed_text.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr const char* kSchemaHead = "format = 1\nid = \"x\"\nversion = \"1\"\ntitle = \"T\"\n";
constexpr const char* kFactsOfNumbers = R"([[fact]]
id = "blood"
label = "Blood value"
kind = "count"
maximum = 20
decimals = 1

[[fact]]
id = "since"
label = "Since"
kind = "date"

[yes_no]
pension = "Has a pension"
3rd_floor = "Lives on the third floor"
alone = "Lives alone"
)";
constexpr const char* kNumbers = R"(format = 1
id = "test"
version = "1"
title = "Test"
status = "illustrative"
status_line = "A test."
facts = "facts.toml"
order = ["points", "case_id"]

[[band]]
id = "all"
label = "All"
from = 0

[[group]]
id = "need"
label = "Need"
combine = "sum"
constant = 50
yes = { pension = 5, 3rd_floor = 0.5, alone = 2 }

[[criterion]]
fact = "blood"
group = "need"
unknown = 1
per = { points = 2, every = 0.5, from = 7.5, at_most = 9 }

[[criterion]]
fact = "since"
group = "need"
unknown = 0
unit = "years"
per = { points = 1, at_most = 10 }

[age]
group = "need"
per = { points = -1, every = 12, start = 3 }
)";

const FactSchema& facts_of_numbers() {
  static const FactSchema kSchema = [] {
    auto schema = read_fact_schema(std::string{kSchemaHead} + kFactsOfNumbers);
    if (!schema) throw std::logic_error{shipped::lines_of(schema.error())};
    return *schema;
  }();
  return kSchema;
}

std::string numbers_with(const std::string& from, const std::string& to) {
  return changed_text::changed(kNumbers, from, to);
}

std::string faults_of_numbers(const std::string& toml) {
  const auto policy = read_policy(toml, facts_of_numbers(), "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

CompiledPolicy policy_of_numbers(const std::string& toml) {
  auto policy = read_policy(toml, facts_of_numbers(), "p.toml");
  if (!policy) throw std::logic_error{shipped::lines_of(policy.error())};
  return *policy;
}

Explanation explained_by(const CompiledPolicy& policy, const std::string& row) {
  const auto cases =
      read_cases_csv("case_id,listed_on,child_dobs,pension,3rd_floor,alone,blood,since\n" + row,
                     facts_of_numbers());
  REQUIRE(cases.has_value());
  return explain(*cases, policy, 0, shipped::day("2009-10-05"));
}

}  // namespace

TEST_SUITE("number rules") {
  TEST_CASE("number rules: what every case has stands behind the answers and before the age") {
    const CompiledPolicy policy = policy_of_numbers(kNumbers);
    const Explanation why =
        explained_by(policy, "A,2009-10-05,2007-10-06,yes,yes,no,8.4,2004-02-29\n");

    struct Line {
      ContributionKind kind;
      const char* id;
      std::int64_t points;
      const char* answer;
    };

    const std::vector<Line> expected{{ContributionKind::answer, "pension", 5000, "Yes"},
                                     {ContributionKind::answer, "3rd_floor", 500, "Yes"},
                                     {ContributionKind::answer, "alone", 0, "checked: no"},
                                     {ContributionKind::answer, "blood", 2000, "8.4"},
                                     {ContributionKind::answer, "since", 5000, "2004-02-29"},
                                     {ContributionKind::constant, "need", 50'000, ""},
                                     {ContributionKind::age, "age", 2000, nullptr}};
    REQUIRE(why.contributions.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CAPTURE(i);
      CHECK(why.contributions[i].kind == expected[i].kind);
      CHECK(why.contributions[i].id == expected[i].id);
      CHECK(why.contributions[i].points == Points{expected[i].points});
      if (expected[i].answer != nullptr) CHECK(why.contributions[i].answer == expected[i].answer);
    }
    CHECK(why.score.points.used == Points{64'500});
  }

  TEST_CASE("number rules: an age by steps ends at eighteen, and an unknown birth is as for rows") {
    const CompiledPolicy policy = policy_of_numbers(kNumbers);
    const auto of_age = [&](const std::string& births) {
      return explained_by(policy, "A,2009-10-05," + births + ",no,no,no,no,no\n").score.points;
    };
    CHECK(of_age("2009-10-01").used == whole_points(53));
    CHECK(of_age("2006-10-05").used == whole_points(50));
    CHECK(of_age("1991-10-06").used == whole_points(50));
    CHECK(of_age("unknown").least == whole_points(50));
    CHECK(of_age("unknown").used == whole_points(53));
    const CompiledPolicy rising = policy_of_numbers(numbers_with(
        "per = { points = -1, every = 12, start = 3 }", "per = { points = 1, every = 12 }"));
    const auto birth = explained_by(rising, "A,2009-10-05,unknown,no,no,no,no,no\n").score.points;
    CHECK(birth.least == whole_points(50));
    CHECK(birth.used == whole_points(50));
    CHECK(birth.most == whole_points(67));
    CHECK(rising.written().age->points.size() == 18);
    const auto again = compile(rising.written(), facts_of_numbers());
    REQUIRE(again.has_value());
    CHECK(again->stamp().digest == rising.stamp().digest);
  }

  TEST_CASE("number rules: the constant enters what a group comes to, and its limit") {
    const auto total = [](const std::string& to) {
      return explained_by(policy_of_numbers(numbers_with("combine = \"sum\"\nconstant = 50", to)),
                          "A,2009-10-05,1995-01-01,yes,no,no,no,no\n")
          .score.points.used;
    };
    CHECK(total("combine = \"sum\"\nconstant = 50\ncap = 52") == whole_points(52));
    CHECK(total("combine = \"highest\"\nconstant = 4.5") == whole_points(5));
    CHECK(total("combine = \"highest\"\nconstant = 5.5") == Points{5500});
    CHECK(total("combine = \"highest_plus_half_of_rest\"\nconstant = 4.5") == Points{7250});
  }

  TEST_CASE("number rules: a line of yes is a criterion, whichever way it is written") {
    const CompiledPolicy lines = policy_of_numbers(kNumbers);
    std::string text = numbers_with("yes = { pension = 5, 3rd_floor = 0.5, alone = 2 }\n", "");
    std::string rows;
    for (const char* row : {"pension\"\ngroup = \"need\"\npoints = 5\n",
                            "3rd_floor\"\ngroup = \"need\"\nlevels = { yes = 0.5 }\n",
                            "alone\"\ngroup = \"need\"\npoints = 2\n"}) {
      rows += std::string{"[[criterion]]\nfact = \""} + row;
    }
    text.insert(text.find("[[criterion]]"), rows);
    CHECK(policy_of_numbers(text).stamp().digest == lines.stamp().digest);
    const CompiledPolicy table =
        policy_of_numbers(numbers_with("yes = { pension = 5, 3rd_floor = 0.5, alone = 2 }",
                                       "[group.yes]\npension = 5\n3rd_floor = 0.5\nalone = 2"));
    CHECK(table.stamp().digest == lines.stamp().digest);
    CHECK(
        policy_of_numbers(numbers_with("3rd_floor = 0.5, alone = 2", "alone = 2, 3rd_floor = 0.5"))
            .written()
            .criteria[1]
            .fact == "alone");
  }

  TEST_CASE("number rules: a fact of kind yes_no is a choice of one level") {
    const auto digest = [](const std::string& fact) {
      return read_fact_schema(std::string{kSchemaHead} + fact)->digest();
    };
    const std::string choice =
        "[[fact]]\nid = \"a\"\nlabel = \"A\"\nkind = \"choice\"\n"
        "levels = [{ id = \"yes\", label = \"Yes\" }]\n";
    CHECK(digest("[[fact]]\nid = \"a\"\nlabel = \"A\"\nkind = \"yes_no\"\n") == digest(choice));
    CHECK(digest("[yes_no]\na = \"A\"\n") == digest(choice));
    const auto faults = [](const std::string& fact) {
      const auto schema = read_fact_schema(std::string{kSchemaHead} + fact, "f.toml");
      return schema ? std::string{} : shipped::lines_of(schema.error());
    };
    CHECK(faults("[yes_no]\na = 3\n").find("f.toml:6:5: yes_no.a") != std::string::npos);
    CHECK(faults("[yes_no]\na = \"\"\n").find("f.toml:6") != std::string::npos);
    CHECK(faults("[yes_no]\nlisted_on = \"L\"\n").find("column") != std::string::npos);
    CHECK(faults("[[fact]]\nid=\"a\"\nlabel=\"A\"\nkind=\"yes_no\"\nlevels=[]\n")
              .find("the one level `yes`") != std::string::npos);
    CHECK(faults("[[fact]]\nid=\"a\"\nlabel=\"A\"\nkind=\"yesno\"\n")
              .find("did you mean \"yes_no\"?") != std::string::npos);
    CHECK(faults("").find("fact") != std::string::npos);
  }

  TEST_CASE("number rules: every fault names the number that was found and the limit") {
    const std::vector<changed_text::Row> rows{
        {"every = 0.5", "every = 0", "criterion[1].per.every \"0\": a step is above 0"},
        {"every = 0.5", "every = 500000000.5", "\"500000000.5\""},
        {"from = 7.5", "from = -1", "criterion[1].per.from \"-1\": 0 to 500000000"},
        {"from = 7.5", "from = 7.1234567", "\"7.1234567\": a number has at most 6 decimals"},
        {"at_most = 9 }", "at_most = -9 }", "criterion[1].per.at_most \"-9.000\""},
        {"at_most = 9 }", "start = -9 }", "criterion[1].per.start"},
        {"points = 2, every = 0.5, from = 7.5, at_most = 9", "every = 1", "per.points"},
        {"at_most = 9 }", "at_most = 9, steps = \"some\" }", "`full`, `part`"},
        {"at_most = 9 }", "at_most = 9, step = 1 }", "nothing is called that here"},
        {"per = { points = 1, at_most = 10 }", "per = { points = 4000 }",
         "an answer of 299 would earn more than 1000000 points"},
        {"unit = \"years\"", "unit = \"weeks\"", "`days`, `months`, `years`"},
        {"unknown = 1\n", "unknown = 1\nunit = \"months\"\n",
         "criterion[1].unit \"blood\": only of a date"},
        {"constant = 50", "constant = -1", "group[1].constant"},
        {"pension = 5", "pansion = 5", "group[1].yes.pansion.fact"},
        {"pension = 5", "blood = 5", "a count or date is scored by `ranges` or `per`"},
        {"pension = 5", "pension = -5", "group[1].yes.pension"},
        {"pension = 5", "pension = true", "group[1].yes.pension"},
        {"unknown = 1\n", "unknown = 10\n", "more than the worst known one"},
        {"[age]\n", "[age]\npoints = [{ under_months = 216, points = 1 }]\n",
         "ages have rows or `per`, not both"}};
    changed_text::check_faults(kNumbers, rows, faults_of_numbers);
    CHECK(faults_of_numbers(kNumbers).empty());
  }

  TEST_CASE("number rules: ranges may have as many rows as they need") {
    std::string rows;
    for (int i = 0; i < 200; ++i) {
      rows += "{ from = " + std::to_string(i / 10) + "." + std::to_string(i % 10) +
              ", points = " + std::to_string(i) + " },";
    }
    const CompiledPolicy policy = policy_of_numbers(numbers_with(
        "per = { points = 2, every = 0.5, from = 7.5, at_most = 9 }", "ranges = [" + rows + "]"));
    const auto points = [&policy](const std::string& blood) {
      return explained_by(policy, "A,2009-10-05,1995-01-01,no,no,no," + blood + ",no\n")
          .score.points.used;
    };
    CHECK(points("7.1") == whole_points(50 + 71));
    CHECK(points("19.9") == whole_points(50 + 199));
    CHECK(points("20") == whole_points(50 + 199));
  }

  TEST_CASE("number rules: steps that are cliffs, or under which worse earns less, are doubtful") {
    const auto doubts = [](const std::string& scale) {
      std::string text;
      const std::string all = "per = { points = 2, every = 0.5, from = 7.5, at_most = 9 }";
      for (const Doubt& doubt : review(policy_of_numbers(numbers_with(all, scale)))) {
        text += std::string{to_text(doubt.kind)} + ": " + doubt.text + "\n";
      }
      return text;
    };
    CHECK(doubts("per = { points = 900, every = 0.5, from = 7.5, at_most = 900 }")
              .find("The first step, at 8, is worth 900.000 points") != std::string::npos);
    CHECK(doubts("per = { points = 2, every = 0.5, from = 7.5, at_most = 9 }").find("first step") ==
          std::string::npos);
    CHECK(doubts("per = { points = 2, every = 0.5, at_most = 9 }").find("A larger number") ==
          std::string::npos);
    CHECK(doubts("per = { points = -2, start = 9, steps = \"part\" }")
              .find("worse_scores_less: A larger number earns fewer points") != std::string::npos);
  }

  TEST_CASE("number rules: a policy tells of its steps in words and as JSON") {
    const CompiledPolicy policy = policy_of_numbers(kNumbers);
    const std::string text = render_text(policy);
    CHECK(text.find("each full 0.5, counted from 7.5") != std::string::npos);
    CHECK(text.find("each full year before listing") != std::string::npos);
    CHECK(text.find("with 50 for every case") != std::string::npos);
    const std::string json = render_json(policy);
    CHECK(json.find("\"every\": \"0.5\"") != std::string::npos);
    CHECK(json.find("\"constant\": \"50.000\"") != std::string::npos);
  }
}
