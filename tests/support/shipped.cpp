#include "support/shipped.h"

#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/simulation/synthetic_list.h>

#include "support/folders.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

namespace waitlist::shipped {
namespace {

template <class T>
T checked(Result<T> result) {
  if (!result) throw std::runtime_error{lines_of(result.error())};
  return std::move(*result);
}

}  // namespace

std::string text_of(const std::string& path) {
  std::ifstream in(folders::source() + "/" + path, std::ios::binary);
  if (!in) throw std::runtime_error{"no such file: " + path};
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const FactSchema& facts() {
  static const FactSchema schema = checked(read_fact_schema(private_law_facts_toml()));
  return schema;
}

const FactSchema& facts_of_any_year() {
  static const FactSchema schema = facts().with_service_from(std::nullopt);
  return schema;
}

CompiledPolicy policy(const std::string& name) {
  return checked(read_policy(text_of("policies/" + name + ".toml"), facts(), name));
}

CompiledPolicy policy_until_2028(const std::string& name) {
  Holidays holidays{{}, day("2009-01-01"), day("2028-12-31"), day("2027-01-01")};
  for (Day at = holidays.first; at <= holidays.last; at = at + Days{1}) {
    if (!WorkingCalendar::england_and_wales().is_working_day(at)) holidays.days.push_back(at);
  }
  std::string text = text_of("policies/" + name + ".toml");
  text.insert(text.find("facts = "), "calendar = \"until_2028.csv\"\n");
  return checked(
      read_policy(text, facts(), name, WorkingCalendar::make("until_2028.csv", holidays).value()));
}

const std::vector<std::string>& policy_names() {
  static const std::vector<std::string> names{"first_come_first_served", "national_criteria_2009",
                                              "staffordshire_2009", "prioritisation_protocol",
                                              "hmcts_private_law_bands"};
  return names;
}

Day as_of() { return *Day::parse("2009-10-05"); }

const CaseTable& sample() {
  static const CaseTable table =
      checked(read_cases_csv(text_of("examples/data/staffordshire_2009.csv"), facts()));
  return table;
}

Ranking ranked_sample(const std::string& policy_name) {
  return checked(rank(sample(), policy(policy_name), as_of()));
}

const Ranking& staffordshire_ranking() {
  static const Ranking ranking = ranked_sample("staffordshire_2009");
  return ranking;
}

Day day(const char* text) { return Day::parse(text).value(); }

CaseTable cases(std::string_view csv) { return checked(read_cases_csv(csv, facts_of_any_year())); }

std::string lines_of(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += to_text(error) + '\n';
  return text;
}

}  // namespace waitlist::shipped
