#include "simulation/longest_wait.h"

#include "simulation/area_tally.h"

#include <algorithm>

namespace waitlist {
namespace {

std::string words_of(FamilyEnd end) {
  switch (end) {
    case FamilyEnd::waiting: return "still waiting";
    case FamilyEnd::allocated: return "allocated";
    case FamilyEnd::withdrawn: return "withdrawn";
  }
  return "";
}

/// What was given when the case was listed, by the labels of the schema.
std::string facts_of(const Case& one, const FactSchema& schema) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  for (std::size_t i = 0; i < one.answers.size(); ++i) {
    const FactDefinition& fact = schema.facts()[i];
    const Answer answer = one.answers[i];
    if (!answer.given() || fact.monitoring_only) continue;
    if (fact.kind == FactKind::choice) {
      add(fact.label + ": " + fact.levels[answer.value()].label);
    }
    if (fact.kind == FactKind::count) add(fact.label + ": " + number_text(fact, answer.value()));
  }
  const std::int64_t days = youngest_days(one);
  if (days >= 0) {
    add("youngest child " +
        std::to_string(completed_months(one.listed_on - Days{days}, one.listed_on).count()) +
        " months at listing");
  }
  return text;
}

/// The case that waited longest among those that count; of several, the first.
std::size_t longest_of(const Families& families, const std::vector<FamilyOutcome>& outcomes) {
  std::size_t longest = families.all.size();
  std::int64_t days = -1;
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    if (!families.all[i].counts) continue;
    const std::int64_t mine = waited(families.all[i], outcomes[i]);
    if (mine <= days) continue;
    days = mine;
    longest = i;
  }
  return longest;
}

}  // namespace

void add_longest_waits(const AreaModel& model,
                       std::span<const Figures> done,
                       SimulationResult& result) {
  if (done.empty()) return;
  const std::size_t measures = result.measures.size();
  const auto at = std::ranges::find(result.measures, "wait_longest", &Measure::id);
  const auto measure = static_cast<std::size_t>(at - result.measures.begin());
  for (std::size_t policy = 0; policy < result.policies.size(); ++policy) {
    const std::size_t figure = policy * model.groups().all().size() * measures + measure;
    const auto most = std::ranges::max_element(done, {}, [figure](const Figures& one) {
      return std::isnan(one[figure]) ? -1.0 : one[figure];
    });
    const auto replication = static_cast<std::uint32_t>(most - done.begin());
    const Families families = model.families(replication);
    AreaRun first = model.run_of(policy, families, replication);
    first.run();
    const std::size_t longest = longest_of(families, first.outcomes());
    if (longest == families.all.size()) continue;
    const Family& family = families.all[longest];
    AreaRun again = model.run_of(policy, families, replication);
    again.follow(family.listed_as.case_id);
    again.run();
    const FamilyOutcome& outcome = again.outcomes()[longest];
    result.policies[policy].longest =
        LongestWait{replication + 1,
                    family.listed_as.case_id,
                    waited(family, outcome),
                    words_of(outcome.end),
                    facts_of(family.listed_as, model.policies().front().schema()),
                    again.take_story()};
  }
}

}  // namespace waitlist
