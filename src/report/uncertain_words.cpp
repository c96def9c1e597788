#include "report/uncertain_words.h"

#include "policy/policy_numbers.h"
#include "report/plain_words.h"
#include "report/robustness_words.h"

#include <map>
#include <utility>

namespace waitlist {

std::vector<UncertainRow> uncertain_rows(const CompiledPolicy& policy) {
  const std::vector<UncertainNumber>& uncertain = policy.written().uncertain;
  std::vector<UncertainRow> rows;
  if (uncertain.empty()) return rows;
  std::map<std::string, VariedNumber> numbers;
  each_written_number(policy.written(), [&numbers](const NumberName& name, Points points) {
    numbers.emplace(name_of(name),
                    VariedNumber{name.kind, name.rule, name.part, points, points, points});
  });
  rows.reserve(uncertain.size());
  for (const UncertainNumber& one : uncertain) {
    const VariedNumber& number = numbers.at(one.number);
    rows.push_back({one.number, varied_in_words(policy, number), number.written,
                    short_points(one.from) + " to " + short_points(one.to), one.reason});
  }
  return rows;
}

}  // namespace waitlist
