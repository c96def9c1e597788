// Ten lines: load a policy and a list, rank, explain the first place. Run from the repository.
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

}  // namespace

int main() {
  const waitlist::Day as_of = *waitlist::Day::parse("2009-10-05");
  const auto facts = waitlist::read_fact_schema(text_of("policies/private_law_facts.toml"));
  if (!facts) return fail(facts.error());
  const auto policy = waitlist::read_policy(text_of("policies/staffordshire_2009.toml"), *facts);
  if (!policy) return fail(policy.error());
  const std::string csv = text_of("examples/data/staffordshire_2009.csv");
  const auto cases = waitlist::read_cases_csv(csv, *facts);
  if (!cases) return fail(cases.error());
  const auto queue = waitlist::rank(*cases, *policy, as_of);
  if (!queue) return fail(queue.error());
  const waitlist::CaseRow first = queue->places().front().row;
  std::cout << render_text(waitlist::explain(*cases, *policy, first, as_of), *queue);
}
