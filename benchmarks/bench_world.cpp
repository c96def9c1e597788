#include "bench_world.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

namespace waitlist::bench {

std::int64_t most_cases() {
  const char* const most = std::getenv("WAITLIST_BENCH_MOST");  // NOLINT(concurrency-mt-unsafe)
  return most == nullptr ? 1'000'000 : std::max(10'000LL, std::atoll(most));
}

Day as_of() { return *Day::parse("2009-10-05"); }

const FactSchema& schema() {
  static const FactSchema facts = *read_fact_schema(private_law_facts_toml());
  return facts;
}

const CompiledPolicy& policy() {
  static const CompiledPolicy compiled = [] {
    std::ifstream in("policies/staffordshire_2009.toml", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return *read_policy(text, schema());
  }();
  return compiled;
}

const std::string& csv_of(std::int64_t cases) {
  static std::map<std::int64_t, std::string> made;
  std::string& text = made[cases];
  if (text.empty()) {
    const SyntheticListOptions options{static_cast<std::uint32_t>(cases), 2009, as_of()};
    text = write_cases_csv(*synthetic_list(schema(), options), schema());
  }
  return text;
}

const CaseTable& table_of(std::int64_t cases) {
  static std::map<std::int64_t, CaseTable> made;
  const auto at = made.find(cases);
  if (at != made.end()) return at->second;
  const SyntheticListOptions options{static_cast<std::uint32_t>(cases), 2009, as_of()};
  const std::vector<Case> list = *synthetic_list(schema(), options);
  return made.emplace(cases, *CaseTable::make(schema(), list)).first->second;
}

}  // namespace waitlist::bench
