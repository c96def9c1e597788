#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const BandAtLeast& test, const ConditionCheck& check) {
  const std::string field = check.field + ".band";
  const auto refuse = [&](const char* because) {
    check.to.add(ErrorCode::inconsistent, check.place, field, test.band,
                 std::string{because} + "; use this in [[waiting.faster]]");
  };
  switch (check.rule) {
    case WhenOf::criterion:
      refuse("the points of criteria make the band, so they cannot depend on it");
      break;
    case WhenOf::age_row:
    case WhenOf::slack_row: refuse("a row asks for facts of the case itself alone"); break;
    case WhenOf::floor: refuse("a floor makes the band, so it cannot depend on it"); break;
    case WhenOf::ceiling: refuse("a ceiling makes the band, so it cannot depend on it"); break;
    case WhenOf::faster: break;
  }
  check.to.check_band(test.band, check.place, field);
}

ConditionTable compile_test(const BandAtLeast& test, const NameResolver& names) {
  ConditionTable table;
  table.test = ConditionTable::Test::band;
  table.bound = std::int64_t{names.band(test.band)};
  return table;
}

std::string_view fact_of(const BandAtLeast& /*test*/) noexcept { return {}; }

bool is_about_age(const BandAtLeast& /*test*/) noexcept { return false; }

}  // namespace waitlist
