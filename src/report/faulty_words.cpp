#include "report/faulty_words.h"

#include <waitlist/base/limits.h>
#include <waitlist/queue/list_part.h>
#include <waitlist/report/explanation_report.h>

#include "queue/faulty_cases.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

std::vector<std::string> clipped_ids(const std::vector<std::string>& ids) {
  std::vector<std::string> clear;
  clear.reserve(ids.size());
  for (const std::string& id : ids) clear.push_back(clipped(id));
  return clear;
}

std::string id_in_words(const FaultyCase& faulty) {
  return faulty.case_id.empty() ? "(no id)" : clipped(faulty.case_id);
}

}  // namespace

std::string fault_in_words(const Error& fault) {
  Error told = fault;
  told.source.clear();
  told.case_id.clear();
  if (told.sheet.empty()) told.line = 0;  // a cell is worth its name
  return to_text(told);
}

std::string faults_in_words(const FaultyCase& faulty) {
  std::string words;
  for (const Error& fault : faulty.faults) {
    words += (words.empty() ? "" : " | ") + fault_in_words(fault);
  }
  return words;
}

std::vector<FaultyInWords> faulty_in_words(const Ranking& ranking) {
  const auto faulty = ranking.faulty();
  const auto links = links_of_faulty(ranking);
  std::vector<FaultyInWords> rows;
  rows.reserve(faulty.size());
  std::size_t left = limits::kErrorsMax;
  for (std::size_t i = 0; i < faulty.size(); ++i) {
    const Errors& faults = faulty[i].faults;
    FaultyInWords& row = rows.emplace_back();
    row.place = place_in_input(faulty[i]);
    row.case_id = id_in_words(faulty[i]);
    row.linked_with = listed(clipped_ids(links[i]));
    const std::size_t told = std::min(left, faults.size());
    for (std::size_t f = 0; f < told; ++f) row.faults.push_back(fault_in_words(faults[f]));
    left -= told;
    const std::size_t more = faults.size() - told;
    if (more == 0) continue;
    row.faults.push_back(count_of(more, told == 0 ? "fault" : "further fault",
                                  told == 0 ? "faults" : "further faults") +
                         ", told in CSV and JSON");
  }
  return rows;
}

std::string faulty_sentence(const Ranking& ranking) {
  const std::size_t rows = ranking.faulty().size();
  return count_of(rows, "row of the list is", "rows of the list are") +
         " not ranked, because something in " + (rows == 1 ? "it" : "them") +
         " is wrong. Nobody can tell how urgent " + (rows == 1 ? "it is" : "they are") +
         " until that is put right.";
}

std::string faulty_section(const Ranking& ranking, bool colour) {
  if (ranking.faulty().empty()) return {};
  TextTable table{{{"where"}, {"case", Align::left, 24}, {"what is wrong", Align::left, 64}}};
  for (const FaultyInWords& row : faulty_in_words(ranking)) {
    std::string place = row.place;
    std::string id = row.case_id;
    for (const std::string& fault : row.faults) {
      table.add({{std::exchange(place, "")}, {std::exchange(id, "")}, {fault, Emphasis::strong}});
    }
    if (!row.linked_with.empty()) table.add({{""}, {""}, {"linked with " + row.linked_with}});
  }
  return std::string{kFaultyHeading} + '\n' + paragraph("", faulty_sentence(ranking)) +
         table.text(colour) + '\n';
}

std::string_view nobody_ranked(const Ranking& ranking) {
  if (!ranking.parts().empty()) {
    return ranking.faulty().empty()
               ? "No case of this part of the list is waiting to be allocated."
               : "No case of this part of the list that could be read is waiting to be allocated.";
  }
  return ranking.faulty().empty() ? "No case is waiting to be allocated."
                                  : "No case that could be read is waiting to be allocated.";
}

std::string_view nothing_found(const Ranking& ranking) {
  if (!ranking.parts().empty()) return "Nothing in the data of these cases needs to be put right.";
  return ranking.faulty().empty() ? "Nothing in the data needs to be put right."
                                  : "Nothing needs to be put right in the data of other cases.";
}

std::string render_faulty_text(const Ranking& ranking, std::string_view case_id) {
  const auto links = links_of_faulty(ranking);
  std::string text;
  for (std::size_t i = 0; i < ranking.faulty().size(); ++i) {
    const FaultyCase& faulty = ranking.faulty()[i];
    if (case_id.empty() || faulty.case_id != case_id) continue;
    text += (text.empty() ? "" : "\n") + std::string{"Case "} + id_in_words(faulty) + " on " +
            long_date(ranking.as_of()) + ": not ranked, must be looked at\n";
    text += paragraph("", "It stands in the list at " + place_in_input(faulty) +
                              ", and something in it is wrong. Nobody can tell how urgent it is "
                              "until that is put right.");
    text += "\nWhat is wrong\n";
    for (const Error& fault : faulty.faults) text += paragraph("  ", fault_in_words(fault));
    if (!links[i].empty()) {
      text += "\nLinked with\n" + paragraph("  ", listed(clipped_ids(links[i])));
    }
  }
  return text;
}

}  // namespace waitlist
