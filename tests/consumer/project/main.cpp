// A stranger's program: ranks two cases that it made itself, under a policy of one rule.
#include <waitlist/waitlist.h>

#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr const char* kPolicy = R"(
format = 1
id = "stranger"
version = "1"
title = "Danger first"
status = "illustrative"
status_line = "A policy for one test."
facts = "facts.toml"
order = ["points", "case_id"]

[[band]]
id = "any"
label = "Any"
from = 0

[[group]]
id = "risk"
label = "Risk"
combine = "sum"

[[criterion]]
fact = "danger"
group = "risk"
levels = { low = 1, high = 10 }
)";

waitlist::Result<waitlist::FactSchema> one_fact() {
  waitlist::FactDefinition danger;
  danger.id = "danger";
  danger.label = "Danger";
  danger.levels = {{"low", "Low"}, {"high", "High"}};
  return waitlist::FactSchema::make("stranger", "1", "One fact", {danger});
}

int fail(const waitlist::Errors& errors) {
  for (const waitlist::Error& error : errors) std::cerr << waitlist::to_text(error) << '\n';
  return 1;
}

waitlist::Case waiting(const char* id, std::uint32_t level, waitlist::Day since) {
  waitlist::Case result;
  result.case_id = id;
  result.listed_on = since;
  result.answers = {waitlist::Answer::level(level)};
  return result;
}

}  // namespace

int main() {
  const auto facts = one_fact();
  if (!facts) return fail(facts.error());
  const auto policy = waitlist::read_policy(kPolicy, *facts);
  if (!policy) return fail(policy.error());
  const waitlist::Day today = *waitlist::Day::parse("2009-10-05");
  const std::vector<waitlist::Case> list{waiting("A", 0, today), waiting("B", 1, today)};
  const auto cases = waitlist::CaseTable::make(*facts, list);
  if (!cases) return fail(cases.error());
  const auto ranking = waitlist::rank(*cases, *policy, today);
  if (!ranking) return fail(ranking.error());

  const std::string csv = waitlist::render_csv(*ranking);
  std::cout << "waitlist " << WAITLIST_VERSION << '\n' << csv;
  return csv.find("\n1,B,") != std::string::npos && csv.find("\n2,A,") != std::string::npos ? 0 : 1;
}
