// The case that Ofsted's report of October 2009 tells of, under the criteria as they were and with
// what they left out: an application about a very young child that has waited six months.
#include <waitlist/waitlist.h>

#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view kCaseId = "SM-0001";

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int fail(const waitlist::Errors& errors) {
  for (const waitlist::Error& error : errors) std::cerr << waitlist::to_text(error) << '\n';
  return 3;
}

/// What one policy makes of the case.
struct Column {
  std::string policy;
  waitlist::Position position = 0;
  std::uint32_t of = 0;
  std::string tier;
  waitlist::Points all{}, risk{}, time{}, age{};
  bool must_allocate = false;
};

waitlist::Result<Column> column_for(const std::string& name,
                                    const waitlist::FactSchema& facts,
                                    const waitlist::CaseTable& cases,
                                    waitlist::Day as_of) {
  const auto policy = waitlist::read_policy(text_of("policies/" + name + ".toml"), facts, name);
  if (!policy) return waitlist::failed(policy.error());
  const auto queue = waitlist::rank(cases, *policy, as_of);
  if (!queue) return waitlist::failed(queue.error());
  const waitlist::Place* place = queue->find(kCaseId);
  if (place == nullptr) {
    return waitlist::failed(waitlist::Error{.code = waitlist::ErrorCode::unknown_reference,
                                            .source = name,
                                            .field = "case_id",
                                            .found = std::string(kCaseId),
                                            .reason = "this case is not ranked"});
  }

  Column column{.policy = name,
                .position = place->position,
                .of = queue->unit_count(),
                .tier = std::string(policy->tier_id(place->score.tier)),
                .all = place->score.points.used,
                .risk = place->score.risk.used,
                .must_allocate = place->score.must_allocate};
  const waitlist::Explanation why = waitlist::explain(cases, *policy, place->row, as_of);
  for (const waitlist::Contribution& part : why.contributions) {
    const bool of_age = part.kind == waitlist::ContributionKind::age ||
                        part.kind == waitlist::ContributionKind::more_children;
    if (part.kind == waitlist::ContributionKind::waiting) column.time += part.points;
    if (of_age) column.age += part.points;
  }
  return column;
}

void line(std::string_view what, const std::string& left, const std::string& right) {
  std::cout << std::left << std::setw(26) << what << std::right << std::setw(24) << left
            << std::setw(24) << right << '\n';
}

std::string place_of(const Column& column) {
  return std::to_string(column.position) + " of " + std::to_string(column.of);
}

void print(const Column& then, const Column& now) {
  const auto points = [](waitlist::Points value) { return waitlist::to_text(value); };
  const auto yes_or_no = [](bool value) { return std::string(value ? "yes" : "no"); };
  line("", then.policy, now.policy);
  line("place in the queue", place_of(then), place_of(now));
  line("tier", then.tier, now.tier);
  line("must be allocated", yes_or_no(then.must_allocate), yes_or_no(now.must_allocate));
  line("points for time waited", points(then.time), points(now.time));
  line("points for age", points(then.age), points(now.age));
  line("risk points", points(then.risk), points(now.risk));
  line("all points", points(then.all), points(now.all));
}

}  // namespace

int main() {
  const waitlist::Day as_of = *waitlist::Day::parse("2009-10-05");
  const auto facts = waitlist::read_fact_schema(text_of("policies/private_law_facts.toml"));
  if (!facts) return fail(facts.error());
  const auto cases = waitlist::read_cases_csv(text_of("examples/data/staffordshire_2009.csv"),
                                              *facts, "staffordshire_2009.csv");
  if (!cases) return fail(cases.error());
  const auto then = column_for("national_criteria_2009", *facts, *cases, as_of);
  if (!then) return fail(then.error());
  const auto now = column_for("staffordshire_2009", *facts, *cases, as_of);
  if (!now) return fail(now.error());

  const waitlist::CaseRow row = *cases->find(kCaseId);
  std::cout << "Case " << kCaseId << ", listed on " << cases->listed_on(row).text() << ", "
            << (as_of - cases->listed_on(row)).count() << " days before " << as_of.text()
            << ".\nThe national criteria are a reconstruction: their text is not public.\n\n";
  print(*then, *now);

  // The point of the whole program: nothing for time and age then, and first in line for it now.
  const waitlist::Points none;
  const bool as_reported = then->time == none && then->age == none && now->time > none &&
                           now->age > none && now->must_allocate && now->position < then->position;
  return as_reported ? 0 : 1;
}
