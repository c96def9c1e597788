#include <waitlist/io/policy_reader.h>

#include "support/changed_text.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace uncertain_numbers_test {
namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using changed_text::Row;

/// A policy with a number of every kind, and one interval that rows of the tests change.
const std::string kPolicy = R"(format = 1
id = "test"
version = "1"
title = "Test"
status = "illustrative"
status_line = "A test."
order = ["points", "case_id"]
[[fact]]
id = "pain"
label = "Pain"
kind = "choice"
levels = [{ id = "mild", label = "Mild" }, { id = "severe", label = "Severe" }]
[[fact]]
id = "alone"
label = "Alone"
kind = "yes_no"
[[fact]]
id = "calls"
label = "Calls"
kind = "count"
maximum = 9
[[fact]]
id = "signs"
label = "Signs"
kind = "checklist"
levels = [{ id = "fever", label = "Fever" }, { id = "rash", label = "Rash" }]
[[fact]]
id = "visits"
label = "Visits"
kind = "count"
maximum = 1000
[[band]]
id = "all"
label = "All"
from = 0
[[group]]
id = "need"
label = "Need"
combine = "sum"
constant = 1
yes = { alone = 3 }
[[criterion]]
fact = "pain"
group = "need"
levels = { mild = 5, severe = 20 }
unknown = 7
[[criterion]]
fact = "calls"
group = "need"
ranges = [{ from = 0, points = 0 }, { from = 3, points = 10 }]
[[criterion]]
fact = "signs"
group = "need"
markers = { fever = 4, rash = 2 }
[[criterion]]
fact = "visits"
group = "need"
per = { points = -0.5, every = 1, start = 8 }
[[criterion]]
id = "both"
by = ["pain", "heard"]
group = "need"
columns = ["once", "often"]
[criterion.rows]
mild = [0, 4]
severe = [6, 9]
[[fact]]
id = "heard"
label = "Heard"
kind = "choice"
levels = [{ id = "once", label = "Once" }, { id = "often", label = "Often" }]
[age]
group = "need"
points = [{ under_months = 12, points = 3 }, { under_months = 216, points = 1 }]
further_children = { under_months = 60, points = 2, maximum = 6 }
[waiting]
rates = [{ from_day = 0, per_day = 0.1 }, { from_day = 14, per_day = 0.2 }]
[filing]
effort_days = 70
slack = [{ up_to = 0, points = 2 }, { up_to = 10, points = 1 }]
no_filing_date = 0.5
[[uncertain]]
number = "pain: severe"
from = 15
to = 30
reason = "The panel did not agree."
)";

