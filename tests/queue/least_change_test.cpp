#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/least_change.h>
#include <waitlist/report/least_change_report.h>

#include "support/policy_draws.h"
#include "support/shipped.h"
#include "support/slow_least_change.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// Days are few at the beginning of time, so that every date can be tried.
const Day kDay = Day::first() + Days{9};

const char* const kFacts = R"(format = 1
id = "tiny"
version = "1"
title = "Tiny"

[[fact]]
id = "harm"
label = "Harm"
kind = "choice"
levels = [{ id = "some", label = "Some" }, { id = "much", label = "Much" }]

[[fact]]
id = "home"
label = "Home"
kind = "choice"
no = false
levels = [{ id = "safe", label = "Safe" }, { id = "bad", label = "Bad" }]

[[fact]]
id = "calls"
label = "Calls"
kind = "count"
maximum = 4

[[fact]]
id = "signs"
label = "Signs"
kind = "checklist"
levels = [{ id = "a", label = "A" }, { id = "b", label = "B" }, { id = "c", label = "C" }]

[[fact]]
id = "heard"
label = "Heard"
kind = "date"

[[fact]]
id = "group"
label = "Group"
kind = "choice"
levels = [{ id = "one", label = "One" }]
monitoring_only = true

[[contradiction]]
id = "no_harm_beside_calls"
all = [{ fact = "harm", answer = "no" }]
any = [{ fact = "calls", at_least = 2 }, { fact = "signs", any_of = ["c"] }]
sentence = "No harm, beside calls or signs."
)";

FactSchema tiny_facts() { return read_fact_schema(kFacts, "tiny").value(); }

std::string condition(PolicyDraws& draws) {
  return draws.one_of(
      {"{ fact = \"harm\", at_least = \"much\" }", "{ fact = \"harm\", is_unknown = true }",
       "{ fact = \"calls\", at_least = 2 }", "{ fact = \"calls\", at_most = 1 }",
       "{ fact = \"signs\", at_least = 2 }", "{ fact = \"signs\", any_of = [\"b\"] }",
       "{ fact = \"heard\", within_days = 3, measured = \"as_of\" }",
       "{ fact = \"home\", at_least = \"bad\" }"});
}

std::string criterion(PolicyDraws& draws, const std::string& fact, const std::string& scale) {
  std::string text = "[[criterion]]\nfact = \"" + fact + "\"\ngroup = \"" +
                     draws.one_of({"risk", "rest"}) + "\"\n" + scale + '\n';
  if (draws.chance(30)) text += "unknown = 1\n";
  if (draws.chance(30)) text += "valid_days = 3\n";
  if (draws.chance(25)) text += "all = [" + condition(draws) + "]\n";
  return text;
}

std::string criteria(PolicyDraws& draws) {
  std::string text;
  if (draws.chance(80)) {
    text +=
        criterion(draws, "harm",
                  "levels = { some = " + draws.number(4) + ", much = " + draws.number(6) + " }");
  }
  if (draws.chance(60)) {
    text += criterion(draws, "home", "levels = { safe = 0, bad = " + draws.number(4) + " }");
  }
  if (draws.chance(60)) {
    text += criterion(
        draws, "calls",
        draws.chance(50)
            ? "per = { points = 1, every = 1.5, from = 1, at_most = 2 }"
            : "ranges = [{ from = 0, points = 0 }, { from = 2, points = " + draws.number(4) +
                  " }, { from = 4, points = " + draws.number(4) + " }]");
  }
  if (draws.chance(60)) {
    text += criterion(draws, "signs",
                      "markers = { a = " + draws.number(2) + ", b = " + draws.number(2) +
                          ", c = " + draws.number(2) + " }\nmaximum = 3");
  }
  if (draws.chance(60)) {
    text += criterion(draws, "heard",
                      "measured = \"as_of\"\nranges = [{ from = 0, points = " + draws.number(4) +
                          " }, { from = 4, points = " + draws.number(4) + " }]");
  }
  return text;
}

