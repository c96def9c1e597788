#include "support/witness_worlds.h"

#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

namespace waitlist::witness_worlds {
namespace {

const char* const kAnswerFacts = R"(format = 1
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
maximum = 3

[[fact]]
id = "signs"
label = "Signs"
kind = "checklist"
levels = [{ id = "a", label = "A" }, { id = "b", label = "B" }]

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
any = [{ fact = "calls", at_least = 2 }, { fact = "signs", any_of = ["b"] }]
sentence = "No harm, beside calls or signs."
)";

const char* const kDayFacts = R"(format = 1
id = "days"
version = "1"
title = "Days"
service_from = 2009-10-03
subjects = ["children"]

[[fact]]
id = "harm"
label = "Harm"
kind = "choice"
levels = [{ id = "some", label = "Some" }, { id = "much", label = "Much" }]

[[fact]]
id = "seen"
label = "Seen"
kind = "date"
)";

std::vector<Answer> answers_of(const FactDefinition& fact, Day first, Day last) {
  std::vector<Answer> answers{Answer::unknown()};
  if (fact.no_is_answer) answers.push_back(Answer::no());
  switch (fact.kind) {
    case FactKind::choice:
      for (std::uint32_t i = 0; i < fact.levels.size(); ++i) answers.push_back(Answer::level(i));
      break;
    case FactKind::count:
      for (std::uint32_t i = 0; i <= fact.count_max; ++i) answers.push_back(Answer::number(i));
      break;
    case FactKind::checklist:
      for (std::uint32_t i = 1; i < std::uint32_t{1} << fact.levels.size(); ++i) {
        answers.push_back(Answer::markers(i));
      }
      break;
    case FactKind::date:
      for (Day day = first; day <= last; day = day + Days{1}) answers.push_back(Answer::on(day));
      break;
  }
  return answers;
}

/// Every way to answer the facts that rules may look at.
std::vector<std::vector<Answer>> all_answers(const FactSchema& schema, Day first, Day last) {
  std::vector<std::vector<Answer>> all{{}};
  for (const FactDefinition& fact : schema.facts()) {
    if (fact.monitoring_only) continue;
    std::vector<std::vector<Answer>> longer;
    for (const auto& before : all) {
      for (const Answer answer : answers_of(fact, first, last)) {
        longer.push_back(before);
        longer.back().push_back(answer);
      }
    }
    all = std::move(longer);
  }
  return all;
}

/// What the schema of answers says does not go together.
bool contradicts(const std::vector<Answer>& answers) {
  const bool calls = answers[2].given() && answers[2].value() >= 2;
  const bool signs = answers[3].given() && (answers[3].value() & 2U) != 0;
  return answers[0].state() == AnswerState::no && (calls || signs);
}

CaseTable table_of(const FactSchema& schema, std::vector<Case> cases) {
  for (std::size_t i = 0; i < cases.size(); ++i) cases[i].case_id = 'c' + std::to_string(i);
  auto table = CaseTable::make(schema, cases);
  if (!table) throw std::logic_error{shipped::lines_of(table.error())};
  return *std::move(table);
}

World world_of_answers() {
  const FactSchema schema = read_fact_schema(kAnswerFacts, "tiny").value();
  const Day as_of = Day::first() + Days{5};
  std::vector<Case> cases;
  for (const auto& answers : all_answers(schema, Day::first(), as_of + Days{2})) {
    if (contradicts(answers)) continue;
    for (Day listed = Day::first(); listed <= as_of; listed = listed + Days{1}) {
      Case one;
      one.listed_on = listed;
      one.answers = answers;
      cases.push_back(one);
    }
  }
  return {schema, as_of, table_of(schema, std::move(cases))};
}

/// Ages that policies of days name, in months.
constexpr std::array<std::int64_t, 2> kAges{12, 216};

/// Days of birth that these tell apart, one for each that they do.
std::vector<Day> births(Day listed, Day as_of) {
  std::map<std::vector<bool>, Day> told;
  for (Day born = listed - Days{6700}; born <= as_of; born = born + Days{1}) {
    if (completed_months(born, listed) >= Months{216}) continue;
    std::vector<bool> under;
    for (const std::int64_t age : kAges) {
      under.push_back(completed_months(born, listed) < Months{age});
      under.push_back(completed_months(born, as_of) < Months{age});
    }
    told.try_emplace(under, born);
  }
  std::vector<Day> days;
  for (const auto& one : told) days.push_back(one.second);
  return days;
}