std::string faults_of(const std::string& toml) {
  const auto policy = read_policy_with_facts(toml, "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

std::string changed(const std::string& from, const std::string& to) {
  return changed_text::changed(kPolicy, from, to);
}

std::string with_interval(const std::string& number,
                          const std::string& from,
                          const std::string& to) {
  return kPolicy + "[[uncertain]]\nnumber = \"" + number + "\"\nfrom = " + from + "\nto = " + to +
         "\n";
}

}  // namespace

TEST_SUITE("uncertain numbers") {
  TEST_CASE("every kind of number has a name by which it can be given an interval") {
    struct Named {
      const char* number;
      const char* from;
      const char* to;
    };

    for (const Named& row :
         {Named{"alone: yes", "1", "4"}, Named{"pain: mild", "0", "5"},
          Named{"pain: not known", "7", "7"}, Named{"calls: from 0", "0", "1000000"},
          Named{"calls: from 3", "9.999", "10.001"}, Named{"signs: rash", "2", "3"},
          Named{"visits: each step", "-1000000", "2"}, Named{"visits: start", "0", "8"},
          Named{"both: mild, once", "0", "1"}, Named{"both: severe, often", "9", "9"},
          Named{"need: every case", "0", "2"}, Named{"age: under 12 months", "2", "4"},
          Named{"age: each further child", "1", "3"}, Named{"waiting: from 0", "-1", "1"},
          Named{"waiting: from 14", "0.2", "0.3"}, Named{"filing: up to 10", "0", "2"},
          Named{"filing: no filing date", "0", "1"}}) {
      CAPTURE(row.number);
      CHECK(faults_of(with_interval(row.number, row.from, row.to)).empty());
    }
  }

  TEST_CASE("an interval that cannot be one is refused with its place and what is expected") {
    const std::vector<Row> rows{
        {"number = \"pain: severe\"", "number = \"pain: sever\"",
         "uncertain[1].number \"pain: sever\": no number of points in this policy has this name; "
         "did you mean \"pain: severe\"?"},
        {"number = \"pain: severe\"", "number = \"pian: severe\"",
         "did you mean \"pain: severe\"?"},
        {"number = \"pain: severe\"", "number = \"total\"", "no number of points in this policy"},
        {"number = \"pain: severe\"\n", "", "uncertain[1].number"},
        {"number = \"pain: severe\"", "number = 3", "uncertain[1].number"},
        {"from = 15\n", "", "uncertain[1].from"},
        {"to = 30\n", "", "uncertain[1].to"},
        {"from = 15", "from = 31", "`from` is not above `to`, which is 30"},
        {"from = 15", "from = 20.001",
         "the number as written, 20.000, lies in its interval: `from`"},
        {"to = 30", "to = 19.999", "the number as written, 20.000, lies in its interval: `to`"},
        {"from = 15", "from = -1", "this number is 0 to 1000000 points"},
        {"from = 15", "from = 0.1234", "three decimals"},
        {"to = 30", "to = 1000001", "no number of points is below -1000000 or above 1000000"},
        {"to = 30", "to = 1000000.5", "no number of points is below -1000000 or above 1000000"},
        {"to = 30", "to = 30\nwhy = \"x\"", "uncertain[1].why"},
        {"reason = \"The panel did not agree.\"", "reason = 3", "uncertain[1].reason"},
        {"[[uncertain]]", "[uncertain]", "uncertain"},
        {"[[uncertain]]",
         "[[uncertain]]\nnumber = \"pain: severe\"\nfrom = 20\nto = 20\n[[uncertain]]",
         "uncertain[2].number \"pain: severe\": an earlier [[uncertain]] is about this number"},
        {"reason = \"The panel did not agree.\"",
         "[[uncertain]]\nnumber = \"calls: from 0\"\nfrom = -1\nto = 1", "uncertain[2].from"},
        {"reason = \"The panel did not agree.\"",
         "[[uncertain]]\nnumber = \"waiting: from 14\"\nfrom = 0.3\nto = 0.4",
         "uncertain[2].from"}};
    changed_text::check_faults(kPolicy, rows, faults_of);
    CHECK(faults_of(changed("from = 15", "from = 31")).find("p.toml:") == 0);
  }

  TEST_CASE("a number out of its range is answered with the range of its kind") {
    const std::string rates = "rates = [{ from_day = 0, per_day = 0.1 }";
    const std::string signed_range = "-1000000 to 1000000 points";
    changed_text::check_faults(
        kPolicy,
        {{"severe = 20", "severe = 1000001", "points are 0 to 1000000"},
         {"severe = 20", "severe = -1000001", "points are 0 to 1000000"},
         {"severe = 20", "severe = 1000000.001", "points are 0 to 1000000"},
         {"severe = 20", "severe = 20.0001", "a number here has at most three decimals"},
         {"severe = [6, 9]", "severe = [6, 1000001]", "points are 0 to 1000000"},
         {"per_day = 0.1", "per_day = 1000001", signed_range},
         {"per_day = 0.1", "per_day = -1000000.5", signed_range},
         {"per_day = 0.1", "points = -1000001, days = 2", signed_range},
         {"points = -0.5", "points = -1000001", signed_range},
         {"points = -0.5", "points = nan", signed_range},
         {"start = 8", "start = 1000001", "points are 0 to 1000000"},
         {rates, "faster = [{ times = 1000001, any = [{ fact = \"alone\" }] }]\n" + rates,
          "faster[1].times \"1000001\": a number from 0 to 1000"},
         {rates, "faster = [{ times = 1001, any = [{ fact = \"alone\" }] }]\n" + rates,
          "faster[1].times \"1001.000\": 0 to 1000"}},
        faults_of);
  }

  TEST_CASE("what of an interval cannot be read is one fault, by which nothing else is judged") {
    for (const Row& row :
         {Row{"from = 15\n", "", "uncertain[1].from: this key is required"},
          Row{"to = 30\n", "", "uncertain[1].to: this key is required"},
          Row{"number = \"pain: severe\"\n", "", "uncertain[1].number: this key is required"},
          Row{"to = 30", "to = \"30\"", "expected a number of points"},
          Row{"to = 30", "to = 20.0001", "uncertain[1].to \"20.0001\""},
          Row{"to = 30", "to = 1000001", "uncertain[1].to \"1000001\""},
          Row{"number = \"pain: severe\"\nfrom = 15", "number = \"calls: from 0\"",
              "uncertain[1].from: this key is required"}}) {
      CAPTURE(row.to);
      const auto policy = read_policy_with_facts(changed(row.from, row.to), "p.toml");
      REQUIRE_FALSE(policy.has_value());
      CHECK_MESSAGE(policy.error().size() == 1, shipped::lines_of(policy.error()));
      CHECK(to_text(policy.error().front()).find(row.says) != std::string::npos);
    }
    // A key that nothing knows says nothing of the ends: both faults are told.
    const auto two = read_policy_with_facts(changed("to = 30", "to = 19\nwhy = \"x\""), "p.toml");
    REQUIRE_FALSE(two.has_value());
    CHECK(two.error().size() == 2);
  }

  TEST_CASE("every faulty interval is told of, not the first only") {
    const auto policy =
        read_policy_with_facts(with_interval("pain: milde", "0", "9") +
                                   "[[uncertain]]\nnumber = \"signs: rash\"\nfrom = "
                                   "3\nto = 9\n",
                               "p.toml");
    REQUIRE_FALSE(policy.has_value());
    REQUIRE(policy.error().size() == 2);
    CHECK(policy.error()[0].field == "uncertain[2].number");
    CHECK(policy.error()[1].field == "uncertain[3].from");
    CHECK(policy.error()[0].line < policy.error()[1].line);
  }

  TEST_CASE("what a rule would break with its numbers at an end is a fault of that rule") {
    // 1000 visits at more than 1000 points each would be more than a million.
    const std::string faults = faults_of(with_interval("visits: each step", "-1", "2000"));
    CHECK(faults.find("per") != std::string::npos);
    CHECK(faults.find("with each number of [[uncertain]] at its `to` this rule is broken") !=
          std::string::npos);
    CHECK(faults_of(with_interval("visits: each step", "-1", "900")).empty());
  }

  TEST_CASE("an interval of unknown points ends at the most that a known answer can earn") {
    struct Row {
      const char* unknown_to;
      const char* severe_from;
      const char* severe_to;
      const char* broken_at;
    };

    // As written, severe pain earns 20 and pain that is not known 7.
    for (const Row& row : {Row{"20", "20", "20", ""}, Row{"20.001", "20", "20", "to"},
                           Row{"30", "20", "30", ""}, Row{"30.001", "20", "30", "to"},
                           // Fewer points of a known answer hold those of an unknown one.
                           Row{"20", "6", "20", ""}, Row{"20", "0", "20", ""}}) {
      CAPTURE(row.unknown_to);
      CAPTURE(row.severe_from);
      const std::string own =
          changed("from = 15\nto = 30",
                  std::string{"from = "} + row.severe_from + "\nto = " + row.severe_to);
      const std::string faults = faults_of(
          own + "[[uncertain]]\nnumber = \"pain: not known\"\nfrom = 7\nto = " + row.unknown_to +
          "\n");
      CAPTURE(faults);
      const std::string broken_at = row.broken_at;
      if (broken_at.empty()) {
        CHECK(faults.empty());
        continue;
      }
      CHECK(faults.find("with each number of [[uncertain]] at its `" + broken_at +
                        "` this rule is broken: an unknown answer") != std::string::npos);
      CHECK(faults.find("`from` this rule") == std::string::npos);
    }
  }

  TEST_CASE("a name that two numbers have is refused") {
    const std::string both = changed("[[criterion]]\nfact = \"calls\"",
                                     "[[criterion]]\nid = \"waiting\"\nfact = \"calls\"");
    const std::string two = changed_text::changed(both, "from = 3, points", "from = 14, points");
    const std::string out_of_range = changed_text::changed(two, "maximum = 9", "maximum = 99");
    CHECK(faults_of(out_of_range).empty());
    CHECK(faults_of(changed_text::changed(out_of_range, "\"pain: severe\"", "\"waiting: from 14\""))
              .find("several numbers of this policy have this name") != std::string::npos);
  }

  TEST_CASE("what may have been meant is sought for the first sixteen names that no number has") {
    std::string text = kPolicy;
    for (int i = 0; i < 20; ++i) {
      text += "[[uncertain]]\nnumber = \"pain: sever" + std::to_string(i % 10) +
              "\"\nfrom = 20\nto = 20\n";
    }
    const auto policy = read_policy_with_facts(text);
    REQUIRE_FALSE(policy.has_value());
    REQUIRE(policy.error().size() == 20);
    for (std::size_t i = 0; i < 20; ++i) {
      CAPTURE(i);
      const bool told = policy.error()[i].reason.ends_with("did you mean \"pain: severe\"?");
      CHECK(told == (i < 16));
    }
  }

  TEST_CASE("only so many numbers have an interval") {
    Policy policy = read_policy_with_facts(kPolicy)->written();
    const FactSchema schema = read_policy_with_facts(kPolicy)->schema();
    policy.uncertain.resize(257, policy.uncertain.front());
    const auto refused = compile(policy, schema);
    REQUIRE_FALSE(refused.has_value());
    REQUIRE(refused.error().size() == 1);
    CHECK(refused.error()[0].reason == "at most 256 numbers have an interval");
  }

  TEST_CASE("intervals are in the digest, and a policy without them has the digest it had") {
    const auto digest = [](const std::string& toml) {
      return read_policy_with_facts(toml)->stamp().digest;
    };
    const std::vector<Row> rows{
        {"number = \"pain: severe\"\nfrom = 15", "number = \"pain: mild\"\nfrom = 5"},
        {"from = 15", "from = 16"},
        {"to = 30", "to = 31"},
        {"The panel did not agree.", "The panel agreed."},
        {kPolicy.substr(kPolicy.find("[[uncertain]]")), ""}};
    changed_text::check_digests(kPolicy, rows, digest);
    const CompiledPolicy with = *read_policy_with_facts(kPolicy);
    Policy written = with.written();
    written.uncertain.clear();
    CHECK(compile(written, with.schema())->stamp().digest ==
          digest(kPolicy.substr(0, kPolicy.find("[[uncertain]]"))));
  }
}

}  // namespace uncertain_numbers_test