std::string policy_text(PolicyDraws& draws) {
  std::string text = R"(format = 1
id = "tiny"
version = "1"
title = "Tiny"
status = "illustrative"
status_line = "A test."
facts = "tiny.toml"
)";
  text += "order = [" +
          draws.one_of({R"("tier", "points")", R"("tier", "risk_points", { date = "heard" })",
                        R"("tier", { date = "heard", first = "latest" }, "points")",
                        R"("points", "tier", "longest_wait")", R"("tier", "points", "lottery")",
                        R"("tier", { group = "risk" }, "longest_wait")"}) +
          ", \"case_id\"]\n";
  if (text.find("lottery") != std::string::npos) text += "lottery_seed = 7\n";
  text +=
      "\n[[band]]\nid = \"P1\"\nlabel = \"First\"\nfrom = 8\n\n[[band]]\nid = \"P2\"\n"
      "label = \"Second\"\nfrom = 4\n\n[[band]]\nid = \"P3\"\nlabel = \"Third\"\nfrom = 0\n\n";
  text += "[[group]]\nid = \"risk\"\nlabel = \"Risk\"\ncombine = \"" +
          draws.one_of({"sum", "highest", "highest_plus_half_of_rest"}) +
          "\"\nrisk = true\n\n[[group]]\nid = \"rest\"\nlabel = \"Rest\"\ncombine = \"sum\"\n"
          "risk = " +
          draws.one_of({"true", "false"}) + "\n\n";
  text += criteria(draws);
  for (int i = draws.upto(2); i > 0; --i) {
    const std::string first = condition(draws);
    const std::string second = condition(draws);
    text += "\n[[floor]]\nid = \"F" + std::to_string(i) + "\"\nlabel = \"Floor\"\nband = \"" +
            draws.one_of({"P1", "P2"}) + "\"\nall = [" + first;
    if (second != first && draws.chance(60)) text += ", " + second;
    text += "]\n";
  }
  if (draws.chance(60)) text += "\n[waiting]\nrates = [{ from_day = 2, per_day = 0.25 }]\n";
  if (draws.chance(50)) text += "\n[must_allocate]\nwaiting_days = 12\nbelow = \"P1\"\n";
  return text;
}

Answer random_answer(PolicyDraws& draws, std::size_t fact) {
  if (draws.chance(30)) return draws.chance(50) ? Answer::not_asked() : Answer::unknown();
  if (draws.chance(25) && fact != 1) return Answer::no();
  const auto number = [&](int most) { return static_cast<std::uint32_t>(draws.upto(most)); };
  switch (fact) {
    case 2: return Answer::number(number(4));
    case 3: return Answer::markers(number(6) + 1);
    case 4: return Answer::on(Day::first() + Days{draws.upto(11)});
    case 5: return Answer::level(0);
    default: return Answer::level(number(1));
  }
}

std::vector<Case> random_list(PolicyDraws& draws) {
  std::vector<Case> cases(static_cast<std::size_t>(draws.upto(3) + 2));
  for (std::size_t i = 0; i < cases.size(); ++i) {
    Case& one = cases[i];
    one.case_id = std::string(1, static_cast<char>('A' + i));
    one.listed_on = Day::first() + Days{draws.upto(9)};
    if (i > 0 && draws.chance(30)) one.linked_to = {"A"};
    for (std::size_t fact = 0; fact < 6; ++fact) {
      one.answers.push_back(random_answer(draws, fact));
      if (one.answers.back().known() && draws.chance(60)) {
        one.records.push_back({FactIndex{fact}, Day::first() + Days{draws.upto(9)}, {}});
      }
    }
  }
  return cases;
}

LeastChangeGoal random_goal(PolicyDraws& draws, std::size_t cases, std::size_t asked) {
  if (draws.chance(50)) return InTier{draws.one_of({"P1", "P2", "P3"})};
  const std::size_t other =
      (asked + 1 + static_cast<std::size_t>(draws.upto(static_cast<int>(cases) - 2))) % cases;
  return AboveCase{std::string(1, static_cast<char>('A' + other))};
}

std::string line_of(const slow_least_change::Change& change, const FactSchema& schema) {
  std::string line;
  for (const auto& [fact, answer] : change) {
    const FactDefinition& definition = schema.fact(fact);
    line += definition.id + '=' + std::to_string(static_cast<int>(answer.state())) + ':' +
            std::to_string(answer.value()) + ' ';
  }
  return line + '\n';
}

std::string lines_of(const std::vector<slow_least_change::Change>& changes,
                     const FactSchema& schema) {
  std::string lines;
  for (const auto& change : changes) lines += line_of(change, schema);
  return lines;
}

