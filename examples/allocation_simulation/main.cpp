// A service area of the size of Staffordshire and the Marches under six policies, side by side: the
// children under two, the cases with high-risk domestic abuse, the six-month case of the report,
// and the list over time. Everything it knows stands in the files beside it.
//   allocation_simulation [REPLICATIONS [DAYS]]      run from the repository
#include <waitlist/waitlist.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

const std::string kFolder = "examples/allocation_simulation/";

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

template <class T>
T value_of(Result<T> result) {
  if (result) return *std::move(result);
  for (const Error& error : result.error()) std::cerr << to_text(error) << '\n';
  std::exit(EXIT_FAILURE);
}

const Estimate& figure(const SimulationResult& result,
                       const PolicyOutcome& outcome,
                       const std::string& group,
                       const std::string& measure) {
  const auto in = std::ranges::find(outcome.groups, group, &GroupOutcome::id);
  const auto at = std::ranges::find(result.measures, measure, &Measure::id);
  return in->figures[static_cast<std::size_t>(at - result.measures.begin())].value;
}

/// A group under each policy: how long it waits, and how often far too long.
void show(const SimulationResult& result, const std::string& group, const std::string& title) {
  std::cout << '\n'
            << title << '\n'
            << std::left << std::setw(28) << "  policy" << std::right << std::setw(12)
            << "mean wait" << std::setw(12) << "9 of 10" << std::setw(12) << "longest"
            << std::setw(16) << "over 20 weeks" << '\n';
  for (const PolicyOutcome& outcome : result.policies) {
    std::cout << "  " << std::left << std::setw(26) << outcome.policy.id << std::right;
    for (const char* measure : {"wait_mean", "wait_p90", "wait_longest"}) {
      std::cout << std::setw(12) << figure(result, outcome, group, measure).mean;
    }
    const Estimate& over = figure(result, outcome, group, "over_20_weeks");
    std::cout << std::setw(14) << 100.0 * over.mean << " %\n";
  }
}

void show_list(const SimulationResult& result) {
  std::cout << "\nCases on the list, every half year\n";
  for (const PolicyOutcome& outcome : result.policies) {
    std::cout << "  " << std::left << std::setw(26) << outcome.policy.id << std::right;
    for (std::size_t week = 0; week < outcome.list.size(); week += 26) {
      std::cout << std::setw(6) << static_cast<int>(outcome.list[week].value.mean);
    }
    std::cout << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string path = kFolder + "five_years.toml";
  const std::string text = text_of(path);
  std::vector<CompiledPolicy> policies;
  const FactSchema facts =
      value_of(read_fact_schema(text_of("policies/private_law_facts.toml"), "facts"));
  for (const std::string& name : value_of(policies_named_by(text, path))) {
    policies.push_back(value_of(read_policy(text_of(kFolder + name), facts, name)));
  }
  auto scenario = std::get<AreaScenario>(value_of(read_scenario(text, facts, path)));
  if (argc > 1) scenario.plan.replications = static_cast<std::uint32_t>(std::atoi(argv[1]));
  if (argc > 2) scenario.horizon_days = std::atoi(argv[2]);
  AreaLists lists;
  lists.start = value_of(read_cases_csv(text_of(kFolder + scenario.start), facts, scenario.start));

  const SimulationResult result = value_of(simulate(scenario, lists, policies, {2, {}}));
  std::cout << std::fixed << std::setprecision(1) << result.plan.title << ", "
            << result.replications << " repetitions\n"
            << result.plan.status_line << '\n';
  show(result, "under_two", "Families whose youngest child is under two");
  show(result, "high_risk_abuse", "Families whose abuse a MARAC has heard");
  show(result, "six_months", "The very young child that had waited six months on 5 October 2009");
  show_list(result);
}
