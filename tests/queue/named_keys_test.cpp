// Keys that name a group or a date, and tiers with keys of their own (policy-format.md 11).
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/passing.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/scored_list.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/policy_report.h>

#include "support/shipped.h"
#include "support/slow_oracle.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// Harm sets the band, call-outs only order. Harm not known counts as 10, call-outs as 2.
std::string policy_text(const std::string& order, const std::string& rules = "") {
  return "format = 1\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\nstatus = \"illustrative\"\n"
         "status_line = \"A test.\"\nfacts = \"f.toml\"\norder = " +
         order +
         "\n[[band]]\nid = \"P1\"\nlabel = \"One\"\nfrom = 30\n"
         "[[band]]\nid = \"P2\"\nlabel = \"Two\"\nfrom = 20\n"
         "[[band]]\nid = \"P3\"\nlabel = \"Three\"\nfrom = 0\n"
         "[[group]]\nid = \"harm\"\nlabel = \"Harm\"\ncombine = \"sum\"\n"
         "[[group]]\nid = \"police\"\nlabel = \"Police\"\ncombine = \"sum\"\nrisk = false\n"
         "[[criterion]]\nfact = \"harm\"\ngroup = \"harm\"\nunknown = 10\n"
         "levels = { low = 0, some = 10, high = 20, grave = 30 }\n"
         "[[criterion]]\nfact = \"police\"\ngroup = \"police\"\nunknown = 2\n"
         "ranges = [{ from = 0, points = 0 }, { from = 1, points = 1 }, { from = 4, points = 5 "
         "}]\n" +
         rules;
}

CompiledPolicy policy_of(const std::string& order, const std::string& rules = "") {
  const auto policy = read_policy(policy_text(order, rules), world::schema(), "t.toml");
  REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy.error()));
  return *policy;
}

std::string faults_of(const std::string& order, const std::string& rules = "") {
  const auto policy = read_policy(policy_text(order, rules), world::schema(), "t.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

/// harm, police and heard_on; listed so many days before the day.
Case one_case(std::string id, Answer harm, Answer police, Answer heard, std::int64_t waited = 0) {
  Case one;
  one.case_id = std::move(id);
  one.listed_on = world::as_of() - Days{waited};
  one.answers.assign(world::kFacts, Answer::no());
  one.answers[world::kHarm] = harm;
  one.answers[world::kPolice] = police;
  one.answers[world::kHeardOn] = heard;
  return one;
}

Answer heard(const char* day) { return Answer::on(world::day(day)); }

std::string in_order_of(const Ranking& ranking) {
  std::string text;
  for (const Place& place : ranking.places()) {
    text += std::string{ranking.cases().case_id(place.row)} + ' ';
  }
  return text;
}

Ranking ranking_of(const std::vector<Case>& cases, const CompiledPolicy& policy) {
  return rank(world::table_of(cases), policy, world::as_of()).value();
}

std::string why(const Ranking& ranking, const char* one, const char* other) {
  return compare(ranking, one, other).value().sentence;
}

std::vector<std::string> ids_of(const LiveQueue& queue) {
  std::vector<std::string> list;
  queue.visit([&list](const QueuePlace& place) {
    list.emplace_back(place.case_id);
    return true;
  });
  return list;
}

std::vector<std::string> ids_of(const Ranking& ranking) {
  std::vector<std::string> list;
  for (const Place& place : ranking.places()) {
    list.emplace_back(ranking.cases().case_id(place.row));
  }
  return list;
}

/// A text without its line breaks and what they are indented by.
std::string in_one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const char next = c == '\n' ? ' ' : c;
    if (next != ' ' || !line.ends_with(' ')) line += next;
  }
  return line;
}

