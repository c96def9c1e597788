#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const BandAtLeast& test, const ConditionCheck& check) {
  const std::string field = check.field + ".band";
  if (!check.in_waiting) {
    check.to.add(ErrorCode::inconsistent, check.place, field, test.band,
                 "a floor makes the band, so it cannot depend on it; use this in "
                 "[[waiting.faster]]");
  }
  check.to.check_band(test.band, check.place, field);
}

ConditionTable compile_test(const BandAtLeast& test, const NameResolver& names) {
  return {ConditionTable::Test::band, 0, std::int64_t{names.band(test.band)}, 0};
}

std::string_view fact_of(const BandAtLeast& /*test*/) noexcept { return {}; }

bool is_about_age(const BandAtLeast& /*test*/) noexcept { return false; }

}  // namespace waitlist