/// Up to three children, of these days of birth or of none that is known.
std::vector<std::vector<Child>> families(const std::vector<Day>& births) {
  std::vector<Child> kinds{{}};
  for (const Day born : births) kinds.push_back({born});
  std::vector<std::vector<Child>> all{{}};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    all.push_back({kinds[i]});
    for (std::size_t j = i; j < kinds.size(); ++j) {
      all.push_back({kinds[i], kinds[j]});
      for (std::size_t k = j; k < kinds.size(); ++k) all.push_back({kinds[i], kinds[j], kinds[k]});
    }
  }
  return all;
}

World world_of_days() {
  const FactSchema schema = read_fact_schema(kDayFacts, "days").value();
  const Day as_of = shipped::day("2009-10-05");
  const Day first = shipped::day("2009-10-03");
  std::vector<Case> cases;
  // Rules look at no day that lies farther back than these.
  const auto answers = all_answers(schema, first - Days{3}, as_of);
  for (Day listed = first; listed <= as_of; listed = listed + Days{1}) {
    std::vector<std::optional<Day>> filing{std::nullopt};
    for (Day day = listed; day <= as_of + Days{6}; day = day + Days{1}) filing.emplace_back(day);
    const auto children = families(births(listed, as_of));
    for (const auto& family : children) {
      for (const auto& date : filing) {
        for (const auto& some : answers) {
          Case one;
          one.listed_on = listed;
          one.children = family;
          one.filing_date = date;
          one.answers = some;
          cases.push_back(one);
        }
      }
    }
  }
  return {schema, as_of, table_of(schema, std::move(cases))};
}

std::string head(const std::string& id, PolicyDraws& draws) {
  std::string text = "format = 1\nid = \"" + id +
                     "\"\nversion = \"1\"\ntitle = \"Tiny\"\nstatus = \"illustrative\"\n"
                     "status_line = \"A test.\"\nfacts = \"tiny.toml\"\n"
                     "order = [\"tier\", \"points\", \"case_id\"]\n\n";
  text +=
      "[[band]]\nid = \"P1\"\nlabel = \"First\"\nfrom = 8\n\n[[band]]\nid = \"P2\"\n"
      "label = \"Second\"\nfrom = 4\n\n[[band]]\nid = \"P3\"\nlabel = \"Third\"\nfrom = 0\n\n";
  for (const char* group : {"risk", "rest"}) {
    text += std::string{"[[group]]\nid = \""} + group + "\"\nlabel = \"Group\"\ncombine = \"" +
            draws.one_of({"sum", "sum", "highest", "highest_plus_half_of_rest"}) + "\"\n";
    if (draws.chance(40)) text += "cap = " + std::to_string(draws.upto(8) + 1) + '\n';
    if (draws.chance(25)) text += "constant = " + draws.points(2) + '\n';
    if (draws.chance(30)) text += "risk = false\n";
  }
  if (draws.chance(60)) {
    text += "\n[unknown]\nshare = \"" + draws.one_of({"none", "third", "half", "all"}) + "\"\n";
    if (draws.chance(60)) text += "total_cap = " + draws.points(4) + '\n';
  }
  return text;
}

std::string condition_of_answers(PolicyDraws& draws) {
  return draws.one_of(
      {"{ fact = \"harm\", at_least = \"much\" }", "{ fact = \"harm\", is = \"no\" }",
       "{ fact = \"calls\", at_least = 2 }", "{ fact = \"calls\", at_most = 1 }",
       "{ fact = \"signs\", at_least = 2 }", "{ fact = \"signs\", any_of = [\"b\"] }",
       "{ fact = \"heard\", within_days = 3, measured = \"as_of\" }",
       "{ fact = \"heard\", older_than_days = 1 }", "{ fact = \"home\", at_least = \"bad\" }",
       "{ not = { fact = \"home\", at_least = \"bad\" } }"});
}

std::string when_of(PolicyDraws& draws, std::string (*condition)(PolicyDraws&)) {
  const std::string first = condition(draws);
  std::string text = draws.chance(70) ? "all = [" : "any = [";
  text += first;
  const std::string second = condition(draws);
  if (second != first && draws.chance(50)) text += ", " + second;
  return text + "]\n";
}

std::string criterion(PolicyDraws& draws,
                      const std::string& head_of,
                      const std::string& scale,
                      std::string (*condition)(PolicyDraws&)) {
  std::string text = "\n[[criterion]]\n" + head_of + "group = \"" + draws.one_of({"risk", "rest"}) +
                     "\"\n" + scale + '\n';
  if (draws.chance(20)) text += "unknown = 0\n";
  if (draws.chance(15)) text += "critical = true\n";
  if (draws.chance(30)) text += when_of(draws, condition);
  return text;
}

