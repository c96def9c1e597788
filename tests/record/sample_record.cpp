#include "record/sample_record.h"

#include <waitlist/io/case_reader.h>

#include "record/writer_state.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

namespace waitlist::sample_record {

const PolicyTexts& texts() {
  static const PolicyTexts all{shipped::text_of("policies/staffordshire_2009.toml"),
                               shipped::text_of("policies/private_law_facts.toml"), std::nullopt};
  return all;
}

const CompiledPolicy& policy() {
  static const CompiledPolicy compiled = *read_policy_texts(texts());
  return compiled;
}

const std::string& cases_csv() {
  static const std::string csv =
      "case_id,listed_on,team,status,linked_to,hold_reason,decision,decision_reason,decision_by,"
      "decision_made_on,decision_expires_on,da.reported,child_dobs\n"
      "A,2009-06-01,North,awaiting,,,,,,,,ongoing,2008-01-02\n"
      "B,2009-07-01,North,awaiting,C,,,,,,,no,2004-05-06\n"
      "C,2009-07-02,South,awaiting,B,,,,,,,unknown,2004-05-06\n"
      "D,2009-08-01,South,awaiting,,,raise P1,a hearing in days,M1,2009-10-01,2009-11-01,,\n"
      "E,2009-08-02,,on_hold,,waits for a report,,,,,,no,2001-01-01\n"
      "F,2009-09-01,North,awaiting,,,,,,,,reported,2009-02-03\n";
  return csv;
}

Ranking ranking(const char* as_of, std::string_view without, bool faulty) {
  std::string csv = cases_csv();
  if (faulty) csv += "G,2009-13-01,North,awaiting,,,,,,,,no,\nbad id;,x,,,,,,,,,,,\n";
  for (const char id : without) {
    const std::size_t at = csv.find(std::string{'\n'} + id + ',');
    csv.erase(at, csv.find('\n', at + 1) - at);
  }
  CaseReadOptions options;
  if (faulty) options.faulty = FaultyRows::set_apart;
  auto list = read_case_list_csv(csv, policy().schema(), "cases", options);
  REQUIRE_MESSAGE(list, shipped::lines_of(list ? Errors{} : list.error()));
  auto ranked = rank(*list, policy(), shipped::day(as_of));
  REQUIRE_MESSAGE(ranked, shipped::lines_of(ranked ? Errors{} : ranked.error()));
  return *std::move(ranked);
}

ListDecision decision(const char* case_id, std::uint32_t place) {
  return {case_id, place, "COURT", "program", "M7", std::string{"a word about "} + case_id,
          0,       "",    ""};
}

ListDecision given(const char* case_id, const char* practitioner_id) {
  ListDecision decided = decision(case_id, 0);
  decided.reason = std::string{"known to "} + case_id;
  decided.practitioner_id = practitioner_id;
  decided.proposed_practitioner_id = "P09";
  return decided;
}

Result<RecordWriter> begin(const std::shared_ptr<LogFiles>& folder) {
  return new_writer_over(folder, nullptr, "waitlist.example/sample");
}

Result<RecordWriter> open(const std::shared_ptr<LogFiles>& folder) {
  return writer_over(folder, nullptr);
}

RecordLog read(const std::shared_ptr<LogFiles>& folder) {
  auto log = record_log_over(folder);
  REQUIRE_MESSAGE(log, shipped::lines_of(log ? Errors{} : log.error()));
  return *std::move(log);
}

std::shared_ptr<CrashFolder> small_log() {
  auto folder = std::make_shared<CrashFolder>();
  auto writer = begin(folder);
  REQUIRE(writer);
  const std::vector<ListDecision> decisions{decision("B", 1), decision("F", 3)};
  REQUIRE(writer->add(ranking("2009-10-05"), texts(), decisions));
  REQUIRE(writer->add(ranking("2009-10-06", "F"), texts()));
  return folder;
}

std::shared_ptr<CrashFolder> log_with_later_decisions() {
  auto folder = small_log();
  auto writer = open(folder);
  REQUIRE(writer);
  const std::vector<ListDecision> decisions{decision("A", 2), given("A", "P09"), given("F", "P06")};
  const auto head = writer->decide(0, shipped::day("2009-10-07"), decisions);
  REQUIRE_MESSAGE(head, shipped::lines_of(head ? Errors{} : head.error()));
  return folder;
}

}  // namespace waitlist::sample_record
