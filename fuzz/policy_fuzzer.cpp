// Any bytes give a policy or faults; a policy can be shown, reviewed and used.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/policy/policy_review.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/report/policy_report.h>

#include "fuzz_world.h"

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

const CaseTable& some_cases() {
  static const CaseTable cases = *read_cases_csv(
      "case_id,listed_on,filing_date,child_dobs,da.reported,da.marac,da.police_12m,da.markers\n"
      "A,2009-04-06,,2008-02-06,severe,heard,5,stalking\n"
      "B,2009-09-01,2009-12-01,2001-01-31;unknown,no,pending 2009-09-01,unknown,\n"
      "C,2009-10-05,,,,,,\n",
      fuzz::schema());
  return cases;
}

/// Three cases of which nothing is known, under any facts.
CaseTable unknown_cases(const FactSchema& schema) {
  return *read_cases_csv("case_id,listed_on\nA,2009-04-06\nB,2009-09-01\nC,2009-10-05\n", schema);
}

void use(const CompiledPolicy& policy, const CaseTable& cases) {
  fuzz::require(!render_text(policy).empty(), "a policy can be shown");
  fuzz::require(!render_json(policy).empty(), "a policy can be shown as JSON");
  const auto windows = overtaking_windows(policy);
  fuzz::require(windows.size() == policy.tier_count(), "every tier has a window");
  static_cast<void>(render_text(review(policy), windows, "policy"));
  const auto ranking = rank(cases, policy, fuzz::as_of());
  if (!ranking) {
    fuzz::require_faults(ranking.error());
    return;
  }
  fuzz::require(ranking->places().size() == cases.size(), "no case is dropped");
  for (const Place& place : ranking->places()) {
    const Explanation why = explain(cases, policy, place.row, fuzz::as_of());
    Points sum;
    for (const Contribution& part : why.contributions) sum += part.points;
    fuzz::require(sum == place.score.points.used, "contributions add up to the points");
    const PointsRange& points = place.score.points;
    fuzz::require(points.least <= points.used && points.used <= points.most,
                  "least, used and most stand in order");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto schema_name = schema_named_by(text);
  if (!schema_name) {
    fuzz::require_faults(schema_name.error());
    return 0;
  }
  const auto policy =
      schema_name->empty() ? read_policy_with_facts(text) : read_policy(text, fuzz::schema());
  if (!policy) {
    fuzz::require_faults(policy.error());
    return 0;
  }
  if (schema_name->empty()) {
    use(*policy, unknown_cases(policy->schema()));
  } else {
    use(*policy, some_cases());
  }
  return 0;
}