std::string lines_of(const LeastChange& least, const FactSchema& schema) {
  std::string lines;
  for (const EnoughChange& enough : least.changes) {
    slow_least_change::Change change;
    for (const ChangedAnswer& one : enough.answers) change.emplace_back(one.fact, one.after);
    lines += line_of(change, schema);
  }
  return lines;
}

/// How many facts the least changes of this world have; 0: none are enough.
std::size_t check_world(std::uint64_t seed, std::size_t facts) {
  PolicyDraws draws{seed};
  const FactSchema schema = tiny_facts();
  const std::string text = policy_text(draws);
  const auto policy = read_policy(text, schema, "tiny");
  CAPTURE(seed);
  CAPTURE(text);
  if (!policy) FAIL(shipped::lines_of(policy.error()));
  const std::vector<Case> cases = random_list(draws);
  const auto asked = static_cast<std::size_t>(draws.upto(static_cast<int>(cases.size()) - 1));
  const LeastChangeGoal goal = random_goal(draws, cases.size(), asked);
  const auto ranking = rank(CaseTable::make(schema, cases).value(), *policy, kDay).value();
  const LeastChange least =
      least_change(ranking, cases[asked].case_id, goal, {facts, 1'000'000, Days{15}}).value();
  const auto slow = slow_least_change::least_change({*policy, cases, kDay, asked, goal}, facts, 15);
  CHECK(least.reached == slow.reached);
  CHECK(least.on == slow.on);
  CHECK(lines_of(least, schema) == lines_of(slow.changes, schema));
  CHECK(least.left_out.empty());
  return least.changes.empty() ? 0 : least.changes.front().answers.size();
}

}  // namespace

TEST_CASE("The least change equals brute force on small worlds") {
  // Fewer where tests are not optimised, as under sanitizers.
#ifdef __OPTIMIZE__
  constexpr std::uint64_t kPairs = 4000;
  constexpr std::uint64_t kTriples = 300;
#else
  constexpr std::uint64_t kPairs = 400;
  constexpr std::uint64_t kTriples = 100;
#endif
  std::array<std::uint64_t, 4> by_size{};
  for (std::uint64_t seed = 1; seed <= kPairs; ++seed) ++by_size.at(check_world(seed, 2));
  for (std::uint64_t seed = 4001; seed <= 4000 + kTriples; ++seed) {
    ++by_size.at(check_world(seed, 3));
  }
  // Worlds of every kind were met.
  CHECK(by_size[1] > kPairs / 8);
  CHECK(by_size[2] > kPairs / 80);
  CHECK(by_size[3] > 0);
}

namespace {

/// What is found under `staffordshire_2009` for the sample list.
LeastChange in_sample(const char* id,
                      const LeastChangeGoal& goal,
                      LeastChangeOptions options = {}) {
  return least_change(shipped::staffordshire_ranking(), id, goal, options).value();
}

/// The least change that puts a case with these answers into P1, of a policy of one criterion over
/// this fact.
LeastChange of_one_fact(const std::string& fact, const std::string& scale, Answer now) {
  const FactSchema schema = read_fact_schema(
                                "format = 1\nid = \"one\"\nversion = \"1\"\ntitle = "
                                "\"One\"\n\n[[fact]]\nid = \"f\"\nlabel = \"F\"\n" +
                                    fact + "\n",
                                "one")
                                .value();
  const std::string text =
      "format = 1\nid = \"one\"\nversion = \"1\"\ntitle = \"One\"\nstatus = \"illustrative\"\n"
      "status_line = \"A test.\"\nfacts = \"one.toml\"\norder = [\"tier\", \"case_id\"]\n"
      "[[band]]\nid = \"P1\"\nlabel = \"First\"\nfrom = 2\n[[band]]\nid = \"P2\"\n"
      "label = \"Second\"\nfrom = 0\n[[group]]\nid = \"g\"\nlabel = \"G\"\ncombine = \"sum\"\n"
      "risk = true\n[[criterion]]\nfact = \"f\"\ngroup = \"g\"\n" +
      scale + '\n';
  const auto policy = read_policy(text, schema, "one");
  if (!policy) FAIL(shipped::lines_of(policy.error()));
  Case one;
  one.case_id = "A";
  one.listed_on = shipped::as_of();
  one.answers = {now};
  const auto table = CaseTable::make(schema, std::vector{one}).value();
  return least_change(rank(table, *policy, shipped::as_of()).value(), "A", InTier{"P1"}).value();
}

}  // namespace