/// Floors, ceilings, and what cannot be told.
std::string rules_on_bands(PolicyDraws& draws, std::string (*condition)(PolicyDraws&)) {
  std::string text;
  for (int i = draws.upto(2); i > 0; --i) {
    text += "\n[[floor]]\nid = \"F" + std::to_string(i) + "\"\nlabel = \"Floor\"\nband = \"" +
            draws.one_of({"P1", "P2"}) + "\"\n" + when_of(draws, condition);
    if (draws.chance(30)) text += "whatever_else = true\n";
  }
  for (int i = draws.upto(2); i > 0; --i) {
    text += "\n[[ceiling]]\nid = \"C" + std::to_string(i) + "\"\nlabel = \"Ceiling\"\n" +
            draws.one_of({"band = \"P2\"\n", "band = \"P3\"\n", "group = \"risk\"\nat_most = 1\n",
                          "group = \"rest\"\nat_most = 0.5\n"}) +
            when_of(draws, condition);
  }
  if (draws.chance(25)) {
    text += "\n[cannot_tell]\nband = \"" + draws.one_of({"P1", "P2"}) +
            "\"\nfacts = [\"harm\"]\nlabel = \"Cannot be told\"\n";
  }
  if (draws.chance(40)) text += "\n[promotion]\nafter_days = [3]\nnot_above = \"P2\"\n";
  if (draws.chance(30)) text += "\n[must_allocate]\nwaiting_days = 4\nbelow = \"P1\"\n";
  return text;
}

std::string waiting(PolicyDraws& draws, std::string (*condition)(PolicyDraws&)) {
  std::string text = "\n[waiting]\nrates = [{ from_day = " + std::to_string(draws.upto(2)) +
                     ", per_day = " + draws.points(2) + " }";
  if (draws.chance(40)) text += ", { from_day = 3, points = " + draws.points(3) + ", days = 7 }";
  if (draws.chance(15)) text += ", { from_day = 4, per_day = -1 }";
  text += "]\n";
  if (draws.chance(30)) text += "cap = " + draws.points(5) + '\n';
  for (int i = draws.upto(2); i > 0; --i) {
    text += "\n[[waiting.faster]]\ntimes = " + draws.one_of({"0.5", "1.3", "2", "3"}) + '\n';
    text += draws.chance(50) ? "all = [{ band = \"" + draws.one_of({"P1", "P2"}) + "\" }]\n"
                             : when_of(draws, condition);
  }
  return text;
}

std::string condition_of_days(PolicyDraws& draws) {
  return draws.one_of({"{ fact = \"harm\", at_least = \"much\" }",
                       "{ fact = \"harm\", is = \"no\" }", "{ youngest_under_months = 12 }",
                       "{ not = { youngest_under_months = 12 } }",
                       "{ fact = \"seen\", within_days = 2 }"});
}

std::string fact_condition_of_days(PolicyDraws& draws) {
  return draws.one_of({"{ fact = \"harm\", at_least = \"much\" }",
                       "{ fact = \"harm\", is = \"no\" }", "{ fact = \"seen\", within_days = 2 }"});
}

std::string age(PolicyDraws& draws) {
  std::string text = "\n[age]\ngroup = \"" + draws.one_of({"risk", "rest"}) + "\"\nat = \"" +
                     draws.one_of({"listed", "as_of"}) + "\"\npoints = [\n";
  for (const char* months : {"12", "216"}) {
    if (draws.chance(30)) {
      text += std::string{"  { under_months = "} + months + ", points = " + draws.points(5) +
              ", all = [" + fact_condition_of_days(draws) + "] },\n";
    }
    text += std::string{"  { under_months = "} + months + ", points = " + draws.points(5) + " },\n";
  }
  text += "]\n";
  if (draws.chance(60)) {
    text += "further_children = { under_months = " + draws.one_of({"12", "216"}) +
            ", points = 1, maximum = " + draws.one_of({"0.5", "1"}) + " }\n";
  }
  return text;
}

