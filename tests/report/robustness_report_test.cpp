#include <waitlist/report/robustness_report.h>

#include "robustness/three_cases.h"
#include "support/html_checks.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

Robustness told(const Ranking& ranking, const RobustnessOptions& options) {
  auto made = robustness(ranking, options);
  REQUIRE(made.has_value());
  return *std::move(made);
}

bool says(const std::string& text, const std::string& words) {
  return text_checks::has(text_checks::unbroken(text), words);
}

}  // namespace

TEST_CASE("What is proved of three cases is said in numbers and names") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);

  struct Row {
    std::int64_t share;
    std::uint32_t first;
    const char* always;
    const char* never;
    const char* open;
  };

  for (const Row& row :
       {Row{5, 1, "1 is among the first 1 under every variation: A.",
            "2 are among the first 1 under no variation.", ""},
        Row{5, 2, "2 are among the first 2 under every variation: A and C.",
            "1 is among the first 2 under no variation.", ""},
        Row{7, 1, "0 are among the first 1 under every variation.",
            "1 is among the first 1 under no variation.", "Of 2 others neither is proved."},
        Row{25, 2, "0 are among the first 2 under every variation.",
            "0 are among the first 2 under no variation.", "Of 3 others neither is proved."}}) {
    CAPTURE(row.share);
    CAPTURE(row.first);
    const std::string text =
        render_text(told(ranking, {.share_percent = row.share, .first = row.first, .draws = 20}));
    CHECK(says(text, row.always));
    CHECK(says(text, row.never));
    CHECK(says(text, "neither is proved") == (*row.open != '\0'));
    CHECK(says(text, row.open));
  }
}

TEST_CASE("Numbers that decide and values at which neighbours swap are named as people do") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const std::string text =
      render_text(told(ranking, {.share_percent = 25, .first = 1, .draws = 0}));
  CHECK(says(text, "K1: High"));
  CHECK(says(text, "16.999"));  // K1 puts C above A
  CHECK(says(text, "each on its own, by up to 25 % more or less"));
  CHECK(says(text, "1 number stays as written"));
  CHECK_FALSE(says(text, "drawn"));
  CHECK_FALSE(says(text, "given up"));
}

TEST_CASE("Draws stand beside how far they can be trusted, and zero is not never") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const Robustness all = told(ranking, {.share_percent = 7, .first = 1, .draws = 100});
  const std::string text = render_text(all);
  CHECK(says(text, "100 policies were drawn with seed 1"));
  // C can be first at 7 %, and hardly ever is.
  REQUIRE(all.certain.units[1].among_first == AmongFirst::open);
  CHECK(all.drawn.times(1) == 0);
  CHECK(says(text, "0 (0.0 to 3.6 %)"));
  CHECK(says(text, "100 (96.4 to 100.0 %)"));
}

TEST_CASE("Where nothing is proved the reason is said, in the text and in the data") {
  const Ranking ranking = three_cases::ranked(three_cases::slower_in_band(), three_cases::kList);
  const Robustness all = told(ranking, {.share_percent = 5, .first = 1, .draws = 10});
  const std::string text = render_text(all);
  CHECK(says(text, "Nothing is proved: a more urgent band can make waiting earn less"));
  CHECK(says(text, "No number is sought that swaps two neighbours: a more urgent band"));
  CHECK_FALSE(says(text, "under every variation"));
  const auto data = nlohmann::json::parse(render_json(all));
  CHECK(data["unproved"].is_string());
  CHECK(data["open"] == 3);
  CHECK(data["neighbours"].empty());
}

TEST_CASE("The data has every number, every open unit and every swap") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const Robustness all = told(ranking, {.share_percent = 25, .first = 2, .draws = 50, .seed = 9});
  const auto data = nlohmann::json::parse(render_json(all));
  CHECK(data["policy"]["id"] == "three");
  CHECK(data["share_percent"] == 25);
  CHECK(data["first"] == 2);
  CHECK(data["draws"] == 50);
  CHECK(data["seed"] == 9);
  CHECK(data["unproved"].is_null());
  CHECK(data["numbers"].size() == 5);
  CHECK(data["numbers"][0]["label"] == "K1: High");
  CHECK(data["numbers"][0]["least"] == "15.000");
  CHECK(data["numbers"][0]["most"] == "25.000");
  CHECK(data["numbers_that_stay"] == 1);
  CHECK(data["stay"][0]["name"] == "k2: low");
  CHECK(data["stay"][0]["written"] == "0.000");
  REQUIRE(data["units"].size() == 3);
  CHECK(data["units"][0]["case_id"] == "A");
  CHECK(data["units"][0]["worst"] == 3);
  std::uint32_t among_first = 0;
  for (const auto& unit : data["units"])
    among_first += unit["drawn"]["among_first"].get<std::uint32_t>();
  CHECK(among_first == 100);
  REQUIRE(data["neighbours"].size() == 2);
  CHECK(data["neighbours"][0]["above"] == "A");
  CHECK(data["neighbours"][0]["below"] == "C");
  CHECK(data["neighbours"][0]["numbers"][0]["below"] == "16.999");
  CHECK(data["neighbours"][0]["numbers"][0]["above"].is_null());
}

