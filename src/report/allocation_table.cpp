#include <waitlist/report/allocation_report.h>

#include "report/allocation_notes.h"
#include "report/allocation_words.h"
#include "report/faulty_words.h"
#include "report/outlook_words.h"
#include "report/plain_words.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

std::string cases_of(const Allocation& allocation, const AllocationUnit& unit) {
  std::string text;
  for (const CaseRow row : unit.rows) {
    text += (text.empty() ? "" : " ") + std::string{allocation.ranking().cases().case_id(row)};
  }
  return text;
}

TextTable table_of_units(const Allocation& allocation, bool placed) {
  std::vector<TableColumn> columns{
      {"place", Align::right}, {"cases", Align::left, 20}, {"tier"}, {"where", Align::left, 16}};
  if (placed) columns.push_back({"to"});
  columns.push_back({"why", Align::left, 60});
  columns.push_back({"allocate by"});
  TextTable table{columns};
  for (QueuedUnit i{0}; i < allocation.units().size(); ++i) {
    const AllocationUnit& unit = allocation.units()[i];
    if (unit.practitioner.has_value() != placed) continue;
    const Emphasis emphasis = unit.urgent ? Emphasis::strong : Emphasis::none;
    std::vector<TableCell> row{{std::to_string(unit.position)},
                               {cases_of(allocation, unit)},
                               {std::string{tier_of(allocation, unit)}, emphasis},
                               {unit.place}};
    if (unit.practitioner) row.push_back({id_of(allocation, *unit.practitioner)});
    row.push_back({why_in_words(allocation, i)});
    const auto due = due_day_of(allocation, unit);
    row.push_back({due ? due->text() : ""});
    table.add(row);
  }
  return table;
}

TextTable table_of_loads(const Allocation& allocation) {
  TextTable table{{{"practitioner"},
                   {"base", Align::left, 18},
                   {"caseload", Align::right},
                   {"before", Align::right},
                   {"given", Align::right},
                   {"after", Align::right},
                   {"full", Align::right},
                   {"urgent given", Align::right},
                   {"one more free place would place", Align::left, 34}}};
  const auto bought = allocation.one_more_place_buys();
  const auto practitioners = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    const PractitionerLoad& load = allocation.loads()[p];
    const std::uint64_t after = std::uint64_t{load.before.held} + load.given + load.second;
    const std::string percent =
        load.before.caseload == 0 ? "" : std::to_string(after * 100 / load.before.caseload) + "%";
    table.add({{practitioners[p].practitioner_id},
               {practitioners[p].base},
               {std::to_string(load.before.caseload) + (load.before.away ? " away" : "")},
               {std::to_string(load.before.held)},
               {std::to_string(load.given)},
               {std::to_string(after)},
               {percent, after > load.before.caseload ? Emphasis::warning : Emphasis::none},
               {std::to_string(load.urgent_given)},
               {bought[p] ? unit_in_words(allocation, *bought[p]) : ""}});
  }
  return table;
}

TextTable table_of_areas(const Allocation& allocation) {
  TextTable table{{{"area"}, {"would place"}}};
  for (const AreaGain& gain : allocation.one_more_place_in_area_buys()) {
    if (gain.unit) table.add({{gain.area}, {unit_in_words(allocation, *gain.unit)}});
  }
  return table;
}

std::string outlook_text(const Allocation& allocation) {
  const AllocationOutlook outlook = allocation.outlook();
  std::string text = "\nThe next " + count_of(outlook.horizon.count(), "day", "days") + '\n';
  const auto sections = outlook_in_words(allocation, outlook);
  if (sections.empty()) text += paragraph("  ", "Nothing that the roster knows of changes.");
  for (const OutlookSection& section : sections) {
    text += "\n" + section.heading + '\n';
    for (const std::string& words : section.sentences) text += paragraph("  ", words);
  }
  return text;
}

}  // namespace

std::string render_table(const Allocation& allocation, const AllocationReportOptions& options) {
  const Ranking& ranking = allocation.ranking();
  std::string text = "Proposed allocation on " + long_date(ranking.as_of()) + " under " +
                     ranking.policy().written().id + " " + ranking.policy().written().version +
                     "\n";
  text += paragraph("", "It proposes; a named manager decides. " + promise_in_words(allocation));
  if (!ranking.faulty().empty()) {
    text +=
        '\n' + faulty_section(ranking, options.colour) + std::string{kFaultyNotConsidered} + "\n\n";
  }
  text += outcome_in_words(allocation) + "\n";
  const std::vector<std::string> findings = findings_in_words(allocation);
  if (!findings.empty()) text += "\nTo be looked at\n";
  for (const std::string& finding : findings) text += paragraph("  ", finding);
  const TextTable placed = table_of_units(allocation, true);
  if (placed.rows() > 0) text += "\nWho takes what\n" + placed.text(options.colour);
  const TextTable waiting = table_of_units(allocation, false);
  if (waiting.rows() > 0) text += "\nWho still waits, and why\n" + waiting.text(options.colour);
  const TextTable loads = table_of_loads(allocation);
  if (loads.rows() > 0) text += "\nCaseloads before and after\n" + loads.text(options.colour);
  for (const AllocationNote& note : notes_of(allocation)) {
    text += '\n' + note.heading + '\n';
    for (const std::string& words : note.sentences) text += paragraph("  ", words);
  }
  const TextTable areas = table_of_areas(allocation);
  if (areas.rows() > 0) text += "\nOne more free place in\n" + areas.text(options.colour);
  if (allocation.rules().horizon) text += outlook_text(allocation);
  return text;
}

}  // namespace waitlist
