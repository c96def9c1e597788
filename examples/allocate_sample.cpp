// Who takes which case of the sample list, and why the first one left waiting still waits. Run from
// the repository.
#include <waitlist/waitlist.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int fail(const waitlist::Errors& errors) {
  for (const waitlist::Error& error : errors) std::cerr << waitlist::to_text(error) << '\n';
  return 3;
}

waitlist::Result<waitlist::Ranking> sample_queue() {
  const waitlist::Day as_of = *waitlist::Day::parse("2009-10-05");
  const auto facts = waitlist::read_fact_schema(text_of("policies/private_law_facts.toml"));
  if (!facts) return waitlist::failed(facts.error());
  const auto policy = waitlist::read_policy(text_of("policies/staffordshire_2009.toml"), *facts);
  if (!policy) return waitlist::failed(policy.error());
  const std::string csv = text_of("examples/data/staffordshire_2009.csv");
  const auto cases = waitlist::read_cases_csv(csv, *facts);
  if (!cases) return waitlist::failed(cases.error());
  return waitlist::rank(*cases, *policy, as_of);
}

}  // namespace

int main() {
  const auto queue = sample_queue();
  if (!queue) return fail(queue.error());
  const std::string folder = "examples/data/staffordshire_";
  const auto roster =
      waitlist::read_roster_csv(text_of(folder + "roster.csv"), text_of(folder + "travel.csv"));
  if (!roster) return fail(roster.error());
  const auto work = waitlist::read_work_csv(text_of(folder + "work.csv"));
  if (!work) return fail(work.error());
  waitlist::AllocationRules rules;
  rules.needs = work->needs;
  const auto allocation = waitlist::allocate(*queue, *roster, rules);
  if (!allocation) return fail(allocation.error());

  for (waitlist::QueuedUnit unit{0}; unit < allocation->units().size(); ++unit) {
    const waitlist::AllocationUnit& one = allocation->units()[unit];
    const auto id = queue->cases().case_id(one.rows.front());
    std::cout << one.position << " " << id << ": ";
    if (one.practitioner) {
      std::cout << roster->practitioners()[*one.practitioner].practitioner_id << "\n";
      continue;
    }
    std::cout << "waits; " << why_in_words(*allocation, unit) << "\n";
    return 0;
  }
}