TEST_CASE("An empty list, one place and a first that is past the end are told of") {
  const std::string head = "case_id,listed_on,k1,k2,k3\n";
  const Ranking none = three_cases::ranked(three_cases::kPolicy, head);
  CHECK(says(render_text(told(none, {})), "0 cases are ranked in 0 places"));
  CHECK(nlohmann::json::parse(render_json(told(none, {})))["units"].empty());
  const Ranking one = three_cases::ranked(three_cases::kPolicy, head + "A,2026-01-01,high,no,no\n");
  const std::string text = render_text(told(one, {}));
  CHECK(says(text, "1 case is ranked in 1 place"));
  CHECK(says(text, "The list has 1 place: whatever varies, each is among the first."));
}

TEST_CASE("How many numbers vary inside intervals is said beside the share of the others") {
  struct Row {
    const char* intervals;
    std::int64_t share;
    const char* says;
  };

  const std::string high = "[[uncertain]]\nnumber = \"k1: high\"\nfrom = 18\nto = 25\n";
  const std::string sure = "[[uncertain]]\nnumber = \"k1: low\"\nfrom = 8\nto = 8\n";
  const std::string both = high + sure;
  for (const Row& row :
       {Row{high.c_str(), 10,
            "What varies: 5 numbers of points, each on its own: 1 inside an interval of the "
            "policy, "
            "all others by up to 10 % more or less. 1 number without an interval stays as written. "
            "No other thousandth lies within 10 %. The points"},
        Row{high.c_str(), 0,
            "What varies: 1 number of points, each on its own, inside an interval of the policy. 5 "
            "numbers without an interval stay as written. The points"},
        Row{both.c_str(), 0,
            "4 numbers without an interval stay as written. 1 number stays as written: no other "
            "value lies in the interval. The points"},
        Row{sure.c_str(), 10,
            "What varies: 4 numbers of points, each on its own, by up to 10 % more or less. 1 "
            "number without an interval stays"},
        Row{sure.c_str(), 0, "No number of points varies. 5 numbers without"}}) {
    CAPTURE(row.intervals);
    CAPTURE(row.share);
    const Ranking ranking =
        three_cases::ranked(three_cases::kPolicy + row.intervals, three_cases::kList);
    const Robustness all = told(ranking, {.share_percent = row.share, .first = 1, .draws = 20});
    CHECK(says(render_text(all), row.says));
    CHECK(says(html_checks::words_of(render_html(all)), row.says));
  }
}

TEST_CASE("The data has the name of each number and by what it varies") {
  const Ranking ranking = three_cases::ranked(
      three_cases::kPolicy + "[[uncertain]]\nnumber = \"k2: low\"\nfrom = 0\nto = 3\n",
      three_cases::kList);
  const auto data = nlohmann::json::parse(
      render_json(told(ranking, {.share_percent = 25, .first = 2, .draws = 5})));
  CHECK(data["inside_intervals"] == 1);
  CHECK(data["numbers_that_stay"] == 0);
  CHECK(data["stay"].empty());
  REQUIRE(data["numbers"].size() == 6);
  // Every name that is printed is one that the policy could give an interval.
  for (const auto& number : data["numbers"]) {
    const bool inside = number["name"] == "k2: low";
    CHECK(number["by"] == (inside ? "interval" : "share"));
    const std::string again = three_cases::kPolicy +
                              "[[uncertain]]\nnumber = " + number["name"].dump() +
                              "\nfrom = 0\nto = 1000\n";
    CHECK(three_cases::policy_of(again).written().uncertain.size() == 1);
  }
  CHECK(data["neighbours"][0]["numbers"][0]["name"] == "k1: high");
}

TEST_CASE("What cannot be asked is refused with a reason") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  for (const RobustnessOptions& options :
       {RobustnessOptions{.share_percent = 0}, RobustnessOptions{.share_percent = 101},
        RobustnessOptions{.first = 0}, RobustnessOptions{.first = 3, .draws = 10'000'000}}) {
    const auto refused = robustness(ranking, options);
    REQUIRE_FALSE(refused.has_value());
    CHECK_FALSE(refused.error().front().reason.empty());
  }
}