TEST_CASE("The nearest answer is found among numbers, markers and days that are too many to see") {
  const std::string count = "kind = \"count\"\nmaximum = 400000000";
  const std::string ranges =
      "ranges = [{ from = 0, points = 2 }, { from = 70000, points = 0 }, { from = 300000000, "
      "points = 2 }]";
  const auto number = [&](std::uint32_t now) {
    return of_one_fact(count, ranges, Answer::number(now)).changes.at(0).answers.at(0).after;
  };
  CHECK(number(70'001) == Answer::number(69'999));
  CHECK(number(299'000'000) == Answer::number(300'000'000));
  std::string levels = "kind = \"checklist\"\nlevels = [";
  std::string markers = "markers = { ";
  for (int i = 0; i < 24; ++i) {
    const std::string id = 'm' + std::to_string(i);
    levels += "{ id = \"" + id + "\", label = \"M\" }, ";
    markers += (i == 0 ? "" : ", ") + id + " = 0.25";
  }
  const LeastChange ticked = of_one_fact(levels + "]", markers + " }", Answer::markers(0b1010));
  CHECK(ticked.changes.at(0).answers.at(0).after == Answer::markers(0b11'1111'11));
  const LeastChange heard = of_one_fact(
      "kind = \"date\"", "ranges = [{ from = 0, points = 0 }, { from = 10, points = 2 }]",
      Answer::not_asked());
  CHECK(heard.changes.at(0).answers.at(0).after == Answer::on(shipped::as_of() - Days{10}));
}

TEST_CASE("A fact of which too many answers count is left as it is, and named") {
  const LeastChange least =
      of_one_fact("kind = \"count\"\nmaximum = 400000000",
                  "per = { points = 0.001, every = 1, at_most = 900 }", Answer::number(1));
  CHECK(least.changes.empty());
  CHECK(least.changed.empty());
  CHECK(least.left_out == std::vector<FactIndex>{FactIndex{0}});
}

TEST_CASE("A size of sets that would take too many trials is not begun") {
  const LeastChange none = in_sample("SM-0017", InTier{"P2"}, {3, 10, Days{0}});
  CHECK(none.changes.empty());
  CHECK(none.facts_tried == 0);
  CHECK_FALSE(none.last_day);
  const LeastChange one = in_sample("SM-0001", InTier{"P3"}, {3, 1'000, Days{0}});
  CHECK(one.facts_tried == 1);
}

TEST_CASE("What is asked of the least change has to be on the list and in the policy") {
  struct Row {
    const char* id;
    LeastChangeGoal goal;
    const char* reason;
  };

  for (const Row& row : {Row{"SM-01", InTier{"P1"}, "no case on this list has this id"},
                         Row{"SM-0001", InTier{"P9"}, "no such tier; it has P1, must_allocate, P2"},
                         Row{"SM-0001", AboveCase{"SM-99"}, "no case on this list has this id"},
                         Row{"SM-0001", AboveCase{"SM-0001"}, "name two different cases"}}) {
    const auto least = least_change(shipped::staffordshire_ranking(), row.id, row.goal);
    REQUIRE_FALSE(least.has_value());
    CHECK(shipped::lines_of(least.error()).find(row.reason) != std::string::npos);
  }
}

TEST_CASE("What is there already is not changed, and the report says so") {
  const LeastChange least = in_sample("SM-0001", AboveCase{"SM-0025"});
  CHECK(least.reached);
  CHECK(least.changes.empty());
  CHECK(render_text(least, shipped::staffordshire_ranking()).find("It is there already") !=
        std::string::npos);
}

TEST_CASE("The data of a least change names facts and answers as case files write them") {
  const auto json = nlohmann::json::parse(
      render_json(in_sample("SM-0017", InTier{"P1"}), shipped::staffordshire_ranking()));
  CHECK(json["goal"] == nlohmann::json{{"tier", "P1"}});
  CHECK(json["facts_tried"] == 1);
  const auto& first = json["changes"].at(0);
  CHECK(first["answers"].at(0)["before"] == "no");
  CHECK(first["tier"] == "P1");
  CHECK(json["time_alone_on"].is_null());
  CHECK(json["days_tried_to"] == "2010-10-06");
}
