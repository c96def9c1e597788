// Conditions as they are written: what is read, what is refused, and how that is said.
#include <waitlist/io/policy_reader.h>
#include <waitlist/report/policy_report.h>

#include "report/condition_words.h"
#include "support/small_policy_text.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

std::string condition_faults(const std::string& conditions,
                             const FactSchema& schema = world::schema()) {
  const auto policy = read_policy(small_policy_text::with_floor(conditions), schema, "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

std::string condition_words(const std::string& condition) {
  const auto policy =
      read_policy(small_policy_text::with_floor("all = [" + condition + "]"), world::schema());
  REQUIRE_MESSAGE(policy.has_value(), condition);
  return when_in_words(*policy, policy->written().floors.front().when);
}

struct ConditionRow {
  const char* condition;
  const char* says;
};

}  // namespace

TEST_SUITE("condition faults") {
  TEST_CASE("condition faults: each says where it is and what is right") {
    for (const ConditionRow& row : std::vector<ConditionRow>{
             {R"({ fact = "harm", at_most = 3 })", "floor[1].all[1].at_most"},
             {R"({ fact = "harm", at_most = "sme" })", "did you mean"},
             {R"({ fact = "harm", at_most = "no" })", "not a level of harm"},
             {R"({ fact = "police", at_most = "low" })", "compared with a number"},
             {R"({ fact = "police", at_most = -1 })", "0 to 300"},
             {R"({ fact = "police", at_most = 301 })", "0 to 300"},
             {R"({ fact = "police", at_least = 0 })", "1 to 300"},
             {R"({ fact = "police", at_least = 301 })", "1 to 300"},
             {R"({ fact = "worries", at_most = 6 })", "0 to 5"},
             {R"({ fact = "heard_on", at_most = 6 })", "older_than_days"},
             {R"({ fact = "heard_on", between = [1, 2] })", "within_days"},
             {R"({ fact = "police", between = [3, 2] })", "the lower one stands first"},
             {R"({ fact = "harm", between = ["high", "low"] })", "the lower one stands first"},
             {R"({ fact = "harm", between = ["low"] })", "two values"},
             {R"({ fact = "harm", between = [] })", "two values"},
             {R"({ fact = "police", between = [1, 2, 3] })", "two values"},
             {R"({ fact = "police", between = 3 })", "[E322]"},
             {R"({ fact = "police", between = [1, 301] })", "0 to 300"},
             {R"({ fact = "harm", is = "grve" })", "did you mean"},
             {R"({ fact = "harm", is = 2 })", "compared with a level"},
             {R"({ fact = "worries", is = 2 })", "takes \"no\" alone"},
             {R"({ fact = "heard_on", is = 2 })", "takes \"no\" alone"},
             {R"({ fact = "police", is = 301 })", "0 to 300"},
             {R"({ fact = "police", any_of = ["a"] })", "a checklist or a choice"},
             {R"({ fact = "harm", any_of = ["a"] })", "not a level of harm"},
             {R"({ fact = "harm", any_of = [] })", "name at least one level"},
             {R"({ fact = "worries", any_of = [] })", "name at least one marker"},
             {R"({ fact = "police", within_months = 2 })", "`within_months` is for a date"},
             {R"({ fact = "police", older_than_days = 2 })", "`older_than_days` is for a date"},
             {R"({ fact = "heard_on", within_days = 110001 })", "days, 0 to 110000"},
             {R"({ fact = "heard_on", within_months = 3601 })", "months, 0 to 3600"},
             {R"({ fact = "heard_on", within_years = 301 })", "years, 0 to 300"},
             {R"({ fact = "heard_on", within_years = -1 })", "years, 0 to 300"},
             {R"({ fact = "heard_on", older_than_years = 301 })", "years, 0 to 300"},
             {R"({ fact = "heard_on", older_than_days = 1, measured = "today" })", "`as_of`"},
             {R"({ fact = "police", at_most = 1, measured = "as_of" })", "measured"},
             {R"({ fact = "harm", is_unknown = false })", "write `true`"},
             {R"({ fact = "harm", is_unknown = 1 })", "[E322]"},
             {R"({ fact = "religion", is_unknown = true })", "equality monitoring"},
             {R"({ is_unknown = true })", "name the fact"},
             {R"({ not = { not = { fact = "harm", is = "low" } } })", "write the condition itself"},
             {R"({ not = { fact = "harm" } })", "a condition has"},
             {R"({ not = { fact = "harm", is = "low" }, fact = "harm" })", "fact"},
             {R"({ not = 3 })", "[E322]"},
             {R"({ not = { band = "P1" } })", "a floor makes the band"},
             {R"({ fact = "harm", at_leest = "low" })", "`older_than_years`, `is_unknown` or"}}) {
      CAPTURE(row.condition);
      const std::string faults = condition_faults("all = [" + std::string{row.condition} + "]");
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
    }
    for (const char* const none : {"all = []", "any = []"}) {
      CHECK(condition_faults(none).find("name a condition, or leave the list out") !=
            std::string::npos);
    }
    CHECK(condition_faults("").find("at least one condition") != std::string::npos);
  }

  TEST_CASE("condition faults: `no` is asked for only where it can be the answer") {
    std::vector<FactDefinition> facts(1);
    facts[0].id = "sex";
    facts[0].label = "Sex";
    facts[0].levels = {{"female", "Female"}, {"male", "Male"}};
    facts[0].no_is_answer = false;
    const FactSchema schema = *FactSchema::make("s", "1", "S", facts);
    CHECK(condition_faults(R"(all = [{ fact = "sex", is = "no" }])", schema)
              .find("`no` is no answer to sex") != std::string::npos);
    CHECK(condition_faults(R"(all = [{ fact = "sex", is = "male" }])", schema).empty());
  }

  TEST_CASE("condition faults: rows repeat behind one with conditions, and ask for facts alone") {
    const std::string group = "\n[[group]]\nid = \"g\"\nlabel = \"G\"\ncombine = \"sum\"\n";
    const auto ages = [&](const std::string& rows) {
      return condition_faults(R"(all = [{ fact = "harm", is = "low" }])" + group +
                              "[age]\ngroup = \"g\"\npoints = [" + rows + "]");
    };
    const std::string last = "{ under_months = 216, points = 1 }";
    const std::string where = R"(all = [{ fact = "harm", is = "low" }])";
    CHECK(ages("{ under_months = 6, points = 2, " + where + " }, " +
               "{ under_months = 6, points = 1 }, " + last)
              .empty());
    CHECK(ages("{ under_months = 216, points = 2, " + where + " }, " + last).empty());
    for (const ConditionRow& row : std::vector<ConditionRow>{
             {"{ under_months = 6, points = 2 }, { under_months = 6, points = 1 }, ",
              "only behind a row with conditions"},
             {"{ under_months = 6, points = 2 }, { under_months = 5, points = 1 }, ", "rises"},
             {"{ under_months = 0, points = 2 }, ", "rises"},
             {"{ under_months = 6, points = 2, all = [{ youngest_under_months = 3 }] }, ",
              "a row asks for facts of the case itself alone"},
             {"{ under_months = 6, points = 2, any = [{ not = { band = \"P1\" } }] }, ",
              "a row asks for facts of the case itself alone"},
             {"{ under_months = 6, points = 2, any = [] }, ", "name a condition"},
             {"{ under_months = 6, points = 2, all = [{ fact = \"hram\", is = \"low\" }] }, ",
              "age.points[1].all[1].fact"}}) {
      CAPTURE(row.condition);
      CHECK(ages(row.condition + last).find(row.says) != std::string::npos);
    }
    CHECK(ages("{ under_months = 216, points = 2, " + where + " }")
              .find("the last row has no conditions") != std::string::npos);
    const auto slack = [](const std::string& rows) {
      return condition_faults(R"(all = [{ fact = "harm", is = "low" }])"
                              "\n[filing]\neffort_days = 1\nslack = [" +
                              rows + "]");
    };
    CHECK(slack("{ up_to = 5, points = 2, " + where + " }, { up_to = 5, points = 1 }").empty());
    CHECK(slack("{ up_to = 5, points = 2, " + where + " }").empty());
    CHECK(slack("{ up_to = 5, points = 2 }, { up_to = 5, points = 1 }")
              .find("only behind a row with conditions") != std::string::npos);
    CHECK(slack("{ up_to = 5, points = 2 }, { up_to = 4, points = 1, " + where + " }")
              .find("rises") != std::string::npos);
    CHECK(slack("{ up_to = 5, points = 2, all = [{ youngest_under_months = 3 }] }")
              .find("a row asks for facts of the case itself alone") != std::string::npos);
    std::string many = "{ up_to = 5, points = 2, " + where + " }";
    for (int i = 0; i < 63; ++i) many += ", { up_to = 5, points = 2, " + where + " }";
    CHECK(slack(many).empty());
  }

  TEST_CASE("condition faults: what is right is read and put into words") {
    for (const ConditionRow& row : std::vector<ConditionRow>{
             {R"({ fact = "harm", at_least = "high" })", "Harm: \"high\" or more"},
             {R"({ fact = "harm", at_most = "high" })", "Harm: \"high\" or less, or \"no\""},
             {R"({ fact = "harm", at_most = "low" })", "Harm: \"low\", or \"no\""},
             {R"({ fact = "police", at_most = 300 })", "Police call-outs: 300 or fewer"},
             {R"({ fact = "worries", at_most = 0 })", "Worries: 0 marked, or fewer"},
             {R"({ fact = "harm", between = ["low", "high"] })", "Harm: from \"low\" to \"high\""},
             {R"({ fact = "police", between = [0, 300] })", "Police call-outs: from 0 to 300"},
             {R"({ fact = "worries", between = [2, 2] })", "Worries: from 2 to 2 marked"},
             {R"({ fact = "harm", is = "high" })", "Harm: \"high\""},
             {R"({ fact = "heard_on", is = "no" })", "Heard on: \"no\""},
             {R"({ fact = "police", is = 0 })", "Police call-outs: 0"},
             {R"({ fact = "harm", any_of = ["low", "grave"] })", "Harm: \"low\" or \"grave\""},
             {R"({ fact = "heard_on", within_days = 30 })",
              "Heard on: at most 30 days before listing"},
             {R"({ fact = "heard_on", within_months = 1, measured = "as_of" })",
              "Heard on: at most 1 month before the as-of date"},
             {R"({ fact = "heard_on", within_years = 300 })",
              "Heard on: at most 300 years before listing"},
             {R"({ fact = "heard_on", older_than_days = 0 })",
              "Heard on: more than 0 days before listing"},
             {R"({ fact = "heard_on", older_than_months = 3600, measured = "listed" })",
              "Heard on: more than 3600 months before listing"},
             {R"({ fact = "heard_on", older_than_years = 2 })",
              "Heard on: more than 2 years before listing"},
             {R"({ fact = "harm", is_unknown = true })", "Harm: not known"},
             {R"({ not = { fact = "harm", is = "high" } })", "known not to hold: Harm: \"high\""},
             {R"({ not = { youngest_under_months = 6 } })",
              "known not to hold: the youngest child is under 6 months"}}) {
      CAPTURE(row.condition);
      CHECK(condition_words(row.condition) == row.says);
    }
  }

  TEST_CASE("condition faults: a ceiling never asks that an answer is not known") {
    const auto ceiling = [](const char* condition) {
      const std::string text =
          small_policy_text::with_floor(R"(all = [{ fact = "harm", is = "low" }]
[[ceiling]]
id = "C"
label = "A ceiling"
band = "P2"
all = [)" + std::string{condition} + "]");
      const auto policy = read_policy(text, world::schema(), "p.toml");
      return policy ? std::string{} : shipped::lines_of(policy.error());
    };
    CHECK(ceiling(R"({ fact = "harm", is_unknown = true })")
              .find("a ceiling never holds because an answer is not known") != std::string::npos);
    CHECK(ceiling(R"({ not = { fact = "harm", is_unknown = true } })").empty());
  }

  TEST_CASE("condition faults: the digest tells every condition from every other") {
    std::vector<Digest> digests;
    for (const char* const one :
         {R"({ fact = "police", at_least = 2 })", R"({ fact = "police", at_most = 2 })",
          R"({ fact = "police", is = 2 })", R"({ fact = "police", between = [2, 2] })",
          R"({ fact = "police", between = [2, 3] })", R"({ fact = "police", is = "no" })",
          R"({ fact = "police", is_unknown = true })", R"({ fact = "heard_on", within_days = 2 })",
          R"({ fact = "heard_on", within_months = 2 })",
          R"({ fact = "heard_on", within_years = 2 })",
          R"({ fact = "heard_on", older_than_days = 2 })",
          R"({ fact = "heard_on", older_than_months = 2 })",
          R"({ fact = "heard_on", older_than_years = 2 })",
          R"({ fact = "heard_on", older_than_years = 2, measured = "as_of" })",
          R"({ not = { fact = "police", is = 2 } })"}) {
      CAPTURE(one);
      const auto policy = read_policy(
          small_policy_text::with_floor("all = [" + std::string{one} + "]"), world::schema());
      REQUIRE(policy.has_value());
      for (const Digest& other : digests) CHECK(policy->stamp().digest != other);
      digests.push_back(policy->stamp().digest);
    }
  }
}