std::string filing(PolicyDraws& draws) {
  std::string text = "\n[filing]\neffort_days = " + std::to_string(draws.upto(2)) + "\nslack = [\n";
  for (const char* up_to : {"-1", "2"}) {
    if (draws.chance(30)) {
      text += std::string{"  { up_to = "} + up_to + ", points = " + draws.points(5) + ", all = [" +
              fact_condition_of_days(draws) + "] },\n";
    }
    text += std::string{"  { up_to = "} + up_to + ", points = " + draws.points(5) + " },\n";
  }
  return text + "]\nno_filing_date = " + draws.points(3) + '\n';
}

}  // namespace

const World& of_answers() {
  static const World kWorld = world_of_answers();
  return kWorld;
}

std::string policy_of_answers(PolicyDraws& draws) {
  const auto condition = condition_of_answers;
  std::string text = head("answers", draws);
  if (draws.chance(80)) {
    text += criterion(draws, "fact = \"harm\"\n",
                      "levels = { some = " + draws.points(4) + ", much = " + draws.points(6) + " }",
                      condition);
  }
  if (draws.chance(60)) {
    text += criterion(draws, "fact = \"home\"\n",
                      "levels = { safe = 0, bad = " + draws.points(4) + " }", condition);
  }
  if (draws.chance(60)) {
    text += criterion(
        draws, "fact = \"calls\"\n",
        draws.chance(50)
            ? "per = { points = 1, every = 1.5, from = 1, at_most = 2 }"
            : "ranges = [{ from = 0, points = 0 }, { from = 2, points = " + draws.points(4) + " }]",
        condition);
  }
  if (draws.chance(60)) {
    text += criterion(
        draws, "fact = \"signs\"\n",
        "markers = { a = " + draws.points(2) + ", b = " + draws.points(2) + " }\nmaximum = 3",
        condition);
  }
  if (draws.chance(60)) {
    text += criterion(draws, "fact = \"heard\"\n",
                      "measured = \"" + draws.one_of({"listed", "as_of"}) +
                          "\"\nranges = [{ from = 0, points = " + draws.points(4) +
                          " }, { from = 2, points = " + draws.points(4) + " }]",
                      condition);
  }
  if (draws.chance(30)) {
    text += criterion(draws, "id = \"both\"\nby = [\"harm\", \"home\"]\n",
                      "columns = [\"safe\", \"bad\"]", condition);
    text += "[criterion.rows]\n";
    for (const char* level : {"some", "much"}) {
      text += std::string{level} + " = [" + draws.points(3) + ", " + draws.points(5) + "]\n";
    }
  }
  text += rules_on_bands(draws, condition);
  if (draws.chance(70)) text += waiting(draws, condition);
  return text;
}

const World& of_days() {
  static const World kWorld = world_of_days();
  return kWorld;
}

std::string policy_of_days(PolicyDraws& draws) {
  std::string text = head("days", draws);
  if (draws.chance(60)) {
    text += criterion(draws, "fact = \"harm\"\n",
                      "levels = { some = " + draws.points(4) + ", much = " + draws.points(6) + " }",
                      condition_of_days);
  }
  if (draws.chance(40)) {
    text += criterion(
        draws, "fact = \"seen\"\n",
        "ranges = [{ from = 0, points = 1 }, { from = 1, points = " + draws.points(3) + " }]",
        condition_of_days);
  }
  text += rules_on_bands(draws, condition_of_days);
  if (draws.chance(80)) text += age(draws);
  if (draws.chance(60)) text += filing(draws);
  if (draws.chance(80)) text += waiting(draws, condition_of_days);
  return text;
}

CompiledPolicy compiled(const World& world, const std::string& text) {
  auto policy = read_policy(text, world.schema, "tiny");
  if (!policy) throw std::logic_error{shipped::lines_of(policy.error()) + '\n' + text};
  return *std::move(policy);
}

SlowWitness compare_all(const World& world,
                        const CompiledPolicy& before,
                        const CompiledPolicy& after) {
  const Ranking first = rank(world.cases, before, world.as_of).value();
  const Ranking second = rank(world.cases, after, world.as_of).value();
  std::vector<const Place*> earlier(world.cases.size());
  for (const Place& place : first.places()) earlier[place.row] = &place;
  SlowWitness found;
  bool any = false;
  for (const Place& place : second.places()) {
    const Score& old = earlier[place.row]->score;
    const Points loss = old.points.used - place.score.points.used;
    if (!any || found.loss < loss) found.loss = loss;
    if (!any || found.gain < -loss) found.gain = -loss;
    any = true;
    found.same_standing = found.same_standing && old.band == place.score.band &&
                          old.must_allocate == place.score.must_allocate;
  }
  return found;
}

}  // namespace waitlist::witness_worlds
