#include "fuzz_world.h"

#include <waitlist/base/limits.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/simulation/synthetic_list.h>

#include <cstdio>
#include <cstdlib>

namespace waitlist::fuzz {
namespace {

constexpr std::string_view kPolicy = R"(format = 1
id = "fuzz"
version = "1.0.0"
title = "A policy for any list"
status = "illustrative"
status_line = "For tests."
facts = "private_law_facts.toml"
order = ["tier", "points", "longest_wait", "case_id"]
must_allocate = { waiting_days = 60, below = "high" }

[[band]]
id = "high"
label = "High"
from = 10

[[band]]
id = "low"
label = "Low"
from = 0

[[group]]
id = "harm"
label = "Harm"
combine = "sum"

[[criterion]]
fact = "da.reported"
group = "harm"
levels = { reported = 5, ongoing = 8, serious = 12, severe = 20 }

[waiting]
rates = [{ from_day = 14, per_day = 0.1 }]
)";

}  // namespace

const FactSchema& schema() {
  static const FactSchema facts = *read_fact_schema(private_law_facts_toml());
  return facts;
}

const CompiledPolicy& policy() {
  static const Result<CompiledPolicy> one = read_policy(kPolicy, schema());
  require(one.has_value(), "the policy of this test can be read");
  return *one;
}

Day as_of() { return *Day::parse("2009-10-05"); }

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "Broken promise: %s\n", promise);
  std::abort();
}

void require_faults(const Errors& errors) {
  require(!errors.empty(), "a failure names a fault");
  require(errors.size() <= limits::kErrorsMax + 1, "faults are bounded");
  for (const Error& error : errors) {
    require(!error.reason.empty(), "a fault says what was expected");
    const std::string text = to_text(error);
    require(text.find('\n') == std::string::npos, "a fault is one line");
  }
}

void require_set_apart(const Result<CaseList>& list, const Result<CaseTable>& strict) {
  if (!list) {
    require_faults(list.error());
    return require(!strict, "what refuses a list with its faulty rows apart refuses it anyhow");
  }
  require(strict.has_value() == list->faulty.empty(), "a faulty row is set apart or refuses");
  if (strict) return require(list->cases.digest() == strict->digest(), "a right list stays");
  for (const FaultyCase& faulty : list->faulty) {
    require(!faulty.faults.empty(), "a faulty row says what is wrong with it");
  }
}

}  // namespace waitlist::fuzz