/// A random policy whose orders begin with keys that name something, more often than by chance.
Policy policy_by_names() {
  Policy policy = world::random_policy();
  const auto draw = [](int bound) { return *rc::gen::inRange(0, bound); };
  const auto lead_by = [&](std::vector<OrderKey>& order) {
    const bool by_group = draw(100) < 70;
    const auto& group =
        policy.groups[static_cast<std::size_t>(draw(static_cast<int>(policy.groups.size())))];
    OrderKey key{OrderKey::date, "heard_on",
                 draw(2) == 0 ? DateFirst::earliest : DateFirst::latest};
    if (by_group) key = OrderKey{OrderKey::group, group.id};
    std::erase_if(order, [&key](const OrderKey& one) {
      return one.kind == key.kind && one.subject == key.subject;
    });
    const bool behind =
        !order.empty() && (order.front() == OrderKey::tier || order.front() == OrderKey::overdue);
    order.insert(order.begin() + (behind ? 1 : 0), key);
  };
  lead_by(policy.order);
  if (policy.must_allocate && !policy.must_allocate->order.empty()) {
    lead_by(policy.must_allocate->order);
  }
  for (TierOrderRule& rule : policy.tier_orders) lead_by(rule.order);
  return policy;
}

}  // namespace

TEST_SUITE("named keys") {
  TEST_CASE("named keys: more points of the group come first, what is not known as it counts") {
    const std::vector<Case> cases{
        one_case("A", Answer::level(3), Answer::number(0), Answer::no()),
        one_case("B", Answer::level(0), Answer::number(4), Answer::no()),
        one_case("C", Answer::level(2), Answer::unknown(), Answer::no()),
        one_case("D", Answer::level(0), Answer::number(1), Answer::no()),
    };
    const Ranking ranking =
        ranking_of(cases, policy_of("[{ group = \"police\" }, \"points\", \"case_id\"]"));
    CHECK(in_order_of(ranking) == "B C D A ");
    CHECK(why(ranking, "C", "B") ==
          "B stands above C because it has more points in the group \"Police\": 5.000 against "
          "2.000");
    CHECK(compare(ranking, "B", "C")->deciding_key == OrderKey{OrderKey::group, "police"});
    CHECK(in_order_of(ranking_of(
              cases, policy_of("[\"tier\", { group = \"police\" }, \"case_id\"]"))) == "A C B D ");
    CHECK(in_order_of(ranking_of(cases, policy_of("[{ group = \"harm\" }, \"case_id\"]"))) ==
          "A C B D ");
  }

  TEST_CASE("named keys: the earlier or the later date comes first, cases without one last") {
    const std::vector<Case> cases{
        one_case("A", Answer::no(), Answer::no(), heard("2009-03-01")),
        one_case("B", Answer::no(), Answer::no(), heard("2008-12-31")),
        one_case("C", Answer::no(), Answer::no(), Answer::no()),
        one_case("D", Answer::no(), Answer::no(), Answer::unknown()),
        one_case("E", Answer::no(), Answer::no(), heard("1900-01-01")),
        one_case("F", Answer::no(), Answer::no(), Answer::pending_since(world::as_of())),
    };
    const Ranking early = ranking_of(cases, policy_of("[{ date = \"heard_on\" }, \"case_id\"]"));
    CHECK(in_order_of(early) == "E B A C D F ");
    CHECK(why(early, "A", "B") ==
          "B stands above A because its date under \"Heard on\" is earlier: 2008-12-31 against "
          "2009-03-01");
    CHECK(why(early, "A", "C") ==
          "A stands above C because a date is recorded for it under \"Heard on\": 2009-03-01 "
          "against no such date");
    CHECK(why(early, "A", "D").find("against not known") != std::string::npos);
    const Ranking late =
        ranking_of(cases, policy_of("[{ date = \"heard_on\", first = \"latest\" }, \"case_id\"]"));
    CHECK(in_order_of(late) == "A B E C D F ");
    CHECK(why(late, "A", "B").find("is later: 2009-03-01 against") != std::string::npos);
    CHECK(compare(late, "A", "B")->deciding_key ==
          OrderKey{OrderKey::date, "heard_on", DateFirst::latest});
    const std::string json = render_json(*compare(late, "A", "B"));
    CHECK(
        json.find("\"deciding_key\": {\n    \"date\": \"heard_on\",\n    \"first\": \"latest\"") !=
        std::string::npos);
    CHECK(render_text(*compare(late, "A", "B"))
              .find("The key that decides: { date = \"heard_on\", first = \"latest\" }.") !=
          std::string::npos);
  }

  TEST_CASE("named keys: each tier by its own keys, the others by those of the policy") {
    const std::vector<Case> cases{
        one_case("A", Answer::level(3), Answer::number(1), heard("2009-03-01"), 9),
        one_case("B", Answer::level(3), Answer::number(4), heard("2009-02-01"), 1),
        one_case("C", Answer::level(2), Answer::number(0), heard("2009-03-01"), 5),
        one_case("D", Answer::level(2), Answer::number(4), heard("2009-02-01"), 8),
        one_case("E", Answer::level(0), Answer::number(4), heard("2009-03-01"), 2),
        one_case("F", Answer::level(0), Answer::number(0), heard("2009-02-01"), 3),
    };
    const std::string usual = "[\"tier\", \"longest_wait\", \"case_id\"]";
    CHECK(in_order_of(ranking_of(cases, policy_of(usual))) == "A B D C F E ");
    const std::string own =
        "[[tier_order]]\ntier = \"P1\"\norder = [{ date = \"heard_on\" }, \"case_id\"]\n"
        "[[tier_order]]\ntier = \"P3\"\norder = [{ group = \"police\" }, \"case_id\"]\n";
    const Ranking ranking = ranking_of(cases, policy_of(usual, own));
    CHECK(in_order_of(ranking) == "B A D C E F ");
    CHECK(compare(ranking, "A", "B")->deciding_key.kind == OrderKey::date);
    CHECK(compare(ranking, "C", "D")->deciding_key == OrderKey::longest_wait);
    CHECK(compare(ranking, "E", "F")->deciding_key.kind == OrderKey::group);
    CHECK(compare(ranking, "A", "F")->deciding_key == OrderKey::tier);
    // The tier of cases that must be allocated stands behind P1 and shifts the bands behind it.
    const std::string must =
        "[must_allocate]\nwaiting_days = 5\nbelow = \"P1\"\n"
        "[[tier_order]]\ntier = \"must_allocate\"\norder = [\"overdue\", \"case_id\"]\n";
    CHECK(in_order_of(ranking_of(cases, policy_of(usual, own + must))) == "B A D C E F ");
    const std::string by_wait =
        "[must_allocate]\nwaiting_days = 5\nbelow = \"P1\"\norder = [{ date = \"heard_on\", first "
        "= \"latest\" }, \"case_id\"]\n";
    CHECK(in_order_of(ranking_of(cases, policy_of(usual, own + by_wait))) == "B A C D E F ");
  }

  TEST_CASE("named keys: points of a group follow the case's facts, in a live queue, too") {
    const CompiledPolicy policy = policy_of("[{ group = \"police\" }, \"case_id\"]");
    std::vector<Case> cases{one_case("A", Answer::no(), Answer::number(1), Answer::no()),
                            one_case("B", Answer::no(), Answer::number(2), Answer::no())};
    LiveQueue queue = LiveQueue::make(world::table_of(cases), policy, world::as_of()).value();
    CHECK(ids_of(queue) == std::vector<std::string>{"A", "B"});
    cases[1].answers[world::kPolice] = Answer::number(7);
    REQUIRE(queue.upsert(cases[1]).has_value());
    CHECK(ids_of(queue) == std::vector<std::string>{"B", "A"});
  }

  TEST_CASE("named keys: rank, the oracle, the scored list and the live queue agree on every day") {
    CHECK(rc::check([] {
      const Policy written = policy_by_names();
      const CompiledPolicy policy = world::compiled(written);
      const std::vector<Case> cases = world::random_cases(8);
      const CaseTable table = world::table_of(cases);
      LiveQueue queue = LiveQueue::make(table, policy, world::as_of()).value();
      const ScoredList list = ScoredList::make(table, policy).value();
      for (Day day = world::as_of(); day < world::as_of() + Days{30}; day = day + Days{1}) {
        RC_ASSERT(queue.advance_to(day).has_value());
        const Ranking ranking = rank(table, policy, day).value();
        const std::vector<std::string> expected = ids_of(ranking);
        RC_ASSERT(ids_of(queue) == expected);
        std::vector<std::string> steady;
        const std::vector<CaseRow> rows = list.order(day).value();
        for (const CaseRow row : rows) steady.emplace_back(table.case_id(row));
        RC_ASSERT(steady == expected);
        if ((day - world::as_of()).count() % 10 != 0) continue;
        std::vector<std::string> slow;
        for (const auto& line : slow_oracle::rank(cases, written, world::schema(), day)) {
          slow.push_back(line.case_id);
        }
        RC_ASSERT(slow == expected);
      }
    }));
  }

  TEST_CASE("named keys: of two neighbours the key that decides has values that differ") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(policy_by_names());
      const CaseTable table = world::table_of(world::random_cases(8));
      const Ranking ranking = rank(table, policy, world::as_of()).value();
      for (std::size_t i = 1; i < ranking.places().size(); ++i) {
        const auto found = compare(ranking, table.case_id(ranking.places()[i - 1].row),
                                   table.case_id(ranking.places()[i].row));
        RC_ASSERT(found.has_value());
        const bool one_day = found->deciding_key.kind == OrderKey::date;
        RC_ASSERT(one_day || found->value_above != found->value_below);
        RC_ASSERT(!one_day || found->value_above.starts_with("19") ||
                  found->value_above.starts_with("20"));
      }
    }));
  }

  TEST_CASE("named keys: each fault says what was found and how to mend it") {
    struct Row {
      const char* order;
      const char* rules;
      const char* says;
    };

    for (const Row& row : {
             Row{"[{ group = \"polize\" }, \"case_id\"]", "", "did you mean"},
             Row{"[{ date = \"heard\" }, \"case_id\"]", "", "no such fact"},
             Row{"[{ date = \"police\" }, \"case_id\"]", "", "this fact is a count"},
             Row{"[{ date = \"religion\" }, \"case_id\"]", "", "equality monitoring"},
             Row{"[{ date = \"heard_on\", first = \"last\" }, \"case_id\"]", "", "earliest"},
             Row{"[{ group = \"police\", first = \"latest\" }, \"case_id\"]", "",
                 "only a `date` has a direction"},
             Row{"[{ group = \"police\", date = \"heard_on\" }, \"case_id\"]", "",
                 "write two keys"},
             Row{"[{ fact = \"police\" }, \"case_id\"]", "", "a key in braces is"},
             Row{"[\"group\", \"case_id\"]", "", "say of which group"},
             Row{"[\"date\", \"case_id\"]", "", "say of which fact"},
             Row{"[3, \"case_id\"]", "", "text in quotes or a table in braces"},
             Row{"[{ group = \"police\" }, { group = \"police\" }, \"case_id\"]", "",
                 "a key stands once"},
             Row{"[{ date = \"heard_on\" }, { date = \"heard_on\", first = \"latest\" }, "
                 "\"case_id\"]",
                 "", "a key stands once"},
             Row{"[\"tier\", \"case_id\"]",
                 "[[tier_order]]\ntier = \"P9\"\norder = [\"case_id\"]\n", "P9"},
             Row{"[\"tier\", \"case_id\"]", "[[tier_order]]\ntier = \"P1\"\n", "the last key is"},
             Row{"[\"tier\", \"case_id\"]",
                 "[[tier_order]]\ntier = \"P1\"\norder = [\"tier\", \"case_id\"]\n",
                 "cases of one tier are not told apart by it"},
             Row{"[\"points\", \"case_id\"]",
                 "[[tier_order]]\ntier = \"P1\"\norder = [\"case_id\"]\n", "begins with `tier`"},
             Row{"[\"tier\", \"case_id\"]",
                 "[[tier_order]]\ntier = \"P1\"\norder = [\"overdue\", \"case_id\"]\n",
                 "only cases that must be allocated"},
             Row{"[\"tier\", \"case_id\"]",
                 "[[tier_order]]\ntier = \"P1\"\norder = [\"lottery\", \"case_id\"]\n",
                 "lottery_seed"},
             Row{"[\"tier\", \"case_id\"]",
                 "[[tier_order]]\ntier = \"must_allocate\"\norder = [\"case_id\"]\n",
                 "only with [must_allocate]"},
             Row{"[\"tier\", \"case_id\"]",
                 "[[tier_order]]\ntier = \"P1\"\norder = [\"case_id\"]\n"
                 "[[tier_order]]\ntier = \"P1\"\norder = [\"case_id\"]\n",
                 "an earlier [[tier_order]] is for this tier"},
             Row{"[\"tier\", \"case_id\"]",
                 "[must_allocate]\nwaiting_days = 1\nbelow = \"P1\"\norder = [\"case_id\"]\n"
                 "[[tier_order]]\ntier = \"must_allocate\"\norder = [\"case_id\"]\n",
                 "has an `order` already"},
         }) {
      CAPTURE(row.order);
      CAPTURE(row.rules);
      const std::string found = faults_of(row.order, row.rules);
      CHECK_MESSAGE(found.find(row.says) != std::string::npos, found);
    }
  }

  TEST_CASE("named keys: a fault in a key is the only one") {
    for (const char* const order :
         {"[{ fact = \"police\" }, \"case_id\"]", "[\"group\", \"case_id\"]",
          "[{ group = \"polize\" }, \"case_id\"]"}) {
      const std::string found = faults_of(order);
      CAPTURE(found);
      CHECK(std::ranges::count(found, '\n') <= 1);
    }
  }

  TEST_CASE("named keys: the digest, the words and the JSON of a policy tell them") {
    const std::string usual = "[\"tier\", \"points\", \"case_id\"]";
    const auto digest = [](const CompiledPolicy& policy) { return policy.stamp().digest; };
    const CompiledPolicy plain = policy_of(usual);
    const CompiledPolicy early =
        policy_of("[\"tier\", { date = \"heard_on\" }, { group = \"police\" }, \"case_id\"]");
    CHECK(digest(early) ==
          digest(policy_of("[\"tier\", { date = \"heard_on\", first = \"earliest\" }, { group = "
                           "\"police\" }, \"case_id\"]")));
    for (const char* const other :
         {"[\"tier\", { date = \"heard_on\", first = \"latest\" }, { group = \"police\" }, "
          "\"case_id\"]",
          "[\"tier\", { date = \"heard_on\" }, { group = \"harm\" }, \"case_id\"]",
          "[\"tier\", { group = \"police\" }, { date = \"heard_on\" }, \"case_id\"]"}) {
      CHECK(digest(policy_of(other)) != digest(early));
    }
    const std::string own =
        "[[tier_order]]\ntier = \"P2\"\norder = [\"longest_wait\", \"case_id\"]\n";
    const CompiledPolicy tiered = policy_of(usual, own);
    CHECK(digest(tiered) != digest(plain));
    std::string words = in_one_line(render_text(early));
    CHECK(words.find("the earlier date under \"Heard on\", cases without one last") !=
          std::string::npos);
    CHECK(words.find("more points in the group \"Police\"") != std::string::npos);
    const std::string json = render_json(early);
    CHECK(json.find("\"date\": \"heard_on\"") != std::string::npos);
    CHECK(json.find("\"group\": \"police\"") != std::string::npos);
    CHECK(render_json(tiered).find("\"tier_orders\"") != std::string::npos);
    CHECK(render_json(plain).find("\"tier_orders\"") == std::string::npos);
    words = in_one_line(render_text(tiered));
    CHECK(words.find("Cases in the tier P2 (Two)") != std::string::npos);
  }
}
